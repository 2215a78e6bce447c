import type { TagDescription } from '@aws-sdk/client-ec2';
import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageOfList } from '../../aws/paging';
import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';

interface TagItem {
  readonly id: string;
  readonly resourceType: string;
  readonly key: string;
  readonly value: string;
}

/** Filters as documented (API, DescribeTags); `tag:KEY` looks at that tag alone. */
const filters: FilterFields<TagItem> = {
  key: (tag) => tag.key,
  'resource-id': (tag) => tag.id,
  'resource-type': (tag) => tag.resourceType,
  value: (tag) => tag.value,
};

/** DescribeTags (API; paging 5–1000): by resource in the order they were first tagged, then by the order of the tags. */
export const describeTags = defineAction({
  name: 'ec2:DescribeTags',
  access: 'read',
  inputs: { DryRun: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters, (tag: TagItem) => ({ [tag.key]: tag.value }));
    const items: TagItem[] = [];
    for (const { row } of context.rows(tagsTable).all()) {
      for (const [key, value] of Object.entries(row.tags)) {
        const item = { id: row.id, resourceType: row.resourceType, key, value };
        if (keep(item)) items.push(item);
      }
    }
    const { items: shown, NextToken } = pageOfList('DescribeTags', input, fiveToThousand, items);
    const Tags = shown.map(({ id, resourceType, key, value }) => ({
      Key: key,
      ResourceId: id,
      ResourceType: resourceType as TagDescription['ResourceType'],
      Value: value,
    }));
    return { Tags, ...(NextToken && { NextToken }) };
  },
});
