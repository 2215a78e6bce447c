import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { managedPrefixList } from '../prefix-lists/prefix-lists';

/** What a rule needs to know of a prefix list. */
export interface PrefixListPeer {
  readonly id: string;
  readonly addressFamily: 'IPv4' | 'IPv6';
  /** How many entries it may have: so many rules it counts as. */
  readonly maxEntries: number;
}

/** The prefix list with this id, which a rule may name. */
export function prefixListPeer(context: Context, id: string): PrefixListPeer | undefined {
  const list = managedPrefixList(context, id);
  return list && { id, addressFamily: 'IPv4', maxEntries: list.maxEntries };
}

/** @throws ApiError MissingParameter, InvalidPrefixListId.Malformed, InvalidPrefixListID.NotFound (EC2 error codes) */
export function findPrefixListPeer(context: Context, id: string | undefined): PrefixListPeer {
  if (!id) throw missingParameter('prefixListId');
  if (!/^pl-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new ApiError('InvalidPrefixListId.Malformed', `Invalid id: "${id}" (expecting "pl-...")`);
  }
  const list = prefixListPeer(context, id);
  if (!list) throw new ApiError('InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`);
  return list;
}
