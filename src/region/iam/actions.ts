import type { ActionDefinition } from '../kernel/action';
import { instanceProfileActions } from './instance-profile-actions';
import { instanceProfileTable } from './instance-profiles';
import { roleActions } from './role-actions';
import { roleTable } from './roles';
import { getUser } from './users';

/** IAM as far as launching names it: roles and the instance profiles that hold them. */
export const iamActions: readonly ActionDefinition[] = [...roleActions, ...instanceProfileActions, getUser];

export const iamTables = [roleTable, instanceProfileTable] as const;
