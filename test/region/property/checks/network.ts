import assert from 'node:assert/strict';
import { allInstances } from '../observe';
import type { Watcher } from '../world';

/** `a.b.c.d` as a number, by multiplication, so that it has nothing in common with the product's bit shifts. */
function number(address: string): number {
  const parts = address.split('.').map(Number);
  assert.ok(parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255), address);
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

/** A running instance that wants a public address has one, another one after each start; a stopped, pending or ended one has none. */
export function publicAddresses(): Watcher {
  const last = new Map<string, string>();
  return (before, after) => {
    const old = new Map(allInstances(before).map((instance) => [instance.InstanceId!, instance]));
    const given = new Set<string>();
    for (const { instances, interfaces } of after.regions) {
      for (const [id, { State, PublicIpAddress, PublicDnsName, NetworkInterfaces }] of instances) {
        const state = State!.Name!;
        const primary = interfaces.get(
          NetworkInterfaces?.find(({ Attachment }) => Attachment?.DeviceIndex === 0)?.NetworkInterfaceId ?? '',
        );
        if (state === 'running') {
          assert.equal(PublicIpAddress !== undefined, primary?.associatePublicIp ?? false, `the public address of ${id}`);
          if (PublicIpAddress !== undefined && old.get(id)?.State?.Name !== 'running') {
            assert.notEqual(PublicIpAddress, last.get(id), `${id} has another public address after a start`);
          }
        } else if (state === 'stopping' || state === 'shutting-down') {
          assert.equal(
            PublicIpAddress,
            old.get(id)?.PublicIpAddress,
            `${id} keeps its address until it is ${state === 'stopping' ? 'stopped' : 'terminated'}`,
          );
        } else {
          assert.equal(PublicIpAddress, undefined, `${id} is ${state} and has a public address`);
        }
        assert.equal(PublicDnsName !== '', PublicIpAddress !== undefined, `the public name of ${id}`);
        if (PublicIpAddress === undefined) continue;
        assert.ok(PublicDnsName!.startsWith(`ec2-${PublicIpAddress.split('.').join('-')}.`), PublicDnsName);
        last.set(id, PublicIpAddress);
      }
      for (const { id, publicAddress } of interfaces.values()) {
        if (!publicAddress) continue;
        number(publicAddress.publicIp);
        assert.ok(!given.has(publicAddress.publicIp), `${publicAddress.publicIp} is given twice, the second time to ${id}`);
        given.add(publicAddress.publicIp);
      }
    }
  };
}

/** Private addresses are unique in their subnet, inside it, never reserved, kept for life; the free count is what is left. */
export function privateAddresses(): Watcher {
  return (before, after) => {
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      const taken = new Map<string, Set<string>>();
      for (const [id, { subnetId, privateAddresses }] of view.interfaces) {
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
        if (was) assert.deepEqual(privateAddresses, was.privateAddresses, `${id} keeps its private addresses`);
      }
      for (const [id, { CidrBlock, AvailableIpAddressCount }] of view.subnets) {
        const size = 2 ** (32 - Number(CidrBlock!.split('/')[1]));
        assert.equal(AvailableIpAddressCount, size - 5 - (taken.get(id)?.size ?? 0), `free addresses of ${id}`);
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
      for (const { id, attachment, status, publicAddress } of interfaces.values()) {
        assert.equal(status, attachment ? 'in-use' : 'available', `the status of ${id}`);
        if (attachment) assert.ok(instances.has(attachment.instanceId), `${id} hangs on ${attachment.instanceId}, which is not there`);
        else assert.equal(publicAddress, undefined, `${id} hangs on nothing and has a public address`);
      }
    }
  };
}
