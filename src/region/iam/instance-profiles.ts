import type { InstanceProfile } from '@aws-sdk/client-iam';
import type { Context } from '../kernel/context';
import { defineTable, type RowKey } from '../store/table';
import { noSuchEntity } from './errors';
import { describeRole, roleTable, tagsMember } from './roles';
import type { IamTags } from './tags';
import { wholeSecond } from '../aws/whole-second';

/** An instance profile: the container that hands one role to an instance. It belongs to the account; its id is `AIPA…`. */
export interface InstanceProfileRow extends RowKey {
  readonly name: string;
  /** `/` or text between slashes. */
  readonly path: string;
  /** Id of the one role it can hold (IAM quotas, roles in an instance profile). */
  readonly roleId?: string;
  readonly tags: IamTags;
  /** Epoch milliseconds. */
  readonly createDate: number;
}

export const instanceProfileTable = defineTable<InstanceProfileRow, 'name' | 'role'>({
  name: 'iam_instance_profiles',
  kind: 'instance-profiles',
  columns: { name: 'text', path: 'text', roleId: 'text', tags: 'json', createDate: 'integer' },
  indexes: { name: (row) => row.name.toLowerCase(), role: (row) => row.roleId },
});

/** A profile by its name, in whatever case. @param account the context of region '' */
export function instanceProfileNamed(account: Context, name: string): InstanceProfileRow | undefined {
  return account.by(instanceProfileTable, 'name', name.toLowerCase())[0];
}

/** @throws ApiError NoSuchEntity */
export function findInstanceProfile(account: Context, name: string): InstanceProfileRow {
  const row = instanceProfileNamed(account, name);
  if (!row) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return row;
}

/** `arn:aws:iam::123456789012:instance-profile/path/name`. */
export function instanceProfileArn(account: Context, row: InstanceProfileRow): string {
  return `arn:aws:iam::${account.account.accountId}:instance-profile${row.path}${row.name}`;
}

/** The profile in IAM's shape, with its role; `withTags` where the action shows them (lists do not, IAM API, ListInstanceProfiles). */
export function describeInstanceProfile(account: Context, row: InstanceProfileRow, withTags: boolean): InstanceProfile {
  const role = row.roleId === undefined ? undefined : account.get(roleTable, row.roleId);
  return {
    Path: row.path,
    InstanceProfileName: row.name,
    InstanceProfileId: row.id,
    Arn: instanceProfileArn(account, row),
    CreateDate: wholeSecond(row.createDate),
    Roles: role ? [describeRole(account, role)] : [],
    ...(withTags && tagsMember(row.tags)),
  };
}
