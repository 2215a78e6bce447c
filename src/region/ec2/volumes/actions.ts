import type { ActionDefinition } from '../../kernel/action';
import { attachVolume } from './attach-volume';
import { createVolume } from './create-volume';
import { deleteVolume } from './delete-volume';
import { describeVolumeStatus } from './describe-volume-status';
import { describeVolumes } from './describe-volumes';
import { describeVolumesModifications } from './describe-volumes-modifications';
import { detachVolume } from './detach-volume';
import { volumeModificationTable } from './modifications';
import { modifyVolume } from './modify-volume';
import { describeVolumeAttribute, modifyVolumeAttribute } from './volume-attributes';
import { volumeTable } from './volumes';

/** What can be done with volumes. */
export const volumeActions: readonly ActionDefinition[] = [
  attachVolume,
  createVolume,
  deleteVolume,
  describeVolumeAttribute,
  describeVolumes,
  describeVolumesModifications,
  describeVolumeStatus,
  detachVolume,
  modifyVolume,
  modifyVolumeAttribute,
];

export const volumeTables = [volumeTable, volumeModificationTable] as const;
