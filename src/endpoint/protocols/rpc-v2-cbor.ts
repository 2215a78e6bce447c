import type { ServiceDescriptor } from '../descriptors';
import { decodeCbor, encodeCbor } from '../cbor';
import { DocumentCodec, type DocumentDialect } from '../document-codec';
import { EndpointError, excerpt } from '../errors';
import type { Protocol } from '../protocol';
import type { WireReply } from '../wire';
import { errorShape, queryErrorHeader } from './error-shape';

const cborDialect: DocumentDialect = {
  key: (name) => name,
  readTime: (value) => (value instanceof Date ? value : undefined),
  writeTime: (time) => time,
  readBlob: (value) => (value instanceof Uint8Array ? value : undefined),
  writeBlob: (bytes) => bytes,
};

const pathForm = /^\/service\/([A-Za-z0-9_.]+)\/operation\/([A-Za-z0-9_]+)$/;

function reply(status: number, value: unknown, headers: Readonly<Record<string, string>>): WireReply {
  return { status, headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', ...headers }, body: encodeCbor(value) };
}

/** Smithy RPC v2 with CBOR: the action in the path, a CBOR map in, one out (reference: clients.md §1; Smithy RPC v2 CBOR protocol). */
export function rpcV2CborProtocol(service: ServiceDescriptor): Protocol {
  const codec = new DocumentCodec(service, cborDialect);
  return {
    speaks: (request) => request.header('smithy-protocol') === 'rpc-v2-cbor',
    actionOf(request) {
      const [, name, action] = pathForm.exec(request.path) ?? [];
      if (action === undefined || name !== service.target) {
        throw new EndpointError('UnknownOperationException', `The path names no action of this service: ${excerpt(request.path)}`, 404);
      }
      return action;
    },
    decode: (request, action) => codec.read(service.operations[action]![0], decodeCbor(request.body)) as Record<string, unknown>,
    encode(action, output, requestId) {
      const ref = service.operations[action]![1];
      return reply(200, ref === 'unit' ? {} : codec.write(ref, output), { 'x-amzn-requestid': requestId });
    },
    encodeError(error, requestId) {
      const { shape, status } = errorShape(service, error);
      const body = { __type: shape, message: error.message };
      return reply(status, body, { 'x-amzn-requestid': requestId, ...queryErrorHeader(service, error) });
    },
    unknownAction: (action) => new EndpointError('UnknownOperationException', `The service has no action ${excerpt(action)}`, 404),
  };
}
