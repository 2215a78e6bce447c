import assert from 'node:assert/strict';
import type { Filter } from '@aws-sdk/client-ec2';
import { candidates } from '../../../src/region/aws/filter-index';
import { compileFilters } from '../../../src/region/aws/filters';
import { instanceTable, type InstanceRow } from '../../../src/region/ec2/instances/instances';
import { openAccount, type TestAccount } from '../support/account';

/** 300 instances of two types: every third is a t3.nano, and each has its number in a tag. */
function manyInstances(): TestAccount {
  const account = openAccount({ settings: { quotas: { 'L-1216C47A': 1_000_000 } } });
  const image = account.run('ec2:DescribeImages', { Owners: ['099720109477'] }).Images![0]!;
  for (const [InstanceType, count] of [
    ['t3.micro', 200],
    ['t3.nano', 100],
  ] as const) {
    account.run('ec2:RunInstances', { ImageId: image.ImageId, InstanceType, MinCount: count, MaxCount: count });
  }
  const ids = account
    .run('ec2:DescribeInstances', {})
    .Reservations!.flatMap(({ Instances }) => Instances!.map(({ InstanceId }) => InstanceId!));
  ids.forEach((id, index) => account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'Number', Value: `n-${index}` }] }));
  return account;
}

describe('Filters over many rows', () => {
  const account = manyInstances();
  const numbers = (...Filters: Filter[]): string[] =>
    account
      .run('ec2:DescribeInstances', { Filters })
      .Reservations!.flatMap(({ Instances }) => Instances!)
      .map(({ Tags }) => Tags!.find(({ Key }) => Key === 'Number')!.Value!);
  const upTo = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => `n-${from + index}`);

  it('answer the same when they are asked again, in creation order', () => {
    for (let times = 0; times < 3; times++) {
      assert.deepEqual(numbers({ Name: 'instance-type', Values: ['t3.nano'] }), upTo(200, 300));
      assert.deepEqual(numbers({ Name: 'instance-type', Values: ['t3.*', 't3.nano'] }), upTo(0, 300));
      assert.deepEqual(numbers({ Name: 'tag:Number', Values: ['n-29?', 'n-7'] }), ['n-7', ...upTo(290, 300)]);
      assert.deepEqual(numbers({ Name: 'tag-key', Values: ['Number'] }, { Name: 'instance-type', Values: ['t3.micro'] }), upTo(0, 200));
      assert.deepEqual(numbers({ Name: 'tag:Name', Values: ['none'] }), []);
      assert.deepEqual(numbers({ Name: 'instance-state-name', Values: ['running'] }), []);
    }
  });

  it('see every change at once', () => {
    const one = { Name: 'tag:Number', Values: ['n-7'] };
    const [instance] = account.run('ec2:DescribeInstances', { Filters: [one] }).Reservations![0]!.Instances!;
    account.run('ec2:CreateTags', { Resources: [instance!.InstanceId!], Tags: [{ Key: 'Number', Value: 'seven' }] });
    for (let times = 0; times < 3; times++) {
      assert.deepEqual(numbers(one), []);
      assert.deepEqual(numbers({ Name: 'tag:Number', Values: ['seven'] }), ['seven']);
    }
    account.pass(60);
    assert.equal(numbers({ Name: 'instance-state-name', Values: ['running'] }).length, 300);
  });

  it('look anew when time has passed, if time is what they look at', () => {
    const found = (Name: string, action: string): number => {
      const context = account.context();
      const fields = {
        seconds: (row: InstanceRow) => String(Math.floor((context.now - row.launchTime) / 1_000)),
        type: (row: InstanceRow) => row.instanceType,
      };
      const keep = compileFilters<InstanceRow>([{ Name, Values: [Name === 'type' ? 't3.nano' : '61'] }], fields);
      return [...candidates(context, action, context.rows(instanceTable), keep)].filter(({ row }) => keep(row)).length;
    };
    const { launchTime } = account.context().list(instanceTable)[0]!;
    const passed = (account.sandbox.now - launchTime) / 1_000;
    assert.equal(passed, 60);
    for (let times = 0; times < 3; times++) assert.deepEqual([found('seconds', 'A'), found('type', 'A')], [0, 100]);
    account.sandbox.advance(account.sandbox.now + 1_000);
    for (let times = 0; times < 3; times++) assert.deepEqual([found('seconds', 'A'), found('type', 'A')], [300, 100]);
  });

  it('are not taken for those of another action that looks elsewhere', () => {
    const context = account.context();
    const look = (action: string, value: string): number => {
      const keep = compileFilters<InstanceRow>([{ Name: 'same', Values: ['x'] }], { same: () => value });
      return [...candidates(context, action, context.rows(instanceTable), keep)].filter(({ row }) => keep(row)).length;
    };
    for (let times = 0; times < 3; times++) assert.deepEqual([look('A', 'x'), look('B', 'y')], [300, 0]);
  });
});
