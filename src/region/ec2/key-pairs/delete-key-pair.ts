import { tagsTable } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, invalidCombination, missingParameter } from '../../kernel/errors';
import { keyPairNamed, keyPairTable } from './key-pairs';

/**
 * DeleteKeyPair (API; reference: network.md §4): a name that is not there is no error. Instances keep the key they were launched with.
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidKeyPair.NotFound for an id that is not there
 */
export const deleteKeyPair = defineAction({
  name: 'ec2:DeleteKeyPair',
  access: 'write',
  inputs: { KeyName: 'honoured', KeyPairId: 'honoured', DryRun: 'honoured' },
  handle(context, { KeyName, KeyPairId }) {
    if (KeyName && KeyPairId) throw invalidCombination("The parameter 'keyName' may not be used in combination with 'keyPairId'");
    if (!KeyName && !KeyPairId) throw missingParameter('KeyName');
    const row = KeyName ? keyPairNamed(context, KeyName) : context.get(keyPairTable, KeyPairId!);
    if (!row) {
      if (KeyName) return { Return: true };
      throw new ApiError('InvalidKeyPair.NotFound', `The key pair ID '${KeyPairId}' does not exist`);
    }
    context.delete(tagsTable, row.id);
    context.delete(keyPairTable, row.id);
    context.subjects.push(row.id);
    return { Return: true, KeyPairId: row.id };
  },
});
