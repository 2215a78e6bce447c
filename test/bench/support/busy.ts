import { Session } from 'node:inspector/promises';

/** How often the profiler looks, microseconds. */
const interval = 500;

/** The longest time without a pause in which a thread was busy, milliseconds of the time that it ran: what other programs took is not in it. */
export interface Busy {
  /** With anything. */
  readonly all: number;
  /** With code of the file that was named, or what that called. */
  readonly own: number;
}

/** What a sample was taken of: the loop that spins while there is nothing to do, the turns around it, native code, or work. */
type Seen = 'spin' | 'pause' | 'between' | 'own' | 'others';

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/**
 * Watches what this thread does while `work` goes on, by V8's sampling profiler. A loop that asks for turn after turn tells where one thing ends:
 * two samples with none of the loop between them belong to one stretch. Samples are counted, not timed, because a thread that waits for a
 * processor gives none.
 * @param file the end of the path of the code that counts as own
 */
export async function watchBusy(file: string, work: () => Promise<unknown>): Promise<Busy> {
  let watching = true;
  const spin = (): void => {
    if (watching) setImmediate(spin);
  };
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval });
    await session.post('Profiler.start');
    spin();
    await work();
    watching = false;
    const { profile } = await session.post('Profiler.stop');
    return longest(profile.nodes, profile.samples ?? [], file);
  } finally {
    watching = false;
    session.disconnect();
  }
}

function longest(nodes: readonly Node[], samples: readonly number[], file: string): Busy {
  const seen = new Map<number, Seen>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (id: number, above: Seen): void => {
    const { callFrame, children = [] } = byId.get(id)!;
    const here = above === 'own' || above === 'spin' ? above : kindOf(callFrame, file);
    seen.set(id, here);
    for (const child of children) visit(child, here);
  };
  const root = nodes[0];
  if (!root) throw new Error('The profiler has seen nothing');
  visit(root.id, 'others');
  let [all, own] = [0, 0];
  let stretch = { all: 0, own: 0 };
  for (const sample of samples) {
    const what = seen.get(sample)!;
    if (what === 'spin' || what === 'pause') stretch = { all: 0, own: 0 };
    // Work that native code follows is one stretch with it; native code alone is the loop's own.
    else if (what !== 'between' || stretch.all > 0) stretch = { all: stretch.all + 1, own: stretch.own + Number(what === 'own') };
    all = Math.max(all, stretch.all);
    own = Math.max(own, stretch.own);
  }
  return { all: (all * interval) / 1_000, own: (own * interval) / 1_000 };
}

function kindOf({ functionName, url }: Node['callFrame'], file: string): Seen {
  if (url.endsWith(file)) return 'own';
  if (functionName === 'spin') return 'spin';
  if (functionName === 'processImmediate' || functionName === '(idle)') return 'pause';
  if (functionName === '(garbage collector)' || functionName === '(program)' || functionName === '(root)') return 'between';
  return 'others';
}
