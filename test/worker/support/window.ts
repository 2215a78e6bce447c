import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Peer } from '../../../src/shared/rpc';
import type { Opened, WorkerCalls, WorkerEvents } from '../../../src/shared/worker';
import { decodeLine, encodeLine } from '../../../src/worker/json-lines';
import { paused } from './surroundings';

/** A window of another process. */
export interface Window {
  readonly process: ChildProcess;
  readonly peer: Peer<WorkerCalls, WorkerEvents>;
  /** Opens the account in a folder. */
  open(folder: string): Promise<Opened>;
  /** Waits for the next event of a name, or for one that is as it should be. */
  next<Name extends keyof WorkerEvents>(name: Name, wanted?: (value: WorkerEvents[Name]) => boolean): Promise<WorkerEvents[Name]>;
  /** Ends the process as the system does when it must. */
  kill(): Promise<void>;
}

const windows: Window[] = [];

/** Bundles one of the programs in this folder; answers its file. */
export async function bundleProgram(name: string): Promise<string> {
  const source = fileURLToPath(new URL(`../../../test/worker/support/${name}.ts`, import.meta.url));
  const outfile = fileURLToPath(new URL(`./support/${name}.mjs`, import.meta.url));
  await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  return outfile;
}

/** Starts a window. */
export function startWindow(program: string): Window {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const peer = new Peer<WorkerCalls, WorkerEvents>((frame) => void child.stdin.write(encodeLine(frame)));
  let partial = '';
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (partial + chunk).split('\n');
    partial = lines.pop()!;
    for (const line of lines) peer.receive(decodeLine(line));
  });
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      peer.disconnect('killed');
      resolve();
    });
  });
  const window: Window = {
    process: child,
    peer,
    open: (folder) => peer.call('open', { ...paused, folder }),
    next: (name, wanted = () => true) =>
      new Promise((resolve) => {
        const stop = peer.on(name, (value) => {
          if (!wanted(value)) return;
          stop();
          resolve(value);
        });
      }),
    kill() {
      child.kill('SIGKILL');
      return gone;
    },
  };
  windows.push(window);
  return window;
}

/** Ends all windows; to be called after each test. */
export async function closeWindows(): Promise<void> {
  await Promise.all(windows.splice(0).map((window) => window.kill()));
}
