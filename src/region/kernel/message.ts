/** A sentence for the user: an English text with {0}, {1} … for its arguments, which is also the key of its translation. */
export interface Message {
  readonly text: string;
  readonly args?: readonly (string | number)[];
}

/** Builds a message. The texts are collected from the calls of this function, so `text` must be a literal. */
export function message(text: string, ...args: (string | number)[]): Message {
  return args.length > 0 ? { text, args } : { text };
}

/** A word that is the same in all languages: an id, a state, a type. */
export function verbatim(word: string): Message {
  return { text: '{0}', args: [word] };
}
