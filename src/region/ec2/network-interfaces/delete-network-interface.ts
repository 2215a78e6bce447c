import { defineAction } from '../../kernel/action';
import type { Dependence } from '../../kernel/dependence';
import { ApiError, missingParameter } from '../../kernel/errors';
import { interfaceHolder } from './interface-holder';
import { findNetworkInterface, type NetworkInterfaceRow } from './network-interfaces';
import { removeInterface } from './remove-interface';

/** What an interface in use is held by (API, DeleteNetworkInterface; the code as observed). */
export const interfaceDependence: Dependence<NetworkInterfaceRow> = {
  action: 'ec2:DeleteNetworkInterface',
  code: 'InvalidParameterValue',
  of: (_, row) => (row.status === 'in-use' ? [interfaceHolder(row)] : []),
};

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
    if (interfaceDependence.of(context, nic).length > 0) {
      throw new ApiError(interfaceDependence.code, `Network interface '${nic.id}' is currently in use.`);
    }
    removeInterface(context, nic);
    context.subjects.push(nic.id);
    return {};
  },
});
