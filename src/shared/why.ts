import type { StateHistory } from './worker';

/** What the page "Why?" shows: always the whole of it, so that one missed is made good by the next. */
export interface WhyView {
  readonly kind: string;
  readonly region: string;
  readonly label: string;
  /** Virtual time of the answer, epoch milliseconds. */
  readonly now: number;
  readonly history: StateHistory;
}

/** What the page may ask of the editor. */
export interface WhyCalls {
  view(nothing: null): WhyView;
  openJson(nothing: null): void;
}

/** What the editor tells the page. */
export interface WhyEvents {
  view: WhyView;
}

/** What restores the page after a restart. */
export interface WhyState {
  readonly kind: string;
  readonly region: string;
  readonly id: string;
  /** The name that the page has shown: that of a resource which is gone is known to nobody else. */
  readonly label?: string;
}
