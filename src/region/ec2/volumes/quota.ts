import { accountLimit } from '../../aws/quotas';
import type { LimitKey } from '../../catalog/quotas';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { readQuotaUse, type VolumePerformance, type VolumeRow, volumeTable } from './volumes';

const storage: Readonly<Record<string, LimitKey>> = {
  gp2: 'ebsStorageGp2',
  gp3: 'ebsStorageGp3',
  io1: 'ebsStorageIo1',
  io2: 'ebsStorageIo2',
  sc1: 'ebsStorageSc1',
  st1: 'ebsStorageSt1',
  standard: 'ebsStorageStandard',
};

const provisionedIops: Readonly<Record<string, LimitKey>> = { io1: 'ebsIopsIo1', io2: 'ebsIopsIo2' };

const gibPerTib = 1_024;

/**
 * Storage of each type, and IOPS of io1 and io2, that a region may hold in all (EBS User Guide, quotas).
 * @param added the volumes to come
 * @param instead a volume that `added` takes the place of
 * @throws ApiError VolumeLimitExceeded, MaxIOPSLimitExceeded (EC2 error codes)
 */
export function checkVolumeQuota(context: Context, added: readonly VolumePerformance[], instead?: VolumeRow): void {
  const types = new Set(added.map(({ volumeType }) => volumeType));
  for (const type of types) {
    let gib = 0;
    let iops = 0;
    const add = (volume: VolumePerformance, times: number): void => {
      if (volume.volumeType !== type) return;
      gib += volume.size * times;
      iops += (volume.iops ?? 0) * times;
    };
    const rows = context.rows(volumeTable);
    // Volumes that use the same of the quotas are counted, not looked at one by one: there may be ten thousand.
    for (const use of rows.keys('quotaUse')) add(readQuotaUse(use), rows.count('quotaUse', use));
    if (instead) add(instead, -1);
    for (const volume of added) add(volume, 1);
    const key = storage[type];
    if (key && gib > accountLimit(context, key) * gibPerTib) {
      throw new ApiError('VolumeLimitExceeded', `You have exceeded your maximum storage for ${type} volumes in this region.`);
    }
    const iopsKey = provisionedIops[type];
    if (iopsKey && iops > accountLimit(context, iopsKey)) {
      throw new ApiError('MaxIOPSLimitExceeded', `You have exceeded your maximum IOPS for ${type} volumes in this region.`);
    }
  }
}
