import { utf8 } from '../../../kernel/base64';
import type { Context } from '../../../kernel/context';

/**
 * Bytes that follow from the account's seed and a label alone. For what read actions show: they must move no counter, or looking would change
 * the account.
 */
export function derivedBytes(context: Context, label: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let block = 0, at = 0; at < length; block++) {
    const digest = context.digests.sha256(utf8(`${context.account.seed}\n${context.region}\n${label}\n${block}`));
    bytes.set(digest.subarray(0, Math.min(digest.length, length - at)), at);
    at += digest.length;
  }
  return bytes;
}
