import type { InstanceTypeOffer, SearchedType } from '../../src/shared/launch-offers';
import type { Draft, TypeSort } from './draft';

/** Splits at blanks, but joins a number with the unit behind it. */
function wordsOf(text: string): string[] {
  const joined = text.toLowerCase().replace(/(\d)\s+(vcpus?|cpus?|gib|gb)\b/g, '$1$2');
  return joined.split(/\s+/).filter((word) => word !== '');
}

type Fits = (type: SearchedType) => boolean;

function condition(word: string): Fits {
  const amount = /^(\d+(?:\.\d+)?)(vcpus?|cpus?|gib|gb)$/.exec(word);
  if (amount) {
    const value = Number(amount[1]);
    return amount[2]?.includes('cpu') ? ({ vcpus }) => vcpus === value : ({ memory }) => Number(memory) === value;
  }
  if (word === 'free') return ({ freeTier }) => freeTier;
  return ({ name, category, words }) => name.includes(word) || category.includes(word) || words.includes(word);
}

/** The types that fit all words of the search, the family and the generation; a search for a type's own name finds it in any generation. */
export function filterTypes<Type extends SearchedType>(
  types: readonly Type[],
  { typeSearch, typeFamily, currentOnly }: Pick<Draft, 'typeSearch' | 'typeFamily' | 'currentOnly'>,
): Type[] {
  const words = wordsOf(typeSearch);
  const fits = words.map(condition);
  const [only] = words;
  return types.filter(
    (type) =>
      (typeFamily === '' || type.category === typeFamily) &&
      (!currentOnly || type.currentGeneration || type.freeTier || type.name === only) &&
      fits.every((fit) => fit(type)),
  );
}

/** Gigabits a second of a wording such as `Up to 12.5 Gigabit`, to sort by; words without a figure come first, as they stand for little. */
function gigabits(text: string | undefined): number {
  const found = /([\d.]+)\s*(?:Gigabit|Gbps)/i.exec(text ?? '');
  const cards = /^(\d+)x /.exec(text ?? '');
  if (found) return Number(found[1]) * Number(cards?.[1] ?? 1) - (/^up to/i.test(text ?? '') ? 0.01 : 0);
  return ['very low', 'low', 'low to moderate', 'moderate', 'high'].indexOf((text ?? '').toLowerCase()) / 10;
}

/** The order of a column; what has no price comes last either way. */
export function compareTypes({
  by,
  descending,
}: {
  by: TypeSort;
  descending: boolean;
}): (a: InstanceTypeOffer, b: InstanceTypeOffer) => number {
  const sign = descending ? -1 : 1;
  if (by === 'name') return (a, b) => sign * a.name.localeCompare(b.name, 'en', { numeric: true });
  if (by === 'price') {
    return (a, b) => {
      if (a.hourly === undefined || b.hourly === undefined) return Number(a.hourly === undefined) - Number(b.hourly === undefined);
      return sign * (a.hourly - b.hourly);
    };
  }
  const value = {
    vcpus: (type: InstanceTypeOffer) => type.vcpus,
    memory: (type: InstanceTypeOffer) => Number(type.memory),
    network: (type: InstanceTypeOffer) => gigabits(type.networkPerformance),
  }[by];
  return (a, b) => sign * (value(a) - value(b));
}
