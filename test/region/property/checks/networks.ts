import assert from 'node:assert/strict';
import { quotas, spreadPerZone } from '../facts';
import type { RegionView } from '../region-view';
import type { Watcher } from '../world';

/** How often each value comes. */
function tallied(values: Iterable<string | undefined>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function most(counts: ReadonlyMap<string, number>, limit: number, what: string): void {
  for (const [id, count] of counts) assert.ok(count <= limit, `${id} has ${count} ${what}, more than ${limit}`);
}

/** Each VPC has one main route table, one default ACL and one default group; each subnet one ACL and at most one table of its own. */
export function networksAreWhole(): Watcher {
  return (before, after) => {
    for (const view of after.regions) {
      if (before.regions.includes(view)) continue;
      const { all } = view;
      const tables = [...all['route-tables'].values()];
      const acls = [...all['network-acls'].values()];
      const main = tallied(tables.flatMap(({ VpcId, Associations = [] }) => Associations.filter(({ Main }) => Main).map(() => VpcId)));
      const defaultAcl = tallied(acls.filter(({ IsDefault }) => IsDefault).map(({ VpcId }) => VpcId));
      const defaultGroup = tallied([...view.groups.values()].filter(({ GroupName }) => GroupName === 'default').map(({ VpcId }) => VpcId));
      for (const id of all.vpcs.keys()) {
        assert.deepEqual([main.get(id), defaultAcl.get(id), defaultGroup.get(id)], [1, 1, 1], `main table, default ACL and group of ${id}`);
      }
      assert.deepEqual(
        [main.size, defaultAcl.size, defaultGroup.size],
        Array.from({ length: 3 }, () => all.vpcs.size),
        'of VPCs that are there',
      );
      const ofAcls = tallied(acls.flatMap(({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId)));
      const ofTables = tallied(tables.flatMap(({ Associations = [] }) => Associations.map(({ SubnetId }) => SubnetId)));
      for (const id of view.subnets.keys()) assert.equal(ofAcls.get(id), 1, `the ACLs of ${id}`);
      for (const id of [...ofAcls.keys(), ...ofTables.keys()]) assert.ok(view.subnets.has(id), `${id} is associated and not there`);
      most(ofTables, 1, 'route tables');
      checkReferences(view);
    }
  };
}

/** What a description names is there. */
function checkReferences({ all, subnets, groups, instances }: RegionView): void {
  const there = (items: ReadonlyMap<string, unknown>, id: string | undefined, of: string): void => {
    if (id !== undefined) assert.ok(items.has(id), `${of} refers to ${id}, which is not there`);
  };
  for (const [id, { VpcId }] of subnets) there(all.vpcs, VpcId, id);
  for (const [id, { VpcId }] of groups) there(all.vpcs, VpcId, id);
  for (const [id, { VpcId }] of all['route-tables']) there(all.vpcs, VpcId, id);
  for (const [id, { VpcId }] of all['network-acls']) there(all.vpcs, VpcId, id);
  for (const [id, { DhcpOptionsId }] of all.vpcs) if (DhcpOptionsId !== 'default') there(all['dhcp-options'], DhcpOptionsId, id);
  for (const [id, { Attachments = [] }] of all['internet-gateways']) for (const { VpcId } of Attachments) there(all.vpcs, VpcId, id);
  for (const [id, { Attachments = [] }] of all['egress-only-internet-gateways'])
    for (const { VpcId } of Attachments) there(all.vpcs, VpcId, id);
  for (const [id, { GroupId }] of all['security-group-rules']) there(groups, GroupId, id);
  for (const [id, { SubnetId, VpcId, Groups = [], Attachment }] of all['network-interfaces']) {
    there(subnets, SubnetId, id);
    there(all.vpcs, VpcId, id);
    there(instances, Attachment?.InstanceId, id);
    for (const { GroupId } of Groups) there(groups, GroupId, id);
  }
  for (const [id, endpoint] of all['vpc-endpoints']) {
    there(all.vpcs, endpoint.VpcId, id);
    for (const table of endpoint.RouteTableIds ?? []) there(all['route-tables'], table, id);
    for (const subnet of endpoint.SubnetIds ?? []) there(subnets, subnet, id);
    for (const nic of endpoint.NetworkInterfaceIds ?? []) there(all['network-interfaces'], nic, id);
  }
  for (const [id, { InstanceId }] of all['iam-instance-profile-associations']) there(instances, InstanceId, id);
}

/** A route is active while its target can take packets, and a blackhole otherwise, also when the target is gone. */
export function routesLeadSomewhere(): Watcher {
  return (before, after, _commit, { tally }) => {
    for (const view of after.regions) {
      if (before.regions.includes(view)) continue;
      for (const [id, { Routes = [], VpcId }] of view.all['route-tables']) {
        for (const route of Routes) {
          const open = leads(view, VpcId!, route);
          if (open === undefined) continue;
          assert.equal(route.State, open ? 'active' : 'blackhole', `the route of ${id} to ${JSON.stringify(route)}`);
          if (!open) tally.check('blackholes');
        }
      }
    }
  };
}

type Route = NonNullable<
  RegionView['all']['route-tables'] extends ReadonlyMap<string, infer Table>
    ? Table extends { Routes?: (infer One)[] | undefined }
      ? One
      : never
    : never
>;

function leads({ all, instances }: RegionView, vpc: string, route: Route): boolean | undefined {
  const { GatewayId, NatGatewayId, NetworkInterfaceId, VpcPeeringConnectionId, EgressOnlyInternetGatewayId } = route;
  if (GatewayId === 'local') return true;
  if (GatewayId?.startsWith('igw-'))
    return Boolean(all['internet-gateways'].get(GatewayId)?.Attachments?.some(({ VpcId }) => VpcId === vpc));
  if (NatGatewayId) return all['nat-gateways'].get(NatGatewayId)?.State === 'available';
  if (VpcPeeringConnectionId) return all['vpc-peering-connections'].get(VpcPeeringConnectionId)?.Status?.Code === 'active';
  if (EgressOnlyInternetGatewayId) return all['egress-only-internet-gateways'].has(EgressOnlyInternetGatewayId);
  const nic = NetworkInterfaceId === undefined ? undefined : all['network-interfaces'].get(NetworkInterfaceId);
  if (NetworkInterfaceId === undefined) return undefined;
  if (nic?.Status !== 'in-use') return false;
  const holder = nic.Attachment?.InstanceId;
  return holder === undefined || instances.get(holder)?.State?.Name === 'running';
}

/** No rule of a group says what another says, and a group that is named by a rule is there. */
export function rulesAreUnique(): Watcher {
  return (before, after) => {
    for (const view of after.regions) {
      if (before.regions.includes(view)) continue;
      const seen = new Set<string>();
      for (const [id, rule] of view.all['security-group-rules']) {
        const { GroupId, IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
        const said = [GroupId, IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo?.GroupId].join(
          ' ',
        );
        assert.ok(!seen.has(said), `the rule ${id} is there twice: ${said}`);
        seen.add(said);
      }
    }
  };
}

/** No quota is ever exceeded. */
export function staysWithinQuotas(): Watcher {
  return (before, after) => {
    for (const view of after.regions) {
      if (before.regions.includes(view)) continue;
      const { all, region } = view;
      const sizes = new Map([
        ['VPCs', [all.vpcs.size, quotas.vpcs]],
        ['internet gateways', [all['internet-gateways'].size, quotas.internetGateways]],
        ['egress-only internet gateways', [all['egress-only-internet-gateways'].size, quotas.egressOnlyInternetGateways]],
        ['addresses', [all['elastic-ips'].size, quotas.addresses]],
      ] as const);
      for (const [what, [count, limit]] of sizes) assert.ok(count <= limit, `${region} has ${count} ${what}, more than ${limit}`);
      const nats = [...all['nat-gateways'].values()].filter(
        ({ State }) => State === 'pending' || State === 'available' || State === 'deleting',
      );
      most(tallied(nats.map(({ SubnetId }) => view.subnets.get(SubnetId!)?.AvailabilityZone)), quotas.natGatewaysPerZone, 'NAT gateways');
      for (const [id, { Routes = [] }] of all['route-tables']) {
        const own = Routes.filter(({ GatewayId }) => GatewayId !== 'local');
        assert.ok(own.length <= 2 * quotas.routesPerTable, `the routes of ${id}`);
      }
      for (const [id, { Entries = [] }] of all['network-acls'])
        most(
          tallied(Entries.map(({ Egress, CidrBlock }) => `${id} ${Egress} ${CidrBlock === undefined}`)),
          quotas.rulesPerAcl + 1,
          'rules',
        );
      for (const [id, { Groups = [] }] of all['network-interfaces'])
        assert.ok(Groups.length <= quotas.groupsPerInterface, `the groups of ${id}`);
      for (const [id, { CidrBlockAssociationSet = [] }] of all.vpcs)
        assert.ok(CidrBlockAssociationSet.length <= quotas.blocksPerVpc, `the blocks of ${id}`);
      const spread = new Set(
        [...all['placement-groups'].values()].filter(({ Strategy }) => Strategy === 'spread').map(({ GroupName }) => GroupName),
      );
      const up = [...view.instances.values()].filter(({ State }) => State?.Name === 'pending' || State?.Name === 'running');
      most(
        tallied(
          up
            .filter(({ Placement }) => spread.has(Placement?.GroupName))
            .map(({ Placement }) => `${Placement!.GroupName} in ${Placement!.AvailabilityZone}`),
        ),
        spreadPerZone,
        'running instances',
      );
    }
  };
}
