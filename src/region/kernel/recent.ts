/**
 * Remembers something of each key, and of no more keys than about twice `most`: when that many have been noted since the last time, those of the
 * ones before that were not asked for again are forgotten.
 */
export class Recent<Key extends object, Value> {
  private newer = new Map<Key, Value>();
  private older = new Map<Key, Value>();

  constructor(private readonly most: number) {}

  get(key: Key): Value | undefined {
    const known = this.newer.get(key);
    if (known !== undefined) return known;
    const before = this.older.get(key);
    if (before !== undefined) this.set(key, before);
    return before;
  }

  set(key: Key, value: Value): void {
    if (this.newer.size >= this.most) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.newer.set(key, value);
  }
}
