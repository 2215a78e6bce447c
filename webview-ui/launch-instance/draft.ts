import type { ImageOffer, InstanceTypeOffer, LaunchTerms } from '../../src/shared/launch-offers';
import type { Refusal } from '../../src/shared/launch-instance';
import type { StepName } from './steps';

/** Figures are kept as they were typed, so that nothing of a text is lost while it is not yet a number. */
export interface VolumeDraft {
  device: string;
  root: boolean;
  gib: string;
  type: string;
  iops: string;
  mibps: string;
  deleteOnTermination: boolean;
  encrypted: boolean;
}

export interface TagDraft {
  key: string;
  value: string;
  instance: boolean;
  volume: boolean;
}

/** What a rule lets in: a well-known service, or a protocol with its ports. */
export type RuleService = 'ssh' | 'http' | 'https' | 'rdp' | 'tcp' | 'udp' | 'icmp' | 'all';

export interface RuleDraft {
  service: RuleService;
  /** `80` or `8000-8100`; only of `tcp` and `udp`. */
  ports: string;
  source: 'anywhere' | 'my-ip' | 'custom';
  /** A CIDR block or the id of a security group; only of `custom`. */
  custom: string;
  description: string;
}

export type KeyDraft =
  | { kind: 'existing'; name: string }
  | { kind: 'new'; name: string; type: 'rsa' | 'ed25519'; format: 'pem' | 'ppk' }
  | { kind: 'none'; acknowledged: boolean };

export const draftVersion = 1;

export type ImageTab = ImageOffer['shelf'] | 'mine';
export type TypeSort = 'name' | 'vcpus' | 'memory' | 'network' | 'price';

/** Everything the user has said so far. It is kept with the page; a private key is never part of it. */
export interface Draft {
  /** Of this shape: a draft kept by another version of the extension is not taken up. */
  version: typeof draftVersion;
  step: StepName;
  imageTab: ImageTab;
  imageSearch: string;
  /** The Marketplace product whose page is open. */
  product?: string;
  image?: ImageOffer;
  typeSearch: string;
  typeFamily: string;
  currentOnly: boolean;
  typeSort?: { by: TypeSort; descending: boolean };
  type?: InstanceTypeOffer;
  count: string;
  spot: boolean;
  vpcId: string;
  subnetId: string;
  publicIp: 'subnet' | 'enable' | 'disable';
  placementGroup: string;
  profile: string;
  shutdown: 'stop' | 'terminate';
  hibernate: boolean;
  stopProtection: boolean;
  terminationProtection: boolean;
  monitoring: boolean;
  tenancy: 'default' | 'dedicated';
  /** Empty: as the type does by itself. */
  credits: '' | 'standard' | 'unlimited';
  userData: string;
  userDataIsBase64: boolean;
  volumes: VolumeDraft[];
  tags: TagDraft[];
  groupKind: 'new' | 'existing';
  groupName: string;
  groupDescription: string;
  rules: RuleDraft[];
  /** Ids of groups that are there. */
  groupIds: string[];
  key: KeyDraft;
  /** The group that a refused launch has left behind. */
  madeGroupId?: string;
  /** Why the last launch was refused, until something is changed. */
  refusal?: Refusal;
  launched?: readonly string[];
}

export const loginRule = (windows: boolean): RuleDraft => rule(windows ? 'rdp' : 'ssh');

export function rule(service: RuleService): RuleDraft {
  return { service, ports: '', source: 'anywhere', custom: '', description: '' };
}

/** A draft in which nothing has been chosen: the wizard's defaults. */
export function emptyDraft(): Draft {
  return {
    version: draftVersion,
    step: 'image',
    imageTab: 'quick-start',
    imageSearch: '',
    typeSearch: '',
    typeFamily: '',
    currentOnly: true,
    count: '1',
    spot: false,
    vpcId: '',
    subnetId: '',
    publicIp: 'subnet',
    placementGroup: '',
    profile: '',
    shutdown: 'stop',
    hibernate: false,
    stopProtection: false,
    terminationProtection: false,
    monitoring: false,
    tenancy: 'default',
    credits: '',
    userData: '',
    userDataIsBase64: false,
    volumes: [],
    tags: [{ key: 'Name', value: '', instance: true, volume: true }],
    groupKind: 'new',
    groupName: '',
    groupDescription: '',
    rules: [loginRule(false)],
    groupIds: [],
    key: { kind: 'new', name: '', type: 'rsa', format: 'pem' },
  };
}

export function rootVolume(image: ImageOffer): VolumeDraft {
  return {
    device: image.rootDevice,
    root: true,
    gib: String(image.rootGib),
    type: image.rootType,
    iops: '',
    mibps: '',
    deleteOnTermination: true,
    encrypted: false,
  };
}

/** Takes an image: its root volume replaces that of the image before, and an untouched rule follows the platform. */
export function chooseImage(draft: Draft, image: ImageOffer): void {
  const before = draft.image;
  if (before?.id === image.id) return;
  draft.image = image;
  delete draft.type;
  draft.volumes = [rootVolume(image), ...draft.volumes.filter(({ root, device }) => !root && device !== image.rootDevice)];
  const login = loginRule(before?.windows ?? false);
  draft.rules = draft.rules.map((one) => (JSON.stringify(one) === JSON.stringify(login) ? loginRule(image.windows) : one));
  if (image.windows && draft.key.kind === 'new' && draft.key.type === 'ed25519') draft.key.type = 'rsa';
}

/** The type that is offered first: one that the free tier covers, or a small one. */
export function usualType(types: readonly InstanceTypeOffer[]): InstanceTypeOffer | undefined {
  return (
    types.find(({ freeTier }) => freeTier) ??
    types.find(({ name }) => name === 't3.micro' || name === 't4g.micro') ??
    types.find(({ currentGeneration }) => currentGeneration) ??
    types[0]
  );
}

/** The first device name that no volume has, as the console proposes them (EC2 User Guide, device names). */
export function freeDevice(volumes: readonly VolumeDraft[], windows: boolean): string {
  const taken = new Set(volumes.map(({ device }) => device));
  const names = [...'bcdefghijklmnopqrstuvwxyz'].map((letter) => (windows ? `xvd${letter}` : `/dev/sd${letter}`));
  return names.find((name) => !taken.has(name)) ?? '';
}

/** The image of a launch, if it is one of everybody's. */
export function imageById(terms: LaunchTerms, id: string | undefined): ImageOffer | undefined {
  return terms.images.find((image) => image.id === id);
}
