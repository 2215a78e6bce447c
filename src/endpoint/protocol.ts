import type { ActionError } from './account';
import type { WireReply, WireRequest } from './wire';

/** One wire protocol as one service speaks it. */
export interface Protocol {
  /** Whether a request to the service is in this protocol rather than in another of the service's. */
  speaks(request: WireRequest): boolean;
  /**
   * The action a request asks for; it need not exist.
   * @throws an {@link ActionError} if it names none, or not for this version of the API
   */
  actionOf(request: WireRequest): string;
  /** @throws an {@link ActionError} for what cannot be read as the action's input */
  decode(request: WireRequest, action: string): Record<string, unknown>;
  encode(action: string, output: Record<string, unknown>, requestId: string, request: WireRequest): WireReply;
  encodeError(error: ActionError, requestId: string, request: WireRequest): WireReply;
  /** The error for an action AWS's service does not have. */
  unknownAction(action: string, request: WireRequest): ActionError;
}
