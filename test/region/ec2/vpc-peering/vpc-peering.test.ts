import assert from 'node:assert/strict';
import type { VpcPeeringConnection } from '@aws-sdk/client-ec2';
import { routeFor } from '../../../../src/region/ec2/route-tables/effective-routes';
import { accountId, creation, openAccount, seoul, type TestAccount } from '../../support/account';
import { makeNetwork } from '../route-tables/support';

const tokyo = 'ap-northeast-1';
const day = 86_400;
const missing = (prefix: string): string => `${prefix}-0123456789abcdef0`;

interface Pair {
  readonly account: TestAccount;
  readonly here: ReturnType<typeof makeNetwork>;
  readonly there: ReturnType<typeof makeNetwork>;
}

function pair(region = seoul, cidr = '10.8.0.0/16', options?: Parameters<typeof openAccount>[0]): Pair {
  const account = openAccount(options);
  return { account, here: makeNetwork(account), there: makeNetwork(account, cidr, region) };
}

function request({ account, here, there }: Pair, input: object = {}): string {
  const made = account.run('ec2:CreateVpcPeeringConnection', { VpcId: here.vpcId, PeerVpcId: there.vpcId, ...input });
  return made.VpcPeeringConnection!.VpcPeeringConnectionId!;
}

function shown(account: TestAccount, id: string, region = seoul): VpcPeeringConnection {
  return account.run('ec2:DescribeVpcPeeringConnections', { VpcPeeringConnectionIds: [id] }, region).VpcPeeringConnections![0]!;
}

const state = (account: TestAccount, id: string, region = seoul): string | undefined => shown(account, id, region).Status!.Code;

