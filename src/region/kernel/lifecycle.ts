/** A resource's states and what moves it from one to the next, as a table. */
export interface Lifecycle<State extends string = string, Event extends string = string> {
  /** States that end by themselves: the account is not settled while a resource is in one. */
  readonly transient: readonly State[];
  readonly moves: { readonly [From in State]: { readonly [On in Event]?: State } };
}

/** Declares a lifecycle. */
export function defineLifecycle<State extends string, Event extends string>(lifecycle: Lifecycle<State, Event>): Lifecycle<State, Event> {
  return lifecycle;
}
