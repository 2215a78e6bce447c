import { validationError } from './errors';

/**
 * The name of a role or instance profile (IAM API, CreateRole and CreateInstanceProfile: letters, digits and `_+=,.@-`).
 * @param at the input's name as IAM writes it in errors, such as `roleName`
 * @param longest 64 for roles, 128 for instance profiles
 * @throws ApiError ValidationError
 */
export function checkName(name: string | undefined, at: string, longest: number): string {
  if (name === undefined) throw validationError(undefined, at, 'Member must not be null');
  if (name === '') throw validationError(name, at, 'Member must have length greater than or equal to 1');
  if (name.length > longest) throw validationError(name, at, `Member must have length less than or equal to ${longest}`);
  if (!/^[\w+=,.@-]+$/.test(name)) throw validationError(name, at, 'Member must satisfy regular expression pattern: [\\w+=,.@-]+');
  return name;
}

/** A path, `/` or text between slashes, 512 characters at most (IAM API, CreateRole). @throws ApiError ValidationError */
export function checkPath(path: string | undefined): string {
  if (path === undefined || path === '/') return '/';
  if (path.length > 512) throw validationError(path, 'path', 'Member must have length less than or equal to 512');
  if (!/^\/[\x21-\x7f]+\/$/.test(path)) {
    throw validationError(path, 'path', 'Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)');
  }
  return path;
}

/** What a list is narrowed to: the beginning of a path, `/` for all (IAM API, ListRoles). @throws ApiError ValidationError */
export function checkPathPrefix(prefix: string | undefined): string {
  if (prefix === undefined) return '/';
  if (prefix.length > 512) throw validationError(prefix, 'pathPrefix', 'Member must have length less than or equal to 512');
  if (!/^\/[\x21-\x7f]*$/.test(prefix)) {
    throw validationError(prefix, 'pathPrefix', 'Member must satisfy regular expression pattern: \\u002F[\\u0021-\\u007F]*');
  }
  return prefix;
}

/** A role's description, 1,000 characters at most (IAM API, CreateRole). @throws ApiError ValidationError */
export function checkDescription(description: string): string {
  if (description.length > 1_000) throw validationError(description, 'description', 'Member must have length less than or equal to 1000');
  return description;
}

/** Seconds a session of a role may last: one to twelve hours (IAM API, CreateRole). @throws ApiError ValidationError */
export function checkSessionDuration(seconds: number): number {
  const at = 'maxSessionDuration';
  if (seconds < 3_600) throw validationError(seconds, at, 'Member must have value greater than or equal to 3600');
  if (seconds > 43_200) throw validationError(seconds, at, 'Member must have value less than or equal to 43200');
  return seconds;
}
