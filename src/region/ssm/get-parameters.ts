import { defineAction } from '../kernel/action';
import { ApiError } from '../kernel/errors';
import { describeParameter, findParameter, validationException } from './find-parameter';

/**
 * GetParameter (Systems Manager API) for the public names of images; none of them is a secure string, so that decryption changes nothing.
 * @throws ApiError ParameterNotFound, ParameterVersionNotFound, ValidationException
 */
export const getParameter = defineAction({
  name: 'ssm:GetParameter',
  access: 'read',
  inputs: { Name: 'honoured', WithDecryption: 'honoured' },
  handle(context, { Name }) {
    if (!Name) {
      throw validationException(
        "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1.",
      );
    }
    const { parameter, selector } = findParameter(context, Name);
    return { Parameter: describeParameter(context, parameter, selector) };
  },
});

/** GetParameters (Systems Manager API): up to ten; names that are not there stand in InvalidParameters. @throws ApiError ValidationException */
export const getParameters = defineAction({
  name: 'ssm:GetParameters',
  access: 'read',
  inputs: { Names: 'honoured', WithDecryption: 'honoured' },
  handle(context, { Names: names = [] }) {
    const refuse = (constraint: string): ApiError =>
      validationException(
        `1 validation error detected: Value '[${names.join(', ')}]' at 'names' failed to satisfy constraint: Member must have length ${constraint}`,
      );
    if (names.length === 0) throw refuse('greater than or equal to 1');
    if (names.length > 10) throw refuse('less than or equal to 10');
    const found = names.map((name) => {
      try {
        const { parameter, selector } = findParameter(context, name);
        return describeParameter(context, parameter, selector);
      } catch (error) {
        if (error instanceof ApiError) return undefined;
        throw error;
      }
    });
    return {
      Parameters: found.filter((parameter) => parameter !== undefined).sort((a, b) => (a.Name! < b.Name! ? -1 : 1)),
      InvalidParameters: names.filter((_, index) => found[index] === undefined),
    };
  },
});
