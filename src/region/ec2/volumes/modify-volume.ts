import type { ModifyVolumeRequest } from '@aws-sdk/client-ec2';
import { volumeType } from '../../catalog/volume-types';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { instanceTable } from '../instances/instances';
import { modifyDuration, optimizeDuration } from './durations';
import { describeModification, volumeModificationTable, type VolumeModificationRow } from './modifications';
import { volumePerformance, volumeTypeNamed } from './performance';
import { checkVolumeQuota } from './quota';
import { rootDeviceOf } from './root-device';
import { openVolumeUsage } from './usage';
import { findVolume, type VolumePerformance, type VolumeRow } from './volumes';

const hour = 3_600_000;

/** IOPS of a volume that becomes gp3, io1 or io2 and is given none (API, ModifyVolume). */
const iopsOfNewType = 3_000;

/** What the volume is to be: what is not given stays, as far as the type has it (API, ModifyVolume). */
function targetOf(volume: VolumeRow, asked: ModifyVolumeRequest): VolumePerformance {
  const type = asked.VolumeType ?? volume.volumeType;
  const limits = volumeTypeNamed(type);
  const sameType = type === volume.volumeType;
  const size = asked.Size ?? volume.size;
  if (size < volume.size) throw invalidValue('New size cannot be smaller than existing size');
  const iops = asked.Iops ?? (limits.iops && (sameType ? volume.iops : iopsOfNewType));
  const throughput = asked.Throughput ?? (limits.mibps && sameType ? volume.throughput : undefined);
  const multiAttach = asked.MultiAttachEnabled ?? (volume.multiAttachEnabled && limits.multiAttach);
  return volumePerformance({ Size: size, VolumeType: type, Iops: iops, Throughput: throughput, MultiAttachEnabled: multiAttach });
}

/** Multi-Attach comes and goes after creation with io2 only (EBS User Guide, Multi-Attach considerations). */
function checkMultiAttach(volume: VolumeRow, target: VolumePerformance): void {
  const before = volume.multiAttachEnabled ?? false;
  const after = target.multiAttachEnabled ?? false;
  if (before === after) return;
  if (target.volumeType !== 'io2' || volume.volumeType !== 'io2') {
    throw invalidCombination('Multi-Attach can be changed after creation for io2 volumes only.');
  }
  const attached = volume.attachments.length;
  if (attached <= (after ? 0 : 1)) return;
  throw new ApiError(
    'IncorrectState',
    `Multi-Attach of volume ${volume.id} cannot be changed while it is attached to ${attached} instances.`,
  );
}

/** The root of an instance stays on a type that can boot. @throws ApiError BootForVolumeTypeUnsupported (EC2 error codes) */
function checkBoot(context: Context, volume: VolumeRow, target: VolumePerformance): void {
  if (volumeType(target.volumeType)?.bootable) return;
  const isRoot = volume.attachments.some(({ instanceId, device }) => {
    const instance = context.get(instanceTable, instanceId);
    return instance && rootDeviceOf(instance) === device;
  });
  if (isRoot) {
    throw new ApiError('BootForVolumeTypeUnsupported', 'The specified volume type cannot be used as a boot volume.');
  }
}

/**
 * How often a volume may be changed: today up to four times in 24 hours, each when the last is completed; until 2025 once in six hours
 * (reference: storage.md §1.3; the account's rules, lessons.md §3).
 * @throws ApiError IncorrectModificationState, VolumeModificationRateExceeded
 */
function checkRate(context: Context, last: VolumeModificationRow | undefined): number[] {
  if (!last) return [];
  if (last.state !== 'completed') {
    throw new ApiError(
      'IncorrectModificationState',
      `Volume ${last.id} cannot be modified in modification state ${last.state.toUpperCase()}`,
    );
  }
  if (context.account.rules === 'classic' && context.now < last.startTime + 6 * hour) {
    throw new ApiError(
      'VolumeModificationRateExceeded',
      "You've reached the maximum modification rate per volume limit. Wait at least 6 hours between modifications per EBS volume.",
    );
  }
  const recent = last.recentStarts.filter((start) => start > context.now - 24 * hour);
  if (recent.length >= 4) {
    throw new ApiError(
      'VolumeModificationRateExceeded',
      "You've reached the maximum modification rate per volume limit. A volume can be modified up to 4 times in 24 hours.",
    );
  }
  return recent;
}

/**
 * ModifyVolume (API; reference: storage.md §1.3): modifying, then optimizing with the new size in use, then completed. What it costs changes at
 * once.
 * @throws ApiError InvalidVolume*, MissingParameter, IncorrectState, IncorrectModificationState, VolumeModificationRateExceeded,
 *   BootForVolumeTypeUnsupported, VolumeLimitExceeded, MaxIOPSLimitExceeded, those of `volumePerformance`
 */
export const modifyVolume = defineAction({
  name: 'ec2:ModifyVolume',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    VolumeId: 'honoured',
    Size: 'honoured',
    VolumeType: 'honoured',
    Iops: 'honoured',
    Throughput: 'honoured',
    MultiAttachEnabled: 'honoured',
  },
  handle(context, input) {
    const volume = findVolume(context, input.VolumeId);
    const { Size, VolumeType, Iops, Throughput, MultiAttachEnabled } = input;
    if ([Size, VolumeType, Iops, Throughput, MultiAttachEnabled].every((given) => given === undefined)) {
      throw missingParameter('size, volumeType, iops, throughput or multiAttachEnabled');
    }
    if (volume.state !== 'available' && volume.state !== 'in-use') {
      throw new ApiError('IncorrectState', `The volume ${volume.id} must be in the available or in-use state to be modified.`);
    }
    const recent = checkRate(context, context.get(volumeModificationTable, volume.id));
    const target = targetOf(volume, input);
    checkMultiAttach(volume, target);
    checkBoot(context, volume, target);
    checkVolumeQuota(context, [target], volume);
    const { size, volumeType: type, iops, throughput, multiAttachEnabled } = volume;
    const onlySize = type === target.volumeType && iops === target.iops && throughput === target.throughput;
    const row = context.put<VolumeModificationRow>(volumeModificationTable, {
      region: context.region,
      id: volume.id,
      state: 'modifying',
      original: {
        size,
        volumeType: type,
        ...(iops !== undefined && { iops }),
        ...(throughput !== undefined && { throughput }),
        ...(multiAttachEnabled && { multiAttachEnabled }),
      },
      target,
      startTime: context.now,
      endTime: context.now + modifyDuration + optimizeDuration(volume, onlySize),
      recentStarts: [...recent, context.now],
    });
    context.closeUsage(volume.id);
    openVolumeUsage(context, volume.id, target);
    context.schedule(modifyDuration, 'ec2:volume-optimizing', volume.id);
    context.subjects.push(volume.id);
    return { VolumeModification: describeModification(row, context.now) };
  },
});
