import { limitExceeded, malformedPolicy, validationError } from './errors';

/** Characters of a trust policy, white space not counted (IAM quotas, role trust policy length). */
const longestPolicy = 2_048;

/** What a trust policy may allow or deny (IAM User Guide, AWS STS actions in trust policies). */
const assumeActions: readonly string[] = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

type Fields = Readonly<Record<string, unknown>>;

/**
 * Checks a role's trust policy as IAM does before it keeps the text as given (IAM User Guide, JSON policy elements; CreateRole).
 * @param at the input's name as IAM writes it in errors
 * @throws ApiError ValidationError, MalformedPolicyDocument, LimitExceeded
 */
export function checkTrustPolicy(text: string | undefined, at: string): string {
  if (text === undefined) throw validationError(undefined, at, 'Member must not be null');
  if (text === '') throw validationError(text, at, 'Member must have length greater than or equal to 1');
  const policy = parse(text);
  if (text.replace(/\s/g, '').length > longestPolicy) throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${longestPolicy}`);
  const { Version: version, Statement: statements } = policy;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') throw malformedPolicy('Syntax errors in policy.');
  const list: readonly unknown[] = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) throw malformedPolicy('Syntax errors in policy.');
  for (const statement of list) checkStatement(statement);
  return text;
}

function parse(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
  return fieldsOf(value);
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedPolicy('Syntax errors in policy.');
  return value as Fields;
}

function checkStatement(value: unknown): void {
  const statement = fieldsOf(value);
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') throw malformedPolicy('Syntax errors in policy.');
  if ('Resource' in statement || 'NotResource' in statement) throw malformedPolicy('Has prohibited field Resource');
  if (!('Principal' in statement) && !('NotPrincipal' in statement)) throw malformedPolicy('Missing required field Principal');
  if (!('Action' in statement) && !('NotAction' in statement)) throw malformedPolicy('Missing required field Action');
  const given = statement.Action ?? statement.NotAction;
  const actions: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (!actions.every((action) => typeof action === 'string' && assumeActions.includes(action.toLowerCase()))) {
    throw malformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.');
  }
}

/** A policy as IAM hands it out: URL-encoded (RFC 3986), so that a client must decode it (IAM API, GetRole). */
export function encodePolicy(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
