/**
 * Remembers something of each key for as long as the key is in use, and of no more keys than about twice `most`: when that many have been noted
 * since the last time, those of them that were not asked for again are forgotten.
 */
export class Recent<Key extends object, Value> {
  private newer = new WeakMap<Key, Value>();
  private older = new WeakMap<Key, Value>();
  private count = 0;

  constructor(private readonly most: number) {}

  get(key: Key): Value | undefined {
    const known = this.newer.get(key);
    if (known !== undefined) return known;
    const before = this.older.get(key);
    if (before !== undefined) this.set(key, before);
    return before;
  }

  set(key: Key, value: Value): void {
    if (this.count >= this.most) {
      this.older = this.newer;
      this.newer = new WeakMap();
      this.count = 0;
    }
    this.newer.set(key, value);
    this.count++;
  }
}
