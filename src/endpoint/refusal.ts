import type { ActionError, RefusedRequest } from './account';
import { excerpt } from './errors';
import type { Client } from './handler';
import { namedAction } from './protocols/unserved';
import type { Service } from './services';
import type { Signature } from './signature';
import type { WireRequest } from './wire';

/** What stands where the id of an access key stands: ids have 16 to 32 characters in practice, secrets 40, and nobody keeps those apart for us. */
const keyId = /^\w{1,32}$/;
const actionName = /^[A-Za-z]\w{0,99}$/;
/** Dates and names as a signature's scope has them: secrets have 40 characters, also capitals, and slashes that take them apart. */
const scopeName = /^[a-z\d_-]{1,39}$/;

/** Who sent a request that was refused: what cannot be the id of an access key may be a secret in its place, and is not told. */
export function refusedCaller(client: Client, accessKeyId: string | undefined): RefusedRequest['caller'] {
  const isId = accessKeyId !== undefined && keyId.test(accessKeyId);
  return { kind: 'endpoint', accessKeyId: isId ? accessKeyId : '', ...client };
}

/** The error as it is kept: what a signature holds that cannot be read, or cannot stand in a scope, is told to its client only. */
export function refusedError({ code, message }: ActionError, signature: Signature | undefined): RefusedRequest['error'] {
  if (code.startsWith('IncompleteSignature')) return { code, message: 'The signature of the request cannot be read' };
  const parts = signature ? [signature.scopeDate, signature.region, signature.service, signature.terminator] : [];
  const tells = parts.some((part) => !scopeName.test(part) && message.includes(excerpt(part)));
  return { code, message: tells ? "The scope of the request's signature cannot be read" : message };
}

/** The action a request asks for, if it can be told. */
export function refusedAction(request: WireRequest, service: Service | undefined): string | undefined {
  let action: string | undefined;
  try {
    action = service ? service.protocolOf(request).protocol.actionOf(request) : namedAction(request);
  } catch {
    action = namedAction(request);
  }
  return action !== undefined && actionName.test(action) ? action : undefined;
}

/** All that is known of a refused request. */
export function refusedRequest(
  request: WireRequest,
  client: Client,
  found: { readonly service?: Service | undefined; readonly region?: string | undefined; readonly signature?: Signature | undefined },
  error: ActionError,
  requestId: string,
): RefusedRequest {
  const service = found.service?.name ?? found.signature?.service;
  const action = refusedAction(request, found.service);
  return {
    ...(service !== undefined && scopeName.test(service) && { service }),
    ...(action !== undefined && { action }),
    ...(found.region !== undefined && scopeName.test(found.region) && { region: found.region }),
    caller: refusedCaller(client, found.signature?.accessKeyId),
    error: refusedError(error, found.signature),
    requestId,
  };
}
