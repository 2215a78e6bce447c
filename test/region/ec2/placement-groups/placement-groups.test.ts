import assert from 'node:assert/strict';
import type { PlacementStrategy } from '@aws-sdk/client-ec2';
import { placementGroupTable } from '../../../../src/region/ec2/placement-groups/placement-groups';
import { placementGroupsKind } from '../../../../src/region/ec2/placement-groups/placement-groups-kind';
import { type Machines, minimal, openMachines } from '../instances/support';

function withGroup(Strategy: PlacementStrategy, PartitionCount?: number): Machines {
  const account = openMachines();
  account.run('ec2:CreatePlacementGroup', { GroupName: 'web', Strategy, ...(PartitionCount && { PartitionCount }) });
  return account;
}

const large = { ...minimal, InstanceType: 'm5.large' } as const;
const a = { AvailabilityZone: 'ap-northeast-2a' };

describe('CreatePlacementGroup, DescribePlacementGroups and DeletePlacementGroup', () => {
  it('make, show and delete groups of each strategy', () => {
    const account = openMachines();
    const made = [
      { GroupName: 'near', Strategy: 'cluster' },
      { GroupName: 'apart', Strategy: 'spread', SpreadLevel: 'rack' },
      { GroupName: 'racks', Strategy: 'partition', PartitionCount: 5 },
      { GroupName: 'two', Strategy: 'partition' },
    ] as const;
    const groups = made.map((input) => account.run('ec2:CreatePlacementGroup', input).PlacementGroup!);
    assert.match(groups[0]!.GroupId!, /^pg-[0-9a-f]{17}$/);
    assert.deepEqual(
      groups.map(({ GroupId: _, ...rest }) => rest),
      [
        { GroupName: 'near', Strategy: 'cluster' },
        { GroupName: 'apart', Strategy: 'spread', SpreadLevel: 'rack' },
        { GroupName: 'racks', Strategy: 'partition', PartitionCount: 5 },
        { GroupName: 'two', Strategy: 'partition', PartitionCount: 2 },
      ].map((group) => ({
        ...group,
        State: 'available',
        GroupArn: `arn:aws:ec2:ap-northeast-2:123456789012:placement-group/${group.GroupName}`,
      })),
    );
    assert.deepEqual(account.run('ec2:DescribePlacementGroups', {}).PlacementGroups, groups);
    assert.deepEqual(
      account.run('ec2:DescribePlacementGroups', { GroupNames: ['apart'], GroupIds: [groups[0]!.GroupId!] }).PlacementGroups,
      [groups[0], groups[1]],
    );
    account.run('ec2:DeletePlacementGroup', { GroupName: 'near' });
    assert.equal(account.run('ec2:DescribePlacementGroups', { GroupNames: ['near'] }).PlacementGroups![0]!.State, 'deleting');
    account.fails('ec2:RunInstances', { ...large, Placement: { GroupName: 'near' } }, 'InvalidPlacementGroup.Unknown');
    account.run('ec2:DeletePlacementGroup', { GroupName: 'near' });
    account.settle();
    account.fails(
      'ec2:DescribePlacementGroups',
      { GroupNames: ['near'] },
      'InvalidPlacementGroup.Unknown',
      `The Placement Group 'near' is unknown.`,
    );
    account.run('ec2:CreatePlacementGroup', made[0]);
    account.run('ec2:DeletePlacementGroup', { GroupName: groups[3]!.GroupId! });
  });

  it('filters by what the API documents', () => {
    const account = openMachines();
    account.run('ec2:CreatePlacementGroup', {
      GroupName: 'apart',
      Strategy: 'spread',
      TagSpecifications: [{ ResourceType: 'placement-group', Tags: [{ Key: 'Stage', Value: 'test' }] }],
    });
    account.run('ec2:CreatePlacementGroup', { GroupName: 'near', Strategy: 'cluster' });
    const cases: [string, string][] = [
      ['group-name', 'apart'],
      ['group-arn', '*placement-group/apart'],
      ['spread-level', 'rack'],
      ['strategy', 'spread'],
      ['tag:Stage', 'test'],
      ['tag-key', 'Stage'],
    ];
    for (const [Name, value] of cases) {
      const { PlacementGroups } = account.run('ec2:DescribePlacementGroups', { Filters: [{ Name, Values: [value] }] });
      assert.deepEqual(
        PlacementGroups!.map(({ GroupName }) => GroupName),
        ['apart'],
        Name,
      );
    }
    assert.equal(
      account.run('ec2:DescribePlacementGroups', { Filters: [{ Name: 'state', Values: ['available'] }] }).PlacementGroups!.length,
      2,
    );
    account.fails('ec2:DescribePlacementGroups', { Filters: [{ Name: 'colour', Values: ['x'] }] }, 'InvalidParameterValue');
    account.fails('ec2:DescribePlacementGroups', { DryRun: true }, 'DryRunOperation');
  });

  it('refuses what cannot be made', () => {
    const account = withGroup('cluster');
    const cases: [object, string, string?][] = [
      [{}, 'InvalidPlacementGroup.Duplicate', `The Placement Group 'web' already exists.`],
      [{ GroupName: undefined }, 'MissingParameter'],
      [{ GroupName: '한글' }, 'InvalidParameterValue'],
      [{ GroupName: 'x'.repeat(256) }, 'InvalidParameterValue'],
      [{ GroupName: 'b', Strategy: undefined }, 'MissingParameter'],
      [{ GroupName: 'b', Strategy: 'near' }, 'InvalidParameterValue'],
      [{ GroupName: 'b', Strategy: 'precision-time' }, 'UnsupportedOperation'],
      [{ GroupName: 'b', PartitionCount: 2 }, 'InvalidParameterCombination'],
      [{ GroupName: 'b', Strategy: 'partition', PartitionCount: 8 }, 'InvalidParameterValue'],
      [{ GroupName: 'b', Strategy: 'partition', PartitionCount: 0 }, 'InvalidParameterValue'],
      [{ GroupName: 'b', SpreadLevel: 'rack' }, 'InvalidParameterCombination'],
      [{ GroupName: 'b', Strategy: 'spread', SpreadLevel: 'host' }, 'InvalidParameterValue'],
      [{ GroupName: 'b', ParentGroupId: 'pg-0123456789abcdef0' }, 'InvalidPlacementGroup.Unknown'],
      [{ GroupName: 'b', LinkedGroupId: 'pg-0123456789abcdef0' }, 'UnsupportedOperation'],
      [{ GroupName: 'b', TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] }, 'InvalidParameterValue'],
      [{ GroupName: 'b', DryRun: true }, 'DryRunOperation'],
    ];
    for (const [change, code, message] of cases) {
      account.fails('ec2:CreatePlacementGroup', { GroupName: 'web', Strategy: 'cluster', ...change }, code, message);
    }
    account.fails('ec2:DescribePlacementGroups', { GroupIds: ['pg-1'] }, 'InvalidPlacementGroupId.Malformed');
    account.fails('ec2:DescribePlacementGroups', { GroupIds: ['pg-0123456789abcdef0'] }, 'InvalidPlacementGroup.Unknown');
    account.fails('ec2:DeletePlacementGroup', { GroupName: 'nobody' }, 'InvalidPlacementGroup.Unknown');
    account.fails('ec2:DeletePlacementGroup', { GroupName: undefined }, 'MissingParameter');
    account.fails('ec2:DeletePlacementGroup', { GroupName: 'web', DryRun: true }, 'DryRunOperation');
    for (let made = 1; made < 500; made++) account.run('ec2:CreatePlacementGroup', { GroupName: `g${made}`, Strategy: 'spread' });
    account.fails('ec2:CreatePlacementGroup', { GroupName: 'b', Strategy: 'spread' }, 'PlacementGroupLimitExceeded');
  });

  it('keeps a group as long as instances are in it', () => {
    const account = withGroup('cluster');
    const id = account.running({ ...large, Placement: { GroupName: 'web' } }).InstanceId!;
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    account.fails(
      'ec2:DeletePlacementGroup',
      { GroupName: 'web' },
      'InvalidPlacementGroup.InUse',
      `The placement group 'web' is in use and may not be deleted.`,
    );
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    account.run('ec2:DeletePlacementGroup', { GroupName: 'web' });
  });

  it('has a face that counts its instances', () => {
    const account = withGroup('partition', 3);
    account.launch({ Placement: { GroupName: 'web' }, MinCount: 2, MaxCount: 2 });
    const row = account.context().list(placementGroupTable)[0]!;
    const { label, tooltip, flags } = placementGroupsKind.face(account.context(), row);
    const words = tooltip.map(({ caption, value }) => [caption.text, value.args?.[0]]);
    assert.deepEqual(
      [label, flags, words.slice(2)],
      [
        'web',
        ['available'],
        [
          ['Strategy', 'partition'],
          ['Partitions', '3'],
          ['Instances', '2'],
        ],
      ],
    );
  });
});

