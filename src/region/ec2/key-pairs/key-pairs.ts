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
