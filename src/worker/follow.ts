import type { Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Handlers, Peer } from '../shared/rpc';
import { contractVersion, type Opened, type WorkerEvents } from '../shared/worker';
import { type AccountCalls, accountHandlers } from './account-calls';
import type { AccountHost, Tell } from './account-host';
import { JsonLines } from './json-lines';

/** What a follower asks its holder: the account's calls, and to be told its events from then on. */
type FollowerCalls = AccountCalls & { attach(nothing: null): Opened & { readonly contract: number } };

/** How long a holder may take to answer an attaching window, milliseconds of real time: one that is frozen never would. */
const attachLimit = 10_000;

/** A change asked for where the account can only be looked at. */
export class ReadOnlyError extends Error {
  readonly code = 'ReadOnly';
  readonly status = 409;

  constructor(what: string) {
    super(`${what} was refused: another window holds this account, and this one only follows it`);
    this.name = 'ReadOnlyError';
  }
}

function refused(code: string, message: string): never {
  throw Object.assign(new Error(message), { code, status: 409 });
}

/** Serves an account to the windows that follow it, for looking only. The answer ends it and lets them go. */
export function serveFollowers(server: Server, host: AccountHost): () => void {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    sockets.add(socket);
    let detach: (() => void) | undefined;
    const attach = (): Opened & { contract: number } => {
      detach ??= host.subscribe((name, value) =>
        peer.emit(name, name === 'holder' ? ({ role: 'follower' } as WorkerEvents[typeof name]) : value),
      );
      const endpoint = host.endpointState();
      if (endpoint.url !== undefined) peer.emit('endpoint', endpoint);
      return { ...host.opened(), role: 'follower', contract: contractVersion };
    };
    const peer = new Peer<Record<string, never>, never, FollowerCalls, WorkerEvents>((frame) => lines.send(frame), {
      ...readOnly(host),
      attach,
    });
    const lines = new JsonLines(
      socket,
      (frame) => peer.receive(frame),
      () => {
        detach?.();
        sockets.delete(socket);
        peer.disconnect('The window that followed is gone');
      },
    );
  };
  server.on('connection', accept);
  return () => {
    server.off('connection', accept);
    for (const socket of sockets) socket.destroy();
  };
}

function readOnly(host: AccountHost): Handlers<AccountCalls> {
  const all = accountHandlers(host, { kind: 'editor' });
  const refuse = (what: string): never => {
    throw new ReadOnlyError(what);
  };
  return {
    ...all,
    execute: (request, signal) => (host.sandbox.isRead(request.action) ? all.execute(request, signal) : refuse(request.action)),
    session: (request, signal) => (request.action === 'DescribeClock' ? all.session(request, signal) : refuse(request.action)),
    startEndpoint: () => refuse('Starting the endpoint'),
    stopEndpoint: () => refuse('Stopping the endpoint'),
  };
}

/** Follows an account that another process holds. */
export class Follower {
  private readonly peer: Peer<FollowerCalls, WorkerEvents>;
  private left = false;

  /** @param onGone called once when the holder is gone, unless this side left */
  constructor(
    private readonly socket: Socket,
    tell: Tell,
    onGone: () => void,
  ) {
    this.peer = new Peer((frame) => lines.send(frame));
    const lines = new JsonLines(
      socket,
      (frame) => this.peer.receive(frame),
      () => {
        this.peer.disconnect('The window that held the account is gone');
        if (!this.left) onGone();
      },
    );
    for (const name of ['changes', 'clock', 'holder', 'endpoint', 'activity', 'log'] as const) {
      this.peer.on(name, (value) => tell(name, value));
    }
  }

  /**
   * What an opening answers, from the holder; events come from then on.
   * @throws an error with the code OtherVersion when the holder is of a version that speaks otherwise, NotAnswering when it is frozen
   */
  async attach(): Promise<Opened> {
    const given = new AbortController();
    const late = delay(attachLimit, undefined, { ref: false, signal: given.signal }).then(
      () => refused('NotAnswering', 'The window that holds the account does not answer'),
      () => new Promise<never>(() => undefined),
    );
    try {
      const { contract, ...opened } = await Promise.race([this.peer.call('attach', null), late]);
      if (contract === contractVersion) return opened;
      return refused('OtherVersion', 'The account is held by a window with another version of Cloud Sandbox: reload both windows');
    } finally {
      given.abort();
    }
  }

  handlers(): Handlers<AccountCalls> {
    const { peer } = this;
    return {
      execute: (request, signal) => peer.call('execute', request as never, signal) as never,
      session: (request, signal) => peer.call('session', request as never, signal) as never,
      nodes: (request, signal) => peer.call('nodes', request, signal),
      nodesById: (request, signal) => peer.call('nodesById', request, signal),
      groups: (request, signal) => peer.call('groups', request, signal),
      counts: (request, signal) => peer.call('counts', request, signal),
      search: (request, signal) => peer.call('search', request, signal),
      activity: (request, signal) => peer.call('activity', request, signal),
      call: (request, signal) => peer.call('call', request, signal),
      dependents: (request, signal) => peer.call('dependents', request, signal),
      connection: (request, signal) => peer.call('connection', request, signal),
      history: (request, signal) => peer.call('history', request, signal),
      launchOffers: (request, signal) => peer.call('launchOffers', request, signal),
      launchTerms: (request, signal) => peer.call('launchTerms', request, signal),
      startEndpoint: (options, signal) => peer.call('startEndpoint', options, signal),
      stopEndpoint: (nothing, signal) => peer.call('stopEndpoint', nothing as never, signal),
    };
  }

  leave(): void {
    this.left = true;
    this.socket.destroy();
  }
}
