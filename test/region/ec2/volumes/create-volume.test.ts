import assert from 'node:assert/strict';
import type { CreateVolumeRequest } from '@aws-sdk/client-ec2';
import { publicImages } from '../../../../src/region/catalog/images';
import { accountId, creation, openAccount, seoul } from '../../support/account';
import { openVolumes, zone } from './support';

const root = publicImages(seoul).find(({ key }) => key === 'al2023-x86')!;

describe('CreateVolume', () => {
  it('makes a volume that is available within five seconds, and charges for it at once', () => {
    const account = openVolumes();
    const made = account.run('ec2:CreateVolume', {
      AvailabilityZone: zone,
      Size: 100,
      VolumeType: 'gp3',
      Iops: 4_000,
      Throughput: 500,
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: 'data' }] }],
    });
    const id = made.VolumeId!;
    assert.match(id, /^vol-[0-9a-f]{17}$/);
    const { $metadata: _, ...answer } = made as typeof made & { $metadata?: unknown };
    const shape = {
      AvailabilityZoneId: 'apne2-az1',
      Iops: 4_000,
      Tags: [{ Key: 'Name', Value: 'data' }],
      VolumeType: 'gp3',
      MultiAttachEnabled: false,
      Throughput: 500,
      VolumeArn: `arn:aws:ec2:ap-northeast-2:${accountId}:volume/${id}`,
      OwnerId: accountId,
      VolumeId: id,
      Size: 100,
      SnapshotId: '',
      AvailabilityZone: zone,
      State: 'creating',
      CreateTime: new Date(creation),
      Encrypted: false,
    };
    assert.deepEqual(answer, shape);
    assert.deepEqual(account.usage(id), [
      ['EBS:VolumeUsage.gp3', 100],
      ['EBS:VolumeP-IOPS.gp3', 4_000],
      ['EBS:VolumeP-Throughput.gp3', 500],
    ]);
    account.pass(1.9);
    assert.equal(account.state(id), 'creating');
    account.pass(3.1);
    assert.deepEqual(account.show(id), { ...shape, State: 'available', Attachments: [], Operator: { Managed: false } });
  });

  it('takes the zone by name or id, and gp2 when no type is named', () => {
    const account = openAccount();
    const byId = account.run('ec2:CreateVolume', { AvailabilityZoneId: 'apne2-az3', Size: 50 });
    assert.deepEqual([byId.AvailabilityZone, byId.VolumeType, byId.Iops], ['ap-northeast-2c', 'gp2', 150]);
    const fails = (input: object, code: string, message?: string): void =>
      void account.fails('ec2:CreateVolume', { Size: 1, ...input }, code, message);
    fails({}, 'MissingParameter', 'The request must contain the parameter availabilityZone');
    fails({ AvailabilityZone: zone, AvailabilityZoneId: 'apne2-az1' }, 'InvalidParameterCombination');
    fails({ AvailabilityZone: 'us-east-1a' }, 'InvalidZone.NotFound', "The zone 'us-east-1a' does not exist.");
    fails({ AvailabilityZone: zone, DryRun: true }, 'DryRunOperation');
  });

  it("makes volumes from public images' snapshots, more slowly, and never smaller", () => {
    const account = openVolumes();
    const id = account.run('ec2:CreateVolume', { AvailabilityZone: zone, SnapshotId: root.rootSnapshotId }).VolumeId!;
    account.pass(4.9);
    assert.equal(account.state(id), 'creating');
    account.pass(5.1);
    const { State, Size, SnapshotId } = account.show(id);
    assert.deepEqual([State, Size, SnapshotId], ['available', 8, root.rootSnapshotId]);
    const fails = (input: Partial<CreateVolumeRequest>, code: string): void =>
      void account.fails('ec2:CreateVolume', { AvailabilityZone: zone, ...input }, code);
    fails({ SnapshotId: root.rootSnapshotId, Size: 7 }, 'InvalidParameterValue');
    fails({ SnapshotId: 'snap-0123456789abcdef0', Size: 7 }, 'InvalidSnapshot.NotFound');
    fails({ SnapshotId: 'mine', Size: 7 }, 'InvalidSnapshotID.Malformed');
    fails({}, 'MissingParameter');
  });

  it("keeps to its type's limits", () => {
    const account = openAccount();
    const cases: readonly [Partial<CreateVolumeRequest>, string, string?][] = [
      [{ VolumeType: 'gp4' as 'gp3' }, 'UnknownVolumeType', "Unsupported volume type 'gp4' for volume creation."],
      [{ Size: 0 }, 'InvalidParameterValue', 'Volume of 0GiB is too small for volume type gp2; minimum is 1GiB'],
      [{ Size: 16_385 }, 'InvalidParameterValue', 'Volume of 16385GiB is too large for volume type gp2; maximum is 16384GiB'],
      [{ Size: 124, VolumeType: 'st1' }, 'InvalidParameterValue'],
      [{ Size: 1_025, VolumeType: 'standard' }, 'InvalidParameterValue'],
      [{ Iops: 3_000 }, 'InvalidParameterCombination', 'The parameter iops is not supported for gp2 volumes.'],
      [{ VolumeType: 'io1' }, 'MissingParameter', 'The request must contain the parameter iops'],
      [{ VolumeType: 'io1', Iops: 99 }, 'InvalidParameterValue', 'Volume iops of 99 is too low; minimum is 100.'],
      [{ VolumeType: 'io2', Iops: 256_001, Size: 500 }, 'InvalidParameterValue', 'Volume iops of 256001 is too high; maximum is 256000.'],
      [{ VolumeType: 'io1', Iops: 501 }, 'InvalidParameterCombination', 'Iops to volume size ratio of 50.1 is too high; maximum is 50'],
      [{ VolumeType: 'gp3', Throughput: 124 }, 'InvalidParameterValue'],
      [{ VolumeType: 'gp3', Throughput: 751 }, 'InvalidParameterCombination'],
      [{ VolumeType: 'io1', Iops: 100, Throughput: 125 }, 'InvalidParameterCombination'],
      [{ MultiAttachEnabled: true }, 'InvalidParameterCombination', 'The parameter multiAttachEnabled is not supported for gp2 volumes.'],
    ];
    for (const [input, code, message] of cases) {
      account.fails('ec2:CreateVolume', { AvailabilityZone: zone, Size: 10, ...input }, code, message);
    }
    const shared = account.run('ec2:CreateVolume', {
      AvailabilityZone: zone,
      Size: 10,
      VolumeType: 'io2',
      Iops: 500,
      MultiAttachEnabled: true,
    });
    assert.equal(shared.MultiAttachEnabled, true);
  });

  it('encrypts with the key of the account', () => {
    const account = openAccount();
    const make = (input: Partial<CreateVolumeRequest>): string | undefined =>
      account.run('ec2:CreateVolume', { AvailabilityZone: zone, Size: 1, ...input }).KmsKeyId;
    const key = make({ Encrypted: true })!;
    assert.match(key, new RegExp(`^arn:aws:kms:ap-northeast-2:${accountId}:key/[0-9a-f-]{36}$`));
    assert.equal(make({ Encrypted: true, KmsKeyId: 'alias/aws/ebs' }), key);
    assert.equal(make({ Encrypted: true, KmsKeyId: key }), key);
    assert.equal(make({}), undefined);
    account.fails('ec2:CreateVolume', { AvailabilityZone: zone, Size: 1, KmsKeyId: key }, 'InvalidParameterDependency');
    account.fails('ec2:CreateVolume', { AvailabilityZone: zone, Size: 1, Encrypted: true, KmsKeyId: 'alias/mine' }, 'UnsupportedOperation');
  });

  it('makes one volume for one client token', () => {
    const account = openVolumes();
    const input = { AvailabilityZone: zone, Size: 1, ClientToken: 'once' };
    const first = account.run('ec2:CreateVolume', input);
    assert.equal(account.run('ec2:CreateVolume', input).VolumeId, first.VolumeId);
    account.fails('ec2:CreateVolume', { ...input, Size: 2 }, 'IdempotentParameterMismatch');
    assert.equal(account.run('ec2:DescribeVolumes', {}).Volumes!.length, 1);
    account.pass(10);
    account.run('ec2:DeleteVolume', { VolumeId: first.VolumeId! });
    account.pass(10);
    assert.notEqual(account.run('ec2:CreateVolume', input).VolumeId, first.VolumeId);
  });

  it('keeps to the quotas of storage and IOPS', () => {
    const account = openAccount({ settings: { quotaProfile: 'new' } });
    const make = (Size: number, VolumeType: 'gp3' | 'io2', Iops?: number): CreateVolumeRequest => ({
      AvailabilityZone: zone,
      Size,
      VolumeType,
      Iops,
    });
    account.run('ec2:CreateVolume', make(50 * 1_024 - 1, 'gp3'));
    account.fails('ec2:CreateVolume', make(2, 'gp3'), 'VolumeLimitExceeded');
    account.run('ec2:CreateVolume', make(1, 'gp3'));
    account.run('ec2:CreateVolume', make(100, 'io2', 99_900));
    account.fails('ec2:CreateVolume', make(4, 'io2', 101), 'MaxIOPSLimitExceeded');
    account.run('sandbox:PutAccountSettings', { quotas: { 'L-8D977E7E': 100_001, 'L-7A658B76': 51 } });
    account.run('ec2:CreateVolume', make(4, 'io2', 101));
    account.run('ec2:CreateVolume', make(2, 'gp3'));
    const image = { ImageId: root.imageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;
    const mapping = { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 1_023, VolumeType: 'gp3' } } as const;
    account.fails('ec2:RunInstances', { ...image, BlockDeviceMappings: [mapping] }, 'VolumeLimitExceeded');
  });
});

