import { decodeCbor } from '../../../src/endpoint/cbor';
import type { ProtocolName } from '../../../src/endpoint/descriptors';

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ec2Error = new RegExp(
  `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<Response><Errors><Error><Code>([A-Za-z][\\w.]*)</Code><Message>[^<>]*</Message></Error></Errors><RequestID>${uuid}</RequestID></Response>$`,
);
const queryError = new RegExp(
  `^<ErrorResponse(?: xmlns="[^"<>]*")?><Error><Type>(?:Sender|Receiver)</Type><Code>([A-Za-z][\\w.]*)</Code><Message>[^<>]*</Message></Error><RequestId>${uuid}</RequestId></ErrorResponse>$`,
);
/** The form of Amazon S3, which is not served: what asks for it is refused in its own form. */
const s3Error = new RegExp(
  `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<Error><Code>([A-Za-z][\\w.]*)</Code><Message>[^<>]*</Message><RequestId>${uuid}</RequestId></Error>$`,
);
/** What XML 1.0 cannot hold, and an ampersand that begins no reference. */
const badXml = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r\x7F-\x9F])\p{Cc}|&(?!(?:amp|lt|gt|quot|#13);)/u;

/** Whether text is one XML element with all its tags in order; written for what the endpoint writes, not for XML at large. */
export function isXml(text: string): boolean {
  if (badXml.test(text)) return false;
  const open: string[] = [];
  const tag = /<(\/?)([A-Za-z][\w:]*)(?: xmlns="[^"<>&]*")?(\/?)>|<\?xml version="1.0" encoding="UTF-8"\?>\n|[^<>]+/gy;
  let roots = 0;
  let end = 0;
  for (let found = tag.exec(text); found; found = tag.exec(text)) {
    end = tag.lastIndex;
    const [whole, closes, name, empty] = found;
    if (name === undefined) {
      if (!whole.startsWith('<?xml') && open.length === 0 && whole.trim() !== '') return false;
    } else if (closes) {
      if (open.pop() !== name) return false;
    } else {
      if (open.length === 0) roots++;
      if (!empty) open.push(name);
    }
  }
  return end === text.length && open.length === 0 && roots === 1;
}

function documentError(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { __type: type, message } = value as { __type?: unknown; message?: unknown };
  return typeof type === 'string' && /^[A-Za-z][\w.]*$/.test(type) && typeof message === 'string' ? type : undefined;
}

/** An answer as it must be: its status, headers and body. */
export interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** `json` in two shapes, that of the error in the body or in a header, and the protocols whose errors are XML. */
function errorCode(protocol: ProtocolName | undefined, { headers, body }: Given): string | undefined {
  const text = body.toString('utf8');
  switch (protocol) {
    case 'ec2':
      return ec2Error.exec(text)?.[1];
    case 'json':
      return documentError(JSON.parse(text));
    case 'rpc-v2-cbor':
      return documentError(decodeCbor(body));
    case 'rest-json':
      return typeof (JSON.parse(text) as { message?: unknown }).message === 'string' ? String(headers['x-amzn-errortype']) : undefined;
    default:
      return (queryError.exec(text) ?? s3Error.exec(text))?.[1];
  }
}

/**
 * What an answer says: `ok` or the code of its error; undefined when it is not well-formed in any protocol its request could have been in.
 * @param protocols undefined stands for a request that belongs to no service
 */
export function outcomeOf(protocols: readonly (ProtocolName | undefined)[], given: Given): string | undefined {
  for (const protocol of protocols) {
    try {
      if (given.status >= 400) {
        const code = errorCode(protocol, given);
        if (code !== undefined) return code;
      } else if (isSuccess(protocol, given.body)) return 'ok';
    } catch {
      // Not in this one.
    }
  }
  return undefined;
}

function isSuccess(protocol: ProtocolName | undefined, body: Buffer): boolean {
  const isTree = (value: unknown): boolean => typeof value === 'object' && value !== null;
  if (protocol === 'rpc-v2-cbor') return isTree(decodeCbor(body));
  if (protocol === 'json' || protocol === 'rest-json') return isTree(JSON.parse(body.toString('utf8')));
  // The largest are megabytes of the same shapes over and over.
  return protocol !== undefined && (body.length > 300_000 ? body.at(-1) === 0x3e : isXml(body.toString('utf8')));
}
