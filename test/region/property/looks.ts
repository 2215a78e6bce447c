import assert from 'node:assert/strict';
import type { Filter, Instance } from '@aws-sdk/client-ec2';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import type { Dice } from './dice';
import { groupLooks, instanceLooks, keyPairLooks, type Looks, passing, someFilters, tagLooks } from './naive-filters';
import {
  vpcLooks,
  subnetLooks,
  routeTableLooks,
  networkAclLooks,
  interfaceLooks,
  addressLooks,
  volumeLooks,
  modificationLooks,
  internetGatewayLooks,
  egressGatewayLooks,
  dhcpOptionsLooks,
  endpointLooks,
  peeringLooks,
  ruleLooks,
  templateLooks,
  placementGroupLooks,
  profileAssociationLooks,
  natGatewayLooks,
} from './naive-looks';
import { ask } from './observe';
import type { Tally } from './tally';

/** An answer of any describe action, as far as looking through its pages needs it. */
type Answer = Readonly<Record<string, unknown>> & { readonly NextToken?: string };

function call(sandbox: Sandbox, action: ActionName, input: object, region: string): Answer {
  return ask(sandbox, action, input, region) as Answer;
}

/** DescribeInstances, one instance an item, with its reservation. */
function instancesOf(answer: Answer): (Instance & { ReservationId: string })[] {
  const reservations = answer['Reservations'] as { ReservationId: string; Instances: Instance[] }[];
  return reservations.flatMap(({ ReservationId, Instances }) => Instances.map((instance) => ({ ...instance, ReservationId })));
}

interface Describe {
  readonly action: ActionName;
  readonly input: object;
  readonly looks?: Looks<never>;
  readonly paged: boolean;
  /** What the input of filters is called; one action has its own name for it. */
  readonly filtersInput?: 'Filter';
  itemsOf(answer: Answer): readonly unknown[];
}

/** A describe action that answers with one list. */
function list(action: ActionName, key: string, looks: Looks<never>, paged = true): Describe {
  return { action, input: {}, looks, paged, itemsOf: (answer) => answer[key] as unknown[] };
}

const describes: readonly Describe[] = [
  { action: 'ec2:DescribeInstances', input: {}, looks: instanceLooks, paged: true, itemsOf: instancesOf },
  { action: 'ec2:DescribeInstances', input: {}, looks: instanceLooks, paged: true, itemsOf: instancesOf },
  { action: 'ec2:DescribeKeyPairs', input: {}, looks: keyPairLooks, paged: false, itemsOf: ({ KeyPairs }) => KeyPairs as unknown[] },
  {
    action: 'ec2:DescribeSecurityGroups',
    input: {},
    looks: groupLooks,
    paged: true,
    itemsOf: ({ SecurityGroups }) => SecurityGroups as unknown[],
  },
  { action: 'ec2:DescribeTags', input: {}, looks: tagLooks, paged: true, itemsOf: ({ Tags }) => Tags as unknown[] },
  {
    action: 'ec2:DescribeInstanceStatus',
    input: { IncludeAllInstances: true },
    paged: true,
    itemsOf: ({ InstanceStatuses }) => InstanceStatuses as unknown[],
  },
  list('ec2:DescribeVpcs', 'Vpcs', vpcLooks),
  list('ec2:DescribeSubnets', 'Subnets', subnetLooks),
  list('ec2:DescribeRouteTables', 'RouteTables', routeTableLooks),
  list('ec2:DescribeNetworkAcls', 'NetworkAcls', networkAclLooks),
  list('ec2:DescribeNetworkInterfaces', 'NetworkInterfaces', interfaceLooks),
  list('ec2:DescribeAddresses', 'Addresses', addressLooks, false),
  list('ec2:DescribeVolumes', 'Volumes', volumeLooks),
  list('ec2:DescribeVolumesModifications', 'VolumesModifications', modificationLooks),
  list('ec2:DescribeInternetGateways', 'InternetGateways', internetGatewayLooks),
  list('ec2:DescribeEgressOnlyInternetGateways', 'EgressOnlyInternetGateways', egressGatewayLooks),
  list('ec2:DescribeDhcpOptions', 'DhcpOptions', dhcpOptionsLooks),
  list('ec2:DescribeVpcEndpoints', 'VpcEndpoints', endpointLooks),
  list('ec2:DescribeVpcPeeringConnections', 'VpcPeeringConnections', peeringLooks),
  list('ec2:DescribeSecurityGroupRules', 'SecurityGroupRules', ruleLooks),
  list('ec2:DescribeLaunchTemplates', 'LaunchTemplates', templateLooks),
  list('ec2:DescribePlacementGroups', 'PlacementGroups', placementGroupLooks, false),
  list('ec2:DescribeIamInstanceProfileAssociations', 'IamInstanceProfileAssociations', profileAssociationLooks),
  { ...list('ec2:DescribeNatGateways', 'NatGateways', natGatewayLooks), filtersInput: 'Filter' },
];

/** Filters give what a naive reader of the whole list would pick, and pages put together give the list. */
export function look(sandbox: Sandbox, region: string, dice: Dice, tally: Tally): void {
  const { action, input, looks, paged, filtersInput = 'Filters', itemsOf } = dice.pick(describes);
  const whole = itemsOf(call(sandbox, action, input, region));
  let filters: Filter[] = [];
  if (looks) {
    filters = someFilters(whole, looks as Looks<unknown>, dice);
    const filtered = itemsOf(call(sandbox, action, { ...input, [filtersInput]: filters }, region));
    const expected = passing(whole, filters, looks as Looks<unknown>);
    assert.deepEqual(filtered, expected, `${action} with ${JSON.stringify(filters)}`);
    tally.check('filters');
    if (expected.length > 0 && expected.length < whole.length) tally.check('filters that divide');
  }
  if (!paged) return;
  const asked = dice.chance(0.3) && filters.length > 0 ? { ...input, [filtersInput]: filters } : input;
  const all = itemsOf(call(sandbox, action, asked, region));
  const MaxResults = dice.between(5, 7);
  const joined: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const answer = call(sandbox, action, { ...asked, MaxResults, ...(NextToken !== undefined && { NextToken }) }, region);
    const items = itemsOf(answer);
    assert.ok(items.length <= MaxResults, `a page of ${action} with ${items.length} of ${MaxResults}`);
    if (answer.NextToken !== undefined) assert.equal(items.length, MaxResults, 'only the last page may be short');
    joined.push(...items);
    NextToken = answer.NextToken;
    if (NextToken !== undefined) tally.check('further pages');
  } while (NextToken !== undefined);
  assert.deepEqual(joined, all, `the pages of ${action}`);
  tally.check('paged lists');
}
