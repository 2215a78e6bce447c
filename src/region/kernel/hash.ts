/**
 * A 128-bit hash of text, as four unsigned 32-bit words. Not for secrets: it feeds ids and the region's random draws, where all that matters is
 * that equal input gives equal output on every machine and that near inputs give unrelated outputs.
 */
export function hash128(text: string): readonly [number, number, number, number] {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0xdeadbeef;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Two hex digits of each byte. */
const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(word: number): string {
  return hexBytes[word >>> 24]! + hexBytes[(word >>> 16) & 255]! + hexBytes[(word >>> 8) & 255]! + hexBytes[word & 255]!;
}

/** The hash as 32 lower-case hex digits. */
export function hashHex(text: string): string {
  const [a, b, c, d] = hash128(text);
  return hexOf(a) + hexOf(b) + hexOf(c) + hexOf(d);
}

/** The hash as a number in [0, 1) with 53 random bits. */
export function hashFraction(text: string): number {
  const [high, low] = hash128(text);
  return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
}
