import type { Refusal } from '../../src/shared/launch-instance';
import type { Draft } from './draft';
import type { StepName } from './steps';

/** The field at which a refusal can be mended. */
export interface FieldPlace {
  readonly step: StepName;
  readonly field: string;
}

const at = (step: StepName, field: string): FieldPlace => ({ step, field });

/** By code: AWS's error codes name the thing that is wrong (EC2 API, Error codes). */
const byCode: readonly (readonly [RegExp, FieldPlace])[] = [
  [/^InvalidAMI|^OptInRequired|^UnsupportedInstanceTypeOnImage/, at('image', 'image')],
  [/^InstanceCreditSpecification/, at('configure', 'credits')],
  [/Hibernation/, at('configure', 'hibernate')],
  [/^InvalidUserData/, at('configure', 'userData')],
  [/^InvalidPlacementGroup|^PlacementGroup/, at('configure', 'placementGroup')],
  [/^InvalidSubnet|^InsufficientFreeAddresses|^InvalidNetworkInterface|^VPCIdNotSpecified|^MissingInput/, at('configure', 'subnet')],
  [/^InvalidVpc/, at('configure', 'vpc')],
  [/^InstanceLimitExceeded|^MaxSpotInstanceCountExceeded/, at('configure', 'count')],
  [/^SpotMaxPrice|^InvalidSpot/, at('configure', 'spot')],
  [
    /^InvalidBlockDevice|^UnknownVolumeType|^InvalidSnapshot|^AttachmentLimitExceeded|^VolumeLimit|^MaxIOPS|^InvalidVolume/,
    at('storage', 'volume.0.size'),
  ],
  [/Tag/, at('tags', 'tag.0.key')],
  [
    /^InvalidInstanceType|^Unsupported|^VcpuLimitExceeded|^InsufficientInstanceCapacity|^InsufficientCapacity|^Insufficient.*Capacity/,
    at('type', 'type'),
  ],
  [/^InvalidKeyPair|^InvalidKey/, at('review', 'key')],
  [/^InvalidGroup|SecurityGroup|^InvalidPermission|^RulesPerSecurityGroup/, at('group', 'group.name')],
];

/** By what the message names, for the codes that serve for everything. */
const byWords: readonly (readonly [RegExp, FieldPlace])[] = [
  [/user data/i, at('configure', 'userData')],
  [/iops/i, at('storage', 'volume.0.iops')],
  [/throughput/i, at('storage', 'volume.0.throughput')],
  [/volume|snapshot|device/i, at('storage', 'volume.0.size')],
  [/minCount|maxCount/, at('configure', 'count')],
  [/iamInstanceProfile|instance profile/i, at('configure', 'profile')],
  [/subnet|public ip address|network interface/i, at('configure', 'subnet')],
  [/tenancy/i, at('configure', 'tenancy')],
  [/placement/i, at('configure', 'placementGroup')],
  [/spot|market/i, at('configure', 'spot')],
  [/instance type|architecture/i, at('type', 'type')],
  [/tag/i, at('tags', 'tag.0.key')],
  [/security group/i, at('group', 'group.name')],
];

/** The volume that a message names by its device. */
function ofVolume({ field }: FieldPlace, draft: Draft, message: string): string {
  const index = draft.volumes.findIndex(({ device }) => message.includes(device));
  return index > 0 ? field.replace('0', String(index)) : field;
}

/** Where a refusal belongs; the review when AWS names nothing that a step asks for. */
export function placeOf({ code, message, action }: Refusal, draft: Draft): FieldPlace {
  if (action === 'ec2:CreateSecurityGroup') return at('group', /description/i.test(message) ? 'group.description' : 'group.name');
  if (action === 'ec2:AuthorizeSecurityGroupIngress' || action === 'ec2:RevokeSecurityGroupIngress') return at('group', 'rules');
  const general = /^InvalidParameter|^MissingParameter|^InvalidParameterCombination|^NotSimulated|^UnsupportedOperation$/.test(code);
  const found = (general ? byWords.find(([words]) => words.test(message)) : byCode.find(([codes]) => codes.test(code)))?.[1];
  if (!found) return at('review', 'launch');
  if (found.step === 'group' && draft.groupKind === 'existing') return at('group', 'groups');
  return found.step === 'storage' ? at('storage', ofVolume(found, draft, message)) : found;
}
