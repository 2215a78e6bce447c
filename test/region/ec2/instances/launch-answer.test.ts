import assert from 'node:assert/strict';
import { openMachines } from './support';

// As recorded of the real service.
describe('the answer of RunInstances', () => {
  it('answers without volumes, hibernation and what the image is billed as, which the first look has', () => {
    const account = openMachines();
    const [answer] = account.launch();
    const described = account.describe(answer!.InstanceId!);
    assert.deepEqual(answer!.BlockDeviceMappings, []);
    assert.equal(described.BlockDeviceMappings![0]!.Ebs!.Status, 'attaching');
    for (const member of ['HibernationOptions', 'PlatformDetails', 'UsageOperation', 'UsageOperationUpdateTime'] as const) {
      assert.equal(answer![member], undefined);
      assert.notEqual(described[member], undefined);
    }
  });

  // Scripts that read the list without a look whether it is there fail on both.
  it('leaves the tags out when there are none, and says who operates it', () => {
    const account = openMachines();
    const instance = account.running();
    assert.equal('Tags' in instance, false);
    assert.deepEqual(instance.Operator, { Managed: false, HiddenByDefault: false });
    assert.deepEqual(instance.SecondaryInterfaces, []);
    assert.equal(instance.BlockDeviceMappings![0]!.Ebs!.EbsCardIndex, 0);
    assert.deepEqual(instance.NetworkInterfaces![0]!.Operator, { Managed: false });
    account.run('ec2:CreateTags', { Resources: [instance.InstanceId!], Tags: [{ Key: 'Name', Value: 'web' }] });
    assert.deepEqual(account.describe(instance.InstanceId!).Tags, [{ Key: 'Name', Value: 'web' }]);
  });

  it('names private addresses of interfaces only in a VPC with DNS host names, the instance in any', () => {
    const account = openMachines();
    const vpc = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
    const subnet = account.run('ec2:CreateSubnet', { VpcId: vpc, CidrBlock: '10.0.0.0/24' }).Subnet!.SubnetId!;
    const [answer] = account.launch({ SubnetId: subnet, PrivateIpAddress: '10.0.0.140' });
    assert.equal(answer!.PrivateDnsName, 'ip-10-0-0-140.ap-northeast-2.compute.internal');
    assert.equal(answer!.NetworkInterfaces![0]!.PrivateDnsName, undefined);
    assert.deepEqual(answer!.NetworkInterfaces![0]!.PrivateIpAddresses, [{ Primary: true, PrivateIpAddress: '10.0.0.140' }]);
  });
});
