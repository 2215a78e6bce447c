import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { vpcTable } from '../vpcs/vpcs';
import { dhcpOptionsTable, findDhcpOptions } from './dhcp-options';

/** DeleteDhcpOptions (API): once no VPC has them. @throws ApiError InvalidDhcpOptionsId.Malformed, InvalidDhcpOptionID.NotFound, DependencyViolation */
export const deleteDhcpOptions = defineAction({
  name: 'ec2:DeleteDhcpOptions',
  access: 'write',
  inputs: { DhcpOptionsId: 'honoured', DryRun: 'honoured' },
  handle(context, { DhcpOptionsId }) {
    if (!DhcpOptionsId) throw missingParameter('dhcpOptionsId');
    const { id } = findDhcpOptions(context, DhcpOptionsId);
    if (context.rows(vpcTable).count('dhcpOptions', id) > 0) {
      throw new ApiError('DependencyViolation', `The dhcpOptions '${id}' has dependencies and cannot be deleted.`);
    }
    context.delete(tagsTable, id);
    context.delete(dhcpOptionsTable, id);
    context.subjects.push(id);
    return {};
  },
});
