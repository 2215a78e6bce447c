import { defineAction } from '../../kernel/action';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import type { Context } from '../../kernel/context';
import { givesPublicNames } from '../network/dns-names';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { hasPublicAddress } from '../network-interfaces/public-address';
import { findVpc, type VpcRow, vpcTable } from './vpcs';

/** What has a public address shows a public name as long as the VPC gives one: names it, with its instance, among what changes. */
function namePublicNames(context: Context, before: VpcRow, after: VpcRow): void {
  if (givesPublicNames(before) === givesPublicNames(after)) return;
  for (const nic of context.by(networkInterfaceTable, 'vpc', after.id)) {
    if (hasPublicAddress(nic)) context.nameChanged(networkInterfaceTable, nic.id);
  }
}

/**
 * ModifyVpcAttribute (API): one attribute a request. DNS host names take DNS support.
 * @throws ApiError InvalidVpcID.*, MissingParameter, InvalidParameterCombination, InvalidParameterValue
 */
export const modifyVpcAttribute = defineAction({
  name: 'ec2:ModifyVpcAttribute',
  access: 'write',
  inputs: { EnableDnsHostnames: 'honoured', EnableDnsSupport: 'honoured', VpcId: 'honoured', EnableNetworkAddressUsageMetrics: 'accepted' },
  handle(context, input) {
    if (!input.VpcId) throw missingParameter('vpcId');
    const vpc = findVpc(context, input.VpcId);
    const given = {
      enableDnsHostnames: input.EnableDnsHostnames?.Value,
      enableDnsSupport: input.EnableDnsSupport?.Value,
      enableNetworkAddressUsageMetrics: input.EnableNetworkAddressUsageMetrics?.Value,
    };
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const count = Object.keys(changes).length;
    if (count === 0) throw invalidCombination('No attributes specified.');
    if (count > 1) throw invalidCombination(`Fields for multiple attribute types specified: ${Object.keys(changes).join(', ')}`);
    if (given.enableDnsHostnames && !vpc.enableDnsSupport) {
      throw invalidValue(`Invalid value 'true' for enable-dns-hostnames. DNS support is not enabled for the VPC (${vpc.id}).`);
    }
    namePublicNames(context, vpc, context.update(vpcTable, vpc, changes));
    context.subjects.push(vpc.id);
    return {};
  },
});

/** DescribeVpcAttribute (API): one attribute. @throws ApiError InvalidVpcID.*, MissingParameter, InvalidParameterValue */
export const describeVpcAttribute = defineAction({
  name: 'ec2:DescribeVpcAttribute',
  access: 'read',
  inputs: { Attribute: 'honoured', VpcId: 'honoured', DryRun: 'honoured' },
  handle(context, { Attribute, VpcId }) {
    if (!VpcId) throw missingParameter('vpcId');
    if (!Attribute) throw missingParameter('attribute');
    const vpc = findVpc(context, VpcId);
    switch (Attribute) {
      case 'enableDnsHostnames':
        return { VpcId: vpc.id, EnableDnsHostnames: { Value: vpc.enableDnsHostnames } };
      case 'enableDnsSupport':
        return { VpcId: vpc.id, EnableDnsSupport: { Value: vpc.enableDnsSupport } };
      case 'enableNetworkAddressUsageMetrics':
        return { VpcId: vpc.id, EnableNetworkAddressUsageMetrics: { Value: vpc.enableNetworkAddressUsageMetrics ?? false } };
      default:
        throw invalidValue(`Value (${String(Attribute)}) for parameter attribute is invalid. Unknown attribute.`);
    }
  },
});

/** ModifyVpcTenancy (API): from dedicated to default only; instances that are there keep theirs. @throws ApiError InvalidVpcID.*, UnsupportedTenancy */
export const modifyVpcTenancy = defineAction({
  name: 'ec2:ModifyVpcTenancy',
  access: 'write',
  inputs: { VpcId: 'honoured', InstanceTenancy: 'honoured', DryRun: 'honoured' },
  handle(context, { VpcId, InstanceTenancy }) {
    if (!VpcId) throw missingParameter('vpcId');
    if (!InstanceTenancy) throw missingParameter('instanceTenancy');
    const vpc = findVpc(context, VpcId);
    if (InstanceTenancy !== 'default') {
      throw new ApiError('UnsupportedTenancy', `The tenancy value ${String(InstanceTenancy)} is not supported.`);
    }
    context.update(vpcTable, vpc, { instanceTenancy: 'default' });
    context.subjects.push(vpc.id);
    return { ReturnValue: true };
  },
});
