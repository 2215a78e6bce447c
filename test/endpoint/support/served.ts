import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A served account: `cloud-sandbox serve` as a process of its own, ready. */
export interface Served {
  readonly process: ChildProcess;
  readonly url: string;
}

/** Starts `cloud-sandbox serve` on a free port, with the seed 1 unless the options name another. */
export async function serve(...options: string[]): Promise<Served> {
  const child = spawn(process.execPath, ['dist/cli.mjs', 'serve', '--port', '0', '--seed', '1', ...options], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /^Cloud Sandbox endpoint: (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url) return { process: child, url };
  }
  throw new Error('serve ended before it was ready');
}

/** Ends it and answers its exit code. */
export async function end({ process: child }: Served, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

/** The keys to an account in a folder, as environment variables of AWS's tools. */
export async function keysIn(folder: string): Promise<Record<string, string>> {
  const file = await readFile(join(folder, 'credentials'), 'utf8');
  const named = (name: string): string => new RegExp(`${name}"?\\s*[=:]\\s*"?([A-Za-z0-9/+]+)`, 'i').exec(file)![1]!;
  return { AWS_ACCESS_KEY_ID: named('(?:aws_)?access_?key_?id'), AWS_SECRET_ACCESS_KEY: named('(?:aws_)?secret_?access_?key') };
}
