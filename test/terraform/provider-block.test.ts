import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformProvider } from '../../src/host/endpoint/terraform-provider';
import { end, keysIn, type Served, serve } from '../endpoint/support/served';
import { skipReason } from '../support/skip';
import { Terraform, whyNoTerraform } from './terraform';

const region = 'ap-northeast-2';
const configuration = `
data "aws_caller_identity" "me" {}

resource "aws_security_group" "web" {
  name = "web-\${data.aws_caller_identity.me.account_id}"
}

output "arn" {
  value = aws_security_group.web.arn
}
`;
/** Resources of services that are not simulated: two with an endpoint in the block, one without. */
const others = `
resource "aws_s3_bucket" "pictures" {
  bucket = "pictures"
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_codeartifact_domain" "packages" {
  domain = "packages"
}
`;

describe('The provider block that the editor copies', function () {
  this.timeout(300_000);
  let folder: string;
  let served: Served | undefined;

  before(async function () {
    const reason = await whyNoTerraform();
    if (reason) {
      skipReason(this, reason);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-provider-'));
    served = await serve('--region', region, '--speed', '60', '--data', join(folder, 'account'));
  });
  after(async () => {
    if (served) await end(served, 'SIGKILL');
    if (folder) await rm(folder, { recursive: true });
  });

  for (const source of ['variables', 'environment'] as const) {
    it(`leads Terraform to the account, with keys from ${source}`, async () => {
      const keys = await keysIn(join(folder, 'account'));
      const endpoint = { url: served!.url, accessKeyId: keys['AWS_ACCESS_KEY_ID']!, secretAccessKey: keys['AWS_SECRET_ACCESS_KEY']! };
      const file = join(folder, `${source}.tf`);
      await writeFile(file, `${terraformProvider(endpoint, region, source)}${configuration.replace('web-', `${source}-`)}`);
      const own = await mkdtemp(join(folder, 'terraform-'));
      const terraform = await Terraform.open(own, file, source === 'environment' ? keys : {});
      for (const [command, ...options] of [['init'], ['fmt', '-check'], ['apply', '-auto-approve']] as const) {
        const { code, output } = await terraform.run(command, {}, ...options);
        assert.equal(code, 0, output);
      }
      const { arn } = await terraform.outputs();
      assert.match(String(arn), /^arn:aws:ec2:ap-northeast-2:123456789012:security-group\/sg-[0-9a-f]{17}$/);
    });
  }

  it('leads no other service to AWS', async () => {
    const keys = await keysIn(join(folder, 'account'));
    const file = join(folder, 'others.tf');
    const endpoint = { url: served!.url, accessKeyId: keys['AWS_ACCESS_KEY_ID']!, secretAccessKey: keys['AWS_SECRET_ACCESS_KEY']! };
    await writeFile(file, `${terraformProvider(endpoint, region, 'variables')}${others}`);
    const terraform = await Terraform.open(await mkdtemp(join(folder, 'terraform-')), file, {});
    assert.equal((await terraform.run('init')).code, 0);
    const { code, output } = await terraform.run('apply', {}, '-auto-approve');
    assert.equal(code, 1);
    assert.match(output, /Cloud Sandbox does not simulate the service s3 yet, and so cannot answer PUT \/pictures/);
    assert.match(output, /Cloud Sandbox does not simulate the service sqs yet, and so cannot answer CreateQueue/);
    assert.match(
      output,
      /https:\/\/codeartifact\.ap-northeast-2\.amazonaws\.com\/v1\/domain\?domain=packages": proxyconnect tcp: dial tcp: lookup not-in-the-cloud-sandbox\.invalid/,
    );
  });
});
