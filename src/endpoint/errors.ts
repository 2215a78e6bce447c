import type { ActionError } from './account';

/** An error of the endpoint's own: of the wire, the signature or the routing, never of an action. */
export class EndpointError extends Error implements ActionError {
  readonly fault: 'Sender' | 'Receiver';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = 'EndpointError';
    this.fault = status >= 500 ? 'Receiver' : 'Sender';
  }
}

/** The thrown value as an error AWS would answer with; undefined if it is a defect of ours. */
export function asActionError(thrown: unknown): ActionError | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { code, message, status, fault } = thrown as Partial<ActionError>;
  const isError = typeof code === 'string' && typeof message === 'string' && typeof status === 'number' && status >= 400 && status <= 599;
  return isError && (fault === 'Sender' || fault === 'Receiver') ? { code, message, status, fault } : undefined;
}

/** What a client is told of a defect: nothing but that there was one. */
export function internalError(): EndpointError {
  return new EndpointError('InternalError', 'An internal error has occurred', 500);
}

/** A registered service lacks the action so far, though AWS has it. */
export function notServedYet(service: string, action: string): EndpointError {
  return new EndpointError('UnsupportedOperation', `AWS has the action ${service}:${action}, but Cloud Sandbox does not simulate it yet`);
}

/** A piece of the client's own text, short enough to be told back. */
export function excerpt(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
