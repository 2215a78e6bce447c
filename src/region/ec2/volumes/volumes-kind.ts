import { volumeType } from '../../catalog/volume-types';
import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { volumeDependence } from './delete-volume';
import { volumeModificationTable } from './modifications';
import { volumeLifecycle, type VolumeAttachment, type VolumeRow, type VolumeStateName, volumeTable } from './volumes';

const icons: Readonly<Record<VolumeStateName, string>> = {
  creating: 'sync',
  available: 'database',
  'in-use': 'database',
  deleting: 'sync',
};

/** The theme colours of instances' states, where the meaning is the same: used, at rest, on the way. */
const colors: Readonly<Record<VolumeStateName, string>> = {
  creating: 'cloudSandbox.state.pending',
  available: 'cloudSandbox.state.stopped',
  'in-use': 'cloudSandbox.state.running',
  deleting: 'cloudSandbox.state.shuttingDown',
};

/** The instance's name, or its id. */
function instanceName(context: Context, { instanceId }: VolumeAttachment): string {
  return tagsOf(context, instanceId)['Name'] || instanceId;
}

function face(context: Context, row: VolumeRow): Face {
  const passing = row.attachments.filter(({ status }) => status !== 'attached');
  const modification = context.get(volumeModificationTable, row.id);
  const modifying = modification && modification.state !== 'completed' ? modification : undefined;
  const name = tagsOf(context, row.id)['Name'];
  const size = `${row.size} GiB`;
  return {
    label: name || row.id,
    description: [
      // Storage costs the same attached or not; what nobody uses is worth a word (Amazon EBS pricing).
      row.state === 'available' ? message('{0} (billed)', row.state) : verbatim(row.state),
      ...passing.map(({ status }) => verbatim(status)),
      ...(modifying ? [verbatim(modifying.state)] : []),
      verbatim(size),
      verbatim(row.volumeType),
      ...row.attachments.map((attachment) => verbatim(instanceName(context, attachment))),
    ],
    icon: passing.length > 0 ? 'sync' : icons[row.state],
    color: colors[row.state],
    priced: row.state !== 'creating' && row.state !== 'deleting',
    flags: [row.state, ...passing.map(({ status }) => status)],
    tooltip: [
      { caption: message('Volume ID'), value: verbatim(row.id) },
      {
        caption: message('State'),
        value: row.state === 'creating' || row.state === 'deleting' ? verbatim(row.state) : message('{0} (billed)', row.state),
      },
      { caption: message('Size'), value: verbatim(size) },
      { caption: message('Volume type'), value: verbatim(`${row.volumeType} (${volumeType(row.volumeType)?.name ?? ''})`) },
      ...(row.iops === undefined ? [] : [{ caption: message('IOPS'), value: verbatim(String(row.iops)) }]),
      ...(row.throughput === undefined ? [] : [{ caption: message('Throughput'), value: verbatim(`${row.throughput} MiB/s`) }]),
      { caption: message('Availability Zone'), value: verbatim(row.availabilityZone) },
      { caption: message('Encrypted'), value: row.encrypted ? message('Yes') : message('No') },
      ...row.attachments.map((attachment) => ({
        caption: message('Attached to'),
        value: verbatim(`${instanceName(context, attachment)} (${attachment.device})`),
      })),
    ],
  };
}

/** EBS volumes in trees, menus and the palette. */
export const volumesKind = defineKind<VolumeRow>({
  name: 'volumes',
  title: ['Volumes', '볼륨'],
  place: { view: 'storage' },
  resourceType: 'volume',
  source: volumeTable,
  lifecycle: volumeLifecycle,
  face,
  dependences: [volumeDependence],
  menu: [
    {
      id: 'attach',
      title: 'Attach…',
      titleKo: '연결…',
      icon: 'plug',
      action: 'ec2:AttachVolume',
      idsInput: 'VolumeId',
      asks: 'cloudSandbox.attachVolume',
      needs: ['available'],
      group: '2_active@1',
      inline: true,
    },
    {
      id: 'detach',
      title: 'Detach',
      titleKo: '분리',
      icon: 'debug-disconnect',
      action: 'ec2:DetachVolume',
      idsInput: 'VolumeId',
      each: true,
      needs: ['in-use'],
      group: '2_active@2',
      confirm: {
        question: message('Detach {0}? What its instance has not written to it yet may be lost.'),
        button: message('Detach'),
      },
    },
    {
      id: 'modify',
      title: 'Modify…',
      titleKo: '수정…',
      icon: 'edit',
      action: 'ec2:ModifyVolume',
      idsInput: 'VolumeId',
      asks: 'cloudSandbox.modifyVolume',
      needs: ['available', 'in-use'],
      group: '2_active@3',
    },
    {
      id: 'delete',
      title: 'Delete',
      titleKo: '삭제',
      icon: 'trash',
      action: 'ec2:DeleteVolume',
      idsInput: 'VolumeId',
      each: true,
      needs: ['available'],
      group: '3_destructive@1',
      confirm: { question: message('Delete {0}? This cannot be undone.'), button: message('Delete') },
      key: 'delete',
    },
  ],
});
