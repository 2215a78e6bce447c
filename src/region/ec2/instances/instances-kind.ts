import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { tagsOf } from '../../aws/tags';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { statusCheck } from './describe-instance-status';
import { instanceLifecycle, type InstanceRow, type InstanceStateName, instanceTable } from './instances';

const icons: Readonly<Record<InstanceStateName, string>> = {
  pending: 'sync',
  running: 'vm-running',
  stopping: 'sync',
  stopped: 'vm-outline',
  'shutting-down': 'sync',
  terminated: 'circle-slash',
};

/** Whether the machine itself costs money in a state (reference: instances.md §1; hibernating is billed while stopping). */
function billed(row: InstanceRow): boolean {
  return row.state === 'running' || (row.state === 'stopping' && row.stateReason?.code === 'Client.UserInitiatedHibernate');
}

function face(context: Context, row: InstanceRow): Face {
  const name = tagsOf(context, row.id)['Name'];
  const nic = context.by(networkInterfaceTable, 'instance', row.id)[0];
  const image = publicImage(row.region, row.imageId);
  const publicIp = nic?.publicAddress?.publicIp;
  const check = statusCheck(context, row);
  return {
    label: name || row.id,
    // What a narrow sidebar cuts off is what matters least.
    description: [
      verbatim(row.state),
      ...(row.rebootingSince === undefined ? [] : [message('rebooting')]),
      ...[...(publicIp ? [publicIp] : []), row.instanceType, row.availabilityZone].map(verbatim),
    ],
    icon: icons[row.state],
    color: `cloudSandbox.state.${row.state}`,
    flags: [row.state, ...(publicIp ? ['public-ip'] : [])],
    tooltip: [
      { caption: message('Instance ID'), value: verbatim(row.id) },
      { caption: message('State'), value: billed(row) ? message('{0} (billed)', row.state) : message('{0} (not billed)', row.state) },
      ...(check === 'not-applicable' ? [] : [{ caption: message('Status checks'), value: verbatim(check) }]),
      { caption: message('Instance type'), value: verbatim(row.instanceType) },
      { caption: message('Image'), value: verbatim(image ? `${image.title} (${row.imageId})` : row.imageId) },
      { caption: message('Availability Zone'), value: verbatim(row.availabilityZone) },
      ...(publicIp ? [{ caption: message('Public IPv4 address'), value: verbatim(publicIp) }] : []),
      ...(nic ? [{ caption: message('Private IPv4 address'), value: verbatim(nic.privateAddresses[0]!.address) }] : []),
      ...(row.keyName ? [{ caption: message('Key pair'), value: verbatim(row.keyName) }] : []),
    ],
  };
}

/** EC2 instances in trees, menus and the palette. */
export const instancesKind = defineKind<InstanceRow>({
  name: 'instances',
  title: ['Instances', '인스턴스'],
  place: { view: 'instances' },
  resourceType: 'instance',
  source: instanceTable,
  lifecycle: instanceLifecycle,
  face,
  menu: [
    {
      id: 'start',
      title: 'Start',
      titleKo: '시작',
      icon: 'debug-start',
      action: 'ec2:StartInstances',
      idsInput: 'InstanceIds',
      needs: ['stopped'],
      group: '2_active@1',
      inline: true,
    },
    {
      id: 'stop',
      title: 'Stop',
      titleKo: '중지',
      icon: 'debug-stop',
      action: 'ec2:StopInstances',
      idsInput: 'InstanceIds',
      needs: ['running'],
      group: '2_active@2',
      inline: true,
    },
    {
      id: 'reboot',
      title: 'Reboot',
      titleKo: '재부팅',
      icon: 'debug-restart',
      action: 'ec2:RebootInstances',
      idsInput: 'InstanceIds',
      needs: ['running'],
      group: '2_active@3',
    },
    {
      id: 'terminate',
      title: 'Terminate',
      titleKo: '종료',
      icon: 'trash',
      action: 'ec2:TerminateInstances',
      idsInput: 'InstanceIds',
      needs: ['pending', 'running', 'stopping', 'stopped'],
      group: '3_destructive@1',
      confirm: {
        question: message('Terminate {0}? The instance and the volumes that go with it are deleted; this cannot be undone.'),
        button: message('Terminate'),
      },
      key: 'delete',
    },
  ],
});
