import type { WireReply } from '../../../src/endpoint/wire';

/** The body of an answer as the text its client reads. */
export function replyText({ body }: WireReply): string {
  const pieces = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece))).toString('utf8');
}
