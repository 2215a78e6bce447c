import { join } from 'node:path';
import { Sandbox } from '../region/kernel/sandbox';
import type { JournalRecord } from '../region/store/journal-record';
import { generationPaths, readFolder } from './account-folder';
import { type AccountPlace, beginGeneration, beginJournal, copyAside, type OpenJournal, removeOlder } from './generation';
import { encodeFrame } from './journal';
import { StorageError } from './storage-error';

/** A journal of this size is due for a new image, bytes. */
export const journalLimit = 8 * 1024 * 1024;
/** How long the device may lag behind the journal, milliseconds of real time. */
const syncDelay = 1_000;
/** Bytes of an image handed to the system at a time. */
const imageChunk = 1024 * 1024;

/** What opening an account's folder brought. */
export interface OpenedAccount {
  readonly sandbox: Sandbox;
  readonly files: AccountFiles;
  /** There was no account: this one is new. */
  readonly created: boolean;
  /** Names of copies of damaged files. */
  readonly setAside: readonly string[];
}

/**
 * The files of an account: an image and a journal of what was committed since (see account-folder.ts). Every commit is with the operating system
 * before `record` returns, and on the device a second later.
 */
export class AccountFiles {
  private swapping: Promise<boolean> | undefined;
  private settling: Promise<void> | undefined;
  private syncing: Promise<void> | undefined;
  private syncTimer: NodeJS.Timeout | undefined;
  private dueBytes = journalLimit;

  private constructor(
    private readonly place: AccountPlace,
    private sandbox: Sandbox,
    private journal: OpenJournal,
    /** Records since the newest image. */
    private records: number,
    /** Bytes of the journals between the newest image and the present journal. */
    private earlierBytes: number,
  ) {
    this.follow(sandbox);
  }

  /**
   * Opens the account in a folder, or makes one there.
   * @param make makes the new account; its rows need not be committed
   * @throws NewerSchemaError when a newer build wrote it, StorageError when the folder cannot be written; the files are then as they were
   */
  static open(place: AccountPlace, make: () => Sandbox): OpenedAccount {
    const { folder, disk } = place;
    disk.makeFolder(folder);
    const found = readFolder(disk, folder, place.ports);
    const { account } = found;
    const sandbox = account ? Sandbox.open(place.definition, place.ports, account.image, account.header, account.records) : make();
    if (!account) sandbox.commitCreation();
    try {
      const setAside = found.damaged.map((name) => copyAside(disk, folder, name));
      if (found.journal && !sandbox.migrated) {
        const { generation, end } = found.journal;
        const file = disk.open(generationPaths(folder, generation).journal, 'old');
        disk.truncate(file, end);
        for (const name of found.leftovers) disk.remove(join(folder, name));
        const files = new AccountFiles(place, sandbox, { generation, file, length: end }, account!.count, found.journalBytes - end);
        return { sandbox, files, created: false, setAside };
      }
      for (const name of found.leftovers) if (name.endsWith('.new')) disk.remove(join(folder, name));
      const files = new AccountFiles(place, sandbox, beginGeneration(place, sandbox, found.lastGeneration + 1), 0, 0);
      files.settling = files.settle(files.journal);
      return { sandbox, files, created: !account, setAside };
    } catch (error) {
      sandbox.close();
      throw error instanceof StorageError ? error : new StorageError('The account could not be opened', error);
    }
  }

  /** What the journal holds is enough for a new image. */
  get imageDue(): boolean {
    return this.earlierBytes + this.journal.length > this.dueBytes;
  }

  /**
   * Writes a new image beside the old one while the journal goes on, and swaps it in. False when that failed: all is kept as it was, and the
   * journals go on.
   */
  writeImage(): Promise<boolean> {
    this.swapping ??= this.swap().finally(() => (this.swapping = undefined));
    return this.swapping;
  }

  /**
   * Puts a new account in the place of this one.
   * @throws StorageError when it could not be written; the old account is then still there
   */
  async replace(sandbox: Sandbox): Promise<void> {
    await this.swapping;
    sandbox.commitCreation();
    const old = this.journal;
    this.journal = beginGeneration(this.place, sandbox, old.generation + 1);
    this.records = this.earlierBytes = 0;
    this.sandbox.onRecord = closed;
    this.sandbox = sandbox;
    this.follow(sandbox);
    const { journal } = this;
    const settled = this.settling ?? Promise.resolve();
    this.settling = settled.then(() => this.settle(journal, old));
  }

