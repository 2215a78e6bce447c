import type { RunInstancesRequest } from '@aws-sdk/client-ec2';
import type { Context } from '../../../kernel/context';
import type { SubnetRow } from '../../subnets/subnets';
import { vpcTable } from '../../vpcs/vpcs';
import type { LaunchOptions } from '../instances';

/**
 * The options of a launch with what its place decides: a name the request says nothing of is the subnet's choice (API, ModifySubnetAttribute),
 * and in a VPC of dedicated tenancy every instance is dedicated (EC2 User Guide, Dedicated Instances).
 */
export function withSubnetDefaults(
  context: Context,
  options: LaunchOptions,
  { PrivateDnsNameOptions: asked }: RunInstancesRequest,
  subnet: SubnetRow,
): LaunchOptions {
  const dedicated = context.get(vpcTable, subnet.vpcId)?.instanceTenancy === 'dedicated';
  return {
    ...options,
    ...(dedicated && { tenancy: 'dedicated' as const }),
    ...(asked?.HostnameType === undefined && { hostnameType: subnet.hostnameType ?? 'ip-name' }),
    ...(asked?.EnableResourceNameDnsARecord === undefined && { resourceNameDnsA: subnet.resourceNameDnsA ?? false }),
    ...(asked?.EnableResourceNameDnsAAAARecord === undefined && { resourceNameDnsAaaa: subnet.resourceNameDnsAaaa ?? false }),
  };
}
