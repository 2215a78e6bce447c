import { images as rows } from './data/images.json';
import { region as regionNamed } from './regions';
import { stableId, stableProductCode } from './stable-id';

/** The publisher's system, as the tabs of the launch wizard group images. */
export type ImageDistribution = 'Amazon Linux' | 'Ubuntu' | 'Debian' | 'Red Hat' | 'SUSE Linux' | 'Windows' | 'Bitnami' | 'Sample';

/** A public image in one region: what DescribeImages and a launch need. All of them are HVM with an EBS root, ENA and SR-IOV. */
export interface CatalogImage {
  /** Names the image in all regions (`ubuntu-24.04-x86`). */
  key: string;
  imageId: string;
  /** For people, as the launch wizard writes it (`Ubuntu Server 24.04 LTS`). */
  title: string;
  /** The image's own name, with the date of the build. */
  name: string;
  description: string;
  distribution: ImageDistribution;
  ownerId: string;
  ownerAlias: 'amazon' | 'aws-marketplace';
  architecture: 'x86_64' | 'arm64';
  /** Absent for everything that is not Windows, as in the API. */
  platform?: 'windows';
  /** `Linux/UNIX`, `Windows`, …: what the price depends on. */
  platformDetails: string;
  /** The code of the bill's line (EC2 User Guide, AMI billing information fields). */
  usageOperation: string;
  rootDeviceName: string;
  rootSnapshotId: string;
  rootVolumeGib: number;
  rootVolumeType: 'gp2' | 'gp3';
  /** Absent: the instance type's own default. */
  bootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred';
  /** `v2.0`: instances get HttpTokens required and a hop limit of 2 (reference: instances.md §5). */
  imdsSupport?: 'v2.0';
  publicSsmParameterName?: string;
  /** Epoch ms. */
  creationDate: number;
  /** Epoch ms; only of classic images. CHOICE: the others never grow old, since an account's clock may run for years. */
  deprecationTime?: number;
  /** Retired: shown under "Classic" and left out of DescribeImages unless deprecated images are asked for. */
  classic: boolean;
  /** The Marketplace product whose terms must be accepted before a launch. */
  productCode?: string;
  /** USD per instance-hour for software on top of EC2; 0 when the price of the platform holds all. */
  softwareUsdPerHour: number;
  /** Covered by the free tier on an eligible type. */
  freeTier: boolean;
  /** Who logs in first (EC2 User Guide, default user names). */
  loginUser: string;
}

interface Row {
  key: string;
  title: string;
  ownerId: string;
  ownerAlias: 'amazon' | 'aws-marketplace';
  platformDetails: string;
  architecture: 'x86_64' | 'arm64';
  rootDevice: string;
  rootGiB: number;
  user: string;
  freeTier: boolean;
  softwareUsdPerHour: number | null;
  marketplace: boolean;
  publicIds: Record<string, string>;
  distribution: ImageDistribution;
  name: string;
  description: string;
  created: string;
  rootVolumeType: 'gp2' | 'gp3';
  bootMode?: CatalogImage['bootMode'];
  imdsSupport?: 'v2.0';
  publicSsmParameterName?: string;
  classic?: string;
}

/** EC2 User Guide, AMI billing information fields. */
const USAGE_OPERATION: Record<string, string> = {
  'Linux/UNIX': 'RunInstances',
  'Red Hat Enterprise Linux': 'RunInstances:0010',
  'SUSE Linux': 'RunInstances:000g',
  'Ubuntu Pro': 'RunInstances:0g00',
  Windows: 'RunInstances:0002',
  'Windows with SQL Server Standard': 'RunInstances:0006',
};

const byRegion = new Map<string, ReadonlyMap<string, CatalogImage>>();

/** All public images of a region, in the catalogue's order; empty for an unknown region. */
export function publicImages(region: string): readonly CatalogImage[] {
  return [...imagesOf(region).values()];
}

/** The public image with this id in the region (`ami-…`); undefined when it is none of them. */
export function publicImage(region: string, imageId: string): CatalogImage | undefined {
  return imagesOf(region).get(imageId);
}

function imagesOf(region: string): ReadonlyMap<string, CatalogImage> {
  let images = byRegion.get(region);
  if (!images) {
    const found = regionNamed(region) ? (rows as unknown as readonly Row[]).map((row) => imageIn(region, row)) : [];
    images = new Map(found.map((image) => [image.imageId, image]));
    byRegion.set(region, images);
  }
  return images;
}

function imageIn(region: string, row: Row): CatalogImage {
  const windows = row.platformDetails.startsWith('Windows');
  return {
    key: row.key,
    imageId: row.publicIds[region] ?? stableId('ami', `${row.key}@${region}`),
    title: row.title,
    name: row.name,
    description: row.description,
    distribution: row.distribution,
    ownerId: row.ownerId,
    ownerAlias: row.ownerAlias,
    architecture: row.architecture,
    platform: windows ? 'windows' : undefined,
    platformDetails: row.platformDetails,
    usageOperation: USAGE_OPERATION[row.platformDetails] ?? 'RunInstances',
    rootDeviceName: row.rootDevice,
    rootSnapshotId: stableId('snap', `${row.key}@${region}`),
    rootVolumeGib: row.rootGiB,
    rootVolumeType: row.rootVolumeType,
    bootMode: row.bootMode,
    imdsSupport: row.imdsSupport,
    publicSsmParameterName: row.publicSsmParameterName,
    creationDate: Date.parse(row.created),
    deprecationTime: row.classic === undefined ? undefined : Date.parse(row.classic),
    classic: row.classic !== undefined,
    productCode: row.marketplace ? stableProductCode(row.key) : undefined,
    softwareUsdPerHour: row.softwareUsdPerHour ?? 0,
    freeTier: row.freeTier,
    loginUser: row.user,
  };
}
