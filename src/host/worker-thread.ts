import { Worker } from 'node:worker_threads';
import { type Frame, Peer } from '../shared/rpc';
import type { WorkerCalls, WorkerEvents } from '../shared/worker';

/** The thread that holds the account. */
export interface WorkerThread {
  readonly peer: Peer<WorkerCalls, WorkerEvents>;
  /** Ends the thread; `onGone` is not called then. */
  stop(): Promise<void>;
}

/**
 * Starts the thread.
 * @param file path of dist/worker.mjs
 * @param onGone called once when the thread ends although nobody stopped it
 */
export function startWorkerThread(file: string, onGone: (reason: string) => void): WorkerThread {
  const worker = new Worker(file, { stdout: false, stderr: false });
  const peer = new Peer<WorkerCalls, WorkerEvents>((frame) => worker.postMessage(frame));
  let ended = false;
  const end = (reason: string): void => {
    if (ended) return;
    ended = true;
    peer.disconnect(reason);
    onGone(reason);
  };
  worker.on('message', (frames: readonly Frame[]) => {
    for (const frame of frames) peer.receive(frame);
  });
  worker.on('error', (error) => end(error.stack ?? error.message));
  worker.on('exit', (code) => end(`The worker ended with code ${code}`));
  return {
    peer,
    async stop() {
      ended = true;
      peer.disconnect('The worker was stopped');
      await worker.terminate();
    },
  };
}
