import { findAll, type IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { type InterfaceAttachment, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';

/** How EC2 talks of attachment ids (EC2 error codes). */
const attachmentIdForm: IdForm = {
  prefix: 'eni-attach',
  errorPrefix: 'InvalidAttachmentID',
  noun: 'interface attachment',
  malformed: 'InvalidAttachmentID.NotFound',
};

/** An interface that hangs on an instance. */
export type AttachedRow = NetworkInterfaceRow & { readonly attachment: InterfaceAttachment };

/**
 * The interface that an attachment holds to an instance.
 * @throws ApiError InvalidAttachmentID.NotFound, OperationNotPermitted for the attachments of services
 */
export function findAttachment(context: Context, id: string): AttachedRow {
  const service = /^([a-z]+-attach)-/.exec(id)?.[1];
  if (service !== undefined && service !== 'eni-attach') {
    throw new ApiError('OperationNotPermitted', `You are not allowed to manage '${service}' attachments.`);
  }
  return findAll([id], attachmentIdForm, (each) => context.by(networkInterfaceTable, 'attachment', each)[0] as AttachedRow | undefined)[0]!;
}

/** Refuses to touch an interface that a service made for itself. @throws ApiError AuthFailure (seen in answers of the real service) */
export function refuseManaged(nic: NetworkInterfaceRow): void {
  if (nic.managedBy === undefined) return;
  throw new ApiError('AuthFailure', 'You do not have permission to access the specified resource.');
}
