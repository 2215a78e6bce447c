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

/** Follows the instances of one launch by the change sets of the account: after the first look, only those that a change names are looked at again. */
export class LaunchedInstances implements vscode.Disposable {
  private readonly known = new Map<string, Known>();
  private readonly addresses = new Map<string, string>();
  private readonly dirty = new Set<string>();
  private readonly subscription: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  /** Looks come one after the other, so that a later one is never overtaken. */
  private looking: Promise<unknown> = Promise.resolve();

  /** @param tell called after each change with all there is to show */
  constructor(
    private readonly session: Pick<Session, 'onDidChange' | 'nodesById' | 'execute' | 'log'>,
    private readonly region: string,
    private readonly ids: readonly string[],
    tell: (view: LaunchedView) => void,
  ) {
    const ours = new Set(ids);
    this.subscription = session.onDidChange(({ changed }) => {
      for (const { kind, id, region: where } of changed) if (kind === 'instances' && where === region && ours.has(id)) this.dirty.add(id);
      if (this.dirty.size === 0) return;
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.look([...this.dirty]).then(tell, (error: unknown) => session.log.error(`Launched instances: ${String(error)}`));
      }, gathering);
    });
  }

  /** How they all are now. */
  view(): Promise<LaunchedView> {
    return this.look(this.ids);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private look(ids: readonly string[]): Promise<LaunchedView> {
    for (const id of ids) this.dirty.delete(id);
    const looked = this.looking.then(() => this.read(ids));
    this.looking = looked.catch(() => undefined);
    return looked;
  }

  private async read(ids: readonly string[]): Promise<LaunchedView> {
    const { session, region, known, addresses } = this;
    for (let from = 0; from < ids.length; from += pageSize) {
      const asked = ids.slice(from, from + pageSize);
      for (const id of asked) known.delete(id);
      for (const { id, state = '', transient = false } of await session.nodesById('instances', asked, region))
        known.set(id, { state, transient });
    }
    const listed = this.ids.slice(0, shown);
    const asked = listed.filter((id) => ids.includes(id) && known.has(id));
    for (const id of asked) addresses.delete(id);
    if (asked.length > 0) {
      // By a filter: an id that has left the lists meanwhile is no error.
      const { Reservations = [] } = await session.execute(
        'ec2:DescribeInstances',
        { Filters: [{ Name: 'instance-id', Values: asked }] },
        region,
      );
      for (const { InstanceId = '', PublicIpAddress } of Reservations.flatMap(({ Instances = [] }) => Instances)) {
        if (PublicIpAddress) addresses.set(InstanceId, PublicIpAddress);
      }
    }
    const states: Record<string, number> = {};
    for (const { state } of known.values()) states[state] = (states[state] ?? 0) + 1;
    return { instances: listed.map((id) => this.instance(id)), states, settled: [...known.values()].every(({ transient }) => !transient) };
  }

  private instance(id: string): LaunchedInstance {
    const now = this.known.get(id);
    const publicIp = this.addresses.get(id);
    return { id, ...(now && { state: now.state }), ...(now && publicIp !== undefined && { publicIp }) };
  }
}
