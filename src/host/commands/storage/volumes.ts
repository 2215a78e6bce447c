import type { VolumeType } from '@aws-sdk/client-ec2';
import * as vscode from 'vscode';
import type { VolumeOffer } from '../../../shared/launch-offers';
import type { ResourceNode } from '../../../shared/worker';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { pickStep, runForm, textStep, when } from '../../wizard/form';
import { numberProblem } from '../../wizard/validate';
import type { Option, Step } from '../../wizard/wizard';
import { instanceStep } from '../instance-step';
import { named, nameStep, zoneStep } from '../name-and-zone-steps';
import { nameOf, oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { tellDone } from '../told';

interface VolumeDraft {
  type?: VolumeOffer;
  size: string;
  iops: string;
  throughput: string;
}

/** The questions of what a volume is. */
function volumeSteps(session: Session, draft: VolumeDraft, current: string): Step[] {
  const types = async (): Promise<Option<VolumeOffer>[]> =>
    (await session.launchTerms(session.region)).volumes.map((offer) => ({ label: offer.type, description: offer.name, value: offer }));
  const iops = (): VolumeOffer['iops'] => draft.type?.iops;
  const mibps = (): VolumeOffer['mibps'] => draft.type?.mibps;
  const range = (text: string, limits: { readonly min: number; readonly max: number } | undefined): string | undefined =>
    text === '' ? undefined : numberProblem(text, limits?.min ?? 0, limits?.max ?? 0);
  return [
    pickStep<VolumeOffer>(
      'type',
      vscode.l10n.t('Choose the volume type'),
      types,
      (value) => (draft.type = value),
      ({ type }) => type === (draft.type?.type ?? current),
    ),
    textStep(
      'size',
      vscode.l10n.t('Size in GiB'),
      () => draft.size,
      (text) => (draft.size = text),
      (text) => numberProblem(text, draft.type?.minGib ?? 1, draft.type?.maxGib ?? 65_536),
    ),
    when(
      () => iops() !== undefined,
      textStep(
        'iops',
        vscode.l10n.t('IOPS, or nothing for the default'),
        () => draft.iops,
        (text) => (draft.iops = text),
        (text) => range(text, iops()),
      ),
    ),
    when(
      () => mibps() !== undefined,
      textStep(
        'throughput',
        vscode.l10n.t('Throughput in MiB/s, or nothing for the default'),
        () => draft.throughput,
        (text) => (draft.throughput = text),
        (text) => range(text, mibps()),
      ),
    ),
  ];
}

/** The inputs that say what a volume is. */
function volumeInput({ type, size, iops, throughput }: VolumeDraft): {
  VolumeType: VolumeType;
  Size: number;
  Iops?: number;
  Throughput?: number;
} {
  return {
    VolumeType: type?.type as VolumeType,
    Size: Number(size),
    ...(type?.iops && iops !== '' && { Iops: Number(iops) }),
    ...(type?.mibps && throughput !== '' && { Throughput: Number(throughput) }),
  };
}

/** At which step a refusal can be mended. */
const stepOf = (code: string): string | undefined => (/^InvalidParameter|^VolumeTypeNotAvailable/.test(code) ? 'size' : undefined);

export async function createVolume(services: Services): Promise<void> {
  const { session } = services;
  const draft: VolumeDraft & { zone?: string; name: string } = { size: '8', iops: '', throughput: '', name: '' };
  const steps = [...volumeSteps(session, draft, 'gp3'), zoneStep(session, draft), nameStep(draft)];
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const input = { AvailabilityZone: draft.zone, ...volumeInput(draft), ...named('volume', draft.name) };
    ({ VolumeId: id } = await session.execute('ec2:CreateVolume', input));
  };
  if (!(await runForm(session, vscode.l10n.t('Create Volume'), steps, submit, stepOf))) return;
  tellDone(services, vscode.l10n.t('Created {0}', id ?? ''), 'volumes', id);
}

/** The first device name for further volumes that an instance has not in use (EC2 User Guide, device names: /dev/sd[f-p]). */
async function freeDevice(session: Session, instanceId: string, region: string): Promise<string> {
  const { Reservations } = await session.execute('ec2:DescribeInstances', { InstanceIds: [instanceId] }, region);
  const used = new Set(Reservations?.[0]?.Instances?.[0]?.BlockDeviceMappings?.map(({ DeviceName }) => DeviceName));
  return Array.from('fghijklmnop', (letter) => `/dev/sd${letter}`).find((name) => !used.has(name)) ?? '/dev/sdf';
}

export async function attachVolume(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Attach Volume');
  const subject = await oneSubject(services, args, { kinds: ['volumes'], needs: ['available'], title });
  if (!subject) return;
  const { region, id } = subject;
  const draft: { target?: ResourceNode; device: string } = { device: '' };
  const { Volumes: [volume] = [] } = await session.execute('ec2:DescribeVolumes', { VolumeIds: [id] }, region);
  const zone = volume?.AvailabilityZone ?? '';
  const steps: Step[] = [
    instanceStep(session, { 'availability-zone': zone }, region, draft),
    {
      id: 'device',
      async run(place) {
        draft.device ||= await freeDevice(session, draft.target?.id ?? '', region);
        const valid = (text: string): string | undefined =>
          /^(\/dev\/(sd|xvd|hd)[a-z]{1,2}\d{0,2}|xvd[a-z]{1,2})$/.test(text)
            ? undefined
            : vscode.l10n.t('Write a device name, such as /dev/sdf');
        return textStep(
          'device',
          vscode.l10n.t('Device name'),
          () => draft.device,
          (text) => (draft.device = text.trim()),
          (text) => valid(text.trim()),
        ).run(place);
      },
    },
  ];
  const submit = async (): Promise<void> => {
    await session.execute('ec2:AttachVolume', { VolumeId: id, InstanceId: draft.target?.id, Device: draft.device }, region);
  };
  if (!(await runForm(session, `${title}: ${subject.node.face.label}`, steps, submit))) return;
  const told = vscode.l10n.t('Attaching {0} to {1} as {2}', nameOf(subject), draft.target?.face.label ?? '', draft.device);
  tellDone(services, told, 'volumes', id);
}

export async function modifyVolume(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Modify Volume');
  const subject = await oneSubject(services, args, { kinds: ['volumes'], needs: ['available', 'in-use'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { Volumes: [volume] = [] } = await session.execute('ec2:DescribeVolumes', { VolumeIds: [id] }, region);
  const draft: VolumeDraft = {
    size: String(volume?.Size ?? ''),
    iops: volume?.VolumeType === 'gp2' ? '' : String(volume?.Iops ?? ''),
    throughput: String(volume?.Throughput ?? ''),
  };
  const submit = async (): Promise<void> => {
    await session.execute('ec2:ModifyVolume', { VolumeId: id, ...volumeInput(draft) }, region);
  };
  const steps = volumeSteps(session, draft, volume?.VolumeType ?? 'gp3');
  if (!(await runForm(session, `${title}: ${subject.node.face.label}`, steps, submit, stepOf))) return;
  tellDone(services, vscode.l10n.t('Modifying {0}. It can be used meanwhile.', nameOf(subject)), 'volumes', id);
}
