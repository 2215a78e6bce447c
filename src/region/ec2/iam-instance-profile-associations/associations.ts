import type { IamInstanceProfile, IamInstanceProfileAssociation } from '@aws-sdk/client-ec2';
import type { IdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import { ApiError } from '../../kernel/errors';
import { defineTable, type RowKey } from '../../store/table';
import type { InstanceProfileReference } from './find-profile';

/** How far an instance profile has come to its instance, or from it (API, IamInstanceProfileAssociationState). */
export type AssociationState = 'associating' | 'associated' | 'disassociating';

/**
 * An instance profile on an instance. It keeps the profile's ARN and id itself: a profile that is deleted in IAM goes on being named by its
 * instances. The row's id is `iip-assoc-…`.
 */
export interface ProfileAssociationRow extends RowKey {
  readonly instanceId: string;
  readonly profileArn: string;
  /** `AIPA…`. */
  readonly profileId: string;
  readonly state: AssociationState;
}

export const profileAssociationTable = defineTable<ProfileAssociationRow, 'instance'>({
  name: 'ec2_iam_instance_profile_associations',
  kind: 'iam-instance-profile-associations',
  columns: { instanceId: 'text', profileArn: 'text', profileId: 'text', state: 'text' },
  indexes: { instance: (row) => row.instanceId },
  // An instance shows its profile.
  about: (row) => ({ kind: 'instances', id: row.instanceId }),
});

export const associationIdForm: IdForm = { prefix: 'iip-assoc', errorPrefix: 'InvalidAssociationID', noun: 'association' };

/** @throws ApiError InvalidAssociationID.NotFound */
export function findAssociation(context: Context, id: string): ProfileAssociationRow {
  const row = context.get(profileAssociationTable, id);
  if (!row) throw new ApiError('InvalidAssociationID.NotFound', `An invalid association-id of '${id}' was given`);
  return row;
}

/** The association that gives an instance its profile: the one that is not on its way out. */
export function presentAssociation(context: Context, instanceId: string): ProfileAssociationRow | undefined {
  return context.by(profileAssociationTable, 'instance', instanceId).find(({ state }) => state !== 'disassociating');
}

/** The profile of an association in EC2's shape. */
export function describeProfile(row: ProfileAssociationRow): IamInstanceProfile {
  return { Arn: row.profileArn, Id: row.profileId };
}

/** The association in EC2's shape. The real service sends no Timestamp in its answers (API, examples of DescribeIamInstanceProfileAssociations). */
export function describeAssociation(row: ProfileAssociationRow): IamInstanceProfileAssociation {
  return { AssociationId: row.id, InstanceId: row.instanceId, IamInstanceProfile: describeProfile(row), State: row.state };
}

/** CHOICE: an instance takes or leaves its profile within seconds, which AWS gives no figure for. */
function changeDuration(context: Context): number {
  return context.lognormal('profile', 3_000, 0.3, 1_000, 10_000);
}

/** Gives an instance a profile: `associating`, soon `associated`. */
export function associate(context: Context, instanceId: string, profile: InstanceProfileReference): ProfileAssociationRow {
  const row = context.put<ProfileAssociationRow>(profileAssociationTable, {
    region: context.region,
    id: context.newId('iip-assoc'),
    instanceId,
    profileArn: profile.arn,
    profileId: profile.id,
    state: 'associating',
  });
  context.schedule(changeDuration(context), 'ec2:iam-instance-profile-associated', row.id);
  return row;
}

/** Takes a profile from its instance: `disassociating`, soon gone. */
export function disassociate(context: Context, row: ProfileAssociationRow): ProfileAssociationRow {
  context.unschedule(row.id);
  context.schedule(changeDuration(context), 'ec2:iam-instance-profile-disassociated', row.id);
  return context.update(profileAssociationTable, row, { state: 'disassociating' });
}

/** Forgets the profile of an instance that has ended. */
export function dropAssociations(context: Context, instanceId: string): void {
  for (const row of context.by(profileAssociationTable, 'instance', instanceId)) {
    context.unschedule(row.id);
    context.delete(profileAssociationTable, row.id);
  }
}

/** The instance has its profile's credentials. */
const associated: EventDefinition = {
  kind: 'ec2:iam-instance-profile-associated',
  says: message('The instance has the credentials of its instance profile'),
  handle(context, id) {
    const row = context.get(profileAssociationTable, id);
    if (row) context.update(profileAssociationTable, row, { state: 'associated' });
  },
};

/** The instance has them no longer. */
const disassociated: EventDefinition = {
  kind: 'ec2:iam-instance-profile-disassociated',
  says: message('The instance no longer has the credentials of the instance profile'),
  handle: (context, id) => context.delete(profileAssociationTable, id),
};

export const profileAssociationEvents: readonly EventDefinition[] = [associated, disassociated];
