import assert from 'node:assert/strict';
import { instanceTable } from '../../../../src/region/ec2/instances/instances';
import { instancesKind } from '../../../../src/region/ec2/instances/instances-kind';
import { usageTable } from '../../../../src/region/kernel/tables';
import { type Machines, openMachines } from './support';

const protectedFromApi = { DisableApiStop: true, DisableApiTermination: true };

const boxes = (account: Machines): string[] =>
  account
    .context()
    .list(usageTable)
    .filter(({ to, usageType }) => to === undefined && !usageType.startsWith('EBS:'))
    .map(({ usageType }) => usageType);

const status = (account: Machines, id: string) => account.run('ec2:DescribeInstanceStatus', { InstanceIds: [id] }).InstanceStatuses![0]!;

describe('ShutDownGuest', () => {
  it('stops by the default behavior, whatever is protected, and only storage is charged for', () => {
    const account = openMachines();
    const id = account.running(protectedFromApi).InstanceId!;
    account.fails('ec2:StopInstances', { InstanceIds: [id] }, 'OperationNotPermitted');
    assert.deepEqual(account.run('sandbox:ShutDownGuest', { InstanceId: id }), { InstanceId: id, Command: 'shutdown' });
    const stopping = account.describe(id);
    assert.deepEqual(stopping.State, { Code: 64, Name: 'stopping' });
    assert.deepEqual(stopping.StateReason, {
      Code: 'Client.InstanceInitiatedShutdown',
      Message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
    });
    assert.equal(stopping.StateTransitionReason, '');
    account.settle();
    assert.equal(account.describe(id).State!.Name, 'stopped');
    assert.deepEqual(boxes(account), []);
  });

  it('terminates by the other behavior although protected, leaving volumes that do not go along', () => {
    const account = openMachines();
    const id = account.running({
      ...protectedFromApi,
      InstanceInitiatedShutdownBehavior: 'terminate',
      BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 35, VolumeType: 'gp2' } }],
    }).InstanceId!;
    const data = account.describe(id).BlockDeviceMappings![1]!.Ebs!.VolumeId;
    account.run('sandbox:ShutDownGuest', { InstanceId: id, Command: 'poweroff' });
    assert.deepEqual(account.describe(id).State, { Code: 32, Name: 'shutting-down' });
    account.settle();
    assert.equal(account.describe(id).StateReason!.Code, 'Client.InstanceInitiatedShutdown');
    assert.deepEqual(
      account.run('ec2:DescribeVolumes', {}).Volumes!.map(({ VolumeId, State, Size }) => [VolumeId, State, Size]),
      [[data, 'available', 35]],
    );
  });

  it('follows the behavior as it was last set, and terminates one-time Spot Instances', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('ec2:ModifyInstanceAttribute', { InstanceId: id, InstanceInitiatedShutdownBehavior: { Value: 'terminate' } });
    account.run('sandbox:ShutDownGuest', { InstanceId: id });
    assert.equal(account.describe(id).State!.Name, 'shutting-down');
    const spot = account.running({ InstanceMarketOptions: { MarketType: 'spot' } }).InstanceId!;
    account.run('sandbox:ShutDownGuest', { InstanceId: spot });
    assert.equal(account.describe(spot).State!.Name, 'shutting-down');
  });

  it('reboots', () => {
    const account = openMachines();
    const before = account.running();
    const id = before.InstanceId!;
    account.run('sandbox:ShutDownGuest', { InstanceId: id, Command: 'reboot' });
    account.fails('sandbox:ShutDownGuest', { InstanceId: id }, 'IncorrectInstanceState');
    account.pass(120);
    const after = account.describe(id);
    assert.deepEqual([after.State!.Name, after.PublicIpAddress, after.LaunchTime], ['running', before.PublicIpAddress, before.LaunchTime]);
    account.run('sandbox:ShutDownGuest', { InstanceId: id });
  });

  it('halts: running and charged for, but unreachable from the next status check on', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.pass(190);
    assert.equal(status(account, id).InstanceStatus!.Status, 'ok');
    account.run('sandbox:ShutDownGuest', { InstanceId: id, Command: 'halt' });
    assert.equal(account.describe(id).State!.Name, 'running');
    assert.ok(boxes(account).includes('BoxUsage:t3.micro'));
    assert.equal(status(account, id).InstanceStatus!.Status, 'ok', 'no check since');
    account.pass(60);
    const since = account.context().get(instanceTable, id)!.runningSince! + 240_000;
    assert.deepEqual(status(account, id).InstanceStatus, {
      Status: 'impaired',
      Details: [{ Name: 'reachability', Status: 'failed', ImpairedSince: new Date(since) }],
    });
    assert.deepEqual(status(account, id).SystemStatus, { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] });
    assert.equal(status(account, id).AttachedEbsStatus!.Status, 'ok');
    const impaired = account.run('ec2:DescribeInstanceStatus', {
      Filters: [
        { Name: 'instance-status.reachability', Values: ['failed'] },
        { Name: 'system-status.status', Values: ['ok'] },
      ],
    });
    assert.equal(impaired.InstanceStatuses!.length, 1);
    account.fails('sandbox:ShutDownGuest', { InstanceId: id, Command: 'reboot' }, 'IncorrectInstanceState');
    const face = instancesKind.face(account.context(), account.context().get(instanceTable, id)!);
    assert.ok(face.description.some(({ text }) => text === 'halted'));
    account.run('ec2:RebootInstances', { InstanceIds: [id] });
    account.pass(269);
    assert.equal(status(account, id).InstanceStatus!.Status, 'impaired', 'EC2 waits four minutes for it');
    account.pass(1);
    assert.equal(status(account, id).InstanceStatus!.Status, 'ok');
  });

  it('leaves a halted system no way to shut down in an orderly fashion', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('sandbox:ShutDownGuest', { InstanceId: id, Command: 'halt' });
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.pass(239);
    assert.equal(account.describe(id).State!.Name, 'stopping');
    account.pass(1);
    assert.equal(account.describe(id).State!.Name, 'stopped');
    account.run('ec2:StartInstances', { InstanceIds: [id] });
    account.settle();
    account.pass(180);
    assert.equal(status(account, id).InstanceStatus!.Status, 'ok', 'a start is a new boot');
  });

  it('takes commands only where somebody could type them', () => {
    const account = openMachines();
    const id = account.launch()[0]!.InstanceId!;
    account.fails(
      'sandbox:ShutDownGuest',
      { InstanceId: id },
      'IncorrectInstanceState',
      `The instance '${id}' is not in the 'running' state.`,
    );
    account.settle();
    account.fails('sandbox:ShutDownGuest', { InstanceId: id, Command: 'sleep' as never }, 'InvalidParameterValue');
    account.fails('sandbox:ShutDownGuest', { InstanceId: 'i-00000000000000000' }, 'InvalidInstanceID.NotFound');
    account.fails('sandbox:ShutDownGuest', {}, 'MissingParameter');
  });
});

