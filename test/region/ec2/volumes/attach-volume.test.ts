import assert from 'node:assert/strict';
import type { AttachVolumeRequest } from '@aws-sdk/client-ec2';
import { publicImages } from '../../../../src/region/catalog/images';
import { creation, seoul } from '../../support/account';
import { openVolumes, zone } from './support';

describe('AttachVolume', () => {
  it('attaches in three seconds, and the volume outlives its instance', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.volume();
    const now = account.sandbox.now;
    const answer = account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    const shape = {
      DeleteOnTermination: false,
      VolumeId,
      InstanceId,
      Device: '/dev/sdf',
      State: 'attaching',
      AttachTime: new Date(Math.floor(now / 1000) * 1000),
    };
    assert.deepEqual(answer, shape);
    assert.equal(account.state(VolumeId), 'in-use attaching');
    account.settle();
    assert.equal(account.sandbox.now, now + 3_000);
    assert.deepEqual(account.show(VolumeId).Attachments, [{ ...shape, State: 'attached' }]);
    assert.deepEqual(
      account.describe(InstanceId).BlockDeviceMappings!.map(({ DeviceName, Ebs }) => [DeviceName, Ebs!.Status]),
      [
        ['/dev/xvda', 'attached'],
        ['/dev/sdf', 'attached'],
      ],
    );
    account.run('ec2:TerminateInstances', { InstanceIds: [InstanceId] });
    account.settle();
    assert.equal(account.state(VolumeId), 'available');
    assert.deepEqual(account.usage(VolumeId), [
      ['EBS:VolumeUsage.gp3', 10],
      ['EBS:VolumeP-IOPS.gp3', 3_000],
      ['EBS:VolumeP-Throughput.gp3', 125],
    ]);
  });

  it('attaches to a stopped instance, but to none on its way', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.volume();
    account.run('ec2:StopInstances', { InstanceIds: [InstanceId] });
    account.fails(
      'ec2:AttachVolume',
      { VolumeId, InstanceId, Device: '/dev/sdf' },
      'IncorrectState',
      `Instance '${InstanceId}' is not 'running'.`,
    );
    account.settle();
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.run('ec2:StartInstances', { InstanceIds: [InstanceId] });
    account.settle();
    assert.equal(account.state(VolumeId), 'in-use attached');
  });

  it('refuses the wrong zone, state, name and what is taken', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const other = account.machine();
    const VolumeId = account.volume();
    const fails = (input: Partial<AttachVolumeRequest>, code: string, message?: string): void =>
      void account.fails('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf', ...input }, code, message);
    const far = account.volume({ AvailabilityZone: 'ap-northeast-2c' });
    fails(
      { VolumeId: far },
      'InvalidVolume.ZoneMismatch',
      `The volume '${far}' is not in the same availability zone as instance '${InstanceId}'`,
    );
    const early = account.run('ec2:CreateVolume', { AvailabilityZone: zone, Size: 1 }).VolumeId!;
    fails({ VolumeId: early }, 'IncorrectState', `${early} is not 'available'.`);
    for (const Device of ['sdZZ', '/dev/nvme1n1', 'C:', '/dev/sd', '/dev/sdf16']) {
      fails(
        { Device },
        'InvalidParameterValue',
        `Value (${Device}) for parameter device is invalid. ${Device} is not a valid EBS device name.`,
      );
    }
    fails(
      { Device: '/dev/xvda' },
      'InvalidParameterValue',
      "Invalid value '/dev/xvda' for unixDevice. Attachment point /dev/xvda is already in use",
    );
    fails({ EbsCardIndex: 1 }, 'InvalidParameterValue');
    fails({ VolumeId: '' }, 'MissingParameter');
    fails({ InstanceId: '' }, 'MissingParameter');
    fails({ Device: '' }, 'MissingParameter');
    fails({ VolumeId: 'vol-0123456789abcdef0' }, 'InvalidVolume.NotFound');
    fails({ InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceID.NotFound');
    fails({ DryRun: true }, 'DryRunOperation');
    account.run('ec2:AttachVolume', { VolumeId, InstanceId: other, Device: 'xvdf', EbsCardIndex: 0 });
    fails({}, 'VolumeInUse', `${VolumeId} is already attached to an instance`);
  });

  it('shares a Multi-Attach volume among Nitro instances of a zone', () => {
    const account = openVolumes();
    const machines = [account.machine(), account.machine()];
    const VolumeId = account.volume({ VolumeType: 'io2', Iops: 100, MultiAttachEnabled: true });
    for (const InstanceId of machines) account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.settle();
    assert.equal(account.state(VolumeId), 'in-use attached attached');
    const xen = account.machine('t2.micro');
    account.fails('ec2:AttachVolume', { VolumeId, InstanceId: xen, Device: '/dev/sdf' }, 'UnsupportedOperation');
    account.fails('ec2:AttachVolume', { VolumeId, InstanceId: machines[0], Device: '/dev/sdg' }, 'VolumeInUse');
    account.fails('ec2:DetachVolume', { VolumeId }, 'MissingParameter', 'The request must contain the parameter instanceId');
    account.run('ec2:DetachVolume', { VolumeId, InstanceId: machines[0]! });
    account.settle();
    assert.equal(account.state(VolumeId), 'in-use attached');
    account.run('ec2:TerminateInstances', { InstanceIds: [machines[1]!] });
    account.settle();
    assert.equal(account.state(VolumeId), 'available');
  });

  it('has as many slots as its type, of which network interfaces take their part', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const name = (index: number): string => `/dev/sd${String.fromCharCode('b'.charCodeAt(0) + index)}`;
    for (let index = 0; index < 25; index++)
      account.run('ec2:AttachVolume', { VolumeId: account.volume(), InstanceId, Device: name(index) });
    account.run('ec2:AttachVolume', { VolumeId: account.volume(), InstanceId, Device: '/dev/xvdba' });
    account.fails(
      'ec2:AttachVolume',
      { VolumeId: account.volume(), InstanceId, Device: '/dev/xvdbb' },
      'AttachmentLimitExceeded',
      'The instance type t3.micro supports at most 27 EBS volumes.',
    );
    const mappings = Array.from({ length: 26 }, (_, index) => ({
      DeviceName: `/dev/xvdb${String.fromCharCode(97 + index)}`,
      Ebs: { VolumeSize: 1 },
    }));
    account.fails(
      'ec2:RunInstances',
      {
        ImageId: publicImages(seoul)[0]!.imageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        BlockDeviceMappings: mappings,
        NetworkInterfaces: [{ DeviceIndex: 0 }, { DeviceIndex: 1 }],
      },
      'AttachmentLimitExceeded',
      'The instance type t3.micro supports at most 26 EBS volumes.',
    );
  });

  it('attaches again while the first attempt is still on record', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.volume();
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.fails('ec2:DetachVolume', { VolumeId }, 'IncorrectState', `Volume '${VolumeId}' is attaching.`);
    account.pass(3);
    account.run('ec2:DetachVolume', { VolumeId });
    account.run('ec2:DetachVolume', { VolumeId, Force: true });
    account.pass(1);
    assert.equal(account.state(VolumeId), 'available');
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.pass(4);
    assert.equal(account.state(VolumeId), 'in-use attached', 'what was due for the first attachment leaves the second alone');
  });
});

