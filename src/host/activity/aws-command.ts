import { quoted, shellOf } from '../../shared/tool-environment';

/** What of a call makes it a command. */
export interface CommandParts {
  /** `ec2:RunInstances`. */
  readonly action: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** `RunInstances` → `run-instances`, as the AWS CLI names its commands. */
export function commandName(action: string): string {
  return action
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** The same call once more is a new one: with its old client token it would only be answered again. */
export function withoutToken(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'ClientToken'));
}

/** An input as JSON has it: times as ISO 8601, bytes as base64. */
export function jsonOf(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_name, part: unknown) => (part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part),
    indent,
  );
}

/** The AWS CLI encodes the user data of RunInstances itself. */
function asTyped(action: string, input: Record<string, unknown>): Record<string, unknown> {
  if (action !== 'ec2:RunInstances' || typeof input['UserData'] !== 'string') return input;
  return { ...input, UserData: Buffer.from(input['UserData'], 'base64').toString('utf8') };
}

/** The command of the AWS CLI that makes the same call, in the environment of the endpoint; PowerShell is to be version 7, which keeps the quotes of JSON. */
export function awsCommand({ action, region, input }: CommandParts, platform: NodeJS.Platform): string {
  const [service = '', name = ''] = action.split(':');
  const given = asTyped(action, withoutToken(input));
  const json = Object.keys(given).length > 0 ? ` --cli-input-json ${quoted(jsonOf(given), shellOf(platform))}` : '';
  return `aws ${service} ${commandName(name)} --region ${region}${json}`;
}
