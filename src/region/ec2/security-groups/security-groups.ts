import { checkIdForm, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { defineTable, type RowKey } from '../../store/table';

/** A security group; its rules are rows of their own. */
export interface SecurityGroupRow extends RowKey {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
}

/** Names are one whatever their case (API, CreateSecurityGroup), unique in their VPC. */
function nameKey(vpcId: string, name: string): string {
  return `${vpcId}/${name.toLowerCase()}`;
}

export const securityGroupTable = defineTable<SecurityGroupRow, 'vpc' | 'name'>({
  name: 'ec2_security_groups',
  kind: 'security-groups',
  columns: { vpcId: 'text', name: 'text', description: 'text' },
  indexes: { vpc: (row) => row.vpcId, name: (row) => nameKey(row.vpcId, row.name) },
});

/** The group of that name in a VPC. */
export function groupNamed(context: Context, vpcId: string, name: string): SecurityGroupRow | undefined {
  return context.by(securityGroupTable, 'name', nameKey(vpcId, name))[0];
}

const groupIdForm: IdForm = { prefix: 'sg', errorPrefix: 'InvalidGroupId', noun: 'security group', hint: 'without-prefix' };

/** A group by its id. @throws ApiError InvalidGroupId.Malformed, InvalidGroup.NotFound (EC2 error codes) */
export function findGroup(context: Context, id: string): SecurityGroupRow {
  checkIdForm(id, groupIdForm);
  const row = context.get(securityGroupTable, id);
  if (!row) throw new ApiError('InvalidGroup.NotFound', `The security group '${id}' does not exist`);
  return row;
}

/** The ARN of a group. */
export function groupArn(context: Context, id: string): string {
  return `arn:aws:ec2:${context.region}:${context.account.accountId}:security-group/${id}`;
}
