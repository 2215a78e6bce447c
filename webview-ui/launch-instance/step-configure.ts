import * as l10n from '@vscode/l10n';
import { element } from '../kit/element';
import type { Field } from '../kit/field';
import { ui } from '../kit/ui';
import type { Draft } from './draft';
import { usdMonthly } from './format';
import { userDataBytes, userDataLimit } from './user-data';
import type { Wizard } from './wizard';

type Flag = 'spot' | 'hibernate' | 'stopProtection' | 'terminationProtection' | 'monitoring';
type Choice = 'vpcId' | 'subnetId' | 'publicIp' | 'placementGroup' | 'profile' | 'shutdown' | 'tenancy' | 'credits';
type Options = readonly { readonly value: string; readonly label: string }[];

const section = (title: string, ...children: HTMLElement[]): HTMLElement =>
  element('fieldset', {}, element('legend', {}, title), element('div', { class: 'fields' }, ...children));

/** Makes the fields of a step that only set a member of the draft. */
function simpleFields(wizard: Wizard): {
  tick: (name: Flag, label: string, hint?: string) => HTMLElement;
  choose: (name: Choice, field: string, label: string, options: Options, hint?: string, redraw?: boolean) => HTMLElement;
} {
  const { draft } = wizard;
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name], redraw: boolean): void =>
    wizard.change((edited) => void (edited[name] = value), { field: name, redraw });
  return {
    tick: (name, label, hint) =>
      wizard.field(
        name,
        ui.checkbox({ label, ...(hint !== undefined && { hint }), checked: draft[name], onChange: (checked) => set(name, checked, false) }),
      ),
    choose: (name, field, label, options, hint, redraw = false) => {
      const value = options.some((option) => option.value === draft[name]) ? draft[name] : (options[0]?.value ?? '');
      return wizard.field(
        field,
        ui.select({ label, ...(hint !== undefined && { hint }), value, options, onChange: (chosen) => set(name, chosen as never, redraw) }),
      );
    },
  };
}

/** Name of a resource before its id. */
const named = (id = '', tags: readonly { Key?: string; Value?: string }[] = []): string => {
  const name = tags.find(({ Key }) => Key === 'Name')?.Value;
  return name ? `${name} (${id})` : id;
};

function network(wizard: Wizard): HTMLElement {
  const { draft, lists } = wizard;
  const { choose } = simpleFields(wizard);
  const vpcId = lists.vpcOf(draft);
  const vpcs = lists.vpcs.map(({ VpcId = '', CidrBlock = '', IsDefault, Tags }) => ({
    value: VpcId,
    label: `${named(VpcId, Tags)} · ${CidrBlock}${IsDefault ? ` · ${l10n.t('default')}` : ''}`,
  }));
  const subnets = lists.subnets.filter((subnet) => subnet.VpcId === vpcId);
  const subnetOptions = [
    { value: '', label: l10n.t('No preference: the default subnet of any zone') },
    ...subnets.map(({ SubnetId = '', AvailabilityZone = '', CidrBlock = '', AvailableIpAddressCount, Tags }) => ({
      value: SubnetId,
      label: `${AvailabilityZone} · ${named(SubnetId, Tags)} · ${CidrBlock} · ${l10n.t('{0} addresses free', AvailableIpAddressCount ?? 0)}`,
    })),
  ];
  const bySubnet = lists.givesPublicIp({ ...draft, publicIp: 'subnet' })
    ? l10n.t('Use subnet setting (enable)')
    : l10n.t('Use subnet setting (disable)');
  const vpc = ui.select({
    label: l10n.t('Network (VPC)'),
    value: vpcId,
    options: vpcs,
    onChange: (chosen) =>
      wizard.change(
        (edited) => {
          edited.vpcId = chosen;
          edited.subnetId = '';
          edited.groupIds = [];
        },
        { field: 'vpc', redraw: true },
      ),
  });
  return section(
    l10n.t('Network'),
    wizard.field('vpc', vpc),
    choose('subnetId', 'subnet', l10n.t('Subnet and zone'), subnetOptions, undefined, true),
    choose('publicIp', 'publicIp', l10n.t('Auto-assign public IP'), [
      { value: 'subnet', label: bySubnet },
      { value: 'enable', label: l10n.t('Enable') },
      { value: 'disable', label: l10n.t('Disable') },
    ]),
  );
}

function amounts(wizard: Wizard): HTMLElement {
  const { draft } = wizard;
  const { tick } = simpleFields(wizard);
  const count = ui.textField({
    label: l10n.t('Number of instances'),
    value: draft.count,
    onInput: (text) => wizard.change((edited) => (edited.count = text), { field: 'count' }),
  });
  return section(
    l10n.t('Number and purchasing option'),
    wizard.field('count', count),
    tick('spot', l10n.t('Request Spot Instances'), l10n.t('Spot Instances use spare capacity, at a price that is never above On-Demand.')),
  );
}

