import { instanceType } from '../../catalog/instance-types';
import type { Context } from '../../kernel/context';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { checkRootAttached } from '../volumes/root-device';
import { checkVcpuQuotas } from './launch/quota';
import { checkRoomToStart } from './launch/capacity';
import { typeNotSupported } from './launch/placement';
import { bootDuration, hibernationReadyDuration, longestBoot, stopDuration } from './durations';
import { findInstances, type InstanceRow, startsFirst } from './instances';
import { beginReboot, beginStop, beginTermination } from './shut-down';
import { canMove, move, stateChange } from './state-changes';

/** The instances a request names; EC2 wants at least one. */
function named(context: Context, ids: readonly string[] | undefined): InstanceRow[] {
  if (!ids || ids.length === 0) throw missingParameter('InstanceId');
  const rows = findInstances(context, [...new Set(ids)]);
  context.subjects.push(...rows.map(({ id }) => id));
  return rows;
}

function incorrectState(id: string, verb: string): ApiError {
  return new ApiError('IncorrectInstanceState', `The instance '${id}' is not in a state from which it can be ${verb}.`);
}

/**
 * StartInstances: stopped → pending; instances on their way up already are left alone (reference: instances.md §1.1).
 * AdditionalInfo is reserved by AWS: it has no effect there either (API, StartInstances).
 */
export const startInstances = defineAction({
  name: 'ec2:StartInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', DryRun: 'honoured', AdditionalInfo: 'honoured' },
  handle(context, { InstanceIds }) {
    const rows = named(context, InstanceIds);
    const bad = rows.find((row) => !canMove(row, 'start') && row.state !== 'pending' && row.state !== 'running');
    if (bad) throw incorrectState(bad.id, 'started');
    const wanted = rows.filter((row) => row.state === 'stopped');
    for (const row of wanted) checkRootAttached(context, row);
    const unfit = wanted.find(lacksOptimization);
    if (unfit) throw typeNotSupported(unfit.instanceType);
    checkVcpuQuotas(context, wanted);
    checkRoomToStart(context, wanted);
    return {
      StartingInstances: rows.map((row) => {
        if (row.state !== 'stopped') return stateChange(row.id, row.state, row.state);
        const { stateReason: _, ...fresh } = row;
        const started = move(context, fresh, 'start', { launchTime: context.now, stateTransitionReason: '' });
        context.schedule(bootDuration(context), 'ec2:instance-running', row.id);
        return stateChange(row.id, row.state, started.state);
      }),
    };
  },
});

/** A type without EBS optimization can be given to an instance that has it on: it then does not start (observed). */
function lacksOptimization({ options, instanceType: name }: InstanceRow): boolean {
  return options.ebsOptimized && instanceType(name)?.ebsOptimized === 'unsupported';
}

/** StopInstances: → stopping; `Force` and `SkipOsShutdown` do without the operating system's shutdown (reference: instances.md §1.1, §1.2). */
export const stopInstances = defineAction({
  name: 'ec2:StopInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', Hibernate: 'honoured', Force: 'honoured', SkipOsShutdown: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceIds, Hibernate = false, Force = false, SkipOsShutdown = false }) {
    const rows = named(context, InstanceIds);
    for (const row of rows) checkStoppable(context, row, Hibernate);
    return { StoppingInstances: rows.map((row) => stop(context, row, Hibernate, Force || SkipOsShutdown)) };
  },
});

