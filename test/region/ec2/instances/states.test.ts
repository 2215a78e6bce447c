import assert from 'node:assert/strict';
import { instanceTable } from '../../../../src/region/ec2/instances/instances';
import { instancesKind } from '../../../../src/region/ec2/instances/instances-kind';
import { historyTable, usageTable } from '../../../../src/region/kernel/tables';
import { volumeTable } from '../../../../src/region/ec2/volumes/volumes';
import { openMachines } from './support';

describe('The states of an instance', () => {
  it('stops, keeps its private address, loses its public one, and starts with another', () => {
    const account = openMachines();
    const before = account.running();
    const id = before.InstanceId!;
    assert.deepEqual(account.run('ec2:StopInstances', { InstanceIds: [id] }).StoppingInstances, [
      { InstanceId: id, CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } },
    ]);
    assert.equal(account.describe(id).StateReason!.Code, 'Client.UserInitiatedShutdown');
    assert.match(account.describe(id).StateTransitionReason!, /^User initiated \(2026-01-15 09:00:\d\d GMT\)$/);
    account.settle();
    assert.deepEqual(account.describe(id).State, { Code: 80, Name: 'stopped' });
    assert.equal(account.describe(id).PublicIpAddress, undefined);
    assert.equal(account.describe(id).PublicDnsName, '');
    assert.equal(account.describe(id).PrivateIpAddress, before.PrivateIpAddress);
    assert.deepEqual(account.run('ec2:StartInstances', { InstanceIds: [id] }).StartingInstances![0]!.CurrentState, {
      Code: 0,
      Name: 'pending',
    });
    account.settle();
    const after = account.describe(id);
    assert.equal(after.State!.Name, 'running');
    assert.notEqual(after.PublicIpAddress, before.PublicIpAddress);
    assert.ok(after.LaunchTime!.getTime() > before.LaunchTime!.getTime());
    assert.equal(after.StateReason, undefined);
    assert.equal(after.NetworkInterfaces![0]!.Attachment!.AttachTime!.getTime(), before.LaunchTime!.getTime());
  });

  it('answers unchanged states with equal previous and current ones', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    const start = account.run('ec2:StartInstances', { InstanceIds: [id] }).StartingInstances![0]!;
    assert.deepEqual([start.PreviousState!.Name, start.CurrentState!.Name], ['running', 'running']);
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    const stop = account.run('ec2:StopInstances', { InstanceIds: [id] }).StoppingInstances![0]!;
    assert.deepEqual([stop.PreviousState!.Name, stop.CurrentState!.Name], ['stopping', 'stopping']);
  });

  it('takes the reserved AdditionalInfo, which changes nothing', () => {
    const [plain, informed] = [openMachines(), openMachines()];
    for (const account of [plain, informed]) account.run('ec2:StopInstances', { InstanceIds: [account.running().InstanceId!] });
    for (const account of [plain, informed]) account.settle();
    const InstanceIds = [plain.run('ec2:DescribeInstances', {}).Reservations![0]!.Instances![0]!.InstanceId!];
    plain.run('ec2:StartInstances', { InstanceIds });
    informed.run('ec2:StartInstances', { InstanceIds, AdditionalInfo: 'reserved' });
    assert.equal(informed.sandbox.digest(), plain.sandbox.digest());
  });

  it('stops sooner when forced', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('ec2:StopInstances', { InstanceIds: [id], Force: true });
    account.pass(10);
    assert.equal(account.describe(id).State!.Name, 'stopped');
    account.run('ec2:StartInstances', { InstanceIds: [id] });
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.run('ec2:StopInstances', { InstanceIds: [id], SkipOsShutdown: true });
    account.pass(10);
    assert.equal(account.describe(id).State!.Name, 'stopped');
  });

  it('refuses what the state does not allow', () => {
    const account = openMachines();
    const id = account.launch()[0]!.InstanceId!;
    account.fails('ec2:StopInstances', { InstanceIds: [id] }, 'IncorrectInstanceState');
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.fails(
      'ec2:StartInstances',
      { InstanceIds: [id] },
      'IncorrectInstanceState',
      `The instance '${id}' is not in a state from which it can be started.`,
    );
    account.fails('ec2:RebootInstances', { InstanceIds: [id] }, 'IncorrectInstanceState');
    account.settle();
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    assert.equal(account.describe(id).State!.Name, 'terminated', 'a stopped instance has nothing to shut down');
    account.fails('ec2:StartInstances', { InstanceIds: [id] }, 'IncorrectInstanceState');
    account.fails('ec2:StopInstances', { InstanceIds: [id] }, 'IncorrectInstanceState');
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    account.run('ec2:RebootInstances', { InstanceIds: [id] });
  });

  it('changes all or none of several instances', () => {
    const account = openMachines();
    const [first, second] = account.launch({ MinCount: 2, MaxCount: 2 }).map(({ InstanceId }) => InstanceId!);
    account.settle();
    account.run('ec2:TerminateInstances', { InstanceIds: [second!] });
    account.fails('ec2:StopInstances', { InstanceIds: [first!, second!] }, 'IncorrectInstanceState');
    assert.equal(account.describe(first!).State!.Name, 'running');
    account.fails(
      'ec2:StopInstances',
      { InstanceIds: [first!, 'i-00000000000000000'] },
      'InvalidInstanceID.NotFound',
      `The instance ID 'i-00000000000000000' does not exist`,
    );
    account.fails('ec2:StopInstances', { InstanceIds: ['i-zzz'] }, 'InvalidInstanceID.Malformed', 'Invalid id: "i-zzz"');
    account.fails('ec2:StopInstances', { InstanceIds: [] }, 'MissingParameter');
  });

  it('stays running while it reboots, and keeps its addresses', () => {
    const account = openMachines();
    const before = account.running();
    const words = (): string[] => {
      const context = account.context();
      return instancesKind.face(context, context.get(instanceTable, before.InstanceId!)!).description.map(({ text }) => text);
    };
    account.run('ec2:RebootInstances', { InstanceIds: [before.InstanceId!] });
    assert.ok(words().includes('rebooting'));
    account.pass(120);
    assert.ok(!words().includes('rebooting'));
    const after = account.describe(before.InstanceId!);
    assert.equal(after.State!.Name, 'running');
    assert.equal(after.PublicIpAddress, before.PublicIpAddress);
    assert.equal(after.LaunchTime!.getTime(), before.LaunchTime!.getTime());
  });

  it('terminates with its root volume, keeps the others, and is gone after an hour', () => {
    const account = openMachines();
    const extra = [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 10 } }];
    const { InstanceId } = account.running({ BlockDeviceMappings: extra });
    const id = InstanceId!;
    assert.deepEqual(account.run('ec2:TerminateInstances', { InstanceIds: [id] }).TerminatingInstances, [
      { InstanceId: id, CurrentState: { Code: 32, Name: 'shutting-down' }, PreviousState: { Code: 16, Name: 'running' } },
    ]);
    account.settle();
    const gone = account.describe(id);
    assert.deepEqual(gone.State, { Code: 48, Name: 'terminated' });
    assert.deepEqual([gone.BlockDeviceMappings, gone.NetworkInterfaces, gone.SecurityGroups], [[], [], []]);
    assert.deepEqual(
      account
        .context()
        .list(volumeTable)
        .map(({ size, state }) => [size, state]),
      [[10, 'available']],
    );
    account.pass(3_599);
    assert.equal(account.describe(id).State!.Name, 'terminated');
    account.pass(1);
    account.fails('ec2:DescribeInstances', { InstanceIds: [id] }, 'InvalidInstanceID.NotFound');
    assert.deepEqual(account.run('ec2:DescribeInstances', {}).Reservations, []);
  });

  it('spares the whole zone of a protected instance, and says so', () => {
    const account = openMachines();
    const zone = (letter: string) => ({ Placement: { AvailabilityZone: `ap-northeast-2${letter}` } });
    const guarded = account.running({ ...zone('a'), DisableApiTermination: true }).InstanceId!;
    const neighbour = account.running(zone('a')).InstanceId!;
    const elsewhere = account.running(zone('c')).InstanceId!;
    assert.throws(() => account.run('ec2:TerminateInstances', { InstanceIds: [guarded, neighbour, elsewhere] }), {
      code: 'OperationNotPermitted',
      message: `The instance '${guarded}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    });
    assert.deepEqual(
      [guarded, neighbour, elsewhere].map((id) => account.describe(id).State!.Name),
      ['running', 'running', 'shutting-down'],
    );
    account.fails('ec2:TerminateInstances', { InstanceIds: [guarded, neighbour] }, 'OperationNotPermitted');
  });

  it('counts stopped instances out of the quota and checks it again at start', () => {
    const account = openMachines({ settings: { quotaProfile: 'new' } });
    const ids = account.launch({ MinCount: 2, MaxCount: 2 }).map(({ InstanceId }) => InstanceId!);
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: ids });
    account.settle();
    account.running();
    account.fails('ec2:StartInstances', { InstanceIds: ids }, 'VcpuLimitExceeded');
    account.run('ec2:StartInstances', { InstanceIds: ids.slice(0, 1) });
  });

  it('remembers what led to each state', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    const { transitions } = account.context().get(historyTable, id)!;
    assert.deepEqual(
      transitions.map(({ from, to, cause, scheduledBy }) => [from, to, cause.name, scheduledBy?.name]),
      [
        [undefined, 'pending', 'ec2:RunInstances', undefined],
        ['pending', 'running', 'ec2:instance-running', 'ec2:RunInstances'],
        ['running', 'stopping', 'ec2:StopInstances', undefined],
        ['stopping', 'stopped', 'ec2:instance-stopped', 'ec2:StopInstances'],
      ],
    );
  });
});

describe('What an instance is charged for', () => {
  const open = (account: ReturnType<typeof openMachines>) =>
    account
      .context()
      .list(usageTable)
      .filter(({ to }) => to === undefined)
      .map(({ usageType, quantity }) => [usageType, quantity]);

  it('pays for its disk from the launch, for itself and its address while running', () => {
    const account = openMachines();
    const id = account.launch({ InstanceType: 't2.micro', Monitoring: { Enabled: true } })[0]!.InstanceId!;
    assert.deepEqual(open(account), [
      ['EBS:VolumeUsage.gp3', 8],
      ['EBS:VolumeP-IOPS.gp3', 3000],
      ['EBS:VolumeP-Throughput.gp3', 125],
    ]);
    account.settle();
    assert.deepEqual(open(account).slice(3), [
      ['PublicIPv4:InUseAddress', 1],
      ['BoxUsage:t2.micro', 1],
      ['CW:MetricMonitorUsage', 7],
    ]);
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    assert.deepEqual(open(account).slice(3), [['PublicIPv4:InUseAddress', 1]]);
    account.settle();
    assert.equal(open(account).length, 3);
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    assert.deepEqual(open(account), []);
  });

  it('pays while hibernating', () => {
    const account = openMachines();
    const BlockDeviceMappings = [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } }];
    const id = account.running({ InstanceType: 'm5.large', HibernationOptions: { Configured: true }, BlockDeviceMappings }).InstanceId!;
    account.pass(120);
    account.run('ec2:StopInstances', { InstanceIds: [id], Hibernate: true });
    assert.ok(open(account).some(([type]) => type === 'BoxUsage:m5.large'));
    account.settle();
    assert.ok(!open(account).some(([type]) => type === 'BoxUsage:m5.large'));
  });

  it('pays for EBS optimization where the type has it at a price', () => {
    const account = openMachines();
    const optimized = (): unknown[] => open(account).filter(([type]) => String(type).startsWith('EBSOptimized'));
    account.running({ InstanceType: 'm5.large', EbsOptimized: true });
    account.running({ InstanceType: 'r3.xlarge' });
    assert.deepEqual(optimized(), []);
    account.running({ InstanceType: 'r3.xlarge', EbsOptimized: true });
    assert.deepEqual(optimized(), [['EBSOptimized:r3.xlarge', 1]]);
  });

  it('names dedicated and Spot usage', () => {
    const account = openMachines();
    account.running({ Placement: { Tenancy: 'dedicated' }, InstanceType: 'm5.large' });
    account.running({ InstanceMarketOptions: { MarketType: 'spot' } });
    const types = open(account).map(([type]) => type);
    assert.ok(types.includes('DedicatedUsage:m5.large'));
    assert.ok(types.includes('SpotUsage:t3.micro'));
  });
});