describe('VPC peering connections', () => {
  it('go from a request to an active connection', () => {
    const both = pair();
    const { account, here, there } = both;
    const made = account.run('ec2:CreateVpcPeeringConnection', {
      VpcId: here.vpcId,
      PeerVpcId: there.vpcId,
      PeerOwnerId: accountId,
      TagSpecifications: [{ ResourceType: 'vpc-peering-connection', Tags: [{ Key: 'Name', Value: 'both' }] }],
    }).VpcPeeringConnection!;
    const id = made.VpcPeeringConnectionId!;
    assert.match(id, /^pcx-[0-9a-f]{17}$/);
    const options = {
      AllowDnsResolutionFromRemoteVpc: false,
      AllowEgressFromLocalClassicLinkToRemoteVpc: false,
      AllowEgressFromLocalVpcToRemoteClassicLink: false,
    };
    const requester = {
      CidrBlock: '10.0.0.0/16',
      CidrBlockSet: [{ CidrBlock: '10.0.0.0/16' }],
      PeeringOptions: options,
      OwnerId: accountId,
      VpcId: here.vpcId,
      Region: seoul,
    };
    assert.deepEqual(made, {
      AccepterVpcInfo: { OwnerId: accountId, VpcId: there.vpcId, Region: seoul },
      ExpirationTime: new Date(creation + 7 * day * 1000),
      RequesterVpcInfo: requester,
      Status: { Code: 'initiating-request', Message: `Initiating Request to ${accountId}` },
      Tags: [{ Key: 'Name', Value: 'both' }],
      VpcPeeringConnectionId: id,
    });
    account.fails('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id }, 'InvalidStateTransition');
    account.pass(5);
    assert.deepEqual(shown(account, id).Status, { Code: 'pending-acceptance', Message: `Pending Acceptance by ${accountId}` });
    account.fails('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id, DryRun: true }, 'DryRunOperation');
    const accepted = account.run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id }).VpcPeeringConnection!;
    assert.equal(accepted.Status!.Code, 'provisioning');
    account.pass(5);
    assert.deepEqual(shown(account, id), {
      AccepterVpcInfo: { ...requester, CidrBlock: '10.8.0.0/16', CidrBlockSet: [{ CidrBlock: '10.8.0.0/16' }], VpcId: there.vpcId },
      RequesterVpcInfo: requester,
      Status: { Code: 'active', Message: 'Active' },
      Tags: [{ Key: 'Name', Value: 'both' }],
      VpcPeeringConnectionId: id,
    });
    account.fails('ec2:CreateVpcPeeringConnection', { VpcId: there.vpcId, PeerVpcId: here.vpcId }, 'VpcPeeringConnectionAlreadyExists');
    account.pass(8 * day);
    assert.equal(state(account, id), 'active', 'an accepted one does not expire');
  });

  it('routes to one are a blackhole unless it is active', () => {
    const both = pair();
    const { account, here } = both;
    const VpcPeeringConnectionId = request(both);
    account.pass(5);
    const elsewhere = makeNetwork(account, '10.99.0.0/16');
    const route = { RouteTableId: here.mainTableId, DestinationCidrBlock: '10.8.0.0/16', VpcPeeringConnectionId };
    account.fails('ec2:CreateRoute', { ...route, RouteTableId: elsewhere.mainTableId }, 'InvalidParameterValue');
    account.run('ec2:CreateRoute', route);
    const to = () => routeFor(account.context(), here.subnetId, '10.8.1.1')!;
    assert.deepEqual(to(), { target: VpcPeeringConnectionId, state: 'blackhole' });
    account.run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
    account.pass(5);
    assert.equal(to().state, 'active');
    account.run('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId });
    assert.equal(to().state, 'blackhole');
    account.fails('ec2:CreateRoute', { ...route, DestinationCidrBlock: '10.7.0.0/16' }, 'InvalidVpcPeeringConnectionID.NotFound');
  });

  it('expire after seven days, and are forgotten two days later', () => {
    const both = pair();
    const { account } = both;
    const id = request(both);
    account.pass(7 * day - 1);
    assert.equal(state(account, id), 'pending-acceptance');
    account.pass(1);
    assert.deepEqual(shown(account, id).Status, { Code: 'expired', Message: 'Expired' });
    account.pass(2 * day - 1);
    assert.equal(state(account, id), 'expired');
    account.pass(2);
    account.fails('ec2:DescribeVpcPeeringConnections', { VpcPeeringConnectionIds: [id] }, 'InvalidVpcPeeringConnectionID.NotFound');
  });

  it('can be rejected or deleted, and are shown for two hours more', () => {
    for (const action of ['ec2:RejectVpcPeeringConnection', 'ec2:DeleteVpcPeeringConnection'] as const) {
      const both = pair();
      const { account } = both;
      const VpcPeeringConnectionId = request(both);
      account.pass(5);
      account.fails(action, { VpcPeeringConnectionId, DryRun: true }, 'DryRunOperation');
      assert.deepEqual(account.run(action, { VpcPeeringConnectionId }), { Return: true });
      const ended = action === 'ec2:RejectVpcPeeringConnection' ? 'rejected' : 'deleted';
      assert.equal(state(account, VpcPeeringConnectionId), ended);
      account.fails(
        'ec2:DeleteVpcPeeringConnection',
        { VpcPeeringConnectionId },
        'InvalidStateTransition',
        `Invalid state transition for ${VpcPeeringConnectionId}, attempted to transition from ${ended} to deleting`,
      );
      account.fails('ec2:RejectVpcPeeringConnection', { VpcPeeringConnectionId }, 'InvalidStateTransition');
      account.pass(7_190);
      assert.equal(state(account, VpcPeeringConnectionId), ended);
      account.pass(20);
      account.fails('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId }, 'InvalidVpcPeeringConnectionID.NotFound');
      request(both);
    }
  });

  it('fail for overlapping blocks, other accounts and VPCs that are not there', () => {
    for (const [both, input] of [
      [pair(seoul, '10.0.0.0/16'), {}],
      [pair(), { PeerOwnerId: '999988887777' }],
      [pair(tokyo), { PeerRegion: tokyo, PeerVpcId: missing('vpc') }],
    ] as const) {
      const id = request(both, input);
      both.account.pass(5);
      assert.deepEqual(shown(both.account, id).Status, {
        Code: 'failed',
        Message: 'Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range',
      });
      both.account.fails('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id }, 'InvalidStateTransition');
      both.account.pass(7_210);
      assert.deepEqual(both.account.run('ec2:DescribeVpcPeeringConnections', {}).VpcPeeringConnections, []);
    }
  });

  it('join regions: both see it, the accepter accepts in its own', () => {
    const both = pair(tokyo);
    const { account, there } = both;
    const id = request(both, { PeerRegion: tokyo });
    account.pass(5);
    assert.equal(state(account, id, tokyo), 'pending-acceptance');
    const input = { VpcPeeringConnectionId: id };
    account.fails(
      'ec2:AcceptVpcPeeringConnection',
      input,
      'OperationNotPermitted',
      `Incorrect region (${seoul}) specified for this request. VPC peering connection ${id} must be accepted in region ${tokyo}`,
    );
    account.fails('ec2:RejectVpcPeeringConnection', input, 'OperationNotPermitted');
    account.run('ec2:AcceptVpcPeeringConnection', input, tokyo);
    account.pass(5);
    assert.deepEqual([state(account, id), state(account, id, tokyo)], ['active', 'active']);
    account.run(
      'ec2:CreateRoute',
      { RouteTableId: there.mainTableId, DestinationCidrBlock: '10.0.0.0/16', VpcPeeringConnectionId: id },
      tokyo,
    );
    assert.deepEqual(routeFor(account.context(tokyo), there.subnetId, '10.0.1.1'), { target: id, state: 'active' });
    account.run('ec2:DeleteVpcPeeringConnection', input, tokyo);
    assert.deepEqual([state(account, id), state(account, id, tokyo)], ['deleting', 'deleting']);
    account.pass(5);
    assert.deepEqual([state(account, id), state(account, id, tokyo)], ['deleted', 'deleted']);
    account.pass(7_200);
    account.fails('ec2:DeleteVpcPeeringConnection', input, 'InvalidVpcPeeringConnectionID.NotFound', undefined, tokyo);
  });

  it('ModifyVpcPeeringConnectionOptions lets names be resolved', () => {
    const both = pair();
    const { account, here } = both;
    const VpcPeeringConnectionId = request(both);
    const asked = { RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true } };
    account.fails('ec2:ModifyVpcPeeringConnectionOptions', { VpcPeeringConnectionId, ...asked }, 'InvalidStateTransition');
    account.pass(5);
    account.run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
    account.pass(5);
    account.fails(
      'ec2:ModifyVpcPeeringConnectionOptions',
      { VpcPeeringConnectionId, ...asked },
      'InvalidVpcPeeringConnectionState.DnsHostnamesDisabled',
    );
    account.run('ec2:ModifyVpcAttribute', { VpcId: here.vpcId, EnableDnsHostnames: { Value: true } });
    account.fails('ec2:ModifyVpcPeeringConnectionOptions', { VpcPeeringConnectionId, ...asked, DryRun: true }, 'DryRunOperation');
    const options = { AllowEgressFromLocalClassicLinkToRemoteVpc: false, AllowEgressFromLocalVpcToRemoteClassicLink: false };
    assert.deepEqual(
      account.run('ec2:ModifyVpcPeeringConnectionOptions', {
        VpcPeeringConnectionId,
        ...asked,
        AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: false },
      }),
      {
        AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: false, ...options },
        RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true, ...options },
      },
    );
    assert.equal(shown(account, VpcPeeringConnectionId).RequesterVpcInfo!.PeeringOptions!.AllowDnsResolutionFromRemoteVpc, true);
    account.fails('ec2:ModifyVpcPeeringConnectionOptions', { VpcPeeringConnectionId }, 'MissingParameter');
    account.fails(
      'ec2:ModifyVpcPeeringConnectionOptions',
      { VpcPeeringConnectionId, AccepterPeeringConnectionOptions: { AllowEgressFromLocalClassicLinkToRemoteVpc: true } },
      'UnsupportedOperation',
    );
  });

  it('refuses what EC2 refuses', () => {
    const both = pair(seoul, '10.8.0.0/16', { settings: { quotas: { 'L-DC9F7029': 1, 'L-7E9ECCDB': 1 } } });
    const { account, here, there } = both;
    const fails = (input: object, code: string): void =>
      void account.fails('ec2:CreateVpcPeeringConnection', { VpcId: here.vpcId, PeerVpcId: there.vpcId, ...input }, code);
    fails({ VpcId: undefined }, 'MissingParameter');
    fails({ PeerVpcId: undefined }, 'MissingParameter');
    fails({ VpcId: missing('vpc') }, 'InvalidVpcID.NotFound');
    fails({ PeerVpcId: missing('vpc') }, 'InvalidVpcID.NotFound');
    fails({ PeerRegion: 'mars-north-1' }, 'InvalidParameterValue');
    fails({ PeerOwnerId: 'me' }, 'InvalidUserID.Malformed');
    fails({ DryRun: true }, 'DryRunOperation');
    const third = makeNetwork(account, '10.9.0.0/16').vpcId;
    const VpcPeeringConnectionId = request(both);
    fails({ PeerVpcId: third }, 'OutstandingVpcPeeringConnectionLimitExceeded');
    account.pass(5);
    account.run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
    account.pass(5);
    fails({ PeerVpcId: third }, 'VpcPeeringConnectionsPerVpcLimitExceeded');
    account.fails('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: 'pcx-x' }, 'InvalidVpcPeeringConnectionId.Malformed');
    account.fails('ec2:RejectVpcPeeringConnection', { VpcPeeringConnectionId: missing('pcx') }, 'InvalidVpcPeeringConnectionID.NotFound');
    account.fails('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId: undefined }, 'MissingParameter');
  });

  it('DescribeVpcPeeringConnections filters and pages', () => {
    const both = pair();
    const { account, here, there } = both;
    const id = request(both, { TagSpecifications: [{ ResourceType: 'vpc-peering-connection', Tags: [{ Key: 'use', Value: 'test' }] }] });
    account.pass(5);
    for (const [Name, hit, miss] of [
      ['accepter-vpc-info.cidr-block', '10.8.0.0/16', '10.0.0.0/16'],
      ['accepter-vpc-info.owner-id', accountId, '1'],
      ['accepter-vpc-info.vpc-id', there.vpcId, here.vpcId],
      ['requester-vpc-info.cidr-block', '10.0.0.0/16', '10.8.0.0/16'],
      ['requester-vpc-info.owner-id', accountId, '1'],
      ['requester-vpc-info.vpc-id', here.vpcId, there.vpcId],
      ['expiration-time', '2026-01-22T09:00:00.000Z', '2026-01-22'],
      ['status-code', 'pending-acceptance', 'active'],
      ['status-message', 'Pending*', 'Active'],
      ['vpc-peering-connection-id', id, 'pcx'],
      ['tag:use', 'test', 'other'],
    ] as const) {
      const count = (value: string): number =>
        account.run('ec2:DescribeVpcPeeringConnections', { Filters: [{ Name, Values: [value] }] }).VpcPeeringConnections!.length;
      assert.deepEqual([count(hit), count(miss)], [1, 0], Name);
    }
    for (let index = 0; index < 5; index++) request(both, { PeerOwnerId: `99998888777${index}` });
    const first = account.run('ec2:DescribeVpcPeeringConnections', { MaxResults: 5 });
    assert.equal(first.VpcPeeringConnections!.length, 5);
    const rest = account.run('ec2:DescribeVpcPeeringConnections', { MaxResults: 5, NextToken: first.NextToken });
    assert.equal(rest.VpcPeeringConnections!.length, 1);
    account.fails('ec2:DescribeVpcPeeringConnections', { DryRun: true }, 'DryRunOperation');
  });
});
