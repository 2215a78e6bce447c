import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { AuthError } from './auth-errors';
import { canonicalRequest } from './canonical-request';
import { excerpt } from './errors';
import { amzDate, type Signature } from './signature';
import type { WireRequest } from './wire';

const fifteenMinutes = 15 * 60 * 1000;

const mismatch =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** The key for one day, region and service. IAM User Guide, Create a signed AWS API request. */
export function signingKey(secret: string, date: string, region: string, service: string): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
}

/** Bytes of a block of SHA-256, and of what it answers (FIPS 180-4). */
const [blockSize, digestSize] = [64, 32];

/**
 * HMAC-SHA256 with one key (RFC 2104) of short texts, written as two hashes: Node's own makes an object a text, which
 * has to be collected again and takes longer than everything else about a signature.
 */
class ShortHmac {
  readonly #inner: Buffer;
  readonly #outer = Buffer.alloc(blockSize + digestSize, 0x5c);

  /** `key` is no longer than a block. */
  constructor(key: Buffer) {
    this.#inner = Buffer.alloc(blockSize, 0x36);
    for (let index = 0; index < key.length; index++) {
      this.#inner[index]! ^= key[index]!;
      this.#outer[index]! ^= key[index]!;
    }
  }

  /** 64 hexadecimal digits. */
  of(text: string): string {
    const message = Buffer.allocUnsafe(blockSize + Buffer.byteLength(text));
    message.set(this.#inner);
    message.write(text, blockSize);
    this.#outer.set(hash('sha256', message, 'buffer'), blockSize);
    return hash('sha256', this.#outer, 'hex');
  }
}

/**
 * Verifies AWS Signature Version 4, in the `Authorization` header or as a presigned query. IAM User Guide, AWS Signature Version 4.
 * It keeps the derived keys of the latest scopes, since deriving one costs four times what a signature does.
 */
export class SignatureVerifier {
  readonly #secretFor: (accessKeyId: string) => string | undefined;
  readonly #wallClock: () => number;
  readonly #keys = new Map<string, { readonly secret: string; readonly hmac: ShortHmac }>();

  /** `wallClock` is the real time in epoch milliseconds. */
  constructor(secretFor: (accessKeyId: string) => string | undefined, wallClock: () => number) {
    this.#secretFor = secretFor;
    this.#wallClock = wallClock;
  }

  /**
   * `signature` is what `readSignature` read from the same request.
   * @throws AuthError
   */
  verify(request: WireRequest, signature: Signature | undefined): void {
    if (!signature) throw new AuthError({ kind: 'missing' });
    const secret = this.#secretFor(signature.accessKeyId);
    // The account has long-lived keys only: a session token belongs to none of them.
    if (secret === undefined || signature.sessionToken !== undefined) throw new AuthError({ kind: 'unknown-key' });
    this.#checkScope(signature);
    this.#checkTime(signature);
    const expected = Buffer.from(this.#sign(request, signature, secret), 'latin1');
    const given = Buffer.from(signature.signature, 'latin1');
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw new AuthError({ kind: 'mismatch', message: mismatch });
  }

  #checkScope({ scopeDate, terminator, date, signedHeaders }: Signature): void {
    const day = date.slice(0, 8);
    if (scopeDate !== day) {
      const message = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${excerpt(scopeDate)}' != '${day}', from '${date}'.`;
      throw new AuthError({ kind: 'mismatch', message });
    }
    if (terminator !== 'aws4_request') {
      throw new AuthError({
        kind: 'mismatch',
        message: `Credential should be scoped with a valid terminator: 'aws4_request', not '${excerpt(terminator)}'.`,
      });
    }
    if (!signedHeaders.includes('host')) {
      throw new AuthError({ kind: 'mismatch', message: `'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.` });
    }
  }

  #checkTime({ date, time, lifetime }: Signature): void {
    const now = this.#wallClock();
    if (time > now + fifteenMinutes) {
      const message = `Signature not yet current: ${date} is still later than ${amzDate(now + fifteenMinutes)} (${amzDate(now)} + 15 min.)`;
      throw new AuthError({ kind: 'expired', message });
    }
    const valid = lifetime ?? fifteenMinutes;
    if (time + valid < now) {
      const message = `Signature expired: ${date} is now earlier than ${amzDate(now - valid)} (${amzDate(now)} - ${valid / 60_000} min.)`;
      throw new AuthError({ kind: 'expired', message });
    }
  }

  #sign(request: WireRequest, signature: Signature, secret: string): string {
    const { scopeDate, region, service, terminator, date } = signature;
    const canonical = hash('sha256', canonicalRequest(request, signature), 'hex');
    const text = `AWS4-HMAC-SHA256\n${date}\n${scopeDate}/${region}/${service}/${terminator}\n${canonical}`;
    return this.#hmacFor(signature, secret).of(text);
  }

  #hmacFor({ accessKeyId, scopeDate, region, service }: Signature, secret: string): ShortHmac {
    const scope = `${accessKeyId}/${scopeDate}/${region}/${service}`;
    const known = this.#keys.get(scope);
    if (known?.secret === secret) return known.hmac;
    if (this.#keys.size >= 64) this.#keys.clear();
    const hmac = new ShortHmac(signingKey(secret, scopeDate, region, service));
    this.#keys.set(scope, { secret, hmac });
    return hmac;
  }
}
