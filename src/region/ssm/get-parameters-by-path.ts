import type { ParameterStringFilter } from '@aws-sdk/client-ssm';
import { pageOfList } from '../aws/paging';
import { defineAction } from '../kernel/action';
import { ApiError } from '../kernel/errors';
import { describeParameter, validationException } from './find-parameter';
import { publicParameters } from './public-parameters';

/** Parameters a page can have, and has unless asked otherwise (Systems Manager API, GetParametersByPath). */
const longestPage = 10;

/**
 * GetParametersByPath (Systems Manager API) for the public names of images: those right below the path, or with Recursive all.
 * @throws ApiError ValidationException, InvalidFilterKey, InvalidFilterOption, InvalidFilterValue, InvalidNextToken
 */
export const getParametersByPath = defineAction({
  name: 'ssm:GetParametersByPath',
  access: 'read',
  inputs: {
    Path: 'honoured',
    Recursive: 'honoured',
    ParameterFilters: 'honoured',
    WithDecryption: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
  },
  handle(context, input) {
    const path = checkPath(input.Path);
    const { MaxResults = longestPage, Recursive = false, ParameterFilters = [] } = input;
    if (MaxResults < 1 || MaxResults > longestPage) {
      const constraint = MaxResults < 1 ? 'greater than or equal to 1' : `less than or equal to ${longestPage}`;
      throw validationException(
        `1 validation error detected: Value '${MaxResults}' at 'maxResults' failed to satisfy constraint: Member must have value ${constraint}`,
      );
    }
    const wanted = ParameterFilters.map(passes).every(Boolean);
    const found = [...publicParameters(context.region).values()].filter(
      ({ name }) => wanted && name.startsWith(path) && (Recursive || !name.slice(path.length).includes('/')),
    );
    const { items, NextToken } = pageOfList('GetParametersByPath', { ...input, MaxResults }, { least: 1, most: longestPage }, found);
    return { Parameters: items.map((parameter) => describeParameter(context, parameter)), ...(NextToken && { NextToken }) };
  },
});

/** The path with a slash at its end. */
function checkPath(path: string | undefined): string {
  if (!path) {
    throw validationException(
      "1 validation error detected: Value at 'path' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  }
  if (!/^\/([A-Za-z0-9_.-]+\/)*[A-Za-z0-9_.-]*$/.test(path)) {
    throw validationException(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/".',
    );
  }
  return path.endsWith('/') ? path : `${path}/`;
}

/** Whether public image names pass a filter: all of them are of type String, and none has a key or a label. */
function passes({ Key: key, Option: option = 'Equals', Values: values = [] }: ParameterStringFilter): boolean {
  if (key !== 'Type' && key !== 'KeyId' && key !== 'Label') {
    throw new ApiError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${key ?? ''}. Valid filter keys include: [Type, KeyId, Label].`,
    );
  }
  if (option !== 'Equals' && (option !== 'BeginsWith' || key === 'Label')) {
    throw new ApiError('InvalidFilterOption', `The following filter option is not valid: ${option}.`);
  }
  if (values.length === 0) throw new ApiError('InvalidFilterValue', `The following filter values are missing: null for filter key ${key}.`);
  return key === 'Type' && values.some((value) => (option === 'Equals' ? value === 'String' : 'String'.startsWith(value)));
}
