import type * as vscode from 'vscode';
import type { LaunchedInstance, LaunchedView } from '../../../shared/launch-instance';
import { pageSize, type Session } from '../../session';

/** So many of the instances stand on the page; all are counted. */
const shown = 20;
/** A burst of changes is looked at once, milliseconds. */
const gathering = 50;

interface Known {
  readonly state: string;
  readonly transient: boolean;
}

/**
 * Follows the instances of one launch by the change sets of the account: after the first look, only those that a change names are looked at again, and all
 * of them when the account has been opened anew, by whose thread nothing was told meanwhile.
 */
export class LaunchedInstances implements vscode.Disposable {
  private readonly known = new Map<string, Known>();
  private readonly addresses = new Map<string, string>();
  private readonly dirty = new Set<string>();
  private readonly subscriptions: vscode.Disposable[];
  private disposed = false;
  private timer: NodeJS.Timeout | undefined;
  /** Looks come one after the other, so that a later one is never overtaken. */
  private looking: Promise<unknown> = Promise.resolve();

  /** @param tell called after each change with all there is to show */
  constructor(
    private readonly session: Pick<Session, 'onDidChange' | 'onDidOpen' | 'nodesById' | 'execute' | 'log'>,
    private readonly region: string,
    private readonly ids: readonly string[],
    private readonly tell: (view: LaunchedView) => void,
  ) {
    const ours = new Set(ids);
    this.subscriptions = [
      session.onDidChange(({ changed }) =>
        this.note(
          changed.filter(({ kind, id, region: where }) => kind === 'instances' && where === region && ours.has(id)).map(({ id }) => id),
        ),
      ),
      session.onDidOpen(() => this.note(ids)),
    ];
  }

  /** How they all are now. */
  view(): Promise<LaunchedView> {
    return this.look(this.ids);
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Looks soon at those that may have changed, and at those that could not be looked at before. */
  private note(ids: readonly string[]): void {
    for (const id of ids) this.dirty.add(id);
    if (this.dirty.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.look([...this.dirty]).then(
        (view) => {
          if (!this.disposed) this.tell(view);
        },
        (error: unknown) => this.session.log.error(`Launched instances: ${String(error)}`),
      );
    }, gathering);
  }

  private look(ids: readonly string[]): Promise<LaunchedView> {
    for (const id of ids) this.dirty.delete(id);
    const looked = this.looking.then(() => this.read(ids));
    this.looking = looked.catch(() => {
      for (const id of ids) this.dirty.add(id);
    });
    return looked;
  }

  private async read(ids: readonly string[]): Promise<LaunchedView> {
    const { region, known, addresses } = this;
    const found = await this.statesOf(ids, region);
    const listed = this.ids.slice(0, shown);
    const addressesNow = await this.addressesOf(
      listed.filter((id) => ids.includes(id) && found.has(id)),
      region,
    );
    // Only now: when asking fails, what was known stands.
    for (const id of ids) {
      known.delete(id);
      addresses.delete(id);
    }
    for (const [id, now] of found) known.set(id, now);
    for (const [id, address] of addressesNow) addresses.set(id, address);
    const states: Record<string, number> = {};
    for (const { state } of known.values()) states[state] = (states[state] ?? 0) + 1;
    return { instances: listed.map((id) => this.instance(id)), states, settled: [...known.values()].every(({ transient }) => !transient) };
  }

  private async statesOf(ids: readonly string[], region: string): Promise<ReadonlyMap<string, Known>> {
    const found = new Map<string, Known>();
    for (let from = 0; from < ids.length; from += pageSize) {
      const nodes = await this.session.nodesById('instances', ids.slice(from, from + pageSize), region);
      for (const { id, state = '', transient = false } of nodes) found.set(id, { state, transient });
    }
    return found;
  }

  private async addressesOf(ids: readonly string[], region: string): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    if (ids.length === 0) return found;
    // By a filter: an id that has left the lists meanwhile is no error.
    const Filters = [{ Name: 'instance-id', Values: Array.from(ids) }];
    const { Reservations = [] } = await this.session.execute('ec2:DescribeInstances', { Filters }, region);
    for (const { InstanceId = '', PublicIpAddress } of Reservations.flatMap(({ Instances = [] }) => Instances)) {
      if (PublicIpAddress) found.set(InstanceId, PublicIpAddress);
    }
    return found;
  }

  private instance(id: string): LaunchedInstance {
    const now = this.known.get(id);
    const publicIp = this.addresses.get(id);
    return { id, ...(now && { state: now.state }), ...(now && publicIp !== undefined && { publicIp }) };
  }
}
