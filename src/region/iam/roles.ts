import type { Role } from '@aws-sdk/client-iam';
import type { Context } from '../kernel/context';
import { defineTable, type RowKey } from '../store/table';
import { noSuchEntity } from './errors';
import { type IamTags, iamTagList } from './tags';
import { encodePolicy } from './trust-policy';
import { wholeSecond } from '../aws/whole-second';

/** An IAM role: a record that instance profiles hand to instances. It belongs to the account, not to a region; its id is `AROA…`. */
export interface RoleRow extends RowKey {
  readonly name: string;
  /** `/` or text between slashes. */
  readonly path: string;
  /** The trust policy as it was given. */
  readonly trustPolicy: string;
  readonly description?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  readonly tags: IamTags;
  /** Epoch milliseconds. */
  readonly createDate: number;
}

export const roleTable = defineTable<RoleRow, 'name'>({
  name: 'iam_roles',
  kind: 'roles',
  columns: {
    name: 'text',
    path: 'text',
    trustPolicy: 'text',
    description: 'text',
    maxSessionDuration: 'integer',
    tags: 'json',
    createDate: 'integer',
  },
  // Names are not distinguished by case (IAM API, CreateRole).
  indexes: { name: (row) => row.name.toLowerCase() },
});

/** A role by its name, in whatever case. @param account the context of region '' */
export function roleNamed(account: Context, name: string): RoleRow | undefined {
  return account.by(roleTable, 'name', name.toLowerCase())[0];
}

/** @throws ApiError NoSuchEntity */
export function findRole(account: Context, name: string): RoleRow {
  const row = roleNamed(account, name);
  if (!row) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return row;
}

/** The role in IAM's shape, as lists show it; GetRole and CreateRole add tags. */
export function describeRole(account: Context, row: RoleRow): Role {
  return {
    Path: row.path,
    RoleName: row.name,
    RoleId: row.id,
    Arn: `arn:aws:iam::${account.account.accountId}:role${row.path}${row.name}`,
    CreateDate: wholeSecond(row.createDate),
    AssumeRolePolicyDocument: encodePolicy(row.trustPolicy),
    ...(row.description !== undefined && { Description: row.description }),
    MaxSessionDuration: row.maxSessionDuration,
  };
}

/** The role's tags as a member of an answer, absent when it has none. */
export function tagsMember(tags: IamTags): { Tags?: ReturnType<typeof iamTagList> } {
  const list = iamTagList(tags);
  return list.length > 0 ? { Tags: list } : {};
}
