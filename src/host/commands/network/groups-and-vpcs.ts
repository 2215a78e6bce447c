import * as vscode from 'vscode';
import type { ResourceNode } from '../../../shared/worker';
import { refusalAhead } from '../../dependents';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { pickStep, resourceOptions, runForm, textStep } from '../../wizard/form';
import { groupNameProblem, groupTextProblem, ipv4BlockProblem } from '../../wizard/validate';
import type { Step } from '../../wizard/wizard';
import { named, nameStep, zoneStep } from '../name-and-zone-steps';
import { nameOf, oneSubject } from '../one-subject';
import { type CommandArguments, subjectsOf } from '../subjects';
import { confirm, tellDone } from '../told';

function vpcStep(session: Session, draft: { vpc?: ResourceNode }): Step {
  return pickStep<ResourceNode>(
    'vpc',
    vscode.l10n.t('Choose a VPC'),
    () => resourceOptions(session, 'vpcs'),
    (value) => (draft.vpc = value),
    (value) => (draft.vpc ? value.id === draft.vpc.id : value.face.flags.includes('default')),
  );
}

/** Asks for the block of a VPC or a subnet: from /16 to /28 (VPC User Guide, VPC CIDR blocks, subnet sizing). */
function blockStep(prompt: string, draft: { block: string }): Step {
  return textStep(
    'block',
    prompt,
    () => draft.block,
    (text) => (draft.block = text.trim()),
    (text) => ipv4BlockProblem(text.trim(), 16, 28),
  );
}

/** The VPC a command is called on. */
function vpcOf({ views }: Services, args: CommandArguments): ResourceNode | undefined {
  return subjectsOf(views, args).find(({ kind }) => kind === 'vpcs')?.node;
}

export async function createSecurityGroup(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const given = vpcOf(services, args);
  const draft: { name: string; description: string; vpc?: ResourceNode } = { name: '', description: '', ...(given && { vpc: given }) };
  const steps = [
    textStep(
      'name',
      vscode.l10n.t('Name of the new security group'),
      () => draft.name,
      (text) => (draft.name = text),
      groupNameProblem,
    ),
    textStep(
      'description',
      vscode.l10n.t('What it is for'),
      () => draft.description,
      (text) => (draft.description = text),
      groupTextProblem,
    ),
    vpcStep(session, draft),
  ];
  const title = vscode.l10n.t('Create Security Group');
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const input = { GroupName: draft.name, Description: draft.description, VpcId: draft.vpc?.id };
    ({ GroupId: id } = await session.execute('ec2:CreateSecurityGroup', input));
  };
  if (!(await runForm(session, title, steps, submit, (code) => (code.startsWith('InvalidGroup') ? 'name' : undefined)))) return;
  tellDone(services, vscode.l10n.t('Created {0}', `${draft.name} (${id ?? ''})`), 'security-groups', id);
}

export async function createVpc(services: Services): Promise<void> {
  const { session } = services;
  const draft = { block: '10.0.0.0/16', name: '' };
  const steps = [blockStep(vscode.l10n.t('Its block of private addresses'), draft), nameStep(draft)];
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const { Vpc } = await session.execute('ec2:CreateVpc', { CidrBlock: draft.block, ...named('vpc', draft.name) });
    id = Vpc?.VpcId;
  };
  if (!(await runForm(session, vscode.l10n.t('Create VPC'), steps, submit, () => 'block'))) return;
  tellDone(services, vscode.l10n.t('Created {0}', id ?? ''), 'vpcs', id);
}

export async function createSubnet(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const given = vpcOf(services, args);
  const draft: { vpc?: ResourceNode; zone?: string; block: string; name: string } = { block: '', name: '', ...(given && { vpc: given }) };
  const steps = [
    ...(given ? [] : [vpcStep(session, draft)]),
    zoneStep(session, draft),
    blockStep(vscode.l10n.t('Its block, a part of the block of the VPC'), draft),
    nameStep(draft),
  ];
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const input = { VpcId: draft.vpc?.id, AvailabilityZone: draft.zone, CidrBlock: draft.block, ...named('subnet', draft.name) };
    id = (await session.execute('ec2:CreateSubnet', input)).Subnet?.SubnetId;
  };
  const title = given ? vscode.l10n.t('Create Subnet in {0}', given.face.label) : vscode.l10n.t('Create Subnet');
  if (!(await runForm(session, title, steps, submit, () => 'block'))) return;
  tellDone(services, vscode.l10n.t('Created {0}', id ?? ''), 'subnets', id);
}

export async function createInternetGateway(services: Services): Promise<void> {
  const { session } = services;
  const draft = { name: '' };
  let id: string | undefined;
  const submit = async (): Promise<void> => {
    const { InternetGateway } = await session.execute('ec2:CreateInternetGateway', named('internet-gateway', draft.name));
    id = InternetGateway?.InternetGatewayId;
  };
  if (!(await runForm(session, vscode.l10n.t('Create Internet Gateway'), [nameStep(draft)], submit))) return;
  tellDone(services, vscode.l10n.t('Created {0}', id ?? ''), 'internet-gateways', id);
}

export async function attachInternetGateway(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Attach Internet Gateway');
  const subject = await oneSubject(services, args, { kinds: ['internet-gateways'], needs: ['detached'], title });
  if (!subject) return;
  const draft: { vpc?: ResourceNode } = {};
  const submit = async (): Promise<void> => {
    await session.execute('ec2:AttachInternetGateway', { InternetGatewayId: subject.id, VpcId: draft.vpc?.id }, subject.region);
  };
  if (!(await runForm(session, `${title}: ${subject.node.face.label}`, [vpcStep(session, draft)], submit))) return;
  const done = vscode.l10n.t('Attached {0} to {1}', nameOf(subject), draft.vpc?.face.label ?? '');
  tellDone(services, done, 'internet-gateways', subject.id);
}

export async function detachInternetGateway(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Detach Internet Gateway');
  const subject = await oneSubject(services, args, { kinds: ['internet-gateways'], needs: ['attached'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { InternetGateways: [gateway] = [] } = await session.execute('ec2:DescribeInternetGateways', { InternetGatewayIds: [id] }, region);
  const vpc = gateway?.Attachments?.[0]?.VpcId ?? '';
  const ahead = await refusalAhead(session, 'ec2:DetachInternetGateway', [{ id, region, name: nameOf(subject) }]);
  if (!(await confirm(vscode.l10n.t('Detach {0} from {1}?', nameOf(subject), vpc), vscode.l10n.t('Detach'), ahead))) return;
  await session.execute('ec2:DetachInternetGateway', { InternetGatewayId: id, VpcId: vpc }, region);
  tellDone(services, vscode.l10n.t('Detached {0} from {1}', nameOf(subject), vpc), 'internet-gateways', id);
}
