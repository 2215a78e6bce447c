import type { Parameter } from '@aws-sdk/client-ssm';
import type { Context } from '../kernel/context';
import { ApiError } from '../kernel/errors';
import { type PublicParameter, publicParameters } from './public-parameters';

/** Every public image name has been published once in this account's world. CHOICE: AWS counts its own releases. */
const onlyVersion = '1';

/**
 * A parameter by name, ARN, or either with `:version` (Systems Manager API, GetParameter). Labels are given by a parameter's owner, and the account
 * owns none of these.
 * @throws ApiError ParameterNotFound, with the status 400 and no message, as the service itself answers (transcript: vandium-io/aws-param-store#8;
 * the model gives its errors no status of their own), ParameterVersionNotFound
 */
export function findParameter(context: Context, asked: string): { parameter: PublicParameter; selector?: string } {
  const name = /^arn:aws:ssm:([a-z0-9-]+)::parameter(\/.*)$/.exec(asked);
  const [path = '', selector, ...rest] = (name ? (name[1] === context.region ? name[2]! : '') : asked).split(':');
  const parameter = rest.length === 0 ? publicParameters(context.region).get(path) : undefined;
  if (!parameter) throw new ApiError('ParameterNotFound', '');
  if (selector === undefined) return { parameter };
  if (selector !== onlyVersion) {
    const kind = /^\d+$/.test(selector) ? 'version' : 'label';
    throw new ApiError('ParameterVersionNotFound', `Systems Manager could not find ${kind} ${selector} of ${path}.`);
  }
  return { parameter, selector: `:${selector}` };
}

/** A parameter in Systems Manager's shape. */
export function describeParameter(context: Context, { name, image }: PublicParameter, selector?: string): Parameter {
  return {
    Name: name,
    Type: 'String',
    Value: image.imageId,
    Version: Number(onlyVersion),
    ...(selector !== undefined && { Selector: selector }),
    LastModifiedDate: new Date(image.creationDate),
    ARN: `arn:aws:ssm:${context.region}::parameter${name}`,
    DataType: 'aws:ec2:image',
  };
}

/** An input outside what the API allows. Systems Manager common errors, ValidationException. */
export function validationException(message: string): ApiError {
  return new ApiError('ValidationException', message);
}
