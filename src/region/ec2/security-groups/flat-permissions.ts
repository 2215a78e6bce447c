import type { IpPermission } from '@aws-sdk/client-ec2';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';

/** The parameters that describe one rule without IpPermissions. */
const flatInputs = ['CidrIp', 'FromPort', 'IpProtocol', 'SourceSecurityGroupName', 'SourceSecurityGroupOwnerId', 'ToPort'] as const;

/** The inputs with which a request describes rules of a group, and its DryRun. */
export const ruleInputs = {
  DryRun: 'honoured',
  GroupId: 'honoured',
  IpPermissions: 'honoured',
  CidrIp: 'honoured',
  FromPort: 'honoured',
  IpProtocol: 'honoured',
  SourceSecurityGroupName: 'honoured',
  SourceSecurityGroupOwnerId: 'honoured',
  ToPort: 'honoured',
} as const;

/** A request that describes rules in one of two ways (API, AuthorizeSecurityGroupIngress, RevokeSecurityGroupIngress). */
export interface DescribesRules {
  readonly IpPermissions?: IpPermission[] | undefined;
  readonly CidrIp?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly IpProtocol?: string | undefined;
  readonly SourceSecurityGroupName?: string | undefined;
  readonly SourceSecurityGroupOwnerId?: string | undefined;
  readonly ToPort?: number | undefined;
}

/** As AWS writes a parameter's name in errors. */
function lower(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}

/** True when a request describes a rule in any way. */
export function describesRules(input: DescribesRules): boolean {
  return (input.IpPermissions?.length ?? 0) > 0 || flatInputs.some((name) => input[name] !== undefined);
}

/**
 * The permissions of a request, however it says them. A source group alone stands for all of ICMP, UDP and TCP from it (API,
 * AuthorizeSecurityGroupIngress).
 * @throws ApiError MissingParameter, InvalidParameterCombination
 */
export function requestedPermissions(input: DescribesRules): IpPermission[] {
  const flat = flatInputs.filter((name) => input[name] !== undefined);
  if (input.IpPermissions && input.IpPermissions.length > 0) {
    if (flat[0]) throw invalidCombination(`The parameter '${lower(flat[0])}' may not be used in combination with 'ipPermissions'`);
    return input.IpPermissions;
  }
  if (flat.length === 0) throw missingParameter('ipPermissions');
  const { CidrIp, FromPort, IpProtocol, SourceSecurityGroupName, SourceSecurityGroupOwnerId, ToPort } = input;
  if (SourceSecurityGroupOwnerId !== undefined && SourceSecurityGroupName === undefined) throw missingParameter('sourceSecurityGroupName');
  if (SourceSecurityGroupName === undefined) {
    if (CidrIp === undefined) throw missingParameter('cidrIp');
    return [{ IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp }] }];
  }
  const other = flat.find((name) => !name.startsWith('SourceSecurityGroup'));
  if (other) throw invalidCombination(`The parameter '${lower(other)}' may not be used in combination with 'sourceSecurityGroupName'`);
  const UserIdGroupPairs = [{ GroupName: SourceSecurityGroupName, UserId: SourceSecurityGroupOwnerId }];
  return [
    { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, UserIdGroupPairs },
    { IpProtocol: 'udp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
    { IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535, UserIdGroupPairs },
  ];
}

/** Documented as "Not supported. Use IP permissions instead." (API, AuthorizeSecurityGroupEgress, RevokeSecurityGroupEgress). */
const unsupportedOut = ['SourceSecurityGroupName', 'SourceSecurityGroupOwnerId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp'] as const;

/** Refuses the parameters that outbound rules do not have. @throws ApiError UnsupportedOperation */
export function refuseFlatOutbound(input: DescribesRules): void {
  for (const name of unsupportedOut) {
    if (input[name] === undefined) continue;
    throw new ApiError('UnsupportedOperation', `The parameter ${name} is not supported. Use IP permissions instead.`);
  }
}
