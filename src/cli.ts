import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCommand, usage, UsageError } from './cli/arguments';
import { serve, ServeError } from './cli/serve';
import type { Tell } from './worker/account-host';
import { regionExists } from './worker/surroundings';

/** A file that stands beside this one in the package. */
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const report: Tell = (name, value) => {
  if (name !== 'log') return;
  const { level, text } = value as { level: string; text: string };
  if (level === 'warn' || level === 'error') process.stderr.write(`${level}: ${text}\n`);
};

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), regionExists);
  if (command.command === 'help') {
    process.stdout.write(usage);
    return;
  }
  if (command.command === 'version') {
    const { version } = JSON.parse(readFileSync(beside('../package.json'), 'utf8')) as { version: string };
    process.stdout.write(`${version}\n`);
    return;
  }
  let stop: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (stop = resolve));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const serving = await serve(command.options, process.env, beside('./sql-wasm.wasm'), report);
  if (serving.setAside !== undefined) process.stderr.write(`warn: Damaged files were set aside: ${serving.setAside}\n`);
  const { accessKeyId, secretAccessKey } = serving.credentials;
  const key =
    serving.credentialsFile === undefined ? `secret access key ${secretAccessKey}` : `secret access key in ${serving.credentialsFile}`;
  if (process.env['AWS_ACCESS_KEY_ID'] !== accessKeyId) process.stdout.write(`Access key ID ${accessKeyId}, ${key}\n`);
  process.stdout.write(`Cloud Sandbox endpoint: ${serving.url}\n`);
  await asked;
  await serving.stop();
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\nSee cloud-sandbox --help\n`);
  else if (error instanceof ServeError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
