import type { ActionName } from '../region/aws/action-names';
import type { InputOf, OutputOf } from '../region/aws/actions';
import type { Face } from '../region/kernel/kind';
import type { Message } from '../region/kernel/message';
import type { AccountSettings, Transition } from '../region/kernel/tables';
import type { ChangeSet } from '../region/store/changes';
import type { CallDetails, CallerInfo, CallFilter, CallPage } from './activity';
import type { Connection } from './connect';
import type { LaunchOffers, LaunchTerms } from './launch-offers';

/**
 * The contract between the thread that holds the account and whoever shows it: the extension host, another window following over a local socket,
 * or the command line. Everything in it survives `structuredClone` and JSON (dates in outputs become ISO text over a socket).
 */

/** Raised with each change of what is below: windows of different versions do not follow each other. */
export const contractVersion = 7;

/** Most resources, or calls, in one answer (law 2 of the architecture). */
export const pageLimit = 200;

/** Virtual milliseconds per real millisecond: 0 is paused; `instant` settles whatever is in transition before a request is answered. */
export type ClockSpeed = number | 'instant';

/** The clock as a view can extrapolate it: virtual now = `now` + (real time − `wall`) × `speed`, never past `advancingTo`. */
export interface ClockState {
  /** Virtual time, epoch milliseconds, at the real time `wall`. */
  readonly now: number;
  /** Real time, epoch milliseconds. */
  readonly wall: number;
  readonly speed: ClockSpeed;
  /** The goal of a running advance, epoch milliseconds. */
  readonly advancingTo?: number;
  /** When the next event is due, epoch milliseconds. */
  readonly nextEventAt?: number;
}

/** How to open the account. */
export interface OpenOptions {
  /** Folder of the account's files; made when missing. Without one the account lives in memory only. */
  readonly folder?: string;
  /** For a new account: region that windows start in, such as `ap-northeast-2`. */
  readonly defaultRegion: string;
  /** For a new account: anything; equal seeds make equal accounts. Drawn at random when missing. */
  readonly seed?: string;
  readonly speed: ClockSpeed;
  readonly settings: AccountSettings;
  /** Names the product's build; with it, what views show first is kept for the next opening (see looks.ts). */
  readonly build?: string;
}

/** Whether this window holds the account or follows the one that does. */
export interface HolderState {
  readonly role: 'holder' | 'follower';
}

/** What `open` answers. */
export interface Opened extends HolderState {
  readonly accountId: string;
  readonly defaultRegion: string;
  readonly clock: ClockState;
  readonly settings: AccountSettings;
  /** A damaged file that was set aside while opening, for a notice. */
  readonly setAside?: string;
}

/** One resource as a tree shows it. */
export interface ResourceNode {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  /** The state of its lifecycle, if it has one, and whether that state ends by itself. */
  readonly state?: string;
  readonly transient?: boolean;
  /** The resource that it stands below, if its kind has a place below another. */
  readonly parent?: string;
  /** How many resources of each kind stand below it; kinds without any are left out. */
  readonly children?: Readonly<Record<string, number>>;
  /** Its group, where a grouping was asked for; empty when it has none. */
  readonly group?: string;
  readonly face: Face;
}

/** By what a list of resources is grouped; a tag by its key. */
export type Grouping = { readonly by: 'state' | 'zone' | 'type' } | { readonly by: 'tag'; readonly key: string };

/** Which resources of a kind are listed; without any of these, all. */
export interface Selection {
  /** Only those below this resource. */
  readonly parent?: string;
  /** Only those whose name, id or another detail has each of these words in it. */
  readonly filter?: string;
  readonly grouping?: Grouping;
  /** Only this group of the grouping. */
  readonly group?: string;
}

/** A group of resources, and how many it has. */
export interface ResourceGroup {
  /** What its resources have in common; empty for those that have no such thing. */
  readonly value: string;
  readonly count: number;
}

/** A page of at most 200 resources, in the order of their creation. */
export interface NodePage {
  readonly nodes: readonly ResourceNode[];
  /** How many there are in all, and how many of them come before these. */
  readonly total: number;
  readonly offset: number;
}

/** A resource that keeps AWS from doing something; `node` where a tree shows it. */
export interface Dependent {
  readonly id: string;
  readonly node?: ResourceNode;
}

/** What keeps AWS from doing something with a resource. */
export interface Dependents {
  /** The code AWS refuses with as long as there are some, such as `DependencyViolation`. */
  readonly code: string;
  /** The first 200. */
  readonly dependents: readonly Dependent[];
  readonly total: number;
}

/** Why a resource is in its state: what led there, oldest first. */
export interface StateHistory {
  readonly id: string;
  readonly state?: string;
  readonly transitions: readonly (Transition & {
    /** Who asked for the action at the root of this change, when the activity log still knows. */
    readonly caller?: CallerInfo;
  })[];
  /** What is scheduled to happen to it, soonest first. */
  readonly upcoming: readonly { readonly at: number; readonly event: string }[];
  /** What each event named above is, in plain words: a sentence without its full stop. */
  readonly words: Readonly<Record<string, Message>>;
}