describe('DetachVolume', () => {
  it('detaches in five seconds, by force in one', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.volume();
    const attach = (): void => {
      account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
      account.settle();
    };
    attach();
    const answer = account.run('ec2:DetachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    assert.deepEqual([answer.State, answer.InstanceId, answer.Device], ['detaching', InstanceId, '/dev/sdf']);
    account.pass(4.9);
    assert.equal(account.state(VolumeId), 'in-use detaching');
    account.pass(0.1);
    assert.equal(account.state(VolumeId), 'available');
    assert.equal(account.describe(InstanceId).BlockDeviceMappings!.length, 1);
    attach();
    account.run('ec2:DetachVolume', { VolumeId, Force: true });
    account.pass(1);
    assert.equal(account.state(VolumeId), 'available');
  });

  it('refuses the root of a running instance; without its root an instance does not start', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.describe(InstanceId).BlockDeviceMappings![0]!.Ebs!.VolumeId!;
    account.fails(
      'ec2:DetachVolume',
      { VolumeId },
      'OperationNotPermitted',
      `Unable to detach root volume '${VolumeId}' from instance '${InstanceId}'`,
    );
    account.run('ec2:StopInstances', { InstanceIds: [InstanceId] });
    account.settle();
    account.run('ec2:DetachVolume', { VolumeId });
    account.settle();
    assert.equal(account.state(VolumeId), 'available');
    account.fails(
      'ec2:StartInstances',
      { InstanceIds: [InstanceId] },
      'InvalidParameterValue',
      `Invalid value '${InstanceId}' for instanceId. Instance does not have a volume attached at root (/dev/xvda)`,
    );
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/xvda' });
    account.run('ec2:StartInstances', { InstanceIds: [InstanceId] });
    account.settle();
    assert.equal(account.describe(InstanceId).State!.Name, 'running');
  });

  it('refuses what is not attached, or not there', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const other = account.machine();
    const VolumeId = account.volume();
    account.fails('ec2:DetachVolume', { VolumeId }, 'IncorrectState', `Volume '${VolumeId}' is in the 'available' state.`);
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.settle();
    account.fails(
      'ec2:DetachVolume',
      { VolumeId, InstanceId: other },
      'InvalidAttachment.NotFound',
      `Volume '${VolumeId}' is not attached to instance '${other}'.`,
    );
    account.fails('ec2:DetachVolume', { VolumeId, Device: '/dev/sdg' }, 'InvalidAttachment.NotFound');
    account.fails('ec2:DetachVolume', { VolumeId, InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceID.NotFound');
    account.fails('ec2:DetachVolume', { VolumeId: 'vol-0123456789abcdef0' }, 'InvalidVolume.NotFound');
    account.fails('ec2:DetachVolume', { VolumeId: '' }, 'MissingParameter');
    account.fails('ec2:DetachVolume', { VolumeId, DryRun: true }, 'DryRunOperation');
    assert.ok(account.show(VolumeId).CreateTime!.getTime() > creation);
  });
});

