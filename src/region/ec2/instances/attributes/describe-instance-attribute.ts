import type { InstanceAttribute, InstanceAttributeName } from '@aws-sdk/client-ec2';
import { defineAction } from '../../../kernel/action';
import type { Context } from '../../../kernel/context';
import { invalidValue, missingParameter } from '../../../kernel/errors';
import { describeInstance } from '../instance-shape';
import type { InstanceRow } from '../instances';
import { userDataOf } from '../user-data';
import { namedInstance } from './attribute-states';

type Look = (context: Context, row: InstanceRow) => Omit<InstanceAttribute, 'InstanceId'>;

/** What each attribute answers (API, DescribeInstanceAttribute; it does not support enaSupport). */
const looks: Readonly<Record<Exclude<InstanceAttributeName, 'enaSupport'>, Look>> = {
  blockDeviceMapping: (context, row) => ({ BlockDeviceMappings: describeInstance(context, row).BlockDeviceMappings }),
  disableApiStop: (_context, { options }) => ({ DisableApiStop: { Value: options.disableApiStop } }),
  disableApiTermination: (_context, { options }) => ({ DisableApiTermination: { Value: options.disableApiTermination } }),
  ebsOptimized: (_context, { options }) => ({ EbsOptimized: { Value: options.ebsOptimized } }),
  enclaveOptions: (_context, { options }) => ({ EnclaveOptions: { Enabled: options.enclave } }),
  groupSet: (context, row) => ({ Groups: describeInstance(context, row).SecurityGroups }),
  instanceInitiatedShutdownBehavior: (_context, { options }) => ({
    InstanceInitiatedShutdownBehavior: { Value: options.shutdownBehavior },
  }),
  instanceType: (_context, row) => ({ InstanceType: { Value: row.instanceType } }),
  // Images of hardware virtualization have neither kernel nor RAM disk.
  kernel: () => ({ KernelId: {} }),
  productCodes: (context, row) => ({ ProductCodes: describeInstance(context, row).ProductCodes }),
  ramdisk: () => ({ RamdiskId: {} }),
  rootDeviceName: (context, row) => ({ RootDeviceName: { Value: describeInstance(context, row).RootDeviceName } }),
  sourceDestCheck: (context, row) => ({ SourceDestCheck: { Value: describeInstance(context, row).SourceDestCheck } }),
  sriovNetSupport: () => ({ SriovNetSupport: { Value: 'simple' } }),
  userData: (context, row) => {
    const data = userDataOf(context, row);
    return { UserData: data === undefined ? {} : { Value: data } };
  },
};

/** DescribeInstanceAttribute (API): one attribute of one instance. @throws ApiError MissingParameter, InvalidParameterValue, InvalidInstanceID.* */
export const describeInstanceAttribute = defineAction({
  name: 'ec2:DescribeInstanceAttribute',
  access: 'read',
  inputs: { InstanceId: 'honoured', Attribute: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceId, Attribute }) {
    if (!Attribute) throw missingParameter('Attribute');
    const look = Object.hasOwn(looks, Attribute) ? looks[Attribute as keyof typeof looks] : undefined;
    if (!look) throw invalidValue(`Value (${Attribute}) for parameter attribute is invalid. Unknown attribute.`);
    const row = namedInstance(context, InstanceId);
    return { InstanceId: row.id, ...look(context, row) };
  },
});
