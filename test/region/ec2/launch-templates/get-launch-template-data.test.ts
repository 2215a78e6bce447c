import assert from 'node:assert/strict';
import { makeProfile } from '../../iam/support';
import { image, openMachines } from '../instances/support';
import { makeTemplate } from './support';

describe('GetLaunchTemplateData', () => {
  it('tells an instance as the parameters of a template', () => {
    const machines = openMachines();
    makeProfile(machines, 'web');
    const made = machines.running({
      IamInstanceProfile: { Name: 'web' },
      UserData: 'aGk=',
      DisableApiStop: true,
      InstanceInitiatedShutdownBehavior: 'terminate',
      BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 5, VolumeType: 'gp2' } }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
    });
    const { LaunchTemplateData: data } = machines.run('ec2:GetLaunchTemplateData', { InstanceId: made.InstanceId });
    const [nic] = made.NetworkInterfaces!;
    assert.deepEqual(data, {
      EbsOptimized: false,
      IamInstanceProfile: { Arn: 'arn:aws:iam::123456789012:instance-profile/web' },
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: {
            Encrypted: false,
            DeleteOnTermination: true,
            Iops: 3000,
            SnapshotId: data!.BlockDeviceMappings![0]!.Ebs!.SnapshotId,
            VolumeSize: 8,
            VolumeType: 'gp3',
            Throughput: 125,
          },
        },
        { DeviceName: '/dev/sdb', Ebs: { Encrypted: false, DeleteOnTermination: false, VolumeSize: 5, VolumeType: 'gp2' } },
      ],
      NetworkInterfaces: [
        {
          AssociatePublicIpAddress: true,
          DeleteOnTermination: true,
          Description: '',
          DeviceIndex: 0,
          Groups: [nic!.Groups![0]!.GroupId!],
          InterfaceType: 'interface',
          Ipv6Addresses: [],
          PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: made.PrivateIpAddress }],
          SubnetId: made.SubnetId,
          NetworkCardIndex: 0,
        },
      ],
      ImageId: image('al2023-x86'),
      InstanceType: 't3.micro',
      Monitoring: { Enabled: false },
      Placement: { AvailabilityZone: made.Placement!.AvailabilityZone, GroupName: '', Tenancy: 'default' },
      DisableApiTermination: false,
      InstanceInitiatedShutdownBehavior: 'terminate',
      UserData: 'aGk=',
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
      CreditSpecification: { CpuCredits: 'unlimited' },
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
      CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
      HibernationOptions: { Configured: false },
      MetadataOptions: {
        State: 'applied',
        HttpTokens: 'required',
        HttpPutResponseHopLimit: 2,
        HttpEndpoint: 'enabled',
        HttpProtocolIpv6: 'disabled',
        InstanceMetadataTags: 'disabled',
      },
      EnclaveOptions: { Enabled: false },
      PrivateDnsNameOptions: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
      MaintenanceOptions: { AutoRecovery: 'default' },
      DisableApiStop: true,
      NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
    });
  });

  it('launches more like it, its address left out', () => {
    const machines = openMachines();
    const first = machines.running({ Monitoring: { Enabled: true } });
    const { LaunchTemplateData: data } = machines.run('ec2:GetLaunchTemplateData', { InstanceId: first.InstanceId });
    const NetworkInterfaces = data!.NetworkInterfaces!.map(({ PrivateIpAddresses: _, ...nic }) => nic);
    const { State: __, ...MetadataOptions } = data!.MetadataOptions!;
    const id = makeTemplate(machines, { ...data, NetworkInterfaces, MetadataOptions } as Parameters<typeof makeTemplate>[1]);
    const launched = machines.run('ec2:RunInstances', { LaunchTemplate: { LaunchTemplateId: id }, MinCount: 1, MaxCount: 1 })
      .Instances![0]!;
    machines.settle();
    const second = machines.describe(launched.InstanceId!);
    const alike = ['ImageId', 'InstanceType', 'SubnetId', 'SecurityGroups', 'Monitoring', 'MetadataOptions', 'CpuOptions'] as const;
    for (const name of alike) assert.deepEqual(second[name], first[name], name);
    assert.notEqual(second.PrivateIpAddress, first.PrivateIpAddress);
    assert.notEqual(second.PublicIpAddress, undefined);
    const again = machines.run('ec2:GetLaunchTemplateData', { InstanceId: second.InstanceId }).LaunchTemplateData!;
    assert.equal(again.TagSpecifications, undefined, "the template's own tags are not the user's");
  });

  it('refuses what is no instance', () => {
    const machines = openMachines();
    machines.fails('ec2:GetLaunchTemplateData', { InstanceId: undefined }, 'MissingParameter');
    machines.fails('ec2:GetLaunchTemplateData', { InstanceId: 'i-00000000000000000' }, 'InvalidInstanceID.NotFound');
    const [instance] = machines.launch();
    machines.fails('ec2:GetLaunchTemplateData', { InstanceId: instance!.InstanceId, DryRun: true }, 'DryRunOperation');
  });
});
