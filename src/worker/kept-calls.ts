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

/** The same without some members. */
export function without(value: object, members: readonly string[]): object {
  if (!members.some((name) => Object.hasOwn(value, name))) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !members.includes(name)));
}

/** About how long a value is as text; counting ends past `limit`. */
export function lengthOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let length = 2;
  for (const name in value) {
    length += name.length + 2 + lengthOf((value as Record<string, unknown>)[name], limit - length);
    if (length > limit) break;
  }
  return length;
}

/** Whether two inputs are the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Date) return other instanceof Date && one.getTime() === other.getTime();
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every(
    (name) => Object.hasOwn(other, name) && isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
