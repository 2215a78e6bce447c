import type { IncomingMessage } from 'node:http';
import { EndpointError } from './errors';
import { limits } from './limits';

function tooLarge(): EndpointError {
  return new EndpointError('RequestEntityTooLarge', `The body of the request is larger than ${limits.bodyBytes} bytes`, 413);
}

/**
 * The whole body of a request; undefined if the client broke off.
 * @throws RequestEntityTooLarge (413) as soon as it is known, with the rest still unread
 */
export function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(message.headers['content-length'] ?? 0) > limits.bodyBytes) {
      reject(tooLarge());
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.bodyBytes) {
        message.off('data', take);
        reject(tooLarge());
        return;
      }
      chunks.push(chunk);
    };
    message.on('data', take);
    message.once('end', () => {
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
    // After `end` these change nothing: the promise is settled.
    message.once('error', () => {
      resolve(undefined);
    });
    message.once('close', () => {
      resolve(undefined);
    });
  });
}
