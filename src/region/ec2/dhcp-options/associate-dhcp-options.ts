import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { findVpc, vpcTable } from '../vpcs/vpcs';
import { findDhcpOptions } from './dhcp-options';

/** AssociateDhcpOptions (API): a set, or `default` for none. @throws ApiError InvalidDhcpOptionsId.Malformed, InvalidDhcpOptionID.NotFound, InvalidVpcID.* */
export const associateDhcpOptions = defineAction({
  name: 'ec2:AssociateDhcpOptions',
  access: 'write',
  inputs: { DhcpOptionsId: 'honoured', VpcId: 'honoured', DryRun: 'honoured' },
  handle(context, { DhcpOptionsId, VpcId }) {
    if (!DhcpOptionsId) throw missingParameter('dhcpOptionsId');
    if (!VpcId) throw missingParameter('vpcId');
    const dhcpOptionsId = DhcpOptionsId === 'default' ? DhcpOptionsId : findDhcpOptions(context, DhcpOptionsId).id;
    const vpc = findVpc(context, VpcId);
    context.update(vpcTable, vpc, { dhcpOptionsId });
    context.subjects.push(vpc.id);
    return {};
  },
});