describe('volumes of a launch', () => {
  it('come from any snapshot that is there, and go by the device names of EC2', () => {
    const account = openVolumes();
    const ubuntu = publicImages(seoul).find(({ key }) => key.startsWith('ubuntu'))!;
    const { InstanceId } = account.running({
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: ubuntu.rootSnapshotId } }],
    });
    const data = account.describe(InstanceId!).BlockDeviceMappings!.find(({ DeviceName }) => DeviceName === '/dev/sdf')!;
    const { Size, SnapshotId } = account.show(data.Ebs!.VolumeId!);
    assert.deepEqual([Size, SnapshotId], [ubuntu.rootVolumeGib, ubuntu.rootSnapshotId]);
    const input = { ImageId: publicImages(seoul)[0]!.imageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    account.fails(
      'ec2:RunInstances',
      { ...input, BlockDeviceMappings: [{ DeviceName: 'disk', Ebs: { VolumeSize: 1 } }] },
      'InvalidBlockDeviceMapping',
    );
    account.fails(
      'ec2:RunInstances',
      { ...input, BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-0123456789abcdef0' } }] },
      'InvalidSnapshot.NotFound',
    );
    account.fails(
      'ec2:RunInstances',
      {
        ...input,
        ImageId: ubuntu.imageId,
        BlockDeviceMappings: [{ DeviceName: ubuntu.rootDeviceName, Ebs: { SnapshotId: publicImages(seoul)[0]!.rootSnapshotId } }],
      },
      'InvalidBlockDeviceMapping',
      'snapshotId cannot be modified on root device',
    );
  });
});
