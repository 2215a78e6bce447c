import * as vscode from 'vscode';
import type { Grouping, ResourceNode } from '../../shared/worker';
import { explain } from '../messages';
import type { Services } from '../services';
import { describeFace, iconOf } from '../trees/tree-item';
import { kindNamed, titleOf } from '../trees/view-kinds';

interface GroupingItem extends vscode.QuickPickItem {
  readonly grouping?: Grouping;
  readonly tag?: true;
}

/** Asks by what the instances are grouped. */
export async function groupInstances({ session, views }: Services): Promise<void> {
  const now = views.grouping;
  const item = (icon: string, label: string, by: 'state' | 'zone' | 'type'): GroupingItem => ({
    label: `$(${icon}) ${label}`,
    ...(now?.by === by && { description: vscode.l10n.t('current') }),
    grouping: { by },
  });
  const picked = await vscode.window.showQuickPick<GroupingItem>(
    [
      { label: `$(list-flat) ${vscode.l10n.t('None')}`, ...(!now && { description: vscode.l10n.t('current') }) },
      item('pulse', vscode.l10n.t('State'), 'state'),
      item('location', vscode.l10n.t('Availability Zone'), 'zone'),
      item('chip', vscode.l10n.t('Instance type'), 'type'),
      {
        label: `$(tag) ${vscode.l10n.t('Tag…')}`,
        ...(now?.by === 'tag' && { description: vscode.l10n.t('current: {0}', now.key) }),
        tag: true,
      },
    ],
    { title: vscode.l10n.t('Group Instances By') },
  );
  if (!picked) return;
  if (!picked.tag) return views.groupBy(picked.grouping);
  const filters = [{ Name: 'resource-type', Values: ['instance'] }];
  const { Tags = [] } = await session.execute('ec2:DescribeTags', { Filters: filters });
  const keys = [...new Set(Tags.flatMap(({ Key }) => Key ?? []))].sort();
  const title = vscode.l10n.t('Group Instances By Tag');
  const key =
    keys.length > 0
      ? await vscode.window.showQuickPick(keys, { title, placeHolder: vscode.l10n.t('Choose the key of a tag') })
      : await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('No instance has a tag yet. Key of the tag:') });
  if (key) await views.groupBy({ by: 'tag', key });
}

/** Asks for words that the shown instances must have in them. */
export async function filterInstances({ views }: Services): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Instances'),
    prompt: vscode.l10n.t('Words in the name, ID, type, state, zone or address; nothing shows all'),
    value: views.filter ?? '',
  });
  if (text === undefined) return;
  views.filterBy(text);
  await vscode.commands.executeCommand('cloudSandbox.instances.focus');
}

interface FoundItem extends vscode.QuickPickItem {
  readonly node: ResourceNode;
}

function foundItem(node: ResourceNode): FoundItem {
  const { face, id, kind } = node;
  return {
    label: face.label,
    description: [titleOf(kindNamed(kind)), ...(face.label === id ? [] : [id])].join(' · '),
    detail: describeFace(face),
    iconPath: iconOf(face, node.transient),
    // The worker has decided what is found; the list must not decide again by other words.
    alwaysShow: true,
    node,
  };
}

/** Looks for resources of all kinds while the user types; the chosen one is shown in its view. */
export async function searchResources({ session, views }: Services): Promise<void> {
  await session.open();
  const picker = vscode.window.createQuickPick<FoundItem>();
  picker.title = vscode.l10n.t('Search Resources');
  picker.placeholder = vscode.l10n.t('Name, ID, type or address in {0}', session.region);
  let asked = 0;
  const look = async (text: string): Promise<void> => {
    const question = ++asked;
    picker.busy = true;
    const found = await session.search(text).catch((error: unknown) => {
      session.log.error(`Search: ${explain(error)}`);
      return [];
    });
    if (question !== asked) return;
    picker.items = found.map(foundItem);
    picker.busy = false;
  };
  try {
    const chosen = await new Promise<ResourceNode | undefined>((resolve) => {
      picker.onDidChangeValue((text) => void look(text));
      picker.onDidHide(() => resolve(undefined));
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item) resolve(item.node);
      });
      picker.show();
    });
    asked++;
    if (chosen) await views.reveal(chosen.kind, chosen.id);
  } finally {
    picker.dispose();
  }
}
