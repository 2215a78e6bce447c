import { defineTable, type RowKey } from '../store/table';

/** Which world the account lives in (reference: lessons.md §3): today's rules, or those of the classic lessons. */
export type Rules = 'today' | 'classic';
/** The free-tier plan chosen with the account (reference: lessons.md §3). */
export type FreeTierPlan = '12-month' | 'credit' | 'none';
/** Quotas of an account in use for years, or of a new one (reference: lessons.md §3). */
export type QuotaProfile = 'established' | 'new';

/** What an account's owner can choose. */
export interface AccountSettings {
  readonly rules: Rules;
  readonly freeTierPlan: FreeTierPlan;
  readonly quotaProfile: QuotaProfile;
  /** Single quotas set apart from the profile: quota code → value. */
  readonly quotas: Readonly<Record<string, number>>;
}

/** The one row of the account itself. */
export interface AccountRow extends RowKey, AccountSettings {
  /** Twelve digits. */
  readonly accountId: string;
  readonly seed: string;
  readonly defaultRegion: string;
  /** Epoch milliseconds, real time of creation: where the virtual clock started. */
  readonly createdAt: number;
}

export const accountTable = defineTable<AccountRow>({
  name: 'account',
  columns: {
    accountId: 'text',
    seed: 'text',
    defaultRegion: 'text',
    createdAt: 'integer',
    rules: 'text',
    freeTierPlan: 'text',
    quotaProfile: 'text',
    quotas: 'json',
  },
  indexes: {},
  kind: 'account',
});

/** The one row that tells the time. */
export interface ClockRow extends RowKey {
  /** Virtual time, epoch milliseconds. */
  readonly now: number;
}

export const clockTable = defineTable<ClockRow>({ name: 'clock', columns: { now: 'integer' }, indexes: {}, tellsTime: true });

/** How often a label has been drawn from: the only state of ids and random streams. */
export interface CounterRow extends RowKey {
  readonly value: number;
}

export const counterTable = defineTable<CounterRow>({ name: 'counters', columns: { value: 'integer' }, indexes: {} });

/** A region that has come to life: it has been asked something. The row's id is the region; that it is there says all. */
export const regionTable = defineTable<RowKey>({ name: 'regions', columns: {}, indexes: {}, kind: 'regions' });

/** Where a change comes from: the outer action or the event that made it, with the activity entry that names its caller. */
export interface Cause {
  readonly type: 'action' | 'event';
  /** `ec2:StopInstances`, or an event's kind such as `ec2:instance-running`. */
  readonly name: string;
  /** Virtual time, epoch milliseconds. */
  readonly at: number;
  /** Number of the activity entry at the root of the chain. */
  readonly activity?: number;
}

/** Something that will happen. */
export interface EventRow extends RowKey {
  /** Virtual time, epoch milliseconds. */
  readonly at: number;
  /** Order among events of one instant. */
  readonly order: number;
  readonly kind: string;
  /** Id of the resource it happens to, in the row's region. */
  readonly subject: string;
  readonly payload: unknown;
  readonly cause: Cause;
}

export const eventTable = defineTable<EventRow, 'subject'>({
  name: 'events',
  columns: { at: 'integer', order: 'integer', kind: 'text', subject: 'text', payload: 'json', cause: 'json' },
  indexes: { subject: (row) => row.subject },
});

/** One thing done to the account, for the activity view. */
export interface ActivityRow extends RowKey {
  readonly number: number;
  readonly at: number;
  readonly action: string;
  readonly actionRegion: string;
  readonly caller: unknown;
  /** Ids the action named or made. */
  readonly subjects: readonly string[];
  /** Inputs that were given and not simulated. */
  readonly notSimulated: readonly string[];
}

export const activityTable = defineTable<ActivityRow>({
  name: 'activity',
  columns: {
    number: 'integer',
    at: 'integer',
    action: 'text',
    actionRegion: 'text',
    caller: 'json',
    subjects: 'json',
    notSimulated: 'json',
  },
  indexes: {},
  kind: 'activity',
  log: true,
});

/** One change of a resource's state. */
export interface Transition {
  /** Virtual time, epoch milliseconds. */
  readonly at: number;
  readonly from?: string;
  readonly to: string;
  readonly cause: Cause;
  /** When the change was already due to happen: the cause that scheduled it. */
  readonly scheduledBy?: Cause;
}

/** What the last transition of a resource leads to that has left the account: not a state of AWS, where nothing tells of it any more. */
export const removed = 'removed';

/** The last transitions of one resource, oldest first. */
export interface HistoryRow extends RowKey {
  readonly transitions: readonly Transition[];
}

export const historyTable = defineTable<HistoryRow, 'ended'>({
  name: 'history',
  columns: { transitions: 'json' },
  indexes: { ended: ({ transitions }) => (transitions.at(-1)?.to === removed ? removed : undefined) },
});

/** A client token that has been used (reference: instances.md §2). */
export interface ClientTokenRow extends RowKey {
  /** Digest of the request's other parameters. */
  readonly parameters: string;
  /** What the first request made: enough to answer it again. */
  readonly result: string;
}

export const clientTokenTable = defineTable<ClientTokenRow, 'result'>({
  name: 'client_tokens',
  columns: { parameters: 'text', result: 'text' },
  indexes: { result: (row) => row.result },
});

/** A stretch of time in which something cost money, whatever its price. */
export interface UsageRow extends RowKey {
  readonly resource: string;
  /** AWS's usage type without the region prefix, such as `BoxUsage:t3.micro`. */
  readonly usageType: string;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Epoch milliseconds; absent while it goes on. */
  readonly to?: number;
  /** How much of it per unit of time: 1 instance, 8 GiB, … */
  readonly quantity: number;
  /** What the price also depends on, such as the platform. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const usageTable = defineTable<UsageRow, 'open'>({
  name: 'usage',
  columns: { resource: 'text', usageType: 'text', from: 'integer', to: 'integer', quantity: 'real', attributes: 'json' },
  indexes: { open: (row) => (row.to === undefined ? row.resource : undefined) },
});

export const kernelTables = [
  accountTable,
  clockTable,
  counterTable,
  regionTable,
  eventTable,
  activityTable,
  historyTable,
  clientTokenTable,
  usageTable,
] as const;
