/** User data may be this long before base64 (EC2 User Guide, user data). */
export const userDataLimit = 16_384;

const encoder = new TextEncoder();

/** A text as the base64 of its UTF-8. */
export function utf8Base64(text: string): string {
  return btoa(Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join(''));
}

/** How many bytes the instance would get; undefined when what claims to be base64 is none. */
export function userDataBytes(text: string, isBase64: boolean): number | undefined {
  if (!isBase64) return encoder.encode(text).length;
  try {
    return atob(text.trim()).length;
  } catch {
    return undefined;
  }
}
