/** One element of DER: its tag, its content, and where the next one begins. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly end: number;
}

/** The element at a position; undefined when the bytes end before it does, or its length has more than three bytes. */
export function derElement(bytes: Uint8Array, at: number): DerElement | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (lengthBytes > 3 || first === 0x80) return undefined;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return start <= bytes.length && end <= bytes.length ? { tag, content: bytes.subarray(start, end), end } : undefined;
}

/** The elements that fill the bytes; undefined when something else does. */
export function derElements(bytes: Uint8Array): DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = derElement(bytes, at);
    if (!element) return undefined;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** An element with these contents, one after the other. */
export function derWrap(tag: number, contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >>> 8, length & 255];
  return Uint8Array.from([tag, ...size, ...contents.flatMap((content) => [...content])]);
}
