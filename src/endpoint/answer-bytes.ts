import type { WireReply } from './wire';

/** Size of the buffers that are used again: what a describe action answers of some dozen resources. */
const bufferSize = 128 * 1024;
/** Most of them that are kept. */
const mostBuffers = 16;

/**
 * Puts the bytes of answers together in memory that is used again and again: fresh memory for each answer costs more than all else that is done
 * for it.
 */
export class AnswerBytes {
  readonly #free: Buffer[] = [];

  /** The bytes of an answer's body. They are given back with `release` when they have been sent. */
  of(body: WireReply['body']): Buffer {
    const pieces = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
    let length = 0;
    for (const piece of pieces) length += typeof piece === 'string' ? Buffer.byteLength(piece, 'utf8') : piece.length;
    const bytes = length > bufferSize ? Buffer.allocUnsafeSlow(length) : (this.#free.pop() ?? Buffer.allocUnsafeSlow(bufferSize));
    let end = 0;
    for (const piece of pieces) {
      if (typeof piece === 'string') end += bytes.write(piece, end, 'utf8');
      else {
        bytes.set(piece, end);
        end += piece.length;
      }
    }
    return bytes.subarray(0, end);
  }

  /** Takes back what `of` gave. */
  release({ buffer }: Buffer): void {
    if (buffer.byteLength === bufferSize && this.#free.length < mostBuffers) this.#free.push(Buffer.from(buffer as ArrayBuffer));
  }
}
