import assert from 'node:assert/strict';
import { minimal, openMachines } from './support';

const a = { AvailabilityZone: 'ap-northeast-2a' };
const inA = { ...minimal, Placement: a };

describe('PutInstanceCapacity', () => {
  it('limits launches to what a zone has room for, as many as fit between Min and Max', () => {
    const account = openMachines();
    const limit = { InstanceType: 't3.micro', ...a, Available: 2 };
    assert.deepEqual(account.run('sandbox:PutInstanceCapacity', limit), limit);
    const error = account.fails(
      'ec2:RunInstances',
      { ...inA, MinCount: 3, MaxCount: 5 },
      'InsufficientInstanceCapacity',
      'We currently do not have sufficient t3.micro capacity in the Availability Zone you requested (ap-northeast-2a). Our system will be working on provisioning additional capacity. You can currently get t3.micro capacity by not specifying an Availability Zone in your request or choosing ap-northeast-2b, ap-northeast-2c, ap-northeast-2d.',
    );
    assert.equal(error.status, 500);
    assert.equal(account.launch({ ...inA, MinCount: 1, MaxCount: 5 }).length, 2);
    account.fails('ec2:RunInstances', inA, 'InsufficientInstanceCapacity');
    assert.equal(account.launch({ ...inA, InstanceType: 't3.small' }).length, 1, 'other types have room');
    assert.equal(account.launch({ Placement: { AvailabilityZone: 'ap-northeast-2c' } }).length, 1, 'other zones have room');
    account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', ...a });
    assert.equal(account.launch({ ...inA, MaxCount: 3 }).length, 3);
  });

  it('lets EC2 choose a zone with room', () => {
    const account = openMachines();
    const zones = ['a', 'b', 'd'].map((letter) => `ap-northeast-2${letter}`);
    for (const AvailabilityZone of zones)
      account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', AvailabilityZone, Available: 1 });
    for (let launches = 0; launches < 4; launches++) {
      const [first] = account.launch({ MinCount: 2, MaxCount: 2 });
      assert.equal(first!.Placement!.AvailabilityZone, 'ap-northeast-2c');
    }
  });

  it('gets room back from stopped and terminated instances, and takes it for a start', () => {
    const account = openMachines();
    account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', ...a, Available: 2 });
    const [first, second] = account.launch({ ...inA, MinCount: 2, MaxCount: 2 }).map(({ InstanceId }) => InstanceId!);
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: [first!] });
    account.fails('ec2:RunInstances', inA, 'InsufficientInstanceCapacity');
    account.settle();
    const third = account.launch(inA)[0]!.InstanceId!;
    account.settle();
    const error = account.fails('ec2:StartInstances', { InstanceIds: [first!] }, 'InsufficientInstanceCapacity', 'Insufficient capacity.');
    assert.equal(error.status, 500);
    assert.equal(account.describe(first!).State!.Name, 'stopped');
    account.run('ec2:TerminateInstances', { InstanceIds: [third] });
    account.settle();
    account.run('ec2:StartInstances', { InstanceIds: [first!] });
    account.settle();
    account.run('ec2:StopInstances', { InstanceIds: [first!, second!] });
    account.settle();
    account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', ...a, Available: 1 });
    account.fails('ec2:StartInstances', { InstanceIds: [first!, second!] }, 'InsufficientInstanceCapacity');
    account.run('ec2:StartInstances', { InstanceIds: [second!] });
  });

  it('refuses what cannot be', () => {
    const account = openMachines();
    const fails = (change: object, code: string) =>
      account.fails('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', ...a, Available: 1, ...change }, code);
    fails({ InstanceType: 't9.huge' }, 'InvalidParameterValue');
    fails({ InstanceType: undefined }, 'MissingParameter');
    fails({ AvailabilityZone: 'ap-northeast-2z' }, 'InvalidZone.NotFound');
    fails({ AvailabilityZone: undefined }, 'MissingParameter');
    for (const Available of [-1, 1.5, 1e9, Number.NaN]) fails({ Available }, 'InvalidParameterValue');
  });
});
