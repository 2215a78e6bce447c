/** The public half of an RSA key as numbers, big-endian. */
export interface RsaNumbers {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

function toNumber(bytes: Uint8Array): bigint {
  let text = '0x0';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return BigInt(text);
}

function toBytes(number: bigint, length: number): Uint8Array {
  const text = number.toString(16).padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, index) => parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/**
 * Encrypts a short message for the owner of a key: RSAES-PKCS1-v1_5 (RFC 8017 §7.2.1).
 * @param padding at least as many bytes as the modulus has; zero bytes among them are passed over
 * @returns undefined when the key is none (an exponent not between 3 and the modulus), or too short for the message
 */
export function encryptPkcs1({ modulus, exponent }: RsaNumbers, message: Uint8Array, padding: Uint8Array): Uint8Array | undefined {
  const n = toNumber(modulus);
  const e = toNumber(exponent);
  if (e < 3n || e >= n) return undefined;
  const length = Math.ceil(n.toString(16).length / 2);
  const filler = padding.filter((byte) => byte !== 0).subarray(0, length - message.length - 3);
  if (filler.length < Math.max(8, length - message.length - 3)) return undefined;
  return toBytes(power(toNumber(Uint8Array.from([0, 2, ...filler, 0, ...message])), e, n), length);
}
