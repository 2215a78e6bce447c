import * as vscode from 'vscode';
import { describeResource } from '../documents/describe-calls';
import { kindMenus } from '../kinds.generated';
import type { Services } from '../services';
import { kindNamed } from '../trees/view-kinds';
import { manySubjects, oneSubject, type SubjectQuestion } from './one-subject';
import type { Subject } from './pick-resources';
import type { CommandArguments } from './subjects';

const allKinds = kindMenus.map(({ name }) => name);
const statefulKinds = kindMenus.filter(({ stateful }) => stateful).map(({ name }) => name);

/** Opens what the Describe action answers for a resource. */
export async function openAsJson(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, { kinds: allKinds, title: vscode.l10n.t('Open as JSON') });
  if (subject) await services.documents.open(subject);
}

/** Tells what led to a resource's state. */
export async function showWhy(services: Services, ...args: CommandArguments): Promise<void> {
  const subject = await oneSubject(services, args, { kinds: statefulKinds, title: vscode.l10n.t('Why?') });
  if (subject) services.why.open(subject);
}

/** Tells how to connect to an instance, and whether it would work. */
export async function connect(services: Services, ...args: CommandArguments): Promise<void> {
  const needs = ['pending', 'running', 'stopping', 'stopped'];
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs, title: vscode.l10n.t('Connect') });
  if (subject) services.connect.open(subject);
}

/** Copies the ids of resources, one a line. */
export async function copyId(services: Services, ...args: CommandArguments): Promise<void> {
  const subjects = await manySubjects(services, args, { kinds: allKinds, title: vscode.l10n.t('Copy ID') });
  await copy(subjects.map(({ id }) => id));
}

/** Copies the Amazon Resource Names of resources, one a line. */
export async function copyArn(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const subjects = await manySubjects(services, args, { kinds: allKinds, title: vscode.l10n.t('Copy ARN') });
  const { accountId } = await session.open();
  const arn = async ({ kind, region, id }: Subject): Promise<string> => {
    // Images of Amazon's belong to no account, and key pairs go by their names (Service Authorization Reference, Amazon EC2).
    const owner = kind === 'images' ? '' : accountId;
    const pair = kind === 'key-pairs' ? ((await describeResource(session, kind, region, id)) as { KeyName?: string }) : undefined;
    return `arn:aws:ec2:${region}:${owner}:${kindNamed(kind).resourceType}/${pair?.KeyName ?? id}`;
  };
  await copy(await Promise.all(subjects.map(arn)));
}

/** The addresses of what has some, as its Describe action tells them. */
interface Addressed {
  readonly PublicIp?: string;
  readonly PublicIpAddress?: string;
  readonly PrivateIpAddress?: string;
  readonly Association?: { readonly PublicIp?: string };
}

async function copyAddresses(
  services: Services,
  args: CommandArguments,
  question: SubjectQuestion,
  addressOf: (described: Addressed) => string | undefined,
): Promise<void> {
  const subjects = await manySubjects(services, args, question);
  const described = await Promise.all(subjects.map(({ kind, region, id }) => describeResource(services.session, kind, region, id)));
  await copy(described.flatMap((one) => addressOf((one ?? {}) as Addressed) ?? []));
}

/** Copies the public IPv4 addresses of instances, network interfaces or Elastic IP addresses, one a line. */
export async function copyPublicIp(services: Services, ...args: CommandArguments): Promise<void> {
  const question = { kinds: ['instances', 'network-interfaces', 'elastic-ips'], title: vscode.l10n.t('Copy Public IPv4 Address') };
  await copyAddresses(
    services,
    args,
    question,
    ({ PublicIp, PublicIpAddress, Association }) => PublicIpAddress ?? PublicIp ?? Association?.PublicIp,
  );
}

/** Copies the private IPv4 addresses of instances or network interfaces, one a line. */
export async function copyPrivateIp(services: Services, ...args: CommandArguments): Promise<void> {
  const question = { kinds: ['instances', 'network-interfaces'], title: vscode.l10n.t('Copy Private IPv4 Address') };
  await copyAddresses(services, args, question, ({ PrivateIpAddress }) => PrivateIpAddress);
}

async function copy(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await vscode.env.clipboard.writeText(lines.join('\n'));
}
