import type { Handlers } from '../shared/rpc';
import type { CallerInfo, Opened, OpenOptions, WorkerCalls } from '../shared/worker';
import { AccountHost, type Surroundings, type Tell } from './account-host';
import { accountHandlers, type AccountCalls } from './account-calls';

const editor: CallerInfo = { kind: 'editor' };

/** Serves the worker's contract to one window. */
export class WorkerService {
  private host: AccountHost | undefined;

  constructor(
    private readonly surroundings: Promise<Surroundings>,
    private readonly tell: Tell,
  ) {}

  handlers(): Handlers<WorkerCalls> {
    const current = (): Handlers<AccountCalls> => {
      if (!this.host) throw Object.assign(new Error('No account is open'), { code: 'NotOpen', status: 409 });
      return accountHandlers(this.host, editor);
    };
    return {
      open: (options) => this.open(options),
      close: () => this.close(),
      execute: (request, signal) => current().execute(request, signal),
      session: (request, signal) => current().session(request, signal),
      nodes: (request, signal) => current().nodes(request, signal),
      nodesById: (request, signal) => current().nodesById(request, signal),
      history: (request, signal) => current().history(request, signal),
      startEndpoint: (options, signal) => current().startEndpoint(options, signal),
      stopEndpoint: (nothing, signal) => current().stopEndpoint(nothing, signal),
    };
  }

  private async open(options: OpenOptions): Promise<Opened> {
    await this.close();
    this.host = AccountHost.open(await this.surroundings, options, this.tell);
    return this.host.opened();
  }

  private async close(): Promise<void> {
    const { host } = this;
    this.host = undefined;
    await host?.close();
  }
}
