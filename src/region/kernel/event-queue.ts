import type { Store } from '../store/store';
import { type EventRow, eventTable } from './tables';

/** The future of the account, ordered by (at, order). A cache of the event rows: rows decide, the heap only finds the next one quickly. */
export class EventQueue {
  private heap: EventRow[] = [];
  private limit = 1_000;

  constructor(private readonly store: Store) {
    store.watch(eventTable, (_before, after) => {
      if (after) this.push(after);
    });
  }

  /** The next event, which stays where it is. */
  peek(): EventRow | undefined {
    for (;;) {
      const top = this.heap[0];
      if (!top || this.isCurrent(top)) return top;
      this.pop();
    }
  }

  private isCurrent(event: EventRow): boolean {
    return this.store.in(eventTable, event.region).get(event.id)?.row === event;
  }

  private push(event: EventRow): void {
    // Entries of events that were taken back go when they come up, or here when they are most of the heap.
    if (this.heap.length > this.limit) {
      const current = this.heap.filter((each) => this.isCurrent(each));
      this.heap = [];
      this.limit = 2 * current.length + 1_000;
      for (const each of new Set(current)) this.push(each);
    }
    const heap = this.heap;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(event, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  private pop(): void {
    const heap = this.heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }
}

function before(a: EventRow, b: EventRow): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
