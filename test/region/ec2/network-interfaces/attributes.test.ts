import assert from 'node:assert/strict';
import { dualStack, openNics } from './support';

describe('Attributes of network interfaces', () => {
  it('are described, modified one at a time, and reset', () => {
    const account = openNics();
    const { run, fails, nic, makeNic, running, describe: seen, subnet, vpcId, meters } = account;
    const instance = running({ SubnetId: subnet() });
    const { NetworkInterfaceId: id, Attachment } = instance.NetworkInterfaces![0]!;
    const NetworkInterfaceId = id!;
    const attribute = (Attribute: string) =>
      run('ec2:DescribeNetworkInterfaceAttribute', { NetworkInterfaceId, Attribute: Attribute as 'description' });
    const modify = (input: object): void => void run('ec2:ModifyNetworkInterfaceAttribute', { NetworkInterfaceId, ...input });
    const refuses = (input: object, code: string, message?: string): void =>
      void fails('ec2:ModifyNetworkInterfaceAttribute', { NetworkInterfaceId, ...input }, code, message);

    modify({ Description: { Value: 'front' } });
    assert.deepEqual(attribute('description'), { NetworkInterfaceId, Description: { Value: 'front' } });
    modify({ SourceDestCheck: { Value: false } });
    assert.deepEqual(attribute('sourceDestCheck'), { NetworkInterfaceId, SourceDestCheck: { Value: false } });
    assert.equal(seen(instance.InstanceId!).SourceDestCheck, false);
    run('ec2:ResetNetworkInterfaceAttribute', { NetworkInterfaceId, SourceDestCheck: 'true' });
    assert.equal(nic(NetworkInterfaceId).SourceDestCheck, true);
    const GroupId = run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web', VpcId: vpcId }).GroupId!;
    modify({ Groups: [GroupId] });
    assert.deepEqual(attribute('groupSet').Groups, [{ GroupId, GroupName: 'web' }]);
    assert.deepEqual(seen(instance.InstanceId!).SecurityGroups, [{ GroupId, GroupName: 'web' }]);
    modify({ Attachment: { AttachmentId: Attachment!.AttachmentId, DeleteOnTermination: false } });
    assert.equal(attribute('attachment').Attachment!.DeleteOnTermination, false);
    assert.equal(attribute('associatePublicIpAddress').AssociatePublicIpAddress, true);
    modify({ AssociatePublicIpAddress: false });
    assert.deepEqual([seen(instance.InstanceId!).PublicIpAddress, meters(NetworkInterfaceId)], [undefined, []]);
    modify({ AssociatePublicIpAddress: true });
    assert.ok(seen(instance.InstanceId!).PublicIpAddress);
    assert.deepEqual(meters(NetworkInterfaceId), ['PublicIPv4:InUseAddress']);
    modify({ ConnectionTrackingSpecification: { UdpTimeout: 31 } });
    modify({ ConnectionTrackingSpecification: { UdpStreamTimeout: 61 } });
    assert.deepEqual(nic(NetworkInterfaceId).ConnectionTrackingConfiguration, { UdpTimeout: 31, UdpStreamTimeout: 61 });

    refuses({}, 'InvalidParameterCombination', 'No attributes specified.');
    refuses({ Description: { Value: 'a' }, SourceDestCheck: { Value: true } }, 'InvalidParameterCombination');
    refuses({ Description: {} }, 'MissingParameter');
    refuses({ Description: { Value: 'x'.repeat(256) } }, 'InvalidParameterValue');
    refuses({ SourceDestCheck: {} }, 'MissingParameter');
    refuses({ Groups: [] }, 'MissingParameter');
    const six = Array.from(
      { length: 6 },
      (_, index) => run('ec2:CreateSecurityGroup', { GroupName: `g${index}`, Description: 'g', VpcId: vpcId }).GroupId!,
    );
    refuses({ Groups: six }, 'SecurityGroupsPerInterfaceLimitExceeded');
    const elsewhere = run('ec2:CreateVpc', { CidrBlock: '10.9.0.0/16' }).Vpc!.VpcId!;
    const stranger = run('ec2:CreateSecurityGroup', { GroupName: 'far', Description: 'far', VpcId: elsewhere }).GroupId!;
    refuses({ Groups: [stranger] }, 'InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.');
    refuses({ Attachment: { DeleteOnTermination: true } }, 'MissingParameter');
    refuses({ Attachment: { AttachmentId: 'eni-attach-0123456789abcdef0', DeleteOnTermination: true } }, 'InvalidAttachmentID.NotFound');
    refuses({ Attachment: { AttachmentId: Attachment!.AttachmentId } }, 'MissingParameter');
    refuses({ Attachment: { EnaQueueCount: 1 } }, 'UnsupportedOperation');
    refuses({ EnablePrimaryIpv6: true }, 'InvalidParameterCombination');
    refuses({ EnaSrdSpecification: { EnaSrdEnabled: true } }, 'UnsupportedOperation');
    refuses({ NetworkInterfaceId: makeNic(), EnaSrdSpecification: { EnaSrdEnabled: false } }, 'InvalidParameterCombination');
    refuses({ AssociatedSubnetIds: [subnet()] }, 'UnsupportedOperation');
    refuses({ Description: { Value: 'a' }, DryRun: true }, 'DryRunOperation');
    fails('ec2:DescribeNetworkInterfaceAttribute', { NetworkInterfaceId }, 'MissingParameter');
    fails('ec2:DescribeNetworkInterfaceAttribute', { NetworkInterfaceId, Attribute: 'colour' as 'description' }, 'InvalidParameterValue');
    fails('ec2:DescribeNetworkInterfaceAttribute', { NetworkInterfaceId, Attribute: 'description', DryRun: true }, 'DryRunOperation');
    fails('ec2:ResetNetworkInterfaceAttribute', { NetworkInterfaceId }, 'MissingParameter');
    fails('ec2:ResetNetworkInterfaceAttribute', { NetworkInterfaceId, SourceDestCheck: 'true', DryRun: true }, 'DryRunOperation');

    const large = running({ SubnetId: subnet(), InstanceType: 'm6i.8xlarge' }).NetworkInterfaces![0]!.NetworkInterfaceId!;
    modify({ NetworkInterfaceId: large, EnaSrdSpecification: { EnaSrdEnabled: true } });
    assert.equal(nic(large).Attachment!.EnaSrdSpecification!.EnaSrdEnabled, true);
    const six6 = makeNic({ SubnetId: dualStack(account).subnetId, Ipv6AddressCount: 1 });
    modify({ NetworkInterfaceId: six6, EnablePrimaryIpv6: true });
    assert.equal(nic(six6).Ipv6Addresses![0]!.IsPrimaryIpv6, true);
    refuses({ NetworkInterfaceId: six6, EnablePrimaryIpv6: false }, 'OperationNotPermitted');
  });

  it('hold secondary private addresses, up to the type, which may move with their Elastic IP address', () => {
    const { run, fails, nic, makeNic, running, subnet } = openNics();
    const from = makeNic({ PrivateIpAddress: '172.31.0.40' });
    const to = running({ SubnetId: subnet() }).NetworkInterfaces![0]!.NetworkInterfaceId!;
    const assigned = run('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId: from, PrivateIpAddresses: ['172.31.0.50'] });
    assert.deepEqual(assigned, { NetworkInterfaceId: from, AssignedPrivateIpAddresses: [{ PrivateIpAddress: '172.31.0.50' }] });
    const { AllocationId } = run('ec2:AllocateAddress', {});
    run('ec2:AssociateAddress', { AllocationId, NetworkInterfaceId: from, PrivateIpAddress: '172.31.0.50' });
    const move = { NetworkInterfaceId: to, PrivateIpAddresses: ['172.31.0.50'] };
    fails('ec2:AssignPrivateIpAddresses', move, 'InvalidIPAddress.InUse', 'Address 172.31.0.50 is in use.');
    run('ec2:AssignPrivateIpAddresses', { ...move, AllowReassignment: true });
    assert.equal(nic(from).PrivateIpAddresses!.length, 1);
    assert.equal(nic(to).PrivateIpAddresses![1]!.Association!.AllocationId, AllocationId);
    assert.equal(run('ec2:DescribeAddresses', {}).Addresses![0]!.NetworkInterfaceId, to);
    run('ec2:AssignPrivateIpAddresses', move);
    assert.equal(nic(to).PrivateIpAddresses!.length, 2, 'an address that is there already is no error');

    const assign = (input: object, code: string): void =>
      void fails('ec2:AssignPrivateIpAddresses', { NetworkInterfaceId: to, ...input }, code);
    assign({ PrivateIpAddresses: ['172.31.0.40'], AllowReassignment: true }, 'PrivateIpAddressLimitExceeded');
    assign({ SecondaryPrivateIpAddressCount: 1 }, 'PrivateIpAddressLimitExceeded');
    assign({ NetworkInterfaceId: makeNic(), PrivateIpAddresses: ['172.31.0.40'], AllowReassignment: true }, 'InvalidIPAddress.InUse');
    assign({}, 'MissingParameter');
    assign({ NetworkInterfaceId: undefined }, 'MissingParameter');
    assign({ SecondaryPrivateIpAddressCount: 1, PrivateIpAddresses: ['172.31.0.60'] }, 'InvalidParameterCombination');
    assign({ SecondaryPrivateIpAddressCount: 1, Ipv4PrefixCount: 1 }, 'InvalidParameterCombination');
    assign({ NetworkInterfaceId: from, PrivateIpAddresses: ['172.31.0.2'] }, 'InvalidParameterValue');
    const { AssignedPrivateIpAddresses } = run('ec2:AssignPrivateIpAddresses', {
      NetworkInterfaceId: from,
      SecondaryPrivateIpAddressCount: 3,
    });
    assert.equal(new Set(AssignedPrivateIpAddresses!.map(({ PrivateIpAddress }) => PrivateIpAddress)).size, 3);

    const unassign = (PrivateIpAddresses: string[], code: string, message?: string): void =>
      void fails('ec2:UnassignPrivateIpAddresses', { NetworkInterfaceId: from, PrivateIpAddresses }, code, message);
    unassign(['172.31.0.40'], 'InvalidParameterValue');
    unassign(['172.31.0.99'], 'InvalidParameterValue', `Some of [172.31.0.99] are not assigned to interface ${from}`);
    unassign([], 'MissingParameter');
    run('ec2:UnassignPrivateIpAddresses', {
      NetworkInterfaceId: from,
      PrivateIpAddresses: [AssignedPrivateIpAddresses![1]!.PrivateIpAddress!],
    });
    assert.equal(nic(from).PrivateIpAddresses!.length, 3);
  });

  it('are what DescribeNetworkInterfaces filters and pages by', () => {
    const { run, fails, makeNic, running, nic, subnet, vpcId } = openNics();
    const instance = running({ SubnetId: subnet() });
    const id = instance.NetworkInterfaces![0]!.NetworkInterfaceId!;
    const spare = makeNic({ Description: 'spare', SecondaryPrivateIpAddressCount: 1, SubnetId: subnet('b') });
    const { AllocationId, PublicIp } = run('ec2:AllocateAddress', {});
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId, NetworkInterfaceId: id });
    run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'Name', Value: 'web' }] });
    const found = (input: object) =>
      run('ec2:DescribeNetworkInterfaces', input).NetworkInterfaces!.map(({ NetworkInterfaceId }) => NetworkInterfaceId!);
    const shown = nic(id);
    const one: readonly [string, string][] = [
      ['addresses.association.allocation-id', AllocationId!],
      ['addresses.association.association-id', AssociationId!],
      ['addresses.association.owner-id', '123456789012'],
      ['addresses.association.public-ip', PublicIp!],
      ['addresses.private-ip-address', instance.PrivateIpAddress!],
      ['association.allocation-id', AllocationId!],
      ['association.association-id', AssociationId!],
      ['association.ip-owner-id', '123456789012'],
      ['association.public-dns-name', shown.Association!.PublicDnsName!],
      ['association.public-ip', PublicIp!],
      ['attachment.attach-time', shown.Attachment!.AttachTime!.toISOString()],
      ['attachment.attachment-id', shown.Attachment!.AttachmentId!],
      ['attachment.delete-on-termination', 'true'],
      ['attachment.device-index', '0'],
      ['attachment.instance-id', instance.InstanceId!],
      ['attachment.instance-owner-id', '123456789012'],
      ['attachment.status', 'attached'],
      ['availability-zone', 'ap-northeast-2a'],
      ['availability-zone-id', 'apne2-az1'],
      ['mac-address', shown.MacAddress!],
      ['network-interface-id', id],
      ['private-dns-name', shown.PrivateDnsName!],
      ['private-ip-address', instance.PrivateIpAddress!],
      ['status', 'in-use'],
      ['subnet-id', subnet()],
      ['tag:Name', 'web'],
      ['tag-key', 'Name'],
    ];
    for (const [Name, value] of one) assert.deepEqual(found({ Filters: [{ Name, Values: [value] }] }), [id], Name);
    const both: readonly [string, string][] = [
      ['addresses.primary', 'true'],
      ['group-id', shown.Groups![0]!.GroupId!],
      ['group-name', 'default'],
      ['interface-type', 'interface'],
      ['operator.managed', 'false'],
      ['owner-id', '123456789012'],
      ['requester-managed', 'false'],
      ['source-dest-check', 'true'],
      ['vpc-id', vpcId],
    ];
    for (const [Name, value] of both) assert.deepEqual(found({ Filters: [{ Name, Values: [value] }] }), [id, spare], Name);
    for (const Name of ['ipv6-addresses.ipv6-address', 'operator.principal', 'requester-id']) {
      assert.deepEqual(found({ Filters: [{ Name, Values: ['*'] }] }), [], Name);
    }
    assert.deepEqual(found({ Filters: [{ Name: 'description', Values: ['spare'] }] }), [spare]);
    assert.deepEqual(found({ NetworkInterfaceIds: [spare], IncludeManagedResources: true }), [spare]);
    const all = [id, spare, ...Array.from({ length: 5 }, () => makeNic())];
    const first = run('ec2:DescribeNetworkInterfaces', { MaxResults: 5 });
    assert.deepEqual([first.NetworkInterfaces!.length, found({ MaxResults: 5, NextToken: first.NextToken })], [5, all.slice(5)]);
    fails('ec2:DescribeNetworkInterfaces', { MaxResults: 5, NetworkInterfaceIds: [id] }, 'InvalidParameterCombination');
    fails('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: ['eni-0123456789abcdef0'] }, 'InvalidNetworkInterfaceID.NotFound');
    fails('ec2:DescribeNetworkInterfaces', { DryRun: true }, 'DryRunOperation');
  });
});
