import { isUtf8 } from 'node:buffer';
import { serializationError } from './document-codec';
import { depthLimit } from './json-text';

/**
 * CBOR (RFC 8949) as far as AWS's rpc-v2-cbor uses it: whole numbers, byte and text strings, arrays, maps with text keys, times (tag 1), booleans,
 * null, floating point numbers, of definite and indefinite length (reference: clients.md §1.3).
 */

const breakCode = 0xff;
const malformed = (): Error => serializationError('The body is not CBOR');

class Reader {
  #at = 0;
  readonly #view: DataView;

  constructor(private readonly bytes: Buffer) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get ended(): boolean {
    return this.#at === this.bytes.length;
  }

  value(depth: number): unknown {
    if (depth > depthLimit) throw serializationError(`The body nests deeper than ${depthLimit} levels`);
    const first = this.#byte();
    const [major, info] = [first >> 5, first & 31];
    switch (major) {
      case 0:
        return this.#argument(info);
      case 1:
        return -1 - this.#argument(info);
      case 2:
        return new Uint8Array(this.#string(major, info));
      case 3:
        return this.#text(this.#string(major, info));
      case 4:
        return this.#array(info, depth);
      case 5:
        return this.#map(info, depth);
      case 6:
        return this.#tagged(this.#argument(info), depth);
      default:
        return this.#simple(info);
    }
  }

  #byte(): number {
    if (this.#at >= this.bytes.length) throw malformed();
    return this.bytes[this.#at++]!;
  }

  #take(length: number): number {
    const start = this.#at;
    if (length > this.bytes.length - start) throw malformed();
    this.#at += length;
    return start;
  }

  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return this.#view.getUint16(this.#take(2));
    if (info === 26) return this.#view.getUint32(this.#take(4));
    if (info !== 27) throw malformed();
    // Beyond 2^53 a number is not exact: it is then no integer any model has.
    return Number(this.#view.getBigUint64(this.#take(8)));
  }

  /** The bytes of a string; one of indefinite length is made of chunks of its own kind. */
  #string(major: number, info: number): Buffer {
    if (info !== 31) {
      const length = this.#argument(info);
      const start = this.#take(length);
      return this.bytes.subarray(start, start + length);
    }
    const chunks: Buffer[] = [];
    while (!this.#atBreak()) {
      const first = this.#byte();
      if (first >> 5 !== major || (first & 31) === 31) throw malformed();
      chunks.push(this.#string(major, first & 31));
    }
    return Buffer.concat(chunks);
  }

  #text(bytes: Buffer): string {
    if (!isUtf8(bytes)) throw malformed();
    return bytes.toString('utf8');
  }

  #array(info: number, depth: number): unknown[] {
    const made: unknown[] = [];
    if (info === 31) while (!this.#atBreak()) made.push(this.value(depth + 1));
    else for (let left = this.#argument(info); left > 0; left--) made.push(this.value(depth + 1));
    return made;
  }

  #map(info: number, depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    const entry = (): void => {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw malformed();
      entries.push([key, this.value(depth + 1)]);
    };
    if (info === 31) while (!this.#atBreak()) entry();
    else for (let left = this.#argument(info); left > 0; left--) entry();
    return Object.fromEntries(entries);
  }

  #tagged(tag: number, depth: number): unknown {
    const value = this.value(depth + 1);
    if (tag !== 1) return value;
    if (typeof value !== 'number') throw malformed();
    return new Date(Math.round(value * 1000));
  }

  #simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.#view.getUint16(this.#take(2)));
      case 26:
        return this.#view.getFloat32(this.#take(4));
      case 27:
        return this.#view.getFloat64(this.#take(8));
      default:
        throw malformed();
    }
  }

  #atBreak(): boolean {
    if (this.bytes[this.#at] !== breakCode) return false;
    this.#at++;
    return true;
  }
}

/** IEEE 754 half precision (RFC 8949, appendix D). */
function halfFloat(half: number): number {
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  const size =
    exponent === 0 ? fraction * 2 ** -24 : exponent === 31 ? (fraction === 0 ? Infinity : NaN) : (fraction + 1024) * 2 ** (exponent - 25);
  return half & 0x8000 ? -size : size;
}

/** A body as CBOR; an empty one is an empty map. @throws SerializationException */
export function decodeCbor(body: Buffer): unknown {
  if (body.length === 0) return {};
  const reader = new Reader(body);
  const value = reader.value(0);
  if (!reader.ended) throw malformed();
  return value;
}

class Writer {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  value(value: unknown): void {
    if (value === null || value === undefined) this.#head(7, 22);
    else if (typeof value === 'boolean') this.#head(7, value ? 21 : 20);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') this.#text(value);
    else if (value instanceof Date) {
      this.#head(6, 1);
      this.#double(value.getTime() / 1000);
    } else if (value instanceof Uint8Array) {
      this.#head(2, value.length);
      this.#append(value);
    } else if (Array.isArray(value)) {
      this.#head(4, value.length);
      for (const each of value) this.value(each);
    } else {
      const entries = Object.entries(value as object).filter(([, each]) => each !== undefined);
      this.#head(5, entries.length);
      for (const [key, each] of entries) {
        this.#text(key);
        this.value(each);
      }
    }
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) this.#double(value);
    else if (value >= 0) this.#head(0, value);
    else this.#head(1, -1 - value);
  }

  #double(value: number): void {
    this.#room(9);
    this.#bytes[this.#length++] = 0xfb;
    this.#length = this.#bytes.writeDoubleBE(value, this.#length);
  }

  #text(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.#head(3, bytes.length);
    this.#append(bytes);
  }

  #head(major: number, argument: number): void {
    this.#room(9);
    const type = major << 5;
    if (argument < 24) this.#bytes[this.#length++] = type | argument;
    else if (argument < 2 ** 8) {
      this.#bytes[this.#length++] = type | 24;
      this.#bytes[this.#length++] = argument;
    } else if (argument < 2 ** 16) {
      this.#bytes[this.#length++] = type | 25;
      this.#length = this.#bytes.writeUInt16BE(argument, this.#length);
    } else if (argument < 2 ** 32) {
      this.#bytes[this.#length++] = type | 26;
      this.#length = this.#bytes.writeUInt32BE(argument, this.#length);
    } else {
      this.#bytes[this.#length++] = type | 27;
      this.#length = this.#bytes.writeBigUInt64BE(BigInt(argument), this.#length);
    }
  }

  #append(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }
}

/** A tree as CBOR with definite lengths. */
export function encodeCbor(value: unknown): Uint8Array {
  const writer = new Writer();
  writer.value(value);
  return writer.finish();
}
