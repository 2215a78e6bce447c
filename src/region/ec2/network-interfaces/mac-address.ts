import type { Context } from '../../kernel/context';

/** A locally administered unicast address (reference: network.md §6). */
export function newMacAddress(context: Context): string {
  const hex = context.newHex('mac');
  const first = ['02', '06', '0a', '0e'][Number.parseInt(hex[0]!, 16) % 4]!;
  return [first, ...[1, 2, 3, 4, 5].map((byte) => hex.slice(byte * 2, byte * 2 + 2))].join(':');
}
