import { freeTierEligible, type FreeTierPlan } from './free-tier';
import { instanceType, instanceTypeNames, offeredIn, type InstanceCategory, type InstanceTypeFacts } from './instance-types';
import { onDemandHourly } from './prices';

export type InstanceTypeSortKey = 'name' | 'family' | 'vcpus' | 'memory' | 'price';

/** What to look for. Conditions left out hold for every type. */
export interface InstanceTypeQuery {
  region: string;
  /** The image's PlatformDetails, for the price; Linux/UNIX by default. */
  platformDetails?: string;
  /** The image's architecture: only types that boot it. */
  architecture?: string;
  /**
   * Words that must all fit, in any case: part of a name (`t3.m`), a category (`memory`), a maker or chip (`amd`, `graviton`, `a100`),
   * an architecture (`arm64`), `free`, `<n>vcpu` or `<n>gib` (exactly so many), also with a blank between (`2 vcpu`).
   */
  text?: string;
  category?: InstanceCategory;
  /** Leave out previous generations. */
  currentOnly?: boolean;
  /** Marks `freeTier` in the hits and gives the word `free` its meaning; the 12-month plan by default. */
  freeTierPlan?: FreeTierPlan;
  /** Without it: the best fit of the text first, else families by name and sizes from small to large. */
  sort?: { by: InstanceTypeSortKey; descending?: boolean };
}

export interface InstanceTypeHit {
  facts: InstanceTypeFacts;
  /** USD per hour; undefined when not known. */
  hourly: number | undefined;
  freeTier: boolean;
}

/** The types offered in the region that fit, in order. Types without a price come last when sorted by price, whichever way. */
export function searchInstanceTypes(query: InstanceTypeQuery): InstanceTypeHit[] {
  const words = wordsOf(query.text ?? '');
  const fits = words.map(condition);
  const hits: (InstanceTypeHit & { order: number })[] = [];
  for (const entry of entriesOf(query)) {
    const { facts } = entry;
    if (query.architecture !== undefined && !facts.architectures.includes(query.architecture)) continue;
    if (query.category !== undefined && facts.category !== query.category) continue;
    if (query.currentOnly && !facts.currentGeneration) continue;
    if (fits.every((fit) => fit(entry))) hits.push({ facts, hourly: entry.hourly, freeTier: entry.freeTier, order: entry.order });
  }
  hits.sort(query.sort ? comparison(query.sort.by, query.sort.descending ?? false) : byFit(words));
  return hits.map(({ facts, hourly, freeTier }) => ({ facts, hourly, freeTier }));
}

/** Memory for people, in GiB with at most three decimals and no unit: `0.5`, `8`, `0.612`. */
export function memoryGib(memoryMib: number): string {
  return String(Math.round((memoryMib / 1024) * 1000) / 1000);
}

interface Entry extends InstanceTypeHit {
  order: number;
  text: string;
}

type Condition = (entry: Entry) => boolean;

/** The few region, platform and plan combinations on screen; each is 1,396 small objects. */
const KEPT = 8;
const cache = new Map<string, readonly Entry[]>();

function entriesOf({ region, platformDetails = 'Linux/UNIX', freeTierPlan = '12-month' }: InstanceTypeQuery): readonly Entry[] {
  const key = `${region}|${platformDetails}|${freeTierPlan}`;
  const kept = cache.get(key);
  if (kept) return kept;
  const made: Entry[] = [];
  instanceTypeNames().forEach((name, order) => {
    const facts = offeredIn(name, region) ? instanceType(name) : undefined;
    if (!facts) return;
    const hourly = onDemandHourly(name, region, platformDetails);
    made.push({ facts, hourly, freeTier: freeTierEligible(name, region, freeTierPlan), order, text: haystack(facts) });
  });
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, made);
  return made;
}

function haystack(facts: InstanceTypeFacts): string {
  const chips = facts.accelerators.flatMap((chip) => [chip.kind, chip.manufacturer, chip.name]);
  const chip = facts.manufacturer === 'AWS' ? 'graviton' : '';
  return [facts.name, facts.category, ...facts.architectures, facts.manufacturer, chip, ...chips, facts.burstable ? 'burstable' : '']
    .join(' ')
    .toLowerCase();
}

/** Splits at blanks, but joins a number with the unit behind it. */
function wordsOf(text: string): string[] {
  const lower = text.toLowerCase().replace(/(\d)\s+(vcpus?|cpus?|gib|gb|mib)\b/g, '$1$2');
  return lower.split(/\s+/).filter((word) => word !== '');
}

function condition(word: string): Condition {
  const amount = /^(\d+(?:\.\d+)?)(vcpus?|cpus?|gib|gb|mib)$/.exec(word);
  if (amount) {
    const value = Number(amount[1]);
    const unit = amount[2] ?? '';
    if (unit.includes('cpu')) return ({ facts }) => facts.vcpus === value;
    const mib = unit === 'mib' ? value : value * 1024;
    return ({ facts }) => facts.memoryMib === mib;
  }
  if (word === 'free') return ({ freeTier }) => freeTier;
  return ({ text }) => text.includes(word);
}

/** A name equal to the first word, then names that start with it, then the rest, each in natural order. */
function byFit([word]: readonly string[]): (
  a: { facts: InstanceTypeFacts; order: number },
  b: { facts: InstanceTypeFacts; order: number },
) => number {
  const rank = ({ name, family }: InstanceTypeFacts): number => {
    if (word === undefined || name === word) return 0;
    if (family === word) return 1;
    return name.startsWith(word) ? 2 : 3;
  };
  return (a, b) => rank(a.facts) - rank(b.facts) || a.order - b.order;
}

function comparison(by: InstanceTypeSortKey, descending: boolean) {
  const sign = descending ? -1 : 1;
  return (a: InstanceTypeHit & { order: number }, b: InstanceTypeHit & { order: number }): number => {
    if (by === 'price') {
      if (a.hourly === undefined || b.hourly === undefined) {
        return Number(a.hourly === undefined) - Number(b.hourly === undefined) || a.order - b.order;
      }
      return sign * (a.hourly - b.hourly) || a.order - b.order;
    }
    if (by === 'vcpus') return sign * (a.facts.vcpus - b.facts.vcpus) || a.order - b.order;
    if (by === 'memory') return sign * (a.facts.memoryMib - b.facts.memoryMib) || a.order - b.order;
    if (by === 'family' && a.facts.family !== b.facts.family) return sign * (a.facts.family < b.facts.family ? -1 : 1);
    return by === 'family' ? a.order - b.order : sign * (a.order - b.order);
  };
}
