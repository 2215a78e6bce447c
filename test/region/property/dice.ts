/** The choices of one step, all following from its number: what fast-check shrinks and replays is a list of such numbers. */
export class Dice {
  private state: number;

  constructor(step: number) {
    this.state = (step ^ 0x5bd1e995) >>> 0;
    this.word();
  }

  /** 32 random bits (mulberry32). */
  word(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor((this.word() / 2 ** 32) * limit);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in this share of cases. */
  chance(share: number): boolean {
    return this.word() / 2 ** 32 < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** One to `most` different items, as far as there are any. */
  some<Item>(items: readonly Item[], most: number): Item[] {
    const left = [...items];
    const picked: Item[] = [];
    for (let wanted = this.between(1, most); wanted > 0 && left.length > 0; wanted--)
      picked.push(...left.splice(this.below(left.length), 1));
    return picked;
  }

  /** An item by weight. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = (this.word() / 2 ** 32) * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      if (left < weight) return item;
      left -= weight;
    }
    throw new Error('No item has any weight');
  }
}
