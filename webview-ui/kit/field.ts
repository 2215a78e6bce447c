import { element } from './element';

/** Something a user fills in, with what is said below it. */
export interface Field {
  /** All of it, to be put on the page. */
  readonly element: HTMLElement;
  /** The control alone. */
  readonly control: HTMLElement;
  /** Says below the control what is wrong with it; nothing when nothing is. */
  problem(text: string | undefined): void;
  /** Says something else below the control than before. */
  hint(text: string): void;
  focus(): void;
}

interface Messages {
  readonly label: string;
  readonly hint?: string;
  readonly focus: () => void;
  /** The element that a screen reader names, when it is not the control itself. */
  readonly described?: HTMLElement;
}

/**
 * A control with its hint and its problem below it. What is said joins the control's accessible name: ids do not reach into the shadow tree
 * that holds the real input.
 */
export function withMessages(control: HTMLElement, { label, hint, focus, described = control }: Messages): Field {
  const hintText = element('p', { class: 'hint' }, hint ?? '');
  const problemText = element('p', { class: 'problem' });
  hintText.hidden = hint === undefined;
  problemText.hidden = true;
  const name = (): void => {
    const parts = [label, ...(problemText.hidden ? [] : [problemText.textContent]), ...(hintText.hidden ? [] : [hintText.textContent])];
    described.setAttribute('aria-label', parts.join('. '));
  };
  name();
  // The toolkit names its controls anew when they come into the document.
  queueMicrotask(name);
  return {
    element: element('div', { class: 'field' }, control, problemText, hintText),
    control,
    focus,
    hint(text) {
      if (hintText.textContent === text) return;
      hintText.textContent = text;
      hintText.hidden = text === '';
      name();
    },
    problem(text) {
      if ((text ?? '') === problemText.textContent) return;
      problemText.textContent = text ?? '';
      problemText.hidden = text === undefined;
      if (text === undefined) described.removeAttribute('aria-invalid');
      else described.setAttribute('aria-invalid', 'true');
      name();
    },
  };
}
