import type { Handlers } from '../shared/rpc';
import type { CallerInfo } from '../shared/activity';
import type { WorkerCalls } from '../shared/worker';
import type { AccountHost } from './account-host';

/** What is asked of an account that is open, whoever holds it. */
export type AccountCalls = Omit<WorkerCalls, 'open' | 'close'>;

/** The handlers by which a holder's account is served. */
export function accountHandlers(host: AccountHost, caller: CallerInfo): Handlers<AccountCalls> {
  return {
    execute: (request) => host.execute(request, caller) as never,
    session: ({ action, input }, signal) => host.session(action, input, caller, signal) as never,
    nodes: (request) => host.views.nodes(request),
    nodesById: (request) => host.views.nodesById(request),
    groups: (request) => host.views.groups(request),
    counts: (request) => host.views.counts(request),
    search: (request) => host.views.search(request),
    activity: (request) => host.activity(request),
    call: (request) => host.call(request),
    dependents: (request) => host.views.dependents(request),
    connection: (request) => host.views.connection(request),
    history: (request) => host.views.history(request),
    launchOffers: (request) => host.views.launchOffers(request),
    launchTerms: (request) => host.views.launchTerms(request),
    startEndpoint: (options) => host.startEndpoint(options),
    stopEndpoint: () => host.stopEndpoint(),
  };
}
