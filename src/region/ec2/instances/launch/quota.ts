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

/** Refuses to start instances together that the quotas do not let run. @throws ApiError VcpuLimitExceeded, MaxSpotInstanceCountExceeded */
export function checkVcpuQuotas(context: Context, wanted: readonly InstanceRow[]): void {
  // Each quota is asked once: the account is the same for all of them, and they may be ten thousand.
  const needs = new Map<string, { family: VcpuQuotaFamily; purchase: Purchase; typeName: string; vcpus: number }>();
  for (const row of wanted) {
    const facts = instanceType(row.instanceType);
    if (!facts?.quotaFamily) continue;
    const purchase = row.spotRequestId ? 'spot' : 'on-demand';
    const key = `${purchase}/${facts.quotaFamily}`;
    const need = needs.get(key) ?? { family: facts.quotaFamily, purchase, typeName: facts.name, vcpus: 0 };
    needs.set(key, { ...need, vcpus: need.vcpus + facts.vcpus });
  }
  for (const { family, purchase, typeName, vcpus } of needs.values()) {
    const limit = accountVcpuLimit(context, family, purchase) ?? Infinity;
    if (accountVcpus(context, family, purchase) + vcpus > limit) throw quotaExceeded(context, typeName, purchase);
  }
}
