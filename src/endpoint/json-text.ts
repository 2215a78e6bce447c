import { isUtf8 } from 'node:buffer';
import type { DocumentDialect, TimeFormat } from './document-codec';
import { serializationError } from './document-codec';
import { scalarReaders } from './scalars';

/** How deep a body may nest: more than any AWS model does, less than would exhaust the stack. */
export const depthLimit = 64;

/** A body as JSON; an empty one is an empty object. @throws SerializationException */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  if (!isUtf8(body)) throw serializationError('The body contains bytes that are not UTF-8');
  const text = body.toString('utf8');
  if (depthOf(text) > depthLimit) throw serializationError(`The body nests deeper than ${depthLimit} levels`);
  try {
    return JSON.parse(text);
  } catch {
    throw serializationError('The body is not JSON');
  }
}

/** The deepest nesting of a JSON text, found without building anything. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

function readTime(value: unknown, format: TimeFormat): Date | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? new Date(Math.round(value * 1000)) : undefined;
  if (typeof value !== 'string') return undefined;
  const time = format === 'http-date' ? new Date(value) : scalarReaders['date-time'].read(value);
  return time as Date | undefined;
}

/** Times are epoch seconds unless their member says otherwise, bytes base64 (Smithy, AWS JSON protocols; reference: clients.md §1.1). */
export const jsonDialect: DocumentDialect = {
  key: (name) => name,
  readTime,
  writeTime(time, format) {
    if (format === 'date-time') return time.toISOString();
    return format === 'http-date' ? time.toUTCString() : time.getTime() / 1000;
  },
  readBlob: (value) => (typeof value === 'string' ? (scalarReaders.blob.read(value) as Uint8Array | undefined) : undefined),
  writeBlob: (bytes) => Buffer.from(bytes).toString('base64'),
};
