import type { MenuAction, ViewName } from './region-types';

/** What the editor must know of a kind without asking the worker; written by scripts/manifest.mjs into src/host/kinds.generated.ts. */
export interface KindMenu {
  /** As in change sets and commands, such as `instances`. */
  readonly name: string;
  /** Of its folder, in English and Korean. */
  readonly title: readonly [english: string, korean: string];
  /** The view that shows its resources, at its top or below resources of the kind `parent`. */
  readonly view: ViewName;
  readonly parent?: string;
  /** AWS's resource type, as in tags and ARNs. */
  readonly resourceType: string;
  /** Its resources have states, so there is a "Why?" for them. */
  readonly stateful: boolean;
  /** Its resources are the account's own and can have tags. */
  readonly tagged: boolean;
  readonly menu: readonly Pick<
    MenuAction,
    'id' | 'action' | 'idsInput' | 'each' | 'constants' | 'asks' | 'needs' | 'confirm' | 'done' | 'key'
  >[];
}
