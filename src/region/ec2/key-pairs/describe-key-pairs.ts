import type { KeyPairInfo } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { tagList, tagsOf } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { keyPairNamed, type KeyPairRow, keyPairTable } from './key-pairs';
import { wholeSecond } from '../../aws/whole-second';

/** Filters as documented (API, DescribeKeyPairs). */
const filters: FilterFields<KeyPairRow> = {
  'key-pair-id': (row) => row.id,
  fingerprint: (row) => row.fingerprint,
  'key-name': (row) => row.name,
};

/** The named key pairs, in the order they were made. @throws ApiError InvalidKeyPair.NotFound */
function named(context: Context, names: readonly string[], ids: readonly string[]): KeyPairRow[] {
  const found = new Set<string>();
  for (const name of names) {
    const row = keyPairNamed(context, name);
    if (!row) throw new ApiError('InvalidKeyPair.NotFound', `The key pair '${name}' does not exist`);
    found.add(row.id);
  }
  for (const id of ids) {
    if (!context.get(keyPairTable, id)) throw new ApiError('InvalidKeyPair.NotFound', `The key pair ID '${id}' does not exist`);
    found.add(id);
  }
  const rows = context.rows(keyPairTable);
  return Array.from(found, (id) => rows.get(id)!)
    .sort((a, b) => a.seq - b.seq)
    .map(({ row }) => row);
}

function describeKeyPair(context: Context, row: KeyPairRow, withPublicKey: boolean): KeyPairInfo {
  return {
    KeyPairId: row.id,
    KeyType: row.keyType,
    Tags: tagList(context, row.id),
    // The comment of the key is its name (EC2 User Guide, describe public keys).
    ...(withPublicKey && { PublicKey: `${row.publicKey} ${row.name}` }),
    CreateTime: wholeSecond(row.createTime),
    KeyName: row.name,
    KeyFingerprint: row.fingerprint,
  };
}

/** DescribeKeyPairs (API): never paged. @throws ApiError InvalidKeyPair.NotFound */
export const describeKeyPairs = defineAction({
  name: 'ec2:DescribeKeyPairs',
  access: 'read',
  inputs: { KeyNames: 'honoured', KeyPairIds: 'honoured', IncludePublicKey: 'honoured', DryRun: 'honoured', Filters: 'honoured' },
  handle(context, { KeyNames: names = [], KeyPairIds: ids = [], IncludePublicKey = false, Filters }) {
    const keep = compileFilters(Filters, filters, (row: KeyPairRow) => tagsOf(context, row.id));
    const rows = names.length + ids.length > 0 ? named(context, names, ids) : context.list(keyPairTable);
    return { KeyPairs: rows.filter(keep).map((row) => describeKeyPair(context, row, IncludePublicKey)) };
  },
});
