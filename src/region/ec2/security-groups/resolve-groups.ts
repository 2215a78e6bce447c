import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';
import { accountLimit } from '../../aws/quotas';
import { defaultVpc, type VpcRow } from '../vpcs/vpcs';
import { findGroup, groupNamed, type SecurityGroupRow } from './security-groups';

/** The default VPC, in which alone groups go by name. @throws ApiError VPCIdNotSpecified */
export function vpcOfNames(context: Context): VpcRow {
  const vpc = defaultVpc(context);
  if (!vpc) throw new ApiError('VPCIdNotSpecified', 'No default VPC for this user');
  return vpc;
}

/** A group of the default VPC by its name. @throws ApiError VPCIdNotSpecified, InvalidGroup.NotFound */
export function findGroupNamed(context: Context, name: string): SecurityGroupRow {
  const vpc = vpcOfNames(context);
  const group = groupNamed(context, vpc.id, name);
  if (!group) throw new ApiError('InvalidGroup.NotFound', `The security group '${name}' does not exist in default VPC '${vpc.id}'`);
  return group;
}

/**
 * The group that a request names by its id or, in the default VPC, by its name.
 * @throws ApiError MissingParameter, InvalidParameterCombination, and those of `findGroup` and `findGroupNamed`
 */
export function requestedGroup(
  context: Context,
  { GroupId, GroupName }: { readonly GroupId?: string | undefined; readonly GroupName?: string | undefined },
): SecurityGroupRow {
  if (GroupId && GroupName) throw invalidCombination("The parameter 'groupName' may not be used in combination with 'groupId'");
  if (GroupId) return findGroup(context, GroupId);
  if (GroupName) return findGroupNamed(context, GroupName);
  throw missingParameter('groupName or groupId');
}

/** The error for a group of another VPC than that of the thing it is given to, or of the group whose rule names it (observed). */
export function differentNetworks(): ApiError {
  return new ApiError('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.');
}

function outsideVpc(groupId: string, vpcId: string): ApiError {
  return new ApiError('InvalidParameter', `Security group ${groupId} and VPC ${vpcId} belong to different networks.`);
}

/** The error for a group of another VPC than the subnet's that a request names (observed of RunInstances). */
export function notOfSubnet(groupId: string, subnetId: string): ApiError {
  return new ApiError('InvalidParameter', `Security group ${groupId} and subnet ${subnetId} belong to different networks.`);
}

/** The error for a group of another VPC where a launch names no subnet (observed of RunInstances). */
export function notOfVpc(groupId: string, vpcId: string): ApiError {
  return new ApiError('InvalidGroup.NotFound', `The security group '${groupId}' does not exist in VPC '${vpcId}'`);
}

/**
 * The ids of the groups an interface in the VPC is to have: those asked for, else the VPC's default group (API, RunInstances).
 * @param asked.stranger the error for a group of another VPC, which the service words otherwise from action to action
 * @throws ApiError InvalidGroupId.Malformed, InvalidGroup.NotFound, InvalidParameter for a group of another VPC, InvalidParameterCombination for
 *   names outside the default VPC, SecurityGroupsPerInterfaceLimitExceeded
 */
export function resolveGroups(
  context: Context,
  asked: {
    readonly ids: readonly string[] | undefined;
    readonly names: readonly string[] | undefined;
    readonly vpcId: string;
    readonly stranger?: (groupId: string) => ApiError;
  },
): string[] {
  const { ids = [], names = [], vpcId, stranger = (id) => outsideVpc(id, asked.vpcId) } = asked;
  const groups = new Set<string>();
  for (const id of ids) {
    const group = findGroup(context, id);
    if (group.vpcId !== vpcId) throw stranger(id);
    groups.add(id);
  }
  if (names.length > 0 && defaultVpc(context)?.id !== vpcId) {
    throw invalidCombination('The parameter groupName cannot be used with the parameter subnet');
  }
  for (const name of names) groups.add(findGroupNamed(context, name).id);
  if (groups.size === 0) groups.add(groupNamed(context, vpcId, 'default')!.id);
  if (groups.size > accountLimit(context, 'securityGroupsPerNetworkInterface')) {
    throw new ApiError('SecurityGroupsPerInterfaceLimitExceeded', 'The maximum number of security groups per interface has been reached.');
  }
  return [...groups];
}
