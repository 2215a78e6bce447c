import assert from 'node:assert/strict';
import type { Filter, Instance } from '@aws-sdk/client-ec2';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import type { Dice } from './dice';
import { groupLooks, instanceLooks, keyPairLooks, type Looks, passing, someFilters, tagLooks } from './naive-filters';
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
  itemsOf(answer: Answer): readonly unknown[];
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
  { action: 'ec2:DescribeSubnets', input: {}, paged: true, itemsOf: ({ Subnets }) => Subnets as unknown[] },
  {
    action: 'ec2:DescribeInstanceStatus',
    input: { IncludeAllInstances: true },
    paged: true,
    itemsOf: ({ InstanceStatuses }) => InstanceStatuses as unknown[],
  },
];

/** Filters give what a naive reader of the whole list would pick, and pages put together give the list. */
export function look(sandbox: Sandbox, region: string, dice: Dice, tally: Tally): void {
  const { action, input, looks, paged, itemsOf } = dice.pick(describes);
  const whole = itemsOf(call(sandbox, action, input, region));
  let filters: Filter[] = [];
  if (looks) {
    filters = someFilters(whole, looks as Looks<unknown>, dice);
    const filtered = itemsOf(call(sandbox, action, { ...input, Filters: filters }, region));
    const expected = passing(whole, filters, looks as Looks<unknown>);
    assert.deepEqual(filtered, expected, `${action} with ${JSON.stringify(filters)}`);
    tally.check('filters');
    if (expected.length > 0 && expected.length < whole.length) tally.check('filters that divide');
  }
  if (!paged) return;
  const asked = dice.chance(0.3) && filters.length > 0 ? { ...input, Filters: filters } : input;
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
