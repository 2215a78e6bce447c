import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { accountLimit } from '../../aws/quotas';
import { defineTable, type RowKey } from '../../store/table';

/** The public half of a key pair. The row's id is `key-…`. */
export interface KeyPairRow extends RowKey {
  readonly name: string;
  readonly keyType: 'rsa' | 'ed25519';
  /** `ssh-rsa AAAA…`, without a comment. */
  readonly publicKey: string;
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly createTime: number;
}

export const keyPairTable = defineTable<KeyPairRow, 'name'>({
  name: 'ec2_key_pairs',
  kind: 'key-pairs',
  columns: { name: 'text', keyType: 'text', publicKey: 'text', fingerprint: 'text', createTime: 'integer' },
  indexes: { name: (row) => row.name },
});

/** The key pair of that name. */
export function keyPairNamed(context: Context, name: string): KeyPairRow | undefined {
  return context.by(keyPairTable, 'name', name)[0];
}

/**
 * Whether a new key pair can have this name (API, CreateKeyPair: up to 255 ASCII characters; EC2 User Guide: no spaces before or after it).
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidKeyPair.Duplicate, KeyPairLimitExceeded
 */
export function checkNewKeyName(context: Context, name: string | undefined): string {
  if (!name) throw missingParameter('KeyName');
  const refused = (why: string) => invalidValue(`Value (${name}) for parameter KeyName is invalid. ${why}`);
  if (!/^[\x20-\x7e]*$/.test(name)) throw refused('Character sets beyond ASCII are not supported.');
  if (name.length > 255) throw refused('Length exceeds maximum of 255.');
  if (name !== name.trim()) throw refused('Leading and trailing spaces are not allowed.');
  if (keyPairNamed(context, name)) throw new ApiError('InvalidKeyPair.Duplicate', 'The keypair already exists');
  if (context.rows(keyPairTable).size >= accountLimit(context, 'keyPairs')) {
    throw new ApiError('KeyPairLimitExceeded', 'The maximum number of key pairs in this Region has been reached.');
  }
  return name;
}
