import { networkAclAssociationTable, networkAclEntryTable, networkAclTable } from './network-acls';

export const networkAclTables = [networkAclTable, networkAclEntryTable, networkAclAssociationTable] as const;
