import { AuthError } from './auth-errors';
import type { WireRequest } from './wire';

/** What a request says of its signature. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20260102`. */
  readonly scopeDate: string;
  readonly region: string;
  /** The signing name. */
  readonly service: string;
  /** `aws4_request`, if all is well. */
  readonly terminator: string;
  /** Names in lower case, in the order given. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits, if all is well. */
  readonly signature: string;
  /** When it was signed, as `20260102T030405Z`. */
  readonly date: string;
  /** The same in epoch milliseconds. */
  readonly time: number;
  /** For how long a presigned request holds, in milliseconds. */
  readonly lifetime: number | undefined;
  readonly sessionToken: string | undefined;
  /** Whether it came in the query string, which then is signed without it. */
  readonly presigned: boolean;
}

const algorithm = 'AWS4-HMAC-SHA256';
const longestLifetime = 7 * 24 * 3600;

/** Epoch milliseconds as `20260102T030405Z`. */
export function amzDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function incomplete(message: string): AuthError {
  return new AuthError({ kind: 'incomplete', message });
}

/** `20260102T030405Z`, or the form of the HTTP `Date` header: the time, and the time in the first form. */
function parseDate(text: string): Pick<Signature, 'date' | 'time'> | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const time = parts ? Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`) : parseHttpDate(text);
  return Number.isFinite(time) ? { time, date: parts ? text : amzDate(time) } : undefined;
}

function parseHttpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text) ? Date.parse(text) : NaN;
}

type Scope = Pick<Signature, 'accessKeyId' | 'scopeDate' | 'region' | 'service' | 'terminator'>;

function scopeOf(credential: string): Scope {
  const [accessKeyId, scopeDate, region, service, terminator, ...rest] = credential.split('/');
  if (!accessKeyId || !scopeDate || !region || !service || terminator === undefined || rest.length > 0) {
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 200)}'`,
    );
  }
  return { accessKeyId, scopeDate, region, service, terminator };
}

/** Every signature is an object of one form, written out in full: spreading its parts would cost more than reading them. */
function signatureOf(
  { accessKeyId, scopeDate, region, service, terminator }: Scope,
  signedHeaders: string,
  signature: string,
  { date, time }: Pick<Signature, 'date' | 'time'>,
  sessionToken: string | undefined,
  presigned: boolean,
  lifetime: number | undefined,
): Signature {
  return {
    accessKeyId,
    scopeDate,
    region,
    service,
    terminator,
    signedHeaders: signedHeaders.split(';'),
    signature,
    date,
    time,
    lifetime,
    sessionToken,
    presigned,
  };
}

/**
 * Reads the signature of a request, header or presigned query; undefined if it has none at all.
 * @throws AuthError of kind `incomplete`
 */
export function readSignature(request: WireRequest): Signature | undefined {
  const header = request.header('authorization');
  if (header !== undefined) return fromHeader(request, header);
  return request.query.includes('X-Amz-') ? fromQuery(request) : undefined;
}

interface Fields {
  readonly Credential?: string | undefined;
  readonly SignedHeaders?: string | undefined;
  readonly Signature?: string | undefined;
}

/** `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` by name. */
function fieldsOf(header: string): Fields {
  // As every client writes it; what stands otherwise is taken apart with more patience.
  const usual = /^\S+ Credential=([^\s,=]+), SignedHeaders=([^\s,=]+), Signature=([^\s,=]+)$/.exec(header);
  if (usual) return { Credential: usual[1], SignedHeaders: usual[2], Signature: usual[3] };
  const fields = header
    .slice(algorithm.length)
    .split(',')
    .map((field) => field.trim().split('=', 2) as [string, string | undefined]);
  return Object.fromEntries(fields) as Fields;
}

const required = ['Credential', 'Signature', 'SignedHeaders'] as const;

function fromHeader(request: WireRequest, header: string): Signature {
  const blank = header.indexOf(' ');
  const given = blank < 0 ? header : header.slice(0, blank);
  if (given !== algorithm) throw incomplete(`Unsupported AWS 'algorithm': '${given.slice(0, 40)}'.`);
  const fields = fieldsOf(header);
  const missing = required.filter((name) => !fields[name]).map((name) => `Authorization header requires '${name}' parameter.`);
  const date = request.header('x-amz-date') ?? request.header('date');
  if (date === undefined) missing.push(`Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.`);
  if (missing.length > 0) throw incomplete(missing.join(' '));
  const when = parseDate(date ?? '');
  if (when === undefined) throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${date?.slice(0, 40)}'.`);
  const sessionToken = request.header('x-amz-security-token');
  const { Credential = '', SignedHeaders = '', Signature = '' } = fields;
  return signatureOf(scopeOf(Credential), SignedHeaders, Signature, when, sessionToken, false, undefined);
}

function fromQuery(request: WireRequest): Signature | undefined {
  const query = new URLSearchParams(request.query);
  const parts = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'];
  if (parts.every((name) => !query.has(name))) return undefined;
  const missing = parts.filter((name) => !query.get(name)).map((name) => `AWS query-string parameters must include '${name}'.`);
  if (missing.length > 0) throw incomplete(`${missing.join(' ')} Re-examine the query-string parameters.`);
  if (query.get('X-Amz-Algorithm') !== algorithm)
    throw incomplete(`Unsupported AWS 'algorithm': '${query.get('X-Amz-Algorithm')?.slice(0, 40)}'.`);
  const when = parseDate(query.get('X-Amz-Date') ?? '');
  if (when === undefined) throw incomplete(`X-Amz-Date must be in ISO-8601 'basic format'.`);
  const expires = query.get('X-Amz-Expires');
  if (expires !== null && (!/^\d{1,6}$/.test(expires) || Number(expires) > longestLifetime)) {
    throw incomplete(`X-Amz-Expires must be a number of seconds not greater than ${longestLifetime}.`);
  }
  const [scope, names, signature] = ['X-Amz-Credential', 'X-Amz-SignedHeaders', 'X-Amz-Signature'].map((name) => query.get(name) ?? '');
  const sessionToken = query.get('X-Amz-Security-Token') ?? undefined;
  return signatureOf(scopeOf(scope!), names!, signature!, when, sessionToken, true, expires === null ? undefined : Number(expires) * 1000);
}
