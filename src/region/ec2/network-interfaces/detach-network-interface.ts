import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { findAttachment } from './attachments';
import { becomingDetached } from './interface-events';
import { interfaceState, networkInterfaceTable } from './network-interfaces';

/**
 * DetachNetworkInterface (API; reference: network.md §6). One that is detaching goes on doing so; `Force` does not wait for the operating system.
 * @throws ApiError InvalidAttachmentID.NotFound, OperationNotPermitted for the primary interface and for those of services
 */
export const detachNetworkInterface = defineAction({
  name: 'ec2:DetachNetworkInterface',
  access: 'write',
  inputs: { DryRun: 'honoured', AttachmentId: 'honoured', Force: 'honoured' },
  handle(context, { AttachmentId, Force = false }) {
    if (!AttachmentId) throw missingParameter('AttachmentId');
    const nic = findAttachment(context, AttachmentId);
    const { deviceIndex, networkCardIndex, status } = nic.attachment;
    if (deviceIndex === 0) {
      throw new ApiError(
        'OperationNotPermitted',
        `The network interface at device index 0 and networkCard index ${networkCardIndex} cannot be detached.`,
      );
    }
    context.subjects.push(nic.id, nic.attachment.instanceId);
    if (status !== 'detaching') {
      context.transition(nic.id, interfaceState(nic), 'detaching');
      context.update(networkInterfaceTable, nic, { attachment: { ...nic.attachment, status: 'detaching' } });
    }
    if (status !== 'detaching' || Force) becomingDetached(context, nic.id, Force);
    return {};
  },
});
