import { putTags, tagsMember, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { checkNewKeyName, keyPairTable } from './key-pairs';
import { importedFingerprint, openSshText, parsePublicKey } from './public-key';

/** More than any key EC2 takes has. */
const longestMaterial = 16_384;

/**
 * ImportKeyPair (API; reference: network.md §4): OpenSSH, base64 DER or SSH2 public keys, RSA of 1024, 2048 or 4096 bits, or ED25519.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidKeyPair.Duplicate, InvalidKey.Format, KeyPairLimitExceeded, tag errors
 */
export const importKeyPair = defineAction({
  name: 'ec2:ImportKeyPair',
  access: 'write',
  inputs: { TagSpecifications: 'honoured', DryRun: 'honoured', KeyName: 'honoured', PublicKeyMaterial: 'honoured' },
  handle(context, input) {
    const name = checkNewKeyName(context, input.KeyName);
    const material = input.PublicKeyMaterial;
    if (!material || material.length === 0) throw missingParameter('PublicKeyMaterial');
    const text = Array.from(material.subarray(0, longestMaterial + 1), (byte) => String.fromCharCode(byte)).join('');
    const key = text.length > longestMaterial ? undefined : parsePublicKey(text);
    if (!key) throw new ApiError('InvalidKey.Format', 'Key is not in valid OpenSSH public key format');
    const tags = tagSpecifications(input.TagSpecifications, ['key-pair']).get('key-pair') ?? {};
    const row = context.put(keyPairTable, {
      region: context.region,
      id: context.newId('key'),
      name,
      keyType: key.keyType,
      publicKey: openSshText(key),
      fingerprint: importedFingerprint(context.digests, key),
      createTime: context.now,
    });
    putTags(context, row.id, 'key-pair', 'key-pairs', tags);
    context.subjects.push(row.id);
    return { KeyFingerprint: row.fingerprint, KeyName: name, KeyPairId: row.id, ...tagsMember(context, row.id) };
  },
});
