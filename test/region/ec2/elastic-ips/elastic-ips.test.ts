import assert from 'node:assert/strict';
import { usageTable } from '../../../../src/region/kernel/tables';
import { openNics } from '../network-interfaces/support';

/** An account with an allocated address, shorthands, and an instance that runs in zone `a`. */
function lab() {
  const account = openNics();
  const { AllocationId, PublicIp } = account.run('ec2:AllocateAddress', {});
  const instance = account.running({ SubnetId: account.subnet() });
  const nicId = instance.NetworkInterfaces![0]!.NetworkInterfaceId!;
  const address = (id = AllocationId!) => account.run('ec2:DescribeAddresses', { AllocationIds: [id] }).Addresses![0]!;
  return { ...account, allocation: AllocationId!, publicIp: PublicIp!, instance, id: instance.InstanceId!, nicId, address };
}

describe('Released addresses', () => {
  it('can be recovered, the latest hundred of a region', () => {
    const { run, fails } = openNics();
    const addresses = Array.from({ length: 101 }, () => {
      const { AllocationId, PublicIp } = run('ec2:AllocateAddress', {});
      run('ec2:ReleaseAddress', { AllocationId });
      return PublicIp!;
    });
    fails('ec2:AllocateAddress', { Address: addresses[0] }, 'InvalidAddress.NotFound');
    assert.equal(run('ec2:AllocateAddress', { Address: addresses[1] }).PublicIp, addresses[1]);
  });
});

