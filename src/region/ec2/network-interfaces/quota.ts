import { accountLimit } from '../../aws/quotas';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { networkInterfaceTable } from './network-interfaces';

/** How many more interfaces the account may have in the region. */
export function interfaceRoom(context: Context): number {
  return Math.max(0, accountLimit(context, 'networkInterfaces') - context.rows(networkInterfaceTable).size);
}

/** `NetworkInterfaceLimitExceeded` (EC2 error codes). */
export function interfaceQuotaExceeded(context: Context): ApiError {
  const limit = accountLimit(context, 'networkInterfaces');
  return new ApiError('NetworkInterfaceLimitExceeded', `The maximum number of network interfaces (${limit}) has been reached.`);
}

/** Refuses one interface too many. @throws ApiError NetworkInterfaceLimitExceeded */
export function checkInterfaceQuota(context: Context): void {
  if (interfaceRoom(context) < 1) throw interfaceQuotaExceeded(context);
}
