import assert from 'node:assert/strict';
import { accountDefinition } from '../../../../src/region/definition';
import { Sandbox } from '../../../../src/region/kernel/sandbox';
import { sqlPorts } from '../../support/sql-ports';
import { image, type Machines, openMachines } from './support';

/** A few hours with everything that happens to instances after their launch; `pass` lets seconds go by in slices of its own choice. */
function live(account: Machines, pass: (seconds: number) => void): void {
  account.run('ec2:CreatePlacementGroup', { GroupName: 'racks', Strategy: 'partition', PartitionCount: 3 });
  const ids = account
    .launch({ MinCount: 3, MaxCount: 3, Placement: { GroupName: 'racks' }, UserData: 'IyEvYmluL3No' })
    .map(({ InstanceId }) => InstanceId!);
  const windows = account.launch({ ImageId: image('win-2022'), InstanceType: 't3.medium', Monitoring: { Enabled: true } })[0]!.InstanceId!;
  account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.micro', AvailabilityZone: 'ap-northeast-2a', Available: 4 });
  account.run('ec2:ModifyDefaultCreditSpecification', { InstanceFamily: 't3', CpuCredits: 'standard' });
  pass(60);
  account.run('ec2:MonitorInstances', { InstanceIds: [...ids, windows] });
  account.run('ec2:ModifyInstanceMetadataOptions', { InstanceId: ids[0]!, HttpTokens: 'optional' });
  pass(3);
  account.run('sandbox:ShutDownGuest', { InstanceId: ids[0]! });
  account.run('sandbox:ShutDownGuest', { InstanceId: ids[1]!, Command: 'halt' });
  account.run('sandbox:ShutDownGuest', { InstanceId: ids[2]!, Command: 'reboot' });
  pass(120);
  account.run('ec2:ModifyInstanceAttribute', { InstanceId: ids[0]!, InstanceType: { Value: 't3.small' } });
  account.run('ec2:ModifyInstanceAttribute', { InstanceId: ids[0]!, Attribute: 'userData', Value: 'IyEvYmluL3No' });
  account.run('ec2:StartInstances', { InstanceIds: [ids[0]!] });
  account.run('ec2:RebootInstances', { InstanceIds: [ids[1]!] });
  account.run('ec2:UnmonitorInstances', { InstanceIds: [windows] });
  pass(400);
  account.run('ec2:TerminateInstances', { InstanceIds: [...ids, windows] });
  pass(120);
  account.run('ec2:DeletePlacementGroup', { GroupName: 'racks' });
  pass(2);
}

describe('What happens to instances after their launch', () => {
  it('is the same however time is sliced, and when the account is opened again', () => {
    const [whole, sliced] = [openMachines(), openMachines()];
    live(whole, whole.pass);
    live(sliced, (seconds) => {
      for (let left = seconds * 1000; left > 0; left -= 700) sliced.sandbox.advance(sliced.sandbox.now + Math.min(700, left), () => false);
    });
    assert.equal(sliced.sandbox.now, whole.sandbox.now);
    assert.equal(sliced.sandbox.digest(), whole.sandbox.digest());
    const again = Sandbox.open(accountDefinition, sqlPorts, whole.sandbox.image(), undefined, []);
    assert.equal(again.digest(), whole.sandbox.digest());
    for (const sandbox of [again, whole.sandbox]) sandbox.advance(sandbox.now + 7_200_000);
    assert.equal(again.digest(), whole.sandbox.digest());
    assert.deepEqual(whole.run('ec2:DescribePlacementGroups', {}).PlacementGroups, []);
    assert.deepEqual(whole.run('ec2:DescribeInstances', {}).Reservations, []);
  });
});
