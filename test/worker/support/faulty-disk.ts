import type { Disk } from '../../../src/worker/disk';

/** A disk on which something goes wrong, and a count of what was asked of it. */
export interface FaultyDisk extends Disk {
  /** Operations begun so far that change something. */
  readonly operations: () => number;
  /** Kills the process if it still lives, and closes what it left open, as its system would. */
  readonly kill: () => void;
}

const changing = new Set([
  'makeFolder',
  'open',
  'write',
  'writeLater',
  'truncate',
  'syncLater',
  'close',
  'rename',
  'remove',
  'syncFolderLater',
]);

/**
 * The disk of a process that is killed in the middle of its `operation`-th changing operation, counted from 1: a write is done to the given part,
 * anything else not at all, and nothing is done from then on.
 * @param part of a write's bytes, 0 to 1
 */
export function killedAt(disk: Disk, operation: number, part: number): FaultyDisk {
  let count = 0;
  let last = operation;
  const files = new Set<number>();
  const tracked: Disk = {
    ...disk,
    open(path, mode) {
      const file = disk.open(path, mode);
      files.add(file);
      return file;
    },
    close(file) {
      files.delete(file);
      disk.close(file);
    },
  };
  const halt = (name: string, call: (...values: never[]) => unknown) => {
    return (...values: never[]): unknown => {
      if (!changing.has(name)) {
        if (count >= last) throw new Error('killed');
        return call(...(values as never[]));
      }
      count++;
      if (count < last) return call(...(values as never[]));
      if (count === last && (name === 'write' || name === 'writeLater')) {
        const [file, bytes, position] = values as unknown as [number, Uint8Array, number];
        disk.write(file, bytes.subarray(0, Math.floor(bytes.length * part)), position);
      }
      if (name.endsWith('Later')) return Promise.reject(new Error('killed'));
      throw new Error('killed');
    };
  };
  const entries = Object.entries(tracked).map(([name, call]) => [name, halt(name, call as (...values: never[]) => unknown)]);
  return {
    ...(Object.fromEntries(entries) as Disk),
    operations: () => count,
    kill() {
      last = Math.min(last, count);
      for (const file of files) disk.close(file);
    },
  };
}

/** A disk that is full while `full()` says so: a write does a part of its bytes and fails. */
export function fullWhile(disk: Disk, full: () => boolean): Disk {
  const refuse = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  return {
    ...disk,
    write(file, bytes, position) {
      if (!full()) return disk.write(file, bytes, position);
      disk.write(file, bytes.subarray(0, bytes.length >> 1), position);
      throw refuse();
    },
    writeLater: (file, bytes, position) => (full() ? Promise.reject(refuse()) : disk.writeLater(file, bytes, position)),
  };
}
