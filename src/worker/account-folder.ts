import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Ports } from '../region/ports';
import type { JournalHeader, JournalRecord } from '../region/store/journal-record';
import { NewerSchemaError, schemaVersion } from '../region/store/schema';
import type { Disk } from './disk';
import { decodeJournal, type JournalContent } from './journal';

/** Paths of one generation of the account: an image and the journal of what was done since. */
export function generationPaths(folder: string, generation: number): { image: string; unfinishedImage: string; journal: string } {
  const image = join(folder, `account.${generation}.sqlite`);
  return { image, unfinishedImage: `${image}.new`, journal: join(folder, `account.${generation}.journal`) };
}

/** What an account's folder holds, read and not changed. */
export interface FolderContent {
  /** The newest whole image and the records that follow it; absent when there is no account. */
  readonly account?: {
    readonly image: Uint8Array;
    readonly header: JournalHeader | undefined;
    readonly records: Iterable<JournalRecord>;
    /** How many records there are. */
    readonly count: number;
  };
  /** The journal to go on with; absent when a new generation must be begun. */
  readonly journal?: { readonly generation: number; readonly end: number };
  /** Bytes of the journals that the account's records were read from. */
  readonly journalBytes: number;
  /** The highest number in use, 0 when there is none. */
  readonly lastGeneration: number;
  /** Names of damaged files, to be set aside. */
  readonly damaged: readonly string[];
  /** Names of files that an interrupted swap or creation left behind. */
  readonly leftovers: readonly string[];
}

/**
 * Reads an account's folder.
 *
 * A generation n is `account.n.sqlite` and `account.n.journal`. The journal's first frame says what the image looks like when it is whole, and it
 * is there before the image gets its name. While image n + 1 is being written, records already go to journal n + 1, so the account is image n with
 * the journals n and n + 1; from the moment of the image's renaming it is image n + 1 with journal n + 1. There is no moment between.
 * @throws NewerSchemaError when a newer build wrote it
 */
export function readFolder(disk: Disk, folder: string, ports: Ports): FolderContent {
  const names = disk.list(folder);
  const generations = (pattern: RegExp): number[] =>
    names.flatMap((name) => pattern.exec(name)?.slice(1).map(Number) ?? []).sort((a, b) => a - b);
  const images = generations(/^account\.(\d+)\.sqlite$/);
  const journals = new Map<number, JournalContent>();
  for (const generation of generations(/^account\.(\d+)\.journal$/)) {
    const content = decodeJournal(disk.read(generationPaths(folder, generation).journal));
    if (content.start && content.start.schema > schemaVersion) throw new NewerSchemaError(content.start.schema);
    journals.set(generation, content);
  }
  const damaged: string[] = [];
  const leftovers = names.filter((name) => /^account\.\d+\.sqlite\.new$/.test(name));
  const lastGeneration = Math.max(0, ...images, ...journals.keys());

  let base: number | undefined;
  let image: Uint8Array | undefined;
  for (const generation of images.toReversed()) {
    if (base !== undefined) {
      leftovers.push(`account.${generation}.sqlite`);
      continue;
    }
    const bytes = disk.read(generationPaths(folder, generation).image);
    if (isWhole(bytes, journals.get(generation)?.start, ports)) {
      base = generation;
      image = bytes;
    } else {
      damaged.push(`account.${generation}.sqlite`);
    }
  }

  const parts: Iterable<JournalRecord>[] = [];
  let count = 0;
  let last: number | undefined;
  let journalBytes = 0;
  let broken = base === undefined;
  for (const [generation, content] of journals) {
    const name = `account.${generation}.journal`;
    if (base !== undefined && generation < base) {
      leftovers.push(name);
    } else if (!broken && content.start && (generation === base || (last !== undefined && content.start.follows === last))) {
      parts.push(content.records);
      count += content.count;
      last = generation;
      journalBytes += content.end;
      broken = content.rest === 'damaged';
      if (broken) damaged.push(name);
    } else if (generation !== base && content.count === 0 && content.rest !== 'damaged') {
      leftovers.push(name);
    } else {
      broken = true;
      damaged.push(name);
    }
  }
  const content = last === undefined ? undefined : journals.get(last);
  return {
    ...(image && { account: { image, header: base === undefined ? undefined : journals.get(base)?.start, records: inTurn(parts), count } }),
    ...(damaged.length === 0 && content && { journal: { generation: last!, end: content.end } }),
    journalBytes,
    lastGeneration,
    damaged,
    leftovers,
  };
}

function* inTurn(parts: readonly Iterable<JournalRecord>[]): Iterable<JournalRecord> {
  for (const part of parts) yield* part;
}

function isWhole(image: Buffer, start: JournalContent['start'], ports: Ports): boolean {
  if (start) return image.length === start.image.bytes && crc32(image) === start.image.crc32;
  // Without its journal nothing tells what the image should be; SQLite's own check has to do.
  try {
    const database = ports.openDatabase(image);
    try {
      let verdict: unknown;
      const check = database.prepare('PRAGMA quick_check');
      check.each([], ([value]) => (verdict ??= value));
      check.free();
      return verdict === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
