import { putTags, tagsMember, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { invalidValue } from '../../kernel/errors';
import { checkNewKeyName, keyPairTable } from './key-pairs';
import { parsePublicKey } from './public-key';

function checkChoice(name: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) {
    throw invalidValue(`Value (${value}) for parameter ${name} is invalid. Valid values: ${choices.join(', ')}`);
  }
}

/**
 * CreateKeyPair (API; reference: network.md §4). The key is made outside the account, which gets its public half as `Material`; the private
 * half, in the format asked for, goes from there to the caller alone. A request without material can only be a dry run.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidKeyPair.Duplicate, KeyPairLimitExceeded, tag errors
 */
export const createKeyPair = defineAction({
  name: 'ec2:CreateKeyPair',
  access: 'write',
  inputs: {
    KeyName: 'honoured',
    KeyType: 'honoured',
    TagSpecifications: 'honoured',
    KeyFormat: 'honoured',
    DryRun: 'honoured',
    Material: 'honoured',
  },
  secrets: ['Material', 'KeyMaterial'],
  handle(context, input) {
    const name = checkNewKeyName(context, input.KeyName);
    const keyType = input.KeyType ?? 'rsa';
    checkChoice('keyType', keyType, ['rsa', 'ed25519']);
    checkChoice('keyFormat', input.KeyFormat ?? 'pem', ['pem', 'ppk']);
    const tags = tagSpecifications(input.TagSpecifications, ['key-pair']).get('key-pair') ?? {};
    const { Material: material } = input;
    if (!material) {
      if (input.DryRun) return {};
      throw new Error('CreateKeyPair came without the key made for it');
    }
    if (parsePublicKey(material.publicKey)?.keyType !== keyType)
      throw new Error(`The key made for CreateKeyPair is not of type ${keyType}`);
    const row = context.put(keyPairTable, {
      region: context.region,
      id: context.newId('key'),
      name,
      keyType,
      publicKey: material.publicKey,
      fingerprint: material.fingerprint,
      createTime: context.now,
    });
    putTags(context, row.id, 'key-pair', 'key-pairs', tags);
    context.subjects.push(row.id);
    return { KeyPairId: row.id, ...tagsMember(context, row.id), KeyName: name, KeyFingerprint: row.fingerprint };
  },
});
