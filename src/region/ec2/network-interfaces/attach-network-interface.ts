import { instanceType } from '../../catalog/instance-types';
import { defineAction } from '../../kernel/action';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { meterAddressesOf } from '../elastic-ips/association';
import { findInstances } from '../instances/instances';
import { checkSlot } from '../instances/launch/interfaces';
import { enaExpress } from './connection-tracking';
import { addressCounts, checkAddressLimits } from './interface-addresses';
import { becomingAttached } from './interface-events';
import { findNetworkInterface, interfacesOf, interfaceState, networkInterfaceTable } from './network-interfaces';

/**
 * AttachNetworkInterface (API; EC2 User Guide, network interfaces; reference: network.md §6): to a running (hot) or stopped (warm) instance of the
 * same zone. The interface then outlives the instance.
 * @throws ApiError InvalidNetworkInterface.InUse, IncorrectInstanceState, InvalidParameterCombination, InvalidParameterValue,
 *   AttachmentLimitExceeded, PrivateIpAddressLimitExceeded
 */
export const attachNetworkInterface = defineAction({
  name: 'ec2:AttachNetworkInterface',
  access: 'write',
  inputs: {
    NetworkCardIndex: 'honoured',
    EnaSrdSpecification: 'accepted',
    EnaQueueCount: 'refused',
    DryRun: 'honoured',
    NetworkInterfaceId: 'honoured',
    InstanceId: 'honoured',
    DeviceIndex: 'honoured',
  },
  handle(context, { NetworkInterfaceId, InstanceId, DeviceIndex, NetworkCardIndex = 0, EnaSrdSpecification }) {
    if (!NetworkInterfaceId) throw missingParameter('NetworkInterfaceId');
    if (!InstanceId) throw missingParameter('InstanceId');
    if (DeviceIndex === undefined) throw missingParameter('DeviceIndex');
    const nic = findNetworkInterface(context, NetworkInterfaceId);
    const instance = findInstances(context, [InstanceId])[0]!;
    if (nic.status === 'in-use') throw new ApiError('InvalidNetworkInterface.InUse', `Interface: [${nic.id}] in use.`);
    if (instance.state !== 'running' && instance.state !== 'stopped') {
      throw new ApiError('IncorrectInstanceState', `The instance '${instance.id}' is not in a valid state for this operation.`);
    }
    if (instance.availabilityZone !== nic.availabilityZone) {
      throw invalidCombination('You may not attach a network interface to an instance if they are not in the same availability zone');
    }
    const type = instanceType(instance.instanceType)!;
    const present = interfacesOf(context, instance.id);
    checkSlot(type, DeviceIndex, NetworkCardIndex);
    const taken = present.some(
      ({ attachment }) => attachment?.deviceIndex === DeviceIndex && attachment.networkCardIndex === NetworkCardIndex,
    );
    if (taken) throw invalidValue(`Instance '${instance.id}' already has an interface attached at device index '${DeviceIndex}'.`);
    if (present.length >= type.maximumNetworkInterfaces) {
      throw new ApiError('AttachmentLimitExceeded', `Interface count ${present.length + 1} exceeds the limit for ${type.name}`);
    }
    checkAddressLimits(type, ...addressCounts(nic));
    if (nic.interfaceType === 'efa' && !type.efa) throw new ApiError('Unsupported', `EFA interfaces are not supported on ${type.name}.`);
    const attachmentId = context.newId('eni-attach');
    context.transition(nic.id, interfaceState(nic), 'attaching');
    context.unschedule(nic.id);
    const row = context.update(networkInterfaceTable, nic, {
      status: 'in-use',
      attachment: {
        attachmentId,
        instanceId: instance.id,
        deviceIndex: DeviceIndex,
        networkCardIndex: NetworkCardIndex,
        status: 'attaching',
        attachTime: context.now,
        deleteOnTermination: false,
        ...(EnaSrdSpecification && { enaExpress: enaExpress(EnaSrdSpecification, type) }),
      },
    });
    meterAddressesOf(context, row);
    becomingAttached(context, nic.id);
    context.subjects.push(nic.id, instance.id);
    return { AttachmentId: attachmentId, NetworkCardIndex };
  },
});
