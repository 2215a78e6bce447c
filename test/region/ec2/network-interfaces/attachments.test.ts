import assert from 'node:assert/strict';
import { dualStack, openNics } from './support';

describe('AttachNetworkInterface and DetachNetworkInterface', () => {
  it('attach and detach in a few seconds, running or stopped, and addresses follow the interface', () => {
    const { run, subnet, running, nic, makeNic, pass, describe: seen, settle, meters } = openNics();
    const InstanceId = running({ SubnetId: subnet() }).InstanceId!;
    const NetworkInterfaceId = makeNic();
    const { AllocationId, PublicIp } = run('ec2:AllocateAddress', {});
    run('ec2:AssociateAddress', { AllocationId, NetworkInterfaceId });
    assert.equal(run('ec2:DescribeAddresses', {}).Addresses![0]!.InstanceId, undefined);
    const attached = run('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId, DeviceIndex: 1, NetworkCardIndex: 0 });
    assert.match(attached.AttachmentId!, /^eni-attach-[0-9a-f]{17}$/);
    assert.equal(attached.NetworkCardIndex, 0);
    const shown = nic(NetworkInterfaceId);
    assert.deepEqual(
      [shown.Status, shown.Attachment],
      [
        'in-use',
        {
          AttachTime: shown.Attachment!.AttachTime,
          AttachmentId: attached.AttachmentId,
          DeleteOnTermination: false,
          DeviceIndex: 1,
          NetworkCardIndex: 0,
          InstanceId,
          InstanceOwnerId: '123456789012',
          Status: 'attaching',
        },
      ],
    );
    pass(3);
    assert.equal(nic(NetworkInterfaceId).Attachment!.Status, 'attached');
    assert.deepEqual(
      [seen(InstanceId).NetworkInterfaces!.length, seen(InstanceId).NetworkInterfaces![1]!.Association!.PublicIp],
      [2, PublicIp],
    );
    assert.equal(run('ec2:DescribeAddresses', {}).Addresses![0]!.InstanceId, InstanceId);
    assert.deepEqual(meters(AllocationId!), ['PublicIPv4:InUseAddress']);

    run('ec2:StopInstances', { InstanceIds: [InstanceId] });
    settle();
    run('ec2:StartInstances', { InstanceIds: [InstanceId] });
    settle();
    assert.equal(seen(InstanceId).PublicIpAddress, undefined, 'two interfaces: no new automatic address');

    run('ec2:DetachNetworkInterface', { AttachmentId: attached.AttachmentId });
    assert.equal(nic(NetworkInterfaceId).Attachment!.Status, 'detaching');
    pass(2);
    assert.equal(nic(NetworkInterfaceId).Attachment!.Status, 'detaching');
    run('ec2:DetachNetworkInterface', { AttachmentId: attached.AttachmentId, Force: true });
    pass(1);
    assert.deepEqual([nic(NetworkInterfaceId).Attachment, nic(NetworkInterfaceId).Status], [undefined, 'available']);
    assert.equal(nic(NetworkInterfaceId).Association!.PublicIp, PublicIp);
    assert.equal(seen(InstanceId).NetworkInterfaces!.length, 1);

    run('ec2:StopInstances', { InstanceIds: [InstanceId] });
    settle();
    run('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId, DeviceIndex: 1 });
    settle();
    assert.equal(nic(NetworkInterfaceId).Attachment!.Status, 'attached');
    run('ec2:TerminateInstances', { InstanceIds: [InstanceId] });
    settle();
    assert.deepEqual([nic(NetworkInterfaceId).Status, nic(NetworkInterfaceId).Association!.PublicIp], ['available', PublicIp]);
  });

  it('refuse what EC2 refuses', () => {
    const { run, fails, subnet, running, makeNic, launch, nic, settle } = openNics();
    const instance = running({ SubnetId: subnet() });
    const InstanceId = instance.InstanceId!;
    const NetworkInterfaceId = makeNic();
    const attach = (input: object, code: string, message?: string): void =>
      void fails('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId, DeviceIndex: 1, ...input }, code, message);
    attach({ NetworkInterfaceId: undefined }, 'MissingParameter');
    attach({ InstanceId: undefined }, 'MissingParameter');
    attach({ DeviceIndex: undefined }, 'MissingParameter');
    attach({ NetworkInterfaceId: 'eni-1' }, 'InvalidNetworkInterfaceId.Malformed', 'Invalid id: "eni-1"');
    attach(
      { NetworkInterfaceId: 'eni-0123456789abcdef0' },
      'InvalidNetworkInterfaceID.NotFound',
      "The networkInterface ID 'eni-0123456789abcdef0' does not exist",
    );
    attach({ InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceID.NotFound');
    attach({ DeviceIndex: 0 }, 'InvalidParameterValue', `Instance '${InstanceId}' already has an interface attached at device index '0'.`);
    attach({ DeviceIndex: 2 }, 'InvalidParameterValue');
    attach({ NetworkCardIndex: 1 }, 'InvalidParameterValue');
    attach({ InstanceId: launch({ SubnetId: subnet() })[0]!.InstanceId }, 'IncorrectInstanceState');
    attach(
      { NetworkInterfaceId: makeNic({ SubnetId: subnet('b') }) },
      'InvalidParameterCombination',
      'You may not attach a network interface to an instance if they are not in the same availability zone',
    );
    attach({ NetworkInterfaceId: makeNic({ SecondaryPrivateIpAddressCount: 2 }) }, 'PrivateIpAddressLimitExceeded');
    attach({ NetworkInterfaceId: makeNic({ InterfaceType: 'efa' }) }, 'Unsupported', 'EFA interfaces are not supported on t3.micro.');
    attach({ EnaSrdSpecification: { EnaSrdEnabled: true } }, 'UnsupportedOperation');
    attach({ EnaSrdSpecification: { EnaSrdUdpSpecification: { EnaSrdUdpEnabled: true } } }, 'InvalidParameterCombination');
    attach({ EnaQueueCount: 2 }, 'UnsupportedOperation');
    attach({ DryRun: true }, 'DryRunOperation');
    const { AttachmentId } = run('ec2:AttachNetworkInterface', { NetworkInterfaceId, InstanceId, DeviceIndex: 1 });
    attach({}, 'InvalidNetworkInterface.InUse', `Interface: [${NetworkInterfaceId}] in use.`);
    const inUse = `Network interface '${NetworkInterfaceId}' is currently in use.`;
    fails('ec2:DeleteNetworkInterface', { NetworkInterfaceId }, 'InvalidParameterValue', inUse);
    fails('ec2:DeleteNetworkInterface', { NetworkInterfaceId: undefined }, 'MissingParameter');
    fails('ec2:DeleteNetworkInterface', { NetworkInterfaceId: makeNic(), DryRun: true }, 'DryRunOperation');
    fails('ec2:DetachNetworkInterface', { AttachmentId: undefined }, 'MissingParameter');
    fails('ec2:DetachNetworkInterface', { AttachmentId: 'eni-attach-0123456789abcdef0' }, 'InvalidAttachmentID.NotFound');
    fails('ec2:DetachNetworkInterface', { AttachmentId, DryRun: true }, 'DryRunOperation');
    fails(
      'ec2:DetachNetworkInterface',
      { AttachmentId: 'ela-attach-0123456789abcdef0' },
      'OperationNotPermitted',
      "You are not allowed to manage 'ela-attach' attachments.",
    );
    fails(
      'ec2:DetachNetworkInterface',
      { AttachmentId: instance.NetworkInterfaces![0]!.Attachment!.AttachmentId },
      'OperationNotPermitted',
      'The network interface at device index 0 and networkCard index 0 cannot be detached.',
    );
    const large = running({ SubnetId: subnet(), InstanceType: 'm6i.8xlarge' }).InstanceId!;
    const express = { EnaSrdEnabled: true, EnaSrdUdpSpecification: { EnaSrdUdpEnabled: true } };
    const fast = makeNic();
    run('ec2:AttachNetworkInterface', { NetworkInterfaceId: fast, InstanceId: large, DeviceIndex: 1, EnaSrdSpecification: express });
    assert.deepEqual(nic(fast).Attachment!.EnaSrdSpecification, express);
    for (let DeviceIndex = 2; DeviceIndex < 8; DeviceIndex++) {
      run('ec2:AttachNetworkInterface', { NetworkInterfaceId: makeNic(), InstanceId: large, DeviceIndex });
    }
    attach({ NetworkInterfaceId: makeNic(), InstanceId: large, DeviceIndex: 8 }, 'InvalidParameterValue');
    settle();
  });
});

describe('RunInstances: interfaces that are there, and IPv6', () => {
  it('attaches an existing interface, which then outlives the instance', () => {
    const { run, fails, makeNic, launch, running, nic, settle, subnet } = openNics();
    const id = makeNic({ Description: 'kept', PrivateIpAddress: '172.31.0.77' });
    const of = (NetworkInterfaceId: string, more: object = {}) => ({
      NetworkInterfaces: [{ NetworkInterfaceId, DeviceIndex: 0, ...more }],
    });
    const instance = running(of(id));
    assert.deepEqual(
      [instance.PrivateIpAddress, instance.SubnetId, instance.NetworkInterfaces![0]!.NetworkInterfaceId, instance.PublicIpAddress],
      ['172.31.0.77', subnet(), id, undefined],
    );
    const minimal = { ImageId: instance.ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const refused = (input: object, code: string): void => void fails('ec2:RunInstances', { ...minimal, ...input }, code);
    refused(of(id), 'InvalidNetworkInterface.InUse');
    const spare = makeNic();
    refused({ ...of(spare), MaxCount: 2 }, 'InvalidParameterCombination');
    refused(of('eni-0123456789abcdef0'), 'InvalidNetworkInterfaceID.NotFound');
    refused(of(spare, { DeleteOnTermination: true }), 'InvalidParameterCombination');
    for (const part of [
      { SubnetId: subnet() },
      { Groups: [] },
      { Description: 'x' },
      { AssociatePublicIpAddress: true },
      { Ipv6AddressCount: 1 },
    ]) {
      refused(of(spare, part), 'InvalidParameterCombination');
    }
    refused({ NetworkInterfaces: [0, 1].map((DeviceIndex) => ({ NetworkInterfaceId: spare, DeviceIndex })) }, 'InvalidParameterValue');
    const elsewhere = makeNic({ SubnetId: subnet('b') });
    const mixed = [spare, elsewhere].map((NetworkInterfaceId, DeviceIndex) => ({ NetworkInterfaceId, DeviceIndex }));
    refused({ NetworkInterfaces: mixed }, 'InvalidParameterCombination');
    assert.equal(launch(of(spare))[0]!.NetworkInterfaces![0]!.NetworkInterfaceId, spare);
    run('ec2:TerminateInstances', { InstanceIds: [instance.InstanceId!] });
    settle();
    assert.deepEqual([nic(id).Status, nic(id).Description], ['available', 'kept']);
  });

  it('gives IPv6 addresses, ENA Express and tracking to new interfaces', () => {
    const account = openNics();
    const { subnetId: SubnetId, giving, network } = dualStack(account);
    const addresses = (input: object): unknown => account.running(input).NetworkInterfaces![0]!.Ipv6Addresses;
    assert.deepEqual(addresses({ SubnetId }), []);
    assert.equal((addresses({ SubnetId: giving }) as unknown[]).length, 1);
    const fixed = account.running({ SubnetId, Ipv6Addresses: [{ Ipv6Address: `${network}::7` }], EnablePrimaryIpv6: true });
    assert.deepEqual(fixed.NetworkInterfaces![0]!.Ipv6Addresses, [{ Ipv6Address: `${network}::7`, IsPrimaryIpv6: true }]);
    assert.equal(fixed.Ipv6Address, `${network}::7`);
    const found = account.run('ec2:DescribeInstances', { Filters: [{ Name: 'ipv6-address', Values: [`${network}::7`] }] });
    assert.equal(found.Reservations![0]!.Instances![0]!.InstanceId, fixed.InstanceId);
    assert.equal((addresses({ SubnetId, Ipv6AddressCount: 2 }) as unknown[]).length, 2);
    const many = { ImageId: fixed.ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, SubnetId } as const;
    account.fails('ec2:RunInstances', { ...many, Ipv6AddressCount: 3 }, 'InvalidParameterValue');
    account.fails(
      'ec2:RunInstances',
      { ...many, MaxCount: 2, Ipv6Addresses: [{ Ipv6Address: `${network}::8` }] },
      'InvalidParameterCombination',
    );
    const listed = account.running({
      InstanceType: 'm6i.8xlarge',
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId,
          Ipv6AddressCount: 1,
          PrimaryIpv6: true,
          Ipv4PrefixCount: 1,
          EnaSrdSpecification: { EnaSrdEnabled: true },
          ConnectionTrackingSpecification: { UdpTimeout: 40 },
        },
      ],
    });
    const nic = account.nic(listed.NetworkInterfaces![0]!.NetworkInterfaceId!);
    assert.deepEqual(
      [
        nic.Ipv6Addresses![0]!.IsPrimaryIpv6,
        nic.Ipv4Prefixes!.length,
        nic.Attachment!.EnaSrdSpecification!.EnaSrdEnabled,
        nic.ConnectionTrackingConfiguration,
      ],
      [true, 1, true, { UdpTimeout: 40 }],
    );
  });
});
