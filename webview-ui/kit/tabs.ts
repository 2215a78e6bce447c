import { element } from './element';

interface TabOptions {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/** A row of tabs, walked with the arrow keys (WAI-ARIA Authoring Practices, tabs), and the panel they stand for. */
export function tabs({ label, tabs: entries, selected, onSelect }: TabOptions, panel: HTMLElement): HTMLElement {
  panel.setAttribute('role', 'tabpanel');
  panel.id = `panel-${label.replace(/\W+/g, '-')}`;
  const select = (id: string): void => {
    for (const tab of made) {
      const isSelected = tab.dataset['tab'] === id;
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      if (isSelected) panel.setAttribute('aria-labelledby', tab.id);
    }
  };
  const made = entries.map(({ id, label: text }, index) => {
    const tab = element(
      'button',
      { type: 'button', role: 'tab', class: 'tab', id: `${panel.id}-${index}`, 'aria-controls': panel.id },
      text,
    );
    tab.dataset['tab'] = id;
    tab.addEventListener('click', () => {
      select(id);
      onSelect(id);
    });
    tab.addEventListener('keydown', (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: entries.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = made[(to + made.length) % made.length];
      next?.focus();
      next?.click();
    });
    return tab;
  });
  select(selected);
  return element('div', { role: 'tablist', class: 'tabs', 'aria-label': label }, ...made);
}
