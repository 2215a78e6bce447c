/** A block of IPv4 addresses: its first address as a number, and the length of its prefix. */
export interface Ipv4Block {
  readonly first: number;
  readonly prefix: number;
}

/** `172.31.0.5` → its number; undefined when it is not an IPv4 address. */
export function parseIpv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  if (!parts || parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith('0')))) return undefined;
  return parts.reduce((address, part) => address * 256 + Number(part), 0);
}

/** A number → `172.31.0.5`. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/**
 * `203.0.113.7/24` → its network, with the bits after the prefix cleared (API, AuthorizeSecurityGroupIngress: AWS canonicalizes CIDRs);
 * undefined when it is not an IPv4 block.
 */
export function parseIpv4Block(text: string): Ipv4Block | undefined {
  const [, address, length] = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text) ?? [];
  const number = address === undefined ? undefined : parseIpv4(address);
  if (number === undefined) return undefined;
  const prefix = Number(length);
  return { first: number - (number % blockSize(prefix)), prefix };
}

/** A block → `203.0.113.0/24`. */
export function formatIpv4Block({ first, prefix }: Ipv4Block): string {
  return `${formatIpv4(first)}/${prefix}`;
}

/** How many addresses a prefix leaves. */
export function blockSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** True for an address inside the block. */
export function contains(block: Ipv4Block, address: number): boolean {
  return address >= block.first && address < block.first + blockSize(block.prefix);
}

/** `2001:DB8::1/32` → `2001:db8::/32`: cleared after the prefix and written as RFC 5952 does; undefined when it is not an IPv6 block. */
export function canonicalIpv6Block(text: string): string | undefined {
  const [, address, length] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const prefix = Number(length);
  const groups = address === undefined || prefix > 128 ? undefined : parseIpv6(address);
  if (!groups) return undefined;
  const cleared = groups.map((group, index) => {
    const kept = Math.min(16, Math.max(0, prefix - index * 16));
    return group & ((0xffff << (16 - kept)) & 0xffff);
  });
  return `${formatIpv6(cleared)}/${prefix}`;
}

/** The eight groups of an IPv6 address; undefined when it is none. */
function parseIpv6(text: string): number[] | undefined {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const embedded = tail.includes('.') ? parseIpv4(tail) : undefined;
  if (tail.includes('.') && embedded === undefined) return undefined;
  const plain =
    embedded === undefined
      ? text
      : `${text.slice(0, text.length - tail.length)}${(embedded >>> 16).toString(16)}:${(embedded & 0xffff).toString(16)}`;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if ([...left, ...right].some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...left, ...Array<string>(missing).fill('0'), ...right].map((group) => Number.parseInt(group, 16));
}

/** Lower case, no leading zeros, the longest run of two or more zero groups as `::`. */
function formatIpv6(groups: readonly number[]): string {
  let start = 0;
  let longest = 0;
  for (let from = 0; from < groups.length; from++) {
    let length = 0;
    while (groups[from + length] === 0) length++;
    if (length > longest) [start, longest] = [from, length];
  }
  const words = groups.map((group) => group.toString(16));
  if (longest < 2) return words.join(':');
  return `${words.slice(0, start).join(':')}::${words.slice(start + longest).join(':')}`;
}
