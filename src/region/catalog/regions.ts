import { regions as rows } from './data/regions.json';

export type RegionOptIn = 'opt-in-not-required' | 'opt-in-required';

/** A region of the partition `aws`; an account belongs to one partition. */
export interface CatalogRegion {
  code: string;
  /** As the console writes it in English, `Asia Pacific (Seoul)`. */
  name: string;
  nameKo: string;
  optIn: RegionOptIn;
}

/** An availability zone: the name is the account's, the id is the same in every account. */
export interface CatalogZone {
  zoneName: string;
  zoneId: string;
}

/** All regions of the partition, in order of code. */
export function regions(): readonly CatalogRegion[] {
  return [...byCode().values()].map((entry) => entry.region);
}

/** One region by its code (`ap-northeast-2`); undefined when there is none. */
export function region(code: string): CatalogRegion | undefined {
  return byCode().get(code)?.region;
}

/**
 * The zones of a region in order of name; empty for an unknown region. Where the data name no zone of a region, letters are
 * given in order of id (CHOICE: AWS maps names to ids per account, EC2 User Guide, Regions and Zones). Where they name some, a zone
 * without a name is closed to accounts and left out (ap-northeast-1 and us-west-1 have one such).
 */
export function zones(code: string): readonly CatalogZone[] {
  return byCode().get(code)?.zones ?? [];
}

interface Entry {
  region: CatalogRegion;
  zones: readonly CatalogZone[];
}

let entries: Map<string, Entry> | undefined;

function byCode(): Map<string, Entry> {
  if (entries) return entries;
  const sorted = [...rows].sort((a, b) => (a.code < b.code ? -1 : 1));
  entries = new Map(
    sorted.map(({ code, name, nameKo, optIn, azs }) => [
      code,
      {
        region: { code, name, nameKo: nameKo ?? name, optIn: optIn as RegionOptIn },
        zones: namedZones(code, azs as [string, string | null][]),
      },
    ]),
  );
  return entries;
}

function namedZones(code: string, azs: readonly (readonly [string, string | null])[]): CatalogZone[] {
  const named = azs.some(([, name]) => name !== null);
  return azs
    .map(([zoneId, name], index) => ({ zoneId, zoneName: name ?? (named ? '' : `${code}${String.fromCharCode(97 + index)}`) }))
    .filter((zone) => zone.zoneName !== '')
    .sort((a, b) => (a.zoneName < b.zoneName ? -1 : 1));
}
