import type { _InstanceType } from '@aws-sdk/client-ec2';
import type { Session } from '../../session';
import type { LaunchDraft, OpenPorts } from './draft';

/** Makes a group in the default VPC; answers its id. */
async function createGroup(session: Session, name: string): Promise<string> {
  const { GroupId = '' } = await session.execute('ec2:CreateSecurityGroup', {
    GroupName: name,
    Description: `${name} created by Quick Launch`,
  });
  return GroupId;
}

async function openPorts(session: Session, groupId: string, ports: OpenPorts): Promise<void> {
  await session.execute('ec2:AuthorizeSecurityGroupIngress', {
    GroupId: groupId,
    IpPermissions: ports.map((port) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })),
  });
}

/**
 * Launches what the draft describes; a security group made for it goes again when the launch is refused.
 * @returns the ids of the instances
 * @throws RemoteError with AWS's code
 */
export async function launch(session: Session, draft: LaunchDraft): Promise<string[]> {
  const { group } = draft;
  const made = group && 'create' in group ? await createGroup(session, group.name) : undefined;
  try {
    if (made !== undefined && group && 'create' in group) await openPorts(session, made, group.create);
    const groupId = group && 'id' in group ? group.id : made;
    const { Instances = [] } = await session.execute('ec2:RunInstances', {
      ImageId: draft.image?.id,
      InstanceType: draft.type?.name as _InstanceType,
      MinCount: draft.count,
      MaxCount: draft.count,
      ...(draft.key?.name && { KeyName: draft.key.name }),
      ...(groupId && { SecurityGroupIds: [groupId] }),
      ...(draft.name && { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: draft.name }] }] }),
    });
    return Instances.flatMap(({ InstanceId }) => InstanceId ?? []);
  } catch (error) {
    if (made !== undefined) await session.execute('ec2:DeleteSecurityGroup', { GroupId: made });
    throw error;
  }
}

/** The step at which an error of a launch can be mended. */
export function stepOfError(code: string): string {
  if (/^InvalidAMI|^OptInRequired/.test(code)) return 'image';
  if (/^InvalidInstanceType|^Unsupported|^VcpuLimitExceeded|Capacity|^InvalidBlockDevice/.test(code)) return 'type';
  if (/^InvalidKeyPair|^InvalidKey/.test(code)) return 'key';
  if (/^InvalidGroup|SecurityGroup|^RulesPerSecurityGroup/.test(code)) return 'group';
  if (/Tag/.test(code)) return 'name';
  if (/^InstanceLimitExceeded|^InsufficientFreeAddresses/.test(code)) return 'count';
  return 'review';
}
