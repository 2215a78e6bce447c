import assert from 'node:assert/strict';
import { clientTokenTable, usageTable } from '../../../../src/region/kernel/tables';
import { creation } from '../../support/account';
import { type Machines, openMachines } from './support';

const monitoring = (account: Machines, id: string) => account.describe(id).Monitoring!.State;

/** Seconds from the creation of the account: when detailed monitoring was charged for. */
const metered = (account: Machines): (number | undefined)[][] =>
  account
    .context()
    .list(usageTable)
    .filter(({ usageType }) => usageType === 'CW:MetricMonitorUsage')
    .map(({ from, to, quantity }) => [quantity, (from - creation) / 1000, to === undefined ? undefined : (to - creation) / 1000]);

describe('MonitorInstances and UnmonitorInstances', () => {
  it('go through pending and disabling, and charge while it is on', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.pass(100 - (account.sandbox.now - creation) / 1000);
    assert.deepEqual(account.run('ec2:MonitorInstances', { InstanceIds: [id] }).InstanceMonitorings, [
      { InstanceId: id, Monitoring: { State: 'pending' } },
    ]);
    assert.deepEqual([monitoring(account, id), metered(account)], ['pending', []]);
    account.pass(10);
    assert.deepEqual([monitoring(account, id), metered(account)], ['enabled', [[7, 110, undefined]]]);
    account.run('ec2:MonitorInstances', { InstanceIds: [id] });
    account.pass(40);
    assert.deepEqual(account.run('ec2:UnmonitorInstances', { InstanceIds: [id] }).InstanceMonitorings, [
      { InstanceId: id, Monitoring: { State: 'disabling' } },
    ]);
    assert.deepEqual(metered(account), [[7, 110, 150]]);
    account.pass(10);
    assert.equal(monitoring(account, id), 'disabled');
    assert.deepEqual(metered(account), [[7, 110, 150]]);
  });

  it('take effect at once on a stopped instance, and with its next state on one that is on its way', () => {
    const account = openMachines();
    const id = account.launch({ Monitoring: { Enabled: true } })[0]!.InstanceId!;
    assert.equal(monitoring(account, id), 'pending');
    account.settle();
    assert.equal(monitoring(account, id), 'enabled');
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.run('ec2:UnmonitorInstances', { InstanceIds: [id] });
    assert.equal(monitoring(account, id), 'disabling');
    account.settle();
    assert.equal(monitoring(account, id), 'disabled');
    account.run('ec2:MonitorInstances', { InstanceIds: [id] });
    assert.equal(monitoring(account, id), 'enabled');
    const before = metered(account).length;
    account.run('ec2:StartInstances', { InstanceIds: [id] });
    account.settle();
    assert.equal(metered(account).length, before + 1);
  });

  it('survive a stop while they are on their way', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.run('ec2:MonitorInstances', { InstanceIds: [id] });
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    assert.equal(monitoring(account, id), 'enabled');
    assert.deepEqual(metered(account), []);
  });

  it('refuse what is not there or is ending', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.fails('ec2:MonitorInstances', { InstanceIds: [id], MetricCategoryIds: ['mc-1'] }, 'InvalidMetricCategoryId.NotFound');
    account.fails('ec2:UnmonitorInstances', { InstanceIds: [id], MetricCategoryIds: ['mc-1'] }, 'InvalidMetricCategoryId.NotFound');
    account.run('ec2:TerminateInstances', { InstanceIds: [id] });
    for (const action of ['ec2:MonitorInstances', 'ec2:UnmonitorInstances'] as const) {
      account.fails(action, { InstanceIds: [id] }, 'InvalidState');
      account.fails(action, { InstanceIds: ['i-00000000000000000'] }, 'InvalidInstanceID.NotFound');
      account.fails(action, { InstanceIds: [] }, 'MissingParameter');
    }
    const other = account.running().InstanceId!;
    account.fails('ec2:MonitorInstances', { InstanceIds: [other], DryRun: true }, 'DryRunOperation');
    account.fails('ec2:UnmonitorInstances', { InstanceIds: [other], DryRun: true }, 'DryRunOperation');
  });
});

