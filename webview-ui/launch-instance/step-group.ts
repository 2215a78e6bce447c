import type { IpPermission } from '@aws-sdk/client-ec2';
import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { table } from '../kit/table';
import { ui } from '../kit/ui';
import { rule, type RuleDraft, type RuleService } from './draft';
import { portsOf, sourceOf } from './request';
import { openLoginText } from './rules';
import { mostRules } from './validate';
import type { Wizard } from './wizard';

const services = (): { value: RuleService; label: string }[] => [
  { value: 'ssh', label: 'SSH' },
  { value: 'http', label: 'HTTP' },
  { value: 'https', label: 'HTTPS' },
  { value: 'rdp', label: 'RDP' },
  { value: 'tcp', label: l10n.t('Custom TCP') },
  { value: 'udp', label: l10n.t('Custom UDP') },
  { value: 'icmp', label: l10n.t('All ICMP') },
  { value: 'all', label: l10n.t('All traffic') },
];

/** Ports in words: `22`, `8000-8100`, all. */
function portText(one: RuleDraft): string {
  const ports = portsOf(one);
  if (!ports || ports.from < 0) return l10n.t('all');
  return ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`;
}

const protocolText = (protocol: string): string => (protocol === '-1' ? l10n.t('all') : protocol.toUpperCase());

function ruleRow(wizard: Wizard, one: RuleDraft, index: number): (string | Node)[] {
  const { userAddress } = wizard.start.terms;
  const field = (name: string): string => `rule.${index}.${name}`;
  const label = (what: string): string => l10n.t('{0} of rule {1}', what, index + 1);
  const text = (name: 'ports' | 'custom' | 'description', id: string, what: string, placeholder: string): HTMLElement =>
    wizard.field(
      field(id),
      ui.textField({
        label: label(what),
        hideLabel: true,
        value: one[name],
        placeholder,
        onInput: (value) => wizard.change(() => (one[name] = value), { field: field(id) }),
      }),
    );
  const type = ui.select({
    label: label(l10n.t('Type')),
    hideLabel: true,
    value: one.service,
    options: services(),
    onChange: (value) => wizard.change(() => (one.service = value as RuleService), { redraw: true }),
  });
  const source = ui.select({
    label: label(l10n.t('Source')),
    hideLabel: true,
    value: one.source,
    options: [
      { value: 'anywhere', label: l10n.t('Anywhere') },
      { value: 'my-ip', label: l10n.t('My IP') },
      { value: 'custom', label: l10n.t('Custom') },
    ],
    onChange: (value) => wizard.change(() => (one.source = value as RuleDraft['source']), { redraw: true }),
  });
  const remove = ui.button({
    label: l10n.t('Remove'),
    secondary: true,
    onPress: () => wizard.change((draft) => draft.rules.splice(index, 1), { redraw: true }),
  });
  remove.setAttribute('aria-label', l10n.t('Remove rule {0}', index + 1));
  const isCustom = one.service === 'tcp' || one.service === 'udp';
  const from =
    one.source === 'custom'
      ? text('custom', 'source', l10n.t('Source address'), '10.0.0.0/16')
      : element('code', { class: 'plain' }, sourceOf(one, userAddress));
  return [
    wizard.field(field('service'), type),
    element('span', { class: 'plain' }, protocolText(portsOf(one)?.protocol ?? one.service)),
    isCustom ? text('ports', 'ports', l10n.t('Port range'), '8080') : element('span', { class: 'plain' }, portText(one)),
    element('div', { class: 'source' }, wizard.field(field('from'), source), from),
    text('description', 'description', l10n.t('Description'), ''),
    remove,
  ];
}

function newGroup(wizard: Wizard): HTMLElement[] {
  const { draft, lists } = wizard;
  const name = ui.textField({
    label: l10n.t('Security group name'),
    value: draft.groupName,
    placeholder: lists.freeGroupName(),
    onInput: (text) => wizard.change((edited) => (edited.groupName = text), { field: 'group.name' }),
  });
  const description = ui.textField({
    label: l10n.t('Description'),
    value: draft.groupDescription,
    onInput: (text) => wizard.change((edited) => (edited.groupDescription = text), { field: 'group.description' }),
  });
  const rules = table({
    caption: l10n.t('Inbound rules'),
    hideCaption: true,
    className: 'editable rules',
    columns: [l10n.t('Type'), l10n.t('Protocol'), l10n.t('Port range'), l10n.t('Source'), l10n.t('Description'), l10n.t('Action')],
    rows: draft.rules.map((one, index) => ruleRow(wizard, one, index)),
  });
  const add = (label: string, service: RuleService, focus: string): HTMLElement => {
    const button = ui.button({
      label,
      secondary: true,
      disabled: draft.rules.length >= mostRules,
      onPress: () => wizard.change((edited) => edited.rules.push(rule(service)), { redraw: true }),
    });
    button.dataset['focus'] = focus;
    return button;
  };
  const made = draft.madeGroupId
    ? [
        element(
          'p',
          { class: 'notice' },
          l10n.t('The refused launch has made the group {0} ({1}); the next try uses it.', draft.groupName, draft.madeGroupId),
        ),
      ]
    : [];
  const refusalField = element('div', {}, element('p', { class: 'problem' }));
  return [
    ...made,
    element('div', { class: 'fields' }, wizard.field('group.name', name), wizard.field('group.description', description)),
    element('h3', {}, l10n.t('Inbound rules')),
    wizard.field('rules', {
      element: refusalField,
      control: rules,
      focus: () => undefined,
      hint: () => undefined,
      problem: (text) => (refusalField.querySelector('.problem')!.textContent = text ?? ''),
    }),
    draft.rules.length > 0 ? rules : element('p', {}, l10n.t('Without a rule nobody can reach the instance.')),
    element(
      'p',
      { class: 'row' },
      add(l10n.t('Add Rule'), 'tcp', 'add-rule'),
      add(l10n.t('Add HTTP (80) From Anywhere'), 'http', 'add-http'),
    ),
  ];
}

/** The rules of an existing group, as the console lists them. */
function permissionRows(permissions: readonly IpPermission[]): string[][] {
  return permissions.flatMap(({ IpProtocol = '', FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }) => {
    const ports =
      FromPort === undefined || FromPort < 0 ? l10n.t('all') : FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort ?? ''}`;
    const sources = [
      ...IpRanges.map(({ CidrIp = '' }) => CidrIp),
      ...Ipv6Ranges.map(({ CidrIpv6 = '' }) => CidrIpv6),
      ...UserIdGroupPairs.map(({ GroupId = '' }) => GroupId),
    ];
    return sources.map((source) => [protocolText(IpProtocol), ports, source]);
  });
}

