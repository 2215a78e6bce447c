import * as fs from 'node:fs';

/**
 * The few file operations that the account's files are made of. Tests hand in one that stops at its n-th operation, as a killed process does.
 * Everything throws Node's system errors.
 */
export interface Disk {
  /** Makes a folder, readable by its owner only, and what leads to it. */
  makeFolder(path: string): void;
  /** Names in a folder. */
  list(folder: string): string[];
  read(path: string): Buffer;
  /** `new`: the file must not be there yet; `old`: it must. */
  open(path: string, mode: 'new' | 'old'): number;
  /** Writes all of `bytes` at `position`. */
  write(file: number, bytes: Uint8Array, position: number): void;
  /** The same on the thread pool. */
  writeLater(file: number, bytes: Uint8Array, position: number): Promise<void>;
  truncate(file: number, length: number): void;
  /** Brings the file to the device, on the thread pool. */
  syncLater(file: number): Promise<void>;
  close(file: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Brings the names in a folder to the device, where the system can, on the thread pool. */
  syncFolderLater(folder: string): Promise<void>;
}

/** The real disk. */
export const nodeDisk: Disk = {
  makeFolder: (path) => void fs.mkdirSync(path, { recursive: true, mode: 0o700 }),
  list: (folder) => fs.readdirSync(folder),
  read: (path) => fs.readFileSync(path),
  open: (path, mode) => fs.openSync(path, mode === 'new' ? 'wx+' : 'r+', 0o600),
  write(file, bytes, position) {
    for (let done = 0; done < bytes.length;) done += fs.writeSync(file, bytes, done, bytes.length - done, position + done);
  },
  async writeLater(file, bytes, position) {
    for (let done = 0; done < bytes.length;) {
      done += await new Promise<number>((resolve, reject) => {
        fs.write(file, bytes, done, bytes.length - done, position + done, (error, written) => (error ? reject(error) : resolve(written)));
      });
    }
  },
  truncate: (file, length) => fs.ftruncateSync(file, length),
  syncLater: (file) => new Promise((resolve, reject) => fs.fdatasync(file, (error) => (error ? reject(error) : resolve()))),
  close: (file) => fs.closeSync(file),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.rmSync(path, { force: true }),
  async syncFolderLater(folder) {
    // Windows opens no folders; its file system journals renames itself.
    if (process.platform === 'win32') return;
    const handle = await fs.promises.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
