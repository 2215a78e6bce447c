import * as vscode from 'vscode';
import type { Session } from '../../session';
import { askOption, heading, type Option, type Step } from '../../wizard/wizard';
import type { GroupChoice, LaunchDraft } from './draft';

/** Ports of SSH, RDP and HTTP. */
const ports = { SSH: 22, RDP: 3389, HTTP: 80 } as const;

/** The first free name in the console's style. */
function freeName(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`launch-wizard-${number}`)) number++;
  return `launch-wizard-${number}`;
}

async function groupOptions(session: Session, windows: boolean): Promise<Option<GroupChoice>[]> {
  const { Vpcs = [] } = await session.execute('ec2:DescribeVpcs', { Filters: [{ Name: 'is-default', Values: ['true'] }] });
  const { SecurityGroups = [] } = await session.execute('ec2:DescribeSecurityGroups', {
    Filters: [{ Name: 'vpc-id', Values: Vpcs.flatMap(({ VpcId }) => VpcId ?? []) }],
  });
  const name = freeName(new Set(SecurityGroups.flatMap(({ GroupName }) => GroupName ?? [])));
  const login = windows ? 'RDP' : 'SSH';
  const create = (services: readonly (keyof typeof ports)[]): Option<GroupChoice> => ({
    label: `$(add) ${vscode.l10n.t('New group that lets in {0}', services.join(', '))}`,
    description: vscode.l10n.t('from anywhere · {0}', name),
    value: { create: services.map((service) => ports[service]), name },
  });
  return [
    heading(vscode.l10n.t('New')),
    create([login]),
    create([login, 'HTTP']),
    heading(vscode.l10n.t('Default VPC')),
    ...SecurityGroups.map(({ GroupId = '', GroupName = '', Description = '' }) => ({
      label: `$(shield) ${GroupName}`,
      description: `${GroupId} · ${Description}`,
      value: { id: GroupId, name: GroupName },
    })),
  ];
}

function isSame(a: GroupChoice, b: GroupChoice | undefined): boolean {
  if (b === undefined) return 'id' in a && a.name === 'default';
  if ('id' in a) return 'id' in b && a.id === b.id;
  return 'create' in b && a.create.length === b.create.length;
}

/** Step: behind which security group. A new one is made with the launch, not before. */
export function groupStep(session: Session, draft: LaunchDraft): Step {
  return {
    id: 'group',
    async run(place) {
      const prompt = vscode.l10n.t('Choose a security group: who may connect');
      const options = groupOptions(session, draft.image?.windows ?? false);
      const answer = await askOption(place, prompt, options, (value) => isSame(value, draft.group));
      if (typeof answer === 'string') return answer;
      draft.group = answer.value;
      return 'next';
    },
  };
}
