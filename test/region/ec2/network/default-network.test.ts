import assert from 'node:assert/strict';
import { openAccount } from '../../support/account';

/** Reference: network.md §1. */
describe('parts of the default network', () => {
  for (const [region, zones] of [
    ['ap-northeast-2', 4],
    ['us-east-1', 6],
  ] as const) {
    it(`are all there in ${region}`, () => {
      const account = openAccount();
      const [vpc] = account.run('ec2:DescribeVpcs', {}, region).Vpcs!;
      const VpcId = vpc!.VpcId!;
      const [gateway, ...gateways] = account.run('ec2:DescribeInternetGateways', {}, region).InternetGateways!;
      assert.deepEqual([gateways.length, gateway!.Attachments], [0, [{ State: 'available', VpcId }]]);

      const [table, ...tables] = account.run('ec2:DescribeRouteTables', {}, region).RouteTables!;
      assert.deepEqual([tables.length, table!.VpcId, table!.Associations!.map(({ Main }) => Main)], [0, VpcId, [true]]);
      assert.deepEqual(
        table!.Routes!.map(({ DestinationCidrBlock, GatewayId, State, Origin }) => [DestinationCidrBlock, GatewayId, State, Origin]),
        [
          ['172.31.0.0/16', 'local', 'active', 'CreateRouteTable'],
          ['0.0.0.0/0', gateway!.InternetGatewayId, 'active', 'CreateRoute'],
        ],
      );

      const [acl, ...acls] = account.run('ec2:DescribeNetworkAcls', {}, region).NetworkAcls!;
      const subnetIds = account.run('ec2:DescribeSubnets', {}, region).Subnets!.map(({ SubnetId }) => SubnetId);
      assert.equal(subnetIds.length, zones);
      assert.deepEqual([acls.length, acl!.VpcId, acl!.IsDefault], [0, VpcId, true]);
      assert.deepEqual(
        acl!.Associations!.map(({ SubnetId }) => SubnetId),
        subnetIds,
      );
      assert.deepEqual(
        acl!.Entries!.map(({ Egress, RuleNumber, RuleAction, CidrBlock }) => [Egress, RuleNumber, RuleAction, CidrBlock]).sort(),
        [
          [false, 100, 'allow', '0.0.0.0/0'],
          [false, 32_767, 'deny', '0.0.0.0/0'],
          [true, 100, 'allow', '0.0.0.0/0'],
          [true, 32_767, 'deny', '0.0.0.0/0'],
        ],
      );

      const options = account.run('ec2:DescribeDhcpOptions', {}, region).DhcpOptions!;
      assert.deepEqual(
        options.map(({ DhcpOptionsId }) => DhcpOptionsId),
        [vpc!.DhcpOptionsId],
      );
      const groups = account.run('ec2:DescribeSecurityGroups', {}, region).SecurityGroups!;
      assert.deepEqual(
        groups.map(({ GroupName, VpcId: id }) => [GroupName, id]),
        [['default', VpcId]],
      );
      const attribute = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames'): unknown => {
        const answer = account.run('ec2:DescribeVpcAttribute', { VpcId, Attribute }, region);
        return (answer.EnableDnsSupport ?? answer.EnableDnsHostnames)!.Value;
      };
      assert.deepEqual([attribute('enableDnsSupport'), attribute('enableDnsHostnames')], [true, true]);
    });
  }
});
