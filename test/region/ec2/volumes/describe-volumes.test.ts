import assert from 'node:assert/strict';
import { volumesKind } from '../../../../src/region/ec2/volumes/volumes-kind';
import { volumeTable } from '../../../../src/region/ec2/volumes/volumes';
import { openVolumes, zone } from './support';

describe('DescribeVolumes', () => {
  it('finds volumes by id, filter, tag and page', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const root = account.describe(InstanceId).BlockDeviceMappings![0]!.Ebs!.VolumeId!;
    const gp3 = account.volume({ Encrypted: true, TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'db' }] }] });
    const io2 = account.volume({ AvailabilityZone: 'ap-northeast-2c', VolumeType: 'io2', Iops: 100, MultiAttachEnabled: true, Size: 20 });
    const ids = (input: object): string[] => account.run('ec2:DescribeVolumes', input).Volumes!.map(({ VolumeId }) => VolumeId!);
    const found = (Name: string, ...Values: string[]): string[] => ids({ Filters: [{ Name, Values }] });
    assert.deepEqual(ids({}), [root, gp3, io2]);
    assert.deepEqual(ids({ VolumeIds: [io2, root, io2] }), [root, io2]);
    assert.deepEqual(ids({ IncludeManagedResources: true }), [root, gp3, io2]);
    const { AttachTime } = account.show(root).Attachments![0]!;
    const cases: readonly [string, string, readonly string[]][] = [
      ['attachment.attach-time', AttachTime!.toISOString(), [root]],
      ['attachment.delete-on-termination', 'true', [root]],
      ['attachment.device', '/dev/xvda', [root]],
      ['attachment.instance-id', InstanceId, [root]],
      ['attachment.status', 'attached', [root]],
      ['availability-zone', 'ap-northeast-2c', [io2]],
      ['availability-zone-id', 'apne2-az3', [io2]],
      ['create-time', account.show(gp3).CreateTime!.toISOString(), [gp3]],
      ['encrypted', 'true', [gp3]],
      ['fast-restored', 'true', []],
      ['multi-attach-enabled', 'true', [io2]],
      ['operator.managed', 'false', [root, gp3, io2]],
      ['operator.principal', '*', []],
      ['size', '20', [io2]],
      ['snapshot-id', 'snap-*', [root]],
      ['status', 'available', [gp3, io2]],
      ['tag:Name', 'db', [gp3]],
      ['tag-key', 'Name', [gp3]],
      ['volume-id', gp3, [gp3]],
      ['volume-type', 'gp3', account.show(root).VolumeType === 'gp3' ? [root, gp3] : [gp3]],
    ];
    for (const [name, value, expected] of cases) assert.deepEqual(found(name, value), expected, name);
    for (let count = 0; count < 3; count++) account.volume();
    const { Volumes, NextToken } = account.run('ec2:DescribeVolumes', { MaxResults: 5 });
    assert.equal(Volumes!.length, 5);
    assert.equal(ids({ MaxResults: 5, NextToken }).length, 1);
    account.fails('ec2:DescribeVolumes', { VolumeIds: [gp3, 'vol-0123456789abcdef0'] }, 'InvalidVolume.NotFound');
    account.fails('ec2:DescribeVolumes', { VolumeIds: ['x'] }, 'InvalidVolumeID.Malformed');
    account.fails('ec2:DescribeVolumes', { MaxResults: 4 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVolumes', { DryRun: true }, 'DryRunOperation');
  });
});

describe('DescribeVolumeStatus', () => {
  it('has no data before the first check after five minutes, then all is well', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    const VolumeId = account.run('ec2:CreateVolume', { AvailabilityZone: zone, Size: 10, VolumeType: 'gp3' }).VolumeId!;
    const status = (): unknown => {
      const item = account.run('ec2:DescribeVolumeStatus', { VolumeIds: [VolumeId] }).VolumeStatuses![0]!;
      return [
        item.VolumeStatus!.Status,
        item.VolumeStatus!.Details!.map(({ Name, Status }) => `${Name} ${Status}`),
        item.AttachmentStatuses,
      ];
    };
    account.pass(299);
    assert.deepEqual(status(), ['insufficient-data', [], []]);
    account.pass(1);
    assert.deepEqual(status(), ['ok', ['io-enabled passed', 'io-performance not-applicable'], []]);
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    assert.deepEqual(status(), ['ok', ['io-enabled passed', 'io-performance normal'], [{ InstanceId, IoPerformance: 'normal' }]]);
  });

  it('filters and pages', () => {
    const account = openVolumes();
    const old = account.volume({ AvailabilityZone: 'ap-northeast-2c' });
    account.pass(300);
    const InstanceId = account.machine();
    for (let count = 0; count < 4; count++) account.volume();
    const found = (Name: string, Value: string): number =>
      account.run('ec2:DescribeVolumeStatus', { Filters: [{ Name, Values: [Value] }] }).VolumeStatuses!.length;
    const cases: readonly [string, string, number][] = [
      ['volume-status.status', 'ok', 1],
      ['volume-status.status', 'insufficient-data', 5],
      ['volume-status.details-name', 'io-enabled', 1],
      ['volume-status.details-status', 'passed', 1],
      ['availability-zone', 'ap-northeast-2c', 1],
      ['attachment-status.instance-id', InstanceId, 1],
      ['attachment-status.io-performance', '*', 1],
      ['event.event-type', '*', 0],
      ['action.code', '*', 0],
    ];
    for (const [name, value, expected] of cases) assert.equal(found(name, value), expected, `${name} ${value}`);
    const { VolumeStatuses, NextToken } = account.run('ec2:DescribeVolumeStatus', { MaxResults: 5, IncludeManagedResources: true });
    assert.deepEqual([VolumeStatuses!.length, VolumeStatuses![0]!.VolumeId], [5, old]);
    assert.equal(
      account.run('ec2:DescribeVolumeStatus', { MaxResults: 5, IncludeManagedResources: true, NextToken }).VolumeStatuses!.length,
      1,
    );
    account.fails('ec2:DescribeVolumeStatus', { VolumeIds: ['vol-0123456789abcdef0'] }, 'InvalidVolume.NotFound');
    account.fails('ec2:DescribeVolumeStatus', { DryRun: true }, 'DryRunOperation');
  });
});

