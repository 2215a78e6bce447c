import type { Change } from './region-types';

/** Who asked for an action. */
export interface CallerInfo {
  /** `clock`: nobody, time passed. */
  readonly kind: 'editor' | 'endpoint' | 'session' | 'clock';
  readonly userAgent?: string;
  readonly accessKeyId?: string;
}

/** The programs that are told apart by their user agents; `other` is any other client of the endpoint. */
export const clientNames = ['editor', 'aws-cli', 'boto3', 'terraform', 'aws-sdk', 'other', 'clock'] as const;
export type ClientName = (typeof clientNames)[number];

/** A program that asks. */
export interface Client {
  readonly name: ClientName;
  /** What it calls itself, such as `AWS CLI 2.15.0`; absent for the editor, and for who says nothing. */
  readonly title?: string;
}

/** By what user agents begin with or hold, in the order in which they are looked for: Terraform's also names the SDK it is made of. */
const programs: readonly (readonly [pattern: RegExp, name: ClientName, title: string])[] = [
  [/\bTerraform\/([\w.-]+)/, 'terraform', 'Terraform'],
  [/\bOpenTofu\/([\w.-]+)/, 'terraform', 'OpenTofu'],
  [/^aws-cli\/([\w.-]+)/, 'aws-cli', 'AWS CLI'],
  [/^Boto3\/([\w.-]+)/i, 'boto3', 'Boto3'],
  [/^Botocore\/([\w.-]+)/i, 'boto3', 'Botocore'],
  [/\baws-sdk-js\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for JavaScript'],
  [/\baws-sdk-go(?:-v2)?\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for Go'],
  [/\baws-sdk-java\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for Java'],
  [/\baws-sdk-rust\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for Rust'],
  [/\baws-sdk-ruby\d?\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for Ruby'],
  [/\baws-sdk-php\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for PHP'],
  [/\baws-sdk-dotnet[\w-]*\/([\w.-]+)/, 'aws-sdk', 'AWS SDK for .NET'],
];

/** The program behind a caller. Each tells its name and version first in its user agent (AWS SDKs and Tools Reference Guide, user agent). */
export function clientOf({ kind, userAgent = '' }: CallerInfo): Client {
  if (kind !== 'endpoint') return { name: kind === 'clock' ? 'clock' : 'editor' };
  for (const [pattern, name, title] of programs) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return { name, title: `${title} ${version}` };
  }
  const first = /^\S{1,40}/.exec(userAgent)?.[0].replace('/', ' ');
  return { name: 'other', ...(first !== undefined && { title: first }) };
}

/** A resource that a call changed; of calls of earlier sessions only the id is sure. */
export interface CallChange {
  readonly id: string;
  readonly region: string;
  /** Plural, as everywhere; absent when nothing of this id is there any more. */
  readonly kind?: string;
  readonly how?: Change['how'];
}

/** How often the same was asked before anything else was done; or of time, since when it passed. */
export interface Repetition {
  /** Of time it says nothing: in how many stretches it passes depends on the machine. */
  readonly times: number;
  /** The number of the last one. */
  readonly latest: number;
  /** Virtual time of the first one, epoch milliseconds. */
  readonly since: number;
}

/** The passage of time in the list of calls: what came about by itself. */
export const timePassed = 'sandbox:TimePassed';

/** One call of the account. */
export interface CallRecord {
  /** Unique and higher the later, until the account is opened anew. */
  readonly number: number;
  /** It stands for several: everything but the number is the last one's, and what changed, which only time does, is what all of them changed. */
  readonly again?: Repetition;
  /** Virtual time of the answer, epoch milliseconds. */
  readonly at: number;
  /** Real time of the question, epoch milliseconds, and how long it took, milliseconds; absent for calls of earlier sessions. */
  readonly wall?: number;
  readonly took?: number;
  readonly caller: CallerInfo;
  /** `ec2:RunInstances`; of the session `sandbox:AdvanceClock`; empty when a request that was refused names none. */
  readonly action: string;
  /** Empty when it is not known. */
  readonly region: string;
  /** What AWS's tools call it by; absent for calls of the editor and of earlier sessions. */
  readonly requestId?: string;
  /** It only looked. */
  readonly reads: boolean;
  /** What AWS answered instead of a result. */
  readonly error?: { readonly code: string; readonly message: string };
  /** The endpoint refused it before the account was asked: its signature, its action or its form. */
  readonly refused?: true;
  /** The first 200 resources it changed, and how many there were. */
  readonly changed: readonly CallChange[];
  readonly changedCount: number;
  /** How many of each kind, when there are more than 200. */
  readonly changedKinds?: readonly { readonly kind: string; readonly count: number }[];
  /** There were more than can be told apart: the counts say at least how many. */
  readonly changedAtLeast?: true;
  /** Names of inputs that were given and not simulated. */
  readonly notSimulated: readonly string[];
  /** Its input or its answer has members that are nobody's but the caller's: they are not kept. */
  readonly hasSecrets?: true;
  /** Whether its input is still known; one that is too long is not kept. */
  readonly input: 'kept' | 'too long' | 'unknown';
}

/** Which calls are listed; without any of these, all. */
export interface CallFilter {
  /** Only what succeeded and does not merely look, only what merely looks, what failed, or what was given inputs that are not simulated. */
  readonly only?: 'changes' | 'looks' | 'errors' | 'not-simulated';
  readonly client?: ClientName;
  /** Only calls with each of these words in their action, region, error, resources or caller. */
  readonly text?: string;
}

/** Calls, the newest first. */
export interface CallPage {
  readonly calls: readonly CallRecord[];
  /** How many there are in all. */
  readonly total: number;
}

/** One call with what it was given, and what a change was answered: AWS's input and output, secrets left out. */
export interface CallDetails {
  readonly call: CallRecord;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** How often a call was made that stands for several; undefined for one, and for time, which passes in as many stretches as suit the machine. */
export const timesOf = ({ action, again }: CallRecord): number | undefined => (action === timePassed ? undefined : again?.times);

/** Where a call stands in time: the number of the last one it stands for. */
export const orderOf = ({ number, again }: Pick<CallRecord, 'number' | 'again'>): number => again?.latest ?? number;

/** The kernel's and the session's service: no tool of AWS's knows it. */
export const isOurs = (action: string): boolean => action.startsWith('sandbox:');
