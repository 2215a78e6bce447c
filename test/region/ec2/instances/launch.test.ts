import assert from 'node:assert/strict';
import { volumeTable } from '../../../../src/region/ec2/volumes/volumes';
import { instanceTable } from '../../../../src/region/ec2/instances/instances';
import { creation } from '../../support/account';
import { image, minimal, openMachines } from './support';

/** A public key made for this test. */
const ed25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJsB807g2k6/byxLdP+lClHDn5tacrsvuOZOEYulzaBa';
const base64 = (bytes: number): string => Buffer.alloc(bytes, 'x').toString('base64');

describe('RunInstances: what it makes', () => {
  it('answers a reservation of pending instances with launch indexes', () => {
    const account = openMachines();
    const reservation = account.run('ec2:RunInstances', { ...minimal, MinCount: 1, MaxCount: 3 });
    assert.match(reservation.ReservationId!, /^r-[0-9a-f]{17}$/);
    assert.equal(reservation.OwnerId, '123456789012');
    assert.deepEqual(
      reservation.Instances!.map(({ AmiLaunchIndex, State, StateReason }) => [AmiLaunchIndex, State, StateReason]),
      [0, 1, 2].map((index) => [index, { Code: 0, Name: 'pending' }, { Code: 'pending', Message: 'pending' }]),
    );
    for (const { InstanceId, LaunchTime } of reservation.Instances!) {
      assert.match(InstanceId!, /^i-[0-9a-f]{17}$/);
      assert.equal(LaunchTime!.getTime(), creation);
    }
  });

  it('reaches running between 5 and 16 virtual seconds later, with names and a public address', () => {
    const account = openMachines();
    const id = account.launch()[0]!.InstanceId!;
    const pending = account.describe(id);
    assert.equal(pending.PrivateDnsName, `ip-${pending.PrivateIpAddress!.replaceAll('.', '-')}.ap-northeast-2.compute.internal`);
    assert.equal(pending.PublicDnsName, '');
    assert.equal(pending.NetworkInterfaces![0]!.Attachment!.Status, 'attaching');
    assert.equal(account.describe(id).PublicIpAddress, undefined);
    account.pass(4.999);
    assert.equal(account.describe(id).State!.Name, 'pending');
    account.pass(11.001);
    const running = account.describe(id);
    assert.deepEqual(running.State, { Code: 16, Name: 'running' });
    assert.match(running.PrivateIpAddress!, /^172\.31\./);
    assert.equal(running.PrivateDnsName, `ip-${running.PrivateIpAddress!.replaceAll('.', '-')}.ap-northeast-2.compute.internal`);
    assert.equal(running.PublicDnsName, `ec2-${running.PublicIpAddress!.replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`);
    assert.equal(running.BlockDeviceMappings![0]!.Ebs!.Status, 'attached');
    assert.equal(running.NetworkInterfaces![0]!.Attachment!.Status, 'attached');
  });

  it('takes facts from the image', () => {
    const windows = openMachines().running({ ImageId: image('win-2022'), InstanceType: 't3.medium' });
    assert.equal(windows.Platform, 'windows');
    assert.equal(windows.UsageOperation, 'RunInstances:0002');
    assert.equal(windows.RootDeviceName, '/dev/sda1');
    const arm = openMachines().running({ ImageId: image('al2023-arm'), InstanceType: 't4g.small' });
    assert.equal(arm.Architecture, 'arm64');
    assert.equal(arm.RootDeviceName, '/dev/xvda');
  });

  it('honours MinCount and MaxCount within the quota of a new account', () => {
    const account = openMachines({ settings: { quotaProfile: 'new' } });
    assert.equal(account.launch({ MinCount: 1, MaxCount: 1_000_000_000 }).length, 2, '5 vCPUs hold two t3.micro');
    account.fails(
      'ec2:RunInstances',
      { ...minimal },
      'VcpuLimitExceeded',
      'You have requested more vCPU capacity than your current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
    );
  });

  it('honours InstanceType, KeyName, Monitoring and Placement', () => {
    const account = openMachines();
    account.run('ec2:ImportKeyPair', { KeyName: 'awspwd', PublicKeyMaterial: Buffer.from(ed25519) });
    const { InstanceId } = account.launch({
      InstanceType: 'm5.large',
      KeyName: 'awspwd',
      Monitoring: { Enabled: true },
      Placement: { AvailabilityZone: 'ap-northeast-2c', Tenancy: 'dedicated' },
    })[0]!;
    const instance = account.describe(InstanceId!);
    assert.equal(instance.InstanceType, 'm5.large');
    assert.equal(instance.KeyName, 'awspwd');
    assert.equal(instance.Monitoring!.State, 'pending');
    assert.equal(instance.Placement!.AvailabilityZone, 'ap-northeast-2c');
    assert.equal(instance.Placement!.AvailabilityZoneId, 'apne2-az3');
    assert.equal(instance.Placement!.Tenancy, 'dedicated');
    assert.equal(account.launch({ Placement: { AvailabilityZoneId: 'apne2-az1' } })[0]!.Placement!.AvailabilityZone, 'ap-northeast-2a');
  });

  it('honours SubnetId, SecurityGroupIds, SecurityGroups and PrivateIpAddress', () => {
    const account = openMachines();
    const subnet = account.run('ec2:DescribeSubnets', { Filters: [{ Name: 'availability-zone', Values: ['ap-northeast-2b'] }] })
      .Subnets![0]!;
    const { GroupId } = account.run('ec2:CreateSecurityGroup', { GroupName: 'web server', Description: 'SSH and HTTP' });
    const instance = account.launch({ SubnetId: subnet.SubnetId, SecurityGroupIds: [GroupId!], PrivateIpAddress: '172.31.16.10' })[0]!;
    assert.equal(instance.SubnetId, subnet.SubnetId);
    assert.equal(instance.PrivateIpAddress, '172.31.16.10');
    assert.deepEqual(instance.SecurityGroups, [{ GroupId, GroupName: 'web server' }]);
    assert.deepEqual(account.launch({ SecurityGroups: ['web server'] })[0]!.SecurityGroups, [{ GroupId, GroupName: 'web server' }]);
    assert.equal(account.launch()[0]!.SecurityGroups![0]!.GroupName, 'default');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, SubnetId: subnet.SubnetId, PrivateIpAddress: '172.31.16.10' },
      'InvalidIPAddress.InUse',
    );
    account.fails('ec2:RunInstances', { ...minimal, SubnetId: subnet.SubnetId, PrivateIpAddress: '172.31.16.3' }, 'InvalidParameterValue');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, MaxCount: 2, SubnetId: subnet.SubnetId, PrivateIpAddress: '172.31.16.11' },
      'InvalidParameterCombination',
    );
  });

  it('honours BlockDeviceMappings: size, type, performance, more volumes, deletion', () => {
    const account = openMachines();
    const { InstanceId } = account.launch({
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 35, VolumeType: 'gp2' } },
        { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 100, VolumeType: 'gp3', Iops: 4000, Throughput: 250, Encrypted: true } },
      ],
    })[0]!;
    const volumes = account.context().by(volumeTable, 'instance', InstanceId!);
    assert.deepEqual(
      volumes.map(({ size, volumeType, iops, throughput, encrypted }) => [size, volumeType, iops, throughput, encrypted]),
      [
        [35, 'gp2', 105, undefined, false],
        [100, 'gp3', 4000, 250, true],
      ],
    );
    assert.deepEqual(
      account.describe(InstanceId!).BlockDeviceMappings!.map(({ DeviceName, Ebs }) => [DeviceName, Ebs!.DeleteOnTermination]),
      [
        ['/dev/xvda', true],
        ['/dev/sdb', false],
      ],
    );
  });

  it('honours NetworkInterfaces', () => {
    const account = openMachines();
    const subnet = account.run('ec2:DescribeSubnets', {}).Subnets![0]!;
    const { InstanceId } = account.launch({
      InstanceType: 'm5.large',
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: subnet.SubnetId, Description: 'front', SecondaryPrivateIpAddressCount: 2 },
        { DeviceIndex: 1, SubnetId: subnet.SubnetId, Description: 'back', DeleteOnTermination: false },
      ],
    })[0]!;
    account.settle();
    const { NetworkInterfaces, PublicIpAddress } = account.describe(InstanceId!);
    assert.deepEqual(
      NetworkInterfaces!.map((nic) => [
        nic.Description,
        nic.PrivateIpAddresses!.length,
        nic.Attachment!.DeviceIndex,
        nic.Attachment!.DeleteOnTermination,
      ]),
      [
        ['front', 3, 0, true],
        ['back', 1, 1, false],
      ],
    );
    assert.equal(PublicIpAddress, undefined, 'two interfaces: no automatic public address');
    const alone = account.running({ NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: false }] });
    assert.equal(alone.PublicIpAddress, undefined);
  });

  it('honours TagSpecifications for instances, volumes and interfaces', () => {
    const account = openMachines();
    const tag = (ResourceType: 'instance' | 'volume' | 'network-interface') => ({
      ResourceType,
      Tags: [{ Key: 'Name', Value: `my ${ResourceType}` }],
    });
    const instance = account.launch({ TagSpecifications: [tag('instance'), tag('volume'), tag('network-interface')] })[0]!;
    assert.deepEqual(instance.Tags, [{ Key: 'Name', Value: 'my instance' }]);
    const tags = account.run('ec2:DescribeTags', {}).Tags!.map(({ ResourceType, Value }) => [ResourceType, Value]);
    assert.deepEqual(tags.sort(), [
      ['instance', 'my instance'],
      ['network-interface', 'my network-interface'],
      ['volume', 'my volume'],
    ]);
  });

  it('honours CreditSpecification, with the family default when absent', () => {
    const account = openMachines();
    const credits = (id: string): string | undefined => account.context().get(instanceTable, id)!.options.cpuCredits;
    assert.equal(credits(account.launch()[0]!.InstanceId!), 'unlimited');
    assert.equal(credits(account.launch({ InstanceType: 't2.micro' })[0]!.InstanceId!), 'standard');
    assert.equal(credits(account.launch({ CreditSpecification: { CpuCredits: 'standard' } })[0]!.InstanceId!), 'standard');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, InstanceType: 'm5.large', CreditSpecification: { CpuCredits: 'unlimited' } },
      'InstanceCreditSpecification.NotSupported',
    );
  });

  it('honours CpuOptions', () => {
    const account = openMachines();
    const cpu = account.launch({ InstanceType: 'm5.2xlarge', CpuOptions: { CoreCount: 2, ThreadsPerCore: 1 } })[0]!.CpuOptions;
    assert.deepEqual(cpu, { CoreCount: 2, ThreadsPerCore: 1 });
    assert.deepEqual(account.launch({ InstanceType: 'm5.large' })[0]!.CpuOptions, { CoreCount: 1, ThreadsPerCore: 2 });
    account.fails(
      'ec2:RunInstances',
      { ...minimal, InstanceType: 'm5.large', CpuOptions: { CoreCount: 3, ThreadsPerCore: 1 } },
      'InvalidParameterValue',
    );
  });

  it('honours MetadataOptions, with the image deciding the defaults', () => {
    const account = openMachines();
    const al2023 = account.launch()[0]!.MetadataOptions!;
    assert.equal(al2023.HttpTokens, 'required');
    assert.equal(al2023.HttpPutResponseHopLimit, 2);
    const ubuntu = account.launch({ ImageId: image('ubuntu-22.04-x86') })[0]!.MetadataOptions!;
    assert.equal(ubuntu.HttpTokens, 'optional');
    assert.equal(ubuntu.HttpPutResponseHopLimit, 1);
    const asked = account.launch({
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 64, HttpEndpoint: 'disabled', InstanceMetadataTags: 'enabled' },
    })[0]!.MetadataOptions!;
    assert.deepEqual(
      [asked.HttpTokens, asked.HttpPutResponseHopLimit, asked.HttpEndpoint, asked.InstanceMetadataTags],
      ['optional', 64, 'disabled', 'enabled'],
    );
    account.fails('ec2:RunInstances', { ...minimal, MetadataOptions: { HttpPutResponseHopLimit: 65 } }, 'InvalidParameterValue');
  });

  it('honours the protections, shutdown behavior and remaining options', () => {
    const account = openMachines();
    const id = account.launch({
      InstanceType: 'm8g.large',
      ImageId: image('al2023-arm'),
      DisableApiTermination: true,
      DisableApiStop: true,
      InstanceInitiatedShutdownBehavior: 'terminate',
      EnclaveOptions: { Enabled: true },
      EbsOptimized: true,
      MaintenanceOptions: { AutoRecovery: 'disabled' },
      PrivateDnsNameOptions: { HostnameType: 'resource-name', EnableResourceNameDnsARecord: true },
      NetworkPerformanceOptions: { BandwidthWeighting: 'vpc-1' },
      CapacityReservationSpecification: { CapacityReservationPreference: 'none' },
      UserData: base64(16_384),
    })[0]!.InstanceId!;
    account.settle();
    const instance = account.describe(id);
    assert.equal(instance.EnclaveOptions!.Enabled, true);
    assert.equal(instance.EbsOptimized, true);
    assert.equal(instance.MaintenanceOptions!.AutoRecovery, 'disabled');
    assert.equal(instance.PrivateDnsName, `${id}.ap-northeast-2.compute.internal`);
    assert.equal(instance.NetworkPerformanceOptions!.BandwidthWeighting, 'vpc-1');
    assert.equal(instance.CapacityReservationSpecification!.CapacityReservationPreference, 'none');
    assert.equal(account.context().get(instanceTable, id)!.options.shutdownBehavior, 'terminate');
    account.fails('ec2:StopInstances', { InstanceIds: [id] }, 'OperationNotPermitted');
    account.fails('ec2:TerminateInstances', { InstanceIds: [id] }, 'OperationNotPermitted');
  });

  it('launches as many instances as the subnet has IPv4 prefixes for', () => {
    const account = openMachines();
    const { Vpc } = account.run('ec2:CreateVpc', { CidrBlock: '10.1.0.0/24' });
    const subnet = (CidrBlock: string) => account.run('ec2:CreateSubnet', { VpcId: Vpc!.VpcId, CidrBlock }).Subnet!.SubnetId!;
    const withPrefix = (SubnetId: string) => [{ DeviceIndex: 0, SubnetId, Ipv4PrefixCount: 1 }];
    const prefixes = (instances: ReturnType<typeof account.launch>) =>
      instances.flatMap(({ NetworkInterfaces }) => NetworkInterfaces![0]!.Ipv4Prefixes!.map(({ Ipv4Prefix }) => Ipv4Prefix)).sort();
    // The /28s at both ends of a subnet hold reserved addresses.
    const few = account.launch({ MinCount: 1, MaxCount: 4, NetworkInterfaces: withPrefix(subnet('10.1.0.0/26')) });
    assert.deepEqual(prefixes(few), ['10.1.0.16/28', '10.1.0.32/28']);
    const many = account.launch({ MinCount: 1, MaxCount: 20, NetworkInterfaces: withPrefix(subnet('10.1.0.128/25')) });
    assert.deepEqual(
      prefixes(many),
      [144, 160, 176, 192, 208, 224].map((last) => `10.1.0.${last}/28`),
    );
    const NetworkInterfaces = withPrefix(subnet('10.1.0.64/26'));
    account.fails('ec2:RunInstances', { ...minimal, MinCount: 3, MaxCount: 4, NetworkInterfaces }, 'InsufficientCidrBlocks');
  });

  it('hibernates at the pace of the root volume, not of an older one', () => {
    const account = openMachines();
    const { VolumeId } = account.run('ec2:CreateVolume', {
      AvailabilityZone: 'ap-northeast-2a',
      Size: 100,
      VolumeType: 'gp3',
      Throughput: 1000,
      Iops: 4000,
    });
    account.pass(60);
    const { InstanceId } = account.running({
      HibernationOptions: { Configured: true },
      InstanceType: 'm5.large',
      Placement: { AvailabilityZone: 'ap-northeast-2a' },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }],
    });
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.pass(120);
    account.run('ec2:StopInstances', { InstanceIds: [InstanceId!], Hibernate: true });
    // 20 s and 8,192 MiB at 125 MiB/s
    account.pass(85.5);
    assert.equal(account.describe(InstanceId!).State!.Name, 'stopping');
    account.pass(0.1);
    assert.equal(account.describe(InstanceId!).State!.Name, 'stopped');
  });

  it('honours HibernationOptions and a hibernating stop', () => {
    const account = openMachines();
    const encrypted = [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }];
    const { InstanceId, HibernationOptions } = account.running({
      HibernationOptions: { Configured: true },
      InstanceType: 'm5.large',
      BlockDeviceMappings: encrypted,
    });
    assert.equal(HibernationOptions!.Configured, true);
    // About two minutes after the launch (EC2 User Guide, troubleshoot hibernation).
    account.fails(
      'ec2:StopInstances',
      { InstanceIds: [InstanceId!], Hibernate: true },
      'UnsupportedOperation',
      'Instance is not ready to hibernate yet, retry in a few minutes',
    );
    account.pass(120);
    account.run('ec2:StopInstances', { InstanceIds: [InstanceId!], Hibernate: true });
    assert.equal(account.describe(InstanceId!).StateReason!.Code, 'Client.UserInitiatedHibernate');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, InstanceType: 'm5.large', HibernationOptions: { Configured: true } },
      'UnsupportedHibernationConfiguration',
      'For hibernation, the root device volume must be encrypted.',
    );
    const plain = account.running();
    account.fails('ec2:StopInstances', { InstanceIds: [plain.InstanceId!], Hibernate: true }, 'UnsupportedHibernationConfiguration');
  });

  it('honours InstanceMarketOptions for one-time Spot requests', () => {
    const account = openMachines();
    const spot = account.running({
      InstanceMarketOptions: { MarketType: 'spot' },
    });
    assert.equal(spot.InstanceLifecycle, 'spot');
    assert.match(spot.SpotInstanceRequestId!, /^sir-[0-9a-z]{8}$/);
    account.fails('ec2:StopInstances', { InstanceIds: [spot.InstanceId!] }, 'UnsupportedOperation');
    const market = (SpotOptions: object) => ({ ...minimal, InstanceMarketOptions: { MarketType: 'spot' as const, SpotOptions } });
    account.fails('ec2:RunInstances', market({ InstanceInterruptionBehavior: 'stop' }), 'InvalidParameterCombination');
    account.fails('ec2:RunInstances', market({ SpotInstanceType: 'persistent' }), 'UnsupportedOperation');
    account.fails('ec2:RunInstances', market({ MaxPrice: 'free' }), 'InvalidParameterValue');
  });

  it('passes over instance store volumes that the type does not have', () => {
    const account = openMachines();
    const mapping = { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' };
    const { Instances } = account.run('ec2:RunInstances', { ...minimal, BlockDeviceMappings: [mapping] });
    assert.equal(account.describe(Instances![0]!.InstanceId!).BlockDeviceMappings!.length, 1);
    account.fails(
      'ec2:RunInstances',
      { ...minimal, BlockDeviceMappings: [{ ...mapping, VirtualName: 'disk0' }] },
      'InvalidBlockDeviceMapping',
    );
  });

  it('honours DryRun', () => {
    const account = openMachines();
    const error = account.fails(
      'ec2:RunInstances',
      { ...minimal, DryRun: true },
      'DryRunOperation',
      'Request would have succeeded, but DryRun flag is set.',
    );
    assert.equal(error.status, 412);
  });

  it('honours ClientToken', () => {
    const account = openMachines();
    const first = account.run('ec2:RunInstances', { ...minimal, ClientToken: 'a-token' });
    const again = account.run('ec2:RunInstances', { ...minimal, ClientToken: 'a-token' });
    assert.equal(again.ReservationId, first.ReservationId);
    assert.equal(account.run('ec2:DescribeInstances', {}).Reservations!.length, 1);
    account.fails('ec2:RunInstances', { ...minimal, InstanceType: 't3.small', ClientToken: 'a-token' }, 'IdempotentParameterMismatch');
    account.fails('ec2:RunInstances', { ...minimal, ClientToken: 'a-token', DryRun: true }, 'DryRunOperation');
    account.settle();
    account.run('ec2:TerminateInstances', { InstanceIds: [first.Instances![0]!.InstanceId!] });
    account.settle();
    account.fails('ec2:RunInstances', { ...minimal, ClientToken: 'a-token' }, 'IdempotentInstanceTerminated');
  });
});
