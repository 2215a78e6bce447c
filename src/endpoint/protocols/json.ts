import type { ActionError } from '../account';
import type { ServiceDescriptor } from '../descriptors';
import { DocumentCodec } from '../document-codec';
import { EndpointError, excerpt } from '../errors';
import { jsonDialect, parseJson } from '../json-text';
import type { Protocol } from '../protocol';
import type { WireReply, WireRequest } from '../wire';
import { errorShape, queryErrorHeader } from './error-shape';

/** The part behind the dot of `X-Amz-Target: AmazonSSM.GetParameter`. */
function targetOf(request: WireRequest): string {
  return request.header('x-amz-target') ?? '';
}

/**
 * AWS's JSON protocols 1.0 and 1.1: a JSON object in, one out, the action in a header; the answer is in the version that was asked in
 * (reference: clients.md §1; Smithy, AWS JSON 1.0 and 1.1 protocols).
 */
export function jsonProtocol(service: ServiceDescriptor): Protocol {
  const codec = new DocumentCodec(service, jsonDialect);
  const replyTo = (
    request: WireRequest | undefined,
    status: number,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): WireReply => {
    const asked = /^application\/x-amz-json-1\.[01]/.exec(request?.header('content-type') ?? '')?.[0];
    return { status, headers: { 'content-type': asked ?? 'application/x-amz-json-1.1', ...headers }, body: JSON.stringify(body) };
  };
  const requestIdHeader = (requestId: string): Readonly<Record<string, string>> => ({ 'x-amzn-requestid': requestId });

  return {
    speaks: (request) => targetOf(request) !== '',
    actionOf(request) {
      const target = targetOf(request);
      const dot = target.lastIndexOf('.');
      if (dot < 0 || target.slice(0, dot) !== service.target) {
        throw new EndpointError('UnknownOperationException', `The header X-Amz-Target names no action of this service: ${excerpt(target)}`);
      }
      return target.slice(dot + 1);
    },
    decode: (request, action) => codec.read(service.operations[action]![0], parseJson(request.body)) as Record<string, unknown>,
    encode(action, output, requestId, request) {
      const ref = service.operations[action]![1];
      return replyTo(request, 200, ref === 'unit' ? {} : codec.write(ref, output), requestIdHeader(requestId));
    },
    encodeError(error: ActionError, requestId, request) {
      const { shape, status } = errorShape(service, error);
      const body = { __type: shape, message: error.message };
      return replyTo(request, status, body, { ...requestIdHeader(requestId), ...queryErrorHeader(service, error) });
    },
    unknownAction: (action) => new EndpointError('UnknownOperationException', `The service has no action ${excerpt(action)}`),
  };
}
