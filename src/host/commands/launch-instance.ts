import * as vscode from 'vscode';
import type { LaunchPrefill } from '../../shared/launch-instance';
import type { Services } from '../services';
import { openForWriting } from '../writable';
import { pickResources } from './pick-resources';
import { type CommandArguments, subjectsOf } from './subjects';

/** Opens the launch wizard; called for an image, at that image. */
export function launchInstance({ views, launch }: Services, ...args: CommandArguments): void {
  const image = subjectsOf(views, args).find(({ kind }) => kind === 'images');
  launch.open(image && { ImageId: image.id });
}

/** Opens the wizard with what an instance was launched with: everything but its keys of chance, such as addresses. */
export async function launchMoreLikeThis({ session, views, launch }: Services, ...args: CommandArguments): Promise<void> {
  const title = vscode.l10n.t('Launch More Like This');
  const given = subjectsOf(views, args).filter(({ kind }) => kind === 'instances');
  const [subject] = given.length > 0 ? given : await pickResources(session, { kinds: ['instances'], many: false, title });
  if (!subject || !(await openForWriting(session))) return;
  const { LaunchTemplateData } = await session.execute('ec2:GetLaunchTemplateData', { InstanceId: subject.id }, subject.region);
  launch.open(LaunchTemplateData as LaunchPrefill);
}

/** Asks for a launch template. */
async function pickTemplate({ session }: Services, title: string): Promise<string | undefined> {
  const { LaunchTemplates = [] } = await session.execute('ec2:DescribeLaunchTemplates', {});
  if (LaunchTemplates.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no launch templates in {0}.', session.region));
    return undefined;
  }
  const items = LaunchTemplates.map(({ LaunchTemplateId = '', LaunchTemplateName = '', DefaultVersionNumber = 1 }) => ({
    label: LaunchTemplateName,
    description: `${LaunchTemplateId} · ${vscode.l10n.t('version {0}', DefaultVersionNumber)}`,
    id: LaunchTemplateId,
  }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.id;
}

/** Opens the wizard with the default version of a launch template. */
export async function launchFromTemplate(services: Services, ...args: CommandArguments): Promise<void> {
  const { session, views, launch } = services;
  if (!(await openForWriting(session))) return;
  const subject = subjectsOf(views, args).find(({ kind }) => kind === 'launch-templates');
  const id = subject?.id ?? (await pickTemplate(services, vscode.l10n.t('Launch From Template')));
  if (id === undefined) return;
  const { LaunchTemplateVersions = [] } = await session.execute(
    'ec2:DescribeLaunchTemplateVersions',
    { LaunchTemplateId: id, Versions: ['$Default'] },
    subject?.region,
  );
  launch.open(LaunchTemplateVersions[0]?.LaunchTemplateData as LaunchPrefill | undefined);
}
