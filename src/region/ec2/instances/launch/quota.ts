import { instanceType, type VcpuQuotaFamily } from '../../../catalog/instance-types';
import { accountVcpuLimit } from '../../../aws/quotas';
import type { Context } from '../../../kernel/context';
import { ApiError } from '../../../kernel/errors';
import { type InstanceRow, instanceTable } from '../instances';

/** How an instance is bought. */
export type Purchase = 'on-demand' | 'spot';

/** vCPUs of a quota family that pending and running instances use (reference: instances.md §2). */
export function accountVcpus(context: Context, family: VcpuQuotaFamily, purchase: Purchase): number {
  const rows = context.rows(instanceTable);
  let vcpus = 0;
  for (const key of rows.keys('liveType')) {
    const [bought, name] = key.split('/');
    const facts = bought === purchase ? instanceType(name!) : undefined;
    if (facts?.quotaFamily === family) vcpus += facts.vcpus * rows.count('liveType', key);
  }
  return vcpus;
}

/** How many more instances of a type the quota lets run; Infinity where there is no quota. */
export function roomInQuota(context: Context, typeName: string, purchase: Purchase): number {
  const facts = instanceType(typeName);
  if (!facts?.quotaFamily) return Infinity;
  const limit = accountVcpuLimit(context, facts.quotaFamily, purchase);
  if (limit === undefined) return Infinity;
  return Math.max(0, Math.floor((limit - accountVcpus(context, facts.quotaFamily, purchase)) / facts.vcpus));
}

/** The error of a launch or start beyond the quota (EC2 error codes, VcpuLimitExceeded and MaxSpotInstanceCountExceeded). */
export function quotaExceeded(context: Context, typeName: string, purchase: Purchase): ApiError {
  if (purchase === 'spot') return new ApiError('MaxSpotInstanceCountExceeded', 'Max spot instance count exceeded');
  const family = instanceType(typeName)!.quotaFamily!;
  return new ApiError(
    'VcpuLimitExceeded',
    `You have requested more vCPU capacity than your current vCPU limit of ${accountVcpuLimit(context, family, purchase)} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
  );
}

/** Refuses to start instances together that the quota does not let run. @throws ApiError VcpuLimitExceeded, MaxSpotInstanceCountExceeded */
export function checkVcpuQuota(context: Context, typeName: string, purchase: Purchase, wanted: readonly InstanceRow[]): void {
  const family = instanceType(typeName)?.quotaFamily;
  if (!family) return;
  const limit = accountVcpuLimit(context, family, purchase);
  if (limit === undefined) return;
  const more = wanted
    .filter((row) => (row.spotRequestId ? 'spot' : 'on-demand') === purchase && instanceType(row.instanceType)?.quotaFamily === family)
    .reduce((vcpus, row) => vcpus + instanceType(row.instanceType)!.vcpus, 0);
  if (accountVcpus(context, family, purchase) + more > limit) throw quotaExceeded(context, typeName, purchase);
}
