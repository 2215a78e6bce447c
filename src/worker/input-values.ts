/** An input or an answer without some of its members. */
export function without(value: object, members: readonly string[]): object {
  if (!members.some((name) => Object.hasOwn(value, name))) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !members.includes(name)));
}

/** About how long a value is as text; counting ends past `limit`. */
export function lengthOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let length = 2;
  for (const name in value) {
    length += name.length + 2 + lengthOf((value as Record<string, unknown>)[name], limit - length);
    if (length > limit) break;
  }
  return length;
}

/** Whether two inputs are the same, member by member. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Date) return other instanceof Date && one.getTime() === other.getTime();
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every(
    (name) => Object.hasOwn(other, name) && isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
