import { regions } from './regions';
import { stableId } from './stable-id';

/** A prefix list that AWS manages: the address ranges of one of its services. */
export interface CatalogPrefixList {
  /** `pl-` and eight hex digits. */
  readonly id: string;
  /** Such as `com.amazonaws.ap-northeast-2.s3`. */
  readonly name: string;
  readonly cidrs: readonly string[];
  /** As how many entries it counts against quotas of rules and routes (VPC User Guide, AWS-managed prefix lists: weight). */
  readonly maxEntries: number;
}

/** Eight digits, as the lists of AWS have, where other ids have seventeen. CHOICE: which digits. */
function listId(region: string, name: string): string {
  return stableId('pl', `${region}/${name}`)
    .slice(0, 'pl-'.length + 9)
    .replace('pl-0', 'pl-');
}

const cache = new Map<string, readonly CatalogPrefixList[]>();

/**
 * The lists that AWS manages in a region (VPC User Guide, AWS-managed prefix lists). CHOICE: their ranges are few and made up, apart for each
 * region, of Amazon's address space where no instance here has its public address.
 */
export function managedPrefixLists(region: string): readonly CatalogPrefixList[] {
  const known = cache.get(region);
  if (known) return known;
  const place = regions().findIndex(({ code }) => code === region);
  const list = (name: string, maxEntries: number, cidrs: readonly string[]): CatalogPrefixList => ({
    id: listId(region, name),
    name,
    cidrs,
    maxEntries,
  });
  const lists = [
    list('com.amazonaws.global.cloudfront.origin-facing', 55, ['99.84.0.0/16', '130.176.0.0/17', '143.204.0.0/16', '205.251.249.0/24']),
    list(`com.amazonaws.${region}.dynamodb`, 1, [`16.20.${place}.0/24`]),
    list(`com.amazonaws.${region}.s3`, 1, [`16.12.${place * 4}.0/22`, `16.182.${place}.0/24`]),
  ];
  cache.set(region, lists);
  return lists;
}
