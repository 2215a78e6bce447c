import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { AccountDefinition } from '../region/kernel/definition';
import type { Sandbox } from '../region/kernel/sandbox';
import type { Ports } from '../region/ports';
import { generationPaths } from './account-folder';
import type { Disk } from './disk';
import { encodeFrame, type JournalStart } from './journal';
import { StorageError } from './storage-error';

/** Where an account is kept and what happens around it. */
export interface AccountPlace {
  readonly folder: string;
  readonly disk: Disk;
  readonly ports: Ports;
  readonly definition: AccountDefinition;
  /** Told of what went wrong without anybody waiting for it. */
  readonly onProblem: (text: string) => void;
}

/** A journal that is being written. */
export interface OpenJournal {
  readonly generation: number;
  readonly file: number;
  length: number;
}

/** Makes a journal for what follows an image. */
export function beginJournal(place: AccountPlace, sandbox: Sandbox, generation: number, image: Uint8Array, follows?: number): OpenJournal {
  const { disk, folder } = place;
  const path = generationPaths(folder, generation).journal;
  const start: JournalStart = {
    ...sandbox.journalHeader,
    generation,
    ...(follows !== undefined && { follows }),
    image: { bytes: image.length, crc32: crc32(image) },
  };
  const frame = encodeFrame(JSON.stringify(start));
  const file = disk.open(path, 'new');
  try {
    disk.write(file, frame, 0);
  } catch (error) {
    disk.close(file);
    disk.remove(path);
    throw error;
  }
  return { generation, file, length: frame.length };
}

/** Writes a whole generation at once; the account changes over with the last step, the image's renaming. */
export function beginGeneration(place: AccountPlace, sandbox: Sandbox, generation: number): OpenJournal {
  const { disk, folder } = place;
  const paths = generationPaths(folder, generation);
  const image = sandbox.image();
  let journal: OpenJournal | undefined;
  try {
    journal = beginJournal(place, sandbox, generation, image);
    const file = disk.open(paths.unfinishedImage, 'new');
    try {
      disk.write(file, image, 0);
    } finally {
      disk.close(file);
    }
    disk.rename(paths.unfinishedImage, paths.image);
    return journal;
  } catch (error) {
    if (journal) {
      disk.close(journal.file);
      disk.remove(paths.unfinishedImage);
      disk.remove(paths.journal);
    }
    throw new StorageError('The account could not be written', error);
  }
}

/** Removes the generations before one that is whole. */
export function removeOlder({ disk, folder }: AccountPlace, generation: number): void {
  for (const name of disk.list(folder)) {
    const found = /^account\.(\d+)\.(sqlite|sqlite\.new|journal)$/.exec(name);
    if (found && Number(found[1]) < generation) disk.remove(join(folder, name));
  }
}

/** Copies a damaged file to a name that is not in use; answers the copy's name. */
export function copyAside(disk: Disk, folder: string, name: string): string {
  const taken = new Set(disk.list(folder));
  let number = 1;
  while (taken.has(`${name}.damaged-${number}`)) number++;
  const copy = join(folder, `${name}.damaged-${number}`);
  const bytes = disk.read(join(folder, name));
  const file = disk.open(copy, 'new');
  try {
    disk.write(file, bytes, 0);
  } finally {
    disk.close(file);
  }
  return basename(copy);
}