/** The endpoint, when it runs. */
export interface EndpointState {
  /** `http://127.0.0.1:4566`; absent while it is off. */
  readonly url?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
}

/** Session actions of the service `sandbox`: asynchronous, made of advances and region actions (law 1 of the architecture). */
export interface SessionActions {
  /** One of `Seconds`, `To` (ISO 8601), `UntilIdle`, `ToNextEvent`; answers when it has arrived. Cancelling leaves the clock where it came to. */
  AdvanceClock: {
    input: { Seconds?: number; To?: string; UntilIdle?: boolean; ToNextEvent?: boolean };
    output: ClockDescription & { Events: number };
  };
  DescribeClock: { input: Record<string, never>; output: ClockDescription };
  /** `Speed`: 0 or greater, or `instant`. */
  SetClockSpeed: { input: { Speed: ClockSpeed }; output: ClockDescription };
  /** Replaces the account by a new one. */
  Reset: { input: { Seed?: string }; output: ClockDescription };
  PutAccountSettings: { input: Partial<AccountSettings>; output: { Settings: AccountSettings } };
}

export type SessionActionName = keyof SessionActions;

/** The clock as session actions answer it. */
export interface ClockDescription {
  /** Virtual time, ISO 8601 with milliseconds. */
  readonly Now: string;
  readonly Speed: ClockSpeed;
  readonly NextEvent?: string;
  readonly Settled: boolean;
}

/** A question that a view begins with; what is kept for the next opening is the answer to the last one of its sort. */
interface Kept {
  keep?: boolean;
}

/** What can be asked of the thread. Each call's error carries AWS's code and message (see rpc.ts). */
export interface WorkerCalls {
  open(options: OpenOptions): Opened;
  /** Runs one AWS action. A follower answers reads only. */
  execute<Name extends ActionName>(request: {
    action: Name;
    region: string;
    input: InputOf<Name>;
    /** The user asked for this very call: it is kept in the list of calls though it only looks. */
    asked?: boolean;
  }): { output: OutputOf<Name>; now: number };
  session<Name extends SessionActionName>(request: { action: Name; input: SessionActions[Name]['input'] }): SessionActions[Name]['output'];
  /** Resources of a kind, `limit` ≤ 200. The offset `newest` asks for the last of the pages into which `limit` cuts them. */
  nodes(request: { kind: string; region: string; offset: number | 'newest'; limit: number; selection?: Selection } & Kept): NodePage;
  /** The named resources that still exist and are in the selection, at most 200. */
  nodesById(request: { kind: string; region: string; ids: readonly string[]; selection?: Selection }): readonly ResourceNode[];
  /** The groups of a selection with a grouping, by their values. */
  groups(request: { kind: string; region: string; selection: Selection } & Kept): readonly ResourceGroup[];
  /** How many resources there are of each kind. */
  counts(request: { kinds: readonly string[]; region: string } & Kept): readonly number[];
  /** Resources of all kinds whose name, id or another detail has each word of `text` in it, the best first, at most 50. */
  search(request: { region: string; text: string }): readonly ResourceNode[];
  /** What AWS would refuse this action on the resource for, as it stands; undefined for an action that no kind declares dependents of. */
  dependents(request: { action: ActionName; region: string; id: string }): Dependents | undefined;
  history(request: { kind: string; region: string; id: string }): StateHistory;
  /**
   * What was asked of the account since it was opened, and before that what changed it, the newest first; `limit` ≤ 200. `after`: only calls with a
   * higher number.
   */
  activity(request: { offset: number; limit: number; filter?: CallFilter; after?: number }): CallPage;
  /** One call by its number, with its input; undefined when it is not kept any more. */
  call(request: { number: number }): CallDetails | undefined;
  /** Whether an instance can be connected to, and what that depends on. */
  connection(request: { region: string; id: string }): Connection;
  /** What can be launched from an image: AWS has no call that tells prices with types. */
  launchOffers(request: { region: string; imageId: string }): LaunchOffers;
  /** Images, volumes and prices of a region, for the launch wizard. */
  launchTerms(request: { region: string }): LaunchTerms;
  /** Port 0 picks a free one. */
  startEndpoint(options: { port: number }): EndpointState;
  stopEndpoint(): EndpointState;
  /** Writes an image and closes files. */
  close(): void;
}

/** What the thread tells unasked. */
export interface WorkerEvents {
  changes: ChangeSet;
  clock: ClockState;
  holder: HolderState;
  endpoint: EndpointState;
  /** There are new calls; `number` is the newest one's. */
  activity: { readonly number: number };
  log: { readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error'; readonly text: string };
}
