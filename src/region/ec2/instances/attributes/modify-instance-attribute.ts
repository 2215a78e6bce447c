import type { ModifyInstanceAttributeRequest } from '@aws-sdk/client-ec2';
import { instanceType } from '../../../catalog/instance-types';
import { encodeBase64 } from '../../../kernel/base64';
import { defineAction } from '../../../kernel/action';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../../kernel/errors';
import { type InstanceRow, instanceTable, type LaunchOptions } from '../instances';
import { kernelNotFound } from '../launch/image';
import { oneOf } from '../launch/options';
import { checkUserData, forgetUserData, userDataTable } from '../user-data';
import { mustBeStopped, mustNotBe, namedInstance } from './attribute-states';
import { changeType, needsEna } from './change-type';
import { modifyBlockDevices } from './block-device-mappings';
import { modifyGroups, modifySourceDestCheck } from './primary-interface';

function setOption(context: Context, row: InstanceRow, patch: Partial<LaunchOptions>): void {
  context.update(instanceTable, row, { options: { ...row.options, ...patch } });
}

/** Protections can be set while an instance runs or is stopped, and are not for Spot Instances (reference: instances.md §1.2). */
function protect(context: Context, row: InstanceRow, name: 'disableApiStop' | 'disableApiTermination', value: boolean): void {
  mustNotBe(row, 'pending', 'shutting-down', 'terminated');
  if (value && row.spotRequestId) {
    throw new ApiError('UnsupportedOperation', `Modifying '${name}' is not supported for spot instances.`);
  }
  setOption(context, row, { [name]: value });
}

function setUserData(context: Context, row: InstanceRow, text: string): void {
  mustBeStopped(row);
  const data = checkUserData(text);
  const { userDataId: before, ...without } = row;
  if (data === '') context.put(instanceTable, without);
  else {
    context.put(userDataTable, { region: context.region, id: row.id, data });
    context.update(instanceTable, row, { userDataId: row.id });
  }
  if (before !== row.id || data === '') forgetUserData(context, before);
}

function setKernel(row: InstanceRow, id: string): void {
  mustBeStopped(row);
  if (id !== '') throw kernelNotFound(id);
}

function setEbsOptimized(context: Context, row: InstanceRow, value: boolean): void {
  mustBeStopped(row);
  if (value && instanceType(row.instanceType)?.ebsOptimized === 'unsupported') {
    throw new ApiError('InvalidInstanceAttributeValue', `The instance type ${row.instanceType} does not support EBS optimization.`);
  }
  setOption(context, row, { ebsOptimized: value });
}

function setEna(context: Context, row: InstanceRow, value: boolean): void {
  mustBeStopped(row);
  const type = instanceType(row.instanceType);
  if (!value && type && needsEna(type)) {
    throw invalidCombination(
      `Enhanced networking with the Elastic Network Adapter (ENA) is required for the '${row.instanceType}' instance type. Ensure that your instance is enabled for ENA.`,
    );
  }
  setOption(context, row, { enaSupport: value });
}

function setEnclave(context: Context, row: InstanceRow, value: boolean): void {
  mustBeStopped(row);
  if (value && !instanceType(row.instanceType)?.nitroEnclaves) {
    throw new ApiError('UnsupportedOperation', `The instance type ${row.instanceType} does not support Nitro Enclaves.`);
  }
  if (value && row.options.hibernation) throw invalidCombination('Enclaves and hibernation cannot be enabled on the same instance.');
  setOption(context, row, { enclave: value });
}

/** Virtual functions of the Intel 82599 cannot be switched off (API); every image of the catalogue has them on. */
function checkSriov(row: InstanceRow, value: string): void {
  mustBeStopped(row);
  if (value !== 'simple') throw new ApiError('InvalidInstanceAttributeValue', `Value (${value}) for sriovNetSupport is invalid.`);
}

function setShutdownBehavior(context: Context, row: InstanceRow, value: string): void {
  mustNotBe(row, 'shutting-down', 'terminated');
  setOption(context, row, { shutdownBehavior: oneOf('InstanceInitiatedShutdownBehavior', value, ['stop', 'terminate'] as const)! });
}

type Change = (context: Context, row: InstanceRow) => void;

const toBoolean = (text: string, name: string): boolean => {
  if (!/^(true|false)$/i.test(text)) throw invalidValue(`Value (${text}) for parameter ${name} is invalid. Valid values are: true, false.`);
  return text.toLowerCase() === 'true';
};

