import type { AuthorizeSecurityGroupIngressRequest, IpPermission } from '@aws-sdk/client-ec2';
import { defineAction } from '../../kernel/action';
import { invalidCombination, missingParameter } from '../../kernel/errors';
import { authorize } from './authorize';
import { requestedGroup } from './resolve-groups';

/** The parameters that describe one rule without IpPermissions. */
const flatInputs = ['CidrIp', 'FromPort', 'IpProtocol', 'SourceSecurityGroupName', 'SourceSecurityGroupOwnerId', 'ToPort'] as const;

/** As AWS writes a parameter's name in errors. */
function lower(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}

/**
 * The permissions of a request, however it says them. A source group alone opens all of ICMP, UDP and TCP to it (API,
 * AuthorizeSecurityGroupIngress).
 * @throws ApiError MissingParameter, InvalidParameterCombination
 */
function permissionsOf(input: AuthorizeSecurityGroupIngressRequest): IpPermission[] {
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

/** AuthorizeSecurityGroupIngress (API; reference: network.md §3). @throws ApiError of `permissionsOf`, `requestedGroup` and `authorize` */
export const authorizeSecurityGroupIngress = defineAction({
  name: 'ec2:AuthorizeSecurityGroupIngress',
  access: 'write',
  inputs: {
    CidrIp: 'honoured',
    FromPort: 'honoured',
    GroupId: 'honoured',
    GroupName: 'honoured',
    IpPermissions: 'honoured',
    IpProtocol: 'honoured',
    SourceSecurityGroupName: 'honoured',
    SourceSecurityGroupOwnerId: 'honoured',
    ToPort: 'honoured',
    TagSpecifications: 'honoured',
    DryRun: 'honoured',
  },
  handle(context, input) {
    const group = requestedGroup(context, input);
    return authorize(context, group, false, permissionsOf(input), input.TagSpecifications);
  },
});
