import type { LaunchPrefill } from '../../src/shared/launch-instance';
import type { InstanceTypeOffer, LaunchTerms } from '../../src/shared/launch-offers';
import { chooseImage, type Draft, emptyDraft, imageById, type VolumeDraft } from './draft';

/** A draft that begins with what an image, an instance or a launch template says; what they do not say is the wizard's default. */
export function draftFrom(prefill: LaunchPrefill | undefined, terms: LaunchTerms): Draft {
  const draft = emptyDraft();
  if (!prefill) return draft;
  const image = imageById(terms, prefill.ImageId);
  if (image) {
    chooseImage(draft, image);
    draft.imageTab = image.shelf;
    draft.step = 'type';
  }
  configure(draft, prefill);
  const given = (prefill.BlockDeviceMappings ?? []).flatMap((mapping): VolumeDraft[] => {
    const { DeviceName: device = '', Ebs } = mapping;
    if (!Ebs) return [];
    const root = device === image?.rootDevice;
    return [
      {
        device,
        root,
        gib: String(Ebs.VolumeSize ?? (root ? (image?.rootGib ?? '') : '')),
        type: Ebs.VolumeType ?? (root ? (image?.rootType ?? 'gp3') : 'gp3'),
        iops: takesIops(terms, Ebs.VolumeType) ? String(Ebs.Iops ?? '') : '',
        mibps: Ebs.VolumeType === 'gp3' ? String(Ebs.Throughput ?? '') : '',
        deleteOnTermination: Ebs.DeleteOnTermination ?? root,
        encrypted: Ebs.Encrypted ?? false,
      },
    ];
  });
  const root = given.find((volume) => volume.root) ?? draft.volumes[0];
  draft.volumes = [...(root ? [root] : []), ...given.filter((volume) => !volume.root)];
  tags(draft, prefill);
  return draft;
}

const takesIops = (terms: LaunchTerms, type: string | undefined): boolean =>
  terms.volumes.some((offer) => offer.type === type && offer.iops);

function configure(draft: Draft, prefill: LaunchPrefill): void {
  const [nic] = prefill.NetworkInterfaces ?? [];
  const groups = nic?.Groups ?? prefill.SecurityGroupIds ?? [];
  draft.count = String(prefill.MaxCount ?? 1);
  draft.spot = prefill.InstanceMarketOptions?.MarketType === 'spot';
  draft.subnetId = nic?.SubnetId ?? prefill.SubnetId ?? '';
  if (nic?.AssociatePublicIpAddress !== undefined) draft.publicIp = nic.AssociatePublicIpAddress ? 'enable' : 'disable';
  draft.placementGroup = prefill.Placement?.GroupName ?? '';
  draft.tenancy = prefill.Placement?.Tenancy === 'dedicated' ? 'dedicated' : 'default';
  draft.profile = prefill.IamInstanceProfile?.Name ?? prefill.IamInstanceProfile?.Arn?.split('/').at(-1) ?? '';
  draft.shutdown = prefill.InstanceInitiatedShutdownBehavior === 'terminate' ? 'terminate' : 'stop';
  draft.hibernate = prefill.HibernationOptions?.Configured ?? false;
  draft.stopProtection = prefill.DisableApiStop ?? false;
  draft.terminationProtection = prefill.DisableApiTermination ?? false;
  draft.monitoring = prefill.Monitoring?.Enabled ?? false;
  draft.credits =
    prefill.CreditSpecification?.CpuCredits === 'standard' || prefill.CreditSpecification?.CpuCredits === 'unlimited'
      ? prefill.CreditSpecification.CpuCredits
      : '';
  if (prefill.UserData) {
    draft.userData = prefill.UserData;
    draft.userDataIsBase64 = true;
  }
  if (groups.length > 0) {
    draft.groupKind = 'existing';
    draft.groupIds = [...groups];
  }
  if (prefill.KeyName) draft.key = { kind: 'existing', name: prefill.KeyName };
}

function tags(draft: Draft, { TagSpecifications = [] }: LaunchPrefill): void {
  const found = new Map<string, Draft['tags'][number]>();
  for (const { ResourceType, Tags = [] } of TagSpecifications) {
    if (ResourceType !== 'instance' && ResourceType !== 'volume') continue;
    for (const { Key = '', Value = '' } of Tags) {
      if (Key.startsWith('aws:')) continue;
      const id = JSON.stringify([Key, Value]);
      const tag = found.get(id) ?? { key: Key, value: Value, instance: false, volume: false };
      tag[ResourceType] = true;
      found.set(id, tag);
    }
  }
  if (found.size > 0) draft.tags = [...found.values()];
}

/** The type that a prefilled draft asks for, when it boots the image. */
export function prefilledType(prefill: LaunchPrefill | undefined, types: readonly InstanceTypeOffer[]): InstanceTypeOffer | undefined {
  return types.find(({ name }) => name === prefill?.InstanceType);
}
