import { defineAction } from '../../kernel/action';
import { invalidValue, missingParameter } from '../../kernel/errors';
import { findVolume, volumeTable } from './volumes';

/** DescribeVolumeAttribute (API). @throws ApiError MissingParameter, InvalidParameterValue, InvalidVolume* */
export const describeVolumeAttribute = defineAction({
  name: 'ec2:DescribeVolumeAttribute',
  access: 'read',
  inputs: { Attribute: 'honoured', VolumeId: 'honoured', DryRun: 'honoured' },
  handle(context, { Attribute, VolumeId }) {
    const { id, autoEnableIo } = findVolume(context, VolumeId);
    const name: string | undefined = Attribute;
    if (!name) throw missingParameter('attribute');
    if (name === 'autoEnableIO') return { VolumeId: id, AutoEnableIO: { Value: autoEnableIo ?? false } };
    // Marketplace products charge by the instance here, none by the volume.
    if (name === 'productCodes') return { VolumeId: id, ProductCodes: [] };
    throw invalidValue(`Value (${name}) for parameter attribute is invalid. Unknown attribute.`);
  },
});

/** ModifyVolumeAttribute (API): whether I/O is enabled by itself should it ever be disabled. @throws ApiError MissingParameter, InvalidVolume* */
export const modifyVolumeAttribute = defineAction({
  name: 'ec2:ModifyVolumeAttribute',
  access: 'write',
  inputs: { AutoEnableIO: 'honoured', VolumeId: 'honoured', DryRun: 'honoured' },
  handle(context, { AutoEnableIO, VolumeId }) {
    const volume = findVolume(context, VolumeId);
    if (AutoEnableIO?.Value === undefined) throw missingParameter('autoEnableIO');
    context.update(volumeTable, volume, { autoEnableIo: AutoEnableIO.Value });
    context.subjects.push(volume.id);
    return {};
  },
});
