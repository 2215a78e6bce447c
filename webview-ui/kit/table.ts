import { element } from './element';

/** What stands in a cell. */
export type Cell = string | Node;

interface TableOptions {
  readonly caption: string;
  /** The caption is for screen readers alone. */
  readonly hideCaption?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns of figures, by number. */
  readonly numeric?: readonly number[];
  readonly className?: string;
}

/** A table with one heading a column. It scrolls sideways by itself when the page is too narrow. */
export function table({ caption, hideCaption, columns, rows, numeric = [], className }: TableOptions): HTMLElement {
  const kind = (index: number): string | undefined => (numeric.includes(index) ? 'number' : undefined);
  const head = columns.map((name, index) => element('th', { scope: 'col', class: kind(index) }, name));
  const body = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell, index) => element('td', { class: kind(index), 'data-column': columns[index] ?? '' }, cell))),
  );
  const made = element(
    'table',
    { class: className },
    element('caption', { class: hideCaption ? 'screen-reader-only' : undefined }, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
  return element('div', { class: 'table-frame' }, made);
}
