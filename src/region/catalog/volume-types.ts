import { types as rows } from './data/volume-types.json';

export type VolumeType = 'gp3' | 'gp2' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard';

/** What a volume of a type may be. Sizes in GiB, throughput in MiB/s. Source: EBS User Guide, volume types; gp3 limits of September 2025. */
export interface VolumeTypeLimits {
  type: VolumeType;
  /** As the console writes it in English. */
  name: string;
  media: 'ssd' | 'hdd';
  minGib: number;
  maxGib: number;
  /** Set by the caller for gp3, io1 and io2 (required for io1 and io2); absent where IOPS follow from the size. */
  iops?: { min: number; max: number; default?: number; perGib: number };
  /** Set by the caller for gp3 only. */
  mibps?: { min: number; max: number; default: number; perIops: number };
  /** False for hard disks that cannot hold a root volume. */
  bootable: boolean;
  multiAttach: boolean;
}

interface Row {
  type: VolumeType;
  name: string;
  class: 'ssd' | 'hdd';
  minGiB: number;
  maxGiB: number;
  baseIops?: number;
  minIops?: number;
  minBaseIops?: number;
  maxIops: number;
  iopsPerGiB?: number;
  baseMibps?: number;
  maxMibps: number;
  mibpsPerIops?: number;
  bootable: boolean;
  multiAttach: boolean;
  provision: readonly string[];
}

/** All volume types, newest first. */
export function volumeTypes(): readonly VolumeTypeLimits[] {
  return [...byType().values()].map((entry) => entry.limits);
}

/** The limits of a type by its API name; undefined for a name that is no volume type. */
export function volumeType(name: string): VolumeTypeLimits | undefined {
  return byType().get(name)?.limits;
}

/**
 * The IOPS that AWS reports for a volume whose IOPS nobody asked for: gp3 3,000 whatever the size, gp2 three per GiB between 100
 * and 16,000; undefined for the others (io1 and io2 must be told, hard disks report none).
 */
export function baselineIops(type: VolumeType, gib: number): number | undefined {
  const row = byType().get(type)?.row;
  if (type === 'gp3') return row?.baseIops;
  if (type !== 'gp2' || !row) return undefined;
  return Math.min(row.maxIops, Math.max(row.minBaseIops ?? 0, gib * (row.iopsPerGiB ?? 0)));
}

/** By what rule `baselineIops` follows from the size: so many per GiB, between two bounds; undefined where it does not. */
export function baselineRule(type: VolumeType): { perGib: number; min: number; max: number } | undefined {
  const row = byType().get(type)?.row;
  return type === 'gp2' && row ? { perGib: row.iopsPerGiB ?? 0, min: row.minBaseIops ?? 0, max: row.maxIops } : undefined;
}

interface Entry {
  row: Row;
  limits: VolumeTypeLimits;
}

let entries: Map<string, Entry> | undefined;

function byType(): Map<string, Entry> {
  return (entries ??= new Map((rows as readonly Row[]).map((row) => [row.type, { row, limits: limitsOf(row) }])));
}

function limitsOf(row: Row): VolumeTypeLimits {
  const asksIops = row.provision.includes('iops');
  const asksThroughput = row.provision.includes('throughput');
  const leastMibps = row.baseMibps ?? 0;
  return {
    type: row.type,
    name: row.name,
    media: row.class,
    minGib: row.minGiB,
    maxGib: row.maxGiB,
    iops: asksIops
      ? { min: row.baseIops ?? row.minIops ?? 0, max: row.maxIops, default: row.baseIops, perGib: row.iopsPerGiB ?? 0 }
      : undefined,
    mibps: asksThroughput ? { min: leastMibps, max: row.maxMibps, default: leastMibps, perIops: row.mibpsPerIops ?? 0 } : undefined,
    bootable: row.bootable,
    multiAttach: row.multiAttach,
  };
}
