import type { ActionError } from './account';
import type { ServiceDescriptor, ShapeRef, Traits } from './descriptors';
import type { Form } from './form';
import { scalarReaders, type ReadScalar } from './scalars';
import { isXmlText } from './xml-text';

/** What differs between the two protocols whose requests are forms. */
export interface FormDialect {
  /** The part of a parameter's name that stands for a member. */
  memberKey(name: string, traits: Traits | undefined): string;
  /** The part between a list's name and an item's number; undefined if nothing is there. */
  listKey(traits: Traits | undefined, itemTraits: Traits | undefined): string | undefined;
  /** The error for a parameter that is no member; undefined to pass over it. */
  unknown(parameter: string): ActionError | undefined;
  /** The error for a parameter whose name stops short of a value or goes on behind one. */
  misplaced(parameter: string): ActionError;
  /** The error for a text that is not of its kind ("an integer"). */
  invalid(parameter: string, text: string, kind: string): ActionError;
}

/** Parameters of every request that are no members of any input: routing and the query forms of signatures. */
const commonParameters = new Set([
  'Action',
  'Version',
  'AWSAccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'Timestamp',
  'Expires',
  'SecurityToken',
]);

type Shape =
  | { readonly kind: 'scalar'; readonly what: string; readonly read: ReadScalar }
  | { readonly kind: 'struct'; readonly members: Map<string, { readonly name: string; readonly shape: Shape }> }
  | { readonly kind: 'list'; readonly key: string | undefined; item: Shape }
  | { readonly kind: 'map'; readonly key: string | undefined; readonly keyPart: string; readonly valuePart: string; value: Shape };

/** A list or map while its parameters come in: by number, since they may come in any order and with gaps. */
class Numbered {
  readonly items = new Map<number, unknown>();

  constructor(readonly isMap: boolean) {}

  finish(): unknown {
    const sorted = [...this.items].sort(([a], [b]) => a - b).map(([, item]) => item);
    if (!this.isMap) return sorted.map(finished);
    return Object.fromEntries(sorted.map((entry) => [(entry as Entry).key, finished((entry as Entry).value)]));
  }
}

interface Entry {
  key?: string;
  value?: unknown;
}

/** Replaces what is {@link Numbered} in a decoded value by lists and maps. */
function finished(value: unknown): unknown {
  if (value instanceof Numbered) return value.finish();
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const fields = value as Record<string, unknown>;
    for (const name of Object.keys(fields)) fields[name] = finished(fields[name]);
  }
  return value;
}

/** A decoder of one input shape, compiled once from its descriptor. */
export class FormDecoder {
  readonly #dialect: FormDialect;
  readonly #descriptor: ServiceDescriptor;
  readonly #compiled = new Map<string, Shape>();
  readonly #root: Shape;

  constructor(descriptor: ServiceDescriptor, input: ShapeRef, dialect: FormDialect) {
    this.#descriptor = descriptor;
    this.#dialect = dialect;
    this.#root = input === 'unit' ? { kind: 'struct', members: new Map() } : this.#compile(input, undefined);
  }

  /** @throws what the dialect says to the first parameter that cannot be read */
  decode(form: Form): Record<string, unknown> {
    let input: unknown = {};
    for (const [parameter, text] of form) {
      const first = parameter.split('.', 1)[0] ?? '';
      const isMember = this.#root.kind === 'struct' && this.#root.members.has(first);
      if (!isMember && (commonParameters.has(parameter) || parameter.startsWith('X-Amz-'))) continue;
      input = this.#put(this.#root, input, parameter, parameter, text);
    }
    return finished(input) as Record<string, unknown>;
  }

