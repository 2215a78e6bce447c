import type { Context } from '../../kernel/context';
import { defineLifecycle } from '../../kernel/lifecycle';
import type { IdForm } from '../../aws/ids';
import { findAll } from '../../aws/ids';
import { defineTable, type RowKey } from '../../store/table';

/** The states of an instance, as AWS names them (reference: instances.md §1). */
export type InstanceStateName = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

/** AWS's numbers for the states (API, InstanceState). */
export const instanceStateCodes: Readonly<Record<InstanceStateName, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** What can happen to an instance. */
export type InstanceEvent = 'start' | 'started' | 'stop' | 'stopped' | 'terminate' | 'terminated';

/** Which event leads where; what is not here is refused or changes nothing (reference: instances.md §1.1). */
export const instanceLifecycle = defineLifecycle<InstanceStateName, InstanceEvent>({
  transient: ['pending', 'stopping', 'shutting-down'],
  moves: {
    pending: { started: 'running', stop: 'stopping', terminate: 'shutting-down' },
    running: { stop: 'stopping', terminate: 'shutting-down' },
    stopping: { stopped: 'stopped', terminate: 'shutting-down' },
    stopped: { start: 'pending', terminate: 'terminated' },
    'shutting-down': { terminated: 'terminated' },
    terminated: {},
  },
});

/** Settings of the metadata service (reference: instances.md §5). */
export interface MetadataOptions {
  readonly httpTokens: 'optional' | 'required';
  readonly httpPutResponseHopLimit: number;
  readonly httpEndpoint: 'enabled' | 'disabled';
  readonly httpProtocolIpv6: 'enabled' | 'disabled';
  readonly instanceMetadataTags: 'enabled' | 'disabled';
}

/** What a launch asked for, resolved, and the same for every instance of the call. */
export interface LaunchOptions {
  readonly ebsOptimized: boolean;
  readonly disableApiTermination: boolean;
  readonly disableApiStop: boolean;
  readonly shutdownBehavior: 'stop' | 'terminate';
  readonly cpuCredits?: 'standard' | 'unlimited';
  readonly coreCount?: number;
  readonly threadsPerCore?: number;
  readonly amdSevSnp?: 'enabled' | 'disabled';
  readonly hibernation: boolean;
  readonly metadata: MetadataOptions;
  readonly enclave: boolean;
  readonly hostnameType: 'ip-name' | 'resource-name';
  readonly resourceNameDnsA: boolean;
  readonly resourceNameDnsAaaa: boolean;
  readonly autoRecovery: 'default' | 'disabled';
  /** Absent is `default`. */
  readonly rebootMigration?: 'default' | 'disabled';
  /** Absent is true: every image of the catalogue has the driver. */
  readonly enaSupport?: boolean;
  readonly bandwidthWeighting: 'default' | 'vpc-1' | 'ebs-1';
  readonly capacityReservationPreference: 'open' | 'none';
  readonly tenancy: 'default' | 'dedicated';
}

/** Detailed monitoring, and its way there and back (API, MonitoringState). */
export type MonitoringState = 'disabled' | 'pending' | 'enabled' | 'disabling';

/** Where monitoring is on its way to. */
export function settledMonitoring(state: MonitoringState): 'disabled' | 'enabled' {
  return state === 'pending' || state === 'enabled' ? 'enabled' : 'disabled';
}

