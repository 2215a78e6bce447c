import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import type { LaunchOutcome, LaunchPlan, Refusal } from '../../../shared/launch-instance';
import type { ActionName, InputOf, OutputOf } from '../../../shared/region-types';
import { codeOf, explain } from '../../messages';

/** Runs an AWS action in the wizard's region. */
export type Run = <Name extends ActionName>(action: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

/** What was refused, and which action. */
export function refusalOf(action: ActionName, error: unknown): Refusal {
  const message = error instanceof Error ? error.message : explain(error);
  return { code: codeOf(error) ?? 'Error', message, action };
}

/** An action that was refused, with its name. */
class Refused extends Error {
  constructor(
    readonly action: ActionName,
    override readonly cause: unknown,
  ) {
    super(`${action} was refused`);
  }
}

/** A rule as it can be given back to be revoked: without what only answers hold. */
function revocable({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }: IpPermission): IpPermission {
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: IpRanges.map(({ CidrIp }) => ({ CidrIp })),
    Ipv6Ranges: Ipv6Ranges.map(({ CidrIpv6 }) => ({ CidrIpv6 })),
    UserIdGroupPairs: UserIdGroupPairs.map(({ GroupId }) => ({ GroupId })),
  };
}

/** The group that an earlier try has made, if it is what this one asks for; one that is not is deleted, or left when somebody uses it. */
async function groupLeft(run: Run, { create, madeGroupId }: NonNullable<LaunchPlan['newGroup']>): Promise<SecurityGroup | undefined> {
  if (madeGroupId === undefined) return undefined;
  const { SecurityGroups = [] } = await run('ec2:DescribeSecurityGroups', {
    Filters: [{ Name: 'group-id', Values: [madeGroupId] }],
  });
  const [group] = SecurityGroups;
  if (!group) return undefined;
  if (group.GroupName === create.GroupName && group.Description === create.Description && group.VpcId === create.VpcId) return group;
  await run('ec2:DeleteSecurityGroup', { GroupId: madeGroupId }).catch(() => undefined);
  return undefined;
}

/**
 * Launches what the wizard asks for: the group, its rules, the instances. Three actions, so that a refusal may come when the group is there already:
 * the outcome then names it, and the next try takes it.
 */
export async function runLaunch(execute: Run, { newGroup, run: input }: LaunchPlan): Promise<LaunchOutcome> {
  const run: Run = (action, given) =>
    execute(action, given).catch((error: unknown) => {
      throw new Refused(action, error);
    });
  let made: string | undefined;
  try {
    if (newGroup) {
      const left = await groupLeft(run, newGroup);
      made = left?.GroupId ?? (await run('ec2:CreateSecurityGroup', newGroup.create)).GroupId;
      const old = left?.IpPermissions ?? [];
      if (old.length > 0) await run('ec2:RevokeSecurityGroupIngress', { GroupId: made, IpPermissions: old.map(revocable) });
      if (newGroup.rules.length > 0) {
        await run('ec2:AuthorizeSecurityGroupIngress', { GroupId: made, IpPermissions: [...newGroup.rules] });
      }
    }
    const { Instances = [] } = await run('ec2:RunInstances', made === undefined ? input : withGroup(input, made));
    return { instanceIds: Instances.flatMap(({ InstanceId }) => InstanceId ?? []) };
  } catch (error) {
    const refusal = error instanceof Refused ? refusalOf(error.action, error.cause) : refusalOf('ec2:RunInstances', error);
    return { refusal, ...(made !== undefined && { madeGroupId: made }) };
  }
}

function withGroup(input: LaunchPlan['run'], groupId: string): LaunchPlan['run'] {
  const [nic, ...others] = input.NetworkInterfaces ?? [];
  if (nic) return { ...input, NetworkInterfaces: [{ ...nic, Groups: [groupId] }, ...others] };
  return { ...input, SecurityGroupIds: [groupId] };
}
