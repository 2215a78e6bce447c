import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { dropAssociations } from '../iam-instance-profile-associations/associations';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { givePublicAddress, releasePublicAddress } from '../network-interfaces/public-address';
import { detachInterface, removeInterface } from '../network-interfaces/remove-interface';
import { attachVolumesOf, releaseVolumesOf } from '../volumes/attachments';
import { rebootDuration, terminatedVisible } from './durations';
import { type InstanceRow, instanceTable, settledMonitoring } from './instances';
import { move } from './state-changes';
import { closeInstanceUsage, openInstanceUsage, openMonitoringUsage } from './usage';
import { forgetUserData } from './user-data';
import { expectPassword, passwordReady, windowsPasswordTable } from './console/windows-passwords';

/** The host, the network and the root volume are ready. */
export const instanceRunning: EventDefinition = {
  kind: 'ec2:instance-running',
  says: message('The instance has started: its host, network and root volume are ready'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (!row) return;
    const { stateReason: _, ...started } = row;
    const running = move(context, started, 'started', {
      runningSince: context.now,
      bootedAt: context.now,
      monitoring: settledMonitoring(row.monitoring),
    });
    attachVolumesOf(context, id);
    givePublicAddress(context, id);
    openInstanceUsage(context, running);
    expectPassword(context, id);
  },
};

/** The operating system has shut down and the host is free again. */
export const instanceStopped: EventDefinition = {
  kind: 'ec2:instance-stopped',
  says: message('The instance has stopped: its operating system is shut down and its host free again'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (!row) return;
    closeInstanceUsage(context, id);
    for (const nic of context.by(networkInterfaceTable, 'instance', id)) releasePublicAddress(context, nic);
    move(context, row, 'stopped', { monitoring: settledMonitoring(row.monitoring) });
  },
};

/** The instance is gone; what was to go with it goes. */
export const instanceTerminated: EventDefinition = {
  kind: 'ec2:instance-terminated',
  says: message('The instance is terminated, and with it what is deleted on termination'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (row) finishTermination(context, move(context, row, 'terminated'));
  },
};

/** The reboot is over. */
export const instanceRebooted: EventDefinition = {
  kind: 'ec2:instance-rebooted',
  says: message('The instance has rebooted'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (row?.state !== 'running') return;
    const { rebootingSince: _, haltedSince: __, ...rebooted } = row;
    context.transition(id, 'running', 'running');
    context.put(instanceTable, rebooted);
  },
};

/** A reboot asked for while the instance was still pending begins once it runs (reference: instances.md §1.1). */
export const instanceRebootDue: EventDefinition = {
  kind: 'ec2:instance-reboot-due',
  says: message('The reboot begins that was asked for while the instance was starting'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    // One that was rebooted again in the meantime is rebooting already.
    if (row?.state !== 'running' || row.rebootingSince !== undefined) return;
    context.transition(id, 'running', 'running');
    context.update(instanceTable, row, { rebootingSince: context.now });
    context.schedule(rebootDuration(context), 'ec2:instance-rebooted', id);
  },
};

/** Changed metadata options have reached the instance. */
export const metadataApplied: EventDefinition = {
  kind: 'ec2:instance-metadata-applied',
  says: message('The changed metadata options take effect'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (!row?.metadataPending) return;
    const { metadataPending: _, ...applied } = row;
    context.put(instanceTable, applied);
  },
};

/** Detailed monitoring of a running instance is on, or off, and its meter with it. */
export const monitoringChanged: EventDefinition = {
  kind: 'ec2:instance-monitoring-changed',
  says: message('Detailed monitoring is switched over'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (row?.state !== 'running' || row.monitoring === settledMonitoring(row.monitoring)) return;
    const changed = context.update(instanceTable, row, { monitoring: settledMonitoring(row.monitoring) });
    if (changed.monitoring === 'enabled') openMonitoringUsage(context, changed);
  },
};

/** An hour after its end nobody can describe an instance any more. */
export const instancePurged: EventDefinition = {
  kind: 'ec2:instance-purged',
  says: message('The instance is removed from lists, one hour after it was terminated'),
  handle(context, id) {
    const row = context.get(instanceTable, id);
    if (!row) return;
    context.delete(instanceTable, id);
    context.delete(tagsTable, id);
    context.endHistory(id);
    forgetUserData(context, row.userDataId);
    forgetClientTokens(context, id);
    context.delete(windowsPasswordTable, id);
    if (context.rows(instanceTable).count('reservation', row.reservationId) === 0) forgetClientTokens(context, row.reservationId);
  },
};

export const instanceEvents = [
  instanceRunning,
  instanceStopped,
  instanceTerminated,
  instanceRebooted,
  instanceRebootDue,
  metadataApplied,
  monitoringChanged,
  passwordReady,
  instancePurged,
];

/**
 * What happens when an instance has become `terminated`: its meters stop, volumes and interfaces marked so are deleted, the others are
 * detached, and its record stays for an hour (reference: instances.md §1, §1.2).
 */
export function finishTermination(context: Context, row: InstanceRow): void {
  closeInstanceUsage(context, row.id);
  context.unschedule(row.id);
  dropAssociations(context, row.id);
  for (const nic of context.by(networkInterfaceTable, 'instance', row.id)) {
    if (nic.attachment?.deleteOnTermination) removeInterface(context, nic);
    else detachInterface(context, nic);
  }
  releaseVolumesOf(context, row.id);
  const { runningSince: _, placementGroupId: __, partitionNumber: ___, ...ended } = context.get(instanceTable, row.id)!;
  context.put(instanceTable, { ...ended, monitoring: settledMonitoring(ended.monitoring) });
  context.schedule(terminatedVisible, 'ec2:instance-purged', row.id);
}
