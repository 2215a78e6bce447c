import type { InputOf, OutputOf } from '../region/aws/actions';
import { ApiError } from '../region/kernel/errors';
import { makeKeyPair } from './key-material';

type Input = InputOf<'ec2:CreateKeyPair'>;
type Output = OutputOf<'ec2:CreateKeyPair'>;

/**
 * CreateKeyPair, whose key is made here, at the edge: the account gets the public half, the caller alone the private one.
 * @param execute runs the action in the account; called twice, because making a key takes long and what is wrong should be said before
 */
export async function createKeyPair(input: Input, execute: (input: Input) => Promise<Output>): Promise<Output> {
  // What is not the edge's own to give is not taken from a caller.
  const { Material: _, ...asked } = input;
  try {
    await execute({ ...asked, DryRun: true });
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'DryRunOperation') || asked.DryRun) throw error;
  }
  const keyType = asked.KeyType === 'ed25519' ? 'ed25519' : 'rsa';
  const { material, privateKey } = await makeKeyPair(keyType, asked.KeyFormat === 'ppk' ? 'ppk' : 'pem', asked.KeyName ?? '');
  const output = await execute({ ...asked, Material: material });
  return { ...output, KeyMaterial: privateKey };
}
