import * as vscode from 'vscode';
import { describeResource } from '../documents/describe-calls';
import { kindMenus } from '../kinds.generated';
import type { Services } from '../services';
import { pickResources, type Subject } from './pick-resources';
import { type CommandArguments, subjectsOf } from './subjects';

const allKinds = kindMenus.map(({ name }) => name);
const statefulKinds = kindMenus.filter(({ stateful }) => stateful).map(({ name }) => name);

async function oneSubject(
  services: Services,
  args: CommandArguments,
  kinds: readonly string[],
  title: string,
): Promise<Subject | undefined> {
  const [given] = subjectsOf(services.views, args);
  return given ?? (await pickResources(services.session, { kinds, many: false, title }))[0];
}

/** Opens what the Describe action answers for a resource. */
export async function openAsJson(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, allKinds, vscode.l10n.t('Open as JSON'));
  if (subject) await services.documents.open(subject);
}

/** Tells what led to a resource's state. */
export async function showWhy(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, statefulKinds, vscode.l10n.t('Why?'));
  if (subject) services.why.open(subject);
}

/** Copies the ids of resources, one a line. */
export async function copyId(services: Services, ...args: CommandArguments): Promise<void> {
  const given = subjectsOf(services.views, args);
  const subjects =
    given.length > 0 ? given : await pickResources(services.session, { kinds: allKinds, many: true, title: vscode.l10n.t('Copy ID') });
  if (subjects.length > 0) await vscode.env.clipboard.writeText(subjects.map(({ id }) => id).join('\n'));
}

/** Copies the public IPv4 addresses of instances, one a line. */
export async function copyPublicIp(services: Services, ...args: CommandArguments): Promise<void> {
  const { session, views } = services;
  const given = subjectsOf(views, args);
  const title = vscode.l10n.t('Copy Public IPv4 Address');
  const subjects =
    given.length > 0 ? given : await pickResources(session, { kinds: ['instances'], needs: ['public-ip'], many: true, title });
  const described = await Promise.all(subjects.map(({ kind, region, id }) => describeResource(session, kind, region, id)));
  const addresses = described.flatMap((instance) => (instance as { PublicIpAddress?: string } | undefined)?.PublicIpAddress ?? []);
  if (addresses.length > 0) await vscode.env.clipboard.writeText(addresses.join('\n'));
}