/** An EC2 instance. Its interfaces, volumes and tags are rows of their own. */
export interface InstanceRow extends RowKey {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly state: InstanceStateName;
  readonly instanceType: string;
  readonly imageId: string;
  readonly keyName?: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string;
  readonly clientToken?: string;
  /** Present for Spot Instances: the id of the request that launched it. */
  readonly spotRequestId?: string;
  readonly monitoring: MonitoringState;
  readonly options: LaunchOptions;
  /** Epoch milliseconds of the last launch or start. */
  readonly launchTime: number;
  /** Epoch milliseconds of the first launch: the reservation's. */
  readonly firstLaunchTime: number;
  /** Epoch milliseconds since when it has been running; absent while it is not. */
  readonly runningSince?: number;
  /** Epoch milliseconds since when it has been rebooting, which its state does not tell; absent while it is not. */
  readonly rebootingSince?: number;
  readonly stateReason?: { readonly code: string; readonly message: string };
  readonly stateTransitionReason: string;
  /** Id of its row in the table of user data; absent when it has none. */
  readonly userDataId?: string;
  /** Epoch milliseconds of the last boot: when it last entered `running`. Kept when it stops. */
  readonly bootedAt?: number;
  /** Epoch milliseconds since when its operating system has been halted, which its state does not tell; absent while it is not. */
  readonly haltedSince?: number;
  /** Changed metadata options have not reached the running instance yet. */
  readonly metadataPending?: boolean;
  readonly placementGroupId?: string;
  /** From 1; present in a partition placement group. */
  readonly partitionNumber?: number;
}

/** Whether an instance is on its way to running for the first time. */
export function startsFirst({ state, launchTime, firstLaunchTime }: InstanceRow): boolean {
  return state === 'pending' && launchTime === firstLaunchTime;
}

/** What the instances of one partition share; a partition group has its partitions in each zone. */
export function partitionKey(groupId: string, zone: string, partitionNumber: number): string {
  return `${groupId}/${zone}/${partitionNumber}`;
}

const live: readonly InstanceStateName[] = ['pending', 'running'];
const off: readonly InstanceStateName[] = ['stopped', 'terminated'];

export const instanceTable = defineTable<
  InstanceRow,
  'state' | 'reservation' | 'key' | 'liveType' | 'hostedType' | 'userData' | 'placementGroup' | 'partition'
>({
  name: 'ec2_instances',
  kind: 'instances',
  columns: {
    reservationId: 'text',
    launchIndex: 'integer',
    state: 'text',
    instanceType: 'text',
    imageId: 'text',
    keyName: 'text',
    vpcId: 'text',
    subnetId: 'text',
    availabilityZone: 'text',
    availabilityZoneId: 'text',
    clientToken: 'text',
    spotRequestId: 'text',
    monitoring: 'text',
    options: 'json',
    launchTime: 'integer',
    firstLaunchTime: 'integer',
    runningSince: 'integer',
    rebootingSince: 'integer',
    stateReason: 'json',
    stateTransitionReason: 'text',
    userDataId: 'text',
    bootedAt: 'integer',
    haltedSince: 'integer',
    metadataPending: 'boolean',
    placementGroupId: 'text',
    partitionNumber: 'integer',
  },
  indexes: {
    state: (row) => row.state,
    reservation: (row) => row.reservationId,
    key: (row) => row.keyName,
    liveType: (row) => (live.includes(row.state) ? `${row.spotRequestId ? 'spot' : 'on-demand'}/${row.instanceType}` : undefined),
    // Those that take up room on a host.
    hostedType: (row) => (off.includes(row.state) ? undefined : `${row.availabilityZone}/${row.instanceType}`),
    userData: (row) => row.userDataId,
    placementGroup: (row) => row.placementGroupId,
    partition: (row) =>
      row.partitionNumber === undefined ? undefined : partitionKey(row.placementGroupId!, row.availabilityZone, row.partitionNumber),
  },
  // A placement group shows how many instances it has.
  about: (row) => (row.placementGroupId === undefined ? undefined : { kind: 'placement-groups', id: row.placementGroupId }),
});

export const instanceIdForm: IdForm = { prefix: 'i', errorPrefix: 'InvalidInstanceID', noun: 'instance' };

/** The instances with these ids, in the order asked for. @throws ApiError InvalidInstanceID.Malformed, .NotFound */
export function findInstances(context: Context, ids: readonly string[]): InstanceRow[] {
  return findAll(ids, instanceIdForm, (id) => context.get(instanceTable, id));
}
