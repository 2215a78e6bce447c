import * as vscode from 'vscode';
import type { ResourceNode } from '../../../shared/worker';
import { costsNote } from '../../messages';
import type { Services } from '../../services';
import { pickStep, resourceOptions, runForm } from '../../wizard/form';
import { heading } from '../../wizard/wizard';
import { oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { confirm, tellDone } from '../told';

/** Gives the account an Elastic IP address. */
export async function allocateAddress(services: Services): Promise<void> {
  const { session } = services;
  const { PublicIp = '', AllocationId } = await session.execute('ec2:AllocateAddress', { Domain: 'vpc' });
  tellDone(
    services,
    `${vscode.l10n.t('Allocated {0}. It costs money until it is released, in use or not.', PublicIp)} ${costsNote()}`,
    'elastic-ips',
    AllocationId,
  );
}

/** Gives an Elastic IP address to an instance or a network interface; asks before it takes it away from another. */
export async function associateAddress(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Associate Address');
  const subject = await oneSubject(services, args, { kinds: ['elastic-ips'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { Addresses: [address] = [] } = await session.execute('ec2:DescribeAddresses', { AllocationIds: [id] }, region);
  let target: ResourceNode | undefined;
  const isUp = ({ state }: ResourceNode): boolean => ['running', 'stopping', 'stopped'].includes(state ?? '');
  const step = pickStep<ResourceNode>(
    'target',
    vscode.l10n.t('Choose what is to have {0}', address?.PublicIp ?? id),
    async () => [
      heading(vscode.l10n.t('Instances')),
      ...(await resourceOptions(session, 'instances', isUp)),
      heading(vscode.l10n.t('Network interfaces')),
      ...(await resourceOptions(session, 'network-interfaces')),
    ],
    (value) => (target = value),
    (value) => value.id === target?.id,
  );
  let done = false;
  const submit = async (): Promise<void> => {
    const holder = address?.InstanceId ?? address?.NetworkInterfaceId;
    if (address?.AssociationId !== undefined && target) {
      const question = vscode.l10n.t(
        '{0} is associated with {1}. Move it to {2}?',
        address.PublicIp ?? id,
        holder ?? '',
        target.face.label,
      );
      if (!(await confirm(question, vscode.l10n.t('Move')))) return;
    }
    await session.execute(
      'ec2:AssociateAddress',
      {
        AllocationId: id,
        AllowReassociation: true,
        ...(target?.kind === 'instances' ? { InstanceId: target.id } : { NetworkInterfaceId: target?.id }),
      },
      region,
    );
    done = true;
  };
  await runForm(session, title, [step], submit);
  if (!done) return;
  tellDone(services, vscode.l10n.t('Associated {0} with {1}', address?.PublicIp ?? id, target?.face.label ?? ''), 'elastic-ips', id);
}

/** Takes an Elastic IP address away from what has it. */
export async function disassociateAddress(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const subject = await oneSubject(services, args, {
    kinds: ['elastic-ips'],
    needs: ['associated'],
    title: vscode.l10n.t('Disassociate Address'),
  });
  if (!subject) return;
  const { region, id } = subject;
  const { Addresses: [address] = [] } = await session.execute('ec2:DescribeAddresses', { AllocationIds: [id] }, region);
  const holder = address?.InstanceId ?? address?.NetworkInterfaceId ?? '';
  const question = vscode.l10n.t('Disassociate {0} from {1}? The address stays allocated.', address?.PublicIp ?? id, holder);
  if (!(await confirm(question, vscode.l10n.t('Disassociate')))) return;
  await session.execute('ec2:DisassociateAddress', { AssociationId: address?.AssociationId ?? '' }, region);
  const done = vscode.l10n.t('Disassociated {0} from {1}. It costs money until it is released.', address?.PublicIp ?? id, holder);
  const told = `${done} ${costsNote()}`;
  tellDone(services, told, 'elastic-ips', id);
}
