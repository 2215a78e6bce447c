import type { Kind } from '../region/kernel/kind';
import type { Sandbox } from '../region/kernel/sandbox';
import { regionTable } from '../region/kernel/tables';
import type { ChangeSet } from '../region/store/changes';
import type { Connection } from '../shared/connect';
import type { LaunchOffers, LaunchTerms } from '../shared/launch-offers';
import type { Dependents, NodePage, ResourceGroup, ResourceNode, StateHistory, WorkerCalls } from '../shared/worker';
import type { ClockDriver } from './clock-driver';
import { connectionTo } from './connection';
import { dependentsOf } from './dependents';
import { launchOffers } from './launch-offers';
import { launchTerms } from './launch-terms';
import { Listings } from './listings';
import { prepareSearch, searchResources } from './search';
import { nodePage, nodesById, resourceCounts, resourceGroups, stateHistory } from './views';
import type { WallTime } from './wall-time';

/** What a call of the worker's contract is asked with. */
type AskedFor<Call extends keyof WorkerCalls> = Parameters<WorkerCalls[Call]>[0];

/** Answers what trees and pages look at, always at the present virtual time. */
export class AccountViews {
  private listings = new Listings();
  private stopped = false;

  /** @param onBegun called when a look has brought a region to life, which is nobody's change */
  constructor(
    private account: Sandbox,
    private readonly clock: ClockDriver,
    private readonly wall: WallTime,
    private readonly onBegun: () => void,
  ) {}

  /** Looks at another account from now on. */
  follow(account: Sandbox): void {
    this.account = account;
    this.listings = new Listings();
  }

  /** Told of each commit. */
  note(changes: ChangeSet): void {
    this.listings.note(changes);
  }

  /** Prepares nothing any more. */
  stop(): void {
    this.stopped = true;
  }

  async nodes(request: AskedFor<'nodes'>): Promise<NodePage> {
    await this.prepareFilter(request);
    return this.look(request.region, () => nodePage(this.account, this.listings, request));
  }

  async nodesById(request: AskedFor<'nodesById'>): Promise<ResourceNode[]> {
    await this.prepareFilter(request);
    return this.look(request.region, () => nodesById(this.account, this.listings, request));
  }

  async groups(request: AskedFor<'groups'>): Promise<ResourceGroup[]> {
    await this.prepareFilter(request);
    return this.look(request.region, () => resourceGroups(this.account, this.listings, request));
  }

  async counts(request: AskedFor<'counts'>): Promise<number[]> {
    return this.look(request.region, () => resourceCounts(this.account, request));
  }

  async search(request: AskedFor<'search'>): Promise<ResourceNode[]> {
    if (request.text.trim() !== '') await this.prepare(request.region);
    return this.look(request.region, () => searchResources(this.account, this.listings, request));
  }

  async connection(request: AskedFor<'connection'>): Promise<Connection> {
    return this.look(request.region, () => connectionTo(this.account, request));
  }

  async history(request: { kind: string; region: string; id: string }): Promise<StateHistory> {
    return this.look(request.region, () => stateHistory(this.account, request));
  }

  async dependents(request: AskedFor<'dependents'>): Promise<Dependents | undefined> {
    return this.look(request.region, () => dependentsOf(this.account, request));
  }

  async launchOffers(request: { region: string; imageId: string }): Promise<LaunchOffers> {
    return this.look(request.region, () => launchOffers(this.account, request));
  }

  async launchTerms(request: { region: string }): Promise<LaunchTerms> {
    return this.look(request.region, () => launchTerms(this.account, request));
  }

  /** Makes what a filter looks at. */
  private async prepareFilter({ kind, region, selection }: Pick<AskedFor<'nodes'>, 'kind' | 'region' | 'selection'>): Promise<void> {
    if (selection?.filter === undefined) return;
    await this.prepare(
      region,
      this.account.definition.kinds.filter(({ name }) => name === kind),
    );
  }

  private prepare(region: string, kinds?: readonly Kind[]): Promise<void> {
    const { account, listings } = this;
    const here = (): boolean => this.account === account && !this.stopped;
    return prepareSearch(account, listings, region, this.wall, here, kinds);
  }

  /** Shows something of the account at the present virtual time. A region comes to life when it is first looked at. */
  private async look<Answer>(region: string, show: () => Answer): Promise<Answer> {
    await this.clock.enter();
    if (!this.account.store.in(regionTable, '').get(region) && this.account.isRegistered('sts:GetCallerIdentity')) {
      this.account.execute({ action: 'sts:GetCallerIdentity', region, input: {}, caller: { kind: 'session' } });
      this.onBegun();
    }
    try {
      return show();
    } finally {
      this.clock.leave();
    }
  }
}
