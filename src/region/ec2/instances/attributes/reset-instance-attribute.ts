import { defineAction } from '../../../kernel/action';
import { invalidValue, missingParameter } from '../../../kernel/errors';
import { mustBeStopped, namedInstance } from './attribute-states';
import { modifySourceDestCheck } from './primary-interface';

/**
 * ResetInstanceAttribute (API): kernel and ramdisk, which need a stopped instance, and sourceDestCheck, whose default is true.
 * @throws ApiError MissingParameter, InvalidParameterValue for other attributes, IncorrectInstanceState, InvalidInstanceID.*
 */
export const resetInstanceAttribute = defineAction({
  name: 'ec2:ResetInstanceAttribute',
  access: 'write',
  inputs: { InstanceId: 'honoured', Attribute: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceId, Attribute }) {
    if (!Attribute) throw missingParameter('Attribute');
    const row = namedInstance(context, InstanceId);
    if (Attribute === 'sourceDestCheck') modifySourceDestCheck(context, row, true);
    else if (Attribute === 'kernel' || Attribute === 'ramdisk') mustBeStopped(row);
    else
      throw invalidValue(`Value (${Attribute}) for parameter attribute is invalid. Only kernel, ramdisk and sourceDestCheck can be reset.`);
    return {};
  },
});
