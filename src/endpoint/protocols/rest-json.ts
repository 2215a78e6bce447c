import type { MemberDescriptor, OperationDescriptor, ServiceDescriptor, ShapeRef } from '../descriptors';
import { DocumentCodec, serializationError } from '../document-codec';
import { EndpointError, excerpt } from '../errors';
import { jsonDialect, parseJson } from '../json-text';
import type { Protocol } from '../protocol';
import { scalarReaders } from '../scalars';
import type { WireReply, WireRequest } from '../wire';
import { errorShape } from './error-shape';

/** An action's method and path, taken apart. */
interface Route {
  readonly action: string;
  readonly method: string;
  /** `{Name}` stands for a member, `{Name+}` for the rest of the path. */
  readonly parts: readonly string[];
  readonly status: number;
}

const dialect = { ...jsonDialect, key: (name: string, traits: { readonly j?: string } | undefined) => traits?.j ?? name };

function routesOf(service: ServiceDescriptor): readonly Route[] {
  const routes = Object.entries(service.operations).flatMap(([action, [, , http]]) =>
    http ? [{ action, method: http[0], parts: http[1].split('?')[0]!.split('/').slice(1), status: http[2] }] : [],
  );
  // A path that is written out goes before one that leaves a part open.
  const open = ({ parts }: Route): number => parts.filter((part) => part.startsWith('{')).length;
  return routes.sort((a, b) => open(a) - open(b));
}

function without(fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function unescapePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw serializationError('The path is not well-formed');
  }
}

/** The parts of a path that stand for members; undefined when the path is not the route's. */
function matchRoute({ parts }: Route, path: string): Map<string, string> | undefined {
  const given = path.split('/').slice(1);
  const labels = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const label = /^\{(\w+)(\+?)\}$/.exec(part);
    if (label?.[2]) {
      labels.set(label[1]!, given.slice(index).map(unescapePart).join('/'));
      return labels;
    }
    if (given[index] === undefined || (!label && given[index] !== part)) return undefined;
    if (label) labels.set(label[1]!, unescapePart(given[index]));
  }
  return given.length === parts.length || (given.length === parts.length + 1 && given.at(-1) === '') ? labels : undefined;
}

/** AWS's REST JSON protocol: method and path name the action; members stand in path, query, headers and body (Smithy, AWS restJson1). */
export function restJsonProtocol(service: ServiceDescriptor): Protocol {
  const codec = new DocumentCodec(service, dialect);
  const routes = routesOf(service);

  function find(request: WireRequest): { route: Route; labels: Map<string, string> } | undefined {
    for (const route of routes) {
      const labels = route.method === request.method ? matchRoute(route, request.path) : undefined;
      if (labels) return { route, labels };
    }
    return undefined;
  }

  const operation = (action: string): OperationDescriptor => service.operations[action]!;
  const membersOf = (ref: ShapeRef): readonly MemberDescriptor[] => {
    const shape = typeof ref === 'number' ? service.shapes[ref] : undefined;
    return shape?.[0] === 'struct' ? shape[2] : [];
  };

  function scalar(ref: ShapeRef, text: string, name: string): unknown {
    if (typeof ref !== 'string' || ref === 'unit') throw serializationError(`${name} cannot stand here`);
    const value = scalarReaders[ref].read(text);
    if (value === undefined) throw serializationError(`${name} must be ${scalarReaders[ref].kind}`);
    return value;
  }

  function fromQuery(ref: ShapeRef, values: readonly string[], name: string): unknown {
    const shape = typeof ref === 'number' ? service.shapes[ref] : undefined;
    return shape?.[0] === 'list' ? values.map((value) => scalar(shape[1], value, name)) : scalar(ref, values[0]!, name);
  }

  /** What the body says: one member if it is the payload, else all that stand nowhere else. */
  function bodyOf(request: WireRequest, input: ShapeRef, members: readonly MemberDescriptor[]): Record<string, unknown> {
    const payload = members.find(([, , traits]) => traits?.p);
    if (!payload) {
      if (input === 'unit') return {};
      const elsewhere = members.filter(([, , traits]) => traits?.l || traits?.u !== undefined || traits?.h !== undefined);
      return without(
        codec.read(input, parseJson(request.body)) as Record<string, unknown>,
        elsewhere.map(([name]) => name),
      );
    }
    const [name, ref] = payload;
    if (request.body.length === 0) return {};
    return { [name]: ref === 'blob' ? new Uint8Array(request.body) : codec.read(ref, parseJson(request.body), name) };
  }

  const reply = (status: number, value: unknown, headers: Readonly<Record<string, string>>): WireReply => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });

  return {
    speaks: () => true,
    actionOf(request) {
      const found = find(request);
      if (found) return found.route.action;
      throw new EndpointError('UnknownOperationException', `Nothing answers ${request.method} ${excerpt(request.path)}`, 404);
    },
    decode(request, action) {
      const [input] = operation(action);
      const labels = find(request)!.labels;
      const query = new URLSearchParams(request.query);
      const members = membersOf(input);
      const made = bodyOf(request, input, members);
      for (const [name, ref, traits] of members) {
        if (traits?.l) made[name] = scalar(ref, labels.get(name) ?? '', name);
        else if (traits?.u !== undefined && query.has(traits.u)) made[name] = fromQuery(ref, query.getAll(traits.u), name);
        else if (traits?.h !== undefined) {
          const header = request.header(traits.h.toLowerCase());
          if (header !== undefined) made[name] = scalar(ref, header, name);
        }
      }
      return made;
    },
    encode(action, output, requestId) {
      const [, ref, http] = operation(action);
      const status = http?.[2] ?? 200;
      const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
      const members = membersOf(ref);
      const inHeaders = members.filter(([name, , traits]) => traits?.h !== undefined && output[name] !== undefined);
      for (const [name, , traits] of inHeaders) headers[traits!.h!.toLowerCase()] = String(output[name]);
      const payload = members.find(([, , traits]) => traits?.p);
      if (payload?.[1] === 'blob') return { status, headers, body: (output[payload[0]] as Uint8Array | undefined) ?? new Uint8Array() };
      if (payload) return reply(status, codec.write(payload[1], output[payload[0]] ?? {}), headers);
      const body = without(
        output,
        inHeaders.map(([name]) => name),
      );
      return reply(status, ref === 'unit' ? {} : codec.write(ref, body), headers);
    },
    encodeError(error, requestId) {
      const { shape, status } = errorShape(service, error);
      return reply(status, { message: error.message }, { 'x-amzn-requestid': requestId, 'x-amzn-errortype': shape });
    },
    unknownAction: (action) => new EndpointError('UnknownOperationException', `The service has no action ${excerpt(action)}`, 404),
  };
}
