import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { at } from '../../../scripts/lib/paths.mjs';
import type { Scope } from '../../endpoint/support/raw-http';

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  readonly process: ChildProcess;
}

/** The key to what `startServe` serves. */
export const key: Scope = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

/** `cloud-sandbox serve` on a free port, as it is shipped. */
export function startServe(...options: string[]): Promise<Server> {
  const env = { ...process.env, AWS_ACCESS_KEY_ID: key.keyId, AWS_SECRET_ACCESS_KEY: key.secret };
  const node = (process.env['BENCH_NODE_OPTIONS'] ?? '').split(' ').filter((option) => option !== '');
  const command = [...node, at('dist/cli.mjs'), 'serve', '--port', '0', '--seed', '1', ...options];
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return portOf(child, /^Cloud Sandbox endpoint: http:\/\/127\.0\.0\.1:(\d+)$/);
}

/** What a bare `node:http` server costs that takes the whole request and answers as many bytes as it is told by `/<bytes>` at its start. */
export function startEcho(bytes: number): Promise<Server> {
  const program = `
    const { createServer } = require('node:http');
    const body = Buffer.alloc(${bytes}, 'x');
    const server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        response.writeHead(200, { 'content-type': 'text/xml', 'content-length': body.length });
        response.end(body);
      });
    });
    server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));`;
  return portOf(spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] }), /^port (\d+)$/);
}

async function portOf(child: ChildProcess, pattern: RegExp): Promise<Server> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const port = pattern.exec(line)?.[1];
    if (port !== undefined) return { port: Number(port), process: child };
  }
  throw new Error('The server ended before it listened');
}

/** `moto_server` on a free port; undefined where it is not installed. */
export async function startMoto(): Promise<Server | undefined> {
  try {
    execFileSync('python3', ['-c', 'import moto.server, flask'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const port = await freePort();
  // Python itself rather than the command `moto_server`, which may be a shell script that would outlive its own end.
  const program = `import sys; from moto.server import main; main(['-p', '${port}'])`;
  const child = spawn('python3', ['-c', program], { stdio: 'ignore' });
  for (let tries = 0; tries < 300; tries++) {
    const answers = await fetch(`http://127.0.0.1:${port}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (answers) return { port, process: child };
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGTERM');
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Ends a server's process and waits until it has. */
export async function stop({ process: child }: Server): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Memory that a server's process has in real memory, bytes; undefined where the system does not tell (it is Linux that does). */
export function residentBytes({ process: child }: Server): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

/** Processor time a server's process has used, milliseconds in steps of ten; NaN where the system does not tell. */
export function processorTime({ process: child }: Server): number {
  try {
    // The name, in parentheses, may hold blanks; user and system time are the twelfth and thirteenth field behind it, in hundredths (proc(5)).
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}
