import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { skipReason } from '../support/skip';
import { askSandbox } from './support/raw-http';
import { end, keysIn, type Served, serve } from './support/served';

const run = promisify(execFile);

describe('The story by the AWS CLI, against serve', function () {
  this.timeout(120_000);
  let folder: string;
  let served: Served | undefined;
  let keys: Record<string, string>;

  async function aws(...words: string[]): Promise<string> {
    const env = { PATH: process.env['PATH'], HOME: folder, AWS_ENDPOINT_URL: served!.url, AWS_DEFAULT_REGION: 'ap-northeast-2', ...keys };
    return (await run('aws', [...words, '--output', 'text'], { env })).stdout.trim();
  }

  const describe = (id: string, query: string): Promise<string> =>
    aws('ec2', 'describe-instances', '--instance-ids', id, '--query', `Reservations[0].Instances[0].${query}`);

  async function session(action: string, input: object): Promise<Record<string, unknown>> {
    return (await askSandbox(served!.url, keys, action, input)).answer;
  }

  before(async function () {
    try {
      await run('aws', ['--version']);
    } catch {
      skipReason(this, 'the AWS CLI is not installed');
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-story-'));
    served = await serve('--region', 'ap-northeast-2', '--speed', '3600', '--data', folder);
    keys = await keysIn(folder);
  });

  after(async () => {
    if (served) await end(served, 'SIGKILL');
    if (folder) await rm(folder, { recursive: true });
  });

  it('keeps the keys to the account where only its owner can read them', async () => {
    assert.equal((await stat(join(folder, 'credentials'))).mode & 0o777, 0o600);
    assert.equal(await aws('sts', 'get-caller-identity', '--query', 'Account'), '123456789012');
  });

  let id: string;
  let firstAddress: string;

  it('launches a machine and waits until it runs', async () => {
    const pem = await aws('ec2', 'create-key-pair', '--key-name', 'awspwd', '--query', 'KeyMaterial');
    const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
    const fingerprint = createHash('sha1')
      .update(der)
      .digest('hex')
      .replace(/..(?=.)/g, '$&:');
    assert.equal(await aws('ec2', 'describe-key-pairs', '--key-names', 'awspwd', '--query', 'KeyPairs[0].KeyFingerprint'), fingerprint);
    const image = await aws(
      'ec2',
      'describe-images',
      '--owners',
      'amazon',
      '--filters',
      'Name=name,Values=al2023*6.1-x86_64',
      '--query',
      'Images[0].ImageId',
    );
    const tags = 'ResourceType=instance,Tags=[{Key=Name,Value=WebServer}]';
    const launch = ['--image-id', image, '--instance-type', 't3.micro', '--key-name', 'awspwd', '--tag-specifications', tags];
    id = await aws('ec2', 'run-instances', ...launch, '--query', 'Instances[0].InstanceId');
    await aws('ec2', 'wait', 'instance-exists', '--instance-ids', id);
    await aws('ec2', 'wait', 'instance-running', '--instance-ids', id);
    firstAddress = await describe(id, 'PublicIpAddress');
    assert.match(firstAddress, /^\d+\.\d+\.\d+\.\d+$/);
    assert.equal(await describe(id, 'Tags[0].Value'), 'WebServer');
  });

  it('passes its status checks three virtual minutes later', async () => {
    await session('AdvanceClock', { Seconds: 180 });
    await aws('ec2', 'wait', 'instance-status-ok', '--instance-ids', id);
    await aws('ec2', 'wait', 'system-status-ok', '--instance-ids', id);
  });

  it('stops and starts it: the public address changes', async () => {
    await aws('ec2', 'stop-instances', '--instance-ids', id);
    await aws('ec2', 'wait', 'instance-stopped', '--instance-ids', id);
    assert.equal(await describe(id, 'PublicIpAddress'), 'None');
    await aws('ec2', 'start-instances', '--instance-ids', id);
    await aws('ec2', 'wait', 'instance-running', '--instance-ids', id);
    assert.notEqual(await describe(id, 'PublicIpAddress'), firstAddress);
  });

  it('answers errors with their own codes', async () => {
    const failing = (...words: string[]): Promise<string> => aws(...words).then(assert.fail, (error: { stderr: string }) => error.stderr);
    assert.match(await failing('ec2', 'stop-instances', '--instance-ids', 'i-00000000000000000'), /\(InvalidInstanceID\.NotFound\)/);
    assert.match(await failing('ec2', 'stop-instances', '--instance-ids', id, '--dry-run'), /\(DryRunOperation\)/);
    assert.match(await failing('ec2', 'create-key-pair', '--key-name', 'awspwd'), /\(InvalidKeyPair\.Duplicate\)/);
    const right = keys;
    keys = { ...keys, AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) };
    const refused = await failing('ec2', 'describe-instances').finally(() => (keys = right));
    assert.match(refused, /\(AuthFailure\)/);
  });

  it('ends cleanly when told to, and finds all as it was', async () => {
    const address = await describe(id, 'PublicIpAddress');
    assert.equal(await end(served!, 'SIGTERM'), 0);
    served = await serve('--speed', '0', '--data', folder);
    assert.equal(await describe(id, 'PublicIpAddress'), address);
  });

  it('is killed, and finds all as it was', async () => {
    await aws('ec2', 'create-tags', '--resources', id, '--tags', 'Key=Name,Value=Survivor');
    const { Now } = await session('AdvanceClock', { Seconds: 1_234 });
    await end(served!, 'SIGKILL');
    served = await serve('--speed', '0', '--data', folder);
    assert.equal(await describe(id, 'Tags[0].Value'), 'Survivor');
    assert.equal((await session('DescribeClock', {})).Now, Now);
  });

  it('terminates it at instant speed', async () => {
    await session('SetClockSpeed', { Speed: 'instant' });
    await aws('ec2', 'terminate-instances', '--instance-ids', id);
    await aws('ec2', 'wait', 'instance-terminated', '--instance-ids', id);
    await session('Reset', {});
    assert.equal(await aws('ec2', 'describe-instances', '--query', 'length(Reservations)'), '0');
  });
});
