import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AwsClient } from '../endpoint/support/aws-client';
import { skipReason } from '../support/skip';
import { end, keysIn, type Served, serve } from '../endpoint/support/served';
import { Terraform, type TerraformRun, whyNoTerraform } from './terraform';

const run = promisify(execFile);

function succeeded({ code, output }: TerraformRun): string {
  assert.equal(code, 0, output);
  return output;
}

describe('Terraform with the AWS provider, against serve', function () {
  this.timeout(600_000);
  let folder: string;
  let served: Served | undefined;
  let terraform: Terraform;
  let client: AwsClient;
  let variables: Record<string, string> = {};

  before(async function () {
    const reason = await whyNoTerraform();
    if (reason) {
      skipReason(this, reason);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-terraform-'));
    const account = join(folder, 'account');
    served = await serve('--region', 'ap-northeast-2', '--speed', '60', '--data', account);
    const keys = await keysIn(account);
    terraform = await Terraform.open(folder, 'test/terraform/main.tf', keys);
    client = new AwsClient(served.url, keys, 'ap-northeast-2');
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'key')]);
    variables = { endpoint: served.url, public_key: (await readFile(join(folder, 'key.pub'), 'utf8')).trim() };
    succeeded(await terraform.run('init'));
  });

  after(async () => {
    if (served) await end(served, 'SIGKILL');
    if (folder) await rm(folder, { recursive: true });
  });

  async function nothingToDo(): Promise<void> {
    const { code, output } = await terraform.run('plan', variables, '-detailed-exitcode');
    assert.equal(code, 0, output);
  }

  it('builds a network with servers', async () => {
    assert.match(
      succeeded(await terraform.run('apply', variables, '-auto-approve')),
      /Apply complete! Resources: 21 added, 0 changed, 0 destroyed/,
    );
    const { instance_ids: ids, address } = (await terraform.outputs()) as { instance_ids: string[]; address: string };
    const instances = await client.instances(ids);
    assert.deepEqual(
      instances.map(({ State, InstanceType, KeyName }) => [State?.Name, InstanceType, KeyName]),
      Array(3).fill(['running', 't3.micro', 'deployer']),
    );
    assert.equal(instances[0]!.PublicIpAddress, address);
    assert.equal(instances[2]!.IamInstanceProfile?.Arn, 'arn:aws:iam::123456789012:instance-profile/web');
  });

  it('finds nothing to do when it looks again', async () => {
    await nothingToDo();
  });

  it('changes in place what can be changed in place', async () => {
    const { instance_ids: before } = await terraform.outputs();
    variables = { ...variables, stage: 'second', instance_type: 't3.small' };
    const output = succeeded(await terraform.run('apply', variables, '-auto-approve'));
    assert.match(output, /Apply complete! Resources: 0 added, \d+ changed, 0 destroyed/);
    const { instance_ids: after } = (await terraform.outputs()) as { instance_ids: string[] };
    assert.deepEqual(after, before);
    const instances = await client.instances(after.slice(0, 2));
    assert.deepEqual(
      instances.map(({ InstanceType, State, Tags }) => [InstanceType, State?.Name, Tags?.find(({ Key }) => Key === 'Stage')?.Value]),
      Array(2).fill(['t3.small', 'running', 'second']),
    );
  });

  it('replaces what cannot', async () => {
    const { instance_ids: before } = (await terraform.outputs()) as { instance_ids: string[] };
    variables = { ...variables, image_key: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64' };
    const output = succeeded(await terraform.run('apply', variables, '-auto-approve'));
    assert.match(output, /must be replaced|will be destroyed and then created|Apply complete!/);
    const { instance_ids: after } = (await terraform.outputs()) as { instance_ids: string[] };
    assert.ok(after.every((id) => !before.includes(id)));
    await nothingToDo();
  });

  it('leaves an empty region when it destroys all', async () => {
    succeeded(await terraform.run('destroy', variables, '-auto-approve'));
    assert.deepEqual(await client.leftOver(), {
      instances: [],
      vpcs: ['172.31.0.0/16'],
      groups: ['default'],
      addresses: [],
      volumes: [],
      keys: [],
      templates: [],
    });
  });
});
