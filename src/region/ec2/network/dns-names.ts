import type { Context } from '../../kernel/context';
import { type VpcRow, vpcTable } from '../vpcs/vpcs';

/**
 * The private name of an instance or of one of its addresses (VPC User Guide, DNS attributes; EC2 User Guide, instance naming; reference:
 * network.md §2): by address, `ip-172-31-5-9.ap-northeast-2.compute.internal`, or by the instance's id; `ec2.internal` in us-east-1.
 */
export function privateDnsName(context: Context, instanceId: string, address: string, type: 'ip-name' | 'resource-name'): string {
  const domain = context.region === 'us-east-1' ? 'ec2.internal' : `${context.region}.compute.internal`;
  return `${type === 'ip-name' ? `ip-${address.replaceAll('.', '-')}` : instanceId}.${domain}`;
}

/** Whether public addresses in a VPC have names: it takes DNS support and DNS host names both (reference: network.md §2). */
export function givesPublicNames({ enableDnsSupport, enableDnsHostnames }: VpcRow): boolean {
  return enableDnsSupport && enableDnsHostnames;
}

/** The public name of an address; empty when the VPC gives none. */
export function publicDnsName(context: Context, vpcId: string, publicIp: string): string {
  const vpc = context.get(vpcTable, vpcId);
  if (!vpc || !givesPublicNames(vpc)) return '';
  const domain = context.region === 'us-east-1' ? 'compute-1.amazonaws.com' : `${context.region}.compute.amazonaws.com`;
  return `ec2-${publicIp.replaceAll('.', '-')}.${domain}`;
}
