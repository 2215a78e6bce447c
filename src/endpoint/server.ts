import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { EndpointAccount } from './account';
import { AnswerBytes } from './answer-bytes';
import { readBody } from './body';
import type { ServiceDescriptor } from './descriptors';
import { EndpointError } from './errors';
import { allowedMethods, checkAtGate } from './gate';
import { greeting, isLook } from './greeting';
import { ActionHandler, type AuthMode, type Client } from './handler';
import { limits, type Limits } from './limits';
import { queryError } from './protocols/query';
import { handleSession, jsonError, sessionPath } from './session-handler';
import { WireRequest, type WireReply } from './wire';

/** The address the endpoint listens at; never another. */
const loopback = '127.0.0.1';

export interface EndpointOptions {
  /** 0 picks a free one. */
  readonly port: number;
  readonly auth: AuthMode;
  /** Told of every defect (a thrown value that is no AWS error), for the log. Nothing of it goes to a client. */
  readonly reportDefect: (thrown: unknown) => void;
  /** Bounds other than the usual ones. */
  readonly limits?: Partial<Limits>;
}

export interface RunningEndpoint {
  /** `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, gives those under way a moment, ends every connection. May be called twice. */
  close(): Promise<void>;
}

/** The HTTP side: connections, bodies, limits, headers. */
class EndpointServer {
  readonly #account: EndpointAccount;
  readonly #handler: ActionHandler;
  readonly #reportDefect: (thrown: unknown) => void;
  readonly #limits: Limits;
  readonly #bytes = new AnswerBytes();
  readonly #closing = new AbortController();
  readonly #server: Server;
  #closed: Promise<void> | undefined;
  #told = { time: NaN, text: '' };

