import { baselineIops, volumeType, type VolumeType, type VolumeTypeLimits } from '../../catalog/volume-types';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import type { VolumePerformance } from './volumes';

/** What was asked for of a volume: a size that is known by now, and the rest as the request has it. */
export interface AskedPerformance {
  readonly Size: number;
  readonly VolumeType?: string | undefined;
  readonly Iops?: number | undefined;
  readonly Throughput?: number | undefined;
  readonly MultiAttachEnabled?: boolean | undefined;
}

/** The type a volume gets when none is named (API, CreateVolume). */
export const defaultVolumeType = 'gp2';

/** @throws ApiError UnknownVolumeType (EC2 error codes) */
export function volumeTypeNamed(name: string): VolumeTypeLimits {
  const limits = volumeType(name);
  if (!limits) throw new ApiError('UnknownVolumeType', `Unsupported volume type '${name}' for volume creation.`);
  return limits;
}

/**
 * Size, type, IOPS and throughput of a volume, checked against its type's limits (API, CreateVolume, ModifyVolume; EBS User Guide, volume
 * types; reference: storage.md §1.2).
 * @throws ApiError UnknownVolumeType, InvalidParameterValue, InvalidParameterCombination, MissingParameter
 */
export function volumePerformance(asked: AskedPerformance): VolumePerformance {
  const name = (asked.VolumeType ?? defaultVolumeType) as VolumeType;
  const limits = volumeTypeNamed(name);
  const size = asked.Size;
  if (size < limits.minGib) throw invalidValue(`Volume of ${size}GiB is too small for volume type ${name}; minimum is ${limits.minGib}GiB`);
  if (size > limits.maxGib) throw invalidValue(`Volume of ${size}GiB is too large for volume type ${name}; maximum is ${limits.maxGib}GiB`);
  if (asked.Iops !== undefined && !limits.iops) {
    throw invalidCombination(`The parameter iops is not supported for ${name} volumes.`);
  }
  if (asked.Throughput !== undefined && !limits.mibps) {
    throw invalidCombination(`The parameter throughput is not supported for ${name} volumes.`);
  }
  if (asked.MultiAttachEnabled === true && !limits.multiAttach) {
    throw invalidCombination(`The parameter multiAttachEnabled is not supported for ${name} volumes.`);
  }
  const iops = asked.Iops ?? limits.iops?.default ?? baselineIops(name, size);
  checkIops(limits, size, iops);
  const throughput = asked.Throughput ?? limits.mibps?.default;
  checkThroughput(limits, iops, throughput);
  return {
    size,
    volumeType: name,
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { throughput }),
    ...(asked.MultiAttachEnabled && { multiAttachEnabled: true }),
  };
}

function checkIops({ iops: limits }: VolumeTypeLimits, gib: number, iops: number | undefined): void {
  if (!limits) return;
  if (iops === undefined) throw missingParameter('iops');
  if (iops < limits.min) throw invalidValue(`Volume iops of ${iops} is too low; minimum is ${limits.min}.`);
  if (iops > limits.max) throw invalidValue(`Volume iops of ${iops} is too high; maximum is ${limits.max}.`);
  if (iops > limits.min && iops > gib * limits.perGib) {
    throw invalidCombination(`Iops to volume size ratio of ${(iops / gib).toFixed(1)} is too high; maximum is ${limits.perGib}`);
  }
}

function checkThroughput({ mibps: limits }: VolumeTypeLimits, iops = 0, throughput: number | undefined): void {
  if (!limits || throughput === undefined) return;
  if (throughput < limits.min) throw invalidValue(`Throughput (MiB/s) of ${throughput} is too low; minimum is ${limits.min}.`);
  if (throughput > limits.max) throw invalidValue(`Throughput (MiB/s) of ${throughput} is too high; maximum is ${limits.max}.`);
  if (throughput > iops * limits.perIops) {
    throw invalidCombination(
      `Throughput (MiB/s) to iops ratio of ${(throughput / iops).toFixed(6)} is too high; maximum is ${limits.perIops}.`,
    );
  }
}
