import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Longest path that every system takes for a local socket, bytes. */
const longestSocketPath = 100;
/** How often, and at what distance in milliseconds, something that is just being made is looked at again. */
const patience = { tries: 50, interval: 20 };

/** This process' place beside an account: it holds the account, or is connected to the one that does. */
export type Seat =
  { readonly role: 'holder'; readonly server: Server; release(): Promise<void> } | { readonly role: 'follower'; readonly socket: Socket };

/**
 * Finds out who holds the account in a folder, taking it when nobody does.
 *
 * Whoever holds it listens on a socket of its own, which dies with its process, and has written the socket's name to `holder.<n>`, n being the
 * highest number there is. A holder that is gone is not removed but outdone: `holder.<n + 1>` is created, which only one process can do, and the
 * highest lock is never removed, so that no two processes come to different ends from looking at different moments.
 */
export async function takeSeat(folder: string): Promise<Seat> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const highest = highestLock(folder);
    if (highest > 0) {
      const holder = await connectToHolder(folder, highest);
      if (holder === 'try again') continue;
      if (holder) return { role: 'follower', socket: holder };
    }
    const server = createServer();
    const address = await listen(server, folder);
    if (lock(folder, highest + 1, address)) {
      removeLower(folder, highest + 1);
      return { role: 'holder', server, release: () => closeServer(server) };
    }
    await closeServer(server);
  }
}

function locks(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => /^holder\.(\d+)$/.exec(name)?.slice(1).map(Number) ?? []);
}

function highestLock(folder: string): number {
  return Math.max(0, ...locks(folder));
}

function lockFile(folder: string, number: number): string {
  return join(folder, `holder.${number}`);
}

/** Writes a lock; false when another process has that one or a higher one. */
function lock(folder: string, number: number, address: string): boolean {
  const file = lockFile(folder, number);
  const text = `${JSON.stringify({ socket: address, pid: process.pid })}\n`;
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 });
    try {
      // A link appears with all of its content at once.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  // Who looked before others came and went may have taken a number that was free again.
  if (highestLock(folder) === number) return true;
  rmSync(file, { force: true });
  return false;
}

function removeLower(folder: string, number: number): void {
  for (const lower of locks(folder)) {
    if (lower >= number) continue;
    const address = readLock(folder, lower);
    rmSync(lockFile(folder, lower), { force: true });
    if (address !== undefined && process.platform !== 'win32') rmSync(address, { force: true });
  }
}

function readLock(folder: string, number: number): string | undefined {
  try {
    const { socket } = JSON.parse(readFileSync(lockFile(folder, number), 'utf8')) as { socket?: unknown };
    return typeof socket === 'string' ? socket : undefined;
  } catch {
    return undefined;
  }
}

/** A connection to the holder of a lock; undefined when it is gone. */
async function connectToHolder(folder: string, number: number): Promise<Socket | 'try again' | undefined> {
  for (let tries = 0; tries < patience.tries; tries++) {
    if (highestLock(folder) !== number) return 'try again';
    const address = readLock(folder, number);
    if (address !== undefined) {
      const found = await tryConnect(address);
      if (found !== 'busy') return found;
    }
    await delay(patience.interval);
  }
  if (readLock(folder, number) !== undefined) throw new Error('The process that holds the account does not answer');
  return undefined;
}

function tryConnect(address: string): Promise<Socket | 'busy' | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(['ECONNREFUSED', 'ENOENT'].includes(error.code!) ? undefined : 'busy'));
  });
}

async function listen(server: Server, folder: string): Promise<string> {
  const name = `holder-${randomBytes(6).toString('hex')}.sock`;
  const inFolder = join(folder, name);
  const address =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\cloud-sandbox-${name}`
      : Buffer.byteLength(inFolder) <= longestSocketPath
        ? inFolder
        : join(tmpdir(), `cloud-sandbox-${name}`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  server.on('error', () => undefined);
  return address;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
