import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, keysIn, type Served, serve } from '../endpoint/support/served';
import { skipReason } from '../support/skip';
import { Terraform, whyNoTerraform } from './terraform';

const region = 'ap-northeast-2';

/** An instance of an image that is looked up, by a provider with the flags of the block that the editor copies: it asks IAM whose account it is. */
const configuration = `
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "endpoint" { type = string }

provider "aws" {
  region                      = "${region}"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  endpoints {
    ec2 = var.endpoint
    iam = var.endpoint
    ssm = var.endpoint
    sts = var.endpoint
  }
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

resource "aws_instance" "web" {
  ami           = data.aws_ami.linux.id
  instance_type = "t3.micro"
  tags          = { Name = "web" }
}
`;

/** A call that went through, `Action`, or one that did not, `Action: Code`. */
type Told = string;

/** Hands requests on to an address, as they are, and notes what was asked and answered. */
async function listenBetween(url: string, told: Told[]): Promise<Server> {
  const { port } = new URL(url);
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method, url: path, headers } = asked;
      const onward = request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('end', () => {
          const text = Buffer.concat(parts);
          const target = String(headers['x-amz-target'] ?? '').split('.')[1];
          const action = target ?? new URLSearchParams(body.toString()).get('Action') ?? `${method} ${path}`;
          const code = /<Code>([^<]+)<\/Code>|"__type":"(?:[^"#]*#)?([^"]+)"/.exec(text.toString());
          told.push(reply.statusCode === 200 ? action : `${action}: ${code?.[1] ?? code?.[2] ?? reply.statusCode}`);
          answer.writeHead(reply.statusCode!, reply.headers).end(text);
        });
      });
      onward.end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe("Terraform's probes", function () {
  this.timeout(600_000);
  let folder: string;
  let served: Served | undefined;
  let between: Server | undefined;
  const told: Told[] = [];

  before(async function () {
    const reason = await whyNoTerraform();
    if (reason) {
      skipReason(this, reason);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-probes-'));
    served = await serve('--region', region, '--speed', '60', '--data', join(folder, 'account'));
    between = await listenBetween(served.url, told);
  });
  after(async () => {
    between?.closeAllConnections();
    between?.close();
    if (served) await end(served, 'SIGKILL');
    if (folder) await rm(folder, { recursive: true });
  });

  it('are answered: only what AWS refuses too is refused', async () => {
    await writeFile(join(folder, 'probes.tf'), configuration);
    const terraform = await Terraform.open(folder, join(folder, 'probes.tf'), await keysIn(join(folder, 'account')));
    await rm(join(folder, 'probes.tf'));
    const variables = { endpoint: `http://127.0.0.1:${(between!.address() as AddressInfo).port}` };
    const runs = [
      await terraform.run('init'),
      await terraform.run('apply', variables, '-auto-approve'),
      await terraform.run('plan', variables, '-detailed-exitcode'),
      await terraform.run('destroy', variables, '-auto-approve'),
    ];
    for (const { code, output } of runs) assert.equal(code, 0, output);
    for (const action of ['GetUser', 'RunInstances', 'DescribeInstances', 'TerminateInstances']) {
      assert.ok(told.includes(action), `${action} is none of ${[...new Set(told)].join(', ')}`);
    }
    // The provider asks for the UEFI store of the image, as if that were an instance (hashicorp/terraform-provider-aws issue 47508).
    const refused = [...new Set(told.filter((each) => each.includes(':')))];
    assert.deepEqual(refused, ['GetInstanceUefiData: InvalidInstanceID.Malformed']);
  });
});
