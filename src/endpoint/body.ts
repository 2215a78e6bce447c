import type { IncomingMessage } from 'node:http';
import { EndpointError } from './errors';

function tooLarge(limit: number): EndpointError {
  return new EndpointError('RequestEntityTooLarge', `The body of the request is larger than ${limit} bytes`, 413);
}

/**
 * The whole body of a request, of at most `limit` bytes; undefined if the client broke off.
 * @throws RequestEntityTooLarge (413) as soon as it is known, with the rest still unread
 */
export function readBody(message: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(message.headers['content-length'] ?? 0) > limit) {
      reject(tooLarge(limit));
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        message.off('data', take);
        reject(tooLarge(limit));
        return;
      }
      chunks.push(chunk);
    };
    message.on('data', take);
    message.on('end', () => {
      ended = true;
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    const breakOff = (): void => {
      if (!ended) resolve(undefined);
    };
    message.on('error', breakOff);
    message.on('close', breakOff);
  });
}
