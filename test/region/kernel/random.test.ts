import assert from 'node:assert/strict';
import type { Context } from '../../../src/region/kernel/context';
import { hash128, hashFraction, hashHex } from '../../../src/region/kernel/hash';
import { miniAccount, north, south, type Work } from './support/mini-account';

/** What `draw` gives in a new account with this seed. */
function drawn<Result>(draw: (context: Context) => Result, seed = 'one', region = north): Result {
  const account = miniAccount({ seed });
  return account.write(draw as Work, region) as Result;
}

const numbers =
  (label: string, count: number) =>
  (context: Context): number[] =>
    Array.from({ length: count }, () => context.random(label));

/** Share of `values` in each of ten equal parts of [0, 1). */
function tenths(values: readonly number[]): number[] {
  const parts = new Array<number>(10).fill(0);
  for (const value of values) parts[Math.floor(value * 10)]! += 1 / values.length;
  return parts;
}

describe('random streams', () => {
  it('are the same for the same seed, region and label, and others for any other', () => {
    const first = drawn(numbers('dice', 5));
    assert.deepEqual(drawn(numbers('dice', 5)), first);
    const others = [drawn(numbers('dice', 5), 'two'), drawn(numbers('dice', 5), 'one', south), drawn(numbers('coin', 5))];
    for (const other of others) assert.ok(other.every((value) => !first.includes(value)));
    assert.equal(new Set(first).size, 5);
  });

  it('do not move each other', () => {
    const alone = drawn(numbers('dice', 20));
    const mixed = drawn((context) =>
      Array.from({ length: 20 }, (_, index) => {
        for (let others = 0; others <= index % 3; others++) context.random(`other ${index}`);
        context.newId('i');
        return context.random('dice');
      }),
    );
    assert.deepEqual(mixed, alone);
  });

  it('go on where they were after being opened again', () => {
    const whole = drawn(numbers('dice', 10));
    const account = miniAccount({ seed: 'one' });
    const before = account.write(numbers('dice', 4)) as number[];
    const after = account.reopen(account.sandbox.image()).write(numbers('dice', 6)) as number[];
    assert.deepEqual([...before, ...after], whole);
  });

  it('are even over [0, 1), in the long run and from label to label', () => {
    const stream = drawn(numbers('dice', 10_000));
    assert.ok(stream.every((value) => value >= 0 && value < 1));
    const firsts = drawn((context) => Array.from({ length: 10_000 }, (_, index) => context.random(`label ${index}`)));
    // Ten parts of 10,000 draws: a share is 0.1 with a deviation of 0.003; five deviations are far from chance.
    for (const share of [...tenths(stream), ...tenths(firsts)]) assert.ok(Math.abs(share - 0.1) < 0.015, String(share));
    const mean = stream.reduce((sum, value) => sum + value, 0) / stream.length;
    assert.ok(Math.abs(mean - 0.5) < 0.015, String(mean));
  });

  it('do not follow from the draw before', () => {
    const stream = drawn(numbers('dice', 10_000));
    let sum = 0;
    for (let index = 1; index < stream.length; index++) sum += (stream[index]! - 0.5) * (stream[index - 1]! - 0.5);
    // A correlation of independent draws has a deviation of 0.01.
    assert.ok(Math.abs((sum / stream.length) * 12) < 0.05, String(sum));
  });

  it('give lognormal draws around their median, within their limits', () => {
    const draws = drawn((context) => Array.from({ length: 4_000 }, () => context.lognormal('boot', 8_000, 0.35, 5_000, 16_000)));
    assert.ok(draws.every((value) => value >= 5_000 && value <= 16_000));
    const below = draws.filter((value) => value < 8_000).length / draws.length;
    assert.ok(Math.abs(below - 0.5) < 0.04, String(below));
    const oneSigmaUp = draws.filter((value) => value < 8_000 * Math.exp(0.35)).length / draws.length;
    assert.ok(Math.abs(oneSigmaUp - 0.841) < 0.03, String(oneSigmaUp));
    assert.ok(new Set(draws).size > 3_000);
  });
});

describe('the hash', () => {
  it('is four unsigned words, 32 digits, a fraction below one', () => {
    for (const text of ['', 'a', '한글', '\ud800', 'x'.repeat(10_000)]) {
      for (const word of hash128(text)) assert.ok(Number.isInteger(word) && word >= 0 && word <= 0xffffffff);
      assert.match(hashHex(text), /^[0-9a-f]{32}$/);
      assert.ok(hashFraction(text) >= 0 && hashFraction(text) < 1);
    }
  });

  it('differs in about half of its bits when its text differs in one character', () => {
    let differing = 0;
    for (let index = 0; index < 1_000; index++) {
      const [one, other] = [hash128(`seed\n${index}`), hash128(`seed\n${index + 1}`)];
      one.forEach((word, position) => {
        for (let bits = (word ^ other[position]!) >>> 0; bits > 0; bits >>>= 1) differing += bits & 1;
      });
    }
    assert.ok(Math.abs(differing / 128_000 - 0.5) < 0.02, String(differing / 128_000));
  });
});

describe('ids', () => {
  it('are the prefix and 17 lower-case hex digits, all different', () => {
    const ids = drawn((context) => Array.from({ length: 20_000 }, () => context.newId('i')));
    for (const id of ids) assert.match(id, /^i-[0-9a-f]{17}$/);
    assert.equal(new Set(ids).size, 20_000);
  });

  it('differ between kinds, regions and accounts', () => {
    const digits = new Set([
      drawn((context) => context.newId('i').slice(2)),
      drawn((context) => context.newId('vol').slice(4)),
      drawn((context) => context.newId('i').slice(2), 'one', south),
      drawn((context) => context.newId('i').slice(2), 'two'),
    ]);
    assert.equal(digits.size, 4);
  });

  it('count series from one, each on its own', () => {
    assert.deepEqual(
      drawn((context) => [context.count('a'), context.count('a'), context.count('b'), context.inRegion(south).count('a')]),
      [1, 2, 1, 1],
    );
  });
});
