import { parseArgs } from 'node:util';
import type { ClockSpeed } from '../shared/worker';
import type { HostOverrides } from '../worker/account-host';
import { fastestSpeed, isClockSpeed } from '../worker/remembered-speed';

/** What `cloud-sandbox serve` was asked for. */
export interface ServeOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly region: string;
  /** Absent when the command line does not say: an account that exists keeps its own. */
  readonly speed?: ClockSpeed;
  readonly seed?: string;
  /** Folder of the account; without one it lives in memory. */
  readonly data?: string;
  readonly auth: NonNullable<HostOverrides['endpointAuth']>;
}

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {}

/** How to call the program. */
export const usage = `Usage: cloud-sandbox serve [options]

Serves a simulated AWS region to the AWS CLI and SDKs, at 127.0.0.1 only.

Options:
  --port <number>     port of the endpoint; 0 picks a free one (default 4566)
  --region <name>     default region of a new account (default ap-northeast-2)
  --speed <speed>     virtual seconds per real second: a number from 0 (paused), or
                      instant: what is in transition settles before each answer
                      (default 10, or what the account was left with)
  --seed <text>       equal seeds make equal accounts (default: drawn at random)
  --data <folder>     keeps the account in a folder (default: in memory)
  --auth <mode>       sigv4: signatures are verified (default); off: they are not
  -h, --help          prints this
  -v, --version       prints the version

Environment:
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY   the account's access key; without them
                      it is made, and kept in <folder>/credentials
`;

const options = {
  port: { type: 'string' },
  region: { type: 'string' },
  speed: { type: 'string' },
  seed: { type: 'string' },
  data: { type: 'string' },
  auth: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** What the command line asks for. */
export type Command =
  { readonly command: 'serve'; readonly options: ServeOptions } | { readonly command: 'help' } | { readonly command: 'version' };

/**
 * Understands a command line, without the program's own name.
 * @param regionExists tells a region's name from anything else
 * @throws UsageError
 */
export function parseCommand(args: readonly string[], regionExists: (name: string) => boolean): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined) throw new UsageError('No command was given');
  if (command !== 'serve') throw new UsageError(`There is no command ${command}`);
  if (rest[0] !== undefined) throw new UsageError(`Unexpected argument ${rest[0]}`);
  const { port = '4566', region = 'ap-northeast-2', speed, seed, data, auth = 'sigv4' } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError(`--port must be a number from 0 to 65535, not ${port}`);
  if (!regionExists(region)) throw new UsageError(`--region must be an AWS region, not ${region}`);
  if (auth !== 'sigv4' && auth !== 'off') throw new UsageError(`--auth must be sigv4 or off, not ${auth}`);
  if (seed === '') throw new UsageError('--seed must not be empty');
  if (data === '') throw new UsageError('--data must name a folder');
  return {
    command: 'serve',
    options: {
      port: Number(port),
      region,
      auth,
      ...(speed !== undefined && { speed: parseSpeed(speed) }),
      ...(seed !== undefined && { seed }),
      ...(data !== undefined && { data }),
    },
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!Object.hasOwn(options, name)) throw new UsageError(`There is no option ${rawName}`);
    const { type } = options[name as keyof typeof options];
    if (type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} takes no value`);
    // What begins with a dash is the next option, unless an equals sign says that it is the value.
    if (type === 'string' && (value === undefined || (!inlineValue && value.startsWith('-'))))
      throw new UsageError(`${rawName} needs a value`);
  }
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

function parseSpeed(text: string): ClockSpeed {
  if (text === 'instant') return text;
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!isClockSpeed(speed)) throw new UsageError(`--speed must be a number from 0 to ${fastestSpeed}, or instant, not ${text}`);
  return speed;
}
