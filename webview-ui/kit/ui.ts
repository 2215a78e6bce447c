import { type Badge, type Button, provideVSCodeDesignSystem, vsCodeBadge, vsCodeButton } from '@vscode/webview-ui-toolkit';
import './theme.css';

provideVSCodeDesignSystem().register(vsCodeBadge(), vsCodeButton());

/** The components that pages are made of. Only this file knows whose they are. */
export const ui = {
  /** A button; `secondary` for all but the page's main action. */
  button({ label, secondary, onPress }: { label: string; secondary?: boolean; onPress: () => void }): HTMLElement {
    const made = document.createElement('vscode-button') as Button;
    made.appearance = secondary ? 'secondary' : 'primary';
    made.textContent = label;
    made.addEventListener('click', onPress);
    return made;
  },

  /** Replaces what is on a page; the button that has the focus keeps it, by its place among the buttons. */
  replace(page: HTMLElement, children: readonly HTMLElement[]): void {
    const buttons = (): HTMLElement[] => [...page.querySelectorAll<HTMLElement>('vscode-button')];
    const focused = buttons().findIndex((button) => button === document.activeElement);
    page.replaceChildren(...children);
    buttons()[focused]?.focus();
  },

  /** A short word set apart, such as a state. */
  badge(word: string): HTMLElement {
    const made = document.createElement('vscode-badge') as Badge;
    made.textContent = word;
    return made;
  },
};
