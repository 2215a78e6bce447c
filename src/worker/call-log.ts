import type { Sandbox } from '../region/kernel/sandbox';
import { counterTable } from '../region/kernel/tables';
import type { Change } from '../region/store/changes';
import { type CallDetails, type CallerInfo, type CallPage, type CallRecord, clientOf, timePassed } from '../shared/activity';
import { toErrorShape } from '../shared/rpc';
import { callPage, type CallSource, findCall, type PageRequest } from './call-pages';
import { ChangeTally, keptChanges } from './change-tally';
import { isSame, lengthOf, without } from './input-values';
import { KeptCalls, type Kept } from './kept-calls';
import type { WallTime } from './wall-time';

/** How many calls are kept: those that changed something, all others, and of requests that were refused unasked how many sorts. */
export const keptCalls = { changes: 2_000, others: 1_000, refused: 200 } as const;
/** The longest input or answer that is kept, and those of each sort of calls together, characters. */
const longest = 64 * 1024;
const room = { changes: 8 * 1024 * 1024, others: 4 * 1024 * 1024 } as const;
/** New calls are told of at most this often, milliseconds of real time. */
const toldEvery = 100;
/** Among how many of the latest looks of an action in a region the same one is sought. */
const comparedLooks = 8;
/** The longest text of a refused request that is kept, characters. */
const longestText = 256;

/** What was asked. */
export interface Asked {
  readonly action: string;
  readonly region: string;
  readonly input: object;
  readonly caller: CallerInfo;
  readonly requestId?: string;
  /** The user asked for this very call. */
  readonly asked?: boolean;
}

/** What is found out while a call is answered. */
export interface Findings {
  changed?: readonly Change[];
  /** What changed while it let time pass. */
  passed?: ChangeTally;
  /** Its number in the account's own log, if it is in there. */
  entry?: number;
  answer?: object;
}

/** A request that was refused before the account was asked. */
export interface Refused {
  /** `ec2:RunInstances`; empty when it cannot be told. */
  readonly action: string;
  readonly region: string;
  readonly caller: CallerInfo;
  readonly error: { readonly code: string; readonly message: string };
  readonly requestId: string;
}

type NewRecord = Omit<CallRecord, 'input' | 'number'>;
/** Most calls change nothing. */
const nothingChanged = { changed: [], changedCount: 0 } as const;
type Writable<Record> = { -readonly [Name in keyof Record]: Record[Name] };

/**
 * The calls of an account since it was opened, in memory: they are no part of its state, so those that fail leave no trace there. Before them stand the
 * entries of the account's own log, which know only what changed it. All calls of the endpoint are kept; of the editor those that change something and
 * those that its user asked for, because its views and pages look all the time. What repeats itself is counted in one row: the same look while
 * nothing else is done (clients poll), what time brings about meanwhile, and requests that are refused for the same reason. Each sort has its own
 * room, so that none of them pushes changes out.
 */
export class CallLog {
  private changes = new KeptCalls(keptCalls.changes, room.changes);
  private others = new KeptCalls(keptCalls.others, room.others);
  private refusals = new KeptCalls(keptCalls.refused, 0);
  private refusalsByReason = new Map<string, Kept>();
  private looks = new Map<string, Kept[]>();
  private time: { readonly kept: Kept; readonly tally: ChangeTally } | undefined;
  private next = 0;
  /** The newest entry of the account's own log that is older than the changes kept here. */
  private lastEarlier = 0;
  /** The numbers of calls that are kept no more, by their entries. */
  private formerNumbers = new Map<number, number>();
  /** Names of what trees show. */
  private kinds: ReadonlySet<string> = new Set();
  private cancel: (() => void) | undefined;

  constructor(
    private sandbox: Sandbox,
    private readonly wall: WallTime,
    private readonly tell: (news: { readonly number: number }) => void,
    private readonly onProblem: (text: string) => void,
  ) {}

  /** Begins anew with another account. Numbers go on from those of its own log. */
  follow(sandbox: Sandbox): void {
    this.sandbox = sandbox;
    this.changes = new KeptCalls(keptCalls.changes, room.changes);
    this.others = new KeptCalls(keptCalls.others, room.others);
    this.refusals = new KeptCalls(keptCalls.refused, 0);
    this.refusalsByReason.clear();
    this.formerNumbers.clear();
    this.beginChapter();
    this.kinds = new Set(sandbox.definition.kinds.map(({ name }) => name));
    this.lastEarlier = lastEntry(sandbox);
    this.next = this.lastEarlier + 1;
  }

