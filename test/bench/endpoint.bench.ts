import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { at } from '../../scripts/lib/paths.mjs';
import { ask, type Scope, signedForm } from '../endpoint/support/raw-http';
import { startThread } from './support/accounts';
import { print, repeat, summary, time } from './support/figures';

const form = 'Action=DescribeInstances&Version=2016-11-15';

async function describeInstances(port: number, key: Scope): Promise<void> {
  const { status, text } = await ask(port, signedForm(port, form, key));
  if (status !== 200) throw new Error(`The endpoint answered ${status}: ${text}`);
}

/** In a fresh thread with an open account, as when the command is first used in the editor. */
async function startInThread(): Promise<number> {
  const thread = startThread();
  await thread.open();
  const elapsed = await time(async () => {
    const { url, accessKeyId, secretAccessKey } = await thread.peer.call('startEndpoint', { port: 0 });
    await describeInstances(Number(new URL(url!).port), { keyId: accessKeyId!, secret: secretAccessKey! });
  });
  await thread.stop();
  return elapsed;
}

async function startCommand(): Promise<number> {
  const key = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
  const env = { ...process.env, AWS_ACCESS_KEY_ID: key.keyId, AWS_SECRET_ACCESS_KEY: key.secret };
  const start = performance.now();
  const child = spawn(process.execPath, [at('dist/cli.mjs'), 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let port: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    port = Number(/^Cloud Sandbox endpoint: http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1]);
    if (port) break;
  }
  if (!port) throw new Error('The command gave no address');
  await describeInstances(port, key);
  const elapsed = performance.now() - start;
  child.kill('SIGTERM');
  await ended;
  return elapsed;
}

/** What the same costs a server that does nothing: it listens and answers once. */
async function startBareServer(): Promise<number> {
  const server = createServer((_request, response) => response.end('<ok/>'));
  const elapsed = await time(async () => {
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
    await ask(port, signedForm(port, form));
  });
  await new Promise((resolve) => server.close(resolve));
  return elapsed;
}

/** What starting Node to do nothing costs. */
function startNode(): Promise<number> {
  return time(() => new Promise((resolve) => spawn(process.execPath, ['-e', '0']).on('exit', resolve)));
}

const bare = summary(await repeat(9, 2, startBareServer)).value;
print({
  name: 'start of the endpoint to its first answer',
  ...summary(await repeat(7, 1, startInThread)),
  unit: 'ms',
  goal: 400,
  yardstick: { name: 'a bare node:http server that is loaded already', value: bare },
  how: 'median of 7 fresh threads of dist/worker.mjs with an open account: startEndpoint to the answer of a signed DescribeInstances',
});
print({
  name: 'cloud-sandbox serve to its first answer',
  ...summary(await repeat(5, 1, startCommand)),
  unit: 'ms',
  yardstick: { name: 'node -e 0', value: summary(await repeat(5, 1, startNode)).value },
  how: 'median of 5: spawn of dist/cli.mjs to the answer of a signed DescribeInstances, process start included',
});
