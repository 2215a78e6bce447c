import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as aws from '@aws-sdk/client-ec2';
import { CreateRoleCommand, GetRoleCommand, IAMClient, paginateListRoles, waitUntilRoleExists } from '@aws-sdk/client-iam';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { actionNames } from '../../src/region/aws/action-names';
import { end, keysIn, serve, type Served } from './support/served';
import { actionOfWaiter } from './support/waiter-actions';

const region = 'ap-northeast-2';

/** The error a call ends with: its code, its HTTP status. */
async function refusal(call: Promise<unknown>): Promise<[string, number | undefined]> {
  try {
    await call;
  } catch (thrown) {
    const { name, $metadata } = thrown as aws.EC2ServiceException;
    return [name, $metadata.httpStatusCode];
  }
  return ['it succeeded', 200];
}

describe('AWS SDK for JavaScript v3, against serve', function () {
  this.timeout(60_000);
  this.slow(20_000);
  let folder: string;
  let served: Served;
  let ec2: aws.EC2Client;
  let settings: { region: string; endpoint: string; maxAttempts: number; credentials: { accessKeyId: string; secretAccessKey: string } };
  /** How the waiters look: every second or so instead of every 15, which is the only thing of theirs that is changed. */
  let waiting: { client: aws.EC2Client; maxWaitTime: number; minDelay: number; maxDelay: number };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-js-'));
    served = await serve('--speed', '600', '--data', folder);
    const keys = await keysIn(folder);
    const credentials = { accessKeyId: keys['AWS_ACCESS_KEY_ID']!, secretAccessKey: keys['AWS_SECRET_ACCESS_KEY']! };
    settings = { region, endpoint: served.url, maxAttempts: 1, credentials };
    ec2 = new aws.EC2Client(settings);
    waiting = { client: ec2, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };
  });
  after(async () => {
    ec2?.destroy();
    if (served) await end(served, 'SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  const success = async (waited: Promise<{ state: string }>): Promise<void> => assert.equal((await waited).state, 'SUCCESS');

  async function image(name: string, owner = 'amazon'): Promise<string> {
    const { Images } = await ec2.send(new aws.DescribeImagesCommand({ Owners: [owner], Filters: [{ Name: 'name', Values: [name] }] }));
    return Images![0]!.ImageId!;
  }

  async function stateOf(id: string): Promise<string | undefined> {
    const { Reservations } = await ec2.send(new aws.DescribeInstancesCommand({ InstanceIds: [id] }));
    return Reservations![0]!.Instances![0]!.State!.Name;
  }

  it('waits for networks and what is in them', async () => {
    const { Vpc } = await ec2.send(new aws.CreateVpcCommand({ CidrBlock: '10.30.0.0/16' }));
    const VpcIds = [Vpc!.VpcId!];
    await success(aws.waitUntilVpcExists(waiting, { VpcIds }));
    await success(aws.waitUntilVpcAvailable(waiting, { VpcIds }));
    const { Subnet } = await ec2.send(new aws.CreateSubnetCommand({ VpcId: VpcIds[0], CidrBlock: '10.30.1.0/24' }));
    await success(aws.waitUntilSubnetAvailable(waiting, { SubnetIds: [Subnet!.SubnetId!] }));
    const group = await ec2.send(new aws.CreateSecurityGroupCommand({ GroupName: 'js', Description: 'js', VpcId: VpcIds[0] }));
    await success(aws.waitUntilSecurityGroupExists(waiting, { GroupIds: [group.GroupId!] }));
    const { InternetGateway } = await ec2.send(new aws.CreateInternetGatewayCommand({}));
    const InternetGatewayId = InternetGateway!.InternetGatewayId!;
    await success(aws.waitUntilInternetGatewayExists(waiting, { InternetGatewayIds: [InternetGatewayId] }));
    await ec2.send(new aws.AttachInternetGatewayCommand({ InternetGatewayId, VpcId: VpcIds[0] }));
    const { NetworkInterface } = await ec2.send(new aws.CreateNetworkInterfaceCommand({ SubnetId: Subnet!.SubnetId }));
    await success(aws.waitUntilNetworkInterfaceAvailable(waiting, { NetworkInterfaceIds: [NetworkInterface!.NetworkInterfaceId!] }));

    const { AllocationId } = await ec2.send(new aws.AllocateAddressCommand({ Domain: 'vpc' }));
    const { NatGateway } = await ec2.send(new aws.CreateNatGatewayCommand({ SubnetId: Subnet!.SubnetId, AllocationId }));
    const NatGatewayId = NatGateway!.NatGatewayId!;
    assert.equal(NatGateway!.State, 'pending');
    await success(aws.waitUntilNatGatewayAvailable(waiting, { NatGatewayIds: [NatGatewayId] }));
    await ec2.send(new aws.DeleteNatGatewayCommand({ NatGatewayId }));
    await success(aws.waitUntilNatGatewayDeleted(waiting, { NatGatewayIds: [NatGatewayId] }));

    const { Vpc: other } = await ec2.send(new aws.CreateVpcCommand({ CidrBlock: '10.31.0.0/16' }));
    const asked = new aws.CreateVpcPeeringConnectionCommand({ VpcId: VpcIds[0], PeerVpcId: other!.VpcId });
    const { VpcPeeringConnection: peering } = await ec2.send(asked);
    const VpcPeeringConnectionIds = [peering!.VpcPeeringConnectionId!];
    await success(aws.waitUntilVpcPeeringConnectionExists(waiting, { VpcPeeringConnectionIds }));
    await ec2.send(new aws.DeleteVpcPeeringConnectionCommand({ VpcPeeringConnectionId: VpcPeeringConnectionIds[0] }));
    await success(aws.waitUntilVpcPeeringConnectionDeleted(waiting, { VpcPeeringConnectionIds }));
  });

  it('waits for machines, volumes and passwords', async () => {
    const ImageId = await image('al2023-ami-2*-x86_64');
    await success(aws.waitUntilImageExists(waiting, { ImageIds: [ImageId] }));
    await success(aws.waitUntilImageAvailable(waiting, { ImageIds: [ImageId] }));
    await ec2.send(new aws.CreateKeyPairCommand({ KeyName: 'js' }));
    await success(aws.waitUntilKeyPairExists(waiting, { KeyNames: ['js'] }));
    const one = { InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const { Instances } = await ec2.send(new aws.RunInstancesCommand({ ImageId, ...one }));
    const { InstanceId, State, Placement } = Instances![0]!;
    assert.deepEqual(State, { Code: 0, Name: 'pending' });
    const InstanceIds = [InstanceId!];
    await success(aws.waitUntilInstanceExists(waiting, { InstanceIds }));
    await success(aws.waitUntilInstanceRunning(waiting, { InstanceIds }));
    await success(aws.waitUntilSystemStatusOk(waiting, { InstanceIds }));
    await success(aws.waitUntilInstanceStatusOk(waiting, { InstanceIds }));

    const volume = await ec2.send(new aws.CreateVolumeCommand({ AvailabilityZone: Placement!.AvailabilityZone, Size: 8 }));
    const VolumeIds = [volume.VolumeId!];
    await success(aws.waitUntilVolumeAvailable(waiting, { VolumeIds }));
    await ec2.send(new aws.AttachVolumeCommand({ VolumeId: VolumeIds[0], InstanceId, Device: '/dev/sdf' }));
    await success(aws.waitUntilVolumeInUse(waiting, { VolumeIds }));
    // It is in use from the moment it begins to be attached; only when it is can it be detached.
    const attached = [
      { Name: 'volume-id', Values: VolumeIds },
      { Name: 'attachment.status', Values: ['attached'] },
    ];
    await success(aws.waitUntilVolumeInUse(waiting, { Filters: attached }));
    await ec2.send(new aws.DetachVolumeCommand({ VolumeId: VolumeIds[0] }));
    await success(aws.waitUntilVolumeAvailable(waiting, { VolumeIds }));
    await ec2.send(new aws.DeleteVolumeCommand({ VolumeId: VolumeIds[0] }));
    await success(aws.waitUntilVolumeDeleted(waiting, { VolumeIds }));

    await ec2.send(new aws.StopInstancesCommand({ InstanceIds }));
    await success(aws.waitUntilInstanceStopped(waiting, { InstanceIds }));
    assert.equal(await stateOf(InstanceId!), 'stopped');
    await ec2.send(new aws.TerminateInstancesCommand({ InstanceIds }));
    await success(aws.waitUntilInstanceTerminated(waiting, { InstanceIds }));
    assert.equal(await stateOf(InstanceId!), 'terminated');

    const windows = new aws.RunInstancesCommand({
      ...one,
      ImageId: await image('Windows_Server-2022-English-Full-Base-*'),
      InstanceType: 't3.large',
      KeyName: 'js',
    });
    const server = (await ec2.send(windows)).Instances![0]!.InstanceId!;
    await success(aws.waitUntilPasswordDataAvailable(waiting, { InstanceId: server }));
    const { PasswordData } = await ec2.send(new aws.GetPasswordDataCommand({ InstanceId: server }));
    assert.equal(Buffer.from(PasswordData!, 'base64').length, 256);
  });

  it('has no other waiter whose action there is', () => {
    // The names of those waited with above are in this file's text.
    const waiters = Object.keys(aws).filter((name) => name.startsWith('waitUntil'));
    assert.ok(waiters.length > 40, String(waiters.length));
    const served = new Set<string>(actionNames);
    const source = readFileSync('test/endpoint/clients-js.test.ts', 'utf8');
    for (const waiter of waiters) {
      const action = actionOfWaiter(waiter.replace('waitUntil', ''));
      assert.equal(source.includes(`aws.${waiter}(`), served.has(`ec2:${action}`), `${waiter}, which asks for ${action}`);
    }
  });

  it('tags, filters and pages', async () => {
    const { Vpc } = await ec2.send(new aws.CreateVpcCommand({ CidrBlock: '10.40.0.0/16' }));
    const groups = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        ec2.send(new aws.CreateSecurityGroupCommand({ GroupName: `page-${index}`, Description: 'pages', VpcId: Vpc!.VpcId })),
      ),
    );
    const Tags = [{ Key: '팀 <1>', Value: '&"\'' }];
    await ec2.send(new aws.CreateTagsCommand({ Resources: groups.slice(0, 7).map(({ GroupId }) => GroupId!), Tags }));
    const Filters = [{ Name: 'tag:팀 <1>', Values: ['&"\''] }];
    const sizes: number[] = [];
    for await (const page of aws.paginateDescribeSecurityGroups({ client: ec2, pageSize: 5 }, { Filters })) {
      for (const { Tags: found } of page.SecurityGroups!) assert.deepEqual(found, Tags);
      sizes.push(page.SecurityGroups!.length);
    }
    assert.deepEqual(sizes, [5, 2]);
  });

  it('is refused as by AWS', async () => {
    const none = new aws.DescribeInstancesCommand({ InstanceIds: ['i-0123456789abcdef0'] });
    assert.deepEqual(await refusal(ec2.send(none)), ['InvalidInstanceID.NotFound', 400]);
    const ImageId = await image('al2023-ami-2*-x86_64');
    const one = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const { Instances } = await ec2.send(new aws.RunInstancesCommand({ ...one, ClientToken: 'js' }));
    const InstanceIds = [Instances![0]!.InstanceId!];
    await ec2.send(new aws.TerminateInstancesCommand({ InstanceIds }));
    const { NextToken } = await ec2.send(new aws.DescribeSecurityGroupsCommand({ MaxResults: 5 }));
    const refusals: [call: Promise<unknown>, code: string, status: number][] = [
      [ec2.send(new aws.DescribeInstancesCommand({ InstanceIds: ['i-1'] })), 'InvalidInstanceID.Malformed', 400],
      [ec2.send(new aws.StartInstancesCommand({ InstanceIds })), 'IncorrectInstanceState', 400],
      [ec2.send(new aws.CreateVpcCommand({ CidrBlock: '10.9.0.0/16', DryRun: true })), 'DryRunOperation', 412],
      [ec2.send(new aws.CreateVpcCommand({ CidrBlock: '10.9.0.0', DryRun: true })), 'InvalidParameterValue', 400],
      [ec2.send(new aws.CreateKeyPairCommand({ KeyName: 'js' })), 'InvalidKeyPair.Duplicate', 400],
      [
        ec2.send(new aws.RunInstancesCommand({ ...one, InstanceType: 'm5.24xlarge', MinCount: 100, MaxCount: 100 })),
        'VcpuLimitExceeded',
        400,
      ],
      [ec2.send(new aws.RunInstancesCommand({ MinCount: 1, MaxCount: 1 })), 'MissingParameter', 400],
      [ec2.send(new aws.DescribeInstancesCommand({ Filters: [{ Name: 'nope', Values: ['x'] }] })), 'InvalidParameterValue', 400],
      [ec2.send(new aws.DescribeInstancesCommand({ NextToken: 'x' })), 'InvalidNextToken', 400],
      [ec2.send(new aws.DescribeVpcsCommand({ NextToken, MaxResults: 5 })), 'InvalidNextToken', 400],
      [ec2.send(new aws.RunInstancesCommand({ ...one, InstanceType: 't3.small', ClientToken: 'js' })), 'IdempotentParameterMismatch', 400],
      [ec2.send(new aws.DescribeTransitGatewaysCommand({})), 'UnsupportedOperation', 400],
    ];
    for (const [call, code, status] of refusals) assert.deepEqual(await refusal(call), [code, status]);
    const { credentials } = settings;
    const wrong = new aws.EC2Client({ ...settings, credentials: { ...credentials, secretAccessKey: 'wrong' } });
    assert.deepEqual(await refusal(wrong.send(new aws.DescribeVpcsCommand({}))), ['AuthFailure', 401]);
    const unknown = new aws.EC2Client({ ...settings, credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' } });
    assert.deepEqual(await refusal(unknown.send(new aws.DescribeVpcsCommand({}))), ['AuthFailure', 401]);
    const skewed = new aws.EC2Client({ ...settings, systemClockOffset: -3_600_000 });
    assert.deepEqual(await refusal(skewed.send(new aws.DescribeVpcsCommand({}))), ['RequestExpired', 400]);
    const strange = new aws.EC2Client({ ...settings, credentials: { ...credentials, sessionToken: 'x' } });
    assert.deepEqual(await refusal(strange.send(new aws.DescribeVpcsCommand({}))), ['AuthFailure', 401]);
    for (const client of [wrong, unknown, skewed, strange]) client.destroy();
  });

  it('speaks with STS, IAM and Systems Manager', async () => {
    const [sts, iam, ssm] = [new STSClient(settings), new IAMClient(settings), new SSMClient(settings)];
    assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, '123456789012');
    const trust =
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
    await iam.send(new CreateRoleCommand({ RoleName: 'js', AssumeRolePolicyDocument: trust }));
    await success(waitUntilRoleExists({ ...waiting, client: iam }, { RoleName: 'js' }));
    const names: (string | undefined)[] = [];
    for await (const page of paginateListRoles({ client: iam }, {})) names.push(...page.Roles!.map(({ RoleName }) => RoleName));
    assert.deepEqual(names, ['js']);
    assert.deepEqual(await refusal(iam.send(new GetRoleCommand({ RoleName: 'nobody' }))), ['NoSuchEntityException', 404]);
    const path = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    assert.match((await ssm.send(new GetParameterCommand({ Name: path }))).Parameter!.Value!, /^ami-[0-9a-f]{17}$/);
    assert.deepEqual(await refusal(ssm.send(new GetParameterCommand({ Name: '/nope' }))), ['ParameterNotFound', 400]);
    for (const client of [sts, iam, ssm]) client.destroy();
  });
});
