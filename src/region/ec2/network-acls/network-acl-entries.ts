import { accountLimit } from '../../aws/quotas';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, missingParameter } from '../../kernel/errors';
import { requestedEntry, requestedPlace } from './entry-content';
import {
  entriesOf,
  entryId,
  findNetworkAcl,
  type NetworkAclEntryContent,
  type NetworkAclEntryRow,
  networkAclEntryTable,
  putEntry,
} from './network-acls';

const entryInputs = {
  DryRun: 'honoured',
  NetworkAclId: 'honoured',
  RuleNumber: 'honoured',
  Protocol: 'honoured',
  RuleAction: 'honoured',
  Egress: 'honoured',
  CidrBlock: 'honoured',
  Ipv6CidrBlock: 'honoured',
  IcmpTypeCode: 'honoured',
  PortRange: 'honoured',
} as const;

function same(entry: NetworkAclEntryRow, content: NetworkAclEntryContent): boolean {
  const text = ({ protocol, ruleAction, cidrBlock, ipv6CidrBlock, portRange, icmpTypeCode }: NetworkAclEntryContent): string =>
    [protocol, ruleAction, cidrBlock, ipv6CidrBlock, portRange?.from, portRange?.to, icmpTypeCode?.type, icmpTypeCode?.code].join('/');
  return text(entry) === text(content);
}

/** @throws ApiError NetworkAclEntryLimitExceeded: each direction and family has its own 20 (VPC User Guide, quotas) */
function checkEntryLimit(context: Context, networkAclId: string, egress: boolean, content: NetworkAclEntryContent): void {
  const family = entriesOf(context, networkAclId, egress).filter(
    (entry) => (entry.cidrBlock === undefined) === (content.cidrBlock === undefined),
  );
  if (family.length >= accountLimit(context, 'rulesPerNetworkAcl')) {
    throw new ApiError('NetworkAclEntryLimitExceeded', 'The maximum number of network acl entries has been reached.');
  }
}

function notFound(networkAclId: string, egress: boolean, ruleNumber: number): ApiError {
  const direction = egress ? 'egress' : 'ingress';
  return new ApiError(
    'InvalidNetworkAclEntry.NotFound',
    `The ${direction} rule ${ruleNumber} does not exist in network ACL ${networkAclId}`,
  );
}

/** The place that a request names in an ACL, by the ACL's id, and the entry that is there. */
interface NamedPlace {
  readonly id: string;
  readonly egress: boolean;
  readonly ruleNumber: number;
  readonly present: NetworkAclEntryRow | undefined;
}

/** @throws ApiError MissingParameter, InvalidNetworkAclID.NotFound, and those of `requestedPlace` */
function namedPlace(
  context: Context,
  input: { readonly NetworkAclId: string | undefined } & Parameters<typeof requestedPlace>[0],
): NamedPlace {
  if (!input.NetworkAclId) throw missingParameter('networkAclId');
  const { id } = findNetworkAcl(context, input.NetworkAclId);
  const { ruleNumber, egress } = requestedPlace(input);
  return { id, egress, ruleNumber, present: context.get(networkAclEntryTable, entryId(id, egress, ruleNumber)) };
}

/**
 * CreateNetworkAclEntry (API; reference: network.md §3). The same entry once more changes nothing.
 * @throws ApiError MissingParameter, InvalidNetworkAclID.NotFound, InvalidParameterValue, InvalidParameterCombination,
 *   NetworkAclEntryAlreadyExists, NetworkAclEntryLimitExceeded
 */
export const createNetworkAclEntry = defineAction({
  name: 'ec2:CreateNetworkAclEntry',
  access: 'write',
  inputs: entryInputs,
  handle(context, input) {
    const { id, ruleNumber, egress, present } = namedPlace(context, input);
    const content = requestedEntry(input);
    if (present && same(present, content)) return {};
    if (present) {
      throw new ApiError('NetworkAclEntryAlreadyExists', `The network acl entry identified by ${ruleNumber} already exists.`);
    }
    checkEntryLimit(context, id, egress, content);
    putEntry(context, id, egress, ruleNumber, content);
    context.subjects.push(id);
    return {};
  },
});

/**
 * ReplaceNetworkAclEntry (API): another content for the entry with this number.
 * @throws ApiError as CreateNetworkAclEntry; InvalidNetworkAclEntry.NotFound
 */
export const replaceNetworkAclEntry = defineAction({
  name: 'ec2:ReplaceNetworkAclEntry',
  access: 'write',
  inputs: entryInputs,
  handle(context, input) {
    const { id, ruleNumber, egress, present } = namedPlace(context, input);
    const content = requestedEntry(input);
    if (!present) throw notFound(id, egress, ruleNumber);
    if ((present.cidrBlock === undefined) !== (content.cidrBlock === undefined)) checkEntryLimit(context, id, egress, content);
    putEntry(context, id, egress, ruleNumber, content);
    context.subjects.push(id);
    return {};
  },
});

/** DeleteNetworkAclEntry (API). @throws ApiError MissingParameter, InvalidNetworkAclID.NotFound, InvalidNetworkAclEntry.NotFound */
export const deleteNetworkAclEntry = defineAction({
  name: 'ec2:DeleteNetworkAclEntry',
  access: 'write',
  inputs: { DryRun: 'honoured', NetworkAclId: 'honoured', RuleNumber: 'honoured', Egress: 'honoured' },
  handle(context, input) {
    const { id, ruleNumber, egress, present } = namedPlace(context, input);
    if (!present) throw notFound(id, egress, ruleNumber);
    context.delete(networkAclEntryTable, present.id);
    context.subjects.push(id);
    return {};
  },
});
