import type { Context } from '../kernel/context';
import { ApiError, invalidValue } from '../kernel/errors';
import { clientTokenTable } from '../kernel/tables';
import { utf8 } from '../kernel/base64';

/** CHOICE: of the requests of one action that answered with the same resource, such as changes of it, so many tokens are kept, the latest ones. */
const keptTokens = 10;

/** What a tokened request made. */
export interface Tokened<Output> {
  readonly output: Output;
  /** Id that answers the request again, such as a reservation's; absent when nothing came of it, and its token is not kept. */
  readonly result?: string | undefined;
}

/**
 * Runs a request once per client token (EC2 developer guide, Ensuring idempotency; reference: instances.md §2): the same token with the same
 * parameters answers with what the first request made, with other parameters it is IdempotentParameterMismatch.
 * @throws ApiError InvalidParameterValue for a token that is not ASCII or longer than `longest` characters, IdempotentParameterMismatch
 * @param again answers a repeated request from the first one's result
 */
export function withClientToken<Output>(
  context: Context,
  action: string,
  input: { readonly ClientToken?: string | undefined; readonly DryRun?: boolean | undefined },
  first: () => Tokened<Output>,
  again: (result: string) => Output,
  longest = 64,
): Output {
  const { ClientToken, DryRun: _asked, ...others } = input;
  if (ClientToken === undefined || ClientToken === '') return first().output;
  if (ClientToken.length > longest || !/^[\x20-\x7e]+$/.test(ClientToken)) {
    throw invalidValue(`ClientToken must be up to ${longest} ASCII characters`);
  }
  const id = `${action}/${ClientToken}`;
  const parameters = fingerprint(context, others);
  const used = context.get(clientTokenTable, id);
  if (used) {
    if (used.parameters !== parameters) {
      throw new ApiError(
        'IdempotentParameterMismatch',
        'The client token has already been used with different parameters in a previous request.',
      );
    }
    return again(used.result);
  }
  const { output, result } = first();
  if (result === undefined) return output;
  context.put(clientTokenTable, { region: context.region, id, parameters, result });
  const alike = context.by(clientTokenTable, 'result', result).filter((token) => token.id.startsWith(`${action}/`));
  for (const token of alike.slice(0, -keptTokens)) context.delete(clientTokenTable, token.id);
  return output;
}

/** Forgets the tokens whose requests made `result`. */
export function forgetClientTokens(context: Context, result: string): void {
  for (const token of context.by(clientTokenTable, 'result', result)) context.delete(clientTokenTable, token.id);
}

function fingerprint(context: Context, parameters: object): string {
  const digest = context.digests.sha256(utf8(JSON.stringify(parameters, sortKeys)));
  return Array.from(digest.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
