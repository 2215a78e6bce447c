import type { IpPermission, SecurityGroupRule, SecurityGroupRuleRequest } from '@aws-sdk/client-ec2';
import * as vscode from 'vscode';
import type { ResourceNode } from '../../../shared/worker';
import { nameList } from '../../messages';
import type { Services } from '../../services';
import type { Session } from '../../session';
import { pickStep, resourceOptions, runForm, textStep, when } from '../../wizard/form';
import { anyBlockProblem, lengthProblem, portsProblem } from '../../wizard/validate';
import { heading, type Option, type Step } from '../../wizard/wizard';
import { manySubjects, nameOf, oneSubject } from '../one-subject';
import type { CommandArguments } from '../subjects';
import { confirm } from '../told';

/** What is let through: a protocol with its ports. */
interface Traffic {
  readonly protocol: string;
  /** Absent for protocols without ports. */
  readonly from?: number;
  readonly to?: number;
}

interface RuleDraft {
  traffic?: Traffic | 'tcp-ports' | 'udp-ports';
  ports: string;
  peer?: { readonly block: string } | { readonly group: string } | { readonly list: string } | 'block' | 'group';
  block: string;
  group?: ResourceNode;
  description: string;
}

const tcp = (port: number): Traffic => ({ protocol: 'tcp', from: port, to: port });

/** The presets of the console's rule editor. */
function trafficOptions(): Option<NonNullable<RuleDraft['traffic']>>[] {
  const preset = (label: string, value: Traffic): Option<Traffic> => ({ label, description: `TCP ${String(value.from)}`, value });
  return [
    preset('SSH', tcp(22)),
    preset('HTTP', tcp(80)),
    preset('HTTPS', tcp(443)),
    preset('RDP', tcp(3389)),
    heading(vscode.l10n.t('Custom')),
    { label: vscode.l10n.t('Custom TCP ports…'), value: 'tcp-ports' },
    { label: vscode.l10n.t('Custom UDP ports…'), value: 'udp-ports' },
    { label: vscode.l10n.t('All ICMP'), description: 'IPv4', value: { protocol: 'icmp', from: -1, to: -1 } },
    { label: vscode.l10n.t('All traffic'), value: { protocol: '-1' } },
  ];
}

const sameTraffic = (a: RuleDraft['traffic'], b: RuleDraft['traffic']): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The questions of a rule. */
function ruleSteps(session: Session, egress: boolean, draft: RuleDraft): Step[] {
  const peers = async (): Promise<Option<NonNullable<RuleDraft['peer']>>[]> => {
    const { userAddress } = await session.launchTerms(session.region);
    return [
      {
        label: vscode.l10n.t('My IP'),
        description: `${userAddress}/32 · ${vscode.l10n.t('your own address in the sandbox, a made-up one')}`,
        value: { block: `${userAddress}/32` },
      },
      { label: vscode.l10n.t('Anywhere'), description: '0.0.0.0/0', value: { block: '0.0.0.0/0' } },
      { label: vscode.l10n.t('Anywhere (IPv6)'), description: '::/0', value: { block: '::/0' } },
      { label: vscode.l10n.t('A block of addresses…'), description: 'CIDR', value: 'block' },
      { label: vscode.l10n.t('A security group…'), value: 'group' },
    ];
  };
  const takeTraffic = (value: NonNullable<RuleDraft['traffic']>): void => {
    draft.traffic = value;
  };
  return [
    pickStep('traffic', vscode.l10n.t('What is let through'), trafficOptions, takeTraffic, (value) => sameTraffic(value, draft.traffic)),
    when(
      () => typeof draft.traffic === 'string',
      textStep(
        'ports',
        vscode.l10n.t('A port, or a range such as 8000-8100'),
        () => draft.ports,
        (text) => (draft.ports = text),
        portsProblem,
      ),
    ),
    pickStep(
      'peer',
      egress ? vscode.l10n.t('Where it may go: the destination') : vscode.l10n.t('Where it may come from: the source'),
      peers,
      (value) => (draft.peer = value),
      (value) => JSON.stringify(value) === JSON.stringify(draft.peer),
    ),
    when(
      () => draft.peer === 'block',
      textStep(
        'block',
        vscode.l10n.t('A block of addresses'),
        () => draft.block,
        (text) => (draft.block = text.trim()),
        (text) => anyBlockProblem(text.trim()),
      ),
    ),
    when(
      () => draft.peer === 'group',
      pickStep<ResourceNode>(
        'group',
        vscode.l10n.t('Choose the security group whose members it is about'),
        () => resourceOptions(session, 'security-groups'),
        (value) => (draft.group = value),
        (value) => value.id === draft.group?.id,
      ),
    ),
    textStep(
      'description',
      vscode.l10n.t('A description, or nothing'),
      () => draft.description,
      (text) => (draft.description = text),
      (text) => lengthProblem(text, 255),
    ),
  ];
}

function trafficOf({ traffic, ports }: RuleDraft): Traffic {
  if (typeof traffic === 'object') return traffic;
  const [from = '0', to = from] = ports.split('-').map((part) => part.trim());
  return { protocol: traffic === 'udp-ports' ? 'udp' : 'tcp', from: Number(from), to: Number(to) };
}

/** The peer of a rule: a block, the id of a group, or of a prefix list. */
function peerOf({ peer, block, group }: RuleDraft): { block?: string; group?: string; list?: string } {
  if (typeof peer === 'object') return peer;
  return peer === 'group' ? { group: group?.id ?? '' } : { block };
}

