import { checkTags, putTags } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { missingParameter } from '../../kernel/errors';
import { checkAmount } from './amounts';
import { taggableType } from './resource-types';

/**
 * CreateTags (API): adds or replaces tags of up to 1,000 resources, all or none.
 * @throws ApiError MissingParameter, InvalidID, `Invalid….NotFound`, InvalidParameterValue, TagLimitExceeded
 */
export const createTags = defineAction({
  name: 'ec2:CreateTags',
  access: 'write',
  inputs: { DryRun: 'honoured', Resources: 'honoured', Tags: 'honoured' },
  handle(context, { Resources: ids = [], Tags = [] }) {
    if (ids.length === 0) throw missingParameter('resourceIdSet');
    if (Tags.length === 0) throw missingParameter('tagSet');
    checkAmount('resource IDs', ids.length);
    const tags = checkTags(Tags);
    for (const id of ids) {
      const { resourceType, kind } = taggableType(context, id);
      putTags(context, id, resourceType, kind, tags);
    }
    context.subjects.push(...ids);
    return {};
  },
});
