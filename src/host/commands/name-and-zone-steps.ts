import type { Tag, TagSpecification } from '@aws-sdk/client-ec2';
import * as vscode from 'vscode';
import type { Session } from '../session';
import { pickStep, textStep } from '../wizard/form';
import { lengthProblem } from '../wizard/validate';
import type { Option, Step } from '../wizard/wizard';

/** Step: the name a new resource gets as its Name tag, or none. */
export function nameStep(draft: { name: string }): Step {
  return textStep(
    'name',
    vscode.l10n.t('A name, or nothing'),
    () => draft.name,
    (text) => (draft.name = text.trim()),
    (text) => lengthProblem(text, 256),
  );
}

/** The tag specification that names a new resource; nothing without a name. */
export function named(type: TagSpecification['ResourceType'], name: string): { TagSpecifications?: TagSpecification[] } {
  const tag: Tag = { Key: 'Name', Value: name };
  return name === '' ? {} : { TagSpecifications: [{ ResourceType: type, Tags: [tag] }] };
}

/** Step: the Availability Zone, by its name. */
export function zoneStep(session: Session, draft: { zone?: string }): Step {
  const zones = async (): Promise<Option<string>[]> => {
    const { AvailabilityZones = [] } = await session.execute('ec2:DescribeAvailabilityZones', {});
    return AvailabilityZones.map(({ ZoneName = '', ZoneId = '' }) => ({ label: ZoneName, description: ZoneId, value: ZoneName }));
  };
  return pickStep(
    'zone',
    vscode.l10n.t('Choose an Availability Zone'),
    zones,
    (value) => (draft.zone = value),
    (value) => value === draft.zone,
  );
}
