import { putTags, tagsMember, tagSpecifications } from '../../aws/tags';
import { accountLimit } from '../../aws/quotas';
import { findAll } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { vpcIdForm, vpcTable } from '../vpcs/vpcs';
import { allowAllOut } from './default-group';
import { vpcOfNames } from './resolve-groups';
import { groupArn, groupNamed, securityGroupTable } from './security-groups';

/** Characters of names and descriptions (API, CreateSecurityGroup). */
const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;
const allowedWords = 'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';

/** @throws ApiError InvalidParameterValue, also for the reserved name (as observed of groups in a VPC) */
function checkName(name: string): void {
  if (name.toLowerCase().startsWith('sg-')) {
    throw invalidValue(`Value (${name}) for parameter GroupName is invalid. Group names may not be in the format sg-*.`);
  }
  if (name.length > 255 || !allowed.test(name)) {
    throw invalidValue(
      `Invalid security group name. Valid names are strings less than 256 characters from the following set:  ${allowedWords}`,
    );
  }
  if (name.toLowerCase() === 'default') throw invalidValue(`Cannot use reserved security group name: ${name}`);
}

/**
 * CreateSecurityGroup (API; reference: network.md §3): a group without inbound rules that lets everything out.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidGroup.Duplicate, InvalidVpcID.*, VPCIdNotSpecified,
 *   SecurityGroupLimitExceeded, tag errors
 */
export const createSecurityGroup = defineAction({
  name: 'ec2:CreateSecurityGroup',
  access: 'write',
  inputs: { Description: 'honoured', GroupName: 'honoured', VpcId: 'honoured', TagSpecifications: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    // Trailing spaces are not kept (EC2 User Guide, create a security group).
    const name = input.GroupName?.trimEnd();
    if (!name) throw missingParameter('GroupName');
    const description = input.Description;
    if (!description) throw missingParameter('GroupDescription');
    checkName(name);
    if (description.length > 255 || !allowed.test(description)) {
      throw invalidValue(
        `Invalid security group description. Valid descriptions are strings less than 256 characters from the following set:  ${allowedWords}`,
      );
    }
    const vpc = input.VpcId ? findAll([input.VpcId], vpcIdForm, (id) => context.get(vpcTable, id))[0]! : vpcOfNames(context);
    if (groupNamed(context, vpc.id, name)) {
      throw new ApiError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc.id}'`);
    }
    if (context.rows(securityGroupTable).size >= accountLimit(context, 'securityGroups')) {
      throw new ApiError('SecurityGroupLimitExceeded', 'The maximum number of security groups in this Region has been reached.');
    }
    const tags = tagSpecifications(input.TagSpecifications, ['security-group']).get('security-group') ?? {};
    const group = context.put(securityGroupTable, { region: context.region, id: context.newId('sg'), vpcId: vpc.id, name, description });
    allowAllOut(context, group.id);
    putTags(context, group.id, 'security-group', 'security-groups', tags);
    context.subjects.push(group.id);
    return { GroupId: group.id, ...tagsMember(context, group.id), SecurityGroupArn: groupArn(context, group.id) };
  },
});
