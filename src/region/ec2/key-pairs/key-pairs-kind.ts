import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { type KeyPairRow, keyPairTable } from './key-pairs';

function face(_context: Context, row: KeyPairRow): Face {
  return {
    label: row.name,
    description: [verbatim(row.keyType.toUpperCase())],
    icon: 'key',
    flags: ['available'],
    tooltip: [
      { caption: message('Key pair ID'), value: verbatim(row.id) },
      { caption: message('Key pair type'), value: verbatim(row.keyType.toUpperCase()) },
      { caption: message('Fingerprint'), value: verbatim(row.fingerprint) },
    ],
  };
}

/** Key pairs in trees, menus and the palette. */
export const keyPairsKind = defineKind<KeyPairRow>({
  name: 'key-pairs',
  title: ['Key Pairs', '키 페어'],
  place: { view: 'network' },
  resourceType: 'key-pair',
  source: keyPairTable,
  face,
  menu: [
    {
      id: 'delete',
      title: 'Delete Key Pair',
      titleKo: '키 페어 삭제',
      icon: 'trash',
      action: 'ec2:DeleteKeyPair',
      idsInput: 'KeyPairId',
      each: true,
      needs: ['available'],
      group: '3_destructive@1',
      confirm: {
        question: message('Delete the key pair {0}? Instances launched with it keep its public key.'),
        button: message('Delete'),
      },
      key: 'delete',
    },
  ],
});
