import type { ActionError } from '../account';
import { encodeCbor } from '../cbor';
import { EndpointError, excerpt } from '../errors';
import type { WireReply, WireRequest } from '../wire';
import { escapeXml } from '../xml-text';
import { queryError } from './query';

/** How a service that is not served here is spoken to, as far as a request shows it without the service's model. */
type Form = 'cbor' | 'json' | 'query' | 's3' | 'rest-json';

/** The services whose REST protocol answers in XML; their errors have the query protocol's form, but for those of Amazon S3. */
const restXml: readonly string[] = ['cloudfront', 'route53'];

function formOf(request: WireRequest, service: string | undefined): Form {
  if (request.header('smithy-protocol') === 'rpc-v2-cbor') return 'cbor';
  if (request.header('x-amz-target') !== undefined) return 'json';
  if (service === undefined || restXml.includes(service) || formActionOf(request) !== undefined) return 'query';
  return /^s3(-|express|$)/.test(service) ? 's3' : 'rest-json';
}

function formActionOf(request: WireRequest): string | undefined {
  try {
    return request.form.get('Action');
  } catch {
    return undefined;
  }
}

/** The action that a request names by itself; undefined where only the service's model would tell it from method and path. */
export function namedAction(request: WireRequest): string | undefined {
  return (
    /^\/service\/[\w.]+\/operation\/(\w+)$/.exec(request.path)?.[1] ??
    request.header('x-amz-target')?.split('.').at(-1) ??
    formActionOf(request)
  );
}

/** The error for a service of AWS's that is not simulated: it names the service and what was asked of it. */
export function serviceNotServed(request: WireRequest, service: string): EndpointError {
  const asked = namedAction(request) ?? `${request.method} ${request.path}`;
  const message = `Cloud Sandbox does not simulate the service ${excerpt(service)} yet, and so cannot answer ${excerpt(asked)}`;
  return new EndpointError('UnsupportedOperation', message);
}

/** An error in the shape that clients of a service expect which is not served; `service` is its signing name, absent when nothing names one. */
export function unservedError(request: WireRequest, service: string | undefined, error: ActionError, requestId: string): WireReply {
  const { code, message, status } = error;
  const headers = { 'x-amzn-requestid': requestId };
  switch (formOf(request, service)) {
    case 'cbor':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
        body: encodeCbor({ __type: code, message }),
      };
    case 'json': {
      const asked = /^application\/x-amz-json-1\.[01]/.exec(request.header('content-type') ?? '')?.[0];
      return {
        status,
        headers: { ...headers, 'content-type': asked ?? 'application/x-amz-json-1.1' },
        body: JSON.stringify({ __type: code, message }),
      };
    }
    case 'rest-json':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ message }),
      };
    case 's3': {
      const content = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId>`;
      return {
        status,
        headers: { ...headers, 'content-type': 'application/xml', 'x-amz-request-id': requestId },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${content}</Error>`,
      };
    }
    case 'query':
      return queryError(error, requestId);
  }
}
