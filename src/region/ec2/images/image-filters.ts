import type { BlockDeviceMapping, Image } from '@aws-sdk/client-ec2';
import type { FilterFields, FilterValue } from '../../aws/filters';

const none = (): undefined => undefined;

function devices(look: (mapping: BlockDeviceMapping) => FilterValue): (image: Image) => FilterValue {
  return (image) => (image.BlockDeviceMappings ?? []).map((mapping) => String(look(mapping)));
}

/** Filters of DescribeImages (API): each looks at the part of AWS's own shape that it is named after. */
export const imageFilters: FilterFields<Image> = {
  architecture: (image) => image.Architecture,
  'block-device-mapping.delete-on-termination': devices(({ Ebs }) => Ebs?.DeleteOnTermination),
  'block-device-mapping.device-name': devices(({ DeviceName }) => DeviceName),
  'block-device-mapping.snapshot-id': devices(({ Ebs }) => Ebs?.SnapshotId),
  'block-device-mapping.volume-size': devices(({ Ebs }) => Ebs?.VolumeSize),
  'block-device-mapping.volume-type': devices(({ Ebs }) => Ebs?.VolumeType),
  'block-device-mapping.encrypted': devices(({ Ebs }) => Ebs?.Encrypted),
  'boot-mode': (image) => image.BootMode,
  'creation-date': (image) => image.CreationDate,
  description: (image) => image.Description,
  'ena-support': (image) => image.EnaSupport,
  'free-tier-eligible': (image) => image.FreeTierEligible,
  hypervisor: (image) => image.Hypervisor,
  'image-allowed': none,
  'image-id': (image) => image.ImageId,
  'image-type': (image) => image.ImageType,
  'image-watermark.source-image-creation-time': none,
  'image-watermark.source-image-id': none,
  'image-watermark.source-image-region': none,
  'image-watermark.watermark-creation-time': none,
  'image-watermark.watermark-key': none,
  'instance-type-specification.supported-instance-type': none,
  'instance-type-specification.unsupported-instance-type': none,
  'is-public': (image) => image.Public,
  'kernel-id': none,
  'manifest-location': (image) => image.ImageLocation,
  name: (image) => image.Name,
  'owner-alias': (image) => image.ImageOwnerAlias,
  'owner-id': (image) => image.OwnerId,
  platform: (image) => image.Platform,
  'product-code': (image) => (image.ProductCodes ?? []).map(({ ProductCodeId }) => ProductCodeId ?? ''),
  'product-code.type': (image) => (image.ProductCodes ?? []).map(({ ProductCodeType }) => ProductCodeType ?? ''),
  'public-ssm-parameter-name': (image) => image.PublicSsmParameterName,
  'ramdisk-id': none,
  'root-device-name': (image) => image.RootDeviceName,
  'root-device-type': (image) => image.RootDeviceType,
  'scan-result.critical-fix-available-since': none,
  'scan-result.finding-scan-date': none,
  'scan-result.high-fix-available-since': none,
  'scan-result.highest-finding-severity-label': none,
  'scan-result.informational-fix-available-since': none,
  'scan-result.low-fix-available-since': none,
  'scan-result.medium-fix-available-since': none,
  'source-image-id': none,
  'source-image-region': none,
  'source-instance-id': none,
  state: (image) => image.State,
  'state-reason-code': none,
  'state-reason-message': none,
  'sriov-net-support': (image) => image.SriovNetSupport,
  'virtualization-type': (image) => image.VirtualizationType,
};
