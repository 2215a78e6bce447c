import * as vscode from 'vscode';
import type { KindMenu } from '../../shared/kind-menu';
import type { ActionName, InputOf } from '../../shared/region-types';
import { setting } from '../config';
import { refusalAhead } from '../dependents';
import { kindMenus } from '../kinds.generated';
import { costsNote, nameList, render } from '../messages';
import type { Services } from '../services';
import type { Session } from '../session';
import { kindNamed, viewId } from '../trees/view-kinds';
import { nameOf } from './one-subject';
import { pickResources, type Subject } from './pick-resources';
import { type CommandArguments, subjectsOf } from './subjects';
import { confirm as ask, tellDone } from './told';

type Entry = KindMenu['menu'][number];

/** More resources than this, handled one by one, take long enough to be counted. */
const handful = 5;

const namesOf = (subjects: readonly Subject[]): string => nameList(subjects.map(nameOf));

async function confirmed(session: Session, { action, confirm }: Entry, subjects: readonly Subject[]): Promise<boolean> {
  if (!confirm || !setting('confirmDestructive')) return true;
  const names = namesOf(subjects);
  const button = render(confirm.button);
  const question = render({ text: confirm.question.text, args: [names] });
  const asked = subjects.map((subject) => ({ id: subject.id, region: subject.region, name: nameOf(subject) }));
  const ahead = await refusalAhead(session, action, asked);
  const details = [...(ahead === undefined ? [] : [ahead]), ...(confirm.priced ? [costsNote()] : [])];
  return ask(question, button, details.length > 0 ? details.join('\n') : undefined);
}

async function run(services: Services, kind: string, entry: Entry, subjects: readonly Subject[], title: string): Promise<void> {
  const { session } = services;
  if (entry.asks !== undefined) {
    await vscode.commands.executeCommand(entry.asks, subjects[0], subjects);
    return;
  }
  const ids = subjects.map(({ id }) => id);
  const region = subjects[0]?.region;
  const execute = (input: unknown): Promise<unknown> => session.execute(entry.action, input as InputOf<ActionName>, region);
  const { constants, idsInput } = entry;
  const one = (id: string): Promise<unknown> => execute({ ...constants, [idsInput]: id });
  const atOnce = async (): Promise<boolean> => {
    if (!entry.each) await execute({ ...constants, [idsInput]: ids });
    else for (const id of ids) await one(id);
    return true;
  };
  const location = { viewId: viewId(kindNamed(kind).view) };
  const all = entry.each && ids.length > handful ? await oneByOne(ids, title, one) : await vscode.window.withProgress({ location }, atOnce);
  if (!all || !entry.done) return;
  const [only, ...others] = subjects;
  const text = render({ text: entry.done.text, args: [namesOf(subjects)] });
  tellDone(services, text, kind, others.length === 0 ? only?.id : undefined);
}

/** Acts on many resources, telling how far it is; false when the user stopped it before the next one. */
async function oneByOne(ids: readonly string[], title: string, act: (id: string) => Promise<unknown>): Promise<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    for (const [index, id] of ids.entries()) {
      if (token.isCancellationRequested) return false;
      progress.report({ message: vscode.l10n.t('{0} of {1}', index + 1, ids.length), increment: index === 0 ? 0 : 100 / ids.length });
      await act(id);
    }
    return true;
  });
}

/** Of several resources those that are in a state for the action; of a single one AWS shall say what is wrong with it. */
function applicable({ needs }: Entry, subjects: readonly Subject[]): readonly Subject[] {
  const fitting = subjects.filter(({ node }) => node.face.flags.some((flag) => needs.includes(flag)));
  return fitting.length > 0 ? fitting : subjects.slice(0, 1);
}

/** Runs the menu entries that a key stands for on what is selected in a view, those of each kind for its own resources. */
export async function pressKey(services: Services, ...[pressed]: CommandArguments): Promise<void> {
  const { view, key } = (pressed ?? {}) as { view?: unknown; key?: unknown };
  const kinds = new Set(subjectsOf(services.views, [{ view }]).map(({ kind }) => kind));
  for (const { name, menu } of kindMenus.filter((kind) => kinds.has(kind.name))) {
    const entry = menu.find((candidate) => candidate.key === key);
    if (entry) await vscode.commands.executeCommand(`cloudSandbox.${name}.${entry.id}`, { selection: name });
  }
}

/** The commands of the kinds' menus, `cloudSandbox.<kind>.<id>`: on what is selected, or asking for it. */
export function kindMenuCommands(services: Services): [string, (...args: CommandArguments) => Promise<void>][] {
  const { session, views } = services;
  return kindMenus.flatMap(({ name, menu }) =>
    menu.map((entry): [string, (...args: CommandArguments) => Promise<void>] => [
      `cloudSandbox.${name}.${entry.id}`,
      async (...args) => {
        const given = applicable(entry, subjectsOf(views, args));
        const called = args[0] !== undefined;
        const title = commandTitle(services, name, entry.id);
        const subjects = called
          ? given
          : await pickResources(session, { kinds: [name], needs: entry.needs, many: entry.asks === undefined, title });
        if (subjects.length > 0 && (await confirmed(session, entry, subjects))) await run(services, name, entry, subjects, title);
      },
    ]),
  );
}

/** The title as the palette shows it: VS Code has put the user's language into the manifest. */
function commandTitle({ context }: Services, kind: string, id: string): string {
  const { contributes } = context.extension.packageJSON as { contributes: { commands: { command: string; title: string }[] } };
  return contributes.commands.find(({ command }) => command === `cloudSandbox.${kind}.${id}`)?.title ?? id;
}
