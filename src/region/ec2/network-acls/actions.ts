import type { ActionDefinition } from '../../kernel/action';
import { createNetworkAcl, deleteNetworkAcl, replaceNetworkAclAssociation } from './create-network-acl';
import { describeNetworkAcls } from './describe-network-acls';
import { createNetworkAclEntry, deleteNetworkAclEntry, replaceNetworkAclEntry } from './network-acl-entries';
import { networkAclAssociationTable, networkAclEntryTable, networkAclTable } from './network-acls';

/** What can be done with network ACLs. */
export const networkAclActions: readonly ActionDefinition[] = [
  createNetworkAcl,
  createNetworkAclEntry,
  deleteNetworkAcl,
  deleteNetworkAclEntry,
  describeNetworkAcls,
  replaceNetworkAclAssociation,
  replaceNetworkAclEntry,
];

export const networkAclTables = [networkAclTable, networkAclEntryTable, networkAclAssociationTable] as const;
