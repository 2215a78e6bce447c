import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyMaterial } from '../region/aws/actions';
import { opensshPrivateKey, puttyPrivateKey, sshPublicBlob } from './ssh-formats';

const generate = promisify(generateKeyPair);

/** RSA keys take long, and the thread pool that makes them also flushes the journal: no more than this at once. */
const mostAtOnce = 2;
const waiting: (() => void)[] = [];
let running = 0;

async function inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await make();
  } finally {
    // The place goes to whoever waits longest, or is free again.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** A new key pair. `privateKey` is for the caller alone: it never enters the account, its journal or a log (law 4 of the architecture). */
export interface NewKeyPair {
  readonly material: KeyMaterial;
  /** Text of the private key's file. */
  readonly privateKey: string;
}

/**
 * Makes a key pair on the thread pool, as EC2 does (API Reference, CreateKeyPair; reference: network.md §4): RSA of 2048 bits or ED25519; the
 * private key as PEM (PKCS#1 for RSA, OpenSSH's own for ED25519) or as PuTTY's PPK.
 */
export async function makeKeyPair(keyType: 'rsa' | 'ed25519', keyFormat: 'pem' | 'ppk', keyName: string): Promise<NewKeyPair> {
  const { publicKey, privateKey } =
    keyType === 'rsa' ? await inTurn(() => generate('rsa', { modulusLength: 2048 })) : await generate('ed25519', {});
  const { algorithm, blob } = sshPublicBlob(publicKey);
  return {
    material: { publicKey: `${algorithm} ${blob.toString('base64')}`, fingerprint: fingerprintOf(keyType, privateKey, blob) },
    privateKey:
      keyFormat === 'ppk'
        ? puttyPrivateKey(privateKey, publicKey, keyName)
        : keyType === 'rsa'
          ? privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
          : opensshPrivateKey(privateKey, publicKey),
  };
}

/** The fingerprint of a pair that EC2 made (EC2 User Guide, Verify the fingerprint of your key pair). */
function fingerprintOf(keyType: 'rsa' | 'ed25519', privateKey: KeyObject, publicBlob: Buffer): string {
  if (keyType === 'ed25519') return createHash('sha256').update(publicBlob).digest('base64');
  const digest = createHash('sha1').update(privateKey.export({ type: 'pkcs8', format: 'der' }));
  return digest.digest('hex').replace(/..(?=.)/g, '$&:');
}