  /** Writes an image of what the journal holds and closes the files. Nothing can be committed from then on. */
  async close(): Promise<void> {
    this.sandbox.onRecord = closed;
    await this.settling;
    await this.swapping;
    if (this.records > 0) await this.writeImage();
    clearTimeout(this.syncTimer);
    await this.syncing;
    await this.place.disk.syncLater(this.journal.file);
    this.place.disk.close(this.journal.file);
  }

  private follow(sandbox: Sandbox): void {
    sandbox.onRecord = (record) => this.record(record);
  }

  private record(record: JournalRecord): void {
    const { disk } = this.place;
    const { journal } = this;
    const frame = encodeFrame(JSON.stringify(record));
    try {
      disk.write(journal.file, frame, journal.length);
    } catch (error) {
      try {
        disk.truncate(journal.file, journal.length);
      } catch {
        // The next record is written over whatever part of this one is there.
      }
      throw new StorageError("The account's journal could not be written, so nothing was changed", error);
    }
    journal.length += frame.length;
    this.records++;
    this.syncTimer ??= setTimeout(() => this.syncSoon(), syncDelay).unref();
  }

  private syncSoon(): void {
    if (this.syncing) {
      this.syncTimer = setTimeout(() => this.syncSoon(), syncDelay).unref();
      return;
    }
    this.syncTimer = undefined;
    this.syncing = this.place.disk
      .syncLater(this.journal.file)
      .catch((error: unknown) => this.place.onProblem(`The journal could not be flushed to the device: ${String(error)}`))
      .finally(() => (this.syncing = undefined));
  }

  private async swap(): Promise<boolean> {
    await this.settling;
    const { disk, folder } = this.place;
    const { journal: old, records, earlierBytes } = this;
    const generation = old.generation + 1;
    const paths = generationPaths(folder, generation);
    try {
      const image = this.sandbox.image();
      this.journal = beginJournal(this.place, this.sandbox, generation, image, old.generation);
      this.earlierBytes += old.length;
      await this.retire(old);
      try {
        const file = disk.open(paths.unfinishedImage, 'new');
        try {
          for (let at = 0; at < image.length; at += imageChunk) await disk.writeLater(file, image.subarray(at, at + imageChunk), at);
          await disk.syncLater(file);
        } finally {
          disk.close(file);
        }
        await disk.syncLater(this.journal.file);
        disk.rename(paths.unfinishedImage, paths.image);
      } catch (error) {
        disk.remove(paths.unfinishedImage);
        throw error;
      }
      this.records -= records;
      this.earlierBytes -= earlierBytes + old.length;
      this.dueBytes = journalLimit;
      await disk.syncFolderLater(folder);
      removeOlder(this.place, generation);
      return true;
    } catch (error) {
      this.dueBytes = this.earlierBytes + this.journal.length + journalLimit / 8;
      this.place.onProblem(`No new image of the account was written, the journal goes on: ${String(error)}`);
      return false;
    }
  }

  /** Brings a generation that was begun at once to the device, then removes the ones before it. */
  private async settle(journal: OpenJournal, old?: OpenJournal): Promise<void> {
    const { disk, folder } = this.place;
    const { generation, file } = journal;
    try {
      if (old) await this.retire(old);
      if (journal !== this.journal) return;
      const image = disk.open(generationPaths(folder, generation).image, 'old');
      try {
        await disk.syncLater(image);
      } finally {
        disk.close(image);
      }
      await disk.syncLater(file);
      await disk.syncFolderLater(folder);
      removeOlder(this.place, generation);
    } catch (error) {
      this.place.onProblem(`The account's older files were not removed: ${String(error)}`);
    }
  }

  /** Flushes and closes a journal that is no longer written to. */
  private async retire({ file }: OpenJournal): Promise<void> {
    await this.syncing;
    try {
      await this.place.disk.syncLater(file);
    } finally {
      this.place.disk.close(file);
    }
  }
}

function closed(): never {
  throw new StorageError('Nothing was changed', 'this account is closed');
}
