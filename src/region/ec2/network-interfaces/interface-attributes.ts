import type { ModifyNetworkInterfaceAttributeRequest, NetworkInterfaceAttachmentChanges } from '@aws-sdk/client-ec2';
import { instanceType } from '../../catalog/instance-types';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter, notSimulated } from '../../kernel/errors';
import { instanceTable } from '../instances/instances';
import { differentNetworks, resolveGroups } from '../security-groups/resolve-groups';
import { refuseManaged } from './attachments';
import { connectionTracking, enaExpress } from './connection-tracking';
import { describeAttachment, groupsOf } from './interface-shape';
import { findNetworkInterface, interfacesOf, type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';
import { givePublicAddress, releasePublicAddress } from './public-address';

function named(context: Context, id: string | undefined): NetworkInterfaceRow {
  if (!id) throw missingParameter('NetworkInterfaceId');
  return findNetworkInterface(context, id);
}

/** Changes one attribute, given in the input. */
type Change = (context: Context, nic: NetworkInterfaceRow, input: ModifyNetworkInterfaceAttributeRequest) => void;

const update = (context: Context, nic: NetworkInterfaceRow, patch: Partial<NetworkInterfaceRow>): void => {
  context.update(networkInterfaceTable, nic, patch);
};

const changes = {
  Description: (context, nic, { Description }) => {
    if (Description?.Value === undefined) throw missingParameter('Description.Value');
    if (Description.Value.length > 255) throw invalidValue('The description exceeds the maximum length of 255 characters.');
    update(context, nic, { description: Description.Value });
  },
  SourceDestCheck: (context, nic, { SourceDestCheck }) => {
    if (SourceDestCheck?.Value === undefined) throw missingParameter('SourceDestCheck.Value');
    update(context, nic, { sourceDestCheck: SourceDestCheck.Value });
  },
  Groups: (context, nic, { Groups }) => {
    if (!Groups || Groups.length === 0) throw missingParameter('SecurityGroupId');
    update(context, nic, {
      groups: resolveGroups(context, { ids: Groups, names: undefined, vpcId: nic.vpcId, stranger: differentNetworks }),
    });
  },
  Attachment: (context, nic, { Attachment }) => changeAttachment(context, nic, Attachment!),
  AssociatePublicIpAddress: (context, nic, { AssociatePublicIpAddress }) => {
    const row = context.update(networkInterfaceTable, nic, { associatePublicIp: AssociatePublicIpAddress! });
    // Only the primary interface of an instance takes notice (API, ModifyNetworkInterfaceAttribute).
    const instanceId = nic.attachment?.instanceId;
    if (instanceId === undefined || interfacesOf(context, instanceId)[0]?.id !== nic.id) return;
    if (AssociatePublicIpAddress) givePublicAddress(context, instanceId);
    else releasePublicAddress(context, row);
  },
  EnablePrimaryIpv6: (context, nic, { EnablePrimaryIpv6 }) => {
    if (EnablePrimaryIpv6 && !nic.ipv6Addresses) throw invalidCombination(`The network interface '${nic.id}' has no IPv6 address.`);
    if (!EnablePrimaryIpv6 && nic.primaryIpv6) {
      throw new ApiError('OperationNotPermitted', 'A primary IPv6 address cannot be disabled once it is enabled.');
    }
    if (EnablePrimaryIpv6) update(context, nic, { primaryIpv6: true });
  },
  ConnectionTrackingSpecification: (context, nic, { ConnectionTrackingSpecification }) =>
    update(context, nic, { connectionTracking: { ...nic.connectionTracking, ...connectionTracking(ConnectionTrackingSpecification!) } }),
  EnaSrdSpecification: (context, nic, { EnaSrdSpecification }) => {
    const instance = nic.attachment && context.get(instanceTable, nic.attachment.instanceId);
    if (!instance) throw invalidCombination(`ENA Express can be set only while the network interface '${nic.id}' is attached.`);
    const express = enaExpress(EnaSrdSpecification!, instanceType(instance.instanceType)!);
    update(context, nic, { attachment: { ...nic.attachment!, enaExpress: express } });
  },
} satisfies Partial<Record<keyof ModifyNetworkInterfaceAttributeRequest, Change>>;

function changeAttachment(context: Context, nic: NetworkInterfaceRow, asked: NetworkInterfaceAttachmentChanges): void {
  if (asked.EnaQueueCount !== undefined || asked.DefaultEnaQueueCount !== undefined) {
    throw notSimulated('Attachment.EnaQueueCount of ModifyNetworkInterfaceAttribute');
  }
  if (!asked.AttachmentId) throw missingParameter('Attachment.AttachmentId');
  if (asked.AttachmentId !== nic.attachment?.attachmentId) {
    throw new ApiError('InvalidAttachmentID.NotFound', `The interface attachment ID '${asked.AttachmentId}' does not exist`);
  }
  if (asked.DeleteOnTermination === undefined) throw missingParameter('Attachment.DeleteOnTermination');
  update(context, nic, { attachment: { ...nic.attachment, deleteOnTermination: asked.DeleteOnTermination } });
}

/**
 * ModifyNetworkInterfaceAttribute (API): one attribute at a time.
 * @throws ApiError InvalidParameterCombination for none or several, AuthFailure for interfaces of services, and those of each attribute
 */
export const modifyNetworkInterfaceAttribute = defineAction({
  name: 'ec2:ModifyNetworkInterfaceAttribute',
  access: 'write',
  inputs: {
    EnaSrdSpecification: 'accepted',
    EnablePrimaryIpv6: 'honoured',
    ConnectionTrackingSpecification: 'accepted',
    AssociatePublicIpAddress: 'honoured',
    AssociatedSubnetIds: 'refused',
    DryRun: 'honoured',
    NetworkInterfaceId: 'honoured',
    Description: 'honoured',
    SourceDestCheck: 'accepted',
    Groups: 'honoured',
    Attachment: 'honoured',
  },
  handle(context, input) {
    const nic = named(context, input.NetworkInterfaceId);
    refuseManaged(nic);
    const asked = (Object.keys(changes) as (keyof typeof changes)[]).filter((name) => input[name] !== undefined);
    if (asked.length !== 1) {
      throw invalidCombination(asked.length === 0 ? 'No attributes specified.' : 'You can specify only one attribute at a time.');
    }
    changes[asked[0]!](context, nic, input);
    context.subjects.push(nic.id);
    return {};
  },
});

/** ResetNetworkInterfaceAttribute (API): the one that can be reset is the check of sources and destinations, to true. */
export const resetNetworkInterfaceAttribute = defineAction({
  name: 'ec2:ResetNetworkInterfaceAttribute',
  access: 'write',
  inputs: { DryRun: 'honoured', NetworkInterfaceId: 'honoured', SourceDestCheck: 'honoured' },
  handle(context, { NetworkInterfaceId, SourceDestCheck }) {
    const nic = named(context, NetworkInterfaceId);
    refuseManaged(nic);
    if (SourceDestCheck === undefined) throw missingParameter('SourceDestCheck');
    update(context, nic, { sourceDestCheck: true });
    context.subjects.push(nic.id);
    return {};
  },
});

/** DescribeNetworkInterfaceAttribute (API). @throws ApiError MissingParameter, InvalidParameterValue for an attribute it does not know */
export const describeNetworkInterfaceAttribute = defineAction({
  name: 'ec2:DescribeNetworkInterfaceAttribute',
  access: 'read',
  inputs: { DryRun: 'honoured', NetworkInterfaceId: 'honoured', Attribute: 'honoured' },
  handle(context, { NetworkInterfaceId, Attribute }) {
    const nic = named(context, NetworkInterfaceId);
    if (!Attribute) throw missingParameter('Attribute');
    const attachment = describeAttachment(context, nic);
    const answers = {
      associatePublicIpAddress: { AssociatePublicIpAddress: nic.associatePublicIp },
      attachment: attachment ? { Attachment: attachment } : {},
      description: { Description: { Value: nic.description } },
      groupSet: { Groups: groupsOf(context, nic) },
      sourceDestCheck: { SourceDestCheck: { Value: nic.sourceDestCheck } },
    };
    if (!Object.hasOwn(answers, Attribute))
      throw invalidValue(`Value (${String(Attribute)}) for parameter attribute is invalid. Unknown attribute.`);
    return { NetworkInterfaceId: nic.id, ...answers[Attribute] };
  },
});
