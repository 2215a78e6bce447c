import assert from 'node:assert/strict';
import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { RegionView } from '../region-view';
import type { Watcher } from '../world';

/** `association allocation interface private-address public-address` of each mapped address, as the interfaces tell it. */
function mappingsOf(nics: Iterable<NetworkInterface>): string[] {
  return [...nics].flatMap(({ NetworkInterfaceId, PrivateIpAddresses = [] }) =>
    PrivateIpAddresses.flatMap(({ PrivateIpAddress, Association }) =>
      Association?.AllocationId
        ? [[Association.AssociationId, Association.AllocationId, NetworkInterfaceId, PrivateIpAddress, Association.PublicIp].join(' ')]
        : [],
    ),
  );
}

/** An Elastic IP address is mapped to one private address at most, and both sides say the same of it; no public address is there twice. */
export function elasticAddresses(): Watcher {
  return (before, after) => {
    const given = new Map<string, string>();
    const give = (address: string, holder: string): void => {
      assert.ok(!given.has(address), `${address} is given twice, to ${given.get(address)} and ${holder}`);
      given.set(address, holder);
    };
    for (const view of after.regions) {
      for (const [id, { PublicIp }] of view.all['elastic-ips']) give(PublicIp!, id);
      for (const { id, publicAddress } of view.interfaces.values()) if (publicAddress) give(publicAddress.publicIp, id);
      checkMappings(view);
      const old = before.regions.find(({ region }) => region === view.region);
      for (const [id, { PublicIp }] of view.all['elastic-ips']) {
        const was = old?.all['elastic-ips'].get(id);
        if (was) assert.equal(PublicIp, was.PublicIp, `${id} stays the same address`);
      }
    }
  };
}

function checkMappings(view: RegionView): void {
  const said = [...view.all['elastic-ips'].values()].flatMap(
    ({ AssociationId, AllocationId, NetworkInterfaceId, PrivateIpAddress, PublicIp, InstanceId }) => {
      if (!AssociationId) {
        assert.deepEqual([NetworkInterfaceId, PrivateIpAddress], [undefined, undefined], `${AllocationId} is free`);
        return [];
      }
      const nic = view.all['network-interfaces'].get(NetworkInterfaceId!);
      assert.ok(nic, `${AllocationId} is mapped to ${NetworkInterfaceId}, which is not there`);
      assert.equal(InstanceId ?? '', nic.Attachment?.InstanceId ?? '', `the instance of ${AllocationId}`);
      return [[AssociationId, AllocationId, NetworkInterfaceId, PrivateIpAddress, PublicIp].join(' ')];
    },
  );
  const shown = mappingsOf(view.all['network-interfaces'].values());
  assert.deepEqual(said.sort(), shown.sort(), 'addresses and interfaces say the same of each other');
  assert.equal(new Set(said.map((text) => text.split(' ')[3])).size, said.length, 'a private address has one Elastic IP address');
}

/** AssociateAddress takes an address away from elsewhere only when it may, and then maps it where it was asked to. */
export function reassociatesWhenAllowed(): Watcher {
  return (before, after, { outcome }, { tally }) => {
    if (outcome?.request.action !== 'ec2:AssociateAddress' || !outcome.output) return;
    const input = outcome.request.input as {
      AllocationId?: string;
      PublicIp?: string;
      AllowReassociation?: boolean;
      NetworkInterfaceId?: string;
      PrivateIpAddress?: string;
      InstanceId?: string;
    };
    const { region } = outcome.request;
    const [old, now] = [before, after].map(({ regions }) => regions.find((each) => each.region === region)!.all['elastic-ips']);
    const id = input.AllocationId ?? [...now!].find(([, { PublicIp }]) => PublicIp === input.PublicIp)![0];
    const [was, is] = [old!.get(id)!, now!.get(id)!];
    assert.equal(is.AssociationId, (outcome.output as { AssociationId?: string }).AssociationId, `the association of ${id}`);
    if (input.NetworkInterfaceId) assert.equal(is.NetworkInterfaceId, input.NetworkInterfaceId, `where ${id} went`);
    if (input.PrivateIpAddress) assert.equal(is.PrivateIpAddress, input.PrivateIpAddress, `where ${id} went`);
    if (input.InstanceId) assert.equal(is.InstanceId, input.InstanceId, `where ${id} went`);
    if (was.AssociationId === is.AssociationId) return;
    const pushed = [...old!.values()].some(
      (each) =>
        each.AllocationId !== id &&
        each.NetworkInterfaceId === is.NetworkInterfaceId &&
        each.PrivateIpAddress === is.PrivateIpAddress &&
        each.AssociationId !== undefined,
    );
    if (was.AssociationId === undefined && !pushed) return;
    assert.notEqual(input.AllowReassociation, false, `${id} was moved although it must not be`);
    tally.check('addresses moved');
  };
}
