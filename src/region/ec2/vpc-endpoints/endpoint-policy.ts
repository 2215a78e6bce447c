import { ApiError } from '../../kernel/errors';

/** Lets everything through, as an endpoint does without a policy of its own (API, CreateVpcEndpoint). */
export const defaultPolicy = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

/** @throws ApiError InvalidPolicyDocument for what is no policy (EC2 error codes) */
export function checkPolicy(text: string): string {
  const policy = parse(text);
  if (typeof policy !== 'object' || policy === null || !Object.hasOwn(policy, 'Statement')) {
    throw new ApiError('InvalidPolicyDocument', 'The specified policy document is not a valid JSON policy document.');
  }
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
