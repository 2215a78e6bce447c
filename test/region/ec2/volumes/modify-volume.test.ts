import assert from 'node:assert/strict';
import type { ModifyVolumeRequest, VolumeModification } from '@aws-sdk/client-ec2';
import { openVolumes, type Volumes } from './support';

function modification(account: Volumes, VolumeId: string): VolumeModification {
  return account.run('ec2:DescribeVolumesModifications', { VolumeIds: [VolumeId] }).VolumesModifications![0]!;
}

describe('ModifyVolume', () => {
  it('is modifying for five seconds, optimizing with the new size, then completed; it costs the new size at once', () => {
    const account = openVolumes();
    const VolumeId = account.volume({ Size: 1_024 });
    const StartTime = new Date(account.sandbox.now);
    const shape = {
      VolumeId,
      ModificationState: 'modifying',
      TargetSize: 2_048,
      TargetIops: 4_000,
      TargetVolumeType: 'gp3',
      TargetThroughput: 250,
      TargetMultiAttachEnabled: false,
      OriginalSize: 1_024,
      OriginalIops: 3_000,
      OriginalVolumeType: 'gp3',
      OriginalThroughput: 125,
      OriginalMultiAttachEnabled: false,
      Progress: 0,
      StartTime,
    };
    const answer = account.run('ec2:ModifyVolume', { VolumeId, Size: 2_048, Iops: 4_000, Throughput: 250 });
    assert.deepEqual(answer, { VolumeModification: shape });
    assert.equal(account.show(VolumeId).Size, 1_024);
    assert.deepEqual(account.usage(VolumeId), [
      ['EBS:VolumeUsage.gp3', 2_048],
      ['EBS:VolumeP-IOPS.gp3', 4_000],
      ['EBS:VolumeP-Throughput.gp3', 250],
    ]);
    assert.equal(account.usage(VolumeId, false).length, 3);
    account.pass(5);
    const { Size, Iops, Throughput, State } = account.show(VolumeId);
    assert.deepEqual([Size, Iops, Throughput, State], [2_048, 4_000, 250, 'available']);
    account.pass(3 * 3_600);
    assert.deepEqual(modification(account, VolumeId), { ...shape, ModificationState: 'optimizing', Progress: 50 });
    account.pass(3 * 3_600 - 1);
    assert.equal(modification(account, VolumeId).ModificationState, 'optimizing');
    account.pass(1);
    const EndTime = new Date(StartTime.getTime() + 5_000 + 6 * 3_600_000);
    assert.deepEqual(modification(account, VolumeId), { ...shape, ModificationState: 'completed', Progress: 100, EndTime });
  });

  it('is quick when only the size of a small volume grows', () => {
    const account = openVolumes();
    const VolumeId = account.volume();
    account.run('ec2:ModifyVolume', { VolumeId, Size: 11 });
    account.pass(64.9);
    assert.equal(modification(account, VolumeId).ModificationState, 'optimizing');
    account.pass(0.1);
    assert.equal(modification(account, VolumeId).ModificationState, 'completed');
  });

  it('keeps what is not given as far as the type has it', () => {
    const account = openVolumes();
    const target = (from: object, input: Partial<ModifyVolumeRequest>): unknown[] => {
      const { TargetSize, TargetVolumeType, TargetIops, TargetThroughput } = account.run('ec2:ModifyVolume', {
        VolumeId: account.volume({ Size: 200, ...from }),
        ...input,
      }).VolumeModification!;
      return [TargetSize, TargetVolumeType, TargetIops, TargetThroughput];
    };
    assert.deepEqual(target({ VolumeType: 'gp2' }, { VolumeType: 'gp3' }), [200, 'gp3', 3_000, 125]);
    assert.deepEqual(target({ Iops: 5_000, Throughput: 300 }, { Size: 300 }), [300, 'gp3', 5_000, 300]);
    assert.deepEqual(target({ VolumeType: 'gp2' }, { VolumeType: 'io2' }), [200, 'io2', 3_000, undefined]);
    assert.deepEqual(target({ VolumeType: 'io2', Iops: 7_000 }, { Size: 250 }), [250, 'io2', 7_000, undefined]);
    assert.deepEqual(target({ VolumeType: 'io1', Iops: 7_000 }, { VolumeType: 'gp2' }), [200, 'gp2', 600, undefined]);
    assert.deepEqual(target({ VolumeType: 'gp2' }, { Size: 400 }), [400, 'gp2', 1_200, undefined]);
  });

  it('refuses what cannot be', () => {
    const account = openVolumes();
    const VolumeId = account.volume();
    const fails = (input: Partial<ModifyVolumeRequest>, code: string, message?: string): void =>
      void account.fails('ec2:ModifyVolume', { VolumeId, ...input }, code, message);
    fails({ Size: 9 }, 'InvalidParameterValue', 'New size cannot be smaller than existing size');
    fails({}, 'MissingParameter');
    fails({ VolumeType: 'st1' }, 'InvalidParameterValue');
    fails({ Iops: 6_000 }, 'InvalidParameterCombination');
    fails({ VolumeType: 'gp9' as 'gp3' }, 'UnknownVolumeType');
    fails({ MultiAttachEnabled: true }, 'InvalidParameterCombination');
    fails({ Size: 11, DryRun: true }, 'DryRunOperation');
    fails({ VolumeId: 'vol-0123456789abcdef0', Size: 11 }, 'InvalidVolume.NotFound');
    fails({ VolumeId: '', Size: 11 }, 'MissingParameter');
    const creating = account.run('ec2:CreateVolume', { AvailabilityZone: 'ap-northeast-2a', Size: 1 }).VolumeId!;
    fails({ VolumeId: creating, Size: 2 }, 'IncorrectState');
    const InstanceId = account.machine();
    const root = account.describe(InstanceId).BlockDeviceMappings![0]!.Ebs!.VolumeId!;
    fails({ VolumeId: root, VolumeType: 'st1', Size: 500 }, 'BootForVolumeTypeUnsupported');
  });

  it('turns Multi-Attach of io2 volumes on and off while they are not in use', () => {
    const account = openVolumes();
    const VolumeId = account.volume({ VolumeType: 'io2', Iops: 100 });
    account.run('ec2:ModifyVolume', { VolumeId, MultiAttachEnabled: true });
    account.pass(3_600);
    assert.equal(account.show(VolumeId).MultiAttachEnabled, true);
    for (const InstanceId of [account.machine(), account.machine()])
      account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.settle();
    account.fails('ec2:ModifyVolume', { VolumeId, MultiAttachEnabled: false }, 'IncorrectState');
    account.fails(
      'ec2:ModifyVolume',
      { VolumeId: account.volume({ VolumeType: 'io1', Iops: 100, MultiAttachEnabled: true }), MultiAttachEnabled: false },
      'InvalidParameterCombination',
    );
  });

  it('takes up to four changes in 24 hours, one after the other', () => {
    const account = openVolumes();
    const VolumeId = account.volume();
    for (let size = 11; size <= 14; size++) {
      account.run('ec2:ModifyVolume', { VolumeId, Size: size });
      account.fails(
        'ec2:ModifyVolume',
        { VolumeId, Size: 100 },
        'IncorrectModificationState',
        `Volume ${VolumeId} cannot be modified in modification state MODIFYING`,
      );
      account.pass(3_600);
    }
    account.fails('ec2:ModifyVolume', { VolumeId, Size: 15 }, 'VolumeModificationRateExceeded');
    account.pass(20 * 3_600);
    account.run('ec2:ModifyVolume', { VolumeId, Size: 15 });
  });

  it('waits six hours between changes under the classic rules', () => {
    const account = openVolumes();
    account.run('sandbox:PutAccountSettings', { rules: 'classic' });
    const VolumeId = account.volume();
    account.run('ec2:ModifyVolume', { VolumeId, Size: 11 });
    account.pass(6 * 3_600 - 1);
    account.fails(
      'ec2:ModifyVolume',
      { VolumeId, Size: 12 },
      'VolumeModificationRateExceeded',
      "You've reached the maximum modification rate per volume limit. Wait at least 6 hours between modifications per EBS volume.",
    );
    account.pass(1);
    account.run('ec2:ModifyVolume', { VolumeId, Size: 12 });
  });

  it('keeps to the quotas, counting the new size instead of the old', () => {
    const account = openVolumes({ settings: { quotaProfile: 'new' } });
    const VolumeId = account.volume({ Size: 30_000 });
    account.run('ec2:ModifyVolume', { VolumeId, Size: 51_200 });
    account.pass(86_400);
    account.fails('ec2:ModifyVolume', { VolumeId, Size: 51_201 }, 'VolumeLimitExceeded');
  });

  it('leaves nothing of itself when the volume goes', () => {
    const account = openVolumes();
    const VolumeId = account.volume();
    account.run('ec2:ModifyVolume', { VolumeId, Size: 11 });
    account.run('ec2:DeleteVolume', { VolumeId });
    account.pass(60);
    assert.deepEqual(account.run('ec2:DescribeVolumesModifications', {}).VolumesModifications, []);
    assert.equal(account.sandbox.nextEventAt, undefined);
    assert.deepEqual(account.usage(VolumeId), []);
  });
});

