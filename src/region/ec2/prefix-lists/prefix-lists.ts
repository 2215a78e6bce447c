import { findAll, type IdForm } from '../../aws/ids';
import { type CatalogPrefixList, managedPrefixLists } from '../../catalog/prefix-lists';
import type { Context } from '../../kernel/context';

/** How EC2 talks of prefix list ids (EC2 error codes). */
export const prefixListIdForm: IdForm = {
  prefix: 'pl',
  errorPrefix: 'InvalidPrefixListID',
  noun: 'prefixList',
  malformed: 'InvalidPrefixListId.Malformed',
};

/** A list by its id: one of those that AWS manages in the region; undefined when there is none. */
export function managedPrefixList(context: Context, id: string): CatalogPrefixList | undefined {
  return managedPrefixLists(context.region).find((list) => list.id === id);
}

/** Lists by their ids, in the order of the catalogue, or all. @throws ApiError InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound */
export function requestedPrefixLists(context: Context, ids: readonly string[] | undefined): readonly CatalogPrefixList[] {
  const lists = managedPrefixLists(context.region);
  if (!ids || ids.length === 0) return lists;
  const named = new Set(findAll(ids, prefixListIdForm, (id) => managedPrefixList(context, id)));
  return lists.filter((list) => named.has(list));
}
