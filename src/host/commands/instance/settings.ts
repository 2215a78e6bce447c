import type { _InstanceType } from '@aws-sdk/client-ec2';
import * as vscode from 'vscode';
import { costsNote } from '../../messages';
import type { Services } from '../../services';
import { pickStep, runForm } from '../../wizard/form';
import type { Option } from '../../wizard/wizard';
import { typeRow } from '../quick-launch/image-and-type';
import { nameOf, oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { tellDone } from '../told';
import { openForWriting } from '../../writable';

/** Changes the type of a stopped instance. */
export async function changeInstanceType(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Change Instance Type');
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs: ['stopped'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { Reservations } = await session.execute('ec2:DescribeInstances', { InstanceIds: [id] }, region);
  const { ImageId = '', InstanceType = '' } = Reservations?.[0]?.Instances?.[0] ?? {};
  let type: string = InstanceType;
  const options = async (): Promise<Option<string>[]> =>
    (await session.launchOffers(ImageId, region)).types.map((offer) => ({
      ...typeRow(offer),
      ...(offer.name === InstanceType && { detail: vscode.l10n.t('current') }),
      value: offer.name,
    }));
  const step = pickStep(
    'type',
    vscode.l10n.t('Choose the new type of {0}', subject.node.face.label),
    options,
    (value) => (type = value),
    (value) => value === type,
  );
  const submit = async (): Promise<void> => {
    await session.execute('ec2:ModifyInstanceAttribute', { InstanceId: id, InstanceType: { Value: type as _InstanceType } }, region);
  };
  if (!(await runForm(session, title, [step], submit))) return;
  const told = vscode.l10n.t('The instance type of {0} is {1}. It costs that much from its next start on.', nameOf(subject), type);
  tellDone(services, `${told} ${costsNote()}`, 'instances', id);
}

/** Switches termination and stop protection of an instance. */
export async function changeProtection(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Change Termination and Stop Protection');
  const needs = ['running', 'stopping', 'stopped'];
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs, title });
  if (!subject || !(await openForWriting(session))) return;
  const { region, id, node } = subject;
  const { flags } = node.face;
  const row = (
    label: string,
    detail: string,
    flag: string,
    attribute: 'DisableApiTermination' | 'DisableApiStop',
  ): vscode.QuickPickItem & { attribute: typeof attribute; was: boolean } => ({
    label,
    detail,
    picked: flags.includes(flag),
    attribute,
    was: flags.includes(flag),
  });
  const rows = [
    row(
      vscode.l10n.t('Termination protection'),
      vscode.l10n.t('TerminateInstances is refused'),
      'termination-protected',
      'DisableApiTermination',
    ),
    row(vscode.l10n.t('Stop protection'), vscode.l10n.t('StopInstances is refused'), 'stop-protected', 'DisableApiStop'),
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: `${title}: ${node.face.label}`,
    placeHolder: vscode.l10n.t('Tick the protections that the instance is to have'),
    canPickMany: true,
  });
  if (!picked) return;
  for (const { attribute, was } of rows) {
    const wanted = picked.some((one) => one.attribute === attribute);
    if (wanted !== was) await session.execute('ec2:ModifyInstanceAttribute', { InstanceId: id, [attribute]: { Value: wanted } }, region);
  }
  const on = picked.map(({ label }) => label).join(', ');
  const told =
    picked.length === 0 ? vscode.l10n.t('{0} is not protected.', nameOf(subject)) : vscode.l10n.t('{0} has: {1}', nameOf(subject), on);
  tellDone(services, told, 'instances', id);
}

/** Changes what a shutdown from inside does to an instance. */
export async function changeShutdownBehavior(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Change Shutdown Behavior');
  const subject = await oneSubject(services, args, { kinds: ['instances'], needs: ['pending', 'running', 'stopping', 'stopped'], title });
  if (!subject) return;
  const { region, id } = subject;
  const attribute = { InstanceId: id, Attribute: 'instanceInitiatedShutdownBehavior' } as const;
  const { InstanceInitiatedShutdownBehavior } = await session.execute('ec2:DescribeInstanceAttribute', attribute, region);
  let behavior = InstanceInitiatedShutdownBehavior?.Value ?? 'stop';
  const step = pickStep<string>(
    'behavior',
    vscode.l10n.t('What a shutdown from inside does to {0}', subject.node.face.label),
    () => [
      { label: vscode.l10n.t('Stop'), description: vscode.l10n.t('its volumes stay'), value: 'stop' },
      { label: vscode.l10n.t('Terminate'), description: vscode.l10n.t('even when it is protected'), value: 'terminate' },
    ],
    (value) => (behavior = value),
    (value) => value === behavior,
  );
  const submit = async (): Promise<void> => {
    const input = { InstanceId: id, InstanceInitiatedShutdownBehavior: { Value: behavior } };
    await session.execute('ec2:ModifyInstanceAttribute', input, region);
  };
  if (!(await runForm(session, title, [step], submit))) return;
  const told =
    behavior === 'terminate'
      ? vscode.l10n.t('A shutdown from inside terminates {0} from now on.', nameOf(subject))
      : vscode.l10n.t('A shutdown from inside stops {0} from now on.', nameOf(subject));
  tellDone(services, told, 'instances', id);
}
