import type { ActionName } from '../../../../src/region/aws/action-names';
import type { InputOf } from '../../../../src/region/aws/actions';
import { openAccount, type TestAccount } from '../../support/account';
import { minimal } from '../instances/support';
import { keys } from '../key-pairs/keys';

/** What the bad requests name. */
export interface World {
  readonly account: TestAccount;
  readonly running: string;
  readonly stopped: string;
  readonly terminated: string;
  readonly guarded: string;
  readonly root: string;
  readonly spare: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly defaultGroup: string;
  /** Of the default VPC. */
  readonly defaultSubnet: { readonly id: string; readonly vpc: string };
  readonly table: string;
  readonly mainAssociation: string;
  readonly gateway: string;
  readonly acl: string;
  readonly nic: string;
  readonly primary: string;
  readonly allocation: string;
  readonly template: string;
}

/** One rule that the group has. */
export const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.0/24' }] };

export function populated(): World {
  const account = openAccount();
  const { run } = account;
  run('ec2:ImportKeyPair', { KeyName: 'awspwd', PublicKeyMaterial: Buffer.from(keys.ed25519.openSsh) });
  const vpc = run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
  const subnet = run('ec2:CreateSubnet', { VpcId: vpc, CidrBlock: '10.0.1.0/24' }).Subnet!.SubnetId!;
  const group = run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web', VpcId: vpc }).GroupId!;
  run('ec2:AuthorizeSecurityGroupIngress', { GroupId: group, IpPermissions: [ssh] });
  const gateway = run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
  run('ec2:AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
  const { RouteTableId: table, Associations } = run('ec2:DescribeRouteTables', ofVpc).RouteTables![0]!;
  run('ec2:CreateRoute', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway });
  const launch = (input: Partial<InputOf<'ec2:RunInstances'>> = {}): string =>
    run('ec2:RunInstances', { ...minimal, Placement: { AvailabilityZone: 'ap-northeast-2a' }, ...input }).Instances![0]!.InstanceId!;
  const running = launch();
  const stopped = launch();
  const terminated = launch();
  const guarded = launch({ DisableApiTermination: true, DisableApiStop: true });
  account.sandbox.settle();
  run('ec2:StopInstances', { InstanceIds: [stopped] });
  run('ec2:TerminateInstances', { InstanceIds: [terminated] });
  const spare = run('ec2:CreateVolume', { AvailabilityZone: 'ap-northeast-2b', Size: 8 }).VolumeId!;
  const nic = run('ec2:CreateNetworkInterface', { SubnetId: subnet, Groups: [group] }).NetworkInterface!.NetworkInterfaceId!;
  account.sandbox.settle();
  const machine = run('ec2:DescribeInstances', { InstanceIds: [running] }).Reservations![0]!.Instances![0]!;
  const { BlockDeviceMappings, NetworkInterfaces, SubnetId, VpcId } = machine;
  return {
    account,
    running,
    stopped,
    terminated,
    guarded,
    root: BlockDeviceMappings![0]!.Ebs!.VolumeId!,
    spare,
    vpc,
    subnet,
    group,
    defaultGroup: run('ec2:DescribeSecurityGroups', { Filters: [...ofVpc.Filters, { Name: 'group-name', Values: ['default'] }] })
      .SecurityGroups![0]!.GroupId!,
    defaultSubnet: { id: SubnetId!, vpc: VpcId! },
    table: table!,
    mainAssociation: Associations![0]!.RouteTableAssociationId!,
    gateway,
    acl: run('ec2:DescribeNetworkAcls', ofVpc).NetworkAcls![0]!.NetworkAclId!,
    nic,
    primary: NetworkInterfaces![0]!.NetworkInterfaceId!,
    allocation: run('ec2:AllocateAddress', {}).AllocationId!,
    template: run('ec2:CreateLaunchTemplate', { LaunchTemplateName: 'web', LaunchTemplateData: { InstanceType: 't3.micro' } })
      .LaunchTemplate!.LaunchTemplateId!,
  };
}

/** A bad request and the answer to it. */
export type Case = {
  [Name in ActionName]: readonly [
    action: Name,
    input: (world: World) => { readonly [Input in keyof InputOf<Name>]?: unknown },
    code: string,
    message: string | ((world: World) => string),
  ];
}[ActionName];

/** Seventeen hexadecimal digits that no id has. */
export const nobody = '0123456789abcdef0';

/** What EC2 says of an id it cannot read. */
export const malformed = (id: string): string => `Invalid id: "${id}"`;