function placement(wizard: Wizard): HTMLElement {
  const { draft, lists } = wizard;
  const { choose } = simpleFields(wizard);
  const none = { value: '', label: l10n.t('None') };
  const groups = lists.placementGroups.map(({ GroupName = '', Strategy = '' }) => ({
    value: GroupName,
    label: `${GroupName} (${Strategy})`,
  }));
  const profiles = lists.profiles.map(({ InstanceProfileName = '' }) => ({ value: InstanceProfileName, label: InstanceProfileName }));
  const credits = draft.type?.credits;
  const usual = credits === 'unlimited' ? l10n.t('As the type does: Unlimited') : l10n.t('As the type does: Standard');
  return section(
    l10n.t('Access and placement'),
    choose('profile', 'profile', l10n.t('IAM instance profile'), [none, ...profiles]),
    choose('placementGroup', 'placementGroup', l10n.t('Placement group'), [none, ...groups]),
    choose('tenancy', 'tenancy', l10n.t('Tenancy'), [
      { value: 'default', label: l10n.t('Shared: on hardware shared with others') },
      { value: 'dedicated', label: l10n.t('Dedicated: on hardware of your own') },
    ]),
    ...(credits === undefined
      ? []
      : [
          choose('credits', 'credits', l10n.t('Credit specification'), [
            { value: '', label: usual },
            { value: 'unlimited', label: l10n.t('Unlimited: a full CPU at any time, surplus credits cost extra') },
            { value: 'standard', label: l10n.t('Standard: the CPU is held to its baseline when credits are gone') },
          ]),
        ]),
  );
}

function behavior(wizard: Wizard): HTMLElement {
  const { tick, choose } = simpleFields(wizard);
  const monitoring = usdMonthly(wizard.start.terms.detailedMonitoringMonthly);
  const canHibernate = wizard.draft.type?.hibernation ?? false;
  return section(
    l10n.t('Behavior and protection'),
    choose(
      'shutdown',
      'shutdown',
      l10n.t('Shutdown behavior'),
      [
        { value: 'stop', label: l10n.t('Stop') },
        { value: 'terminate', label: l10n.t('Terminate') },
      ],
      l10n.t('What happens when the system is shut down from inside.'),
    ),
    ...(canHibernate || wizard.draft.hibernate
      ? [tick('hibernate', l10n.t('Enable hibernation'), l10n.t('Stopping can keep the memory on the encrypted root volume.'))]
      : []),
    tick('stopProtection', l10n.t('Protect against accidental stop')),
    tick('terminationProtection', l10n.t('Protect against accidental termination')),
    tick('monitoring', l10n.t('Detailed CloudWatch monitoring (additional charges apply: {0} a month for each instance)', monitoring)),
  );
}

function counted(draft: Draft): string {
  const bytes = userDataBytes(draft.userData, draft.userDataIsBase64);
  return bytes === undefined ? '' : l10n.t('{0} of {1} bytes', bytes, userDataLimit);
}

function userData(wizard: Wizard): HTMLElement {
  const { draft } = wizard;
  const take = (text: string): void => {
    wizard.change((edited) => (edited.userData = text), { field: 'userData' });
    area.hint(counted(draft));
  };
  const area: Field = ui.textArea({
    label: l10n.t('User data'),
    rows: 6,
    value: draft.userData,
    placeholder: '#!/bin/bash',
    hint: counted(draft),
    onInput: take,
  });
  const base64 = ui.checkbox({
    label: l10n.t('This is base64 already'),
    checked: draft.userDataIsBase64,
    onChange: (checked) => {
      wizard.change((edited) => (edited.userDataIsBase64 = checked), { field: 'userData' });
      area.hint(counted(draft));
    },
  });
  const file = element('input', { type: 'file', class: 'screen-reader-only', tabindex: '-1', 'aria-hidden': 'true' });
  file.addEventListener('change', () => {
    void file.files?.[0]?.text().then((text) => {
      (area.control as HTMLElement & { value: string }).value = text;
      take(text);
    });
  });
  const read = ui.button({ label: l10n.t('Read From File…'), secondary: true, onPress: () => file.click() });
  return section(
    l10n.t('User data'),
    element(
      'p',
      { class: 'notice' },
      l10n.t('User data is kept and can be read from the instance, but it is not executed until instances can be logged into.'),
    ),
    wizard.field('userData', area),
    element('div', { class: 'row' }, read, file, wizard.field('userDataIsBase64', base64)),
  );
}

/** Step 3: how many, where and how they behave. */
export function configureStep(wizard: Wizard): HTMLElement[] {
  return [amounts(wizard), network(wizard), placement(wizard), behavior(wizard), userData(wizard)];
}
