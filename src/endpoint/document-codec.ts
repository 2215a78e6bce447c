import type { ServiceDescriptor, ShapeRef, Traits } from './descriptors';
import { EndpointError, excerpt } from './errors';
import { isXmlText } from './xml-text';

/** A value as JSON or CBOR carries it: objects, arrays, text, numbers, booleans, null; CBOR also has bytes and times. */
export type DocumentValue = unknown;

/** What differs between the protocols whose bodies are trees. */
export interface DocumentDialect {
  /** The key under which a member stands. */
  key(name: string, traits: Traits | undefined): string;
  /** A time that was sent, in the format its member has; undefined when it is none. */
  readTime(value: DocumentValue, format: TimeFormat): Date | undefined;
  writeTime(time: Date, format: TimeFormat): DocumentValue;
  /** Bytes that were sent; undefined when they are none. */
  readBlob(value: DocumentValue): Uint8Array | undefined;
  writeBlob(bytes: Uint8Array): DocumentValue;
}

export type TimeFormat = 'timestamp' | 'date-time' | 'http-date' | 'epoch-seconds';

type Convert = (value: DocumentValue, path: string) => unknown;

/** How AWS's services say that a body is not what their model wants (Smithy, AWS JSON protocols). */
export function serializationError(message: string): EndpointError {
  return new EndpointError('SerializationException', message);
}

function wrongKind(path: string, kind: string): EndpointError {
  return serializationError(`${excerpt(path) || 'The body'} must be ${kind}`);
}

/** A tree's own fields; undefined for what is no object. */
function fieldsOf(value: DocumentValue): Readonly<Record<string, unknown>> | undefined {
  const isTree =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && !(value instanceof Date);
  return isTree ? (value as Readonly<Record<string, unknown>>) : undefined;
}

/** Reads and writes trees by a service's shapes; each shape is compiled at first use. */
export class DocumentCodec {
  readonly #readers = new Map<number, Convert>();
  readonly #writers = new Map<number, Convert>();

  constructor(
    private readonly service: ServiceDescriptor,
    private readonly dialect: DocumentDialect,
  ) {}

  /** A tree → an action's input. Members nobody knows are passed over, null is as if absent. @throws SerializationException */
  read(ref: ShapeRef, value: DocumentValue, path = ''): unknown {
    return this.#reader(ref)(value, path);
  }

  /** An action's output → a tree. */
  write(ref: ShapeRef, value: unknown): DocumentValue {
    return this.#writer(ref)(value, '');
  }

  #reader(ref: ShapeRef): Convert {
    if (typeof ref === 'string') return (value, path) => this.#readScalar(ref, value, path);
    let reader = this.#readers.get(ref);
    if (!reader) {
      // A shape that contains itself meets this forwarding reader.
      this.#readers.set(ref, (value, path) => this.#readers.get(ref)!(value, path));
      reader = this.#compileReader(ref);
      this.#readers.set(ref, reader);
    }
    return reader;
  }

  #compileReader(ref: number): Convert {
    const shape = this.service.shapes[ref]!;
    if (shape[0] === 'list') {
      const item = this.#late(() => this.#reader(shape[1]));
      return (value, path) => {
        if (!Array.isArray(value)) throw wrongKind(path, 'a list');
        return value.filter((each) => each !== null).map((each, index) => item()(each, `${path}[${index}]`));
      };
    }
    if (shape[0] === 'map') {
      const item = this.#late(() => this.#reader(shape[1]));
      return (value, path) => {
        const fields = fieldsOf(value);
        if (!fields) throw wrongKind(path, 'a map');
        const entries = Object.entries(fields).filter(([, each]) => each !== null);
        return Object.fromEntries(entries.map(([key, each]) => [this.#text(key, path), item()(each, `${path}.${key}`)]));
      };
    }
    const members = shape[2].map(([name, member, traits]) => ({
      name,
      key: this.dialect.key(name, traits),
      read: this.#late(() => this.#reader(member)),
    }));
    return (value, path) => {
      const fields = fieldsOf(value);
      if (!fields) throw wrongKind(path, 'a structure');
      const made: Record<string, unknown> = {};
      for (const { name, key, read } of members) {
        const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
        if (field !== undefined && field !== null) made[name] = read()(field, path === '' ? name : `${path}.${name}`);
      }
      return made;
    };
  }

  #readScalar(ref: Exclude<ShapeRef, number>, value: DocumentValue, path: string): unknown {
    switch (ref) {
      case 'string':
        if (typeof value !== 'string') throw wrongKind(path, 'a string');
        return this.#text(value, path);
      case 'boolean':
        if (typeof value !== 'boolean') throw wrongKind(path, 'a boolean');
        return value;
      case 'integer':
        if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrongKind(path, 'an integer');
        return value + 0;
      case 'double':
        if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongKind(path, 'a number');
        return value;
      case 'blob': {
        const bytes = this.dialect.readBlob(value);
        if (!bytes) throw wrongKind(path, 'base64-encoded');
        return bytes;
      }
      case 'document':
        return value;
      case 'unit':
        return {};
      default: {
        const time = this.dialect.readTime(value, ref);
        if (!time || Number.isNaN(time.getTime())) throw wrongKind(path, 'a timestamp');
        return time;
      }
    }
  }

  #text(text: string, path: string): string {
    if (!isXmlText(text)) throw serializationError(`${excerpt(path)} contains a character that is not valid`);
    return text;
  }

  #writer(ref: ShapeRef): Convert {
    if (typeof ref === 'string') return (value) => this.#writeScalar(ref, value);
    let writer = this.#writers.get(ref);
    if (!writer) {
      this.#writers.set(ref, (value, path) => this.#writers.get(ref)!(value, path));
      writer = this.#compileWriter(ref);
      this.#writers.set(ref, writer);
    }
    return writer;
  }

  #compileWriter(ref: number): Convert {
    const shape = this.service.shapes[ref]!;
    if (shape[0] === 'list') {
      const item = this.#late(() => this.#writer(shape[1]));
      return (value) => (value as readonly unknown[]).map((each) => item()(each, ''));
    }
    if (shape[0] === 'map') {
      const item = this.#late(() => this.#writer(shape[1]));
      return (value) => Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, item()(each, '')]));
    }
    const members = shape[2].map(([name, member, traits]) => ({
      name,
      key: this.dialect.key(name, traits),
      write: this.#late(() => this.#writer(member)),
    }));
    return (value) => {
      const fields = value as Readonly<Record<string, unknown>>;
      const made: Record<string, unknown> = {};
      for (const { name, key, write } of members) {
        const field = fields[name];
        if (field !== undefined && field !== null) made[key] = write()(field, '');
      }
      return made;
    };
  }

  #writeScalar(ref: Exclude<ShapeRef, number>, value: unknown): DocumentValue {
    if (ref === 'blob') return this.dialect.writeBlob(value as Uint8Array);
    if (value instanceof Date) return this.dialect.writeTime(value, ref as TimeFormat);
    return value;
  }

  /** Looks a part up when it is first needed, so that compiling one shape does not compile all it could hold. */
  #late(make: () => Convert): () => Convert {
    let made: Convert | undefined;
    return () => (made ??= make());
  }
}
