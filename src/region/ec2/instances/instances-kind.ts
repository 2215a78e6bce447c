import { publicImage } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { type Message, message, verbatim } from '../../kernel/message';
import { tagsOf } from '../../aws/tags';
import { publicDnsName } from '../network/dns-names';
import { interfacesOf } from '../network-interfaces/network-interfaces';
import { publicIpOf } from '../network-interfaces/public-address';
import { statusCheck } from './describe-instance-status';
import { instanceLifecycle, type InstanceRow, type InstanceStateName, instanceTable, settledMonitoring } from './instances';
import { instanceMenu } from './instances-menu';

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

/** The state, with what it costs: a machine that can be started again goes on costing its storage (EC2 User Guide, instance lifecycle). */
function stateText(row: InstanceRow): Message {
  if (billed(row)) return message('{0} (billed)', row.state);
  const keepsStorage = row.state === 'stopping' || row.state === 'stopped';
  return keepsStorage ? message('{0} (not billed, only its storage is)', row.state) : message('{0} (not billed)', row.state);
}

/** What menus ask for besides the state. */
function flags(row: InstanceRow, publicIp: string | undefined, windows: boolean): string[] {
  const { options, state } = row;
  const typing = state === 'running' && row.haltedSince === undefined && row.rebootingSince === undefined;
  const ends = options.shutdownBehavior === 'terminate' || row.spotRequestId !== undefined;
  const monitored = settledMonitoring(row.monitoring) === 'enabled';
  const kept = state !== 'shutting-down' && state !== 'terminated';
  return [
    state,
    ...(publicIp ? ['public-ip'] : []),
    ...(windows ? ['windows'] : []),
    ...(options.disableApiTermination ? ['termination-protected'] : []),
    ...(options.disableApiStop ? ['stop-protected'] : []),
    ...(options.hibernation && state === 'running' ? ['hibernation'] : []),
    ...(typing ? [ends ? 'shutdown-terminates' : 'shutdown-stops'] : []),
    ...(kept ? [monitored ? 'monitored' : 'unmonitored'] : []),
    ...(row.haltedSince === undefined ? [] : ['halted']),
  ];
}

/** What the tooltip says of what was set apart from the defaults: monitoring, protections, what a shutdown from inside does. */
function settings({ options, monitoring, spotRequestId }: InstanceRow): Face['tooltip'] {
  const on = message('On');
  const monitored = settledMonitoring(monitoring) === 'enabled';
  return [
    ...(monitored ? [{ caption: message('Detailed monitoring'), value: on }] : []),
    ...(options.disableApiTermination ? [{ caption: message('Termination protection'), value: on }] : []),
    ...(options.disableApiStop ? [{ caption: message('Stop protection'), value: on }] : []),
    ...(options.shutdownBehavior === 'terminate' || spotRequestId !== undefined
      ? [{ caption: message('Shutdown behavior'), value: verbatim('terminate') }]
      : []),
  ];
}

function face(context: Context, row: InstanceRow): Face {
  const name = tagsOf(context, row.id)['Name'];
  const nic = interfacesOf(context, row.id)[0];
  const image = publicImage(row.region, row.imageId);
  const publicIp = publicIpOf(nic);
  const publicDns = publicIp && row.state !== 'pending' ? publicDnsName(context, row.vpcId, publicIp) : '';
  const check = statusCheck(context, row);
  return {
    label: name || row.id,
    // What a narrow sidebar cuts off is what matters least.
    description: [
      verbatim(row.state),
      ...(row.rebootingSince === undefined ? [] : [message('rebooting')]),
      ...(row.haltedSince === undefined ? [] : [message('halted')]),
      ...(row.state === 'stopped' ? [message('storage billed')] : []),
      ...[...(publicIp ? [publicIp] : []), row.instanceType, row.availabilityZone].map(verbatim),
    ],
    icon: icons[row.state],
    color: `cloudSandbox.state.${row.state}`,
    priced: true,
    flags: flags(row, publicIp, image?.platform === 'windows'),
    tooltip: [
      { caption: message('Instance ID'), value: verbatim(row.id) },
      { caption: message('State'), value: stateText(row) },
      ...(check === 'not-applicable' ? [] : [{ caption: message('Status checks'), value: verbatim(check) }]),
      { caption: message('Instance type'), value: verbatim(row.instanceType) },
      { caption: message('Image'), value: verbatim(image ? `${image.title} (${row.imageId})` : row.imageId) },
      { caption: message('Availability Zone'), value: verbatim(row.availabilityZone) },
      ...(publicIp ? [{ caption: message('Public IPv4 address'), value: verbatim(publicIp) }] : []),
      ...(publicDns ? [{ caption: message('Public DNS'), value: verbatim(publicDns) }] : []),
      ...(nic ? [{ caption: message('Private IPv4 address'), value: verbatim(nic.privateAddresses[0]!.address) }] : []),
      ...settings(row),
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
  groupings: { zone: (row) => row.availabilityZone, type: (row) => row.instanceType },
  face,
  menu: instanceMenu,
});
