import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { accountDefinition } from '../../../src/region/definition';
import { Sandbox } from '../../../src/region/kernel/sandbox';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../../src/region/aws/actions';
import { seoul } from '../support/account';
import { sqlPorts } from '../support/sql-ports';

/** An account of the first release: a key pair, a default network without gateway, tables, ACL and options, and three instances in it. */
const image = gunzipSync(readFileSync('test/region/kernel/fixtures/account-schema-1.sqlite.gz'));

function open(from: Uint8Array = image): Sandbox {
  // The database takes over the bytes it is given.
  return Sandbox.open(accountDefinition, sqlPorts, new Uint8Array(from), undefined, []);
}

function run<Name extends ActionName>(sandbox: Sandbox, action: Name, input: InputOf<Name>): OutputOf<Name> {
  return sandbox.execute({ action, region: seoul, input, caller: null });
}

describe('an account of schema 1', () => {
  it('gets what its default network lacks', () => {
    const account = open();
    assert.equal(account.migrated, true);
    const [vpc, ...vpcs] = run(account, 'ec2:DescribeVpcs', {}).Vpcs!;
    assert.deepEqual([vpcs.length, vpc!.VpcId, vpc!.DhcpOptionsId], [0, 'vpc-ce488df782806dd17', 'dopt-545c10f47786231d6']);
    const VpcId = vpc!.VpcId!;

    const [gateway, ...gateways] = run(account, 'ec2:DescribeInternetGateways', {}).InternetGateways!;
    assert.deepEqual([gateways.length, gateway!.Attachments], [0, [{ State: 'available', VpcId }]]);
    const [table, ...tables] = run(account, 'ec2:DescribeRouteTables', {}).RouteTables!;
    assert.deepEqual([tables.length, table!.VpcId, table!.Associations![0]!.Main], [0, VpcId, true]);
    assert.deepEqual(
      table!.Routes!.map(({ DestinationCidrBlock, GatewayId, State }) => [DestinationCidrBlock, GatewayId, State]),
      [
        ['172.31.0.0/16', 'local', 'active'],
        ['0.0.0.0/0', gateway!.InternetGatewayId, 'active'],
      ],
    );
    const [acl, ...acls] = run(account, 'ec2:DescribeNetworkAcls', {}).NetworkAcls!;
    assert.deepEqual([acls.length, acl!.IsDefault, acl!.Associations!.length], [0, true, 4]);
    const options = run(account, 'ec2:DescribeDhcpOptions', {}).DhcpOptions!;
    assert.deepEqual(
      options.map(({ DhcpOptionsId, DhcpConfigurations }) => [DhcpOptionsId, DhcpConfigurations![0]!.Values]),
      [['dopt-545c10f47786231d6', [{ Value: 'ap-northeast-2.compute.internal' }]]],
    );
  });

  it('keeps its instances and goes on', () => {
    const account = open();
    const states = (): unknown =>
      run(account, 'ec2:DescribeInstances', {})
        .Reservations!.flatMap(({ Instances }) => Instances!)
        .map(({ InstanceId, State }) => [InstanceId, State!.Name])
        .sort();
    assert.deepEqual(states(), [
      ['i-1a4f3c86bf926d980', 'pending'],
      ['i-2cce1b53e4e3c9f0c', 'running'],
      ['i-f6599c7417d51aa83', 'running'],
    ]);
    account.settle();
    assert.deepEqual(states(), [
      ['i-1a4f3c86bf926d980', 'running'],
      ['i-2cce1b53e4e3c9f0c', 'running'],
      ['i-f6599c7417d51aa83', 'running'],
    ]);
    const [subnet] = run(account, 'ec2:DescribeSubnets', {}).Subnets!;
    run(account, 'ec2:ModifySubnetAttribute', { SubnetId: subnet!.SubnetId!, MapPublicIpOnLaunch: { Value: false } });
    run(account, 'ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' });
  });

  it('comes out the same each time, and is not changed by opening it again', () => {
    const once = open();
    assert.equal(open().digest(), once.digest());
    const again = open(once.image());
    assert.deepEqual([again.migrated, again.digest()], [false, once.digest()]);
  });
});
