import type { Filter, TagDescription } from '@aws-sdk/client-ec2';
import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageByPlace } from '../../aws/paging';
import { type TagsRow, tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import type { StoredRow } from '../../store/table';

interface TagItem {
  /** The creation number of the row that holds its resource's tags. */
  readonly seq: number;
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

/** The tagged resources to look through: where a filter says plainly which, only those. */
function namedOrAll(context: Context, asked: readonly Filter[] | undefined): Iterable<StoredRow<TagsRow>> {
  const ids = asked?.find(({ Name }) => Name === 'resource-id')?.Values;
  const rows = context.rows(tagsTable);
  if (!ids || ids.some((id) => /[*?\\]/.test(id))) return rows.all();
  return Array.from(new Set(ids), (id) => rows.get(id))
    .filter((stored) => stored !== undefined)
    .sort((a, b) => a.seq - b.seq);
}

/** Keys in the order of their code units: one that does not change when others come or go. */
function inOrder([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

/** DescribeTags (API; paging 5–1000): by resource in the order they were first tagged, then by key. */
export const describeTags = defineAction({
  name: 'ec2:DescribeTags',
  access: 'read',
  inputs: { DryRun: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    const keep = compileFilters(input.Filters, filters, (tag: TagItem) => ({ [tag.key]: tag.value }));
    const items: TagItem[] = [];
    for (const { seq, row } of namedOrAll(context, input.Filters)) {
      for (const [key, value] of Object.entries(row.tags).sort(inOrder)) {
        const item = { seq, id: row.id, resourceType: row.resourceType, key, value };
        if (keep(item)) items.push(item);
      }
    }
    const { items: shown, NextToken } = pageByPlace('DescribeTags', input, fiveToThousand, items, (item) => item);
    const Tags = shown.map(({ id, resourceType, key, value }) => ({
      Key: key,
      ResourceId: id,
      ResourceType: resourceType as TagDescription['ResourceType'],
      Value: value,
    }));
    return { Tags, ...(NextToken && { NextToken }) };
  },
});
