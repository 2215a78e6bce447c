import type { ModifySubnetAttributeRequest } from '@aws-sdk/client-ec2';
import { findAll } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { findSubnet, type SubnetRow, subnetTable } from './subnets';

type Change = Partial<Omit<SubnetRow, 'region' | 'id'>>;

/** What belongs to Outposts, which the account has none of: turning it on fails, off is as it was. @throws ApiError */
function refuseOutposts(subnet: SubnetRow, input: ModifySubnetAttributeRequest): void {
  if (input.CustomerOwnedIpv4Pool !== undefined) {
    findAll([input.CustomerOwnedIpv4Pool], { prefix: 'ipv4pool-coip', errorPrefix: 'InvalidPoolID', noun: 'pool' }, () => undefined);
  }
  if (input.MapCustomerOwnedIpOnLaunch?.Value) throw missingParameter('customerOwnedIpv4Pool');
  if (input.EnableLniAtDeviceIndex !== undefined || input.DisableLniAtDeviceIndex?.Value) {
    throw new ApiError('OperationNotPermitted', `The subnet '${subnet.id}' is not on an Outpost.`);
  }
}

/** The changes a request asks for, by the name of the attribute. */
function changes(input: ModifySubnetAttributeRequest): ReadonlyMap<string, Change> {
  const asked = new Map<string, Change>();
  const add = (name: string, value: unknown, change: Change): void => {
    if (value !== undefined) asked.set(name, change);
  };
  const map = input.MapPublicIpOnLaunch?.Value;
  add('mapPublicIpOnLaunch', map, { mapPublicIpOnLaunch: map! });
  const assign = input.AssignIpv6AddressOnCreation?.Value;
  add('assignIpv6AddressOnCreation', assign, { assignIpv6AddressOnCreation: assign! });
  const dns64 = input.EnableDns64?.Value;
  add('enableDns64', dns64, { enableDns64: dns64! });
  const hostname = input.PrivateDnsHostnameTypeOnLaunch;
  add('privateDnsHostnameTypeOnLaunch', hostname, { hostnameType: hostname! });
  const record = input.EnableResourceNameDnsARecordOnLaunch?.Value;
  add('enableResourceNameDnsARecordOnLaunch', record, { resourceNameDnsA: record! });
  const recordIpv6 = input.EnableResourceNameDnsAAAARecordOnLaunch?.Value;
  add('enableResourceNameDnsAAAARecordOnLaunch', recordIpv6, { resourceNameDnsAaaa: recordIpv6! });
  // Both are false already on a subnet that is on no Outpost.
  add('mapCustomerOwnedIpOnLaunch', input.MapCustomerOwnedIpOnLaunch?.Value, {});
  add('disableLniAtDeviceIndex', input.DisableLniAtDeviceIndex?.Value, {});
  return asked;
}

function check(subnet: SubnetRow, { hostnameType, assignIpv6AddressOnCreation }: Change): void {
  if (hostnameType !== undefined && hostnameType !== 'ip-name' && hostnameType !== 'resource-name') {
    throw invalidValue(
      `Value (${String(hostnameType)}) for parameter privateDnsHostnameTypeOnLaunch is invalid. Valid values are: ip-name, resource-name.`,
    );
  }
  if (assignIpv6AddressOnCreation && !subnet.ipv6Block) {
    throw invalidValue(
      `Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true unless the subnet (${subnet.id}) has an IPv6 CIDR block associated with it.`,
    );
  }
}

function modify(context: Context, input: ModifySubnetAttributeRequest): void {
  if (!input.SubnetId) throw missingParameter('subnetId');
  const subnet = findSubnet(context, input.SubnetId);
  refuseOutposts(subnet, input);
  const asked = changes(input);
  if (asked.size === 0) throw invalidCombination('No attributes specified.');
  if (asked.size > 1) throw invalidCombination(`Fields for multiple attribute types specified: ${[...asked.keys()].join(', ')}`);
  for (const change of asked.values()) {
    check(subnet, change);
    context.update(subnetTable, subnet, change);
  }
  context.subjects.push(subnet.id);
}

/**
 * ModifySubnetAttribute (API): one attribute a request; each decides about what is launched or made there from now on.
 * @throws ApiError InvalidSubnetID.*, MissingParameter, InvalidParameterCombination, InvalidParameterValue; OperationNotPermitted and
 *   InvalidPoolID.* for what belongs to Outposts
 */
export const modifySubnetAttribute = defineAction({
  name: 'ec2:ModifySubnetAttribute',
  access: 'write',
  inputs: {
    AssignIpv6AddressOnCreation: 'honoured',
    MapPublicIpOnLaunch: 'honoured',
    SubnetId: 'honoured',
    MapCustomerOwnedIpOnLaunch: 'honoured',
    CustomerOwnedIpv4Pool: 'honoured',
    EnableDns64: 'accepted',
    PrivateDnsHostnameTypeOnLaunch: 'honoured',
    EnableResourceNameDnsARecordOnLaunch: 'honoured',
    EnableResourceNameDnsAAAARecordOnLaunch: 'honoured',
    EnableLniAtDeviceIndex: 'honoured',
    DisableLniAtDeviceIndex: 'honoured',
  },
  handle(context, input) {
    modify(context, input);
    return {};
  },
});
