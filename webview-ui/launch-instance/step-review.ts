import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import { keyPair } from './key-pair';
import { permission, saidTags } from './request';
import { openLoginText } from './rules';
import type { StepName } from './steps';
import { groupText } from './summary';
import type { Wizard } from './wizard';

type Row = readonly [name: string, value: string];

function part(wizard: Wizard, title: string, edit: string, step: StepName, rows: readonly Row[]): HTMLElement {
  const link = ui.link({ label: edit, onPress: () => wizard.goTo(step) });
  return element(
    'section',
    { class: 'part' },
    element('div', { class: 'part-head' }, element('h3', {}, title), link),
    element('dl', {}, ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
  );
}

function configuration(wizard: Wizard): Row[] {
  const { draft, lists } = wizard;
  const yes = l10n.t('on');
  const no = l10n.t('off');
  const subnet = lists.subnets.find(({ SubnetId }) => SubnetId === draft.subnetId);
  const flag = (on: boolean): string => (on ? yes : no);
  return [
    [l10n.t('Number of instances'), draft.count],
    [l10n.t('Purchasing option'), draft.spot ? l10n.t('Spot') : l10n.t('On-Demand')],
    [l10n.t('Network (VPC)'), lists.vpcOf(draft)],
    [l10n.t('Subnet and zone'), subnet ? `${subnet.AvailabilityZone ?? ''} · ${subnet.SubnetId ?? ''}` : l10n.t('No preference')],
    [l10n.t('Public IP'), flag(lists.givesPublicIp(draft))],
    [l10n.t('Shutdown behavior'), draft.shutdown === 'stop' ? l10n.t('Stop') : l10n.t('Terminate')],
    [l10n.t('Stop protection'), flag(draft.stopProtection)],
    [l10n.t('Termination protection'), flag(draft.terminationProtection)],
    [l10n.t('Detailed monitoring'), flag(draft.monitoring)],
    ...(draft.hibernate ? [[l10n.t('Hibernation'), yes] as const] : []),
    ...(draft.placementGroup ? [[l10n.t('Placement group'), draft.placementGroup] as const] : []),
    ...(draft.profile ? [[l10n.t('IAM instance profile'), draft.profile] as const] : []),
    ...(draft.tenancy === 'dedicated' ? [[l10n.t('Tenancy'), l10n.t('Dedicated')] as const] : []),
    ...(draft.userData.trim() ? [[l10n.t('User data'), l10n.t('kept, not executed until instances can be logged into')] as const] : []),
  ];
}

function ruleText(wizard: Wizard): string {
  const { draft, start, lists } = wizard;
  const permissions =
    draft.groupKind === 'new'
      ? draft.rules.map((one) => permission(one, start.terms.userAddress))
      : lists.groups.filter(({ GroupId = '' }) => draft.groupIds.includes(GroupId)).flatMap(({ IpPermissions = [] }) => IpPermissions);
  const texts = permissions.map(({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [] }) => {
    const what =
      IpProtocol === '-1'
        ? l10n.t('all traffic')
        : `${(IpProtocol ?? '').toUpperCase()} ${FromPort === ToPort ? (FromPort ?? '') : `${FromPort ?? ''}-${ToPort ?? ''}`}`;
    const from = [
      ...IpRanges.map(({ CidrIp }) => CidrIp),
      ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
      ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
    ];
    return l10n.t('{0} from {1}', what, from.join(', '));
  });
  return texts.length > 0 ? texts.join(' · ') : l10n.t('none');
}

/** Step 7: all at a glance, the key pair, and the launch. */
export function reviewStep(wizard: Wizard): HTMLElement[] {
  const { draft } = wizard;
  const { image, type } = draft;
  const openLogin = openLoginText(wizard);
  const warning = openLogin === undefined ? [] : [element('p', { class: 'notice warning' }, openLogin)];
  const volumes = draft.volumes.map(({ device, gib, type: kind, deleteOnTermination }): Row => [
    device,
    `${l10n.t('{0} GiB {1}', gib, kind)} · ${deleteOnTermination ? l10n.t('deleted on termination') : l10n.t('kept on termination')}`,
  ]);
  const tags = saidTags(draft).map(({ key, value }): Row => [key, value]);
  return [
    ...warning,
    part(wizard, l10n.t('AMI details'), l10n.t('Edit AMI'), 'image', [
      [l10n.t('Image'), `${image?.title ?? ''} (${image?.id ?? ''})`],
      [l10n.t('Description'), image?.description ?? ''],
    ]),
    part(wizard, l10n.t('Instance type'), l10n.t('Edit instance type'), 'type', [
      [l10n.t('Type'), type?.name ?? ''],
      [
        l10n.t('Size'),
        `${type?.vcpus === 1 ? l10n.t('1 vCPU') : l10n.t('{0} vCPUs', type?.vcpus ?? 0)} · ${l10n.t('{0} GiB', type?.memory ?? '')}`,
      ],
    ]),
    part(wizard, l10n.t('Security groups'), l10n.t('Edit security groups'), 'group', [
      [l10n.t('Group'), groupText(wizard)],
      [l10n.t('Inbound rules'), ruleText(wizard)],
    ]),
    part(wizard, l10n.t('Instance details'), l10n.t('Edit instance details'), 'configure', configuration(wizard)),
    part(wizard, l10n.t('Storage'), l10n.t('Edit storage'), 'storage', volumes),
    part(wizard, l10n.t('Tags'), l10n.t('Edit tags'), 'tags', tags.length > 0 ? tags : [[l10n.t('Tags'), l10n.t('none')]]),
    keyPair(wizard),
  ];
}
