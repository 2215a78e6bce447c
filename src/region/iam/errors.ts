import { ApiError } from '../kernel/errors';

/** The role or profile named is not there. IAM common errors, NoSuchEntity (HTTP 404). */
export function noSuchEntity(message: string): ApiError {
  return new ApiError('NoSuchEntity', message, { status: 404 });
}

/** The name is taken. IAM, EntityAlreadyExists (HTTP 409). */
export function alreadyExists(message: string): ApiError {
  return new ApiError('EntityAlreadyExists', message, { status: 409 });
}

/** Something else still needs what was to be deleted. IAM, DeleteConflict (HTTP 409). */
export function deleteConflict(message: string): ApiError {
  return new ApiError('DeleteConflict', message, { status: 409 });
}

/** A quota of the account is full. IAM, LimitExceeded (HTTP 409). */
export function limitExceeded(message: string): ApiError {
  return new ApiError('LimitExceeded', message, { status: 409 });
}

/** A trust policy that IAM cannot take. IAM, MalformedPolicyDocument. */
export function malformedPolicy(message: string): ApiError {
  return new ApiError('MalformedPolicyDocument', message);
}

/** An input outside what the API allows, in the words of IAM's own checks. IAM common errors, ValidationError. */
export function validationError(value: string | number | undefined, at: string, constraint: string): ApiError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return new ApiError(
    'ValidationError',
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`,
  );
}