  stop(): void {
    this.cancel?.();
  }

  /** Keeps a call, if it is one to keep, whether it succeeds or fails. */
  async around<Answer>(asked: Asked, act: (findings: Findings) => Promise<Answer>): Promise<Answer> {
    const reads = asked.action === 'sandbox:DescribeClock' || this.sandbox.isRead(asked.action);
    if (reads && asked.caller.kind !== 'endpoint' && !asked.asked) return act({});
    const [wall, begun] = [this.wall.epoch(), this.wall.elapsed()];
    const findings: Findings = {};
    const keep = (error?: CallRecord['error']): void =>
      this.noting(() => {
        const { action, region, caller, requestId } = asked;
        const { changed, changedCount, changedKinds, changedAtLeast } = this.changedBy(findings);
        // Each call makes one: written out in full it costs a tenth of what its parts would when spread.
        const record: Writable<NewRecord> = {
          at: this.sandbox.now,
          wall,
          took: this.wall.elapsed() - begun,
          caller,
          action,
          region,
          reads,
          changed,
          changedCount,
          notSimulated: this.sandbox.inputsNotSimulated(action, asked.input),
        };
        if (requestId !== undefined) record.requestId = requestId;
        if (error) record.error = error;
        if (changedKinds) record.changedKinds = changedKinds;
        if (changedAtLeast) record.changedAtLeast = changedAtLeast;
        this.add(asked.input, findings, record);
      });
    let answer: Answer;
    try {
      answer = await act(findings);
    } catch (thrown) {
      const { code, message } = toErrorShape(thrown);
      keep({ code, message });
      throw thrown;
    }
    keep();
    return answer;
  }

  /** Notes what a stretch of time changed: for the call that made it pass, else as what came about by itself. */
  passed(changed: readonly Change[], by: Findings | undefined): void {
    this.noting(() => this.notePassed(changed, by));
  }

  private notePassed(changed: readonly Change[], by: Findings | undefined): void {
    if (by) {
      (by.passed ??= new ChangeTally(this.kinds)).add(changed);
      return;
    }
    if (this.time && this.others.get(this.time.kept.record.number) === this.time.kept) {
      if (!this.time.tally.add(changed)) return;
      this.repeat(this.others, this.time.kept, { at: this.sandbox.now, wall: this.wall.epoch() });
      return;
    }
    const tally = new ChangeTally(this.kinds);
    if (!tally.add(changed)) return;
    const record: NewRecord = {
      at: this.sandbox.now,
      wall: this.wall.epoch(),
      caller: { kind: 'clock' },
      action: timePassed,
      region: '',
      reads: false,
      notSimulated: [],
      ...tally.told(),
    };
    const kept = this.keptAs({}, record);
    this.others.add(kept);
    this.time = { kept, tally };
    this.announce();
  }

  /** Counts a request that was refused before the account was asked. */
  refused(request: Refused): void {
    this.noting(() => this.noteRefused(request));
  }

  private noteRefused({ action, region, caller, error: { code, message }, requestId }: Refused): void {
    const error = { code, message: message.slice(0, longestText) };
    const news = { at: this.sandbox.now, wall: this.wall.epoch(), requestId, error };
    const reason = [action, region, code, caller.accessKeyId, clientOf(caller).title].join('\n');
    const known = this.refusalsByReason.get(reason);
    if (known) {
      this.repeat(this.refusals, known, news);
      return;
    }
    const record: NewRecord = { ...news, ...nothingChanged, caller, action, region, reads: false, notSimulated: [], refused: true };
    const kept = this.keptAs({}, record);
    this.refusalsByReason.set(reason, kept);
    const gone = this.refusals.add(kept);
    if (gone) for (const [key, each] of this.refusalsByReason) if (each === gone) this.refusalsByReason.delete(key);
    this.announce();
  }

  /** A page of the calls, the newest first. */
  page(request: PageRequest): CallPage {
    return callPage(this.source(), request);
  }

  /** One call with its input. */
  find(number: number): CallDetails | undefined {
    return findCall(this.source(), number);
  }

  private source(): CallSource {
    this.refreshTime();
    const { sandbox, lastEarlier, formerNumbers } = this;
    return { sandbox, sorts: [this.changes, this.others, this.refusals], lastEarlier, formerNumbers };
  }

  /** What was done is done, and answered as such, even if it cannot be noted. */
  private noting(note: () => void): void {
    try {
      note();
    } catch (error) {
      this.onProblem(`A call is missing in the log of calls: ${String(error)}`);
    }
  }

