import { readFileSync } from 'node:fs';
import { at } from '../../../scripts/lib/paths.mjs';
import type { Frame, Page } from 'playwright-core';

/** What axe-core found, an entry a broken rule, in a form that reads well in a failed assertion. */
export interface AxeViolation {
  rule: string;
  impact: string;
  elements: string[];
}

interface AxeGlobal {
  axe?: {
    run(
      context: { include: string[]; exclude: string[] },
      options: object,
    ): Promise<{ violations: { id: string; impact?: string | null; nodes: { html: string; failureSummary?: string }[] }[] }>;
  };
}

const axeSource = (): string => readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * Runs axe-core (WCAG 2.1 A and AA, and its best practices) over the elements that `include` selects. Contrast is measured by
 * `findLowContrast` with VS Code's real backgrounds.
 */
export async function runAxe(target: Frame | Page, include: string[] = ['html'], exclude: string[] = []): Promise<AxeViolation[]> {
  if (!(await target.evaluate(() => (globalThis as AxeGlobal).axe !== undefined))) await target.evaluate(axeSource());
  return target.evaluate(
    async (context) => {
      const { axe } = globalThis as AxeGlobal;
      if (!axe) throw new Error('axe-core was not loaded');
      const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } };
      const { violations } = await axe.run(context, options);
      return violations.map(({ id, impact, nodes }) => ({
        rule: id,
        impact: impact ?? '',
        elements: nodes.map(({ html }) => html.slice(0, 200)),
      }));
    },
    { include, exclude },
  );
}

/** A text that is wider than the box that shows it. */
export interface ClippedText {
  text: string;
  element: string;
  width: number;
  needed: number;
}

/**
 * The visible texts below `selector` that are cut off at the right (an ellipsis counts), what is chosen in a list among them, and the page itself if
 * it scrolls sideways.
 */
export async function findClippedText(target: Frame | Page, selector = 'body'): Promise<ClippedText[]> {
  return target.evaluate((rootSelector) => {
    const found: { text: string; element: string; width: number; needed: number }[] = [];
    const report = (element: Element): void => {
      const text = (element.textContent ?? '').trim().slice(0, 80);
      const name = `${element.tagName.toLowerCase()}${element.className ? `.${String(element.className).trim().split(/\s+/).join('.')}` : ''}`;
      found.push({ text, element: name, width: element.clientWidth, needed: element.scrollWidth });
    };
    const inShadow = (node: Element | ShadowRoot): Element[] =>
      [...node.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? inShadow(element.shadowRoot) : [])]);
    /** How wide a list would be if it had nothing to offer but what is chosen. */
    const neededBy = (select: HTMLSelectElement): number => {
      const copy = select.cloneNode(false) as HTMLSelectElement;
      copy.append(new Option(select.selectedOptions[0]?.text));
      copy.style.cssText = 'position: absolute; visibility: hidden; inline-size: max-content; min-inline-size: 0; max-inline-size: none';
      select.after(copy);
      const { width } = copy.getBoundingClientRect();
      copy.remove();
      return width;
    };
    for (const top of document.querySelectorAll(rootSelector)) {
      for (const element of [top, ...inShadow(top)]) {
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        if (element instanceof HTMLSelectElement && box.width > 0 && neededBy(element) > box.width + 1) {
          const text = element.selectedOptions[0]?.text ?? '';
          found.push({ text, element: 'select', width: box.width, needed: neededBy(element) });
        }
        const shown = style.visibility === 'visible' && box.width > 2 && box.height > 2;
        const cuts = ['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis';
        const hasText = (element.textContent ?? '').trim() !== '' && !element.matches('svg, svg *, style, script');
        if (shown && cuts && hasText && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) report(element);
      }
    }
    const page = document.documentElement;
    if (rootSelector === 'body' && page.scrollWidth > page.clientWidth + 1) report(page);
    return found;
  }, selector);
}

/** A text whose colour stands out too little from what lies behind it. */
export interface LowContrast {
  text: string;
  element: string;
  colour: string;
  background: string;
  ratio: number;
  needed: number;
}

