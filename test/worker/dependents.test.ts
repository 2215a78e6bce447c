import assert from 'node:assert/strict';
import type { ActionName, InputOf, OutputOf } from '../../src/shared/region-types';
import type { AccountHost } from '../../src/worker/account-host';
import { cleanUp, editor, never, openHost, seoul } from './support/surroundings';

describe('What keeps AWS from deleting', () => {
  let host: AccountHost;
  beforeEach(() => ({ host } = openHost()));
  afterEach(cleanUp);

  async function run<Name extends ActionName>(action: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return (await host.execute({ action, region: seoul, input } as never, editor)).output as OutputOf<Name>;
  }

  /** The kind and id of each dependent, and AWS's code. */
  async function inTheWay(action: ActionName, id: string): Promise<unknown> {
    const found = await host.views.dependents({ action, region: seoul, id });
    assert.equal(found?.total, found?.dependents.length);
    return found && [found.code, ...found.dependents.map((one) => [one.node?.kind, one.id])];
  }

  async function launch(more: Partial<InputOf<'ec2:RunInstances'>> = {}): Promise<string> {
    const { images } = await host.views.launchTerms({ region: seoul });
    const { id: ImageId } = images.find((image) => image.platformDetails === 'Linux/UNIX' && image.shelf === 'quick-start')!;
    const { Instances } = await run('ec2:RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, ...more });
    return Instances![0]!.InstanceId!;
  }

  const makeVpc = async (): Promise<string> => (await run('ec2:CreateVpc', { CidrBlock: '10.7.0.0/16' })).Vpc!.VpcId!;
  const makeSubnet = async (VpcId: string, CidrBlock = '10.7.1.0/24'): Promise<string> =>
    (await run('ec2:CreateSubnet', { VpcId, CidrBlock })).Subnet!.SubnetId!;
  const makeGroup = async (VpcId: string, GroupName: string): Promise<string> =>
    (await run('ec2:CreateSecurityGroup', { VpcId, GroupName, Description: GroupName })).GroupId!;

  it('a security group: the instances and interfaces that have it, and the groups whose rules name it', async () => {
    const vpc = await makeVpc();
    const subnet = await makeSubnet(vpc);
    const group = await makeGroup(vpc, 'used');
    const other = await makeGroup(vpc, 'other');
    assert.deepEqual(await inTheWay('ec2:DeleteSecurityGroup', group), ['DependencyViolation']);
    const instance = await launch({ SubnetId: subnet, SecurityGroupIds: [group] });
    const { NetworkInterface } = await run('ec2:CreateNetworkInterface', { SubnetId: subnet, Groups: [group] });
    const pairs = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: group }] };
    await run('ec2:AuthorizeSecurityGroupIngress', { GroupId: other, IpPermissions: [pairs] });
    await run('ec2:AuthorizeSecurityGroupIngress', { GroupId: group, IpPermissions: [pairs] });
    assert.deepEqual(await inTheWay('ec2:DeleteSecurityGroup', group), [
      'DependencyViolation',
      ['instances', instance],
      ['network-interfaces', NetworkInterface!.NetworkInterfaceId],
      ['security-groups', other],
    ]);
    await assert.rejects(run('ec2:DeleteSecurityGroup', { GroupId: group }), {
      code: 'DependencyViolation',
      message: `resource ${group} has a dependent object`,
    });
  });

  it('a VPC: what it was not made with, also what no tree shows', async () => {
    const vpc = await makeVpc();
    assert.deepEqual(await inTheWay('ec2:DeleteVpc', vpc), ['DependencyViolation']);
    const subnet = await makeSubnet(vpc);
    const gateway = (await run('ec2:CreateInternetGateway', {})).InternetGateway!.InternetGatewayId!;
    await run('ec2:AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    const { EgressOnlyInternetGateway } = await run('ec2:CreateEgressOnlyInternetGateway', { VpcId: vpc });
    const group = await makeGroup(vpc, 'own');
    const { RouteTable } = await run('ec2:CreateRouteTable', { VpcId: vpc });
    const { NetworkAcl } = await run('ec2:CreateNetworkAcl', { VpcId: vpc });
    assert.deepEqual(await inTheWay('ec2:DeleteVpc', vpc), [
      'DependencyViolation',
      ['subnets', subnet],
      ['internet-gateways', gateway],
      [undefined, EgressOnlyInternetGateway!.EgressOnlyInternetGatewayId],
      ['security-groups', group],
      ['route-tables', RouteTable!.RouteTableId],
      ['network-acls', NetworkAcl!.NetworkAclId],
    ]);
    await assert.rejects(run('ec2:DeleteVpc', { VpcId: vpc }), {
      code: 'DependencyViolation',
      message: `The vpc '${vpc}' has dependencies and cannot be deleted.`,
    });
  });

  it('a subnet: each of its instances once; its route table and its ACL: the subnet', async () => {
    const vpc = await makeVpc();
    const subnet = await makeSubnet(vpc);
    const table = (await run('ec2:CreateRouteTable', { VpcId: vpc })).RouteTable!.RouteTableId!;
    await run('ec2:AssociateRouteTable', { RouteTableId: table, SubnetId: subnet });
    const acls = (await run('ec2:DescribeNetworkAcls', { Filters: [{ Name: 'vpc-id', Values: [vpc] }] })).NetworkAcls!;
    const acl = (await run('ec2:CreateNetworkAcl', { VpcId: vpc })).NetworkAcl!.NetworkAclId!;
    const { NetworkAclAssociationId: AssociationId } = acls[0]!.Associations!.find(({ SubnetId }) => SubnetId === subnet)!;
    await run('ec2:ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId: acl });
    assert.deepEqual(await inTheWay('ec2:DeleteSubnet', subnet), ['DependencyViolation']);
    assert.deepEqual(await inTheWay('ec2:DeleteRouteTable', table), ['DependencyViolation', ['subnets', subnet]]);
    assert.deepEqual(await inTheWay('ec2:DeleteNetworkAcl', acl), ['DependencyViolation', ['subnets', subnet]]);
    const interfaces = [0, 1].map((DeviceIndex) => ({ DeviceIndex, SubnetId: subnet }));
    const instance = await launch({ NetworkInterfaces: interfaces });
    assert.deepEqual(await inTheWay('ec2:DeleteSubnet', subnet), ['DependencyViolation', ['instances', instance]]);
    const main = (await run('ec2:DescribeRouteTables', { Filters: [{ Name: 'association.main', Values: ['true'] }] })).RouteTables!;
    const { RouteTableId = '' } = main.find(({ VpcId }) => VpcId === vpc)!;
    assert.deepEqual(await inTheWay('ec2:DeleteRouteTable', RouteTableId), ['DependencyViolation', ['vpcs', vpc]]);
  });

  it('an internet gateway: the VPC it is attached to; detaching it: what has a public address there', async () => {
    const { InternetGateways } = await run('ec2:DescribeInternetGateways', {});
    const { InternetGatewayId: gateway = '', Attachments } = InternetGateways![0]!;
    const vpc = Attachments![0]!.VpcId!;
    assert.deepEqual(await inTheWay('ec2:DeleteInternetGateway', gateway), ['DependencyViolation', ['vpcs', vpc]]);
    assert.deepEqual(await inTheWay('ec2:DetachInternetGateway', gateway), ['DependencyViolation']);
    const instance = await launch();
    await host.session('AdvanceClock', { Seconds: 60 }, editor, never);
    assert.deepEqual(await inTheWay('ec2:DetachInternetGateway', gateway), ['DependencyViolation', ['instances', instance]]);
  });

  it('an interface or volume in use: the instance', async () => {
    const instance = await launch();
    await host.session('AdvanceClock', { Seconds: 60 }, editor, never);
    const { Reservations } = await run('ec2:DescribeInstances', { InstanceIds: [instance] });
    const { NetworkInterfaces, BlockDeviceMappings } = Reservations![0]!.Instances![0]!;
    const { NetworkInterfaceId = '' } = NetworkInterfaces![0]!;
    const { VolumeId = '' } = BlockDeviceMappings![0]!.Ebs!;
    assert.deepEqual(await inTheWay('ec2:DeleteNetworkInterface', NetworkInterfaceId), ['InvalidParameterValue', ['instances', instance]]);
    assert.deepEqual(await inTheWay('ec2:DeleteVolume', VolumeId), ['VolumeInUse', ['instances', instance]]);
    await assert.rejects(run('ec2:DeleteVolume', { VolumeId }), {
      code: 'VolumeInUse',
      message: `Volume ${VolumeId} is currently attached to ${instance}`,
    });
  });

  it('an address in a VPC of the user: what it is mapped to; a placement group: its instances', async () => {
    const vpc = await makeVpc();
    const subnet = await makeSubnet(vpc);
    const gateway = (await run('ec2:CreateInternetGateway', {})).InternetGateway!.InternetGatewayId!;
    await run('ec2:AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    const { NetworkInterface } = await run('ec2:CreateNetworkInterface', { SubnetId: subnet });
    const { AllocationId = '', PublicIp } = await run('ec2:AllocateAddress', {});
    assert.deepEqual(await inTheWay('ec2:ReleaseAddress', AllocationId), ['InvalidIPAddress.InUse']);
    await run('ec2:AssociateAddress', { AllocationId, NetworkInterfaceId: NetworkInterface!.NetworkInterfaceId });
    const holder = ['network-interfaces', NetworkInterface!.NetworkInterfaceId];
    assert.deepEqual(await inTheWay('ec2:ReleaseAddress', AllocationId), ['InvalidIPAddress.InUse', holder]);
    await assert.rejects(run('ec2:ReleaseAddress', { AllocationId }), {
      code: 'InvalidIPAddress.InUse',
      message: `Address ${PublicIp} is in use.`,
    });
    const { PlacementGroup } = await run('ec2:CreatePlacementGroup', { GroupName: 'near', Strategy: 'spread' });
    const instance = await launch({ Placement: { GroupName: 'near' } });
    assert.deepEqual(await inTheWay('ec2:DeletePlacementGroup', PlacementGroup!.GroupId!), [
      'InvalidPlacementGroup.InUse',
      ['instances', instance],
    ]);
  });

  it('nothing is known of what is not there, nor of actions that nothing stands in the way of', async () => {
    assert.deepEqual(await inTheWay('ec2:DeleteVpc', 'vpc-00000000000000000'), ['DependencyViolation']);
    assert.equal(await inTheWay('ec2:TerminateInstances', 'i-00000000000000000'), undefined);
  });
});
