import type { ScalarRef } from './descriptors';

/** What a text in a form must be to be read as a scalar; `undefined` when it is not. */
export type ReadScalar = (text: string) => unknown;

function readInteger(text: string): number | undefined {
  if (!/^-?\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  // Adding zero turns -0, which no integer is, into 0.
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

function readDouble(text: string): number | undefined {
  if (!/^[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function readBoolean(text: string): boolean | undefined {
  if (text === 'true' || text === 'True') return true;
  return text === 'false' || text === 'False' ? false : undefined;
}

/** ISO 8601 with a zone or a plain UTC date, as the SDKs send it (reference: clients.md §1.1). */
function readDateTime(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(text)) return undefined;
  const hasZone = text.length === 10 || /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const date = new Date(hasZone ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function readEpochSeconds(text: string): Date | undefined {
  if (!/^\d{1,11}(\.\d{1,9})?$/.test(text)) return undefined;
  return new Date(Math.round(Number(text) * 1000));
}

function readBlob(text: string): Uint8Array | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed) || packed.replace(/=+$/, '').length % 4 === 1) return undefined;
  return new Uint8Array(Buffer.from(packed, 'base64'));
}

/** Readers of scalars written as text, with what to call the kind in an error. */
export const scalarReaders: Readonly<Record<Exclude<ScalarRef, 'unit'>, { readonly kind: string; readonly read: ReadScalar }>> = {
  string: { kind: 'a string', read: (text) => text },
  document: { kind: 'a string', read: (text) => text },
  boolean: { kind: 'a boolean', read: readBoolean },
  integer: { kind: 'an integer', read: readInteger },
  double: { kind: 'a number', read: readDouble },
  timestamp: { kind: 'a timestamp', read: readDateTime },
  'date-time': { kind: 'a timestamp', read: readDateTime },
  'http-date': { kind: 'a timestamp', read: readDateTime },
  'epoch-seconds': { kind: 'a timestamp', read: readEpochSeconds },
  blob: { kind: 'base64-encoded', read: readBlob },
};
