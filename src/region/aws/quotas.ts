import { type Limit, type LimitKey, limit, vcpuLimit } from '../catalog/quotas';
import type { VcpuQuotaFamily } from '../catalog/instance-types';
import type { Context } from '../kernel/context';

/** A limit of this account: its profile's, unless the owner set another (reference: lessons.md §3). */
export function accountLimit(context: Context, key: LimitKey): number {
  return overridden(context, limit(context.account.quotaProfile, key));
}

/** How many vCPUs of a family this account may run; undefined where AWS sets no limit. */
export function accountVcpuLimit(context: Context, family: VcpuQuotaFamily, purchase: 'on-demand' | 'spot'): number | undefined {
  const found = vcpuLimit(context.account.quotaProfile, family, purchase);
  return found && overridden(context, found);
}

function overridden(context: Context, { code, value }: Limit): number {
  return (code === undefined ? undefined : context.account.quotas[code]) ?? value;
}