function existingGroups(wizard: Wizard): HTMLElement[] {
  const { draft, lists } = wizard;
  const vpcId = lists.vpcOf(draft);
  const groups = lists.groups.filter(({ VpcId }) => VpcId === vpcId);
  const rows = groups.map(({ GroupId = '', GroupName = '', Description = '' }) => {
    const tick = ui.checkbox({
      label: l10n.t('Use {0}', GroupName),
      hideLabel: true,
      checked: draft.groupIds.includes(GroupId),
      onChange: (checked) =>
        wizard.change(
          (edited) => (edited.groupIds = checked ? [...edited.groupIds, GroupId] : edited.groupIds.filter((id) => id !== GroupId)),
          { field: 'groups', redraw: true },
        ),
    });
    return [wizard.field(`group.${GroupId}`, tick), GroupName, element('code', {}, GroupId), Description];
  });
  const chosen = groups.filter(({ GroupId = '' }) => draft.groupIds.includes(GroupId));
  const problem = element('p', { class: 'problem' });
  return [
    wizard.field('groups', {
      element: element('div', {}, problem),
      control: problem,
      focus: () => wizard.focusField(`group.${groups[0]?.GroupId ?? ''}`),
      hint: () => undefined,
      problem: (text) => (problem.textContent = text ?? ''),
    }),
    table({
      caption: l10n.t('Security groups of the VPC'),
      columns: [l10n.t('Use'), l10n.t('Name'), l10n.t('ID'), l10n.t('Description')],
      rows,
    }),
    ...chosen.map(({ GroupName = '', IpPermissions = [] }) =>
      IpPermissions.length === 0
        ? element('p', { class: 'dim' }, l10n.t('{0} has no inbound rules.', GroupName))
        : table({
            caption: l10n.t('Inbound rules of {0}', GroupName),
            columns: [l10n.t('Protocol'), l10n.t('Port range'), l10n.t('Source')],
            rows: permissionRows(IpPermissions),
          }),
    ),
  ];
}

/** Step 6: who can reach the instances. */
export function groupStep(wizard: Wizard): HTMLElement[] {
  const { draft } = wizard;
  const kind = ui.radioGroup({
    label: l10n.t('Assign a security group'),
    value: draft.groupKind,
    options: [
      { value: 'new', label: l10n.t('Create a new security group') },
      { value: 'existing', label: l10n.t('Select existing security groups') },
    ],
    onChange: (value) => wizard.change((edited) => (edited.groupKind = value as 'new' | 'existing'), { redraw: true }),
  });
  const warning = element('p', { class: 'notice warning', role: 'status' });
  wizard.onFollow(() => {
    const text = openLoginText(wizard) ?? '';
    warning.hidden = text === '';
    if (warning.textContent !== text) warning.textContent = text;
  });
  return [wizard.field('groupKind', kind), warning, ...(draft.groupKind === 'new' ? newGroup(wizard) : existingGroups(wizard))];
}
