import type { ActionName } from '../aws/action-names';
import type { InputOf, OutputOf } from '../aws/actions';
import type { Context } from './context';
import type { Message } from './message';

/**
 * What becomes of one documented input of an action: `honoured` (it has its effect, or the error the real service gives), `accepted` (checked, and
 * shown where the real service shows it, but it acts on nothing that is simulated: reported in the activity view), or `refused` (an error says so).
 */
export type Coverage = 'honoured' | 'accepted' | 'refused';

/** One action of the account. */
export interface ActionDefinition<Name extends ActionName = ActionName> {
  readonly name: Name;
  /** Read actions leave no entry in the activity log. */
  readonly access: 'read' | 'write';
  /** Every documented input; the coverage table is made from this. */
  readonly inputs: { readonly [Input in keyof Required<InputOf<Name>>]: Coverage };
  /** Members of honoured inputs that are as an `accepted` input is: reported as `Input.Member`. */
  readonly acceptedMembers?: { readonly [Input in keyof InputOf<Name>]?: readonly (keyof NonNullable<InputOf<Name>[Input]> & string)[] };
  /** Inputs for which an empty text says something; for others of EC2 it is as if nothing was given. */
  readonly emptyTexts?: readonly (keyof InputOf<Name> & string)[];
  /** Members of the input and the answer that are nobody's but the caller's, such as the private half of a key: they are kept nowhere. */
  readonly secrets?: readonly ((keyof InputOf<Name> | keyof OutputOf<Name>) & string)[];
  /** AWS documents that part of the request may take effect although the answer is an error (law 3 of the architecture). */
  readonly partialSuccess?: true;
  /** Runs inside a savepoint; throws ApiError. */
  handle(context: Context, input: InputOf<Name>): OutputOf<Name>;
}

/** Declares an action. */
export function defineAction<Name extends ActionName>(definition: ActionDefinition<Name>): ActionDefinition {
  return definition as unknown as ActionDefinition;
}

/** What happens when an event's time has come. */
export interface EventDefinition {
  /** `service:what-happens`, such as `ec2:instance-running`. */
  readonly kind: string;
  /** What happens, in plain words for "Why?": a sentence without its full stop that is true when it happens. */
  readonly says: Message;
  /** Runs inside a savepoint, in the region of the event. */
  handle(context: Context, subject: string, payload: unknown): void;
}
