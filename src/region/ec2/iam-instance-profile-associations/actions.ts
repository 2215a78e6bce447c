import { fiveToThousand } from '../../aws/describe-rows';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { checkIdForm } from '../../aws/ids';
import { page } from '../../aws/paging';
import { defineAction, type ActionDefinition } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { findInstances } from '../instances/instances';
import {
  associate,
  associationIdForm,
  describeAssociation,
  disassociate,
  findAssociation,
  presentAssociation,
  type ProfileAssociationRow,
  profileAssociationTable,
} from './associations';
import { findProfile } from './find-profile';

/**
 * AssociateIamInstanceProfile (API): a running or stopped instance, one profile an instance.
 * @throws ApiError MissingParameter, InvalidInstanceID.*, IncorrectInstanceState, IncorrectState, errors of `findProfile`
 */
const associateIamInstanceProfile = defineAction({
  name: 'ec2:AssociateIamInstanceProfile',
  access: 'write',
  inputs: { IamInstanceProfile: 'honoured', InstanceId: 'honoured' },
  handle(context, input) {
    if (!input.InstanceId) throw missingParameter('InstanceId');
    if (!input.IamInstanceProfile) throw missingParameter('IamInstanceProfile');
    const [instance] = findInstances(context, [input.InstanceId]);
    const profile = findProfile(context, input.IamInstanceProfile);
    const { id, state } = instance!;
    if (state !== 'running' && state !== 'stopped') {
      throw new ApiError('IncorrectInstanceState', `The instance '${id}' is not in the 'running' or 'stopped' states.`);
    }
    if (presentAssociation(context, id)) throw new ApiError('IncorrectState', `There is an existing association for instance ${id}`);
    const row = associate(context, id, profile);
    context.subjects.push(id, row.id);
    return { IamInstanceProfileAssociation: describeAssociation(row) };
  },
});

/** DisassociateIamInstanceProfile (API). @throws ApiError MissingParameter, InvalidAssociationID.NotFound, IncorrectState */
const disassociateIamInstanceProfile = defineAction({
  name: 'ec2:DisassociateIamInstanceProfile',
  access: 'write',
  inputs: { AssociationId: 'honoured' },
  handle(context, { AssociationId }) {
    if (!AssociationId) throw missingParameter('AssociationId');
    const row = disassociate(context, movable(findAssociation(context, AssociationId)));
    context.subjects.push(row.instanceId, row.id);
    return { IamInstanceProfileAssociation: describeAssociation(row) };
  },
});

function movable(row: ProfileAssociationRow): ProfileAssociationRow {
  if (row.state !== 'disassociating') return row;
  throw new ApiError('IncorrectState', `The association '${row.id}' is not in the 'associated' state.`);
}

/**
 * ReplaceIamInstanceProfileAssociation (API): the instance has the new profile at once, under a new association.
 * @throws ApiError MissingParameter, InvalidAssociationID.NotFound, IncorrectState, errors of `findProfile`
 */
const replaceIamInstanceProfileAssociation = defineAction({
  name: 'ec2:ReplaceIamInstanceProfileAssociation',
  access: 'write',
  inputs: { IamInstanceProfile: 'honoured', AssociationId: 'honoured' },
  handle(context, input) {
    if (!input.AssociationId) throw missingParameter('AssociationId');
    if (!input.IamInstanceProfile) throw missingParameter('IamInstanceProfile');
    const old = movable(findAssociation(context, input.AssociationId));
    const profile = findProfile(context, input.IamInstanceProfile);
    disassociate(context, old);
    const row = associate(context, old.instanceId, profile);
    context.subjects.push(row.instanceId, old.id, row.id);
    return { IamInstanceProfileAssociation: describeAssociation(row) };
  },
});

/** Filters as documented (API, DescribeIamInstanceProfileAssociations). */
const filters: FilterFields<ProfileAssociationRow> = { 'instance-id': (row) => row.instanceId, state: (row) => row.state };

/** DescribeIamInstanceProfileAssociations (API; paging 5–1000). @throws ApiError InvalidAssociationID.Malformed, .NotFound, paging errors */
const describeIamInstanceProfileAssociations = defineAction({
  name: 'ec2:DescribeIamInstanceProfileAssociations',
  access: 'read',
  inputs: { AssociationIds: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured' },
  handle(context, input) {
    const ids = new Set(input.AssociationIds);
    for (const id of ids) checkIdForm(id, associationIdForm);
    for (const id of ids) findAssociation(context, id);
    const matches = compileFilters(input.Filters, filters);
    const keep = (row: ProfileAssociationRow): boolean => (ids.size === 0 || ids.has(row.id)) && matches(row);
    const rows = context.rows(profileAssociationTable).all();
    const { items, NextToken } = page('DescribeIamInstanceProfileAssociations', input, fiveToThousand, rows, keep);
    return { IamInstanceProfileAssociations: items.map(describeAssociation), ...(NextToken && { NextToken }) };
  },
});

/** What can be done with the instance profiles of instances. */
export const profileAssociationActions: readonly ActionDefinition[] = [
  associateIamInstanceProfile,
  describeIamInstanceProfileAssociations,
  disassociateIamInstanceProfile,
  replaceIamInstanceProfileAssociation,
];

export const profileAssociationTables = [profileAssociationTable] as const;
