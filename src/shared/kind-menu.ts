import type { MenuAction } from './region-types';

/** What the editor must know of a kind without asking the worker; written by scripts/manifest.mjs into src/host/kinds.generated.ts. */
export interface KindMenu {
  /** As in change sets and commands, such as `instances`. */
  readonly name: string;
  /** Its resources have states, so there is a "Why?" for them. */
  readonly stateful: boolean;
  readonly menu: readonly Pick<MenuAction, 'id' | 'action' | 'idsInput' | 'each' | 'asks' | 'needs' | 'confirm'>[];
}
