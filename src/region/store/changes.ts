/** How a resource changed in a commit. */
export type ChangeHow = 'created' | 'changed' | 'deleted';

/** One resource that a commit touched. */
export interface Change {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  readonly how: ChangeHow;
}

/** What one outer commit changed; `version` counts commits of this opening of the account. */
export interface ChangeSet {
  readonly version: number;
  /** Virtual time of the commit, epoch milliseconds. */
  readonly now: number;
  readonly changed: readonly Change[];
}
