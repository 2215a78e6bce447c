import * as vscode from 'vscode';
import type { ResourceNode } from '../../../shared/worker';
import type { Services } from '../../services';
import { pickStep, resourceOptions, runForm, textStep } from '../../wizard/form';
import { numberProblem } from '../../wizard/validate';
import { nameOf, oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { confirm } from '../told';

/** Most devices that any type has (DescribeInstanceTypes, MaximumNetworkInterfaces). */
const lastDevice = 23;

/** Attaches a network interface to an instance. */
export async function attachNetworkInterface(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Attach Network Interface');
  const subject = await oneSubject(services, args, { kinds: ['network-interfaces'], needs: ['available'], title });
  if (!subject) return;
  let target: ResourceNode | undefined;
  let device = '1';
  const steps = [
    pickStep<ResourceNode>(
      'instance',
      vscode.l10n.t('Choose an instance in the same Availability Zone'),
      () => resourceOptions(session, 'instances', ({ state }) => state === 'running' || state === 'stopped'),
      (value) => (target = value),
      (value) => value.id === target?.id,
    ),
    textStep(
      'device',
      vscode.l10n.t('Device index'),
      () => device,
      (text) => (device = text),
      (text) => numberProblem(text, 1, lastDevice),
    ),
  ];
  await runForm(session, title, steps, async () => {
    const input = { NetworkInterfaceId: subject.id, InstanceId: target?.id, DeviceIndex: Number(device) };
    await session.execute('ec2:AttachNetworkInterface', input, subject.region);
  });
}

/** Detaches a network interface from its instance. */
export async function detachNetworkInterface(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Detach Network Interface');
  const subject = await oneSubject(services, args, { kinds: ['network-interfaces'], needs: ['in-use'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { NetworkInterfaces: [found] = [] } = await session.execute('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [id] }, region);
  const question = vscode.l10n.t('Detach {0} from {1}?', nameOf(subject), found?.Attachment?.InstanceId ?? '');
  if (!(await confirm(question, vscode.l10n.t('Detach')))) return;
  await session.execute('ec2:DetachNetworkInterface', { AttachmentId: found?.Attachment?.AttachmentId ?? '' }, region);
}
