/**
 * A made-up but stable resource id in the form AWS uses: `prefix-` and 17 lower-case hex digits, the first a 0 as in the ids
 * AWS hands out. Equal text gives an equal id in every account, on every machine: catalogue things (public images and
 * their snapshots) need no row to keep their id.
 */
export function stableId(prefix: string, text: string): string {
  const key = `${prefix}:${text}`;
  return `${prefix}-0${hex(hash32(key, 0x811c9dc5))}${hex(hash32(key, 0x2f0b4c47))}`;
}

/** A stable 25-character product code, as the AWS Marketplace gives to a product. */
export function stableProductCode(text: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  let code = '';
  for (let i = 0; i < 25; i++) code += letters[hash32(`${text}/${i}`, 0x811c9dc5) % letters.length];
  return code;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** FNV-1a with a finishing mix, so that texts differing in the last letter share no digits. */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
