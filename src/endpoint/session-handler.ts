import type { ActionError, EndpointAccount } from './account';
import { EndpointError } from './errors';
import type { ActionHandler, Client } from './handler';
import type { WireReply, WireRequest } from './wire';

/** The path below which the actions of the service `sandbox` are, JSON in and out. */
export const sessionPath = '/_sandbox/';

/** An error in the shape AWS's JSON protocols have. */
export function jsonError({ code, message, status }: ActionError): WireReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ __type: code, message }) };
}

function inputOf({ body }: WireRequest): Record<string, unknown> {
  if (body.length === 0) return {};
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new EndpointError('SerializationException', 'The body is not JSON');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new EndpointError('SerializationException', 'The body is not a JSON object');
  }
  return input as Record<string, unknown>;
}

/** Answers `POST /_sandbox/<Action>`. `signal` aborts the action when its client has gone. Never rejects. */
export async function handleSession(
  account: EndpointAccount,
  handler: ActionHandler,
  request: WireRequest,
  client: Client,
  signal: AbortSignal,
  requestId: string,
): Promise<WireReply> {
  const action = request.path.slice(sessionPath.length);
  let asked = false;
  try {
    const { caller, region } = handler.identify(request, client);
    if (!/^[A-Za-z]{1,64}$/.test(action)) throw new EndpointError('InvalidAction', 'The path names no action of the sandbox', 404);
    if (request.method !== 'POST') throw new EndpointError('MethodNotAllowed', 'Actions of the sandbox are asked for with POST', 405);
    const input = inputOf(request);
    asked = true;
    const output = await account.session({ action, region, input, caller, requestId }, signal);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output ?? {}) };
  } catch (thrown) {
    return jsonError(asked ? handler.asError(thrown) : handler.refused(client, request, action, thrown, requestId));
  }
}
