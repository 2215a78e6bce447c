import { publicImage } from '../../../catalog/images';
import { instanceType, type InstanceTypeFacts, offeredIn, offeredInZone } from '../../../catalog/instance-types';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination } from '../../../kernel/errors';
import { networkInterfaceTable } from '../../network-interfaces/network-interfaces';
import { checkTypeInGroup } from '../../placement-groups/members';
import { volumeTable } from '../../volumes/volumes';
import { creditsAtLaunch } from '../credits/default-credits';
import { checkArchitecture } from '../launch/architecture';
import { type InstanceRow, instanceTable, type LaunchOptions } from '../instances';
import { mustBeStopped } from './attribute-states';

/** The type asked for, as far as it can be had here. @throws ApiError InvalidInstanceAttributeValue, Unsupported */
function typeAskedFor(context: Context, row: InstanceRow, name: string): InstanceTypeFacts {
  const type = instanceType(name);
  if (!type || !offeredIn(name, context.region)) {
    throw new ApiError('InvalidInstanceAttributeValue', `Invalid value '${name}' for InstanceType.`);
  }
  if (!offeredInZone(name, context.region, row.availabilityZoneId)) {
    throw new ApiError(
      'Unsupported',
      `Your requested instance type (${name}) is not supported in your requested Availability Zone (${row.availabilityZone}).`,
    );
  }
  return type;
}

/** Drivers and devices that the new type must find in the image (EC2 User Guide, compatibility for changing the instance type). */
function checkCompatible(context: Context, row: InstanceRow, type: InstanceTypeFacts): void {
  const image = publicImage(row.region, row.imageId);
  if (image) checkArchitecture(type, image.architecture);
  if (type.rootDeviceTypes && !type.rootDeviceTypes.includes('ebs')) {
    throw new ApiError('InvalidInstanceAttributeValue', `The instance type '${type.name}' does not support an EBS root device.`);
  }
  if (needsEna(type) && row.options.enaSupport === false) {
    throw invalidCombination(
      `Enhanced networking with the Elastic Network Adapter (ENA) is required for the '${type.name}' instance type. Ensure that your instance is enabled for ENA.`,
    );
  }
  if (row.options.enclave && !type.nitroEnclaves) {
    throw new ApiError('UnsupportedOperation', `The instance type ${type.name} does not support Nitro Enclaves.`);
  }
  if (row.options.bandwidthWeighting !== 'default' && !/^[cmr]8/.test(type.family)) {
    throw new ApiError('UnsupportedOperation', `The instance type ${type.name} does not support the instance's bandwidth weighting.`);
  }
  checkAttachments(context, row, type);
  checkTypeInGroup(context, row, type.name);
}

/** Every Nitro type reaches its network through ENA. */
export function needsEna(type: InstanceTypeFacts): boolean {
  return type.enaSupported && type.hypervisor !== 'xen';
}

function checkAttachments(context: Context, row: InstanceRow, type: InstanceTypeFacts): void {
  const nics = context.by(networkInterfaceTable, 'instance', row.id);
  const volumes = context.by(volumeTable, 'instance', row.id);
  const addresses = Math.max(...nics.map(({ privateAddresses }) => privateAddresses.length));
  const tooMany =
    nics.length > type.maximumNetworkInterfaces
      ? `${nics.length} network interfaces, of which it supports ${type.maximumNetworkInterfaces}`
      : addresses > type.ipv4AddressesPerInterface
        ? `${addresses} private IPv4 addresses on an interface, of which it supports ${type.ipv4AddressesPerInterface}`
        : volumes.length > (type.maximumEbsAttachments ?? Infinity)
          ? `${volumes.length} EBS volumes, of which it supports ${type.maximumEbsAttachments}`
          : undefined;
  if (tooMany) throw new ApiError('AttachmentLimitExceeded', `The instance type ${type.name} cannot have the instance's ${tooMany}.`);
}

/** What stays of the options with another type: the new type's own default of CPU options, and credits only where there are some. */
function optionsFor(context: Context, { options }: InstanceRow, type: InstanceTypeFacts): LaunchOptions {
  const { coreCount: _, threadsPerCore: __, amdSevSnp: ___, cpuCredits, ...others } = options;
  const credits = type.burstable ? (cpuCredits ?? creditsAtLaunch(context, type)) : undefined;
  return { ...others, ...(credits && { cpuCredits: credits }) };
}

/**
 * Changes the type of a stopped instance; price and usage follow at its next start (EC2 User Guide, change the instance type; reference:
 * instances.md §1.2).
 * @throws ApiError IncorrectInstanceState, InvalidInstanceAttributeValue, InvalidParameterValue (architecture), InvalidParameterCombination
 *   (ENA, placement group), Unsupported (zone), UnsupportedOperation (Spot, hibernation, features), AttachmentLimitExceeded
 */
export function changeType(context: Context, row: InstanceRow, name: string): InstanceRow {
  mustBeStopped(row);
  const type = typeAskedFor(context, row, name);
  if (name === row.instanceType) return row;
  if (row.spotRequestId) throw new ApiError('UnsupportedOperation', 'You cannot change the instance type of a Spot Instance.');
  if (row.options.hibernation) {
    throw new ApiError('UnsupportedOperation', `You cannot change the instance type of '${row.id}', which is enabled for hibernation.`);
  }
  checkCompatible(context, row, type);
  return context.update(instanceTable, row, { instanceType: name, options: optionsFor(context, row, type) });
}
