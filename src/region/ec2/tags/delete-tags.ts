import { isReservedTagKey, reservedTagKey, tagsOf, tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { invalidValue, missingParameter } from '../../kernel/errors';
import { checkAmount } from './amounts';
import { taggableType } from './resource-types';

/**
 * DeleteTags (API): a key without a value goes whatever its value, one with a value only if it has just that value, an empty one included;
 * without Tags all of the user's go, those of AWS's own services stay. What is not there is no error.
 * @throws ApiError MissingParameter, InvalidID, `Invalid….NotFound`, InvalidParameterValue
 */
export const deleteTags = defineAction({
  name: 'ec2:DeleteTags',
  access: 'write',
  inputs: { DryRun: 'honoured', Resources: 'honoured', Tags: 'honoured' },
  handle(context, { Resources: ids = [], Tags }) {
    if (ids.length === 0) throw missingParameter('resourceIdSet');
    checkAmount('resource IDs', ids.length);
    checkAmount('tags', Tags?.length ?? 0);
    for (const { Key } of Tags ?? []) {
      if (!Key) throw invalidValue('Tag key cannot be null or empty.');
      if (isReservedTagKey(Key)) throw reservedTagKey();
    }
    const goes = (key: string, value: string): boolean =>
      Tags && Tags.length > 0
        ? Tags.some((tag) => tag.Key === key && (tag.Value === undefined || tag.Value === value))
        : !isReservedTagKey(key);
    for (const id of ids) {
      taggableType(context, id);
      const row = context.get(tagsTable, id);
      if (!row) continue;
      const left = Object.entries(tagsOf(context, id)).filter(([key, value]) => !goes(key, value));
      if (left.length === 0) context.delete(tagsTable, id);
      else if (left.length < Object.keys(row.tags).length) context.update(tagsTable, row, { tags: Object.fromEntries(left) });
    }
    context.subjects.push(...ids);
    return {};
  },
});
