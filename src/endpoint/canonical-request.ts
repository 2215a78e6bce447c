import { hash } from 'node:crypto';
import type { Signature } from './signature';
import type { WireRequest } from './wire';

/** Percent-encodes everything but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Decodes a component of a query; what is no valid encoding stays as it is, and the signature then does not match. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path without `.`, `..` and doubled slashes, each segment encoded once more: every service but Amazon S3 does so. */
function canonicalPath(path: string): string {
  if (path === '/') return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const trailing = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.map(encode).join('/')}${trailing}`;
}

function canonicalQuery(query: string, presigned: boolean): string {
  if (query === '') return '';
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [encode(decode(name)), encode(decode(value))] as const;
    })
    .filter(([name]) => !(presigned && name === 'X-Amz-Signature'))
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalHeaders({ headers }: WireRequest, names: readonly string[]): string {
  let lines = '';
  for (const name of names) {
    let values = '';
    let found = false;
    for (const header of headers) {
      if (header[0] !== name) continue;
      const value = header[1].trim();
      values += (found ? ',' : '') + (value.includes('  ') ? value.replace(/ +/g, ' ') : value);
      found = true;
    }
    lines += `${name}:${values}\n`;
  }
  return lines;
}

/** The text a signature is made of. IAM User Guide, Create a signed AWS API request, step 1. */
export function canonicalRequest(
  request: WireRequest,
  { signedHeaders, presigned }: Pick<Signature, 'signedHeaders' | 'presigned'>,
): string {
  const target = `${request.method}\n${canonicalPath(request.path)}\n${canonicalQuery(request.query, presigned)}`;
  const headers = `${canonicalHeaders(request, signedHeaders)}\n${signedHeaders.join(';')}`;
  return `${target}\n${headers}\n${hash('sha256', request.body, 'hex')}`;
}
