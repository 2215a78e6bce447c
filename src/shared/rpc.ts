/**
 * Calls and events over anything that carries messages: the worker's port, a page's `postMessage`, a local socket. Both ends are a `Peer`;
 * contracts are plain types: `Calls` maps a name to a function of one argument, `Events` maps a name to its value.
 */

/** An error as it crosses the wire. */
export interface RemoteErrorShape {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** An error answered by the other side; `code` and `message` are AWS's when an action failed. */
export class RemoteError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(shape: RemoteErrorShape) {
    super(shape.message);
    this.name = 'RemoteError';
    this.code = shape.code;
    this.status = shape.status;
  }
}

export type Frame =
  | { readonly id: number; readonly call: string; readonly argument: unknown }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: RemoteErrorShape }
  | { readonly cancel: number }
  | { readonly event: string; readonly value: unknown };

type Functions<Calls> = { readonly [Name in keyof Calls]: (argument: never) => unknown };
type ArgumentOf<Calls, Name extends keyof Calls> = Calls[Name] extends (argument: infer Argument) => unknown ? Argument : never;
type AnswerOf<Calls, Name extends keyof Calls> = Calls[Name] extends (argument: never) => infer Answer ? Awaited<Answer> : never;

/** Answers the calls of a contract; `signal` is aborted when the caller cancels. */
export type Handlers<Calls> = {
  readonly [Name in keyof Calls]: (
    argument: ArgumentOf<Calls, Name>,
    signal: AbortSignal,
  ) => AnswerOf<Calls, Name> | Promise<AnswerOf<Calls, Name>>;
};

/** Turns whatever was thrown into what crosses the wire. */
export function toErrorShape(error: unknown): RemoteErrorShape {
  const known = error as Partial<RemoteErrorShape> | undefined;
  if (error instanceof Error && typeof known?.code === 'string')
    return { code: known.code, message: error.message, status: known.status ?? 400 };
  return { code: 'InternalError', message: error instanceof Error ? error.message : String(error), status: 500 };
}

/**
 * One end of a connection. `send` posts a frame; feed what arrives to `receive`; call `disconnect` when the other side is gone: whatever waits
 * for an answer then fails.
 */
export class Peer<
  TheirCalls extends Functions<TheirCalls>,
  TheirEvents,
  OurCalls extends Functions<OurCalls> = Record<string, never>,
  OurEvents = never,
> {
  private nextId = 1;
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Map<PropertyKey, Set<(value: never) => void>>();
  private gone: RemoteError | undefined;

  constructor(
    private readonly send: (frame: Frame) => void,
    private readonly handlers?: Handlers<OurCalls>,
  ) {}

  /** Asks the other side. Rejects with RemoteError; aborting `signal` asks it to stop, and the answer is then its own. */
  call<Name extends keyof TheirCalls & string>(
    name: Name,
    argument: ArgumentOf<TheirCalls, Name>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<TheirCalls, Name>> {
    if (this.gone) return Promise.reject(this.gone);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const cancel = (): void => this.send({ cancel: id });
      const settled = (): void => signal?.removeEventListener('abort', cancel);
      this.waiting.set(id, {
        resolve: (value) => (settled(), resolve(value)),
        reject: (error) => (settled(), reject(error)),
      });
      this.send({ id, call: name, argument });
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted) cancel();
    });
  }

  /** Listens to an event of the other side; the answer stops listening. */
  on<Name extends keyof TheirEvents>(name: Name, listener: (value: TheirEvents[Name]) => void): () => void {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(listener as (value: never) => void));
    return () => listeners.delete(listener as (value: never) => void);
  }

  /** Tells the other side. */
  emit<Name extends keyof OurEvents & string>(name: Name, value: OurEvents[Name]): void {
    if (!this.gone) this.send({ event: name, value });
  }

  /** Takes a frame that arrived. */
  receive(frame: Frame): void {
    if ('call' in frame) void this.answer(frame.id, frame.call, frame.argument);
    else if ('cancel' in frame) this.running.get(frame.cancel)?.abort();
    else if ('event' in frame) for (const listener of this.listeners.get(frame.event) ?? []) listener(frame.value as never);
    else {
      const waiting = this.waiting.get(frame.id);
      this.waiting.delete(frame.id);
      if ('error' in frame) waiting?.reject(new RemoteError(frame.error));
      else waiting?.resolve(frame.value as never);
    }
  }

  /** The other side is gone. */
  disconnect(reason: string): void {
    this.gone ??= new RemoteError({ code: 'Disconnected', message: reason, status: 503 });
    for (const { reject } of this.waiting.values()) reject(this.gone);
    this.waiting.clear();
    for (const controller of this.running.values()) controller.abort();
  }

  private async answer(id: number, name: string, argument: unknown): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      const handler = Object.hasOwn(this.handlers ?? {}, name) ? this.handlers?.[name as keyof OurCalls] : undefined;
      if (!handler) throw Object.assign(new Error(`Nobody answers ${name}`), { code: 'NotImplemented', status: 501 });
      const value = await handler(argument as never, controller.signal);
      if (!this.gone) this.send({ id, value });
    } catch (error) {
      if (!this.gone) this.send({ id, error: toErrorShape(error) });
    } finally {
      this.running.delete(id);
    }
  }
}
