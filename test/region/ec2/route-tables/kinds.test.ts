import assert from 'node:assert/strict';
import { networkAclsKind } from '../../../../src/region/ec2/network-acls/network-acls-kind';
import { routeTablesKind } from '../../../../src/region/ec2/route-tables/route-tables-kind';
import { vpcEndpointsKind } from '../../../../src/region/ec2/vpc-endpoints/vpc-endpoints-kind';
import { vpcPeeringConnectionsKind } from '../../../../src/region/ec2/vpc-peering/vpc-peering-connections-kind';
import { findOfKind, type Kind } from '../../../../src/region/kernel/kind';
import { openAccount, seoul, type TestAccount } from '../../support/account';
import { attachGateway, makeNetwork } from './support';

/** What a resource shows: its label, its flags, and its tooltip's lines. */
function face(account: TestAccount, kind: Kind, id: string): { label: string; flags: readonly string[]; lines: string[] } {
  const { label, flags, tooltip } = kind.face(account.context(), findOfKind(account.context(), kind, id)!);
  const word = ({ text, args = [] }: { text: string; args?: readonly (string | number)[] }): string =>
    text.replace(/\{(\d)\}/g, (_all, index: string) => String(args[Number(index)]));
  return { label, flags, lines: tooltip.map(({ caption, value }) => `${word(caption)}: ${word(value)}`) };
}

describe('route tables, ACLs, endpoints and peering in the sidebar', () => {
  it('a route table shows its routes, and which of them lead nowhere', () => {
    const account = openAccount();
    const { vpcId, mainTableId, subnetId } = makeNetwork(account);
    const GatewayId = attachGateway(account, vpcId);
    account.run('ec2:CreateRoute', { RouteTableId: mainTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    assert.deepEqual(face(account, routeTablesKind, mainTableId).flags, ['in-use']);
    account.run('ec2:DetachInternetGateway', { InternetGatewayId: GatewayId, VpcId: vpcId });
    const shown = face(account, routeTablesKind, mainTableId);
    assert.deepEqual(shown.flags, ['in-use', 'blackhole']);
    assert.deepEqual(shown.lines.slice(2), ['Main: Yes', '10.0.0.0/16: local', `0.0.0.0/0: ${GatewayId} (blackhole)`]);
    const own = account.run('ec2:CreateRouteTable', { VpcId: vpcId }).RouteTable!.RouteTableId!;
    account.run('ec2:CreateTags', { Resources: [own], Tags: [{ Key: 'Name', Value: 'private' }] });
    assert.equal(face(account, routeTablesKind, own).label, 'private');
    assert.deepEqual(face(account, routeTablesKind, own).flags, ['deletable']);
    account.run('ec2:AssociateRouteTable', { RouteTableId: own, SubnetId: subnetId });
    assert.deepEqual(face(account, routeTablesKind, own).flags, ['in-use']);
  });

  it('a network ACL shows its rules in order', () => {
    const account = openAccount();
    const { vpcId, aclId, subnetId } = makeNetwork(account);
    const entry = { NetworkAclId: aclId, RuleNumber: 50, Egress: false, RuleAction: 'deny' as const, CidrBlock: '203.0.113.0/24' };
    account.run('ec2:CreateNetworkAclEntry', { ...entry, Protocol: '6', PortRange: { From: 22, To: 22 } });
    assert.deepEqual(face(account, networkAclsKind, aclId).flags, ['default']);
    assert.deepEqual(face(account, networkAclsKind, aclId).lines.slice(2), [
      'Inbound 50: deny tcp 22 203.0.113.0/24',
      'Inbound 100: allow all 0.0.0.0/0',
      'Outbound 100: allow all 0.0.0.0/0',
      `Subnet: ${subnetId}`,
    ]);
    const own = account.run('ec2:CreateNetworkAcl', { VpcId: vpcId }).NetworkAcl!.NetworkAclId!;
    assert.deepEqual(face(account, networkAclsKind, own).flags, ['deletable']);
  });

  it('an endpoint and a peering connection offer what can be done with them', () => {
    const account = openAccount();
    const { vpcId, mainTableId } = makeNetwork(account);
    const input = { VpcId: vpcId, ServiceName: `com.amazonaws.${seoul}.s3`, RouteTableIds: [mainTableId] };
    const endpoint = face(account, vpcEndpointsKind, account.run('ec2:CreateVpcEndpoint', input).VpcEndpoint!.VpcEndpointId!);
    assert.deepEqual(endpoint.flags, ['available', 'deletable']);
    assert.equal(endpoint.lines.at(-1), `Route table: ${mainTableId}`);

    const PeerVpcId = makeNetwork(account, '10.8.0.0/16').vpcId;
    const made = account.run('ec2:CreateVpcPeeringConnection', { VpcId: vpcId, PeerVpcId }).VpcPeeringConnection!;
    const id = made.VpcPeeringConnectionId!;
    const flags = (): readonly string[] => face(account, vpcPeeringConnectionsKind, id).flags;
    assert.deepEqual(flags(), ['initiating-request']);
    assert.equal(account.sandbox.settled, false);
    account.sandbox.settle();
    assert.deepEqual(flags(), ['pending-acceptance', 'acceptable', 'deletable']);
    account.run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id });
    account.sandbox.settle();
    assert.deepEqual(flags(), ['active', 'deletable']);
    account.run('ec2:DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id });
    assert.deepEqual(flags(), ['deleted']);
  });
});
