import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { actionNames } from '../../src/region/aws/action-names';
import { skipReason } from '../support/skip';
import { clientEnvironment, whyNoCli } from './support/client-environment';
import { askSandbox } from './support/raw-http';
import { end, keysIn, serve, type Served } from './support/served';
import { actionOfWaiter } from './support/waiter-actions';

const run = promisify(execFile);

describe('AWS CLI, against serve', function () {
  this.timeout(120_000);
  this.slow(60_000);
  let folder: string;
  let served: Served;
  let keys: Record<string, string>;

  before(async function () {
    const reason = await whyNoCli();
    if (reason !== undefined) {
      skipReason(this, reason);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-cli-'));
    // The waiters of the CLI look every 15 seconds and cannot be told otherwise: at instant speed their first look ends them.
    served = await serve('--speed', 'instant', '--data', folder);
    keys = await keysIn(folder);
  });
  after(async () => {
    if (served) await end(served, 'SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  const aws = async (words: string, ...more: string[]): Promise<string> => {
    const { stdout } = await run('aws', [...words.split(' '), ...more, '--output', 'text'], { env: clientEnvironment(served, keys) });
    return stdout.trim();
  };
  /** The error as the CLI tells it, its second version with a word before it that the first does not have. */
  const refused = async (words: string, env: NodeJS.ProcessEnv = {}): Promise<string> => {
    const asked = run('aws', words.split(' '), { env: { ...clientEnvironment(served, keys), ...env } });
    const { stderr } = (await asked.then(
      () => ({ stderr: 'it succeeded' }),
      (thrown: unknown) => thrown,
    )) as { stderr: string };
    return stderr.trim().replace(/^aws: \[ERROR\]: /, '');
  };

  it('launches, waits, tags, filters and pages', async () => {
    const image = await aws(
      'ssm get-parameter --query Parameter.Value --name /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
    );
    assert.match(image, /^ami-[0-9a-f]{17}$/);
    const tags = 'ResourceType=instance,Tags=[{Key=Name,Value=웹 1},{Key=team,Value=a}]';
    const launched = await aws(
      `ec2 run-instances --image-id ${image} --instance-type t3.micro --count 6 --query Instances[].[InstanceId,State.Name]`,
      '--tag-specifications',
      tags,
    );
    const ids = launched.split('\n').map((line) => line.split('\t')[0]!);
    assert.deepEqual([ids.length, new Set(launched.split('\n').map((line) => line.split('\t')[1]))], [6, new Set(['pending'])]);
    await aws(`ec2 wait instance-exists --instance-ids ${ids[0]}`);
    await aws(`ec2 wait instance-running --instance-ids ${ids.join(' ')}`);
    await aws(`ec2 create-tags --resources ${ids[0]} ${ids[1]} --tags Key=tier,Value=db`);
    const found = await aws(
      'ec2 describe-instances --filters Name=tag:tier,Values=db Name=instance-state-name,Values=running --query Reservations[].Instances[].InstanceId',
    );
    assert.deepEqual(found.split('\t'), [ids[0], ids[1]]);
    // The CLI prints what it is asked for page by page.
    assert.equal(await aws('ec2 describe-instances --page-size 5 --query length(Reservations[].Instances[])'), '5\n1');
    await aws(`ec2 stop-instances --instance-ids ${ids[0]}`);
    await aws(`ec2 wait instance-stopped --instance-ids ${ids[0]}`);
    const volume = await aws('ec2 create-volume --size 8 --availability-zone ap-northeast-2a --query VolumeId');
    await aws(`ec2 wait volume-available --volume-ids ${volume}`);
    await aws(`ec2 delete-volume --volume-id ${volume}`);
    await aws(`ec2 wait volume-deleted --volume-ids ${volume}`);
    await aws(`ec2 terminate-instances --instance-ids ${ids.join(' ')}`);
    await aws(`ec2 wait instance-terminated --instance-ids ${ids.join(' ')}`);
  });

  /** Waited with in the tests before and after. */
  const elsewhere = [
    'instance-exists',
    'instance-stopped',
    'instance-terminated',
    'instance-status-ok',
    'volume-available',
    'volume-deleted',
  ];

  it('waits with every other waiter whose action there is', async function () {
    // Each call is a process of Python's, and there are forty.
    this.timeout(600_000);
    const zone = 'ap-northeast-2a';
    const image = await aws(
      'ec2 describe-images --owners amazon --filters Name=name,Values=Windows_Server-2022-English-Full-Base-* --query Images[0].ImageId',
    );
    await aws('ec2 create-key-pair --key-name cli');
    const vpc = await aws('ec2 create-vpc --cidr-block 10.30.0.0/16 --query Vpc.VpcId');
    const other = await aws('ec2 create-vpc --cidr-block 10.31.0.0/16 --query Vpc.VpcId');
    const subnet = await aws(
      `ec2 create-subnet --vpc-id ${vpc} --cidr-block 10.30.1.0/24 --availability-zone ${zone} --query Subnet.SubnetId`,
    );
    const group = await aws(`ec2 create-security-group --group-name cli --description cli --vpc-id ${vpc} --query GroupId`);
    const gateway = await aws('ec2 create-internet-gateway --query InternetGateway.InternetGatewayId');
    await aws(`ec2 attach-internet-gateway --internet-gateway-id ${gateway} --vpc-id ${vpc}`);
    const face = await aws(`ec2 create-network-interface --subnet-id ${subnet} --query NetworkInterface.NetworkInterfaceId`);
    const address = await aws('ec2 allocate-address --query AllocationId');
    const nat = await aws(`ec2 create-nat-gateway --subnet-id ${subnet} --allocation-id ${address} --query NatGateway.NatGatewayId`);
    const peering = await aws(
      `ec2 create-vpc-peering-connection --vpc-id ${vpc} --peer-vpc-id ${other} --query VpcPeeringConnection.VpcPeeringConnectionId`,
    );
    const volume = await aws(`ec2 create-volume --size 8 --availability-zone ${zone} --query VolumeId`);
    const id = await aws(`ec2 run-instances --image-id ${image} --instance-type t3.large --key-name cli --query Instances[0].InstanceId`);
    const waiters: [name: string, asked: string, before?: string][] = [
      ['image-exists', `--image-ids ${image}`],
      ['image-available', `--image-ids ${image}`],
      ['key-pair-exists', '--key-names cli'],
      ['vpc-exists', `--vpc-ids ${vpc}`],
      ['vpc-available', `--vpc-ids ${vpc}`],
      ['subnet-available', `--subnet-ids ${subnet}`],
      ['security-group-exists', `--group-ids ${group}`],
      ['internet-gateway-exists', `--internet-gateway-ids ${gateway}`],
      ['network-interface-available', `--network-interface-ids ${face}`],
      ['nat-gateway-available', `--nat-gateway-ids ${nat}`],
      ['nat-gateway-deleted', `--nat-gateway-ids ${nat}`, `ec2 delete-nat-gateway --nat-gateway-id ${nat}`],
      ['vpc-peering-connection-exists', `--vpc-peering-connection-ids ${peering}`],
      [
        'vpc-peering-connection-deleted',
        `--vpc-peering-connection-ids ${peering}`,
        `ec2 delete-vpc-peering-connection --vpc-peering-connection-id ${peering}`,
      ],
      ['instance-running', `--instance-ids ${id}`],
      ['volume-in-use', `--volume-ids ${volume}`, `ec2 attach-volume --volume-id ${volume} --instance-id ${id} --device /dev/sdf`],
      ['password-data-available', `--instance-id ${id}`, 'later'],
      ['system-status-ok', `--instance-ids ${id}`],
    ];
    for (const [name, asked, before] of waiters) {
      // Status checks and passwords take minutes, which no transition tells of.
      if (before === 'later') await askSandbox(served.url, keys, 'AdvanceClock', { Seconds: 900 });
      else if (before !== undefined) await aws(before);
      await aws(`ec2 wait ${name} ${asked}`);
    }
    // It tells which there are to who asks for one that there is not.
    const all = (await refused('ec2 wait nothing')).match(/\b[a-z]+(-[a-z0-9]+)+(?=\s*(\||$))/gm) ?? [];
    assert.ok(all.length > 40, String(all.length));
    for (const name of all) {
      const isWaited = elsewhere.includes(name) || waiters.some(([waited]) => waited === name);
      const action = actionOfWaiter(name.replace(/(?:^|-)([a-z])/g, (_, first: string) => first.toUpperCase()));
      assert.equal(isWaited, (actionNames as readonly string[]).includes(`ec2:${action}`), `${name}, which asks for ${action}`);
    }
  });

  it('waits for status checks, which take their minutes', async () => {
    const image = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    const id = await aws(`ec2 run-instances --image-id ${image} --instance-type t3.micro --query Instances[0].InstanceId`);
    const status = `ec2 describe-instance-status --instance-ids ${id} --query InstanceStatuses[0].InstanceStatus.Status`;
    assert.equal(await aws(status), 'initializing');
    await askSandbox(served.url, keys, 'AdvanceClock', { Seconds: 600 });
    await aws(`ec2 wait instance-status-ok --instance-ids ${id}`);
    assert.equal(await aws(status), 'ok');
  });

  it('is refused as by AWS', async function () {
    this.timeout(300_000);
    const nowhere =
      "An error occurred (InvalidInstanceID.NotFound) when calling the DescribeInstances operation: The instance ID 'i-0123456789abcdef0' does not exist";
    assert.equal(await refused('ec2 describe-instances --instance-ids i-0123456789abcdef0'), nowhere);
    assert.match(await refused('ec2 describe-instances --instance-ids i-1'), /^An error occurred \(InvalidInstanceID\.Malformed\)/);
    const image = await aws(
      'ec2 describe-images --owners amazon --filters Name=name,Values=al2023-ami-2*-x86_64 --query Images[0].ImageId',
    );
    const launch = `ec2 run-instances --image-id ${image} --client-token cli --instance-type`;
    const id = await aws(`${launch} t3.micro --query Instances[0].InstanceId`);
    await aws(`ec2 terminate-instances --instance-ids ${id}`);
    const codes: [words: string, code: string][] = [
      ['ec2 create-vpc --cidr-block 10.7.0.0/16 --dry-run', 'DryRunOperation'],
      ['ec2 create-vpc --cidr-block 10.7.0.0 --dry-run', 'InvalidParameterValue'],
      [`ec2 start-instances --instance-ids ${id}`, 'IncorrectInstanceState'],
      ['ec2 create-security-group --group-name default --description x', 'InvalidParameterValue'],
      [`${launch} t3.small`, 'IdempotentParameterMismatch'],
      [`ec2 run-instances --image-id ${image} --count 100 --instance-type m5.24xlarge`, 'VcpuLimitExceeded'],
      ['ec2 run-instances', 'MissingParameter'],
      ['ec2 describe-instances --filters Name=nope,Values=x', 'InvalidParameterValue'],
      ['ec2 describe-instances --no-paginate --next-token x', 'InvalidNextToken'],
      ['autoscaling describe-auto-scaling-groups', 'UnsupportedOperation'],
      ['s3 ls', 'UnsupportedOperation'],
    ];
    for (const [words, code] of codes) assert.match(await refused(words), new RegExp(`An error occurred \\(${code}\\)`), words);
    assert.equal(
      await refused('ec2 describe-transit-gateways'),
      'An error occurred (UnsupportedOperation) when calling the DescribeTransitGateways operation: AWS has the action ec2:DescribeTransitGateways, but Cloud Sandbox does not simulate it yet',
    );
    assert.match(await refused('ec2 describe-vpcs', { AWS_SECRET_ACCESS_KEY: 'wrong' }), /^An error occurred \(AuthFailure\)/);
    assert.match(
      await refused('sts get-caller-identity', { AWS_ACCESS_KEY_ID: 'AKIAOTHER' }),
      /^An error occurred \(InvalidClientTokenId\)/,
    );
    assert.match(
      await refused('iam get-role --role-name nobody'),
      /^An error occurred \(NoSuchEntity\) .* The role with name nobody cannot be found\.$/,
    );
    assert.match(await refused('ssm get-parameter --name /nope'), /^An error occurred \(ParameterNotFound\)/);
  });
});
