import { canonicalIpv6Block, contains, formatIpv4Block, parseIpv4, parseIpv4Block } from './cidr';

/** The length of a block's prefix: 16 of `10.0.0.0/16`. */
export function prefixLength(block: string): number {
  return Number(block.slice(block.indexOf('/') + 1));
}

/** True for a block or an address of IPv6. */
export function isIpv6(text: string): boolean {
  return text.includes(':');
}

/** True when the address, of either family, lies in the block, which must be a valid one. */
export function blockHolds(block: string, address: string): boolean {
  if (isIpv6(block)) return isIpv6(address) && canonicalIpv6Block(`${address}/${prefixLength(block)}`) === canonicalIpv6Block(block);
  const number = parseIpv4(address);
  return number !== undefined && contains(parseIpv4Block(block)!, number);
}

/** True when each address of `inner` is one of `outer`; both must be valid blocks. */
export function blockCovers(outer: string, inner: string): boolean {
  return prefixLength(outer) <= prefixLength(inner) && blockHolds(outer, inner.slice(0, inner.indexOf('/')));
}

/** True when the blocks have an address in common. */
export function blocksOverlap(a: string, b: string): boolean {
  return blockCovers(a, b) || blockCovers(b, a);
}

/** A block of either family in the form AWS keeps it, cleared after its prefix; undefined for what is no block. */
export function canonicalBlock(text: string): string | undefined {
  if (isIpv6(text)) return canonicalIpv6Block(text);
  const block = parseIpv4Block(text);
  return block && formatIpv4Block(block);
}
