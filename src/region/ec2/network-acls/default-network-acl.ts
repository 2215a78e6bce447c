import type { Context } from '../../kernel/context';
import { subnetTable } from '../subnets/subnets';
import type { VpcRow } from '../vpcs/vpcs';
import {
  associateSubnet,
  networkAclAssociationTable,
  type NetworkAclRow,
  networkAclTable,
  putEntry,
  removeNetworkAcl,
} from './network-acls';

/** The ACL that a VPC was made with; undefined once the VPC is gone. */
export function defaultNetworkAcl(context: Context, vpcId: string): NetworkAclRow | undefined {
  return context.by(networkAclTable, 'default', vpcId)[0];
}

/** Gives a new VPC its default ACL, which lets everything in and out (VPC User Guide, default network ACL; reference: network.md §1). */
export function createDefaultNetworkAcl(context: Context, vpcId: string): string {
  const { id } = context.put(networkAclTable, { region: context.region, id: context.newId('acl'), vpcId, isDefault: true });
  for (const egress of [true, false]) putEntry(context, id, egress, 100, { protocol: '-1', ruleAction: 'allow', cidrBlock: '0.0.0.0/0' });
  return id;
}

/** The VPC got its first IPv6 block: its default ACL lets IPv6 in and out too (VPC User Guide, default network ACL, rule 101). */
export function allowIpv6InDefaultAcl(context: Context, vpcId: string): void {
  const acl = defaultNetworkAcl(context, vpcId);
  if (!acl) return;
  for (const egress of [true, false])
    putEntry(context, acl.id, egress, 101, { protocol: '-1', ruleAction: 'allow', ipv6CidrBlock: '::/0' });
}

/** Gives a new subnet the VPC's default ACL. */
export function associateWithDefaultAcl(context: Context, vpcId: string, subnetId: string): void {
  const acl = defaultNetworkAcl(context, vpcId);
  if (acl) associateSubnet(context, acl.id, subnetId);
}

/** The subnet is deleted: what tied an ACL to it goes. */
export function forgetSubnetAclAssociation(context: Context, subnetId: string): void {
  for (const { id } of context.by(networkAclAssociationTable, 'subnet', subnetId)) context.delete(networkAclAssociationTable, id);
}

/** The VPC is deleted: its default ACL goes with it. */
export function deleteDefaultAclWithVpc(context: Context, vpcId: string): void {
  const acl = defaultNetworkAcl(context, vpcId);
  if (acl) removeNetworkAcl(context, acl.id);
}

/** The ACLs of a VPC besides its default one: it can't be deleted while there are some. */
export function ownNetworkAcls(context: Context, vpcId: string): NetworkAclRow[] {
  return context.by(networkAclTable, 'vpc', vpcId).filter(({ isDefault }) => !isDefault);
}

/** Gives the VPCs and subnets of an account from before network ACLs existed their default one. */
export function giveDefaultNetworkAcls(context: Context, vpcs: readonly VpcRow[]): void {
  for (const vpc of vpcs) {
    if (defaultNetworkAcl(context, vpc.id)) continue;
    createDefaultNetworkAcl(context, vpc.id);
    for (const subnet of context.by(subnetTable, 'vpc', vpc.id)) associateWithDefaultAcl(context, vpc.id, subnet.id);
  }
}