describe('CPU credit options', () => {
  it('are described for the instances named, or for the unlimited ones', () => {
    const account = openMachines();
    const [t3, t2, m5] = ['t3.micro', 't2.micro', 'm5.large'].map(
      (InstanceType) => account.running({ InstanceType: InstanceType as 't3.micro' }).InstanceId!,
    );
    const describe = (input: object) =>
      account
        .run('ec2:DescribeInstanceCreditSpecifications', input)
        .InstanceCreditSpecifications!.map((each) => [each.InstanceId, each.CpuCredits]);
    assert.deepEqual(describe({}), [[t3, 'unlimited']]);
    assert.deepEqual(describe({ InstanceIds: [t3, t2] }), [
      [t3, 'unlimited'],
      [t2, 'standard'],
    ]);
    assert.deepEqual(describe({ Filters: [{ Name: 'instance-id', Values: [t2!] }] }), []);
    for (let more = 0; more < 5; more++) account.running();
    const page = account.run('ec2:DescribeInstanceCreditSpecifications', { MaxResults: 5 });
    assert.equal(page.InstanceCreditSpecifications!.length, 5);
    assert.equal(describe({ MaxResults: 5, NextToken: page.NextToken! }).length, 1);
    const fails = (input: object, code: string) => account.fails('ec2:DescribeInstanceCreditSpecifications', input, code);
    fails({ InstanceIds: [m5] }, 'InstanceCreditSpecification.NotSupported');
    fails({ InstanceIds: ['i-00000000000000000'] }, 'InvalidInstanceID.NotFound');
    fails({ InstanceIds: [t3], MaxResults: 5 }, 'InvalidParameterCombination');
    fails({ InstanceIds: Array.from({ length: 1_001 }, () => t3) }, 'InvalidParameterValue');
    fails({ DryRun: true }, 'DryRunOperation');
  });

  it('are changed for each instance that allows it', () => {
    const account = openMachines();
    const [t3, m5] = ['t3.micro', 'm5.large'].map(
      (InstanceType) => account.running({ InstanceType: InstanceType as 't3.micro' }).InstanceId!,
    );
    const input = {
      ClientToken: 'once',
      InstanceCreditSpecifications: [t3, m5, 'i-00000000000000000', 'i-zzz'].map((InstanceId) => ({
        InstanceId: InstanceId!,
        CpuCredits: 'standard',
      })),
    };
    const answer = account.run('ec2:ModifyInstanceCreditSpecification', input);
    assert.deepEqual(answer.SuccessfulInstanceCreditSpecifications, [{ InstanceId: t3 }]);
    assert.deepEqual(
      answer.UnsuccessfulInstanceCreditSpecifications!.map(({ InstanceId, Error }) => [InstanceId, Error!.Code]),
      [
        [m5, 'InstanceCreditSpecification.NotSupported'],
        ['i-00000000000000000', 'InvalidInstanceID.NotFound'],
        ['i-zzz', 'InvalidInstanceID.Malformed'],
      ],
    );
    const mode = () =>
      account.run('ec2:DescribeInstanceCreditSpecifications', { InstanceIds: [t3!] }).InstanceCreditSpecifications![0]!.CpuCredits;
    assert.equal(mode(), 'standard');
    const back = { InstanceCreditSpecifications: [{ InstanceId: t3!, CpuCredits: 'unlimited' }] };
    account.run('ec2:ModifyInstanceCreditSpecification', back);
    assert.deepEqual(account.run('ec2:ModifyInstanceCreditSpecification', input), answer);
    assert.equal(mode(), 'unlimited', 'a repeated token changes nothing again');
    const InstanceCreditSpecifications = [{ InstanceId: 'i-00000000000000000', CpuCredits: 'standard' }];
    const tokens = account.context().list(clientTokenTable).length;
    account.run('ec2:ModifyInstanceCreditSpecification', { InstanceCreditSpecifications, ClientToken: 'nothing' });
    assert.equal(account.context().list(clientTokenTable).length, tokens, 'a request that changed nothing needs no token');
    const fails = (change: object, code: string) => account.fails('ec2:ModifyInstanceCreditSpecification', { ...back, ...change }, code);
    fails({ ClientToken: 'once' }, 'IdempotentParameterMismatch');
    fails({ InstanceCreditSpecifications: [] }, 'MissingParameter');
    fails({ InstanceCreditSpecifications: [{ InstanceId: t3, CpuCredits: 'endless' }] }, 'InvalidParameterValue');
    fails({ DryRun: true }, 'DryRunOperation');
  });

  it('have a default a family, which changes within five minutes and holds for launches', () => {
    const account = openMachines();
    const family = (InstanceFamily: 't2' | 't3' | 't3a' | 't4g') =>
      account.run('ec2:GetDefaultCreditSpecification', { InstanceFamily }).InstanceFamilyCreditSpecification!.CpuCredits;
    assert.deepEqual((['t2', 't3', 't3a', 't4g'] as const).map(family), ['standard', 'unlimited', 'unlimited', 'unlimited']);
    const change = { InstanceFamily: 't3', CpuCredits: 'standard' } as const;
    account.fails('ec2:ModifyDefaultCreditSpecification', { ...change, DryRun: true }, 'DryRunOperation');
    assert.deepEqual(account.run('ec2:ModifyDefaultCreditSpecification', change), { InstanceFamilyCreditSpecification: change });
    account.pass(299);
    assert.equal(family('t3'), 'unlimited');
    account.fails('ec2:ModifyDefaultCreditSpecification', change, 'CreditSpecificationUpdateInProgress');
    account.pass(1);
    assert.equal(family('t3'), 'standard');
    const id = account.launch()[0]!.InstanceId!;
    const { InstanceCreditSpecifications } = account.run('ec2:DescribeInstanceCreditSpecifications', { InstanceIds: [id] });
    assert.deepEqual(InstanceCreditSpecifications, [{ InstanceId: id, CpuCredits: 'standard' }]);
    assert.deepEqual(
      account.run('ec2:GetDefaultCreditSpecification', { InstanceFamily: 't3' }, 'us-east-1').InstanceFamilyCreditSpecification!.CpuCredits,
      'unlimited',
      'each region has its own',
    );
    account.fails('ec2:GetDefaultCreditSpecification', { InstanceFamily: 'm5' as never }, 'InvalidParameterValue');
    account.fails('ec2:GetDefaultCreditSpecification', { InstanceFamily: 't3', DryRun: true }, 'DryRunOperation');
    account.fails('ec2:ModifyDefaultCreditSpecification', { ...change, CpuCredits: 'endless' }, 'InvalidParameterValue');
    account.fails('ec2:ModifyDefaultCreditSpecification', { InstanceFamily: undefined, CpuCredits: 'standard' }, 'MissingParameter');
  });
});
