import assert from 'node:assert/strict';
import { type Page, page, pageOfList, type PageRequest, refuseIdsWithPaging } from '../../../src/region/aws/paging';
import { miniAccount, type MiniAccount, north } from './support/mini-account';
import { type ThingRow, thingTable } from './support/mini-tables';

const limits = { least: 5, most: 1_000 };

function withThings(count: number): MiniAccount {
  const account = miniAccount();
  account.write((context) => {
    for (let index = 0; index < count; index++)
      context.put(thingTable, { region: north, id: `t${index}`, name: index % 2 === 0 ? 'even' : 'odd' });
  });
  return account;
}

function ask(account: MiniAccount, request: PageRequest & { Name?: string }, action = 'DescribeThings'): Page<ThingRow> {
  const rows = account.sandbox.store.in(thingTable, north).all();
  return page(action, request, limits, rows, (row) => request.Name === undefined || row.name === request.Name);
}

function pages(account: MiniAccount, request: PageRequest & { Name?: string }): string[][] {
  const found: string[][] = [];
  let NextToken: string | undefined;
  do {
    const answer = ask(account, { ...request, ...(NextToken !== undefined && { NextToken }) });
    found.push(answer.items.map(({ id }) => id));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}

const range = (from: number, to: number, step = 1): string[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => `t${from + index * step}`);

describe('paging', () => {
  it('cuts rows into pages in order, the last without a token', () => {
    assert.deepEqual(pages(withThings(13), { MaxResults: 5 }), [range(0, 5), range(5, 10), range(10, 13)]);
    assert.deepEqual(pages(withThings(10), { MaxResults: 5 }), [range(0, 5), range(5, 10)]);
    assert.deepEqual(pages(withThings(0), { MaxResults: 5 }), [[]]);
  });

  it('counts what passes the filter only', () => {
    assert.deepEqual(pages(withThings(21), { MaxResults: 6, Name: 'even' }), [range(0, 12, 2), range(12, 22, 2)]);
    assert.deepEqual(pages(withThings(21), { MaxResults: 5, Name: 'neither' }), [[]]);
  });

  it('answers with everything when no number is asked for', () => {
    assert.equal(pages(withThings(1_200), {})[0]?.length, 1_200);
  });

  it('takes numbers from the least to the most and refuses others in EC2 words', () => {
    const account = withThings(6);
    assert.equal(ask(account, { MaxResults: 5 }).items.length, 5);
    assert.equal(ask(account, { MaxResults: 1_000 }).NextToken, undefined);
    const refused = {
      4: 'greater than or equal to 5',
      0: 'greater than or equal to 5',
      '-1': 'greater than or equal to 5',
      1_001: 'less than or equal to 1000',
    };
    for (const [number, words] of Object.entries(refused)) {
      assert.throws(() => ask(account, { MaxResults: Number(number) }), {
        code: 'InvalidParameterValue',
        message: `Value ( ${number} ) for parameter maxResults is invalid. Expecting a value ${words}.`,
      });
    }
  });

  it('goes on after rows that were deleted, made or changed in between, without repeating or skipping others', () => {
    const account = withThings(12);
    const { NextToken } = ask(account, { MaxResults: 5 });
    account.write((context) => {
      for (const id of ['t2', 't4', 't5']) context.delete(thingTable, id);
      context.put(thingTable, { region: north, id: 't12', name: 'even' });
      context.put(thingTable, { region: north, id: 't7', name: 'changed' });
    });
    const rest = ask(account, { MaxResults: 20, NextToken });
    assert.deepEqual(
      rest.items.map(({ id }) => id),
      range(6, 13),
    );
  });

  it('takes a token with another page size, and after the account was opened again', () => {
    const account = withThings(12);
    const { NextToken } = ask(account, { MaxResults: 5 });
    const opened = account.reopen(account.sandbox.image());
    assert.deepEqual(
      ask(opened, { MaxResults: 6, NextToken }).items.map(({ id }) => id),
      range(5, 11),
    );
    assert.equal(ask(opened, { NextToken }).items.length, 7);
  });

  it('refuses tokens of other requests and what is no token', () => {
    const account = withThings(12);
    const { NextToken } = ask(account, { MaxResults: 5, Name: 'even' });
    assert.ok(NextToken);
    const bad = { code: 'InvalidNextToken' };
    assert.throws(() => ask(account, { NextToken }), bad);
    assert.throws(() => ask(account, { NextToken, Name: 'odd' }), bad);
    assert.throws(() => ask(account, { NextToken, Name: 'even' }, 'DescribeOthers'), bad);
    const forged = Buffer.from(Buffer.from(NextToken, 'base64').toString().replace(/\d+\]/, '1e9]')).toString('base64');
    for (const text of ['x', 'eyJhIjoxfQ==', `${NextToken}x`, NextToken.slice(1), forged, '*'.repeat(100_000), '[]', '\u0000']) {
      assert.throws(() => ask(account, { NextToken: text, Name: 'even' }), bad, text.slice(0, 40));
    }
  });

  it('says the start of a bad token only', () => {
    assert.throws(() => ask(withThings(1), { NextToken: 'x'.repeat(500) }), { message: `The token '${'x'.repeat(100)}' is invalid` });
  });

  it('takes an empty token for none', () => {
    assert.equal(ask(withThings(6), { NextToken: '' }).items.length, 6);
  });

  it('pages lists by position', () => {
    const list = range(0, 12);
    const first = pageOfList('DescribeList', { MaxResults: 5 }, limits, list);
    assert.deepEqual(first.items, range(0, 5));
    const second = pageOfList('DescribeList', { MaxResults: 7, NextToken: first.NextToken }, limits, list);
    assert.deepEqual(second, { items: range(5, 12) });
    assert.throws(() => pageOfList('DescribeOther', { NextToken: first.NextToken }, limits, list), { code: 'InvalidNextToken' });
  });

  it('refuses ids together with a number of results', () => {
    assert.throws(() => refuseIdsWithPaging({ MaxResults: 5 }, ['i-1'], 'instancesSet'), {
      code: 'InvalidParameterCombination',
      message: 'The parameter instancesSet cannot be used with the parameter maxResults',
    });
    refuseIdsWithPaging({ MaxResults: 5 }, [], 'instancesSet');
    refuseIdsWithPaging({}, ['i-1'], 'instancesSet');
  });
});
