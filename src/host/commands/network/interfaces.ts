import * as vscode from 'vscode';
import type { ResourceNode } from '../../../shared/worker';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { pickStep, resourceOptions, runForm, textStep } from '../../wizard/form';
import { ipv4Problem, numberProblem } from '../../wizard/validate';
import type { Step } from '../../wizard/wizard';
import { instanceStep } from '../instance-step';
import { named, nameStep } from '../name-and-zone-steps';
import { nameOf, oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { confirm, tellDone } from '../told';

/** Most devices that any type has (DescribeInstanceTypes, MaximumNetworkInterfaces). */
const lastDevice = 23;

/** The first device index that no interface of an instance has. */
async function freeIndex(session: Session, instanceId: string, region: string): Promise<number> {
  const filters = [{ Name: 'attachment.instance-id', Values: [instanceId] }];
  const { NetworkInterfaces = [] } = await session.execute('ec2:DescribeNetworkInterfaces', { Filters: filters }, region);
  const used = new Set(NetworkInterfaces.map(({ Attachment }) => Attachment?.DeviceIndex));
  let index = 1;
  while (used.has(index)) index++;
  return index;
}

/** Makes a network interface, which can be attached to any instance of its Availability Zone and VPC. */
export async function createNetworkInterface(services: Services): Promise<void> {
  const { session } = services;
  const draft: { subnet?: ResourceNode; address: string; name: string } = { address: '', name: '' };
  const steps = [
    pickStep<ResourceNode>(
      'subnet',
      vscode.l10n.t('Choose a subnet'),
      () => resourceOptions(session, 'subnets'),
      (value) => (draft.subnet = value),
      (value) => value.id === draft.subnet?.id,
    ),
    textStep(
      'address',
      vscode.l10n.t('Private IPv4 address, or nothing to get a free one'),
      () => draft.address,
      (text) => (draft.address = text.trim()),
      (text) => (text.trim() === '' ? undefined : ipv4Problem(text.trim())),
    ),
    nameStep(draft),
  ];
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const { NetworkInterface } = await session.execute('ec2:CreateNetworkInterface', {
      SubnetId: draft.subnet?.id,
      ...(draft.address !== '' && { PrivateIpAddress: draft.address }),
      ...named('network-interface', draft.name),
    });
    id = NetworkInterface?.NetworkInterfaceId;
  };
  const stepOf = (code: string): string => (draft.address !== '' && /Address/.test(code) ? 'address' : 'subnet');
  if (!(await runForm(session, vscode.l10n.t('Create Network Interface'), steps, submit, stepOf))) return;
  tellDone(services, vscode.l10n.t('Created {0}', id ?? ''), 'network-interfaces', id);
}

/** Attaches a network interface to an instance. */
export async function attachNetworkInterface(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Attach Network Interface');
  const subject = await oneSubject(services, args, { kinds: ['network-interfaces'], needs: ['available'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { NetworkInterfaces: [nic] = [] } = await session.execute('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [id] }, region);
  const draft: { target?: ResourceNode; device: string } = { device: '' };
  const there = { 'availability-zone': nic?.AvailabilityZone ?? '', 'vpc-id': nic?.VpcId ?? '' };
  const steps: Step[] = [
    instanceStep(session, there, region, draft),
    {
      id: 'device',
      async run(place) {
        draft.device ||= String(await freeIndex(session, draft.target?.id ?? '', region));
        return textStep(
          'device',
          vscode.l10n.t('Device index'),
          () => draft.device,
          (text) => (draft.device = text.trim()),
          (text) => numberProblem(text.trim(), 1, lastDevice),
        ).run(place);
      },
    },
  ];
  const submit = async (): Promise<void> => {
    const input = { NetworkInterfaceId: id, InstanceId: draft.target?.id, DeviceIndex: Number(draft.device) };
    await session.execute('ec2:AttachNetworkInterface', input, region);
  };
  const stepOf = (code: string): string | undefined => (code === 'AttachmentLimitExceeded' ? 'instance' : undefined);
  if (!(await runForm(session, `${title}: ${subject.node.face.label}`, steps, submit, stepOf))) return;
  const told = vscode.l10n.t('Attaching {0} to {1} as device {2}', nameOf(subject), draft.target?.face.label ?? '', draft.device);
  tellDone(services, told, 'network-interfaces', id);
}

/** Detaches a network interface from its instance. */
export async function detachNetworkInterface(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Detach Network Interface');
  const subject = await oneSubject(services, args, { kinds: ['network-interfaces'], needs: ['detachable'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { NetworkInterfaces: [nic] = [] } = await session.execute('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [id] }, region);
  const holder = nic?.Attachment?.InstanceId ?? '';
  if (!(await confirm(vscode.l10n.t('Detach {0} from {1}?', nameOf(subject), holder), vscode.l10n.t('Detach')))) return;
  await session.execute('ec2:DetachNetworkInterface', { AttachmentId: nic?.Attachment?.AttachmentId ?? '' }, region);
  tellDone(services, vscode.l10n.t('Detaching {0} from {1}', nameOf(subject), holder), 'network-interfaces', id);
}