/** The attributes that go by a single value, however it is given. */
const valued: Readonly<Record<string, (context: Context, row: InstanceRow, value: string) => void>> = {
  disableApiStop: (context, row, value) => protect(context, row, 'disableApiStop', toBoolean(value, 'disableApiStop')),
  disableApiTermination: (context, row, value) => protect(context, row, 'disableApiTermination', toBoolean(value, 'disableApiTermination')),
  ebsOptimized: (context, row, value) => setEbsOptimized(context, row, toBoolean(value, 'ebsOptimized')),
  enaSupport: (context, row, value) => setEna(context, row, toBoolean(value, 'enaSupport')),
  instanceInitiatedShutdownBehavior: setShutdownBehavior,
  instanceType: (context, row, value) => void changeType(context, row, value),
  kernel: (_context, row, value) => setKernel(row, value),
  ramdisk: (_context, row, value) => setKernel(row, value),
  sourceDestCheck: (context, row, value) => modifySourceDestCheck(context, row, toBoolean(value, 'sourceDestCheck')),
  sriovNetSupport: (_context, row, value) => checkSriov(row, value),
  userData: setUserData,
};

/** Attributes that have a structure of their own, by their name → what the request makes of them. */
function changes(input: ModifyInstanceAttributeRequest): Map<string, Change> {
  const found = new Map<string, Change>();
  const simple = (name: string, value: string | boolean | undefined): void => {
    if (value !== undefined) found.set(name, (context, row) => valued[name]!(context, row, String(value)));
  };
  simple('disableApiStop', input.DisableApiStop?.Value);
  simple('disableApiTermination', input.DisableApiTermination?.Value);
  simple('ebsOptimized', input.EbsOptimized?.Value);
  simple('enaSupport', input.EnaSupport?.Value);
  simple('instanceInitiatedShutdownBehavior', input.InstanceInitiatedShutdownBehavior?.Value);
  simple('instanceType', input.InstanceType?.Value);
  simple('kernel', input.Kernel?.Value);
  simple('ramdisk', input.Ramdisk?.Value);
  simple('sourceDestCheck', input.SourceDestCheck?.Value);
  simple('sriovNetSupport', input.SriovNetSupport?.Value);
  if (input.UserData) simple('userData', encodeBase64(input.UserData.Value ?? new Uint8Array()));
  const { Groups, BlockDeviceMappings, EnclaveOptions } = input;
  if (Groups && Groups.length > 0) found.set('groupSet', (context, row) => modifyGroups(context, row, Groups));
  if (BlockDeviceMappings && BlockDeviceMappings.length > 0) {
    found.set('blockDeviceMapping', (context, row) => modifyBlockDevices(context, row, BlockDeviceMappings));
  }
  if (EnclaveOptions?.Enabled !== undefined) {
    found.set('enclaveOptions', (context, row) => setEnclave(context, row, EnclaveOptions.Enabled!));
  }
  return found;
}

/**
 * ModifyInstanceAttribute (API): one attribute of one instance, given by its own parameter or by Attribute and Value. Which ones need a stopped
 * instance is in reference: instances.md §1.2.
 * @throws ApiError MissingParameter, InvalidParameterCombination ("No attributes specified."), InvalidParameterValue, InvalidInstanceID.*,
 *   IncorrectInstanceState, InvalidInstanceAttributeValue and those of the attribute
 */
export const modifyInstanceAttribute = defineAction({
  name: 'ec2:ModifyInstanceAttribute',
  access: 'write',
  inputs: {
    SourceDestCheck: 'accepted',
    EnclaveOptions: 'accepted',
    DisableApiStop: 'honoured',
    DryRun: 'honoured',
    InstanceId: 'honoured',
    Attribute: 'honoured',
    Value: 'honoured',
    BlockDeviceMappings: 'honoured',
    DisableApiTermination: 'honoured',
    InstanceType: 'honoured',
    Kernel: 'honoured',
    Ramdisk: 'honoured',
    UserData: 'honoured',
    InstanceInitiatedShutdownBehavior: 'honoured',
    Groups: 'honoured',
    EbsOptimized: 'honoured',
    SriovNetSupport: 'honoured',
    EnaSupport: 'honoured',
  },
  handle(context, input) {
    const row = namedInstance(context, input.InstanceId);
    const asked = changes(input);
    const { Attribute, Value } = input;
    if (Attribute !== undefined && !asked.has(Attribute)) {
      const set = Object.hasOwn(valued, Attribute) ? valued[Attribute] : undefined;
      if (!set) throw invalidValue(`Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`);
      if (Value === undefined) throw missingParameter('Value');
      asked.set(Attribute, (changed, instance) => set(changed, instance, Value));
    } else if (Attribute === undefined && Value !== undefined) throw missingParameter('Attribute');
    if (asked.size === 0) throw invalidCombination('No attributes specified.');
    if (asked.size > 1) throw invalidCombination('Fields for multiple attribute types specified');
    for (const change of asked.values()) change(context, row);
    return {};
  },
});
