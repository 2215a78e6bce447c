import type { IpPermission, SecurityGroupRuleRequest, SecurityGroupRuleUpdate } from '@aws-sdk/client-ec2';
import { findAll } from '../../aws/ids';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { checkQuota, ruleWords } from './authorize';
import { rulesFrom } from './permissions';
import { type RuleContent, sameRuleKey, securityGroupRuleIdForm, type SecurityGroupRuleRow, securityGroupRuleTable } from './rules';
import { findGroup, type SecurityGroupRow } from './security-groups';

const peers = ['CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupId'] as const;

const fieldOfPeer = {
  CidrIpv4: 'cidrIpv4',
  CidrIpv6: 'cidrIpv6',
  PrefixListId: 'prefixListId',
  ReferencedGroupId: 'referencedGroupId',
} as const satisfies Record<(typeof peers)[number], keyof RuleContent>;

/** The one peer a rule is about, as a permission. @throws ApiError MissingParameter, InvalidParameterCombination */
function permissionOf(asked: SecurityGroupRuleRequest, rule: SecurityGroupRuleRow): IpPermission {
  const [peer, second] = peers.filter((name) => asked[name] !== undefined);
  if (!peer) throw missingParameter(peers.join(' or '));
  if (second) throw invalidCombination(`Only one of ${peers.join(', ')} can be specified`);
  // Infrastructure tools make such a rule anew: the service has never changed what kind of peer one has (OBS, Terraform provider).
  if (rule[fieldOfPeer[peer]] === undefined)
    throw invalidValue(`The type of the source or destination of the rule ${rule.id} can't be changed`);
  const { IpProtocol, FromPort, ToPort, Description } = asked;
  return {
    IpProtocol,
    FromPort,
    ToPort,
    ...(peer === 'CidrIpv4' && { IpRanges: [{ CidrIp: asked.CidrIpv4, Description }] }),
    ...(peer === 'CidrIpv6' && { Ipv6Ranges: [{ CidrIpv6: asked.CidrIpv6, Description }] }),
    ...(peer === 'PrefixListId' && { PrefixListIds: [{ PrefixListId: asked.PrefixListId, Description }] }),
    ...(peer === 'ReferencedGroupId' && { UserIdGroupPairs: [{ GroupId: asked.ReferencedGroupId, Description }] }),
  };
}

/** One rule's new content in place of its old one: the id, direction and tags stay. */
function replaced(context: Context, group: SecurityGroupRow, update: SecurityGroupRuleUpdate): SecurityGroupRuleRow {
  const { SecurityGroupRuleId: id, SecurityGroupRule: asked } = update;
  if (!id) throw missingParameter('SecurityGroupRuleId');
  const [rule] = findAll([id], securityGroupRuleIdForm, (each) => {
    const row = context.get(securityGroupRuleTable, each);
    return row?.groupId === group.id ? row : undefined;
  });
  if (!asked) throw missingParameter('SecurityGroupRule');
  const [content] = rulesFrom(context, group, rule!.isEgress, [permissionOf(asked, rule!)]);
  return { region: context.region, id, groupId: group.id, ...content! };
}

/**
 * ModifySecurityGroupRules (API): the given content takes the place of the rules', all or none; a description that is not given is gone.
 * @throws ApiError MissingParameter, InvalidGroup*, InvalidSecurityGroupRuleId.*, InvalidParameterValue, InvalidPermission.Duplicate,
 *   RulesPerSecurityGroupLimitExceeded, those of `rulesFrom`
 */
export const modifySecurityGroupRules = defineAction({
  name: 'ec2:ModifySecurityGroupRules',
  access: 'write',
  inputs: { GroupId: 'honoured', SecurityGroupRules: 'honoured', DryRun: 'honoured' },
  handle(context, { GroupId, SecurityGroupRules: updates = [] }) {
    if (!GroupId) throw missingParameter('groupId');
    const group = findGroup(context, GroupId);
    if (updates.length === 0) throw missingParameter('securityGroupRules');
    const rows = updates.map((update) => replaced(context, group, update));
    if (new Set(rows.map(({ id }) => id)).size < rows.length)
      throw invalidValue('The same security group rule must not appear multiple times');
    for (const row of rows) context.put(securityGroupRuleTable, row);
    for (const row of rows) {
      if (context.rows(securityGroupRuleTable).count('same', sameRuleKey(group.id, row)) === 1) continue;
      throw new ApiError('InvalidPermission.Duplicate', `the specified rule "${ruleWords(row)}" already exists`);
    }
    checkQuota(context, group, false);
    checkQuota(context, group, true);
    context.subjects.push(group.id, ...rows.map(({ id }) => id));
    return { Return: true };
  },
});
