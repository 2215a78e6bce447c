import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  DescribeInstancesCommand,
  EC2Client,
  EC2ServiceException,
  ImportKeyPairCommand,
  RunInstancesCommand,
  waitUntilInstanceRunning,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startEndpoint } from '../../src/endpoint/main';
import type { RunningEndpoint } from '../../src/endpoint/server';
import { skipReason } from '../support/skip';
import { accessKeyId, FakeAccount, FakeError, secretAccessKey } from './support/fake-account';

const run = promisify(execFile);
const region = 'ap-northeast-2';

const state = (Code: number, Name: string) => ({ Code, Name });
const launched = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));

/** An account with one instance, which is running from the second time it is described. */
function accountWithOneInstance(): FakeAccount {
  let described = 0;
  const instance = (current: object) => ({
    InstanceId: 'i-0123456789abcdef0',
    ImageId: 'ami-1',
    InstanceType: 't3.micro',
    State: current,
    LaunchTime: launched,
    PublicDnsName: '',
    Tags: [{ Key: 'Name', Value: '웹 <1> & "2"' }],
    SecurityGroups: [],
  });
  return new FakeAccount()
    .answer('sts:GetCallerIdentity', { Account: '123456789012', UserId: 'AIDA', Arn: 'arn:aws:iam::123456789012:user/me' })
    .answer('ec2:RunInstances', { ReservationId: 'r-1', OwnerId: '123456789012', Groups: [], Instances: [instance(state(0, 'pending'))] })
    .answer('ec2:DescribeInstances', ({ input }) => {
      if ((input.InstanceIds as string[] | undefined)?.includes('i-9'))
        throw new FakeError('InvalidInstanceID.NotFound', "The instance ID 'i-9' does not exist");
      if ((input.Filters as object[] | undefined)?.length) return { Reservations: [] };
      described += 1;
      return {
        Reservations: [{ ReservationId: 'r-1', Instances: [instance(described > 1 ? state(16, 'running') : state(0, 'pending'))] }],
      };
    })
    .answer('ec2:DescribeInstanceTypes', ({ input }) => {
      const page = Number((input.NextToken as string | undefined) ?? 0);
      return { InstanceTypes: [{ InstanceType: `t${page}.micro` }], NextToken: page < 2 ? String(page + 1) : '' };
    })
    .answer('ec2:CreateTags', () => {
      throw new FakeError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
    })
    .answer('ec2:ImportKeyPair', ({ input }) => ({
      KeyName: input.KeyName,
      KeyFingerprint: Buffer.from(input.PublicKeyMaterial as Uint8Array).toString(),
    }));
}

