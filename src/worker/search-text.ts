import type { Context } from '../region/kernel/context';
import { type Face, type Kind, listKind } from '../region/kernel/kind';
import type { Message } from '../region/kernel/message';
import type { RowKey } from '../region/store/table';
import type { ChangeSet } from '../region/store/changes';

/** A sentence with its arguments, in English: ids, states and addresses are the same in all languages. */
function plain({ text, args = [] }: Message): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)] ?? ''));
}

function textOf(id: string, { label, description, tooltip }: Face): string {
  return [label, id, ...description.map(plain), ...tooltip.map(({ value }) => plain(value))].join('\n').toLowerCase();
}

/** The words that a search asks for, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * What resources can be found by, in lower case: name, id and the details of their face. Made when first asked for and kept until a change set names
 * the resource, because a search looks at all of them.
 */
export class SearchTexts {
  private readonly texts = new Map<string, Map<string, string>>();

  of(context: Context, kind: Kind, row: RowKey): string {
    const place = `${context.region}/${kind.name}`;
    let texts = this.texts.get(place);
    if (!texts) this.texts.set(place, (texts = new Map()));
    let text = texts.get(row.id);
    if (text === undefined) texts.set(row.id, (text = textOf(row.id, kind.face(context, row))));
    return text;
  }

  /** The ids of the resources of a kind whose texts have yet to be made. */
  missing(context: Context, kind: Kind): string[] {
    const texts = this.texts.get(`${context.region}/${kind.name}`);
    return listKind(context, kind).flatMap(({ id }) => (texts?.has(id) ? [] : id));
  }

  note({ changed }: ChangeSet): void {
    if (this.texts.size === 0) return;
    for (const { region, kind, id } of changed) this.texts.get(`${region}/${kind}`)?.delete(id);
  }
}
