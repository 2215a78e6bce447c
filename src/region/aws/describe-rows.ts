import type { Context } from '../kernel/context';
import type { RowKey, StoredRow, TableDefinition } from '../store/table';
import { candidates } from './filter-index';
import type { Keep } from './filters';
import { findAll, type IdForm } from './ids';
import { type Page, page, type PageLimits, type PageRequest } from './paging';

/** What most of EC2's describe actions allow for MaxResults (API, DescribeVpcs, DescribeSubnets, DescribeSecurityGroups, DescribeTags). */
export const fiveToThousand: PageLimits = { least: 5, most: 1_000 };

/**
 * One page of the rows a describe action asks for: the named ones, all of which must exist, or all of the region, as far as they pass the
 * filters (reference: clients.md §3, §4).
 * @throws ApiError of `findAll` and `page`
 */
export function describeRows<Row extends RowKey>(
  context: Context,
  action: string,
  request: PageRequest & object,
  table: TableDefinition<Row>,
  ids: readonly string[] | undefined,
  form: IdForm,
  keep: Keep<Row> | ((row: Row) => boolean),
  limits = fiveToThousand,
): Page<Row> {
  const rows = context.rows(table);
  if (!ids || ids.length === 0)
    return page(action, request, limits, 'conditions' in keep ? candidates(context, action, rows, keep) : rows.all(), keep);
  const named: StoredRow<Row>[] = findAll([...new Set(ids)], form, (id) => rows.get(id));
  return page(
    action,
    request,
    limits,
    named.sort((a, b) => a.seq - b.seq),
    keep,
  );
}