function permissionOf(draft: RuleDraft): IpPermission {
  const { protocol, from, to } = trafficOf(draft);
  const { block, group } = peerOf(draft);
  const described = draft.description === '' ? {} : { Description: draft.description };
  return {
    IpProtocol: protocol,
    ...(from !== undefined && { FromPort: from, ToPort: to }),
    ...(group !== undefined && { UserIdGroupPairs: [{ GroupId: group, ...described }] }),
    ...(block !== undefined &&
      (block.includes(':') ? { Ipv6Ranges: [{ CidrIpv6: block, ...described }] } : { IpRanges: [{ CidrIp: block, ...described }] })),
  };
}

/** At which step a refusal can be mended. */
function stepOf(code: string): string | undefined {
  if (/^InvalidPermission\.Malformed/.test(code)) return 'ports';
  return /^InvalidGroup|InvalidCidr/.test(code) ? 'peer' : undefined;
}

async function addRule(services: Services, args: CommandArguments, egress: boolean): Promise<void> {
  const { session } = services;
  const title = egress ? vscode.l10n.t('Add Outbound Rule') : vscode.l10n.t('Add Inbound Rule');
  const subject = await oneSubject(services, args, { kinds: ['security-groups'], title });
  if (!subject) return;
  const draft: RuleDraft = { ports: '', block: '', description: '' };
  const where = `${title}: ${subject.node.face.label}`;
  await runForm(
    session,
    where,
    ruleSteps(session, egress, draft),
    async () => {
      const input = { GroupId: subject.id, IpPermissions: [permissionOf(draft)] };
      if (egress) await session.execute('ec2:AuthorizeSecurityGroupEgress', input, subject.region);
      else await session.execute('ec2:AuthorizeSecurityGroupIngress', input, subject.region);
    },
    stepOf,
  );
}

/** Adds an inbound rule to a security group. */
export const addInboundRule = (services: Services, ...args: CommandArguments): Promise<void> => addRule(services, args, false);

/** Adds an outbound rule to a security group. */
export const addOutboundRule = (services: Services, ...args: CommandArguments): Promise<void> => addRule(services, args, true);

function draftOf(rule: SecurityGroupRule): RuleDraft {
  const { IpProtocol = '-1', FromPort, ToPort, CidrIpv4, CidrIpv6, ReferencedGroupInfo, PrefixListId, Description = '' } = rule;
  const block = CidrIpv4 ?? CidrIpv6;
  const group = ReferencedGroupInfo?.GroupId;
  const hasPorts = IpProtocol !== '-1' && FromPort !== undefined;
  const traffic: Traffic = { protocol: IpProtocol, ...(hasPorts && { from: FromPort, to: ToPort ?? FromPort }) };
  const isPreset = trafficOptions().some(({ value }) => sameTraffic(value, traffic));
  const custom = isPreset ? undefined : IpProtocol === 'udp' ? 'udp-ports' : IpProtocol === 'tcp' ? 'tcp-ports' : undefined;
  return {
    traffic: custom ?? traffic,
    ports: hasPorts ? (FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort}`) : '',
    peer: block !== undefined ? { block } : group !== undefined ? { group } : { list: PrefixListId ?? '' },
    block: block ?? '',
    description: Description,
  };
}

/** Changes a rule of a security group; its answers stand there to begin with. */
export async function editRule(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const title = vscode.l10n.t('Edit Rule');
  const subject = await oneSubject(services, args, { kinds: ['security-group-rules'], title });
  if (!subject) return;
  const { region, id } = subject;
  const { SecurityGroupRules: [rule] = [] } = await session.execute(
    'ec2:DescribeSecurityGroupRules',
    { SecurityGroupRuleIds: [id] },
    region,
  );
  if (!rule) return;
  const draft = draftOf(rule);
  const submit = async (): Promise<void> => {
    const { protocol, from, to } = trafficOf(draft);
    const { block, group, list } = peerOf(draft);
    const changed: SecurityGroupRuleRequest = {
      IpProtocol: protocol,
      ...(from !== undefined && { FromPort: from, ToPort: to }),
      ...(block !== undefined && (block.includes(':') ? { CidrIpv6: block } : { CidrIpv4: block })),
      ...(group !== undefined && { ReferencedGroupId: group }),
      ...(list !== undefined && { PrefixListId: list }),
      ...(draft.description !== '' && { Description: draft.description }),
    };
    const input = { GroupId: rule.GroupId, SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule: changed }] };
    await session.execute('ec2:ModifySecurityGroupRules', input, region);
  };
  await runForm(session, title, ruleSteps(session, rule.IsEgress ?? false, draft), submit, stepOf);
}

/** Deletes rules of security groups. */
export async function revokeRule(services: Services, ...args: CommandArguments): Promise<void> {
  const { session } = services;
  const subjects = await manySubjects(services, args, { kinds: ['security-group-rules'], title: vscode.l10n.t('Delete Rule') });
  if (subjects.length === 0) return;
  if (!(await confirm(vscode.l10n.t('Delete {0}? This cannot be undone.', nameList(subjects.map(nameOf))), vscode.l10n.t('Delete'))))
    return;
  for (const { region, id, node } of subjects) {
    const input = { GroupId: node.parent, SecurityGroupRuleIds: [id] };
    if (node.face.flags.includes('outbound')) await session.execute('ec2:RevokeSecurityGroupEgress', input, region);
    else await session.execute('ec2:RevokeSecurityGroupIngress', input, region);
  }
}