  private changedBy({ changed, passed }: Findings): ReturnType<ChangeTally['told']> {
    if (passed) return passed.told();
    if (!changed) return nothingChanged;
    const seen = changed.filter(({ kind }) => this.kinds.has(kind));
    if (seen.length <= keptChanges) return { changed: seen, changedCount: seen.length };
    const tally = new ChangeTally(this.kinds);
    tally.add(seen);
    return tally.told();
  }

  private add(input: object, findings: Findings, record: Writable<NewRecord>): void {
    const isLook = record.reads && record.changedCount === 0;
    const known = isLook ? this.sameLook(input, record) : undefined;
    if (known) {
      this.repeat(this.others, known, record);
      return;
    }
    const secrets = this.sandbox.secretsOf(record.action);
    if (secrets.length > 0) record.hasSecrets = true;
    const shown = { input: without(input, secrets), answer: findings.answer && without(findings.answer, secrets) };
    const kept = this.keptAs(shown, record, findings.entry);
    // Only what succeeds, or took effect though it failed, changes something.
    if (!record.reads && (!record.error || findings.entry !== undefined)) {
      const gone = this.changes.add(kept);
      if (gone?.entry !== undefined) {
        this.lastEarlier = Math.max(this.lastEarlier, gone.entry);
        this.formerNumbers.set(gone.entry, gone.record.number);
        if (this.formerNumbers.size > keptCalls.changes) this.formerNumbers.delete(this.formerNumbers.keys().next().value!);
      }
    } else this.others.add(kept);
    if (!record.reads) this.beginChapter();
    else if (isLook) this.noteLook(kept);
    this.announce();
  }

  private keptAs(
    { input, answer }: { readonly input?: object; readonly answer?: object | undefined },
    news: Writable<NewRecord>,
    entry?: number,
  ): Kept {
    const size = input ? lengthOf(input, longest) : 0;
    const more = answer ? lengthOf(answer, longest) : 0;
    const tooLong = size > longest;
    const record = news as Writable<Kept['record']>;
    record.number = this.next++;
    return {
      record,
      input: tooLong ? undefined : input,
      answer: more > longest ? undefined : answer,
      size: (tooLong ? 0 : size) + (more > longest ? 0 : more),
      tooLong,
      entry,
    };
  }

  /** After something was done the same look may see something else: it gets a row of its own, and so does what time brings about. */
  private beginChapter(): void {
    this.looks.clear();
    this.refreshTime();
    this.time = undefined;
  }

  private sameLook(input: object, { action, region, caller, error }: NewRecord): Kept | undefined {
    return this.looks.get(`${action} ${region}`)?.find((kept) => {
      const { record } = kept;
      if (this.others.get(record.number) !== kept) return false;
      if (record.caller.kind !== caller.kind || record.caller.accessKeyId !== caller.accessKeyId) return false;
      // Some programs tell the session besides: each process of the AWS CLI is another.
      const isClient = record.caller.userAgent === caller.userAgent || clientOf(record.caller).title === clientOf(caller).title;
      if (!isClient) return false;
      return record.error?.message === error?.message && kept.input !== undefined && isSame(kept.input, input);
    });
  }

  private noteLook(kept: Kept): void {
    const key = `${kept.record.action} ${kept.record.region}`;
    const looks = this.looks.get(key);
    if (!looks) this.looks.set(key, [kept]);
    else if (looks.unshift(kept) > comparedLooks) looks.pop();
  }

  /** Counts one more in a row that is there, and makes it the newest. */
  private repeat(calls: KeptCalls, kept: Kept, news: Partial<NewRecord>): void {
    const { record } = kept;
    const again = { times: (record.again?.times ?? 1) + 1, latest: this.next++, since: record.again?.since ?? record.at };
    // In place: clients poll, and what pages are given are copies.
    Object.assign(record, news, { again });
    calls.renew(kept);
    this.announce();
  }

  /** What time changed is put into its row only when somebody looks. */
  private refreshTime(): void {
    if (this.time) this.time.kept.record = { ...this.time.kept.record, ...this.time.tally.told() };
  }

  private announce(): void {
    this.cancel ??= this.wall.after(toldEvery, () => {
      this.cancel = undefined;
      this.tell({ number: this.next - 1 });
    });
  }
}

/** The number of the newest entry of an account's own log. */
export function lastEntry(sandbox: Sandbox): number {
  return sandbox.store.in(counterTable, '').get('activity')?.row.value ?? 0;
}
