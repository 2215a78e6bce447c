import type { Image } from '@aws-sdk/client-ec2';
import type { IdForm } from '../../aws/ids';
import type { CatalogImage } from '../../catalog/images';

/** How ids of images look. */
export const imageIdForm: IdForm = { prefix: 'ami', errorPrefix: 'InvalidAMIID', noun: 'image', hint: 'always' };

const shapes = new WeakMap<CatalogImage, Image>();

/** A public image in AWS's shape (API, Image), but for the tags this account gave it. The same object each time: treat it as read-only. */
export function describeImage(image: CatalogImage): Image {
  let shape = shapes.get(image);
  if (!shape) shapes.set(image, (shape = build(image)));
  return shape;
}

function build(image: CatalogImage): Image {
  return {
    ImageId: image.imageId,
    ImageLocation: `${image.ownerAlias}/${image.name}`,
    State: 'available',
    OwnerId: image.ownerId,
    ImageOwnerAlias: image.ownerAlias,
    CreationDate: new Date(image.creationDate).toISOString(),
    ...(image.deprecationTime !== undefined && { DeprecationTime: new Date(image.deprecationTime).toISOString() }),
    Public: true,
    ProductCodes: image.productCode ? [{ ProductCodeId: image.productCode, ProductCodeType: 'marketplace' }] : [],
    Architecture: image.architecture,
    ImageType: 'machine',
    ...(image.platform && { Platform: image.platform as NonNullable<Image['Platform']> }),
    PlatformDetails: image.platformDetails,
    UsageOperation: image.usageOperation,
    BlockDeviceMappings: [
      {
        DeviceName: image.rootDeviceName,
        Ebs: {
          DeleteOnTermination: true,
          SnapshotId: image.rootSnapshotId,
          VolumeSize: image.rootVolumeGib,
          VolumeType: image.rootVolumeType,
          Encrypted: false,
        },
      },
    ],
    Description: image.description,
    EnaSupport: true,
    Hypervisor: 'xen',
    Name: image.name,
    RootDeviceName: image.rootDeviceName,
    RootDeviceType: 'ebs',
    SriovNetSupport: 'simple',
    VirtualizationType: 'hvm',
    ...(image.bootMode && { BootMode: image.bootMode }),
    ...(image.imdsSupport && { ImdsSupport: image.imdsSupport }),
    ...(image.publicSsmParameterName && { PublicSsmParameterName: image.publicSsmParameterName }),
    FreeTierEligible: image.freeTier,
  };
}
