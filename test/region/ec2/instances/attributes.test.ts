import assert from 'node:assert/strict';
import type { InstanceAttributeName, ModifyInstanceAttributeRequest } from '@aws-sdk/client-ec2';
import { usageTable } from '../../../../src/region/kernel/tables';
import { type Machines, openMachines } from './support';

const attribute = (account: Machines, InstanceId: string, Attribute: InstanceAttributeName) =>
  account.run('ec2:DescribeInstanceAttribute', { InstanceId, Attribute });

const modify = (account: Machines, InstanceId: string, change: Partial<ModifyInstanceAttributeRequest>): void =>
  void account.run('ec2:ModifyInstanceAttribute', { InstanceId, ...change });

function stopped(account: Machines, input: Parameters<Machines['launch']>[0] = {}): string {
  const id = account.running(input).InstanceId!;
  account.run('ec2:StopInstances', { InstanceIds: [id] });
  account.settle();
  return id;
}

const openUsage = (account: Machines): string[] =>
  account
    .context()
    .list(usageTable)
    .filter(({ to }) => to === undefined)
    .map(({ usageType }) => usageType);

describe('ModifyInstanceAttribute and DescribeInstanceAttribute', () => {
  it('answers each attribute alone', () => {
    const account = openMachines();
    const { InstanceId: id, BlockDeviceMappings, SecurityGroups } = account.running({ UserData: 'IyEvYmluL3No' });
    const cases: [InstanceAttributeName, object][] = [
      ['blockDeviceMapping', { BlockDeviceMappings }],
      ['disableApiStop', { DisableApiStop: { Value: false } }],
      ['disableApiTermination', { DisableApiTermination: { Value: false } }],
      ['ebsOptimized', { EbsOptimized: { Value: false } }],
      ['enclaveOptions', { EnclaveOptions: { Enabled: false } }],
      ['groupSet', { Groups: SecurityGroups }],
      ['instanceInitiatedShutdownBehavior', { InstanceInitiatedShutdownBehavior: { Value: 'stop' } }],
      ['instanceType', { InstanceType: { Value: 't3.micro' } }],
      ['kernel', { KernelId: {} }],
      ['productCodes', { ProductCodes: [] }],
      ['ramdisk', { RamdiskId: {} }],
      ['rootDeviceName', { RootDeviceName: { Value: '/dev/xvda' } }],
      ['sourceDestCheck', { SourceDestCheck: { Value: true } }],
      ['sriovNetSupport', { SriovNetSupport: { Value: 'simple' } }],
      ['userData', { UserData: { Value: 'IyEvYmluL3No' } }],
    ];
    for (const [name, value] of cases) assert.deepEqual(attribute(account, id!, name), { InstanceId: id, ...value }, name);
    account.fails('ec2:DescribeInstanceAttribute', { InstanceId: id, Attribute: 'enaSupport' }, 'InvalidParameterValue');
    account.fails('ec2:DescribeInstanceAttribute', { InstanceId: id, Attribute: undefined }, 'MissingParameter');
    account.fails('ec2:DescribeInstanceAttribute', { InstanceId: 'i-zzz', Attribute: 'userData' }, 'InvalidInstanceID.Malformed');
    account.fails('ec2:DescribeInstanceAttribute', { InstanceId: id, Attribute: 'userData', DryRun: true }, 'DryRunOperation');
  });

  it('switches the protections on and off', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    modify(account, id, { DisableApiTermination: { Value: true } });
    account.fails('ec2:TerminateInstances', { InstanceIds: [id] }, 'OperationNotPermitted');
    modify(account, id, { DisableApiTermination: { Value: false } });
    modify(account, id, { Attribute: 'disableApiStop', Value: 'true' });
    account.fails(
      'ec2:StopInstances',
      { InstanceIds: [id] },
      'OperationNotPermitted',
      `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    );
    account.fails('ec2:TerminateInstances', { InstanceIds: [id] }, 'OperationNotPermitted');
    modify(account, id, { DisableApiStop: { Value: false } });
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, DisableApiStop: { Value: true } }, 'IncorrectInstanceState');
  });

  it('does not protect Spot Instances, nor what is still pending', () => {
    const account = openMachines();
    const spot = account.running({ InstanceMarketOptions: { MarketType: 'spot' } }).InstanceId!;
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: spot, DisableApiTermination: { Value: true } }, 'UnsupportedOperation');
    const pending = account.launch()[0]!.InstanceId!;
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: pending, DisableApiStop: { Value: true } }, 'IncorrectInstanceState');
  });

  it('changes the type of a stopped instance; price and usage follow at the next start', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    const change = { InstanceId: id, InstanceType: { Value: 'm5.large' } };
    account.fails('ec2:ModifyInstanceAttribute', change, 'IncorrectInstanceState', `The instance '${id}' is not in the 'stopped' state.`);
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    account.run('ec2:ModifyInstanceAttribute', change);
    assert.equal(account.describe(id).InstanceType, 'm5.large');
    assert.deepEqual(account.describe(id).CpuOptions, { CoreCount: 1, ThreadsPerCore: 2 });
    account.fails('ec2:DescribeInstanceCreditSpecifications', { InstanceIds: [id] }, 'InstanceCreditSpecification.NotSupported');
    account.run('ec2:StartInstances', { InstanceIds: [id] });
    account.settle();
    assert.ok(openUsage(account).includes('BoxUsage:m5.large'));
  });

  // As observed of the real service: the change is taken, the start is not.
  it('does not start an EBS-optimized instance with a type that cannot be', () => {
    const account = openMachines();
    const id = stopped(account, { InstanceType: 'm5.large', EbsOptimized: true });
    modify(account, id, { InstanceType: { Value: 't2.medium' } });
    account.fails(
      'ec2:StartInstances',
      { InstanceIds: [id] },
      'Unsupported',
      'The requested configuration is currently not supported. Please check the documentation for supported configurations.',
    );
    modify(account, id, { EbsOptimized: { Value: false } });
    account.run('ec2:StartInstances', { InstanceIds: [id] });
  });

  it('refuses types that do not fit', () => {
    const account = openMachines();
    const id = stopped(account);
    const to = (Value: string) => ({ InstanceId: id, InstanceType: { Value } });
    account.fails('ec2:ModifyInstanceAttribute', to('t9.huge'), 'InvalidInstanceAttributeValue');
    account.fails('ec2:ModifyInstanceAttribute', to('t4g.micro'), 'InvalidParameterValue');
    const spot = openMachines();
    const hibernating = stopped(spot, {
      InstanceType: 'm5.large',
      HibernationOptions: { Configured: true },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }],
    });
    spot.fails('ec2:ModifyInstanceAttribute', { InstanceId: hibernating, InstanceType: { Value: 'm5.xlarge' } }, 'UnsupportedOperation');
    const many = stopped(account, { InstanceType: 'm5.large', NetworkInterfaces: [0, 1, 2].map((DeviceIndex) => ({ DeviceIndex })) });
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: many, InstanceType: { Value: 't3.micro' } }, 'AttachmentLimitExceeded');
  });

  it('keeps ENA for the types that need it', () => {
    const account = openMachines();
    const id = stopped(account, { InstanceType: 't2.micro' });
    modify(account, id, { EnaSupport: { Value: false } });
    assert.equal(account.describe(id).EnaSupport, false);
    account.fails(
      'ec2:ModifyInstanceAttribute',
      { InstanceId: id, InstanceType: { Value: 'm5.large' } },
      'InvalidParameterCombination',
      `Enhanced networking with the Elastic Network Adapter (ENA) is required for the 'm5.large' instance type. Ensure that your instance is enabled for ENA.`,
    );
    modify(account, id, { EnaSupport: { Value: true } });
    modify(account, id, { InstanceType: { Value: 'm5.large' } });
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, EnaSupport: { Value: false } }, 'InvalidParameterCombination');
    modify(account, id, { SriovNetSupport: { Value: 'simple' } });
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, SriovNetSupport: { Value: 'none' } }, 'InvalidInstanceAttributeValue');
  });

  it('changes what else needs a stopped instance, and nothing while it runs', () => {
    const account = openMachines();
    const id = account.running({ InstanceType: 'm5.large' }).InstanceId!;
    const changes: [Partial<ModifyInstanceAttributeRequest>, string | undefined][] = [
      [{ EbsOptimized: { Value: true } }, undefined],
      [{ EnclaveOptions: { Enabled: false } }, undefined],
      [{ EnclaveOptions: { Enabled: true } }, 'UnsupportedOperation'],
      [{ Kernel: { Value: 'aki-0123456789abcdef0' } }, 'InvalidAMIID.NotFound'],
      [{ Kernel: { Value: 'aki' } }, 'InvalidAMIID.Malformed'],
      [{ Ramdisk: { Value: 'ari-12345678' } }, 'InvalidAMIID.NotFound'],
    ];
    for (const [change] of changes) {
      account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, ...change }, 'IncorrectInstanceState');
    }
    for (const Attribute of ['kernel', 'ramdisk'] as const) {
      account.fails('ec2:ResetInstanceAttribute', { InstanceId: id, Attribute }, 'IncorrectInstanceState');
    }
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    for (const [change, code] of changes) {
      if (code) account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, ...change }, code);
      else modify(account, id, change);
    }
    assert.equal(account.describe(id).EbsOptimized, true);
    const nitro = stopped(account, { InstanceType: 'm5.xlarge' });
    modify(account, nitro, { EnclaveOptions: { Enabled: true } });
    assert.equal(account.describe(nitro).EnclaveOptions!.Enabled, true);
    account.run('ec2:ResetInstanceAttribute', { InstanceId: id, Attribute: 'kernel' });
    account.fails('ec2:ResetInstanceAttribute', { InstanceId: id, Attribute: 'userData' }, 'InvalidParameterValue');
  });

  it('changes groups and the source/destination check of the only interface', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    const { GroupId } = account.run('ec2:CreateSecurityGroup', { GroupName: 'web server', Description: 'web' });
    modify(account, id, { Groups: [GroupId!] });
    assert.deepEqual(account.describe(id).SecurityGroups, [{ GroupId, GroupName: 'web server' }]);
    modify(account, id, { SourceDestCheck: { Value: false } });
    assert.equal(account.describe(id).SourceDestCheck, false);
    account.run('ec2:ResetInstanceAttribute', { InstanceId: id, Attribute: 'sourceDestCheck' });
    assert.equal(account.describe(id).SourceDestCheck, true);
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, Groups: ['sg-00000000000000000'] }, 'InvalidGroup.NotFound');
    const two = account.running({ InstanceType: 'm5.large', NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 1 }] }).InstanceId!;
    account.fails(
      'ec2:ModifyInstanceAttribute',
      { InstanceId: two, SourceDestCheck: { Value: false } },
      'InvalidInstanceID',
      `There are multiple interfaces attached to instance '${two}'. Please specify an interface ID for the operation instead.`,
    );
  });

  it('decides which volumes go with the instance', () => {
    const account = openMachines();
    const id = account.running({
      BlockDeviceMappings: [
        { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 10 } },
        { DeviceName: '/dev/sdc', Ebs: { VolumeSize: 10 } },
      ],
    }).InstanceId!;
    const [root, , sdc] = account.describe(id).BlockDeviceMappings!.map(({ Ebs }) => Ebs!.VolumeId!);
    modify(account, id, {
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } },
        { DeviceName: '/dev/sdb', Ebs: {} },
        { DeviceName: '/dev/sdc', Ebs: { VolumeId: sdc!, DeleteOnTermination: false } },
      ],
    });
    assert.deepEqual(
      account.describe(id).BlockDeviceMappings!.map(({ Ebs }) => Ebs!.DeleteOnTermination),
      [false, true, false],
    );
    account.fails(
      'ec2:ModifyInstanceAttribute',
      { InstanceId: id, BlockDeviceMappings: [{ DeviceName: '/dev/sdz', Ebs: { DeleteOnTermination: true } }] },
      'InvalidInstanceAttributeValue',
      'No device is currently mapped at /dev/sdz',
    );
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    account.settle();
    const left = account.run('ec2:DescribeVolumes', {}).Volumes!.map(({ VolumeId, State }) => [VolumeId, State]);
    assert.deepEqual(
      left.sort(),
      [
        [root, 'available'],
        [sdc, 'available'],
      ].sort(),
    );
  });

  it('takes one attribute at a time, by its parameter or by name and value', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    modify(account, id, { Attribute: 'instanceInitiatedShutdownBehavior', Value: 'terminate' });
    assert.equal(attribute(account, id, 'instanceInitiatedShutdownBehavior').InstanceInitiatedShutdownBehavior!.Value, 'terminate');
    modify(account, id, { InstanceInitiatedShutdownBehavior: { Value: 'stop' } });
    const fails = (change: object, code: string, message?: string) =>
      account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, ...change }, code, message);
    fails({}, 'InvalidParameterCombination', 'No attributes specified.');
    fails({ Groups: [] }, 'InvalidParameterCombination', 'No attributes specified.');
    fails(
      { DisableApiStop: { Value: true }, SourceDestCheck: { Value: true } },
      'InvalidParameterCombination',
      'Fields for multiple attribute types specified',
    );
    fails({ Attribute: 'disableApiStop' }, 'MissingParameter');
    fails({ Value: 'true' }, 'MissingParameter');
    fails({ Attribute: 'colour', Value: 'blue' }, 'InvalidParameterValue');
    fails({ Attribute: 'disableApiStop', Value: 'perhaps' }, 'InvalidParameterValue');
    fails({ InstanceInitiatedShutdownBehavior: { Value: 'explode' } }, 'InvalidParameterValue');
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: undefined, Attribute: 'userData' }, 'MissingParameter');
    fails({ DisableApiStop: { Value: true }, DryRun: true }, 'DryRunOperation');
  });
});

describe('Options of an instance changed later', () => {
  it('applies metadata options in seconds', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    const { InstanceMetadataOptions } = account.run('ec2:ModifyInstanceMetadataOptions', {
      InstanceId: id,
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 3,
      HttpProtocolIpv6: 'enabled',
      InstanceMetadataTags: 'enabled',
    });
    const expected = {
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 3,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'enabled',
      InstanceMetadataTags: 'enabled',
    };
    assert.deepEqual(InstanceMetadataOptions, { State: 'pending', ...expected });
    assert.deepEqual(account.describe(id).MetadataOptions, { State: 'pending', ...expected });
    const { LaunchTemplateData } = account.run('ec2:GetLaunchTemplateData', { InstanceId: id });
    assert.deepEqual(LaunchTemplateData!.MetadataOptions, { State: 'pending', ...expected });
    account.pass(5);
    assert.deepEqual(account.describe(id).MetadataOptions, { State: 'applied', ...expected });
    account.run('ec2:ModifyInstanceMetadataOptions', { InstanceId: id, HttpEndpoint: 'disabled' });
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    assert.deepEqual(account.describe(id).MetadataOptions, { State: 'applied', ...expected, HttpEndpoint: 'disabled' });
    const fails = (change: object, code: string) => account.fails('ec2:ModifyInstanceMetadataOptions', { InstanceId: id, ...change }, code);
    fails({ HttpPutResponseHopLimit: 65 }, 'InvalidParameterValue');
    fails({ HttpTokens: 'never' }, 'InvalidParameterValue');
    fails({}, 'InvalidParameterCombination');
    fails({ HttpTokens: 'required', DryRun: true }, 'DryRunOperation');
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    fails({ HttpTokens: 'required' }, 'IncorrectInstanceState');
  });

  it('changes maintenance options', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    const change = { InstanceId: id, AutoRecovery: 'disabled', RebootMigration: 'disabled' } as const;
    assert.deepEqual(account.run('ec2:ModifyInstanceMaintenanceOptions', change), change);
    assert.deepEqual(account.describe(id).MaintenanceOptions, { AutoRecovery: 'disabled', RebootMigration: 'disabled' });
    account.run('ec2:ModifyInstanceMaintenanceOptions', { InstanceId: id, AutoRecovery: 'default' });
    assert.deepEqual(account.describe(id).MaintenanceOptions, { AutoRecovery: 'default', RebootMigration: 'disabled' });
    account.fails('ec2:ModifyInstanceMaintenanceOptions', { ...change, AutoRecovery: 'never' as never }, 'InvalidParameterValue');
    account.fails('ec2:ModifyInstanceMaintenanceOptions', { ...change, DryRun: true }, 'DryRunOperation');
  });

  it('changes private DNS names', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('ec2:ModifyPrivateDnsNameOptions', {
      InstanceId: id,
      EnableResourceNameDnsARecord: true,
      EnableResourceNameDnsAAAARecord: true,
    });
    const change = { InstanceId: id, PrivateDnsHostnameType: 'resource-name' } as const;
    account.fails('ec2:ModifyPrivateDnsNameOptions', change, 'IncorrectInstanceState');
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    account.fails('ec2:ModifyPrivateDnsNameOptions', { ...change, DryRun: true }, 'DryRunOperation');
    account.run('ec2:ModifyPrivateDnsNameOptions', change);
    const { PrivateDnsNameOptions, PrivateDnsName } = account.describe(id);
    assert.deepEqual(PrivateDnsNameOptions, {
      HostnameType: 'resource-name',
      EnableResourceNameDnsARecord: true,
      EnableResourceNameDnsAAAARecord: true,
    });
    assert.equal(PrivateDnsName, `${id}.ap-northeast-2.compute.internal`);
  });

  it('places an instance anew only while it is stopped', () => {
    const account = openMachines();
    account.run('ec2:CreatePlacementGroup', { GroupName: 'racks', Strategy: 'partition', PartitionCount: 3 });
    const { PlacementGroup } = account.run('ec2:CreatePlacementGroup', { GroupName: 'apart', Strategy: 'spread' });
    const id = account.running({ InstanceType: 'm5.large' }).InstanceId!;
    account.fails('ec2:ModifyInstancePlacement', { InstanceId: id, GroupName: 'racks' }, 'InvalidInstanceState');
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    account.run('ec2:ModifyInstancePlacement', { InstanceId: id, GroupName: 'racks', PartitionNumber: 2 });
    assert.deepEqual([account.describe(id).Placement!.GroupName, account.describe(id).Placement!.PartitionNumber], ['racks', 2]);
    account.run('ec2:ModifyInstancePlacement', { InstanceId: id, Tenancy: 'dedicated' });
    const { GroupName, PartitionNumber, Tenancy } = account.describe(id).Placement!;
    assert.deepEqual([GroupName, PartitionNumber, Tenancy], ['racks', 2, 'dedicated'], 'what is not given stays');
    const fails = (change: object, code: string) => account.fails('ec2:ModifyInstancePlacement', { InstanceId: id, ...change }, code);
    fails({ GroupId: PlacementGroup!.GroupId }, 'InvalidParameterCombination');
    fails({ GroupName: 'nobody' }, 'InvalidPlacementGroup.Unknown');
    fails({ PartitionNumber: 4 }, 'InvalidParameterValue');
    fails({}, 'InvalidParameterCombination');
    fails({ HostId: 'h-0123456789abcdef0' }, 'InvalidHostID.NotFound');
    fails({ HostId: 'h' }, 'InvalidHostID.Malformed');
    fails({ Affinity: 'host' }, 'InvalidParameterCombination');
    fails({ Affinity: 'host', Tenancy: 'host' }, 'InsufficientHostCapacity');
    fails({ Tenancy: 'cosy' }, 'InvalidParameterValue');
    account.run('ec2:ModifyInstancePlacement', {
      InstanceId: id,
      Tenancy: 'default',
      GroupId: PlacementGroup!.GroupId,
      Affinity: 'default',
    });
    assert.equal(account.describe(id).Placement!.GroupId, PlacementGroup!.GroupId);
    account.run('ec2:ModifyInstancePlacement', { InstanceId: id, GroupName: '' });
    assert.equal(account.describe(id).Placement!.GroupName, '');
  });
});