/**
 * The visible texts below `selector` whose contrast is below WCAG 2.1's 4.5:1, or 3:1 for large text (24 px, or 18.66 px bold) and for icons
 * of the codicon font. Backgrounds are blended from the element outward; disabled controls are exempt (WCAG 1.4.3).
 */
export async function findLowContrast(target: Frame | Page, selector = 'body'): Promise<LowContrast[]> {
  return target.evaluate((rootSelector) => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const parse = (css: string): Colour => {
      const numbers = /^rgba?\(([^)]+)\)$/
        .exec(css)?.[1]
        ?.split(/[\s,/]+/)
        .map(Number);
      if (numbers) return [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0, numbers[3] ?? 1];
      if (!canvas) return [0, 0, 0, 1];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = css;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 255] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (a: number, b: number): number => a * top[3] + b * (1 - top[3]);
      return [mix(top[0], below[0]), mix(top[1], below[1]), mix(top[2], below[2]), 1];
    };
    const parentOf = (element: Element): Element | null => {
      const parent = element.assignedSlot ?? element.parentElement;
      if (parent) return parent;
      const holder = element.getRootNode();
      return holder instanceof ShadowRoot ? holder.host : null;
    };
    // A webview is transparent and lies on the editor's background.
    const rootStyle = getComputedStyle(document.documentElement);
    const canvasColour = rootStyle.colorScheme.includes('dark') ? 'rgb(0,0,0)' : 'rgb(255,255,255)';
    const lowest = parse(rootStyle.getPropertyValue('--vscode-editor-background').trim() || canvasColour);
    const backgroundOf = (element: Element): Colour => {
      const layers: Colour[] = [];
      for (let node: Element | null = element; node; node = parentOf(node)) {
        const layer = parse(getComputedStyle(node).backgroundColor);
        if (layer[3] > 0) layers.push(layer);
        if (layer[3] === 1) break;
      }
      return layers.reduceRight((below, layer) => over(layer, below), lowest);
    };
    const opacityOf = (element: Element): number => {
      let opacity = 1;
      for (let node: Element | null = element; node; node = parentOf(node)) opacity *= Number(getComputedStyle(node).opacity);
      return opacity;
    };
    const luminance = (colour: Colour): number => {
      const channel = (value: number): number => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
      return 0.2126 * channel(colour[0]) + 0.7152 * channel(colour[1]) + 0.0722 * channel(colour[2]);
    };
    const inShadow = (node: Element | ShadowRoot): Element[] =>
      [...node.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? inShadow(element.shadowRoot) : [])]);
    const printed = (colour: Colour): string => `rgb(${colour.slice(0, 3).map(Math.round).join(', ')})`;
    const found: { text: string; element: string; colour: string; background: string; ratio: number; needed: number }[] = [];
    for (const top of document.querySelectorAll(rootSelector)) {
      for (const element of [top, ...inShadow(top)]) {
        const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '');
        const icon = element.matches('.codicon');
        const text = own.join('').trim();
        const box = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        const disabled = element.closest(':disabled, [aria-disabled="true"], .disabled') !== null;
        if ((text === '' && !icon) || disabled || style.visibility !== 'visible' || box.width <= 1 || box.height <= 1) continue;
        if (element.matches('script, style, option')) continue;
        const opacity = opacityOf(element);
        if (opacity === 0) continue;
        const background = backgroundOf(element);
        const ink = parse(icon ? getComputedStyle(element, '::before').color : style.color);
        const colour = over([ink[0], ink[1], ink[2], ink[3] * opacity], background);
        const [brighter = 0, darker = 0] = [luminance(colour), luminance(background)].sort((a, b) => b - a);
        const ratio = (brighter + 0.05) / (darker + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
        const needed = large || icon ? 3 : 4.5;
        // Colours are given in whole steps of 255, so a ratio is known to about a hundredth.
        if (ratio >= needed - 0.01) continue;
        const name = `${element.tagName.toLowerCase()}${element.className ? `.${String(element.className).trim().split(/\s+/).join('.')}` : ''}`;
        found.push({
          text: text.slice(0, 60),
          element: name,
          colour: printed(colour),
          background: printed(background),
          ratio: Math.round(ratio * 100) / 100,
          needed,
        });
      }
    }
    return found;
  }, selector);
}
