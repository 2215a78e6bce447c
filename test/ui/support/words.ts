import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { at } from '../../../scripts/lib/paths.mjs';

/** The language of a window. */
export type Language = 'en' | 'ko';

const read = (file: string): Record<string, string> => JSON.parse(readFileSync(at(file), 'utf8')) as Record<string, string>;

/** Our English texts with what they are in Korean: those of kinds, of commands and menus, then those of pages, messages and rows. */
function koreanTexts(): ReadonlyMap<string, string> {
  const korean = read('package.nls.ko.json');
  const commands = Object.entries(read('package.nls.json')).map(([key, text]) => [text, korean[key] ?? ''] as const);
  const product = 'Cloud Sandbox: ';
  const kinds = commands.filter(([text]) => text.startsWith(product)).map((pair) => pair.map((text) => text.slice(product.length)));
  return new Map([...(kinds as [string, string][]), ...commands, ...Object.entries(read('l10n/bundle.l10n.ko.json'))]);
}

/** What stands on screen for one of our English texts, by its arguments. @throws AssertionError when it has no translation */
export type Say = (english: string, ...args: (string | number)[]) => string;

/** The words of a language. */
export function wordsIn(language: Language): Say {
  const texts = language === 'ko' ? koreanTexts() : undefined;
  return (english, ...args) => {
    const text = texts ? texts.get(english) : english;
    assert.ok(text, `There is no Korean for '${english}'`);
    return text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)] ?? ''));
  };
}

/** A text as the source of a pattern. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
