import type { ActionName } from '../../../src/region/aws/action-names';
import type { ActionDefinition, EventDefinition } from '../../../src/region/kernel/action';
import type { AccountDefinition } from '../../../src/region/kernel/definition';
import type { Theme } from './requests/scene';

/** A fault of the kind one makes, put into the product from outside while its properties run. */
export interface PlantedBug {
  readonly name: string;
  /** What the accounts are about in which it must be caught; instances unless told. */
  readonly theme?: Theme;
  /** What the property that catches it says. */
  readonly caughtBy: RegExp;
  /** Gives the faulty definition; what it changed elsewhere is put back by `restore`. */
  plant(sound: AccountDefinition): { readonly definition: AccountDefinition; restore?(): void };
}

export type Handle = ActionDefinition['handle'];

/** The definition with another handler of one action, made from its own. */
export function withAction(sound: AccountDefinition, name: ActionName, make: (handle: Handle) => Handle): AccountDefinition {
  const actions = sound.actions.map((action) =>
    action.name === name ? { ...action, handle: make((context, input) => action.handle(context, input)) } : action,
  );
  return { ...sound, actions };
}

export function withEvent(
  sound: AccountDefinition,
  kind: string,
  make: (handle: EventDefinition['handle']) => EventDefinition['handle'],
): AccountDefinition {
  const events = sound.events.map((event) =>
    event.kind === kind ? { ...event, handle: make((context, subject, payload) => event.handle(context, subject, payload)) } : event,
  );
  return { ...sound, events };
}

/** Puts another method in place of a class's own, for as long as the bug is planted. */
export function withMethod<Target extends object, Name extends keyof Target>(
  sound: AccountDefinition,
  target: Target,
  name: Name,
  make: (own: Target[Name]) => Target[Name],
): ReturnType<PlantedBug['plant']> {
  const own = Object.getOwnPropertyDescriptor(target, name)!;
  Object.defineProperty(target, name, { ...own, value: make(target[name]) });
  return { definition: sound, restore: () => void Object.defineProperty(target, name, own) };
}
