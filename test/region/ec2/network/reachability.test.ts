import assert from 'node:assert/strict';
import { instanceTable } from '../../../../src/region/ec2/instances/instances';
import { reachInstance } from '../../../../src/region/ec2/network/reachability';
import { userAddress } from '../../../../src/region/ec2/network/user-address';
import { image } from '../instances/support';
import { openNics } from '../network-interfaces/support';

/** An account, a group that lets SSH in, and what a connection from the user's address meets. */
function lab() {
  const account = openNics();
  const { run, context } = account;
  const reach = (id: string, port = 22, source = userAddress, protocol: 'tcp' | 'udp' = 'tcp') => {
    const { outcome, reason, subjects } = reachInstance(context(), id, { protocol, port, source });
    return [outcome, reason, ...subjects];
  };
  const open = (VpcId: string, ports: readonly number[], CidrIp = '0.0.0.0/0'): string => {
    const GroupId = run('ec2:CreateSecurityGroup', { GroupName: `open ${ports.join(' ')}`, Description: 'test', VpcId }).GroupId!;
    const IpPermissions = ports.map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp }] }));
    run('ec2:AuthorizeSecurityGroupIngress', { GroupId, IpPermissions });
    return GroupId;
  };
  return { ...account, reach, open };
}

describe('Reachability', () => {
  it('of a new instance: dropped until the network is up, refused until sshd listens, then connected', () => {
    const { launch, reach, open, vpcId, run, pass, settle, describe: seen } = lab();
    const group = open(vpcId, [22, 80]);
    const id = launch({ SecurityGroupIds: [group] })[0]!.InstanceId!;
    assert.deepEqual(reach(id), ['timeout', 'not-running', id]);
    while (seen(id).State!.Name === 'pending') pass(0.1);
    assert.deepEqual(reach(id), ['timeout', 'booting', id]);
    pass(11.5);
    assert.deepEqual(reach(id), ['timeout', 'booting', id]);
    pass(1);
    assert.deepEqual(reach(id), ['refused', 'booting', id]);
    assert.deepEqual(reach(id, 80), ['refused', 'no-listener', id]);
    pass(8);
    assert.deepEqual(reach(id), ['connected', 'open', id]);
    assert.deepEqual(reach(id, 443), ['timeout', 'security-group', group]);
    assert.deepEqual(reach(id, 22, userAddress, 'udp'), ['timeout', 'security-group', group]);
    run('ec2:RebootInstances', { InstanceIds: [id] });
    assert.deepEqual(reach(id), ['timeout', 'booting', id]);
    pass(200);
    assert.deepEqual(reach(id), ['connected', 'open', id]);
    run('ec2:StopInstances', { InstanceIds: [id] });
    settle();
    assert.deepEqual(reach(id), ['timeout', 'not-running', id]);
    assert.deepEqual(reach('i-0123456789abcdef0'), ['timeout', 'not-running', 'i-0123456789abcdef0']);
  });

  it('depends on what the image serves: Ubuntu after 30 s, Remote Desktop after 2 minutes, Bitnami on the web', () => {
    const { running, reach, open, vpcId, pass, context } = lab();
    const SecurityGroupIds = [open(vpcId, [22, 80, 443, 3389])];
    const ubuntu = running({ ImageId: image('ubuntu-24.04-x86'), SecurityGroupIds }).InstanceId!;
    pass(29);
    assert.deepEqual(reach(ubuntu), ['refused', 'booting', ubuntu]);
    pass(2);
    assert.deepEqual(reach(ubuntu), ['connected', 'open', ubuntu]);
    // Images that take a subscription or a key pair to launch: what runs is put there.
    const withImage = (key: string): string => {
      const id = running({ SecurityGroupIds }).InstanceId!;
      context().update(instanceTable, context().get(instanceTable, id)!, { imageId: image(key) });
      return id;
    };
    const wordpress = withImage('wordpress-bitnami');
    pass(59);
    assert.deepEqual(
      [reach(wordpress)[0], reach(wordpress, 80), reach(wordpress, 443)[0]],
      ['connected', ['refused', 'booting', wordpress], 'refused'],
    );
    pass(1);
    assert.deepEqual([reach(wordpress, 80)[0], reach(wordpress, 443)[0]], ['connected', 'connected']);
    const windows = withImage('win-2022');
    pass(119);
    assert.deepEqual(
      [reach(windows, 3389), reach(windows, 22)],
      [
        ['refused', 'booting', windows],
        ['refused', 'no-listener', windows],
      ],
    );
    pass(1);
    assert.deepEqual(reach(windows, 3389), ['connected', 'open', windows]);
  });

  it('needs a public address, a gateway, a route to it and back, and what ACL and groups let through', () => {
    const { run, running, reach, open, otherNetwork, pass } = lab();
    const { vpcId, subnetId } = otherNetwork();
    const group = open(vpcId, [22]);
    const id = running({ SubnetId: subnetId, SecurityGroupIds: [group] }).InstanceId!;
    pass(60);
    assert.deepEqual(reach(id), ['timeout', 'no-public-address', id]);
    const addressed = { DeviceIndex: 0, SubnetId: subnetId, AssociatePublicIpAddress: true };
    const early = running({ NetworkInterfaces: [addressed] }).InstanceId!;
    assert.deepEqual(reach(early), ['timeout', 'no-internet-gateway', vpcId]);
    const InternetGatewayId = run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId: vpcId });
    const { AllocationId } = run('ec2:AllocateAddress', {});
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId, InstanceId: id });
    const table = run('ec2:DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }).RouteTables![0]!.RouteTableId!;
    assert.deepEqual(reach(id), ['timeout', 'no-route', table, subnetId]);
    run('ec2:CreateRoute', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId });
    assert.deepEqual(reach(id), ['connected', 'open', id]);

    const acl = run('ec2:DescribeNetworkAcls', { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }).NetworkAcls![0]!.NetworkAclId!;
    const deny = { NetworkAclId: acl, RuleNumber: 10, Protocol: '6', RuleAction: 'deny', CidrBlock: '203.0.113.0/24' } as const;
    for (const [Egress, From, To] of [
      [false, 22, 22],
      [true, 1024, 65535],
    ] as const) {
      run('ec2:CreateNetworkAclEntry', { ...deny, Egress, PortRange: { From, To } });
      assert.deepEqual(reach(id), ['timeout', 'network-acl', acl, subnetId], `stateless, egress ${Egress}`);
      assert.deepEqual(reach(id, 22, '198.51.100.7'), ['connected', 'open', id]);
      run('ec2:DeleteNetworkAclEntry', { NetworkAclId: acl, RuleNumber: 10, Egress });
    }
    assert.deepEqual(reach(id), ['connected', 'open', id]);
    const only = run('ec2:CreateSecurityGroup', { GroupName: 'mine', Description: 'mine', VpcId: vpcId }).GroupId!;
    const nic = run('ec2:DescribeInstances', { InstanceIds: [id] }).Reservations![0]!.Instances![0]!.NetworkInterfaces![0]!
      .NetworkInterfaceId!;
    run('ec2:ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: nic, Groups: [only] });
    assert.deepEqual(reach(id), ['timeout', 'security-group', only]);
    const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: `${userAddress}/32` }] };
    run('ec2:AuthorizeSecurityGroupIngress', { GroupId: only, IpPermissions: [rule] });
    assert.deepEqual(reach(id), ['connected', 'open', id]);
    assert.deepEqual(reach(id, 22, '198.51.100.7'), ['timeout', 'security-group', only]);
    run('ec2:DisassociateAddress', { AssociationId });
    assert.deepEqual(reach(id), ['timeout', 'no-public-address', id]);
  });

  it('inside the VPC goes by private addresses, group references and what the source lets out', () => {
    const { run, running, reach, vpcId, pass, subnet } = lab();
    const group = (GroupName: string): string => run('ec2:CreateSecurityGroup', { GroupName, Description: 'test', VpcId: vpcId }).GroupId!;
    const [web, database] = [group('web'), group('database')];
    run('ec2:AuthorizeSecurityGroupIngress', {
      GroupId: database,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: web }] }],
    });
    const front = running({ SubnetId: subnet(), SecurityGroupIds: [web] });
    const stranger = running({ SubnetId: subnet(), SecurityGroupIds: [database] });
    const id = running({ SubnetId: subnet('b'), SecurityGroupIds: [database] }).InstanceId!;
    pass(60);
    assert.deepEqual(reach(id, 22, front.PrivateIpAddress), ['connected', 'open', id]);
    assert.deepEqual(reach(id, 22, front.PublicIpAddress), ['timeout', 'security-group', database], 'a public address is in no group');
    assert.deepEqual(reach(id, 22, stranger.PrivateIpAddress), ['timeout', 'security-group', database]);
    const everything = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    run('ec2:RevokeSecurityGroupEgress', { GroupId: web, IpPermissions: everything });
    assert.deepEqual(reach(id, 22, front.PrivateIpAddress), ['timeout', 'security-group', web]);
  });
});