  constructor(account: EndpointAccount, descriptors: readonly ServiceDescriptor[], options: EndpointOptions) {
    this.#account = account;
    this.#reportDefect = options.reportDefect;
    this.#limits = { ...limits, ...options.limits };
    this.#handler = new ActionHandler(account, descriptors, options.auth, options.reportDefect);
    this.#server = createServer(
      { maxHeaderSize: this.#limits.headerBytes, connectionsCheckingInterval: Math.min(1000, this.#limits.headersTimeout) },
      (request, response) => {
        this.#serve(request, response).catch((thrown: unknown) => {
          this.#reportDefect(thrown);
          response.destroy();
        });
      },
    );
    this.#server.maxConnections = this.#limits.connections;
    this.#server.headersTimeout = this.#limits.headersTimeout;
    this.#server.requestTimeout = this.#limits.requestTimeout;
    this.#server.keepAliveTimeout = this.#limits.keepAliveTimeout;
    this.#server.on('clientError', (error, socket) => {
      const refused = refuseUnreadable(error, socket);
      // A connection on which nothing came was no request, however it ended.
      if (refused && (socket as Socket).bytesRead > 0)
        this.#handler.refused({ userAgent: '', sourceIp: '' }, undefined, undefined, refused, randomUUID());
      setTimeout(() => socket.destroy(), this.#limits.lingerTime).unref();
    });
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, loopback, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#server.on('error', this.#reportDefect);
    return (this.#server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    this.#closing.abort();
    this.#server.closeIdleConnections();
    const deadline = setTimeout(() => {
      this.#server.closeAllConnections();
    }, this.#limits.closeTime);
    await ended;
    clearTimeout(deadline);
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const isSession = message.url?.startsWith(sessionPath) ?? false;
    const wireRequest = (body: Buffer) => new WireRequest(message.method ?? '', message.url ?? '', headersOf(message), body);
    let reply: WireReply;
    try {
      checkAtGate(message);
      const body = await readBody(message, this.#limits.bodyBytes);
      // The client is gone in the middle of its request: there is nobody to answer.
      if (!body) return;
      const request = wireRequest(body);
      if (isLook(message)) reply = greeting((this.#server.address() as AddressInfo).port);
      else if (isSession) reply = await this.#session(request, message, response, requestId);
      else reply = await this.#handler.handle(request, clientOf(message), requestId);
    } catch (thrown) {
      const request = wireRequest(Buffer.alloc(0));
      const client = clientOf(message);
      reply = isSession
        ? jsonError(this.#handler.refused(client, request, request.path.slice(sessionPath.length), thrown, requestId))
        : this.#handler.refuse(request, client, thrown, requestId);
    }
    this.#send(message, response, reply, requestId);
  }

  async #session(request: WireRequest, message: IncomingMessage, response: ServerResponse, requestId: string): Promise<WireReply> {
    const gone = new AbortController();
    const abort = () => {
      gone.abort();
    };
    response.once('close', abort);
    try {
      const signal = AbortSignal.any([gone.signal, this.#closing.signal]);
      return await handleSession(this.#account, this.#handler, request, clientOf(message), signal, requestId);
    } finally {
      response.off('close', abort);
    }
  }

  /** A virtual time in ISO 8601. Many answers are of the same one, above all while the clock is paused. */
  #timeText(time: number): string {
    if (this.#told.time !== time) this.#told = { time, text: new Date(time).toISOString() };
    return this.#told.text;
  }

  #send(message: IncomingMessage, response: ServerResponse, reply: WireReply, requestId: string): void {
    if (response.destroyed) return;
    // One text goes out together with its head, which bytes would not.
    const text = shortText(reply.body);
    const body = text ?? this.#bytes.of(reply.body);
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    const headers = ['content-length', String(length), 'x-amzn-requestid', requestId];
    for (const name in reply.headers) if (name !== 'x-amzn-requestid') headers.push(name, reply.headers[name]!);
    if (reply.time !== undefined) headers.push('x-sandbox-time', this.#timeText(reply.time));
    if (reply.status === 405) headers.push('allow', message.url?.startsWith(sessionPath) ? 'POST' : allowedMethods(message.url));
    if (this.#closing.signal.aborted) headers.push('connection', 'close');
    response.setTimeout(this.#limits.answerTimeout, () => response.destroy());
    response.writeHead(reply.status, headers);
    if (typeof body === 'string') response.end(body);
    // Of an answer that is not taken to its end the bytes are not used again: the system may still hold them.
    else response.end(body, () => this.#bytes.release(body));
    if (!message.complete) linger(message, this.#limits.lingerTime);
  }
}

/**
 * Reads on for a moment what was refused before its end: a connection closed on unread bytes is reset, and the answer lost with it. For the
 * same reason such an answer does not announce the end of the connection, which would make it come at once.
 */
function linger(message: IncomingMessage, milliseconds: number): void {
  message.resume();
  setTimeout(() => {
    if (!message.complete) message.socket.destroy();
  }, milliseconds).unref();
}

/** Text of so many characters at most is sent as it is: more would need memory of its own anyhow. */
const shortEnough = 4 * 1024;

function shortText(body: WireReply['body']): string | undefined {
  if (typeof body === 'string') return body.length <= shortEnough ? body : undefined;
  if (body instanceof Uint8Array) return undefined;
  let text = '';
  for (const piece of body) {
    if (typeof piece !== 'string' || text.length + piece.length > shortEnough) return undefined;
    text += piece;
  }
  return text;
}

function headersOf({ rawHeaders }: IncomingMessage): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return headers;
}

function clientOf({ headers, socket }: IncomingMessage): Client {
  return { userAgent: (headers['user-agent'] ?? '').slice(0, 256), sourceIp: socket.remoteAddress ?? '' };
}

/** Answers what the HTTP parser could not read, or what came too slowly, where the connection still takes an answer: with the error returned. */
function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): EndpointError | undefined {
  if (!socket.writable) {
    socket.destroy();
    return undefined;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const refused = new EndpointError('InvalidRequest', 'The HTTP request cannot be read', status);
  const { body, headers } = queryError(refused, randomUUID());
  const text = body.toString();
  const reason = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }[status];
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${headers['content-type']}\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
  );
  return refused;
}

/**
 * Serves an account to AWS clients, on this machine's loopback only.
 * @throws the system's error if the port is taken (`EADDRINUSE`) or may not be used
 */
export async function serveAccount(
  account: EndpointAccount,
  descriptors: readonly ServiceDescriptor[],
  options: EndpointOptions,
): Promise<RunningEndpoint> {
  const server = new EndpointServer(account, descriptors, options);
  const port = await server.listen(options.port);
  return { url: `http://${loopback}:${port}`, port, close: () => server.close() };
}
