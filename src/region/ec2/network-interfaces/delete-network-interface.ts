import { defineAction } from '../../kernel/action';
import { invalidValue, missingParameter } from '../../kernel/errors';
import { findNetworkInterface } from './network-interfaces';
import { removeInterface } from './remove-interface';

/**
 * DeleteNetworkInterface (API; reference: network.md §6).
 * @throws ApiError InvalidNetworkInterfaceID.NotFound, InvalidParameterValue for one in use (as observed)
 */
export const deleteNetworkInterface = defineAction({
  name: 'ec2:DeleteNetworkInterface',
  access: 'write',
  inputs: { DryRun: 'honoured', NetworkInterfaceId: 'honoured' },
  handle(context, { NetworkInterfaceId }) {
    if (!NetworkInterfaceId) throw missingParameter('NetworkInterfaceId');
    const nic = findNetworkInterface(context, NetworkInterfaceId);
    if (nic.status === 'in-use') {
      throw invalidValue(`Network interface '${nic.id}' is currently in use.`);
    }
    removeInterface(context, nic);
    context.subjects.push(nic.id);
    return {};
  },
});