describe('Clients', function () {
  this.timeout(60_000);
  this.slow(15_000);
  let account: FakeAccount;
  let endpoint: RunningEndpoint;
  let environment: NodeJS.ProcessEnv;
  const defects: unknown[] = [];

  before(async () => {
    endpoint = await startEndpoint((account = accountWithOneInstance()), {
      port: 0,
      auth: 'sigv4',
      reportDefect: (thrown) => defects.push(thrown),
    });
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    environment = {
      ...Object.fromEntries(inherited),
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
      AWS_MAX_ATTEMPTS: '1',
    };
  });
  beforeEach(() => {
    const { answers } = accountWithOneInstance();
    account.answers.clear();
    for (const [name, answer] of answers) account.answers.set(name, answer);
    account.requests.length = 0;
  });
  after(async () => {
    await endpoint.close();
    assert.deepEqual(defects, []);
  });

  describe('AWS CLI', () => {
    before(async function () {
      try {
        await run('aws', ['--version']);
      } catch {
        skipReason(this, 'the AWS CLI is not installed');
        this.skip();
      }
    });

    const aws = async (...options: string[]) => (await run('aws', options, { env: environment })).stdout.trim();
    const refused = async (...options: string[]) => {
      const failure = (await run('aws', options, { env: environment }).catch((thrown: unknown) => thrown)) as { stderr?: string };
      return failure.stderr?.trim() ?? 'it succeeded';
    };

    it('launches, describes and waits', async () => {
      const id = await aws(
        'ec2',
        'run-instances',
        '--image-id',
        'ami-1',
        '--count',
        '2',
        '--instance-type',
        't3.micro',
        '--user-data',
        'hi',
        '--query',
        'Instances[0].InstanceId',
      );
      assert.equal(id, '"i-0123456789abcdef0"');
      const { input, region: asked, caller } = account.requests[0] ?? assert.fail();
      assert.equal(asked, region);
      assert.match(caller.userAgent, /^aws-cli\//);
      assert.deepEqual(
        { ...input, ClientToken: typeof input.ClientToken },
        { ImageId: 'ami-1', InstanceType: 't3.micro', MinCount: 2, MaxCount: 2, UserData: 'aGk=', ClientToken: 'string' },
      );
      const name = await aws(
        'ec2',
        'describe-instances',
        '--instance-ids',
        'i-0123456789abcdef0',
        '--query',
        'Reservations[].Instances[].[Tags[0].Value,LaunchTime]',
        '--output',
        'text',
      );
      // The CLI's second version writes times in a form of its own.
      assert.match(name, /^웹 <1> & "2"\t2026-01-02T03:04:05(\.000Z|\+00:00)$/);
      await aws('ec2', 'wait', 'instance-running', '--instance-ids', 'i-0123456789abcdef0');
    });

    it('follows pages to their end', async () => {
      const types = await aws('ec2', 'describe-instance-types', '--query', 'InstanceTypes[].InstanceType', '--output', 'text');
      assert.deepEqual(types.split(/\s/), ['t0.micro', 't1.micro', 't2.micro']);
    });

    it('tells errors with their codes', async () => {
      const missing =
        "aws: [ERROR]: An error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstances operation: The instance ID 'i-9' does not exist";
      assert.equal(
        (await refused('ec2', 'describe-instances', '--instance-ids', 'i-9')).replace(/^(aws: \[ERROR\]: )?/, 'aws: [ERROR]: '),
        missing,
      );
      assert.match(
        await refused('ec2', 'create-tags', '--dry-run', '--resources', 'i-1', '--tags', 'Key=a,Value=b'),
        /\(DryRunOperation\)/,
      );
      assert.match(
        await refused('ec2', 'describe-transit-gateways'),
        /\(UnsupportedOperation\) when calling the DescribeTransitGateways operation: AWS has the action ec2:DescribeTransitGateways/,
      );
    });

    it('is refused with a wrong secret', async () => {
      const wrong = { ...environment, AWS_SECRET_ACCESS_KEY: 'wrong' };
      await assert.rejects(run('aws', ['ec2', 'describe-instances'], { env: wrong }), /\(AuthFailure\)/);
      await assert.rejects(run('aws', ['sts', 'get-caller-identity'], { env: wrong }), /\(SignatureDoesNotMatch\)/);
      assert.equal(await aws('sts', 'get-caller-identity', '--query', 'Account'), '"123456789012"');
    });
  });

  describe('boto3', () => {
    before(async function () {
      try {
        await run('python3', ['-c', 'import boto3']);
      } catch {
        skipReason(this, 'boto3 is not installed');
        this.skip();
      }
    });

    it('launches, waits, filters, pages, presigns and reads errors', async () => {
      const script = `
import boto3, json, urllib.request
from botocore.exceptions import ClientError
ec2 = boto3.client('ec2')
out = {}
out['launched'] = ec2.run_instances(ImageId='ami-1', MinCount=1, MaxCount=1, TagSpecifications=[{'ResourceType': 'instance', 'Tags': [{'Key': 'Name', 'Value': '웹'}]}])['Instances'][0]['State']
waiter = ec2.get_waiter('instance_running')
waiter.wait(InstanceIds=['i-0123456789abcdef0'], WaiterConfig={'Delay': 0})
out['empty'] = ec2.describe_instances(Filters=[{'Name': 'tag:Name', 'Values': ['none', 'nix']}])['Reservations']
out['types'] = [t['InstanceType'] for page in ec2.get_paginator('describe_instance_types').paginate() for t in page['InstanceTypes']]
try:
    ec2.describe_instances(InstanceIds=['i-9'])
except ClientError as error:
    out['error'] = [error.response['Error']['Code'], error.response['ResponseMetadata']['HTTPStatusCode'], len(error.response['ResponseMetadata']['RequestId'])]
url = boto3.client('sts').generate_presigned_url('get_caller_identity', HttpMethod='GET')
out['presigned'] = '123456789012' in urllib.request.urlopen(url).read().decode()
out['key'] = ec2.import_key_pair(KeyName='k', PublicKeyMaterial=b'ssh-rsa AAAA')['KeyFingerprint']
print(json.dumps(out))`;
      const { stdout } = await run('python3', ['-c', script], { env: environment });
      assert.deepEqual(JSON.parse(stdout), {
        launched: { Code: 0, Name: 'pending' },
        empty: [],
        types: ['t0.micro', 't1.micro', 't2.micro'],
        error: ['InvalidInstanceID.NotFound', 400, 36],
        presigned: true,
        key: 'ssh-rsa AAAA',
      });
      const filters = account.requests.find(({ input }) => input.Filters)?.input.Filters;
      assert.deepEqual(filters, [{ Name: 'tag:Name', Values: ['none', 'nix'] }]);
    });
  });

  describe('AWS SDK for JavaScript v3', () => {
    const settings = () => ({ region, endpoint: endpoint.url, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });

    it('launches, waits and reads errors', async () => {
      const ec2 = new EC2Client(settings());
      const { Instances } = await ec2.send(
        new RunInstancesCommand({ ImageId: 'ami-1', MinCount: 1, MaxCount: 1, InstanceType: 't3.micro' }),
      );
      assert.deepEqual(Instances?.[0], {
        InstanceId: 'i-0123456789abcdef0',
        ImageId: 'ami-1',
        InstanceType: 't3.micro',
        State: { Code: 0, Name: 'pending' },
        LaunchTime: launched,
        PublicDnsName: '',
        Tags: [{ Key: 'Name', Value: '웹 <1> & "2"' }],
        SecurityGroups: [],
      });
      const waited = await waitUntilInstanceRunning(
        { client: ec2, maxWaitTime: 20, minDelay: 1, maxDelay: 1 },
        { InstanceIds: ['i-0123456789abcdef0'] },
      );
      assert.equal(waited.state, 'SUCCESS');
      await assert.rejects(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-9'] })), (error: unknown) => {
        assert.ok(error instanceof EC2ServiceException);
        assert.deepEqual(
          [error.name, error.message, error.$metadata.httpStatusCode],
          ['InvalidInstanceID.NotFound', "The instance ID 'i-9' does not exist", 400],
        );
        return true;
      });
      const imported = await ec2.send(new ImportKeyPairCommand({ KeyName: 'k', PublicKeyMaterial: Buffer.from('ssh-rsa AAAA') }));
      assert.equal(imported.KeyFingerprint, 'ssh-rsa AAAA');
      ec2.destroy();
    });

    it('asks STS who it is, and is refused with a wrong secret', async () => {
      const sts = new STSClient(settings());
      assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Arn, 'arn:aws:iam::123456789012:user/me');
      sts.destroy();
      const wrong = new STSClient({ ...settings(), credentials: { accessKeyId, secretAccessKey: 'wrong' } });
      await assert.rejects(wrong.send(new GetCallerIdentityCommand({})), { name: 'SignatureDoesNotMatch' });
      wrong.destroy();
    });
  });
});
