import * as l10n from '@vscode/l10n';
import type { LaunchTerms } from '../../src/shared/launch-offers';
import type { Draft, RuleDraft, VolumeDraft } from './draft';
import type { Lists } from './lists';
import { portsOf } from './request';
import type { StepName } from './steps';
import { userDataBytes, userDataLimit } from './user-data';

/** Most instances of one call here; AWS's own limits come on top (EC2 User Guide, RunInstances). */
const mostInstances = 1_000;
/** Tag restrictions (EC2 User Guide). */
export const tagLimits = { count: 50, key: 128, value: 256 };
/** Rules of one group in one direction (VPC User Guide, quotas). */
export const mostRules = 60;
/** Characters of a group's name and description (API, CreateSecurityGroup). */
const groupText = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

/** What is wrong with an answer, by the name of its field. */
export type Problems = ReadonlyMap<string, string>;

interface Known {
  readonly terms: LaunchTerms;
  readonly lists: Lists;
}

const whole = (text: string, from: number, to: number): string | undefined => {
  const value = Number(text);
  if (/^\s*\d+\s*$/.test(text) && value >= from && value <= to) return undefined;
  return l10n.t('A whole number from {0} to {1}', from, to);
};

/** What is wrong with a number of instances. */
export const countProblem = (count: string): string | undefined => whole(count, 1, mostInstances);

function configureProblems(draft: Draft, { lists }: Known, add: (field: string, text: string | undefined) => void): void {
  add('count', countProblem(draft.count));
  const vpc = lists.vpcs.find(({ VpcId }) => VpcId === draft.vpcId);
  if (vpc && !vpc.IsDefault && draft.subnetId === '') add('subnet', l10n.t('Choose a subnet: this VPC is not the default one'));
  const bytes = userDataBytes(draft.userData, draft.userDataIsBase64);
  if (bytes === undefined) add('userData', l10n.t('This is not valid base64'));
  else if (bytes > userDataLimit) add('userData', l10n.t('{0} bytes: at most {1} are allowed', bytes, userDataLimit));
  if (draft.hibernate && !draft.volumes.some(({ root, encrypted }) => root && encrypted)) {
    add('hibernate', l10n.t('Hibernation needs an encrypted root volume: tick Encrypted in the step Add Storage'));
  }
}

function volumeProblems(
  volume: VolumeDraft,
  index: number,
  draft: Draft,
  { terms }: Known,
  add: (field: string, text: string | undefined) => void,
): void {
  const field = (name: string): string => `volume.${index}.${name}`;
  const offer = terms.volumes.find(({ type }) => type === volume.type);
  const others = draft.volumes.filter((_, other) => other !== index);
  if (!/^(\/dev\/)?[a-z0-9]{2,32}$/.test(volume.device)) add(field('device'), l10n.t('A device name such as {0}', '/dev/sdb'));
  else if (others.some(({ device }) => device === volume.device)) add(field('device'), l10n.t('Another volume has this device name'));
  if (!offer) return;
  const least = volume.root ? Math.max(draft.image?.rootGib ?? 1, offer.minGib) : offer.minGib;
  add(field('size'), whole(volume.gib, least, offer.maxGib));
  if (volume.root && !offer.bootable) add(field('type'), l10n.t('A root volume cannot be of this type'));
  const { iops, mibps } = offer;
  if (iops && (volume.iops.trim() !== '' || iops.default === undefined)) {
    const most = Math.max(iops.min, Math.min(iops.max, Number(volume.gib) * iops.perGib || iops.max));
    add(field('iops'), whole(volume.iops, iops.min, most));
  }
  if (mibps && volume.mibps.trim() !== '') {
    const asked = volume.iops.trim() === '' ? (iops?.default ?? 0) : Number(volume.iops) || 0;
    add(field('throughput'), whole(volume.mibps, mibps.min, Math.max(mibps.min, Math.min(mibps.max, Math.floor(asked * mibps.perIops)))));
  }
}

function tagProblems(draft: Draft, add: (field: string, text: string | undefined) => void): void {
  draft.tags.forEach(({ key, value }, index) => {
    const field = `tag.${index}.key`;
    if (key === '' && value !== '') add(field, l10n.t('A tag needs a key'));
    else if (key.length > tagLimits.key) add(field, l10n.t('At most {0} characters', tagLimits.key));
    else if (/^aws:/i.test(key)) add(field, l10n.t('Keys that begin with aws: are reserved'));
    else if (key !== '' && draft.tags.some((other, place) => place < index && other.key === key)) {
      add(field, l10n.t('Another tag has this key'));
    }
    if (value.length > tagLimits.value) add(`tag.${index}.value`, l10n.t('At most {0} characters', tagLimits.value));
  });
}

