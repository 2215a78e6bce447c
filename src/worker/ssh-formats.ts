import { createHash, createHmac, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';

/** A length-prefixed string of SSH's wire format (RFC 4251 §5). */
function sshString(bytes: Uint8Array | string): Buffer {
  const content = Buffer.from(bytes);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** A non-negative integer of SSH's wire format, from a JWK's base64url digits. */
function sshInteger(digits: string): Buffer {
  const bytes = Buffer.from(digits, 'base64url');
  return sshString(bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** A public key in SSH's wire format (RFC 4253 §6.6, RFC 8709 §4). */
export function sshPublicBlob(publicKey: KeyObject): { readonly algorithm: string; readonly blob: Buffer } {
  const jwk = publicKey.export({ format: 'jwk' });
  const algorithm = jwk.kty === 'RSA' ? 'ssh-rsa' : 'ssh-ed25519';
  const parts = jwk.kty === 'RSA' ? [sshInteger(jwk.e!), sshInteger(jwk.n!)] : [sshString(Buffer.from(jwk.x!, 'base64url'))];
  return { algorithm, blob: Buffer.concat([sshString(algorithm), ...parts]) };
}

function lines(text: string, width: number): string {
  return text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), '$&\n');
}

/** An ED25519 private key as OpenSSH keeps it, unencrypted (OpenSSH, PROTOCOL.key). */
export function opensshPrivateKey(privateKey: KeyObject, publicKey: KeyObject): string {
  const { d, x } = privateKey.export({ format: 'jwk' });
  const seed = Buffer.from(d!, 'base64url');
  const point = Buffer.from(x!, 'base64url');
  const check = randomBytes(4);
  const section = Buffer.concat([
    check,
    check,
    sshString('ssh-ed25519'),
    sshString(point),
    sshString(Buffer.concat([seed, point])),
    sshString(''),
  ]);
  const padding = Buffer.from(Array.from({ length: (8 - (section.length % 8)) % 8 }, (_, index) => index + 1));
  const one = Buffer.of(0, 0, 0, 1);
  const file = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    sshString('none'),
    sshString('none'),
    sshString(''),
    one,
    sshString(sshPublicBlob(publicKey).blob),
    sshString(Buffer.concat([section, padding])),
  ]);
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines(file.toString('base64'), 70)}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

function puttyPrivateBlob(jwk: JsonWebKey): Buffer {
  if (jwk.kty !== 'RSA') return sshString(Buffer.from(jwk.d!, 'base64url'));
  return Buffer.concat([sshInteger(jwk.d!), sshInteger(jwk.p!), sshInteger(jwk.q!), sshInteger(jwk.qi!)]);
}

/** A private key in PuTTY's format 2, unencrypted, which every PuTTY reads (PuTTY manual, appendix C: PPK file format). */
export function puttyPrivateKey(privateKey: KeyObject, publicKey: KeyObject, comment: string): string {
  const { algorithm, blob } = sshPublicBlob(publicKey);
  const secret = puttyPrivateBlob(privateKey.export({ format: 'jwk' }));
  const macKey = createHash('sha1').update('putty-private-key-file-mac-key').digest();
  const mac = createHmac('sha1', macKey);
  for (const part of [algorithm, 'none', comment, blob, secret]) mac.update(sshString(part));
  const block = (bytes: Buffer): string[] => lines(bytes.toString('base64'), 64).split('\n');
  const open = block(blob);
  const closed = block(secret);
  return [
    `PuTTY-User-Key-File-2: ${algorithm}`,
    'Encryption: none',
    `Comment: ${comment}`,
    `Public-Lines: ${open.length}`,
    ...open,
    `Private-Lines: ${closed.length}`,
    ...closed,
    `Private-MAC: ${mac.digest('hex')}`,
    '',
  ].join('\r\n');
}
