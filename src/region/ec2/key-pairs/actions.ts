import type { ActionDefinition } from '../../kernel/action';
import { createKeyPair } from './create-key-pair';
import { deleteKeyPair } from './delete-key-pair';
import { describeKeyPairs } from './describe-key-pairs';
import { importKeyPair } from './import-key-pair';
import { keyPairTable } from './key-pairs';

/** What can be done with key pairs. */
export const keyPairActions: readonly ActionDefinition[] = [createKeyPair, deleteKeyPair, describeKeyPairs, importKeyPair];

export const keyPairTables = [keyPairTable] as const;
