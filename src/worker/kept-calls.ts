import type { CallRecord } from '../shared/activity';

/** A call with what it was given and what it was answered. */
export interface Kept {
  record: Omit<CallRecord, 'input'>;
  /** Absent when it was too long, had to go for others, or never was known. */
  input: object | undefined;
  answer: object | undefined;
  /** About how long both are as text, characters. */
  readonly size: number;
  readonly tooLong: boolean;
  /** Its number in the account's own log, if it is in there. */
  readonly entry: number | undefined;
}

/** Calls of one sort, the oldest first: the oldest go for new ones, and their inputs before them. */
export class KeptCalls {
  private readonly calls = new Map<number, Kept>();
  private characters = 0;

  /** At most `most` calls with inputs and answers of at most `room` characters. */
  constructor(
    private readonly most: number,
    private readonly room: number,
  ) {}

  values(): IterableIterator<Kept> {
    return this.calls.values();
  }

  get(number: number): Kept | undefined {
    return this.calls.get(number);
  }

  /** Keeps a call as the newest; answers the one that had to go. */
  add(kept: Kept): Kept | undefined {
    this.calls.set(kept.record.number, kept);
    if (kept.input || kept.answer) this.characters += kept.size;
    let gone: Kept | undefined;
    if (this.calls.size > this.most) {
      [gone] = this.calls.values();
      this.drop(gone!);
      this.calls.delete(gone!.record.number);
    }
    if (this.characters > this.room) {
      for (const each of this.calls.values()) {
        this.drop(each);
        if (this.characters <= this.room) break;
      }
    }
    return gone;
  }

  /** Makes a call that is kept the newest. */
  renew({ record: { number } }: Kept): void {
    const kept = this.calls.get(number);
    if (!kept) return;
    this.calls.delete(number);
    this.calls.set(number, kept);
  }

  private drop(kept: Kept): void {
    if (!kept.input && !kept.answer) return;
    this.characters -= kept.size;
    kept.input = kept.answer = undefined;
  }
}
