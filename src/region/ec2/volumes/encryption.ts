import type { Context } from '../../kernel/context';
import { ApiError, notSimulated } from '../../kernel/errors';
import { defaultKeyArn } from './volumes';

/**
 * Whether a volume is encrypted, and with what: the account has one key for it, its `aws/ebs` key, which may be named by alias, id or ARN.
 * @throws ApiError InvalidParameterDependency for a key without encryption, UnsupportedOperation for another key
 */
export function requestedEncryption(
  context: Context,
  asked: { readonly Encrypted?: boolean | undefined; readonly KmsKeyId?: string | undefined },
  what: string,
): { readonly encrypted: boolean; readonly kmsKeyId?: string } {
  const { Encrypted = false, KmsKeyId } = asked;
  if (KmsKeyId === undefined) return { encrypted: Encrypted };
  if (!Encrypted) {
    throw new ApiError('InvalidParameterDependency', 'The parameter KmsKeyId requires the parameter Encrypted to be set.');
  }
  const arn = defaultKeyArn(context);
  const alias = 'alias/aws/ebs';
  const names = [arn, arn.split('/')[1], alias, `arn:aws:kms:${context.region}:${context.account.accountId}:${alias}`];
  if (!names.includes(KmsKeyId)) throw notSimulated(`KMS keys other than ${alias} (${what})`);
  return { encrypted: true, kmsKeyId: arn };
}
