/** What an element is made of: attributes, listeners by event name, and what is in it. */
export interface Parts {
  readonly [attribute: string]: string | boolean | ((event: Event) => void) | undefined;
}

/** Makes an HTML element. A function is a listener, `true` an empty attribute; `undefined` and `false` leave the attribute out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  parts: Parts = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(parts)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}
