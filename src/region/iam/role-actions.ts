import type { ActionDefinition } from '../kernel/action';
import type { Context } from '../kernel/context';
import { defineAction } from '../kernel/action';
import { checkDescription, checkName, checkPath, checkPathPrefix, checkSessionDuration } from './checks';
import { newEntityId } from './entity-id';
import { alreadyExists, deleteConflict, limitExceeded } from './errors';
import { instanceProfileTable } from './instance-profiles';
import { pageByMarker } from './paging';
import { describeRole, findRole, roleNamed, type RoleRow, roleTable, tagsMember } from './roles';
import { addTags, pageOfTags, removeTags, retag } from './tags';
import { checkTrustPolicy } from './trust-policy';

/** Roles of an account (IAM quotas). */
const rolesPerAccount = 1_000;
const longestRoleName = 64;

/** The role of that name. @throws ApiError NoSuchEntity, ValidationError */
function roleCalled(context: Context, name: string | undefined): RoleRow {
  return findRole(context.inRegion(''), checkName(name, 'roleName', longestRoleName));
}

/** CreateRole (IAM API). @throws ApiError EntityAlreadyExists, LimitExceeded, MalformedPolicyDocument, ValidationError, InvalidInput */
const createRole = defineAction({
  name: 'iam:CreateRole',
  access: 'write',
  inputs: {
    Path: 'honoured',
    RoleName: 'honoured',
    AssumeRolePolicyDocument: 'accepted',
    Description: 'honoured',
    MaxSessionDuration: 'accepted',
    PermissionsBoundary: 'refused',
    Tags: 'honoured',
  },
  handle(context, input) {
    const account = context.inRegion('');
    const name = checkName(input.RoleName, 'roleName', longestRoleName);
    const path = checkPath(input.Path);
    const trustPolicy = checkTrustPolicy(input.AssumeRolePolicyDocument, 'assumeRolePolicyDocument');
    const tags = addTags({}, input.Tags);
    if (roleNamed(account, name)) throw alreadyExists(`Role with name ${name} already exists.`);
    if (account.rows(roleTable).size >= rolesPerAccount) throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${rolesPerAccount}`);
    const row = account.put(roleTable, {
      region: '',
      id: newEntityId(account, 'AROA'),
      name,
      path,
      trustPolicy,
      ...(input.Description !== undefined && { description: checkDescription(input.Description) }),
      maxSessionDuration: checkSessionDuration(input.MaxSessionDuration ?? 3_600),
      tags,
      createDate: context.now,
    });
    context.subjects.push(row.id);
    return { Role: { ...describeRole(account, row), ...tagsMember(row.tags) } };
  },
});

/** GetRole (IAM API): no role has been used, since nobody signs in with one. @throws ApiError NoSuchEntity, ValidationError */
const getRole = defineAction({
  name: 'iam:GetRole',
  access: 'read',
  inputs: { RoleName: 'honoured' },
  handle(context, { RoleName }) {
    const account = context.inRegion('');
    const row = roleCalled(context, RoleName);
    return { Role: { ...describeRole(account, row), ...tagsMember(row.tags), RoleLastUsed: {} } };
  },
});

/** DeleteRole (IAM API). @throws ApiError NoSuchEntity, DeleteConflict while an instance profile holds it, ValidationError */
const deleteRole = defineAction({
  name: 'iam:DeleteRole',
  access: 'write',
  inputs: { RoleName: 'honoured' },
  handle(context, { RoleName }) {
    const account = context.inRegion('');
    const row = roleCalled(context, RoleName);
    if (account.by(instanceProfileTable, 'role', row.id).length > 0) {
      throw deleteConflict('Cannot delete entity, must remove roles from instance profile first.');
    }
    account.delete(roleTable, row.id);
    context.subjects.push(row.id);
    return {};
  },
});

/** ListRoles (IAM API): in the order of their names. @throws ApiError ValidationError */
const listRoles = defineAction({
  name: 'iam:ListRoles',
  access: 'read',
  inputs: { PathPrefix: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    const account = context.inRegion('');
    const prefix = checkPathPrefix(input.PathPrefix);
    const found = account.list(roleTable).filter(({ path }) => path.startsWith(prefix));
    const { items, ...more } = pageByMarker('ListRoles', input, found, ({ name }) => name);
    return { Roles: items.map((row) => describeRole(account, row)), ...more };
  },
});

/** UpdateRole (IAM API): what is not given becomes what it is by default. @throws ApiError NoSuchEntity, ValidationError */
const updateRole = defineAction({
  name: 'iam:UpdateRole',
  access: 'write',
  inputs: { RoleName: 'honoured', Description: 'honoured', MaxSessionDuration: 'accepted' },
  handle(context, input) {
    const account = context.inRegion('');
    const { description: _, ...row } = roleCalled(context, input.RoleName);
    account.put(roleTable, {
      ...row,
      ...(input.Description !== undefined && { description: checkDescription(input.Description) }),
      maxSessionDuration: checkSessionDuration(input.MaxSessionDuration ?? 3_600),
    });
    context.subjects.push(row.id);
    return {};
  },
});

/** UpdateAssumeRolePolicy (IAM API). @throws ApiError NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ValidationError */
const updateAssumeRolePolicy = defineAction({
  name: 'iam:UpdateAssumeRolePolicy',
  access: 'write',
  inputs: { RoleName: 'honoured', PolicyDocument: 'accepted' },
  handle(context, input) {
    const account = context.inRegion('');
    const row = roleCalled(context, input.RoleName);
    account.update(roleTable, row, { trustPolicy: checkTrustPolicy(input.PolicyDocument, 'policyDocument') });
    context.subjects.push(row.id);
    return {};
  },
});

/** ListRolePolicies (IAM API): no role has any, since the sandbox has no actions to give it one. @throws ApiError NoSuchEntity, ValidationError */
const listRolePolicies = defineAction({
  name: 'iam:ListRolePolicies',
  access: 'read',
  inputs: { RoleName: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    roleCalled(context, input.RoleName);
    const { items, ...more } = pageByMarker<string>('ListRolePolicies', input, [], (name) => name);
    return { PolicyNames: items, ...more };
  },
});

/** ListAttachedRolePolicies (IAM API): none, as with ListRolePolicies. @throws ApiError NoSuchEntity, ValidationError */
const listAttachedRolePolicies = defineAction({
  name: 'iam:ListAttachedRolePolicies',
  access: 'read',
  inputs: { RoleName: 'honoured', PathPrefix: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    roleCalled(context, input.RoleName);
    checkPathPrefix(input.PathPrefix);
    const { IsTruncated, Marker } = pageByMarker<string>('ListAttachedRolePolicies', input, [], (name) => name);
    return { AttachedPolicies: [], IsTruncated, ...(Marker && { Marker }) };
  },
});

/** TagRole (IAM API). @throws ApiError NoSuchEntity, InvalidInput, LimitExceeded, ValidationError */
const tagRole = defineAction({
  name: 'iam:TagRole',
  access: 'write',
  inputs: { RoleName: 'honoured', Tags: 'honoured' },
  handle(context, input) {
    const row = roleCalled(context, input.RoleName);
    return retag(context, roleTable, row, (tags) => addTags(tags, input.Tags));
  },
});

/** UntagRole (IAM API). @throws ApiError NoSuchEntity, ValidationError */
const untagRole = defineAction({
  name: 'iam:UntagRole',
  access: 'write',
  inputs: { RoleName: 'honoured', TagKeys: 'honoured' },
  handle(context, input) {
    const row = roleCalled(context, input.RoleName);
    return retag(context, roleTable, row, (tags) => removeTags(tags, input.TagKeys));
  },
});

/** ListRoleTags (IAM API): in the order of their keys. @throws ApiError NoSuchEntity, ValidationError */
const listRoleTags = defineAction({
  name: 'iam:ListRoleTags',
  access: 'read',
  inputs: { RoleName: 'honoured', Marker: 'honoured', MaxItems: 'honoured' },
  handle(context, input) {
    return pageOfTags('ListRoleTags', input, roleCalled(context, input.RoleName).tags);
  },
});

/** What can be done with roles. */
export const roleActions: readonly ActionDefinition[] = [
  createRole,
  deleteRole,
  getRole,
  listAttachedRolePolicies,
  listRolePolicies,
  listRoleTags,
  listRoles,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
];