function checkStoppable(context: Context, row: InstanceRow, hibernate: boolean): void {
  const ended = row.state === 'shutting-down' || row.state === 'terminated';
  if (ended) throw new ApiError('IncorrectInstanceState', `This instance '${row.id}' is not in a state from which it can be stopped.`);
  if (startsFirst(row)) {
    throw new ApiError('IncorrectInstanceState', `Instance '${row.id}' cannot be stopped as it has never reached the 'running' state.`);
  }
  if (row.spotRequestId) {
    throw new ApiError(
      'UnsupportedOperation',
      `You can't stop the Spot Instance '${row.id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
    );
  }
  if (row.options.disableApiStop) {
    throw new ApiError(
      'OperationNotPermitted',
      `The instance '${row.id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    );
  }
  if (hibernate && !row.options.hibernation) {
    throw new ApiError('UnsupportedHibernationConfiguration', `The instance '${row.id}' is not enabled for hibernation.`);
  }
  if (hibernate && row.state === 'running' && context.now - row.firstLaunchTime < hibernationReadyDuration) {
    throw new ApiError('UnsupportedOperation', 'Instance is not ready to hibernate yet, retry in a few minutes');
  }
}

function stop(context: Context, row: InstanceRow, hibernate: boolean, hard: boolean): ReturnType<typeof stateChange> {
  if (row.state === 'stopped') return stateChange(row.id, row.state, row.state);
  if (row.state === 'stopping') {
    if (hard) {
      context.unschedule(row.id, 'ec2:instance-stopped');
      context.schedule(stopDuration(context, true), 'ec2:instance-stopped', row.id);
    }
    return stateChange(row.id, row.state, row.state);
  }
  return stateChange(row.id, row.state, beginStop(context, row, { by: 'user', hibernate, hard }).state);
}

/** RebootInstances: the state stays `running` (reference: instances.md §1, §1.1). */
export const rebootInstances = defineAction({
  name: 'ec2:RebootInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceIds }) {
    const rows = named(context, InstanceIds);
    const bad = rows.find(({ state }) => state === 'stopping' || state === 'stopped');
    if (bad) throw incorrectState(bad.id, 'rebooted');
    for (const row of rows) {
      if (row.state === 'running') {
        beginReboot(context, row);
      } else if (row.state === 'pending') {
        context.unschedule(row.id, 'ec2:instance-reboot-due');
        context.schedule(longestBoot, 'ec2:instance-reboot-due', row.id);
      }
    }
    return {};
  },
});

/**
 * TerminateInstances. A protected instance keeps every instance of its zone in the request alive; those of other zones end, and the call
 * still answers with the error (API, TerminateInstances).
 */
export const terminateInstances = defineAction({
  name: 'ec2:TerminateInstances',
  access: 'write',
  inputs: { InstanceIds: 'honoured', Force: 'honoured', SkipOsShutdown: 'honoured', DryRun: 'honoured' },
  partialSuccess: true,
  handle(context, { InstanceIds, Force = false, SkipOsShutdown = false, DryRun = false }) {
    if (InstanceIds && InstanceIds.length > 1_000) {
      throw new ApiError('InvalidParameterValue', 'The maximum number of instances per TerminateInstances request is 1000');
    }
    const rows = named(context, InstanceIds);
    const guarded = rows.filter(
      (row) =>
        row.state !== 'terminated' && row.state !== 'shutting-down' && (row.options.disableApiTermination || row.options.disableApiStop),
    );
    const zones = new Set(guarded.map(({ availabilityZone }) => availabilityZone));
    const changes = rows
      .filter(({ availabilityZone }) => !zones.has(availabilityZone))
      .map((row) => terminate(context, row, Force || SkipOsShutdown));
    if (guarded[0]) {
      const attribute = guarded[0].options.disableApiTermination ? 'disableApiTermination' : 'disableApiStop';
      throw new ApiError(
        'OperationNotPermitted',
        `The instance '${guarded[0].id}' may not be terminated. Modify its '${attribute}' instance attribute and try again.`,
        { keepsChanges: !DryRun && changes.length > 0 },
      );
    }
    return { TerminatingInstances: changes };
  },
});

function terminate(context: Context, row: InstanceRow, hard: boolean): ReturnType<typeof stateChange> {
  if (!canMove(row, 'terminate')) return stateChange(row.id, row.state, row.state);
  return stateChange(row.id, row.state, beginTermination(context, row, { by: 'user', hard }).state);
}
