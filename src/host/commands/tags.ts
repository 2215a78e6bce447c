import * as vscode from 'vscode';
import { kindMenus } from '../kinds.generated';
import type { Services } from '../services';
import { runForm, textStep } from '../wizard/form';
import { lengthProblem } from '../wizard/validate';
import { openForWriting } from '../writable';
import { oneSubject } from './one-subject';
import type { Subject } from './pick-resources';
import type { CommandArguments } from './subjects';

const taggedKinds = kindMenus.filter(({ tagged }) => tagged).map(({ name }) => name);
const longestKey = 128;
const longestValue = 256;

async function tagsOf({ session }: Services, { region, id }: Subject): Promise<Map<string, string>> {
  const { Tags = [] } = await session.execute('ec2:DescribeTags', { Filters: [{ Name: 'resource-id', Values: [id] }] }, region);
  return new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** Changes the Name tag of a resource; of a rule of a security group, its description. */
export async function rename(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Rename');
  const subject = await oneSubject(services, args, { kinds: taggedKinds, title });
  if (!subject) return;
  if (subject.kind === 'security-group-rules') return describeRule(services, subject);
  const { region, id } = subject;
  const before = (await tagsOf(services, subject)).get('Name') ?? '';
  let name = before;
  const step = textStep(
    'name',
    vscode.l10n.t('Name of {0}', id),
    () => name,
    (text) => (name = text.trim()),
    (text) => lengthProblem(text.trim(), longestValue),
  );
  await runForm(session, title, [step], async () => {
    if (name === before) return;
    if (name === '') await session.execute('ec2:DeleteTags', { Resources: [id], Tags: [{ Key: 'Name' }] }, region);
    else await session.execute('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'Name', Value: name }] }, region);
  });
}

async function describeRule({ session }: Services, { region, id, node }: Subject): Promise<void> {
  const { SecurityGroupRules: [rule] = [] } = await session.execute(
    'ec2:DescribeSecurityGroupRules',
    { SecurityGroupRuleIds: [id] },
    region,
  );
  let description = rule?.Description ?? '';
  const step = textStep(
    'description',
    vscode.l10n.t('Description of the rule {0}', node.face.label),
    () => description,
    (text) => (description = text),
    (text) => lengthProblem(text, 255),
  );
  await runForm(session, vscode.l10n.t('Rename'), [step], async () => {
    const input = { GroupId: rule?.GroupId, SecurityGroupRuleDescriptions: [{ SecurityGroupRuleId: id, Description: description }] };
    if (rule?.IsEgress) await session.execute('ec2:UpdateSecurityGroupRuleDescriptionsEgress', input, region);
    else await session.execute('ec2:UpdateSecurityGroupRuleDescriptionsIngress', input, region);
  });
}

interface TagItem extends vscode.QuickPickItem {
  readonly key?: string;
}

/** Adds or changes one tag. */
async function putTag(
  { session }: Services,
  { region, id }: Subject,
  title: string,
  tags: ReadonlyMap<string, string>,
  given?: string,
): Promise<void> {
  const draft = { key: given ?? '', value: given === undefined ? '' : (tags.get(given) ?? '') };
  const keyProblem = (text: string): string | undefined => {
    if (text.trim() === '') return vscode.l10n.t('A tag needs a key');
    return /^aws:/i.test(text) ? vscode.l10n.t('Keys that begin with aws: are reserved') : lengthProblem(text, longestKey);
  };
  const steps = [
    ...(given === undefined
      ? [
          textStep(
            'key',
            vscode.l10n.t('Key of the tag'),
            () => draft.key,
            (text) => (draft.key = text.trim()),
            keyProblem,
          ),
        ]
      : []),
    textStep(
      'value',
      given === undefined ? vscode.l10n.t('Value of the tag') : vscode.l10n.t('Value of the tag {0}', given),
      () => draft.value,
      (text) => (draft.value = text),
      (text) => lengthProblem(text, longestValue),
    ),
  ];
  await runForm(session, title, steps, async () => {
    await session.execute('ec2:CreateTags', { Resources: [id], Tags: [{ Key: draft.key, Value: draft.value }] }, region);
  });
}

/** Shows the tags of a resource, to be added, changed and removed until the user closes the list. */
export async function editTags(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const subject = await oneSubject(services, args, { kinds: taggedKinds, title: vscode.l10n.t('Edit Tags') });
  if (!subject || !(await openForWriting(session))) return;
  const title = vscode.l10n.t('Tags of {0}', subject.node.face.label);
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove Tag') };
  for (;;) {
    const tags = await tagsOf(services, subject);
    const picker = vscode.window.createQuickPick<TagItem>();
    picker.title = title;
    picker.placeholder = vscode.l10n.t('Choose a tag to change its value, or add one');
    picker.matchOnDescription = true;
    picker.items = [
      { label: `$(add) ${vscode.l10n.t('Add Tag…')}`, alwaysShow: true },
      ...Array.from(tags, ([key, value]) => ({ label: key, description: value, key, buttons: [remove] })),
    ];
    try {
      const chosen = await new Promise<{ item: TagItem; removed: boolean } | undefined>((resolve) => {
        picker.onDidHide(() => resolve(undefined));
        picker.onDidTriggerItemButton(({ item }) => resolve({ item, removed: true }));
        picker.onDidAccept(() => resolve(picker.selectedItems[0] && { item: picker.selectedItems[0], removed: false }));
        picker.show();
      });
      if (!chosen) return;
      const { key } = chosen.item;
      if (chosen.removed && key !== undefined) {
        await session.execute('ec2:DeleteTags', { Resources: [subject.id], Tags: [{ Key: key }] }, subject.region);
      } else await putTag(services, subject, title, tags, key);
    } finally {
      picker.dispose();
    }
  }
}
