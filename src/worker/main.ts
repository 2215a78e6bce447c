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
const peer = new Peer<Record<string, never>, never, WorkerCalls, WorkerEvents>((frame) => port.postMessage(frame), service.handlers());
port.on('message', (frame: Frame) => peer.receive(frame));
