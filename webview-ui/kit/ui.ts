import {
  type Badge,
  type Button,
  type Checkbox,
  provideVSCodeDesignSystem,
  type TextArea,
  type TextField,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element } from './element';
import { type Field, withMessages } from './field';
import './theme.css';

provideVSCodeDesignSystem().register(
  vsCodeBadge(),
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeProgressRing(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

interface TextOptions {
  readonly label: string;
  /** The label is for screen readers alone, as in a table whose column is named. */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly onInput: (value: string) => void;
}

interface ChoiceOptions {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
  readonly onChange: (value: string) => void;
}

function textControl(name: 'vscode-text-field' | 'vscode-text-area', options: TextOptions): Field {
  const { label, hideLabel, value, hint, placeholder, maxLength, onInput } = options;
  const made = document.createElement(name) as (TextField | TextArea) & HTMLElement;
  made.value = value;
  if (placeholder !== undefined) made.placeholder = placeholder;
  if (maxLength !== undefined) made.maxlength = maxLength;
  if (!hideLabel) made.append(label);
  made.addEventListener('input', () => onInput(made.value));
  return withMessages(made, { label, hint, focus: () => made.focus() });
}

/** The components that pages are made of. Only this file knows whose they are. */
export const ui = {
  /** A button; `secondary` for all but the page's main action. */
  button({ label, secondary, disabled, onPress }: ButtonOptions): HTMLElement {
    const made = document.createElement('vscode-button') as Button;
    made.appearance = secondary ? 'secondary' : 'primary';
    made.textContent = label;
    made.disabled = disabled ?? false;
    made.addEventListener('click', onPress);
    return made;
  },

  /** Makes a button pressable, or not. */
  setDisabled(button: HTMLElement, disabled: boolean): void {
    (button as Button).disabled = disabled;
  },

  /** A button that reads as a link within text; `about` says to a screen reader what of. */
  link({ label, about, onPress }: { label: string; about?: string; onPress: () => void }): HTMLElement {
    return element('button', { type: 'button', class: 'link', 'aria-label': about && `${label}: ${about}`, click: onPress }, label);
  },

  /** A line of text. */
  textField(options: TextOptions): Field {
    return textControl('vscode-text-field', options);
  },

  /** Several lines of text. */
  textArea({ rows, ...options }: TextOptions & { readonly rows: number }): Field {
    const made = textControl('vscode-text-area', options);
    (made.control as TextArea).rows = rows;
    return made;
  },

  /** A box to tick. */
  checkbox({ label, hideLabel, hint, checked, disabled, onChange }: CheckboxOptions): Field {
    const made = document.createElement('vscode-checkbox') as Checkbox;
    made.checked = checked;
    made.disabled = disabled ?? false;
    if (!hideLabel) made.append(label);
    made.addEventListener('change', () => onChange(made.checked));
    return withMessages(made, { label, hint, focus: () => made.focus() });
  },

  /** One of a few, all in view. */
  radioGroup({ label, hideLabel, hint, value, options, onChange }: ChoiceOptions): Field {
    const group = document.createElement('vscode-radio-group');
    group.setAttribute('aria-label', label);
    group.setAttribute('orientation', 'vertical');
    if (!hideLabel) group.append(element('span', { slot: 'label', class: 'label' }, label));
    for (const option of options) {
      const radio = document.createElement('vscode-radio') as HTMLElement & { checked: boolean };
      radio.setAttribute('value', option.value);
      if (option.disabled) radio.setAttribute('disabled', '');
      if (option.value === value) radio.setAttribute('checked', '');
      radio.append(option.label);
      group.append(radio);
    }
    group.setAttribute('value', value);
    let current = value;
    group.addEventListener('change', () => {
      const chosen = (group as HTMLElement & { value: string }).value;
      if (chosen === current) return;
      current = chosen;
      onChange(chosen);
    });
    const focus = (): void => (group.querySelector<HTMLElement>('vscode-radio[aria-checked="true"]') ?? group).focus();
    return withMessages(group, { label, hint, focus });
  },

  /** One of many. The browser's own list: the toolkit's is cut off by whatever clips it, and takes no label. */
  select({ label, hideLabel, hint, value, options, onChange }: ChoiceOptions): Field {
    const select = element('select', { 'aria-label': hideLabel ? label : undefined });
    for (const option of options) {
      const made = element('option', { value: option.value, disabled: option.disabled }, option.label);
      made.selected = option.value === value;
      select.append(made);
    }
    select.addEventListener('change', () => onChange(select.value));
    const control = hideLabel ? select : element('label', { class: 'labelled' }, element('span', { class: 'label' }, label), select);
    return withMessages(control, { label, hint, focus: () => select.focus(), described: select });
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

  /** Says that something is on its way. */
  progress(label: string): HTMLElement {
    const ring = document.createElement('vscode-progress-ring');
    ring.setAttribute('aria-hidden', 'true');
    return element('p', { class: 'row progress', role: 'status' }, ring, label);
  },
};

interface ButtonOptions {
  readonly label: string;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

interface CheckboxOptions {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly hint?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}
