import type { RowKey } from '../store/table';
import type { ActionName } from '../aws/action-names';
import type { Context } from './context';

/** A resource that another one cannot go without: its kind as in trees or, where no tree shows it, AWS's resource type. */
export interface Dependent {
  readonly kind: string;
  readonly id: string;
}

/**
 * Why AWS refuses an action on a resource as long as others depend on it. The action decides by `of`, so a view that asks by it names just what the
 * action is refused for.
 */
export interface Dependence<Row extends RowKey = RowKey> {
  readonly action: ActionName;
  /** AWS's code of the refusal, such as `DependencyViolation`. */
  readonly code: string;
  /** What is in the way now, each once; empty when nothing is. Declared as a method, so that kinds of different rows can stand in one list. */
  of(context: Context, row: Row): readonly Dependent[];
}

/** Each dependent once, in their order. */
export function distinct(dependents: readonly Dependent[]): Dependent[] {
  const seen = new Set<string>();
  return dependents.filter(({ id }) => !seen.has(id) && seen.add(id));
}
