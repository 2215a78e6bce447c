import type { ActionDefinition } from '../../kernel/action';
import { describeInstanceAttribute } from './attributes/describe-instance-attribute';
import { modifyInstanceAttribute } from './attributes/modify-instance-attribute';
import {
  modifyInstanceMaintenanceOptions,
  modifyInstanceMetadataOptions,
  modifyPrivateDnsNameOptions,
} from './attributes/modify-instance-options';
import { modifyInstancePlacement } from './attributes/modify-instance-placement';
import { resetInstanceAttribute } from './attributes/reset-instance-attribute';
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './change-states';
import { getConsoleOutput } from './console/get-console-output';
import { getInstanceUefiData } from './console/get-instance-uefi-data';
import { getPasswordData } from './console/get-password-data';
import { windowsPasswordTable } from './console/windows-passwords';
import { getDefaultCreditSpecification, modifyDefaultCreditSpecification } from './credits/default-credit-actions';
import { defaultCreditsTable } from './credits/default-credits';
import { describeInstanceCreditSpecifications, modifyInstanceCreditSpecification } from './credits/instance-credits';
import { describeInstanceStatus } from './describe-instance-status';
import { describeInstances } from './describe-instances';
import { instanceTable } from './instances';
import { instanceCapacityTable } from './launch/capacity';
import { monitorInstances, unmonitorInstances } from './monitoring';
import { runInstances } from './run-instances';
import { userDataTable } from './user-data';

/** What can be done with instances. */
export const instanceActions: readonly ActionDefinition[] = [
  describeInstances,
  describeInstanceStatus,
  rebootInstances,
  runInstances,
  startInstances,
  stopInstances,
  terminateInstances,
  describeInstanceAttribute,
  modifyInstanceAttribute,
  resetInstanceAttribute,
  modifyInstanceMaintenanceOptions,
  modifyInstanceMetadataOptions,
  modifyInstancePlacement,
  modifyPrivateDnsNameOptions,
  monitorInstances,
  unmonitorInstances,
  describeInstanceCreditSpecifications,
  modifyInstanceCreditSpecification,
  getDefaultCreditSpecification,
  modifyDefaultCreditSpecification,
  getConsoleOutput,
  getInstanceUefiData,
  getPasswordData,
];

/** What instances and their surroundings are kept in. */
export const instanceTables = [instanceTable, userDataTable, windowsPasswordTable, instanceCapacityTable, defaultCreditsTable] as const;
