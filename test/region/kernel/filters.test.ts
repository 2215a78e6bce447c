import assert from 'node:assert/strict';
import type { Filter } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields, wildcard } from '../../../src/region/aws/filters';
import { assertWithin } from '../../support/limits';

interface Item {
  readonly name?: string;
  readonly size?: number;
  readonly on?: boolean;
  readonly zones?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

const fields: FilterFields<Item> = {
  name: ({ name }) => name,
  size: ({ size }) => size,
  on: ({ on }) => on,
  zone: ({ zones }) => zones,
};

const passes = (item: Item, ...filters: Filter[]): boolean => compileFilters(filters, fields, ({ tags }: Item) => tags ?? {})(item);
const byName = (name: string, ...Values: string[]): boolean => passes({ name }, { Name: 'name', Values });
const refuses = (code: string, filters: readonly Filter[], tagged = true): void =>
  assert.throws(() => compileFilters(filters, fields, tagged ? ({ tags }: Item) => tags ?? {} : undefined), { code });

describe('filters', () => {
  it('join values by OR and filters by AND', () => {
    assert.equal(byName('a', 'b', 'a'), true);
    assert.equal(byName('c', 'b', 'a'), false);
    const both = [
      { Name: 'name', Values: ['a', 'b'] },
      { Name: 'size', Values: ['1'] },
    ];
    assert.equal(passes({ name: 'b', size: 1 }, ...both), true);
    assert.equal(passes({ name: 'b', size: 2 }, ...both), false);
    assert.equal(passes({ name: 'c', size: 1 }, ...both), false);
  });

  it('let everything pass when there are none', () => {
    assert.equal(passes({}), true);
    assert.equal(compileFilters(undefined, fields)({}), true);
  });

  it('look at numbers and booleans as text, at lists for one match, and never pass what is absent', () => {
    assert.equal(passes({ size: 16, on: false }, { Name: 'size', Values: ['16'] }, { Name: 'on', Values: ['false'] }), true);
    assert.equal(passes({ size: 0 }, { Name: 'size', Values: ['0'] }), true);
    assert.equal(passes({ zones: ['a', 'b'] }, { Name: 'zone', Values: ['b'] }), true);
    assert.equal(passes({ zones: [] }, { Name: 'zone', Values: ['*'] }), false);
    assert.equal(passes({}, { Name: 'name', Values: ['*'] }), false);
    assert.equal(passes({ name: '' }, { Name: 'name', Values: ['*'] }), true);
  });

  it('mind case', () => {
    assert.equal(byName('Web', 'web'), false);
    assert.equal(byName('Web', 'w*'), false);
    refuses('InvalidParameterValue', [{ Name: 'Name', Values: ['a'] }]);
  });

  it('know * for any text, ? for one character and \\ before them for themselves', () => {
    const cases: [text: string, value: string, passes: boolean][] = [
      ['', '*', true],
      ['', '?', false],
      ['abc', '*', true],
      ['abc', 'a*', true],
      ['abc', '*c', true],
      ['abc', '*b*', true],
      ['abc', 'a*d', false],
      ['abc', 'abc*', true],
      ['abc', '**', true],
      ['abc', '???', true],
      ['abc', '??', false],
      ['abc', '?*?', true],
      ['abcabd', '*ab?', true],
      ['aab', '*ab', true],
      ['mississippi', 'm*iss*p?', true],
      ['mississippi', 'm*iss*x?', false],
      ['a*c', 'a\\*c', true],
      ['abc', 'a\\*c', false],
      ['a?c', 'a\\?c', true],
      ['abc', 'a\\?c', false],
      ['a\\c', 'a\\\\c', true],
      ['a\\', 'a\\', true],
      ['abc', 'a\\bc', true],
      ['a*c*e', 'a\\**\\*e', true],
      ['line\nbreak', 'line*break', true],
      ['line\nbreak', 'line?break', true],
      ['a.c', 'a?c', true],
      ['abc', 'a.c*', false],
      ['(a|b)[c]{1}^$+', '(a|b)[c]{1}^$*', true],
      ['abc', 'abc\\', false],
    ];
    for (const [text, value, expected] of cases) assert.equal(byName(text, value), expected, `${JSON.stringify(text)} ${value}`);
  });

  it('take values without wildcards literally', () => {
    assert.equal(byName('[ab]+', '[ab]+'), true);
    assert.equal(byName('a', '[ab]+'), false);
  });

  it('cannot be made slow', async () => {
    const text = 'a'.repeat(10_000);
    for (const value of [
      '*a'.repeat(5_000) + 'b',
      '*'.repeat(10_000) + 'b',
      'a*'.repeat(5_000) + 'b',
      '*?'.repeat(5_000) + 'b',
      '*aaaaaaaaab*',
    ]) {
      const match = (): number => {
        const begin = performance.now();
        assert.equal(wildcard(value)(text), false);
        return performance.now() - begin;
      };
      await assertWithin({ what: `${value.slice(0, 12)}…`, limit: 50, measure: match });
    }
    assert.equal(wildcard('*a'.repeat(5_000))(text), true);
    assert.equal(wildcard('*a'.repeat(10_001))(text), false);
  });

  it('refuse unknown names, also those of every object', () => {
    for (const Name of ['nope', 'constructor', '__proto__', 'toString']) {
      assert.throws(() => compileFilters([{ Name, Values: ['a'] }], fields), {
        code: 'InvalidParameterValue',
        message: `The filter '${Name}' is invalid`,
      });
    }
  });

  it('refuse filters without a name or values', () => {
    refuses('MissingParameter', [{ Values: ['a'] }]);
    refuses('MissingParameter', [{ Name: 'name' }]);
    refuses('MissingParameter', [{ Name: 'name', Values: [] }]);
  });

  it('take 200 values in a request and refuse 201', () => {
    const values = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
    assert.equal(passes({ name: '7', size: 99 }, { Name: 'name', Values: values(100) }, { Name: 'size', Values: values(100) }), true);
    refuses('FilterLimitExceeded', [
      { Name: 'name', Values: values(100) },
      { Name: 'size', Values: values(101) },
    ]);
  });

  it('know tags by key and value, by key, and by value, where the action has tags', () => {
    const item = { tags: { Stage: 'Test', 'a:b': '', hasOwnProperty: 'x' } };
    assert.equal(passes(item, { Name: 'tag:Stage', Values: ['T*'] }), true);
    assert.equal(passes(item, { Name: 'tag:stage', Values: ['*'] }), false);
    assert.equal(passes(item, { Name: 'tag:a:b', Values: [''] }), true);
    assert.equal(passes(item, { Name: 'tag:constructor', Values: ['*'] }), false);
    assert.equal(passes(item, { Name: 'tag:hasOwnProperty', Values: ['x'] }), true);
    assert.equal(passes(item, { Name: 'tag-key', Values: ['Stage'] }), true);
    assert.equal(passes(item, { Name: 'tag-key', Values: ['Test'] }), false);
    assert.equal(passes(item, { Name: 'tag-value', Values: ['Test', 'other'] }), true);
    refuses('InvalidParameterValue', [{ Name: 'tag:Stage', Values: ['*'] }], false);
  });
});
