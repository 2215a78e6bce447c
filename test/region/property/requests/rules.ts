import type { SecurityGroupRule } from '@aws-sdk/client-ec2';
import { authorize } from './others';
import { anId, choice, type Choice, type Scene, someName } from './scene';

const rulesOf = ({ here }: Scene, egress: boolean): SecurityGroupRule[] =>
  [...here.all['security-group-rules'].values()].filter(({ IsEgress }) => IsEgress === egress);
const has =
  (egress: boolean) =>
  (scene: Scene): boolean =>
    rulesOf(scene, egress).length > 0;

/** A rule as revoking and describing it by its content takes it. */
function permissionOf(rule: SecurityGroupRule): object {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
  return {
    IpProtocol,
    ...(IpProtocol !== '-1' && { FromPort, ToPort }),
    ...(CidrIpv4 && { IpRanges: [{ CidrIp: CidrIpv4 }] }),
    ...(CidrIpv6 && { Ipv6Ranges: [{ CidrIpv6 }] }),
    ...(PrefixListId && { PrefixListIds: [{ PrefixListId }] }),
    ...(ReferencedGroupInfo && { UserIdGroupPairs: [{ GroupId: ReferencedGroupInfo.GroupId }] }),
  };
}

/** A rule that is there already, for its own group or another one. */
const again =
  (egress: boolean) =>
  (scene: Scene): object => {
    const known = rulesOf(scene, egress);
    if (known.length === 0) return authorize(scene);
    const rule = scene.dice.pick(known);
    return {
      GroupId: scene.dice.chance(0.5) ? rule.GroupId : anId(scene.dice, scene.here.groups.keys(), 'sg'),
      IpPermissions: [permissionOf(rule)],
    };
  };

const revoke =
  (egress: boolean) =>
  (scene: Scene): object => {
    const { dice } = scene;
    const known = rulesOf(scene, egress);
    if (known.length === 0 || dice.chance(0.1))
      return { ...authorize(scene), ...(dice.chance(0.3) && { SecurityGroupRuleIds: ['sgr-0123456789abcdef0'] }) };
    const rule = dice.pick(known);
    const by = dice.chance(0.5) ? { SecurityGroupRuleIds: [rule.SecurityGroupRuleId] } : { IpPermissions: [permissionOf(rule)] };
    return { GroupId: rule.GroupId, ...by };
  };

const describe =
  (egress: boolean) =>
  (scene: Scene): object => {
    const { dice, here } = scene;
    const known = rulesOf(scene, egress);
    const Description = someName(dice).slice(0, 255);
    if (known.length === 0) return { GroupId: anId(dice, here.groups.keys(), 'sg') };
    const rule = dice.pick(known);
    return dice.chance(0.7)
      ? {
          GroupId: rule.GroupId,
          SecurityGroupRuleDescriptions: [
            { SecurityGroupRuleId: dice.chance(0.95) ? rule.SecurityGroupRuleId : 'sgr-12345678', Description },
          ],
        }
      : {
          GroupId: rule.GroupId,
          IpPermissions: [{ ...permissionOf(rule), ...(rule.CidrIpv4 && { IpRanges: [{ CidrIp: rule.CidrIpv4, Description }] }) }],
        };
  };

function modify(scene: Scene): object {
  const { dice, here } = scene;
  const known = [...here.all['security-group-rules'].values()];
  const rule = known.length > 0 ? dice.pick(known) : undefined;
  const GroupId = rule && dice.chance(0.95) ? rule.GroupId : anId(dice, here.groups.keys(), 'sg');
  const port = dice.pick([22, 80, 443, 70_000]);
  const SecurityGroupRule = dice.weighted<object>([
    [6, { IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIpv4: `10.1.${dice.below(6)}.0/24`, Description: 'changed' }],
    [2, { IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' }],
    [1, { IpProtocol: 'tcp', FromPort: port, ToPort: port }],
    [1, { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, ReferencedGroupId: anId(dice, here.groups.keys(), 'sg') }],
  ]);
  return {
    GroupId,
    SecurityGroupRules: [{ SecurityGroupRuleId: rule?.SecurityGroupRuleId ?? 'sgr-0123456789abcdef0', SecurityGroupRule }],
  };
}

const hasAny = ({ here }: Scene): boolean => here.all['security-group-rules'].size > 0;

/** Rules of security groups, one by one. */
export const ruleRequests: readonly Choice[] = [
  choice('ec2:AuthorizeSecurityGroupIngress', again(false), has(false), 2),
  choice('ec2:AuthorizeSecurityGroupEgress', again(true), has(true), 2),
  choice('ec2:RevokeSecurityGroupIngress', revoke(false), has(false), 4),
  choice('ec2:RevokeSecurityGroupEgress', revoke(true), has(true), 3),
  choice('ec2:ModifySecurityGroupRules', modify, hasAny, 4),
  choice('ec2:UpdateSecurityGroupRuleDescriptionsIngress', describe(false), has(false), 3),
  choice('ec2:UpdateSecurityGroupRuleDescriptionsEgress', describe(true), has(true), 3),
];
