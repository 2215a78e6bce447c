import type { ActionDefinition } from '../kernel/action';
import { defineAction } from '../kernel/action';
import type { Context } from '../kernel/context';
import { checkName, checkPath, checkPathPrefix } from './checks';
import { newEntityId } from './entity-id';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './errors';
import {
  describeInstanceProfile,
  findInstanceProfile,
  instanceProfileNamed,
  type InstanceProfileRow,
  instanceProfileTable,
} from './instance-profiles';
import { pageByMarker } from './paging';
import { findRole } from './roles';
import { addTags, pageOfTags, removeTags, retag } from './tags';

/** Instance profiles of an account (IAM quotas). */
const profilesPerAccount = 1_000;

const profileName = (name: string | undefined): string => checkName(name, 'instanceProfileName', 128);
const roleName = (name: string | undefined): string => checkName(name, 'roleName', 64);

/** The profile of that name. @throws ApiError NoSuchEntity, ValidationError */
function profileCalled(context: Context, name: string | undefined): InstanceProfileRow {
  return findInstanceProfile(context.inRegion(''), profileName(name));
}

/** CreateInstanceProfile (IAM API). @throws ApiError EntityAlreadyExists, LimitExceeded, InvalidInput, ValidationError */
const createInstanceProfile = defineAction({
  name: 'iam:CreateInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured', Path: 'honoured', Tags: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const name = profileName(input.InstanceProfileName);
    const path = checkPath(input.Path);
    const tags = addTags({}, input.Tags);
    if (instanceProfileNamed(account, name)) throw alreadyExists(`Instance Profile ${name} already exists.`);
    if (account.rows(instanceProfileTable).size >= profilesPerAccount) {
      throw limitExceeded(`Cannot exceed quota for InstanceProfilesPerAccount: ${profilesPerAccount}`);
    }
    const row = account.put(instanceProfileTable, {
      region: '',
      id: newEntityId(account, 'AIPA'),
      name,
      path,
      tags,
      createDate: context.now,
    });
    context.subjects.push(row.id);
    return { InstanceProfile: describeInstanceProfile(account, row, true) };
  },
});

/** GetInstanceProfile (IAM API). @throws ApiError NoSuchEntity, ValidationError */
const getInstanceProfile = defineAction({
  name: 'iam:GetInstanceProfile',
  access: 'read',
  inputs: { InstanceProfileName: 'honoured' },
  handle(context, { InstanceProfileName }) {
    const account = context.inRegion('');
    return { InstanceProfile: describeInstanceProfile(account, profileCalled(context, InstanceProfileName), true) };
  },
});

/**
 * DeleteInstanceProfile (IAM API): one that holds no role. Instances that have it go on naming it, as the real service warns.
 * @throws ApiError NoSuchEntity, DeleteConflict, ValidationError
 */
const deleteInstanceProfile = defineAction({
  name: 'iam:DeleteInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured' },
  handle(context, { InstanceProfileName }) {
    const account = context.inRegion('');
    const row = profileCalled(context, InstanceProfileName);
    if (row.roleId !== undefined) throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
    account.delete(instanceProfileTable, row.id);
    context.subjects.push(row.id);
    return {};
  },
});

/** ListInstanceProfiles (IAM API): in the order of their names. @throws ApiError ValidationError */
const listInstanceProfiles = defineAction({
  name: 'iam:ListInstanceProfiles',
  access: 'read',
  inputs: { PathPrefix: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const prefix = checkPathPrefix(input.PathPrefix);
    const found = account.list(instanceProfileTable).filter(({ path }) => path.startsWith(prefix));
    const { items, ...more } = pageByMarker('ListInstanceProfiles', input, found, ({ name }) => name);
    return { InstanceProfiles: items.map((row) => describeInstanceProfile(account, row, false)), ...more };
  },
});

/** ListInstanceProfilesForRole (IAM API). @throws ApiError NoSuchEntity, ValidationError */
const listInstanceProfilesForRole = defineAction({
  name: 'iam:ListInstanceProfilesForRole',
  access: 'read',
  inputs: { RoleName: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const role = findRole(account, roleName(input.RoleName));
    const found = account.by(instanceProfileTable, 'role', role.id);
    const { items, ...more } = pageByMarker('ListInstanceProfilesForRole', input, found, ({ name }) => name);
    return { InstanceProfiles: items.map((row) => describeInstanceProfile(account, row, false)), ...more };
  },
});

/** AddRoleToInstanceProfile (IAM API): a profile holds one role. @throws ApiError NoSuchEntity, LimitExceeded, ValidationError */
const addRoleToInstanceProfile = defineAction({
  name: 'iam:AddRoleToInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured', RoleName: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const row = profileCalled(context, input.InstanceProfileName);
    const role = findRole(account, roleName(input.RoleName));
    if (row.roleId !== undefined) throw limitExceeded('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
    account.update(instanceProfileTable, row, { roleId: role.id });
    context.subjects.push(row.id, role.id);
    return {};
  },
});

/** RemoveRoleFromInstanceProfile (IAM API). @throws ApiError NoSuchEntity, ValidationError */
const removeRoleFromInstanceProfile = defineAction({
  name: 'iam:RemoveRoleFromInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured', RoleName: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const { roleId, ...row } = profileCalled(context, input.InstanceProfileName);
    const role = findRole(account, roleName(input.RoleName));
    if (roleId !== role.id) throw noSuchEntity(`Role ${role.name} is not in instance profile ${row.name}.`);
    account.put(instanceProfileTable, row);
    context.subjects.push(row.id, role.id);
    return {};
  },
});

/** TagInstanceProfile (IAM API). @throws ApiError NoSuchEntity, InvalidInput, LimitExceeded, ValidationError */
const tagInstanceProfile = defineAction({
  name: 'iam:TagInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured', Tags: 'honoured' },
  handle(context, input) {
    const row = profileCalled(context, input.InstanceProfileName);
    return retag(context, instanceProfileTable, row, (tags) => addTags(tags, input.Tags));
  },
});

/** UntagInstanceProfile (IAM API). @throws ApiError NoSuchEntity, ValidationError */
const untagInstanceProfile = defineAction({
  name: 'iam:UntagInstanceProfile',
  access: 'write',
  inputs: { InstanceProfileName: 'honoured', TagKeys: 'honoured' },
  handle(context, input) {
    const row = profileCalled(context, input.InstanceProfileName);
    return retag(context, instanceProfileTable, row, (tags) => removeTags(tags, input.TagKeys));
  },
});

/** ListInstanceProfileTags (IAM API): in the order of their keys. @throws ApiError NoSuchEntity, ValidationError */
const listInstanceProfileTags = defineAction({
  name: 'iam:ListInstanceProfileTags',
  access: 'read',
  inputs: { InstanceProfileName: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    return pageOfTags('ListInstanceProfileTags', input, profileCalled(context, input.InstanceProfileName).tags);
  },
});

/** What can be done with instance profiles. */
export const instanceProfileActions: readonly ActionDefinition[] = [
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  listInstanceProfileTags,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  removeRoleFromInstanceProfile,
  tagInstanceProfile,
  untagInstanceProfile,
];
