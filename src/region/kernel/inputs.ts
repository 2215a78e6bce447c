import type { ActionDefinition } from './action';
import { ApiError, notSimulated } from './errors';

/** What XML 1.0 has no way to say, and AWS's query protocols with it: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const invalidCharacter = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * The inputs an action is given. Of EC2's own, a parameter whose text is empty is as good as absent: clients send one where they have nothing to
 * say, and EC2 answers MissingParameter to it where one is needed.
 */
export function givenInputs(definition: ActionDefinition, input: object): object {
  if (!definition.name.startsWith('ec2:') || !hasEmptyText(input)) return input;
  const telling: readonly string[] = definition.emptyTexts ?? [];
  return Object.fromEntries(Object.entries(input).filter(([name, value]) => value !== '' || telling.includes(name)));
}

/** The names of given inputs that the action takes without effect, and of such members as `Input.Member`. */
export function inputsWithoutEffect(definition: ActionDefinition, input: object): string[] {
  const coverage = definition.inputs as Readonly<Record<string, string>>;
  const members: Readonly<Record<string, readonly string[] | undefined>> = definition.acceptedMembers ?? {};
  const found: string[] = [];
  for (const [name, value] of Object.entries(input) as [string, unknown][]) {
    if (value === undefined || !Object.hasOwn(coverage, name)) continue;
    if (coverage[name] === 'accepted') found.push(name);
    if (typeof value !== 'object' || value === null) continue;
    for (const member of members[name] ?? []) {
      if ((value as Readonly<Record<string, unknown>>)[member] !== undefined) found.push(`${name}.${member}`);
    }
  }
  return found;
}

/**
 * Refuses inputs that the action does not have or that are not simulated.
 * @throws ApiError UnknownParameter, UnsupportedOperation, InvalidCharacter (EC2 error codes) or what the service says instead
 */
export function checkInputs(definition: ActionDefinition, input: object): void {
  const coverage = definition.inputs as Readonly<Record<string, string>>;
  for (const name of Object.keys(input)) {
    const value = (input as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    if (!Object.hasOwn(coverage, name)) throw new ApiError('UnknownParameter', `The parameter ${name} is not recognized`);
    if (coverage[name] === 'refused') throw notSimulated(`${name} of ${definition.name.split(':')[1]}`);
    if (!isWritable(value)) throw new ApiError(characterCode(definition.name), 'A specified character is invalid.');
  }
}

/** What services other than EC2 call an input that they cannot take (common errors of IAM and STS, and of Systems Manager). */
function characterCode(action: string): string {
  if (action.startsWith('ssm:')) return 'ValidationException';
  return /^(iam|sts):/.test(action) ? 'ValidationError' : 'InvalidCharacter';
}

/** False for text that no request can hold. */
function isWritable(value: unknown): boolean {
  if (typeof value === 'string') return !invalidCharacter.test(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return true;
  for (const name in value) if (!isWritable((value as Readonly<Record<string, unknown>>)[name])) return false;
  return true;
}

function hasEmptyText(input: object): boolean {
  for (const name in input) if ((input as Readonly<Record<string, unknown>>)[name] === '') return true;
  return false;
}
