import { EndpointError } from './errors';
import type { ProtocolName } from './descriptors';

/** Why a signature is refused; each service family says it in its own codes, see {@link authErrorFor}. */
export type AuthProblem =
  /** Nothing in the request is a signature. */
  | { readonly kind: 'missing' }
  /** It is there but cannot be read. */
  | { readonly kind: 'incomplete'; readonly message: string }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'expired'; readonly message: string }
  /** Wrong secret, changed request, or a credential scope that does not fit. */
  | { readonly kind: 'mismatch'; readonly message: string };

/** A signature that is not accepted. */
export class AuthError extends Error {
  constructor(readonly problem: AuthProblem) {
    super(problem.kind);
    this.name = 'AuthError';
  }
}

/** What all services that take queries say of a request without a whole signature (EC2 API Reference, Error codes; IAM and STS, Common Errors). */
const unsigned = {
  missing: () => new EndpointError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  incomplete: (message: string) => new EndpointError('IncompleteSignature', message),
};

/** EC2 API Reference, Error codes: AuthFailure, RequestExpired, MissingAuthenticationToken, IncompleteSignature. */
function ec2Error(problem: AuthProblem): EndpointError {
  switch (problem.kind) {
    case 'missing':
      return unsigned.missing();
    case 'incomplete':
      return unsigned.incomplete(problem.message);
    case 'unknown-key':
      return new EndpointError('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
    case 'expired':
      return new EndpointError('RequestExpired', `Request has expired. ${problem.message}`);
    case 'mismatch':
      return new EndpointError('AuthFailure', `AWS was not able to validate the provided access credentials. ${problem.message}`, 401);
  }
}

/** The common errors of the services that speak the query protocol, as STS answers them. */
function queryError(problem: AuthProblem): EndpointError {
  switch (problem.kind) {
    case 'missing':
      return unsigned.missing();
    case 'incomplete':
      return unsigned.incomplete(problem.message);
    case 'unknown-key':
      return new EndpointError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    case 'expired':
    case 'mismatch':
      return new EndpointError('SignatureDoesNotMatch', problem.message, 403);
  }
}

/** The common errors of the services that speak JSON or CBOR (Systems Manager API Reference, Common errors). */
function jsonError(problem: AuthProblem): EndpointError {
  switch (problem.kind) {
    case 'missing':
      return new EndpointError('MissingAuthenticationTokenException', 'Missing Authentication Token');
    case 'incomplete':
      return new EndpointError('IncompleteSignatureException', problem.message);
    case 'unknown-key':
      return new EndpointError('UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'expired':
    case 'mismatch':
      return new EndpointError('InvalidSignatureException', problem.message);
  }
}

/** The error with which a service that speaks `protocol` refuses a signature. */
export function authErrorFor(protocol: ProtocolName, problem: AuthProblem): EndpointError {
  if (protocol === 'ec2') return ec2Error(problem);
  return protocol === 'query' ? queryError(problem) : jsonError(problem);
}
