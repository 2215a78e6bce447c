import type { InstanceTypeFacts } from '../../catalog/instance-types';
import { ApiError } from '../../kernel/errors';

/**
 * Whether an instance of the type takes so many volumes; on types with shared slots each network interface takes one from them (EC2 User Guide, volume
 * limits; reference: storage.md §1.1). The published number has the first interface and the instance store disks subtracted already.
 * @throws ApiError AttachmentLimitExceeded
 */
export function checkAttachmentCount(type: InstanceTypeFacts, wanted: { readonly volumes: number; readonly interfaces: number }): void {
  const limit = type.maximumEbsAttachments;
  if (limit === undefined) return;
  const left = type.attachmentLimit === 'shared' ? limit - (wanted.interfaces - 1) : limit;
  if (wanted.volumes <= left) return;
  throw new ApiError('AttachmentLimitExceeded', `The instance type ${type.name} supports at most ${left} EBS volumes.`);
}
