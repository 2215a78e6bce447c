// A process with a worker thread's service for one window; it talks to the test by lines of JSON on its standard input and output.
import { createRequire } from 'node:module';
import type { Frame } from '../../../src/shared/rpc';
import { Peer } from '../../../src/shared/rpc';
import type { WorkerCalls, WorkerEvents } from '../../../src/shared/worker';
import { decodeLine, encodeLine } from '../../../src/worker/json-lines';
import { loadSurroundings } from '../../../src/worker/surroundings';
import { WorkerService } from '../../../src/worker/worker-service';

const surroundings = loadSurroundings(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
const service = new WorkerService(surroundings, (name, value) => peer.emit(name, value));
const send = (frame: Frame): void => void process.stdout.write(encodeLine(frame));
const peer = new Peer<Record<string, never>, never, WorkerCalls, WorkerEvents>(send, service.handlers());
let partial = '';
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (partial + chunk).split('\n');
  partial = lines.pop()!;
  for (const line of lines) peer.receive(decodeLine(line));
});
