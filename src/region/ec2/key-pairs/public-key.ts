import { decodeBase64, encodeBase64 } from '../../kernel/base64';
import type { Digests } from '../../ports';
import { derElement, derElements, derWrap } from './der';

/** A public key as it goes over the wire in SSH. */
export interface PublicKey {
  readonly keyType: 'rsa' | 'ed25519';
  /** RFC 4253 §6.6: length-prefixed algorithm name and parameters. */
  readonly blob: Uint8Array;
}

/** RSA lengths that can be imported (EC2 User Guide, import a key pair). */
const rsaBits = [1_024, 2_048, 4_096];
const algorithms = { rsa: 'ssh-rsa', ed25519: 'ssh-ed25519' } as const;

/**
 * A public key from its text: OpenSSH, base64 of its DER, or SSH2 (RFC 4716) (EC2 User Guide, import a key pair); undefined when it is none of
 * them, of another algorithm, or an RSA key of a length EC2 does not take.
 */
export function parsePublicKey(text: string): PublicKey | undefined {
  const trimmed = text.trim();
  const openSsh = /^(ssh-rsa|ssh-ed25519)[ \t]+([A-Za-z0-9+/]+=*)(?:[ \t][^\r\n]*)?$/.exec(trimmed);
  if (openSsh) {
    const key = fromBlob(decodeBase64(openSsh[2]!));
    return key && algorithms[key.keyType] === openSsh[1] ? key : undefined;
  }
  const ssh2 = /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n([\s\S]*?)\r?\n---- END SSH2 PUBLIC KEY ----$/.exec(trimmed);
  if (ssh2) return fromBlob(decodeBase64(withoutHeaders(ssh2[1]!)));
  return /^[A-Za-z0-9+/=\r\n]+$/.test(trimmed) ? fromDer(decodeBase64(trimmed)) : undefined;
}

/** The body of an SSH2 file: headers are `Tag: value` lines, continued by a backslash at the end. */
function withoutHeaders(body: string): string {
  return body
    .replace(/\\\r?\n/g, '')
    .split(/\r?\n/)
    .filter((line) => !line.includes(':'))
    .join('');
}

/** The parts of a wire form, each with four bytes of length before it. */
function wireParts(blob: Uint8Array): Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  for (let at = 0; at < blob.length;) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > blob.length) return undefined;
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

function wire(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...[24, 16, 8, 0].map((shift) => (part.length >>> shift) & 255), ...part]));
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function fromBlob(blob: Uint8Array | undefined): PublicKey | undefined {
  const parts = blob && wireParts(blob);
  if (!blob || !parts?.[0]) return undefined;
  const name = String.fromCharCode(...parts[0].subarray(0, 32));
  if (name === algorithms.ed25519) return parts.length === 2 && parts[1]!.length === 32 ? { keyType: 'ed25519', blob } : undefined;
  if (name !== algorithms.rsa || parts.length !== 3) return undefined;
  return rsaBits.includes(bitLength(parts[2]!)) && bitLength(parts[1]!) > 1 ? { keyType: 'rsa', blob } : undefined;
}

/** Bits of a positive integer, whatever zero bytes stand before it. */
function bitLength(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (integer.length - first) * 8 - Math.clz32(integer[first]!) + 24;
}

/** Object identifiers of SubjectPublicKeyInfo: RFC 8017 (rsaEncryption) and RFC 8410 (Ed25519). */
const rsaOid = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const ed25519Oid = [0x2b, 0x65, 0x70];

function fromDer(bytes: Uint8Array | undefined): PublicKey | undefined {
  const outer = bytes && derElement(bytes, 0);
  if (!outer || outer.tag !== 0x30 || outer.end !== bytes.length) return undefined;
  const [algorithm, key] = derElements(outer.content) ?? [];
  if (algorithm?.tag !== 0x30 || key?.tag !== 0x03 || key.content[0] !== 0) return undefined;
  const oid = derElements(algorithm.content)?.[0];
  if (oid?.tag !== 0x06) return undefined;
  const bits = key.content.subarray(1);
  const is = (known: readonly number[]): boolean =>
    oid.content.length === known.length && known.every((byte, index) => oid.content[index] === byte);
  if (is(ed25519Oid)) return fromBlob(wire([ascii(algorithms.ed25519), bits]));
  const sequence = is(rsaOid) ? derElement(bits, 0) : undefined;
  const [modulus, exponent] = (sequence?.tag === 0x30 && derElements(sequence.content)) || [];
  if (modulus?.tag !== 0x02 || exponent?.tag !== 0x02) return undefined;
  return fromBlob(wire([ascii(algorithms.rsa), exponent.content, modulus.content]));
}

/** The key's DER SubjectPublicKeyInfo; of RSA keys only, since only their fingerprints need it. */
function rsaDer(blob: Uint8Array): Uint8Array {
  const [, exponent, modulus] = wireParts(blob)!;
  const key = derWrap(0x30, [derWrap(0x02, [modulus!]), derWrap(0x02, [exponent!])]);
  const algorithm = derWrap(0x30, [derWrap(0x06, [Uint8Array.from(rsaOid)]), derWrap(0x05, [])]);
  return derWrap(0x30, [algorithm, derWrap(0x03, [Uint8Array.of(0), key])]);
}

/** `ssh-rsa AAAA…`, without a comment. */
export function openSshText({ keyType, blob }: PublicKey): string {
  return `${algorithms[keyType]} ${encodeBase64(blob)}`;
}

/**
 * The fingerprint of an imported key (EC2 User Guide, verify the fingerprint; reference: network.md §4): of RSA the MD5 of its DER in hex
 * pairs, of ED25519 the SHA-256 of its wire form in base64.
 */
export function importedFingerprint(digests: Digests, { keyType, blob }: PublicKey): string {
  if (keyType === 'ed25519') return encodeBase64(digests.sha256(blob));
  return Array.from(digests.md5(rsaDer(blob)), (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Modulus and public exponent of an RSA key, big-endian; undefined for other keys. */
export function rsaNumbers({ keyType, blob }: PublicKey): { readonly modulus: Uint8Array; readonly exponent: Uint8Array } | undefined {
  const [, exponent, modulus] = keyType === 'rsa' ? (wireParts(blob) ?? []) : [];
  return exponent && modulus && { modulus, exponent };
}
