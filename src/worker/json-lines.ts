import type { Socket } from 'node:net';
import type { Frame } from '../shared/rpc';

/** A peer that reads slower than this much is let go, bytes. */
const longestBacklog = 64 * 1024 * 1024;

/** Frame → one line of JSON that keeps dates and bytes. */
export function encodeLine(frame: Frame): string {
  const text = JSON.stringify(frame, function (this: Record<string, unknown>, key, value: unknown) {
    const raw = this[key];
    if (raw instanceof Date) return { $date: raw.getTime() };
    if (raw instanceof Uint8Array) return { $bytes: Buffer.from(raw).toString('base64') };
    return value;
  });
  return `${text}\n`;
}

/** One line → the frame it was. */
export function decodeLine(line: string): Frame {
  return JSON.parse(line, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$date' in value) return new Date(Number(value.$date));
    if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
    return value;
  }) as Frame;
}

/** Carries frames over a socket, a line each. */
export class JsonLines {
  private partial: Buffer[] = [];

  /** @param onGone called once, when the other side is gone or says what cannot be understood */
  constructor(
    private readonly socket: Socket,
    onFrame: (frame: Frame) => void,
    onGone: () => void,
  ) {
    socket.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        const line = Buffer.concat([...this.partial, chunk.subarray(start, end)]).toString('utf8');
        this.partial = [];
        start = end + 1;
        try {
          onFrame(decodeLine(line));
        } catch {
          socket.destroy();
          return;
        }
      }
      if (start < chunk.length) this.partial.push(chunk.subarray(start));
    });
    // What went wrong with a socket does not matter here; `close` follows.
    socket.on('error', () => undefined);
    socket.on('close', onGone);
  }

  send(frame: Frame): void {
    if (this.socket.destroyed) return;
    this.socket.write(encodeLine(frame));
    if (this.socket.writableLength > longestBacklog) this.socket.destroy();
  }
}
