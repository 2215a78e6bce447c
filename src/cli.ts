import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCommand, usage, UsageError } from './cli/arguments';
import { serve, ServeError } from './cli/serve';
import { environmentLines, shellOf } from './shared/tool-environment';
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
  const { url, region, credentials: key, credentialsFile } = serving;
  const isOwn = process.env['AWS_ACCESS_KEY_ID'] !== key.accessKeyId;
  const secret = credentialsFile === undefined ? key.secretAccessKey : `in ${credentialsFile}`;
  const leads = { url, region, ...(credentialsFile !== undefined && { credentialsFile }), ...(isOwn && { key }) };
  const lines = [
    ...(isOwn ? [`Access key ID ${key.accessKeyId}, secret access key ${secret}`] : []),
    `Cloud Sandbox endpoint: ${url}`,
    '# For the AWS tools in another shell:',
    ...environmentLines(leads, shellOf(process.platform)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await asked;
  await serving.stop();
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\nRun with --help for the options\n`);
  else if (error instanceof ServeError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