  /** Puts a value where the rest of its parameter's name leads; answers the node it was given, or the one made in its place. */
  #put(shape: Shape, node: unknown, rest: string, parameter: string, text: string): unknown {
    if (shape.kind === 'scalar') return this.#scalar(shape, node, rest, parameter, text);
    if (rest === '') {
      // An empty list or structure is sent as a name with nothing behind it (reference: clients.md §1.1).
      if (text !== '') throw this.#dialect.misplaced(parameter);
      return node ?? (shape.kind === 'struct' ? {} : new Numbered(shape.kind === 'map'));
    }
    return shape.kind === 'struct' ? this.#member(shape, node, rest, parameter, text) : this.#item(shape, node, rest, parameter, text);
  }

  #scalar(shape: Shape & { kind: 'scalar' }, node: unknown, rest: string, parameter: string, text: string): unknown {
    // Two names can mean one value: `InstanceId.1` and `InstanceId.01`.
    if (rest !== '' || node !== undefined) throw this.#dialect.misplaced(parameter);
    const value = isXmlText(text) ? shape.read(text) : undefined;
    if (value === undefined) throw this.#dialect.invalid(parameter, text, shape.what);
    return value;
  }

  #member(shape: Shape & { kind: 'struct' }, node: unknown, rest: string, parameter: string, text: string): unknown {
    const [head, tail] = cut(rest);
    const member = shape.members.get(head);
    if (!member) {
      const error = this.#dialect.unknown(parameter);
      if (error) throw error;
      return node ?? {};
    }
    const fields = (node ?? {}) as Record<string, unknown>;
    fields[member.name] = this.#put(member.shape, fields[member.name], tail, parameter, text);
    return fields;
  }

  #item(shape: Shape & { kind: 'list' | 'map' }, node: unknown, rest: string, parameter: string, text: string): unknown {
    let [head, tail] = cut(rest);
    if (shape.key !== undefined) {
      if (head !== shape.key) throw this.#dialect.misplaced(parameter);
      [head, tail] = cut(tail);
    }
    if (!/^\d{1,9}$/.test(head) || Number(head) < 1) throw this.#dialect.misplaced(parameter);
    const list = (node ?? new Numbered(shape.kind === 'map')) as Numbered;
    const number = Number(head);
    const old = list.items.get(number);
    const item = shape.kind === 'list' ? this.#put(shape.item, old, tail, parameter, text) : this.#entry(shape, old, tail, parameter, text);
    list.items.set(number, item);
    return list;
  }

  #entry(shape: Shape & { kind: 'map' }, node: unknown, rest: string, parameter: string, text: string): Entry {
    const entry = (node ?? {}) as Entry;
    const [head, tail] = cut(rest);
    if (head === shape.keyPart && tail === '' && entry.key === undefined) entry.key = text;
    else if (head === shape.valuePart) entry.value = this.#put(shape.value, entry.value, tail, parameter, text);
    else throw this.#dialect.misplaced(parameter);
    return entry;
  }

  #compile(ref: ShapeRef, traits: Traits | undefined): Shape {
    if (ref === 'unit') return { kind: 'struct', members: new Map() };
    if (typeof ref === 'string') return { kind: 'scalar', what: scalarReaders[ref].kind, read: scalarReaders[ref].read };
    const key = `${ref} ${traits?.f ?? 0}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const shape = this.#descriptor.shapes[ref];
    if (!shape) throw new Error(`${this.#descriptor.service} has no shape ${ref}`);
    // A shape that contains itself meets its own, still unfinished entry in the map.
    if (shape[0] === 'struct') {
      const struct: Shape = { kind: 'struct', members: new Map() };
      this.#compiled.set(key, struct);
      for (const [name, memberRef, memberTraits] of shape[2]) {
        struct.members.set(this.#dialect.memberKey(name, memberTraits), { name, shape: this.#compile(memberRef, memberTraits) });
      }
      return struct;
    }
    const placeholder: Shape = { kind: 'struct', members: new Map() };
    if (shape[0] === 'list') {
      const list: Shape = { kind: 'list', key: this.#dialect.listKey(traits, shape[2]), item: placeholder };
      this.#compiled.set(key, list);
      list.item = this.#compile(shape[1], shape[2]);
      return list;
    }
    const [, value, keyTraits, valueTraits] = shape;
    const map: Shape = {
      kind: 'map',
      key: traits?.f ? undefined : 'entry',
      keyPart: keyTraits.x ?? 'key',
      valuePart: valueTraits.x ?? 'value',
      value: placeholder,
    };
    this.#compiled.set(key, map);
    map.value = this.#compile(value, valueTraits);
    return map;
  }
}

/** Splits a name at its first dot. */
function cut(name: string): [head: string, tail: string] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}
