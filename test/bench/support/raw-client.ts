import { connect, type Socket } from 'node:net';
import { type Scope, signedForm } from '../../endpoint/support/raw-http';

/** Requests to an endpoint as the bytes that go over the wire, each signed for itself. */
export function signedRequests(port: number, forms: readonly string[], scope: Scope): Buffer[] {
  const now = Date.now();
  return forms.map((form, index) => {
    // Dates that differ make signatures that differ: no request is the repetition of another.
    const { headers, body } = signedForm(port, form, { ...scope, at: now - (index % 600) * 1_000 });
    const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
    return Buffer.from(`POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body.toString()}`);
  });
}

const headEnd = Buffer.from('\r\n\r\n');

/**
 * A keep-alive connection that costs next to nothing: it writes bytes made beforehand and looks at the answer only as far as to find its end.
 */
export class RawConnection {
  private received: Buffer[] = [];
  private size = 0;
  /** Length of the whole answer, as soon as its head has come. */
  private wanted = Infinity;
  private settle: { resolve(answer: Buffer): void; reject(error: Error): void } | undefined;
  /** The server ends the connection after its answer, as HTTP/1.0 does. */
  ended = false;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    const fail = (error?: Error): void => {
      this.ended = true;
      this.settle?.reject(error ?? new Error('The server closed the connection'));
      this.settle = undefined;
    };
    socket.on('error', fail);
    socket.on('close', () => fail());
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawConnection(socket)));
      socket.once('error', reject);
    });
  }

  /** Sends one request and answers the bytes of its answer, head included. */
  ask(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.size += chunk.length;
    if (this.wanted === Infinity) this.readHead();
    if (this.size < this.wanted) return;
    const answer = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    this.received = [];
    this.size = 0;
    this.wanted = Infinity;
    const { settle } = this;
    this.settle = undefined;
    settle?.resolve(answer);
  }

  private readHead(): void {
    if (this.received.length > 1) this.received = [Buffer.concat(this.received)];
    const [bytes] = this.received;
    const end = bytes!.indexOf(headEnd);
    if (end < 0) return;
    const head = bytes!.toString('latin1', 0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`An answer without a length: ${head}`);
    this.wanted = end + headEnd.length + Number(length);
    this.ended = head.startsWith('HTTP/1.0') || /\r\nconnection: close/i.test(head);
  }
}

/** The body of an answer. @throws Error when its status is another than 200 */
export function bodyOf(answer: Buffer): string {
  const text = answer.toString('utf8');
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(`The server answered ${text.slice(0, 2_000)}`);
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}

/** Sends requests one after the other over `connections` connections at a time; answers how many were answered in a second. */
export async function throughput(port: number, requests: readonly Buffer[], connections: number): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => RawConnection.open(port)));
  let next = 0;
  const start = performance.now();
  await Promise.all(
    open.map(async (first) => {
      let connection = first;
      while (next < requests.length) {
        const request = requests[next++]!;
        if (connection.ended) connection = await RawConnection.open(port);
        check(await connection.ask(request));
      }
      connection.close();
    }),
  );
  return (requests.length * 1_000) / (performance.now() - start);
}

/**
 * Sends requests one after the other over one connection; answers the milliseconds each took, from its first byte to the answer's last. A server
 * that ends its connections is given new ones, which is not counted.
 */
export async function latencies(port: number, requests: readonly Buffer[]): Promise<number[]> {
  let connection = await RawConnection.open(port);
  const taken: number[] = [];
  for (const request of requests) {
    if (connection.ended) {
      connection.close();
      connection = await RawConnection.open(port);
    }
    const start = performance.now();
    const answer = await connection.ask(request);
    taken.push(performance.now() - start);
    check(answer);
  }
  connection.close();
  return taken;
}

const ok = Buffer.from('HTTP/1.1 200');

function check(answer: Buffer): void {
  if (answer.compare(ok, 0, ok.length, 0, ok.length) !== 0) bodyOf(answer);
}