describe('DescribeVolumesModifications', () => {
  it('shows the last change of each volume, filtered and paged', () => {
    const account = openVolumes();
    const grown = account.volume();
    const moved = account.volume({ VolumeType: 'io2', Iops: 200 });
    const untouched = account.volume();
    const now = new Date(account.sandbox.now).toISOString();
    account.run('ec2:ModifyVolume', { VolumeId: grown, Size: 30 });
    account.pass(5);
    account.run('ec2:ModifyVolume', { VolumeId: moved, VolumeType: 'gp3', Iops: 3_500 });
    const ids = (input: object): string[] =>
      account.run('ec2:DescribeVolumesModifications', input).VolumesModifications!.map(({ VolumeId }) => VolumeId!);
    const cases: readonly [string, string, string][] = [
      ['modification-state', 'optimizing', grown],
      ['original-iops', '200', moved],
      ['original-size', '10', `${grown},${moved}`],
      ['original-volume-type', 'io2', moved],
      ['originalMultiAttachEnabled', 'false', `${grown},${moved}`],
      ['start-time', now, grown],
      ['target-iops', '3500', moved],
      ['target-size', '30', grown],
      ['target-volume-type', 'gp3', `${grown},${moved}`],
      ['targetMultiAttachEnabled', 'true', ''],
      ['volume-id', moved, moved],
    ];
    for (const [Name, value, expected] of cases) assert.equal(ids({ Filters: [{ Name, Values: [value] }] }).join(), expected, Name);
    assert.deepEqual(ids({ VolumeIds: [moved, grown], IncludeManagedResources: true }), [grown, moved]);
    const { NextToken } = account.run('ec2:DescribeVolumesModifications', { MaxResults: 1 });
    assert.deepEqual(ids({ MaxResults: 1, NextToken }), [moved]);
    account.fails(
      'ec2:DescribeVolumesModifications',
      { VolumeIds: [untouched] },
      'InvalidVolumeModification.NotFound',
      `Modification for volume '${untouched}' does not exist.`,
    );
    account.fails('ec2:DescribeVolumesModifications', { MaxResults: 501 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVolumesModifications', { DryRun: true }, 'DryRunOperation');
  });
});