describe('Elastic IP addresses', () => {
  it('are kept over stop and start, lost with the instance and still allocated, and cost all the time (lesson 4)', () => {
    const { run, describe: seen, settle, pass, address, allocation, publicIp, instance, id, meters, nicId, context } = lab();
    assert.match(allocation, /^eipalloc-[0-9a-f]{17}$/);
    assert.deepEqual(meters(allocation), ['PublicIPv4:IdleAddress']);
    run('ec2:StopInstances', { InstanceIds: [id] });
    settle();
    assert.equal(seen(id).PublicIpAddress, undefined);
    run('ec2:StartInstances', { InstanceIds: [id] });
    settle();
    assert.notEqual(seen(id).PublicIpAddress, instance.PublicIpAddress, 'the first restart changes the address');
    assert.notEqual(seen(id).PublicIpAddress, undefined);

    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: id });
    assert.match(AssociationId!, /^eipassoc-[0-9a-f]{17}$/);
    assert.equal(seen(id).PublicIpAddress, publicIp);
    assert.equal(seen(id).PublicDnsName, `ec2-${publicIp.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`);
    assert.deepEqual(seen(id).NetworkInterfaces![0]!.Association, {
      IpOwnerId: '123456789012',
      PublicDnsName: seen(id).PublicDnsName,
      PublicIp: publicIp,
    });
    assert.deepEqual(address(), {
      AllocationId: allocation,
      AssociationId,
      NetworkInterfaceId: nicId,
      NetworkInterfaceOwnerId: '123456789012',
      PrivateIpAddress: instance.PrivateIpAddress,
      InstanceId: id,
      Domain: 'vpc',
      PublicIpv4Pool: 'amazon',
      NetworkBorderGroup: 'ap-northeast-2',
      PublicIp: publicIp,
    });
    assert.deepEqual(meters(allocation), ['PublicIPv4:InUseAddress']);
    assert.deepEqual(meters(nicId), [], 'the automatic address is given back');

    run('ec2:StopInstances', { InstanceIds: [id] });
    settle();
    assert.equal(seen(id).PublicIpAddress, publicIp);
    run('ec2:StartInstances', { InstanceIds: [id] });
    settle();
    assert.equal(seen(id).PublicIpAddress, publicIp, 'the second one does not');

    run('ec2:TerminateInstances', { InstanceIds: [id] });
    settle();
    assert.deepEqual([address().AssociationId, address().PublicIp], [undefined, publicIp]);
    assert.deepEqual(meters(allocation), ['PublicIPv4:IdleAddress']);
    pass(3_600);
    run('ec2:ReleaseAddress', { AllocationId: allocation });
    assert.deepEqual(meters(allocation), []);
    const spans = context()
      .list(usageTable)
      .filter(({ resource }) => resource === allocation);
    const charged = spans.filter(({ usageType }) => usageType.startsWith('PublicIPv4:')).reduce((sum, { from, to }) => sum + to! - from, 0);
    assert.equal(charged, context().now - spans[0]!.from, 'from allocation to release, without a gap or an overlap');
    assert.equal(spans.filter(({ usageType, from, to }) => usageType === 'ElasticIP:Remap' && from === to).length, 1);
  });

  it('give the automatic address back when they leave, if the interface is so configured', () => {
    const { run, describe: seen, allocation, publicIp, id, meters, nicId, fails } = lab();
    const before = seen(id).PublicIpAddress;
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: id });
    run('ec2:DisassociateAddress', { AssociationId });
    assert.ok(seen(id).PublicIpAddress && ![before, publicIp].includes(seen(id).PublicIpAddress));
    assert.deepEqual([meters(nicId), meters(allocation)], [['PublicIPv4:InUseAddress'], ['PublicIPv4:IdleAddress']]);
    fails(
      'ec2:DisassociateAddress',
      { AssociationId },
      'InvalidAssociationID.NotFound',
      `The association ID '${AssociationId}' does not exist`,
    );
    fails(
      'ec2:DisassociateAddress',
      { PublicIp: publicIp },
      'InvalidParameterValue',
      'You must specify an association id when unmapping an address from a VPC instance',
    );
    fails('ec2:DisassociateAddress', {}, 'MissingParameter', 'The request must contain the parameter AssociationId');
    fails('ec2:DisassociateAddress', { AssociationId, PublicIp: publicIp }, 'InvalidParameterCombination');
    fails('ec2:DisassociateAddress', { PublicIp: '192.0.2.1' }, 'AuthFailure', "The address '192.0.2.1' does not belong to you.");
    const again = run('ec2:AssociateAddress', { PublicIp: publicIp, InstanceId: id });
    fails('ec2:DisassociateAddress', { AssociationId: again.AssociationId, DryRun: true }, 'DryRunOperation');
    run('ec2:ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: nicId, AssociatePublicIpAddress: false });
    run('ec2:DisassociateAddress', { AssociationId: again.AssociationId });
    assert.equal(seen(id).PublicIpAddress, undefined);
    assert.equal(seen(id).PublicDnsName, '');
  });

  it('move to where they are associated next, unless AllowReassociation is false', () => {
    const { run, fails, running, describe: seen, subnet, allocation, publicIp, id, nicId, address } = lab();
    const other = running({ SubnetId: subnet('b') }).InstanceId!;
    const first = run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: id }).AssociationId;
    assert.equal(
      run('ec2:AssociateAddress', { AllocationId: allocation, NetworkInterfaceId: nicId }).AssociationId,
      first,
      'the same again',
    );
    const refused = { AllocationId: allocation, InstanceId: other, AllowReassociation: false };
    const text = `resource ${allocation} is already associated with associate-id ${first}`;
    fails('ec2:AssociateAddress', refused, 'Resource.AlreadyAssociated', text);
    const second = run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: other }).AssociationId;
    assert.notEqual(second, first);
    assert.deepEqual([seen(other).PublicIpAddress, address().InstanceId], [publicIp, other]);
    assert.ok(seen(id).PublicIpAddress, 'the one left behind gets an automatic address');

    const spare = run('ec2:AllocateAddress', {});
    const onTaken = { AllocationId: spare.AllocationId, InstanceId: other, AllowReassociation: false };
    const nic = seen(other).NetworkInterfaces![0]!.NetworkInterfaceId;
    fails(
      'ec2:AssociateAddress',
      onTaken,
      'Resource.AlreadyAssociated',
      `resource ${nic} is already associated with associate-id ${second}`,
    );
    run('ec2:AssociateAddress', { AllocationId: spare.AllocationId, InstanceId: other });
    assert.deepEqual([seen(other).PublicIpAddress, address().AssociationId], [spare.PublicIp, undefined]);
  });

  it('are mapped to secondary private addresses of an interface, and the automatic one stays', () => {
    const { run, fails, describe: seen, allocation, publicIp, id, nicId, nic, settle } = lab();
    const automatic = seen(id).PublicIpAddress;
    const assigned = run('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId: nicId, SecondaryPrivateIpAddressCount: 1 });
    const PrivateIpAddress = assigned.AssignedPrivateIpAddresses![0]!.PrivateIpAddress!;
    fails(
      'ec2:AssociateAddress',
      { AllocationId: allocation, NetworkInterfaceId: nicId, PrivateIpAddress: '172.31.0.200' },
      'InvalidParameterValue',
    );
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId: allocation, NetworkInterfaceId: nicId, PrivateIpAddress });
    assert.equal(seen(id).PublicIpAddress, automatic);
    const [, secondary] = nic(nicId).PrivateIpAddresses!;
    assert.deepEqual(
      [secondary!.PrivateIpAddress, secondary!.Primary, secondary!.Association],
      [
        PrivateIpAddress,
        false,
        {
          AllocationId: allocation,
          AssociationId,
          IpOwnerId: '123456789012',
          PublicDnsName: `ec2-${publicIp.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`,
          PublicIp: publicIp,
        },
      ],
    );
    run('ec2:StopInstances', { InstanceIds: [id] });
    settle();
    run('ec2:StartInstances', { InstanceIds: [id] });
    settle();
    assert.equal(seen(id).PublicIpAddress, undefined, 'no new automatic address while a secondary address holds an Elastic IP address');
    run('ec2:UnassignPrivateIpAddresses', { NetworkInterfaceId: nicId, PrivateIpAddresses: [PrivateIpAddress] });
    assert.equal(run('ec2:DescribeAddresses', {}).Addresses![0]!.AssociationId, undefined);
  });

  it('are refused where the target cannot take them', () => {
    const { run, fails, launch, running, allocation, publicIp, id, otherNetwork, makeNic, subnet, settle } = lab();
    const pending = launch()[0]!.InstanceId!;
    const on = (input: object, code: string, message?: string): void =>
      void fails('ec2:AssociateAddress', { AllocationId: allocation, ...input }, code, message);
    on({ InstanceId: pending }, 'InvalidInstanceID', `The pending instance '${pending}' is not in a valid state for this operation.`);
    const { vpcId, subnetId } = otherNetwork();
    const inside = running({ SubnetId: subnetId }).InstanceId!;
    on({ InstanceId: inside }, 'Gateway.NotAttached', `Network ${vpcId} is not attached to any internet gateway`);
    on({ NetworkInterfaceId: makeNic({ SubnetId: subnetId }) }, 'Gateway.NotAttached');
    const NetworkInterfaceId = makeNic();
    const many = running({ SubnetId: subnet() }).InstanceId!;
    run('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId: many, DeviceIndex: 1 });
    on(
      { InstanceId: many },
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${many}'. Please specify an interface ID for the operation instead.`,
    );
    const both = run('ec2:AssociateAddress', { AllocationId: allocation, NetworkInterfaceId, InstanceId: id }).AssociationId;
    const [held] = run('ec2:DescribeAddresses', { AllocationIds: [allocation] }).Addresses!;
    assert.deepEqual([held!.AssociationId, held!.InstanceId], [both, id], 'the instance decides where both are named');
    run('ec2:DisassociateAddress', { AssociationId: both });
    on({}, 'MissingParameter', 'The request must contain the parameter InstanceId');
    on({ InstanceId: id, PublicIp: publicIp }, 'InvalidParameterCombination');
    on({ InstanceId: id, DryRun: true }, 'DryRunOperation');
    on({ InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceID.NotFound');
    const unknown = 'eipalloc-0123456789abcdef0';
    on({ AllocationId: unknown, InstanceId: id }, 'InvalidAllocationID.NotFound', `The allocation ID '${unknown}' does not exist`);
    on({ AllocationId: undefined, InstanceId: id }, 'MissingParameter', 'The request must contain the parameter AllocationId');
    fails('ec2:AssociateAddress', { PublicIp: '192.0.2.1', InstanceId: id }, 'InvalidAddress.NotFound', "Address '192.0.2.1' not found.");
    run('ec2:TerminateInstances', { InstanceIds: [id] });
    on({ InstanceId: id }, 'InvalidInstanceID');
    settle();
    on({ InstanceId: id }, 'InvalidInstanceID');
  });

  it('are released: in the default VPC even while in use, elsewhere only when free; what was released can be recovered', () => {
    const { run, fails, running, allocation, publicIp, id, describe: seen, otherNetwork, meters } = lab();
    fails('ec2:ReleaseAddress', {}, 'MissingParameter', 'The request must contain the parameter AllocationId');
    fails('ec2:ReleaseAddress', { AllocationId: allocation, PublicIp: publicIp }, 'InvalidParameterCombination');
    fails('ec2:ReleaseAddress', { AllocationId: allocation, NetworkBorderGroup: 'us-east-1' }, 'InvalidAddress.NotFound');
    fails('ec2:ReleaseAddress', { AllocationId: allocation, DryRun: true }, 'DryRunOperation');
    run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: id });
    run('ec2:ReleaseAddress', { AllocationId: allocation, NetworkBorderGroup: 'ap-northeast-2' });
    assert.ok(seen(id).PublicIpAddress && seen(id).PublicIpAddress !== publicIp);
    assert.deepEqual(run('ec2:DescribeAddresses', {}).Addresses, []);
    fails(
      'ec2:ReleaseAddress',
      { AllocationId: allocation },
      'InvalidAllocationID.NotFound',
      `The allocation ID '${allocation}' does not exist`,
    );
    fails('ec2:ReleaseAddress', { PublicIp: publicIp }, 'AuthFailure');

    fails(
      'ec2:AllocateAddress',
      { Address: '192.0.2.1' },
      'InvalidAddress.NotFound',
      "The Elastic IP address '192.0.2.1' does not exist or is not available.",
    );
    fails('ec2:AllocateAddress', { Address: 'mine' }, 'InvalidParameterValue');
    const recovered = run('ec2:AllocateAddress', { Address: publicIp });
    assert.equal(recovered.PublicIp, publicIp);
    assert.notEqual(recovered.AllocationId, allocation);
    fails('ec2:AllocateAddress', { Address: publicIp }, 'InvalidAddress.NotFound');

    const { vpcId, subnetId } = otherNetwork();
    const InternetGatewayId = run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
    run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId: vpcId });
    const inside = running({ SubnetId: subnetId });
    const { AssociationId } = run('ec2:AssociateAddress', { PublicIp: publicIp, InstanceId: inside.InstanceId });
    assert.deepEqual([seen(inside.InstanceId!).PublicIpAddress, seen(inside.InstanceId!).PublicDnsName], [publicIp, '']);
    fails(
      'ec2:ReleaseAddress',
      { PublicIp: publicIp },
      'InvalidParameterValue',
      'You must specify an allocation id when releasing a VPC elastic IP address',
    );
    const here = { AllocationId: recovered.AllocationId };
    fails('ec2:ReleaseAddress', here, 'InvalidIPAddress.InUse', `Address ${publicIp} is in use.`);
    fails('ec2:DetachInternetGateway', { InternetGatewayId, VpcId: vpcId }, 'DependencyViolation');
    run('ec2:DisassociateAddress', { AssociationId });
    assert.equal(seen(inside.InstanceId!).PublicIpAddress, undefined, 'its subnet gives no automatic addresses');
    run('ec2:ReleaseAddress', here);
    assert.deepEqual(meters(recovered.AllocationId!), []);
  });

  it('are allocated with tags, up to the quota, from pools that are there', () => {
    const account = openNics({ settings: { quotaProfile: 'new' } });
    const tagged = account.run('ec2:AllocateAddress', {
      Domain: 'vpc',
      NetworkBorderGroup: 'ap-northeast-2',
      PublicIpv4Pool: 'amazon',
      TagSpecifications: [{ ResourceType: 'elastic-ip', Tags: [{ Key: 'Name', Value: 'web' }] }],
    });
    assert.deepEqual([tagged.Domain, tagged.NetworkBorderGroup, tagged.PublicIpv4Pool], ['vpc', 'ap-northeast-2', 'amazon']);
    const refused: readonly [object, string, string?][] = [
      [{ Domain: 'standard' }, 'UnsupportedOperation'],
      [{ Domain: 'moon' }, 'InvalidParameterValue'],
      [{ NetworkBorderGroup: 'us-east-1' }, 'InvalidParameterValue', 'Value (us-east-1) for parameter networkBorderGroup is invalid.'],
      [{ PublicIpv4Pool: 'ipv4pool-ec2-0123456789abcdef0' }, 'InvalidPublicIpv4PoolID.NotFound'],
      [{ CustomerOwnedIpv4Pool: 'ipv4pool-coip-0123456789abcdef0' }, 'InvalidCustomerOwnedIpv4PoolID.NotFound'],
      [{ IpamPoolId: 'ipam-pool-0123456789abcdef0' }, 'InvalidIpamPoolId.NotFound'],
      [{ Address: tagged.PublicIp, PublicIpv4Pool: 'amazon' }, 'InvalidParameterCombination'],
      [{ TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a' }] }] }, 'InvalidParameterValue'],
      [{ DryRun: true }, 'DryRunOperation'],
    ];
    for (const [input, code, message] of refused) account.fails('ec2:AllocateAddress', input, code, message);
    for (let index = 1; index < 5; index++) account.run('ec2:AllocateAddress', {});
    account.fails('ec2:AllocateAddress', {}, 'AddressLimitExceeded', 'The maximum number of addresses has been reached.');
    account.run('ec2:AllocateAddress', {}, 'us-east-1');
    const addresses = account.run('ec2:DescribeAddresses', {}).Addresses!.map(({ PublicIp }) => PublicIp);
    assert.equal(new Set(addresses).size, 5);
    const old = openNics();
    for (let index = 0; index < 100; index++) old.run('ec2:AllocateAddress', {});
    old.fails('ec2:AllocateAddress', {}, 'AddressLimitExceeded');
  });

  it('are found by id, address, filter and tag', () => {
    const { run, fails, allocation, publicIp, instance, id, nicId } = lab();
    const other = run('ec2:AllocateAddress', {});
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId: allocation, InstanceId: id });
    run('ec2:CreateTags', { Resources: [other.AllocationId!], Tags: [{ Key: 'use', Value: 'spare' }] });
    const found = (input: object) => run('ec2:DescribeAddresses', input).Addresses!.map(({ PublicIp }) => PublicIp);
    assert.deepEqual(found({ PublicIps: [other.PublicIp] }), [other.PublicIp]);
    assert.deepEqual(found({ AllocationIds: [other.AllocationId, allocation] }), [publicIp, other.PublicIp]);
    const filters: readonly [string, string][] = [
      ['allocation-id', allocation],
      ['association-id', AssociationId!],
      ['instance-id', id],
      ['network-interface-id', nicId],
      ['network-interface-owner-id', '123456789012'],
      ['private-ip-address', instance.PrivateIpAddress!],
      ['public-ip', publicIp],
    ];
    for (const [Name, value] of filters) assert.deepEqual(found({ Filters: [{ Name, Values: [value] }] }), [publicIp], Name);
    assert.equal(found({ Filters: [{ Name: 'network-border-group', Values: ['ap-northeast-2'] }] }).length, 2);
    assert.deepEqual(found({ Filters: [{ Name: 'tag:use', Values: ['spare'] }] }), [other.PublicIp]);
    fails('ec2:DescribeAddresses', { PublicIps: ['192.0.2.1'] }, 'InvalidAddress.NotFound', "Address '192.0.2.1' not found.");
    fails('ec2:DescribeAddresses', { AllocationIds: ['eipalloc-0123456789abcdef0'] }, 'InvalidAllocationID.NotFound');
    fails('ec2:DescribeAddresses', { DryRun: true }, 'DryRunOperation');
    const byAddress = run('ec2:DescribeInstances', {
      Filters: [{ Name: 'network-interface.addresses.association.allocation-id', Values: [allocation] }],
    });
    assert.equal(byAddress.Reservations![0]!.Instances![0]!.InstanceId, id);
  });

  it('resolve to a name after a while, which holds them until it is taken out', () => {
    const { run, fails, pass, allocation, publicIp } = lab();
    const seen = (input: object = {}) => run('ec2:DescribeAddressesAttribute', { Attribute: 'domain-name', ...input }).Addresses;
    assert.deepEqual(seen(), [{ PublicIp: publicIp, AllocationId: allocation }]);
    const pending = { PublicIp: publicIp, AllocationId: allocation, PtrRecordUpdate: { Value: 'mail.example.com.', Status: 'PENDING' } };
    const { Address } = run('ec2:ModifyAddressAttribute', { AllocationId: allocation, DomainName: 'mail.example.com' });
    assert.deepEqual(Address, pending);
    assert.deepEqual(seen({ AllocationIds: [allocation] }), [pending]);
    fails('ec2:ResetAddressAttribute', { AllocationId: allocation, Attribute: 'domain-name' }, 'OperationNotPermitted');
    pass(61);
    assert.deepEqual(seen(), [{ PublicIp: publicIp, AllocationId: allocation, PtrRecord: 'mail.example.com.' }]);
    fails('ec2:ReleaseAddress', { AllocationId: allocation }, 'InvalidAddress.Locked');
    const reset = run('ec2:ResetAddressAttribute', { AllocationId: allocation, Attribute: 'domain-name' }).Address!;
    assert.deepEqual(reset.PtrRecordUpdate, { Value: '', Status: 'PENDING' });
    pass(61);
    assert.deepEqual(seen(), [{ PublicIp: publicIp, AllocationId: allocation }]);
    run('ec2:ReleaseAddress', { AllocationId: allocation });

    const ids = Array.from({ length: 6 }, () => run('ec2:AllocateAddress', {}).AllocationId!);
    const first = run('ec2:DescribeAddressesAttribute', { MaxResults: 5 });
    const rest = run('ec2:DescribeAddressesAttribute', { MaxResults: 5, NextToken: first.NextToken });
    assert.deepEqual(
      [...first.Addresses!, ...rest.Addresses!].map(({ AllocationId }) => AllocationId),
      ids,
    );
    const AllocationId = ids[0]!;
    fails('ec2:ModifyAddressAttribute', { AllocationId, DomainName: 'not a name' }, 'InvalidParameterValue');
    fails('ec2:ModifyAddressAttribute', { AllocationId }, 'MissingParameter', 'The request must contain the parameter DomainName');
    fails('ec2:ModifyAddressAttribute', { AllocationId, DomainName: 'a.example.com', DryRun: true }, 'DryRunOperation');
    fails('ec2:ModifyAddressAttribute', { AllocationId: allocation, DomainName: 'a.example.com' }, 'InvalidAllocationID.NotFound');
    fails('ec2:ResetAddressAttribute', { AllocationId, Attribute: 'colour' as 'domain-name' }, 'InvalidParameterValue');
    fails('ec2:ResetAddressAttribute', { AllocationId, Attribute: 'domain-name', DryRun: true }, 'DryRunOperation');
    fails('ec2:DescribeAddressesAttribute', { Attribute: 'colour' as 'domain-name' }, 'InvalidParameterValue');
    fails('ec2:DescribeAddressesAttribute', { AllocationIds: [allocation] }, 'InvalidAllocationID.NotFound');
    fails('ec2:DescribeAddressesAttribute', { DryRun: true }, 'DryRunOperation');
  });
});
