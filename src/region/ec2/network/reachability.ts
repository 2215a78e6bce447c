import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { type InstanceRow, instanceTable } from '../instances/instances';
import { attachedGateway } from '../internet-gateways/internet-gateways';
import { aclAllows, type AclPacket } from '../network-acls/evaluate';
import { networkAclAssociationTable } from '../network-acls/network-acls';
import { interfacesOf, type NetworkInterfaceRow, networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { hasPublicAddress } from '../network-interfaces/public-address';
import { effectiveAssociation, routeFor } from '../route-tables/effective-routes';
import { type RuleContent, rulesOf } from '../security-groups/rules';
import { subnetTable } from '../subnets/subnets';
import { ipv4BlocksOf, vpcTable } from '../vpcs/vpcs';
import { blockHolds } from './block-match';

/** What decides whether a connection is made, in the order in which it is looked at. */
export type ReachReason =
  | 'open'
  | 'not-running'
  | 'no-public-address'
  | 'no-internet-gateway'
  | 'no-route'
  | 'network-acl'
  | 'security-group'
  | 'booting'
  | 'no-listener';

/** What somebody who connects would see, and why. */
export interface Reach {
  readonly outcome: 'connected' | 'timeout' | 'refused';
  readonly reason: ReachReason;
  /** Ids of what decides: the instance, interface, VPC, route table, network ACL or security groups. */
  readonly subjects: readonly string[];
}

/** One attempt to connect. */
export interface Probe {
  readonly protocol: 'tcp' | 'udp';
  /** 1–65535. */
  readonly port: number;
  /** IPv4 address it comes from: one of the VPC's private addresses comes from inside, any other one from the internet. */
  readonly source: string;
}

/** CHOICE: the port at which the source waits for the reply, one of the ephemeral ports 1024–65535 (reference: network.md §7). */
const replyPort = 50_000;

/** What follows entering `running`, in milliseconds (reference: instances.md §1.3, network.md §7). */
const afterStart = { network: 12_000, sshAmazonLinux: 20_000, ssh: 30_000, remoteDesktop: 120_000, web: 60_000 } as const;

/**
 * Whether a connection to an instance is made (reference: network.md §7). What a network ACL, a security group or the lack of a route stops is
 * dropped silently: the one who connects sees a time-out. Once the operating system's network is up, a port at which nothing listens refuses.
 * It reads only.
 */
export function reachInstance(context: Context, instanceId: string, probe: Probe): Reach {
  const timeout = (reason: ReachReason, ...subjects: string[]): Reach => ({ outcome: 'timeout', reason, subjects });
  const instance = context.get(instanceTable, instanceId);
  if (instance?.state !== 'running' || instance.haltedSince !== undefined) return timeout('not-running', instanceId);
  const vpc = context.get(vpcTable, instance.vpcId);
  const inside = vpc !== undefined && ipv4BlocksOf(vpc).some(({ cidrBlock }) => blockHolds(cidrBlock, probe.source));
  const nics = interfacesOf(context, instanceId);
  const nic = inside ? nics[0] : (nics.find(hasPublicAddress) ?? undefined);
  if (!nic) return timeout('no-public-address', instanceId);
  const path = inside ? insidePath(context, nic, probe) : internetPath(context, nic, probe.source);
  if (path) return path;
  const acl = aclStops(context, nic.subnetId, probe, { enters: probe.port, leaves: replyPort }, probe.source);
  if (acl) return timeout('network-acl', acl, nic.subnetId);
  if (!nic.groups.some((id) => rulesOf(context, id, false).some((rule) => admits(context, rule, probe, probe.source, nic.vpcId)))) {
    return timeout('security-group', ...nic.groups);
  }
  return answerOf(context, instance, probe);
}

/** The way from the internet: a gateway, and a route back through it. */
function internetPath(context: Context, nic: NetworkInterfaceRow, source: string): Reach | undefined {
  const gateway = attachedGateway(context, nic.vpcId);
  if (!gateway) return { outcome: 'timeout', reason: 'no-internet-gateway', subjects: [nic.vpcId] };
  const route = routeFor(context, nic.subnetId, source);
  return route?.target === gateway.id && route.state === 'active' ? undefined : noRoute(context, nic);
}

/** The way inside the VPC: a local route, and what the source's own subnet and groups let out. */
function insidePath(context: Context, nic: NetworkInterfaceRow, probe: Probe): Reach | undefined {
  if (routeFor(context, nic.subnetId, probe.source)?.target !== 'local') return noRoute(context, nic);
  const from = interfaceAt(context, nic.vpcId, probe.source);
  if (!from) return undefined;
  const destination = nic.privateAddresses[0]!.address;
  if (from.subnetId !== nic.subnetId) {
    const acl = aclStops(context, from.subnetId, probe, { enters: replyPort, leaves: probe.port }, destination);
    if (acl) return { outcome: 'timeout', reason: 'network-acl', subjects: [acl, from.subnetId] };
  }
  const lets = from.groups.some((id) => rulesOf(context, id, true).some((rule) => admits(context, rule, probe, destination, nic.vpcId)));
  return lets ? undefined : { outcome: 'timeout', reason: 'security-group', subjects: from.groups };
}

function noRoute(context: Context, nic: NetworkInterfaceRow): Reach {
  const table = effectiveAssociation(context, nic.subnetId)?.routeTableId;
  return { outcome: 'timeout', reason: 'no-route', subjects: [...(table ? [table] : []), nic.subnetId] };
}

/** The ACL of a subnet that drops the packets, if it does. ACLs are stateless: the way back counts like the way in. Inside a subnet none is asked. */
function aclStops(
  context: Context,
  subnetId: string,
  { protocol, source }: Probe,
  ports: { readonly enters: number; readonly leaves: number },
  address: string,
): string | undefined {
  const subnet = context.get(subnetTable, subnetId);
  if (subnet && blockHolds(subnet.cidrBlock, source) && blockHolds(subnet.cidrBlock, address)) return undefined;
  const passes = (packet: AclPacket): boolean => aclAllows(context, subnetId, packet).allowed;
  if (passes({ egress: false, protocol, port: ports.enters, address }) && passes({ egress: true, protocol, port: ports.leaves, address })) {
    return undefined;
  }
  return context.by(networkAclAssociationTable, 'subnet', subnetId)[0]?.networkAclId ?? subnetId;
}

/** True when a rule lets the connection through. Groups are matched by private addresses of interfaces (reference: network.md §3). */
function admits(context: Context, rule: RuleContent, { protocol, port }: Probe, peer: string, vpcId: string): boolean {
  if (rule.ipProtocol !== '-1' && rule.ipProtocol !== protocol) return false;
  if (rule.ipProtocol !== '-1' && (port < (rule.fromPort ?? 0) || port > (rule.toPort ?? 65_535))) return false;
  if (rule.cidrIpv4 !== undefined) return blockHolds(rule.cidrIpv4, peer);
  if (rule.referencedGroupId === undefined) return false;
  return interfaceAt(context, vpcId, peer)?.groups.includes(rule.referencedGroupId) ?? false;
}

/** The interface of the VPC that has a private address. */
function interfaceAt(context: Context, vpcId: string, address: string): NetworkInterfaceRow | undefined {
  for (const subnet of context.by(subnetTable, 'vpc', vpcId)) {
    if (blockHolds(subnet.cidrBlock, address)) return context.by(networkInterfaceTable, 'address', `${subnet.id}/${address}`)[0];
  }
  return undefined;
}

/** What the machine itself answers. */
function answerOf(context: Context, instance: InstanceRow, { protocol, port }: Probe): Reach {
  const up = context.now - instance.runningSince!;
  const subjects = [instance.id];
  if (up < afterStart.network || instance.rebootingSince !== undefined) return { outcome: 'timeout', reason: 'booting', subjects };
  const listens = protocol === 'tcp' ? listensAfter(instance, port) : undefined;
  if (listens === undefined) return { outcome: 'refused', reason: 'no-listener', subjects };
  return up < listens ? { outcome: 'refused', reason: 'booting', subjects } : { outcome: 'connected', reason: 'open', subjects };
}

/**
 * How long after the start something listens at a TCP port: sshd on Linux, Remote Desktop on Windows, the web server of images whose software has
 * one. CHOICE: of the catalogue's images those are Bitnami's; their web server is up after a minute. Undefined where nothing ever does.
 */
function listensAfter(instance: InstanceRow, port: number): number | undefined {
  const image = publicImage(instance.region, instance.imageId);
  if (image?.platform === 'windows') return port === 3389 ? afterStart.remoteDesktop : undefined;
  if (port === 22) return image?.distribution === 'Amazon Linux' ? afterStart.sshAmazonLinux : afterStart.ssh;
  return image?.distribution === 'Bitnami' && (port === 80 || port === 443) ? afterStart.web : undefined;
}
