import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { type Frame, Peer } from '../shared/rpc';
import type { WorkerCalls, WorkerEvents } from '../shared/worker';
import { loadSurroundings } from './surroundings';
import { WorkerService } from './worker-service';

const port = parentPort;
if (!port) throw new Error('This module runs as a worker thread');

const surroundings = loadSurroundings(fileURLToPath(new URL('./sql-wasm.wasm', import.meta.url)));
// A failure is told by `open`, which waits for this.
surroundings.catch(() => undefined);
const service = new WorkerService(surroundings, (name, value) => peer.emit(name, value));
const peer = new Peer<Record<string, never>, never, WorkerCalls, WorkerEvents>(send, service.handlers());
port.on('message', (frame: Frame) => peer.receive(frame));

/** Events of this turn of the event loop: they travel together, because a message between threads costs more than what it holds. */
let events: Frame[] = [];

function send(frame: Frame): void {
  if ('event' in frame) {
    if (events.push(frame) === 1) setImmediate(sendEvents);
    return;
  }
  sendEvents();
  port!.postMessage([frame]);
}

function sendEvents(): void {
  if (events.length === 0) return;
  const frames = events;
  events = [];
  port!.postMessage(frames);
}