describe('volume attributes', () => {
  it('keeps whether I/O enables itself', () => {
    const account = openVolumes();
    const VolumeId = account.volume();
    const read = (): unknown => account.run('ec2:DescribeVolumeAttribute', { VolumeId, Attribute: 'autoEnableIO' });
    assert.deepEqual(read(), { VolumeId, AutoEnableIO: { Value: false } });
    account.run('ec2:ModifyVolumeAttribute', { VolumeId, AutoEnableIO: { Value: true } });
    assert.deepEqual(read(), { VolumeId, AutoEnableIO: { Value: true } });
    assert.deepEqual(account.run('ec2:DescribeVolumeAttribute', { VolumeId, Attribute: 'productCodes' }), { VolumeId, ProductCodes: [] });
    account.fails('ec2:DescribeVolumeAttribute', { VolumeId, Attribute: 'colour' as 'autoEnableIO' }, 'InvalidParameterValue');
    account.fails('ec2:DescribeVolumeAttribute', { VolumeId, Attribute: undefined }, 'MissingParameter');
    account.fails(
      'ec2:DescribeVolumeAttribute',
      { VolumeId: 'vol-0123456789abcdef0', Attribute: 'autoEnableIO' },
      'InvalidVolume.NotFound',
    );
    account.fails('ec2:DescribeVolumeAttribute', { VolumeId, Attribute: 'autoEnableIO', DryRun: true }, 'DryRunOperation');
    account.fails('ec2:ModifyVolumeAttribute', { VolumeId }, 'MissingParameter');
    account.fails('ec2:ModifyVolumeAttribute', { VolumeId: 'x', AutoEnableIO: { Value: true } }, 'InvalidVolumeID.Malformed');
    account.fails('ec2:ModifyVolumeAttribute', { VolumeId, AutoEnableIO: { Value: true }, DryRun: true }, 'DryRunOperation');
  });
});

describe('volumes in the sidebar', () => {
  it('say their size, type and instance, and what can be done', () => {
    const account = openVolumes();
    const InstanceId = account.machine();
    account.run('ec2:CreateTags', { Resources: [InstanceId], Tags: [{ Key: 'Name', Value: 'web' }] });
    const VolumeId = account.volume();
    const face = (): unknown => {
      const { label, description, flags } = volumesKind.face(account.context(), account.context().get(volumeTable, VolumeId)!);
      return [label === VolumeId, description.map(({ text, args }) => text.replace('{0}', String(args![0]))).join(' '), flags];
    };
    assert.deepEqual(face(), [true, 'available (billed) 10 GiB gp3', ['available']]);
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    assert.deepEqual(face(), [true, 'in-use attaching 10 GiB gp3 web', ['in-use', 'attaching']]);
    account.settle();
    account.run('ec2:ModifyVolume', { VolumeId, Size: 20 });
    assert.deepEqual(face(), [true, 'in-use modifying 10 GiB gp3 web', ['in-use']]);
    assert.deepEqual(
      volumesKind.menu.map(({ id, action, needs, asks }) => [id, action, needs.join(), asks]),
      [
        ['attach', 'ec2:AttachVolume', 'available', 'cloudSandbox.attachVolume'],
        ['detach', 'ec2:DetachVolume', 'in-use', undefined],
        ['modify', 'ec2:ModifyVolume', 'available,in-use', 'cloudSandbox.modifyVolume'],
        ['delete', 'ec2:DeleteVolume', 'available', undefined],
      ],
    );
  });
});