describe('DeleteVolume', () => {
  it('deletes an available volume within five seconds, which costs nothing from then on', () => {
    const account = openVolumes();
    const id = account.volume({ TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'a', Value: 'b' }] }] });
    account.run('ec2:DeleteVolume', { VolumeId: id });
    assert.equal(account.state(id), 'deleting');
    assert.deepEqual(account.usage(id), []);
    account.fails('ec2:DeleteVolume', { VolumeId: id }, 'IncorrectState');
    account.pass(5);
    account.fails('ec2:DescribeVolumes', { VolumeIds: [id] }, 'InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
    assert.deepEqual(account.run('ec2:DescribeTags', {}).Tags, []);
  });

  it('refuses what is not there, not ready, or in use', () => {
    const account = openVolumes();
    const creating = account.run('ec2:CreateVolume', { AvailabilityZone: zone, Size: 1 }).VolumeId!;
    account.fails('ec2:DeleteVolume', { VolumeId: creating }, 'IncorrectState');
    const InstanceId = account.machine();
    const VolumeId = account.volume();
    account.run('ec2:AttachVolume', { VolumeId, InstanceId, Device: '/dev/sdf' });
    account.fails('ec2:DeleteVolume', { VolumeId }, 'VolumeInUse', `Volume ${VolumeId} is currently attached to ${InstanceId}`);
    account.fails('ec2:DeleteVolume', { VolumeId: 'vol-0123456789abcdef0' }, 'InvalidVolume.NotFound');
    account.fails('ec2:DeleteVolume', { VolumeId: 'data' }, 'InvalidVolumeID.Malformed');
    account.fails('ec2:DeleteVolume', { VolumeId: '' }, 'MissingParameter');
    account.fails('ec2:DeleteVolume', { VolumeId: creating, DryRun: true }, 'DryRunOperation');
  });
});
