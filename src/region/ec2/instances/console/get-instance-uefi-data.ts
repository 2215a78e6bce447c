import { publicImage } from '../../../catalog/images';
import { instanceType } from '../../../catalog/instance-types';
import { defineAction } from '../../../kernel/action';
import { missingParameter } from '../../../kernel/errors';
import { bootModes } from '../instance-shape';
import { findInstances } from '../instances';

/**
 * A variable store that holds no variable, in EC2's form (API: "base64 encoded and zlib compressed"; the form is that of awslabs/python-uefivars):
 * `AMZNUEFI`, the CRC-32C of what follows, version 0, and a zlib stream with EC2's preset dictionary of the number of variables, 0. What a guest
 * enrolls in its store is not simulated, so every instance's is as it was before (CHOICE: firmware's own variables are left out).
 */
const emptyStore = 'QU1aTlVFRknpZXGUAAAAAHj5a7fZ9wEIAPf/AAAAAAAAAAAACAAB';

/**
 * GetInstanceUefiData (API): the store of an instance that runs in UEFI mode. Without a store the answer is empty (AWS CLI Command Reference,
 * get-instance-uefi-data): an instance in legacy BIOS mode, and one on bare metal, which does not support UEFI Secure Boot (EC2 User Guide, UEFI
 * Secure Boot).
 * @throws ApiError MissingParameter, InvalidInstanceID.*
 */
export const getInstanceUefiData = defineAction({
  name: 'ec2:GetInstanceUefiData',
  access: 'read',
  inputs: { InstanceId: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceId }) {
    if (!InstanceId) throw missingParameter('InstanceId');
    const row = findInstances(context, [InstanceId])[0]!;
    const type = instanceType(row.instanceType);
    const { CurrentInstanceBootMode } = bootModes(publicImage(row.region, row.imageId), type);
    const hasStore = CurrentInstanceBootMode === 'uefi' && !type?.bareMetal;
    return { InstanceId, UefiData: hasStore ? emptyStore : '' };
  },
});
