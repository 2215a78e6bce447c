import assert from 'node:assert/strict';
import { allInstances } from '../observe';
import type { Watcher } from '../world';

/** `a.b.c.d` as a number, by multiplication, so that it has nothing in common with the product's bit shifts. */
function number(address: string): number {
  const parts = address.split('.').map(Number);
  assert.ok(parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255), address);
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** The actions that may give or take the public address of an instance whatever its state. */
const addressActions: ReadonlySet<string> = new Set([
  'ec2:AssociateAddress',
  'ec2:DisassociateAddress',
  'ec2:ModifyNetworkInterfaceAttribute',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]);

/**
 * An instance is known to the world by its Elastic IP address, if it has one. Else it has an address out of Amazon's pool while it runs, when it
 * wants one and has a single interface: another one after each start, and none while it is stopped, pending or ended.
 */
export function publicAddresses(): Watcher {
  const last = new Map<string, string>();
  return (before, after, { outcome }) => {
    const old = new Map(allInstances(before).map((instance) => [instance.InstanceId!, instance]));
    for (const { instances, interfaces, all } of after.regions) {
      for (const [id, { State, PublicIpAddress, PublicDnsName, NetworkInterfaces = [] }] of instances) {
        const state = State!.Name!;
        const primary = interfaces.get(NetworkInterfaces.find(({ Attachment }) => Attachment?.DeviceIndex === 0)?.NetworkInterfaceId ?? '');
        const elastic = [...all['elastic-ips'].values()].find(
          ({ NetworkInterfaceId, PrivateIpAddress }) =>
            primary !== undefined && NetworkInterfaceId === primary.id && PrivateIpAddress === primary.privateAddresses[0]!.address,
        )?.PublicIp;
        const pooled = elastic === undefined ? PublicIpAddress : undefined;
        if (elastic !== undefined) {
          assert.equal(PublicIpAddress, elastic, `${id} has an Elastic IP address`);
        } else if (state === 'running') {
          const others = primary!.privateAddresses.some(({ elastic: mapped }) => mapped);
          if (NetworkInterfaces.length === 1 && !others && !addressActions.has(outcome?.request.action ?? '')) {
            const [wanted, had] = [primary!.associatePublicIp, old.get(id)?.State?.Name === 'running'];
            if (!had) assert.equal(pooled !== undefined, wanted, `the public address of ${id}`);
          }
          if (pooled !== undefined && old.get(id)?.State?.Name !== 'running') {
            assert.notEqual(pooled, last.get(id), `${id} has another public address after a start`);
          }
        } else if (state === 'stopping' || state === 'shutting-down') {
          if (!addressActions.has(outcome?.request.action ?? '') && outcome?.request.action !== 'ec2:ReleaseAddress') {
            const until = state === 'stopping' ? 'stopped' : 'terminated';
            assert.equal(pooled, old.get(id)?.PublicIpAddress, `${id} keeps its address until it is ${until}`);
          }
        } else {
          assert.equal(pooled, undefined, `${id} is ${state} and has a public address`);
        }
        if (PublicIpAddress === undefined) assert.equal(PublicDnsName, '', `the public name of ${id}`);
        else if (PublicDnsName !== '') assert.ok(PublicDnsName!.startsWith(`ec2-${PublicIpAddress.split('.').join('-')}.`), PublicDnsName);
        if (pooled !== undefined) last.set(id, pooled);
      }
      for (const { publicAddress } of interfaces.values()) if (publicAddress) number(publicAddress.publicIp);
    }
  };
}

/** The actions that change the private addresses of an interface. */
const privateActions: ReadonlySet<string> = new Set(['ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses']);
const addressesOfPrefix = 16;

/** Private addresses are unique in their subnet, inside it, never reserved, the first one kept for life; the free count is what is left. */
export function privateAddresses(): Watcher {
  return (before, after, { outcome }) => {
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      const taken = new Map<string, Set<string>>();
      const prefixes = new Map<string, number>();
      for (const [id, { subnetId, privateAddresses, ipv4Prefixes = [] }] of view.interfaces) {
        prefixes.set(subnetId, (prefixes.get(subnetId) ?? 0) + ipv4Prefixes.length);
        const used = taken.get(subnetId) ?? new Set();
        taken.set(subnetId, used);
        const [network, prefix] = view.subnets.get(subnetId)!.CidrBlock!.split('/');
        const [first, size] = [number(network!), 2 ** (32 - Number(prefix))];
        for (const { address } of privateAddresses) {
          assert.ok(!used.has(address), `${address} is taken twice in ${subnetId}`);
          used.add(address);
          const position = number(address) - first;
          assert.ok(position >= 4 && position <= size - 2, `${address} is not one of the addresses to be had in ${subnetId}`);
        }
        const was = old?.interfaces.get(id);
        if (!was) continue;
        const plain = (rows: typeof privateAddresses): string[] => rows.map(({ address }) => address);
        assert.equal(privateAddresses[0]!.address, was.privateAddresses[0]!.address, `${id} keeps its first private address`);
        if (!privateActions.has(outcome?.request.action ?? ''))
          assert.deepEqual(plain(privateAddresses), plain(was.privateAddresses), `${id} keeps its private addresses`);
      }
      for (const [id, { CidrBlock, AvailableIpAddressCount }] of view.subnets) {
        const size = 2 ** (32 - Number(CidrBlock!.split('/')[1]));
        assert.equal(
          AvailableIpAddressCount,
          size - 5 - (taken.get(id)?.size ?? 0) - addressesOfPrefix * (prefixes.get(id) ?? 0),
          `free addresses of ${id}`,
        );
      }
    }
  };
}

/** What an instance says of its interfaces is what they say of it. */
export function interfacesOfInstances(): Watcher {
  return (_before, after) => {
    for (const { instances, interfaces, groups } of after.regions) {
      for (const [id, { NetworkInterfaces = [], SecurityGroups = [], PrivateIpAddress, SubnetId, State }] of instances) {
        const own = [...interfaces.values()].filter(({ attachment }) => attachment?.instanceId === id).map((row) => row.id);
        assert.deepEqual(
          NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId).sort(),
          own.sort(),
          `the interfaces of ${id}`,
        );
        assert.equal(State!.Name === 'terminated', own.length === 0, `${id} is ${State!.Name} and has ${own.length} interfaces`);
        const primary = NetworkInterfaces.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
        assert.deepEqual([PrivateIpAddress, SubnetId], [primary?.PrivateIpAddress, primary?.SubnetId], `the address of ${id}`);
        for (const { GroupId, GroupName } of SecurityGroups)
          assert.equal(groups.get(GroupId!)?.GroupName, GroupName, `the groups of ${id}`);
      }
      for (const { id, attachment, status, publicAddress, managedBy } of interfaces.values()) {
        if (managedBy === undefined) assert.equal(status === 'in-use', attachment !== undefined, `the status of ${id}`);
        if (attachment) assert.ok(instances.has(attachment.instanceId), `${id} hangs on ${attachment.instanceId}, which is not there`);
        else assert.equal(publicAddress, undefined, `${id} hangs on nothing and has a public address`);
      }
    }
  };
}
