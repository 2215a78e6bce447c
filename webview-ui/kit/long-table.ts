import { element } from '../kit/element';

/** A column of a long table. */
export interface Column<Item, Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly numeric?: boolean;
  /** Share of the width, in columns of usual width; 1 when left out. */
  readonly width?: number;
  /** Left out when the page is narrow, or not very wide. */
  readonly wideOnly?: 'wide' | 'very-wide';
  readonly cell: (item: Item) => string | Node;
}

interface Options<Item, Id extends string> {
  readonly label: string;
  readonly columns: readonly Column<Item, Id>[];
  readonly keyOf: (item: Item) => string;
  /** Present: rows can be chosen. */
  readonly onChoose?: (item: Item) => void;
  readonly chosen?: string;
  /** Present: the headings sort. */
  readonly onSort?: (id: Id) => void;
}

/** Height of a row in pixels, as the style sheet makes it; only rows in view are in the document. */
const rowHeight = 30;
const spareRows = 6;

/**
 * A table of hundreds of rows of which only those in view are in the document, walked with the arrow keys (WAI-ARIA Authoring Practices, grid
 * with aria-activedescendant).
 */
export class LongTable<Item, Id extends string> {
  readonly element: HTMLElement;
  private readonly body = element('tbody', {});
  private readonly above = element('tr', { class: 'spacer', 'aria-hidden': 'true' }, element('td', {}));
  private readonly below = element('tr', { class: 'spacer', 'aria-hidden': 'true' }, element('td', {}));
  private readonly headings = new Map<Id, HTMLElement>();
  private items: readonly Item[] = [];
  private active = 0;
  private chosen: string | undefined;
  private first = -1;
  private last = -1;

  constructor(private readonly options: Options<Item, Id>) {
    this.chosen = options.chosen;
    const heads = options.columns.map((column) => this.heading(column));
    const table = element(
      'table',
      { role: 'grid', 'aria-label': options.label, class: 'long' },
      element('thead', {}, element('tr', { 'aria-rowindex': '1' }, ...heads)),
      this.body,
    );
    this.element = element('div', { class: 'long-frame', tabindex: '0', 'aria-label': options.label, role: 'group' }, table);
    this.element.addEventListener('scroll', () => this.draw());
    this.element.addEventListener('keydown', (event) => this.key(event));
    this.element.addEventListener('focus', () => this.markActive());
    this.element.addEventListener('blur', () => this.markActive());
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Shows these rows, the chosen one in view if `reveal`. */
  show(items: readonly Item[], reveal = false): void {
    this.items = items;
    const place = items.findIndex((item) => this.options.keyOf(item) === this.chosen);
    this.active = Math.max(0, place);
    this.element.querySelector('table')?.setAttribute('aria-rowcount', String(items.length + 1));
    if (!reveal) this.element.scrollTop = 0;
    this.draw(true);
    // Only a table that is drawn has its height to scroll in.
    if (reveal && place >= 0) this.element.scrollTop = Math.max(0, (place - 2) * rowHeight);
    this.draw();
  }

  /** Says by which column the rows are sorted. */
  sorted(id: Id | undefined, descending: boolean): void {
    for (const [column, heading] of this.headings) {
      heading.setAttribute('aria-sort', column === id ? (descending ? 'descending' : 'ascending') : 'none');
    }
  }

  focus(): void {
    this.element.focus();
  }

  private heading({ id, title, numeric, wideOnly, width = 1 }: Column<Item, Id>): HTMLElement {
    const { onSort } = this.options;
    const made = element('th', { scope: 'col', role: 'columnheader', class: classes(numeric, wideOnly) });
    made.style.width = `${width * 10}%`;
    if (onSort) {
      made.append(element('button', { type: 'button', class: 'sort', click: () => onSort(id) }, title));
      this.headings.set(id, made);
    } else {
      made.append(title);
    }
    return made;
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.element) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.items.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.active = Math.min(Math.max(0, to), this.items.length - 1);
      this.reveal();
      this.draw(true);
    } else if (event.key === 'Enter' || event.key === ' ') {
      const item = this.items[this.active];
      if (!item || !this.options.onChoose) return;
      event.preventDefault();
      this.choose(item);
    }
  }

  private reveal(): void {
    const top = this.active * rowHeight;
    const height = this.element.clientHeight - rowHeight * 2;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (top > this.element.scrollTop + height) this.element.scrollTop = top - height;
  }

  private choose(item: Item): void {
    this.chosen = this.options.keyOf(item);
    this.active = this.items.indexOf(item);
    this.draw(true);
    this.options.onChoose?.(item);
  }

  private draw(anew = false): void {
    const from = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - spareRows);
    const inView = Math.ceil((this.element.clientHeight || 400) / rowHeight);
    const to = Math.min(this.items.length, from + inView + 2 * spareRows);
    if (!anew && from === this.first && to === this.last) return;
    this.first = from;
    this.last = to;
    const rows = this.items.slice(from, to).map((item, index) => this.row(item, from + index));
    this.above.style.height = `${from * rowHeight}px`;
    this.below.style.height = `${(this.items.length - to) * rowHeight}px`;
    this.body.replaceChildren(this.above, ...rows, this.below);
    this.markActive();
  }

  /** Shows where the keys are, while they work here. The rows stay: the mouse button that gives the focus is still down on one of them. */
  private markActive(): void {
    const id = `row-${this.active}`;
    const focused = document.activeElement === this.element;
    for (const row of this.body.children) row.classList.toggle('active', focused && row.id === id);
    if (focused) this.element.setAttribute('aria-activedescendant', id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  private row(item: Item, index: number): HTMLElement {
    const { columns, keyOf, onChoose } = this.options;
    const key = keyOf(item);
    const cells = columns.map(({ cell, numeric, wideOnly }) =>
      element('td', { role: 'gridcell', class: classes(numeric, wideOnly) }, cell(item)),
    );
    return element(
      'tr',
      {
        id: `row-${index}`,
        role: 'row',
        'aria-rowindex': String(index + 2),
        'aria-selected': onChoose ? String(key === this.chosen) : undefined,
        click: () => onChoose && this.choose(item),
      },
      ...cells,
    );
  }
}

const classes = (numeric: boolean | undefined, wideOnly: string | undefined): string | undefined =>
  [numeric ? 'number' : '', wideOnly ?? ''].join(' ').trim() || undefined;
