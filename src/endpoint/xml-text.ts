/** What XML 1.0 cannot hold: controls but tab, line feed and carriage return, unpaired surrogates, U+FFFE, U+FFFF. XML 1.0 §2.2, Char. */
const unholdable = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r\x7F-\x9F])\p{Cc}/u;
const everyUnholdable = new RegExp(unholdable.source, 'gu');
/** What needs work before it can stand as text: a carriage return, unless escaped, comes out of a parser as a line feed. */
const special = /[&<>"\r\p{Cs}\uFFFE\uFFFF]|(?![\t\n\x7F-\x9F])\p{Cc}/u;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Whether XML 1.0 can hold the text. */
export function isXmlText(text: string): boolean {
  return !unholdable.test(text);
}

/** The text as XML character data; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(everyUnholdable, '').replace(/[&<>"\r]/g, (character) => escapes[character] ?? character);
}
