import { NewerSchemaError } from '../region/store/schema';
import type { Handlers } from '../shared/rpc';
import type { CallerInfo } from '../shared/activity';
import type { Opened, OpenOptions, WorkerCalls } from '../shared/worker';
import { accountHandlers, type AccountCalls } from './account-calls';
import { AccountHost, type Surroundings, type Tell } from './account-host';
import { Follower, serveFollowers } from './follow';
import { takeSeat } from './leadership';
import { Looks } from './looks';

const editor: CallerInfo = { kind: 'editor' };

/** An account as this window has it: held by it, or followed. */
interface Place {
  readonly opened: Opened;
  readonly handlers: Handlers<AccountCalls>;
  leave(): Promise<void>;
}

function openHost(surroundings: Surroundings, options: OpenOptions, tell: Tell): AccountHost {
  try {
    return AccountHost.open(surroundings, options, tell);
  } catch (error) {
    if (error instanceof NewerSchemaError) throw Object.assign(error, { code: 'NewerSchema', status: 409 });
    throw error;
  }
}

/** Serves the worker's contract to one window, which holds the account or follows the one that does, and takes over when that one goes. */
export class WorkerService {
  private place: Promise<Place> | undefined;

  constructor(
    private readonly surroundings: Promise<Surroundings>,
    private readonly tell: Tell,
  ) {}

  handlers(): Handlers<WorkerCalls> {
    const current = async (): Promise<Handlers<AccountCalls>> => {
      if (!this.place) throw Object.assign(new Error('No account is open'), { code: 'NotOpen', status: 409 });
      return (await this.place).handlers;
    };
    return {
      open: (options) => this.open(options),
      close: () => this.close(),
      execute: async (request, signal) => (await current()).execute(request, signal),
      session: async (request, signal) => (await current()).session(request, signal),
      nodes: async (request, signal) => (await current()).nodes(request, signal),
      nodesById: async (request, signal) => (await current()).nodesById(request, signal),
      groups: async (request, signal) => (await current()).groups(request, signal),
      counts: async (request, signal) => (await current()).counts(request, signal),
      search: async (request, signal) => (await current()).search(request, signal),
      activity: async (request, signal) => (await current()).activity(request, signal),
      call: async (request, signal) => (await current()).call(request, signal),
      dependents: async (request, signal) => (await current()).dependents(request, signal),
      connection: async (request, signal) => (await current()).connection(request, signal),
      history: async (request, signal) => (await current()).history(request, signal),
      launchOffers: async (request, signal) => (await current()).launchOffers(request, signal),
      launchTerms: async (request, signal) => (await current()).launchTerms(request, signal),
      startEndpoint: async (options, signal) => (await current()).startEndpoint(options, signal),
      stopEndpoint: async (nothing, signal) => (await current()).stopEndpoint(nothing, signal),
    };
  }

  private async open(options: OpenOptions): Promise<Opened> {
    await this.close();
    this.place = this.enter(options);
    return (await this.place).opened;
  }

  private async close(): Promise<void> {
    const { place } = this;
    this.place = undefined;
    // An opening that failed has nothing to leave.
    await place?.then(
      (entered) => entered.leave(),
      () => undefined,
    );
  }

  private async enter(options: OpenOptions): Promise<Place> {
    const surroundings = await this.surroundings;
    const { folder, build } = options;
    if (folder === undefined) {
      const host = openHost(surroundings, options, this.tell);
      return { opened: host.opened(), handlers: accountHandlers(host, editor), leave: () => host.close() };
    }
    for (;;) {
      const seat = await takeSeat(folder);
      if (seat.role === 'holder') {
        let host: AccountHost;
        try {
          host = openHost(surroundings, options, this.tell);
        } catch (error) {
          await seat.release();
          throw error;
        }
        const dismiss = serveFollowers(seat.server, host);
        const looks = new Looks(folder, build, (text) => this.tell('log', { level: 'warn', text }));
        return {
          opened: host.opened(),
          handlers: looks.noting(accountHandlers(host, editor)),
          async leave() {
            await host.close(() => looks.answerBy(host.sandbox));
            looks.keep();
            dismiss();
            await seat.release();
          },
        };
      }
      let entered = false;
      const follower = new Follower(seat.socket, this.tell, () => {
        if (entered) this.takeOver(options);
      });
      const opened = await follower.attach().catch((error: unknown) => {
        // A holder that went while it was asked is replaced; one that refuses would refuse again.
        if ((error as { code?: unknown }).code === 'Disconnected') return undefined;
        follower.leave();
        throw error;
      });
      if (!opened) continue;
      entered = true;
      return { opened, handlers: follower.handlers(), leave: async () => follower.leave() };
    }
  }

  /** The holder is gone: takes its place, or follows whoever was quicker. */
  private takeOver(options: OpenOptions): void {
    const entering = this.enter(options);
    this.place = entering;
    entering.then(
      ({ opened: { role, clock, setAside } }) => {
        if (role === 'holder') this.tell('endpoint', {});
        if (setAside !== undefined) this.tell('log', { level: 'warn', text: `Damaged files were set aside: ${setAside}` });
        this.tell('clock', clock);
        this.tell('holder', { role });
      },
      (error: unknown) => this.tell('log', { level: 'error', text: `The account could not be taken over: ${String(error)}` }),
    );
  }
}