describe('Instances in placement groups', () => {
  it('of a cluster stay in one zone and are of types that can', () => {
    const account = withGroup('cluster');
    const Placement = { GroupName: 'web' };
    account.fails(
      'ec2:RunInstances',
      { ...minimal, Placement },
      'InvalidParameterCombination',
      `Cluster placement groups are not supported by the 't3.micro' instance type. Specify a supported instance type or change the placement group strategy, and try again.`,
    );
    const first = account.launch({ ...large, Placement })[0]!;
    assert.equal(first.Placement!.GroupName, 'web');
    for (let launches = 0; launches < 6; launches++) {
      const zone = account.launch({ ...large, Placement })[0]!.Placement!.AvailabilityZone;
      assert.equal(zone, first.Placement!.AvailabilityZone);
    }
    const letter = first.Placement!.AvailabilityZone === 'ap-northeast-2a' ? 'c' : 'a';
    const AvailabilityZone = `ap-northeast-2${letter}`;
    account.fails('ec2:RunInstances', { ...large, Placement: { ...Placement, AvailabilityZone } }, 'InvalidPlacementGroup.InUse');
    account.settle();
    const id = first.InstanceId!;
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    account.fails('ec2:ModifyInstanceAttribute', { InstanceId: id, InstanceType: { Value: 't3.micro' } }, 'InvalidParameterCombination');
  });

  it('of a spread group are at most seven running ones in a zone', () => {
    const account = withGroup('spread');
    const { GroupId } = account.run('ec2:DescribePlacementGroups', {}).PlacementGroups![0]!;
    const Placement = { ...a, GroupId: GroupId! };
    const ids = account.launch({ Placement, MinCount: 1, MaxCount: 9 }).map(({ InstanceId }) => InstanceId!);
    assert.equal(ids.length, 7);
    const error = account.fails('ec2:RunInstances', { ...minimal, Placement }, 'InsufficientInstanceCapacity');
    assert.equal(error.status, 500);
    const elsewhere = account.launch({ Placement: { GroupId: GroupId! } })[0]!;
    assert.notEqual(elsewhere.Placement!.AvailabilityZone, 'ap-northeast-2a', 'EC2 chooses a zone with room');
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: [ids[0]!] });
    account.settle();
    account.launch({ Placement });
    account.fails('ec2:StartInstances', { InstanceIds: [ids[0]!] }, 'InsufficientInstanceCapacity');
    account.fails('ec2:RunInstances', { ...large, Placement: { ...Placement, Tenancy: 'dedicated' } }, 'InvalidParameterCombination');
    const { Vpc } = account.run('ec2:CreateVpc', { CidrBlock: '10.9.0.0/16', InstanceTenancy: 'dedicated' });
    const { Subnet } = account.run('ec2:CreateSubnet', { ...a, VpcId: Vpc!.VpcId!, CidrBlock: '10.9.0.0/24' });
    account.fails('ec2:RunInstances', { ...large, Placement, SubnetId: Subnet!.SubnetId! }, 'InvalidParameterCombination');
  });

  it('of a partition group are spread evenly, or go where they are told', () => {
    const account = withGroup('partition', 3);
    const numbers = (PartitionNumber?: number) =>
      account
        .launch({ Placement: { ...a, GroupName: 'web', ...(PartitionNumber && { PartitionNumber }) }, MinCount: 2, MaxCount: 2 })
        .map(({ Placement }) => Placement!.PartitionNumber);
    assert.deepEqual(numbers(1), [1, 1]);
    assert.deepEqual(numbers(), [2, 3]);
    assert.deepEqual(numbers(), [2, 3]);
    assert.deepEqual(numbers(), [1, 2]);
    const found = account.run('ec2:DescribeInstances', {
      Filters: [
        { Name: 'placement-group-name', Values: ['web'] },
        { Name: 'placement-partition-number', Values: ['3'] },
      ],
    });
    assert.equal(found.Reservations!.length, 2);
    account.fails('ec2:RunInstances', { ...minimal, Placement: { GroupName: 'web', PartitionNumber: 4 } }, 'InvalidParameterValue');
    account.fails('ec2:RunInstances', { ...minimal, Placement: { PartitionNumber: 1 } }, 'InvalidParameterCombination');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, Placement: { GroupName: 'web', GroupId: 'pg-12345678' } },
      'InvalidParameterCombination',
    );
    account.fails('ec2:RunInstances', { ...minimal, Placement: { GroupId: 'pg-12345678' } }, 'InvalidPlacementGroup.Unknown');
    account.fails('ec2:RunInstances', { ...minimal, Placement: { HostId: 'h-0123456789abcdef0' } }, 'InvalidHostID.NotFound');
    account.fails('ec2:RunInstances', { ...minimal, Placement: { Tenancy: 'host' } }, 'InsufficientHostCapacity');
    account.fails('ec2:RunInstances', { ...minimal, Placement: { Affinity: 'host' } }, 'InvalidParameterCombination');
  });
});
