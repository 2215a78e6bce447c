import assert from 'node:assert/strict';
import { openNics } from '../network-interfaces/support';

function lab(options?: Parameters<typeof openNics>[0]) {
  const account = openNics(options);
  const { run } = account;
  const allocate = (): string => run('ec2:AllocateAddress', {}).AllocationId!;
  const create = (input: object = {}): string =>
    run('ec2:CreateNatGateway', { SubnetId: account.subnet(), ...input }).NatGateway!.NatGatewayId!;
  const gateway = (id: string) => run('ec2:DescribeNatGateways', { NatGatewayIds: [id] }).NatGateways![0]!;
  return { ...account, allocate, create, gateway };
}

describe('NAT gateways', () => {
  it('become available with an interface of their own, are charged by the hour, and are gone an hour after they are deleted', () => {
    const { run, fails, allocate, gateway, subnet, vpcId, settle, pass, nic, meters, context } = lab();
    const AllocationId = allocate();
    const { PublicIp } = run('ec2:DescribeAddresses', {}).Addresses![0]!;
    const input = {
      SubnetId: subnet(),
      AllocationId,
      ClientToken: 'once',
      ConnectivityType: 'public' as const,
      AvailabilityMode: 'zonal' as const,
      TagSpecifications: [{ ResourceType: 'natgateway' as const, Tags: [{ Key: 'Name', Value: 'out' }] }],
    };
    const { NatGateway: made, ClientToken } = run('ec2:CreateNatGateway', input);
    const id = made!.NatGatewayId!;
    assert.match(id, /^nat-[0-9a-f]{17}$/);
    assert.equal(run('ec2:CreateNatGateway', input).NatGateway!.NatGatewayId, id);
    const own = nic(gateway(id).NatGatewayAddresses![0]!.NetworkInterfaceId!);
    const { AssociationId } = run('ec2:DescribeAddresses', {}).Addresses![0]!;
    const address = {
      AllocationId,
      AssociationId,
      PublicIp,
      NetworkInterfaceId: own.NetworkInterfaceId,
      PrivateIp: own.PrivateIpAddress,
      IsPrimary: true,
    };
    assert.deepEqual(
      [ClientToken, made],
      [
        'once',
        {
          CreateTime: made!.CreateTime,
          // As recorded of the real service: the rest is there at the first look.
          NatGatewayAddresses: [{ AllocationId, IsPrimary: true, Status: 'associating' }],
          NatGatewayId: id,
          State: 'pending',
          SubnetId: subnet(),
          VpcId: vpcId,
          Tags: [{ Key: 'Name', Value: 'out' }],
          ConnectivityType: 'public',
          AvailabilityMode: 'zonal',
        },
      ],
    );
    assert.deepEqual(gateway(id).NatGatewayAddresses, [{ ...address, Status: 'associating' }]);
    assert.deepEqual(meters(id), []);
    settle();
    assert.deepEqual([gateway(id).State, gateway(id).NatGatewayAddresses], ['available', [{ ...address, Status: 'succeeded' }]]);
    const took = (context().now - made!.CreateTime!.getTime()) / 1_000;
    assert.ok(took >= 60 && took <= 180, `${took} s`);
    assert.deepEqual([meters(id), meters(AllocationId)], [['NatGateway-Hours'], ['PublicIPv4:InUseAddress']]);
    assert.deepEqual(
      [own.Description, own.InterfaceType, own.RequesterManaged, own.SourceDestCheck, own.Groups, own.Attachment!.InstanceOwnerId],
      [`Interface for NAT Gateway ${id}`, 'nat_gateway', true, false, [], 'amazon-aws'],
    );

    const NetworkInterfaceId = own.NetworkInterfaceId!;
    fails('ec2:DisassociateAddress', { AssociationId }, 'AuthFailure', 'You do not have permission to access the specified resource.');
    fails('ec2:ReleaseAddress', { AllocationId }, 'AuthFailure', 'You do not have permission to access the specified resource.');
    fails('ec2:DeleteNetworkInterface', { NetworkInterfaceId }, 'InvalidParameterValue');
    fails('ec2:ModifyNetworkInterfaceAttribute', { NetworkInterfaceId, Description: { Value: 'mine' } }, 'AuthFailure');
    fails('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId, SecondaryPrivateIpAddressCount: 1 }, 'AuthFailure');
    const { AttachmentId } = own.Attachment!;
    fails(
      'ec2:DetachNetworkInterface',
      { AttachmentId },
      'OperationNotPermitted',
      "You are not allowed to manage 'ela-attach' attachments.",
    );

    assert.deepEqual(run('ec2:DeleteNatGateway', { NatGatewayId: id }), { NatGatewayId: id });
    assert.deepEqual([gateway(id).State, meters(id)], ['deleting', []]);
    run('ec2:DeleteNatGateway', { NatGatewayId: id });
    settle();
    assert.deepEqual([gateway(id).State, gateway(id).NatGatewayAddresses], ['deleted', [{ AllocationId, IsPrimary: true }]]);
    assert.deepEqual(meters(AllocationId), ['PublicIPv4:IdleAddress']);
    fails('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [NetworkInterfaceId] }, 'InvalidNetworkInterfaceID.NotFound');
    fails('ec2:DeleteNatGateway', { NatGatewayId: id }, 'NatGatewayNotFound', `The Nat Gateway ${id} was not found`);
    pass(3_599);
    assert.equal(gateway(id).State, 'deleted');
    pass(2);
    fails('ec2:DescribeNatGateways', { NatGatewayIds: [id] }, 'NatGatewayNotFound');
  });

  it('have secondary addresses, public or private', () => {
    const { allocate, create, gateway, settle, fails, subnet } = lab();
    const [first, second, third] = [allocate(), allocate(), allocate()];
    const id = create({
      AllocationId: first,
      PrivateIpAddress: '172.31.0.10',
      SecondaryAllocationIds: [second, third],
      SecondaryPrivateIpAddresses: ['172.31.0.11', '172.31.0.12'],
    });
    settle();
    assert.deepEqual(
      gateway(id).NatGatewayAddresses!.map(({ AllocationId, PrivateIp, IsPrimary }) => [AllocationId, PrivateIp, IsPrimary]),
      [
        [first, '172.31.0.10', true],
        [second, '172.31.0.11', false],
        [third, '172.31.0.12', false],
      ],
    );
    const hidden = create({ ConnectivityType: 'private', PrivateIpAddress: '172.31.0.20', SecondaryPrivateIpAddressCount: 2 });
    settle();
    const { NatGatewayAddresses: addresses, State, ConnectivityType } = gateway(hidden);
    assert.deepEqual([State, ConnectivityType, addresses!.length, addresses![0]!.PrivateIp], ['available', 'private', 3, '172.31.0.20']);
    assert.ok(addresses!.every(({ PublicIp, AllocationId }) => PublicIp === undefined && AllocationId === undefined));
    const refused: readonly [object, string, string?][] = [
      // As recorded of the real service: this action words its errors in its own way.
      [{}, 'MissingParameter', 'The request must include the AllocationId parameter. Add the required parameter and retry the request.'],
      [{ SubnetId: 'public' }, 'InvalidSubnet', "The subnet ID 'public' is malformed"],
      [{ AllocationId: 'mine' }, 'InvalidElasticIpID.Malformed', "The elastic-ip ID 'mine' is malformed"],
      [{ SubnetId: undefined }, 'MissingParameter', 'The request must contain the parameter SubnetId'],
      [{ SubnetId: 'subnet-0123456789abcdef0', AllocationId: allocate() }, 'InvalidSubnetID.NotFound'],
      [
        { AllocationId: 'eipalloc-0123456789abcdef0' },
        'InvalidElasticIpID.NotFound',
        "The elastic-ip ID 'eipalloc-0123456789abcdef0' does not exist",
      ],
      [{ ConnectivityType: 'private', AllocationId: allocate() }, 'InvalidParameterCombination'],
      [{ ConnectivityType: 'private', SecondaryPrivateIpAddressCount: 32 }, 'InvalidParameterValue'],
      [
        { ConnectivityType: 'private', SecondaryPrivateIpAddressCount: 1, SecondaryPrivateIpAddresses: ['172.31.0.30'] },
        'InvalidParameterCombination',
      ],
      [{ ConnectivityType: 'private', SecondaryPrivateIpAddresses: ['172.31.0.30'] }, 'MissingParameter'],
      [{ ConnectivityType: 'private', PrivateIpAddress: '172.31.0.20' }, 'InvalidIPAddress.InUse'],
      [{ AllocationId: allocate(), SecondaryPrivateIpAddressCount: 1 }, 'InvalidParameterCombination'],
      [{ AllocationId: first, SecondaryAllocationIds: [first] }, 'InvalidParameterValue'],
      [{ ConnectivityType: 'hidden' }, 'InvalidParameterValue'],
      [{ ConnectivityType: 'private', AvailabilityMode: 'regional' }, 'UnsupportedOperation'],
      [{ ConnectivityType: 'private', AvailabilityMode: 'global' }, 'InvalidParameterValue'],
      [{ ConnectivityType: 'private', VpcId: 'vpc-0123456789abcdef0' }, 'UnsupportedOperation'],
      [{ ConnectivityType: 'private', DryRun: true }, 'DryRunOperation'],
    ];
    for (const [input, code, message] of refused) fails('ec2:CreateNatGateway', { SubnetId: subnet(), ...input }, code, message);
  });

  it('fail with a code for what shows only in the making', () => {
    const { allocate, create, gateway, settle, otherNetwork, running, run, pass, fails } = lab();
    const { vpcId, subnetId } = otherNetwork();
    const AllocationId = allocate();
    const closed = create({ SubnetId: subnetId, AllocationId });
    assert.deepEqual([gateway(closed).State, gateway(closed).FailureCode], ['pending', undefined]);
    settle();
    assert.deepEqual(
      [gateway(closed).State, gateway(closed).FailureCode, gateway(closed).FailureMessage],
      ['failed', 'Gateway.NotAttached', `Network ${vpcId} has no Internet gateway attached`],
    );
    run('ec2:AssociateAddress', { AllocationId, InstanceId: running().InstanceId });
    const taken = create({ AllocationId });
    settle();
    assert.deepEqual(
      [gateway(taken).FailureCode, gateway(taken).FailureMessage],
      ['Resource.AlreadyAssociated', `Elastic IP address ${AllocationId} is already associated`],
    );
    const small = run('ec2:CreateSubnet', { VpcId: vpcId, CidrBlock: '10.0.1.0/28' }).Subnet!.SubnetId!;
    for (let index = 0; index < 11; index++) run('ec2:CreateNetworkInterface', { SubnetId: small });
    const full = create({ SubnetId: small, ConnectivityType: 'private' });
    settle();
    assert.equal(gateway(full).FailureCode, 'InsufficientFreeAddressesInSubnet');
    pass(3_601);
    fails('ec2:DescribeNatGateways', { NatGatewayIds: [closed] }, 'NatGatewayNotFound');
  });

  it('are listed by filter and page, five to a zone', () => {
    const { create, run, fails, settle, subnet, vpcId } = lab();
    const ids = Array.from({ length: 5 }, () => create({ ConnectivityType: 'private' }));
    const text = 'Performing this operation would exceed the limit of 5 NAT gateways';
    fails('ec2:CreateNatGateway', { SubnetId: subnet(), ConnectivityType: 'private' }, 'NatGatewayLimitExceeded', text);
    settle();
    const other = create({ SubnetId: subnet('b'), ConnectivityType: 'private' });
    run('ec2:CreateTags', { Resources: [other], Tags: [{ Key: 'zone', Value: 'b' }] });
    const found = (input: object) => run('ec2:DescribeNatGateways', input).NatGateways!.map(({ NatGatewayId }) => NatGatewayId!);
    const filters: readonly [string, string][] = [
      ['nat-gateway-id', other],
      ['state', 'pending'],
      ['subnet-id', subnet('b')],
      ['tag:zone', 'b'],
      ['tag-key', 'zone'],
    ];
    for (const [Name, value] of filters) assert.deepEqual(found({ Filter: [{ Name, Values: [value] }] }), [other], Name);
    assert.equal(found({ Filter: [{ Name: 'vpc-id', Values: [vpcId] }] }).length, 6);
    const first = run('ec2:DescribeNatGateways', { MaxResults: 5 });
    assert.deepEqual(
      first.NatGateways!.map(({ NatGatewayId }) => NatGatewayId),
      ids,
    );
    assert.deepEqual(found({ MaxResults: 5, NextToken: first.NextToken }), [other]);
    assert.deepEqual(found({ NatGatewayIds: [other, ids[0]] }), [ids[0], other]);
    fails('ec2:DescribeNatGateways', { NatGatewayIds: ['nat-1'] }, 'NatGatewayMalformed');
    fails('ec2:DescribeNatGateways', { DryRun: true }, 'DryRunOperation');
    fails('ec2:DeleteNatGateway', { NatGatewayId: undefined }, 'MissingParameter');
    fails('ec2:DeleteNatGateway', { NatGatewayId: other, DryRun: true }, 'DryRunOperation');
  });
});