/** Whether a text is an IPv4 or IPv6 CIDR block. */
export function isCidr(text: string): boolean {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (v4) return v4.slice(1, 5).every((part) => Number(part) <= 255) && Number(v4[5]) <= 32;
  const v6 = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(text);
  return v6 !== null && (v6[1] ?? '').includes(':') && Number(v6[2]) <= 128;
}

const sameRule = (a: RuleDraft, b: RuleDraft): boolean => {
  const [of, other] = [portsOf(a), portsOf(b)];
  return (
    of !== undefined &&
    other !== undefined &&
    of.protocol === other.protocol &&
    of.from === other.from &&
    of.to === other.to &&
    a.source === b.source &&
    a.custom.trim() === b.custom.trim()
  );
};

function groupProblems(draft: Draft, { lists }: Known, add: (field: string, text: string | undefined) => void): void {
  if (draft.groupKind === 'existing') {
    if (draft.groupIds.length === 0) add('groups', l10n.t('Choose at least one security group'));
    return;
  }
  const name = draft.groupName.trim();
  const taken = lists.groups.some(
    (group) => group.GroupName === name && group.VpcId === lists.vpcOf(draft) && group.GroupId !== draft.madeGroupId,
  );
  if (name.length > 255 || !groupText.test(name))
    add('group.name', l10n.t('At most 255 characters: letters, digits, spaces and {0}', '._-:/()#,@[]+=&;{}!$*'));
  else if (/^sg-/i.test(name)) add('group.name', l10n.t('A name cannot begin with sg-'));
  else if (name.toLowerCase() === 'default') add('group.name', l10n.t('This name is reserved'));
  else if (taken) add('group.name', l10n.t('Another group of this VPC has this name'));
  if (draft.groupDescription.length > 255 || !groupText.test(draft.groupDescription)) {
    add('group.description', l10n.t('At most 255 characters: letters, digits, spaces and {0}', '._-:/()#,@[]+=&;{}!$*'));
  }
  draft.rules.forEach((rule, index) => {
    if (!portsOf(rule)) add(`rule.${index}.ports`, l10n.t('A port such as 8080 or a range such as 8000-8100'));
    if (rule.source === 'custom') {
      const custom = rule.custom.trim();
      const known = /^sg-([0-9a-f]{8}|[0-9a-f]{17})$/.test(custom) || isCidr(custom);
      if (!known) add(`rule.${index}.source`, l10n.t('A CIDR block such as {0}, or the ID of a security group', '10.0.0.0/16'));
    }
    if (draft.rules.some((other, place) => place < index && sameRule(other, rule))) {
      add(`rule.${index}.source`, l10n.t('Another rule says the same'));
    }
  });
}

/** Whether a key pair can have this name. */
export function keyNameProblem(name: string, lists: Lists): string | undefined {
  if (!/^(?! )[\x20-\x7e]{1,255}(?<! )$/.test(name)) return l10n.t('1 to 255 ASCII characters, no space at either end');
  return lists.keys.some(({ KeyName }) => KeyName === name) ? l10n.t('A key pair with this name exists already') : undefined;
}

function reviewProblems(draft: Draft, { lists }: Known, add: (field: string, text: string | undefined) => void): void {
  const { key } = draft;
  if (key.kind === 'new') add('key', l10n.t('Create the key pair first, or choose another way'));
  if (key.kind === 'existing' && !lists.keys.some(({ KeyName }) => KeyName === key.name)) add('key', l10n.t('Choose a key pair'));
  if (key.kind === 'none' && !key.acknowledged) add('acknowledge', l10n.t('Confirm that nobody can log in with a key'));
}

/** What is wrong with the answers of a step; nothing when it can be left. */
export function stepProblems(step: StepName, draft: Draft, known: Known): Problems {
  const found = new Map<string, string>();
  const add = (field: string, text: string | undefined): void => {
    if (text !== undefined && !found.has(field)) found.set(field, text);
  };
  if (step === 'image' && !draft.image) add('image', l10n.t('Choose an image'));
  if (step === 'type' && !draft.type) add('type', l10n.t('Choose an instance type'));
  if (step === 'configure') configureProblems(draft, known, add);
  if (step === 'storage') draft.volumes.forEach((volume, index) => volumeProblems(volume, index, draft, known, add));
  if (step === 'tags') tagProblems(draft, add);
  if (step === 'group') groupProblems(draft, known, add);
  if (step === 'review') reviewProblems(draft, known, add);
  return found;
}