describe('The status checks of attached volumes', () => {
  it('are made on Nitro types only', () => {
    const account = openMachines();
    const id = account.running({ InstanceType: 't2.micro' }).InstanceId!;
    assert.deepEqual(status(account, id).AttachedEbsStatus, { Status: 'not-applicable' });
    assert.equal(status(account, id).SystemStatus!.Status, 'initializing');
    assert.equal(status(account, account.running().InstanceId!).AttachedEbsStatus!.Status, 'initializing');
  });
});

describe('The menu of an instance', () => {
  const offered = (account: Machines, id: string): string[] => {
    const { flags } = instancesKind.face(account.context(), account.context().get(instanceTable, id)!);
    return instancesKind.menu.filter(({ needs }) => needs.some((need) => flags.includes(need))).map(({ id: entry }) => entry);
  };

  it('offers what the state and the settings allow', () => {
    const account = openMachines();
    const plain = account.running().InstanceId!;
    assert.deepEqual(offered(account, plain), [
      'connect',
      'stop',
      'reboot',
      'terminate',
      'shutDown',
      'changeProtection',
      'changeShutdownBehavior',
      'monitor',
      'editUserData',
      'getSystemLog',
      'launchMoreLikeThis',
    ]);
    const other = account.running({ InstanceInitiatedShutdownBehavior: 'terminate', Monitoring: { Enabled: true } }).InstanceId!;
    const entries = offered(account, other);
    assert.ok(entries.includes('shutDownAndTerminate') && !entries.includes('shutDown'));
    assert.ok(entries.includes('unmonitor') && !entries.includes('monitor'));
    account.run('sandbox:ShutDownGuest', { InstanceId: plain });
    account.settle();
    assert.ok(offered(account, plain).includes('changeType'));
    account.run('ec2:TerminateInstances', { InstanceIds: [plain] });
    assert.deepEqual(offered(account, plain), ['getSystemLog']);
  });

  it('tells of protections, and of all six states whether they are charged for', () => {
    const account = openMachines();
    const words = (id: string): string[] =>
      instancesKind
        .face(account.context(), account.context().get(instanceTable, id)!)
        .tooltip.map(({ caption, value }) => `${caption.text}: ${value.text.replace('{0}', String(value.args?.[0] ?? ''))}`);
    const id = account.launch({ DisableApiTermination: true, InstanceInitiatedShutdownBehavior: 'stop' })[0]!.InstanceId!;
    assert.ok(words(id).includes('State: pending (not billed)'));
    account.settle();
    assert.ok(words(id).includes('State: running (billed)'));
    assert.ok(words(id).includes('Termination protection: On'));
    account.run('sandbox:ShutDownGuest', { InstanceId: id });
    assert.ok(words(id).includes('State: stopping (not billed, only its storage is)'));
    account.settle();
    assert.ok(words(id).includes('State: stopped (not billed, only its storage is)'));
    const other = account.running().InstanceId!;
    account.run('ec2:TerminateInstances', { InstanceIds: [other] });
    assert.ok(words(other).includes('State: shutting-down (not billed)'));
    account.settle();
    assert.ok(words(other).includes('State: terminated (not billed)'));
  });
});
