import type { Context } from '../kernel/context';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new unique id of IAM: the prefix of its kind and 17 of IAM's digits (IAM User Guide, unique identifiers: `AROA` roles, `AIPA` instance profiles). */
export function newEntityId(account: Context, prefix: 'AROA' | 'AIPA'): string {
  const hex = account.newHex(`id ${prefix}`);
  let bits = BigInt(`0x${hex.slice(0, 24)}`);
  let id = '';
  for (let place = 0; place < 17; place++) {
    id += digits[Number(bits & 31n)]!;
    bits >>= 5n;
  }
  return prefix + id;
}
