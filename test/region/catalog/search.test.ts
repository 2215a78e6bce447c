import assert from 'node:assert/strict';
import { memoryGib, searchInstanceTypes, type InstanceTypeQuery } from '../../../src/region/catalog/search';
import { assertWithin } from '../../support/limits';

const seoul = 'ap-northeast-2';
const names = (query: Partial<InstanceTypeQuery>): string[] =>
  searchInstanceTypes({ region: seoul, ...query }).map(({ facts }) => facts.name);

describe('search of instance types', () => {
  it('finds a type by its name, the exact one first, then the family from small to large', () => {
    assert.equal(names({ text: 't3.micro' })[0], 't3.micro');
    assert.deepEqual(names({ text: 't3' }).slice(0, 7), [
      't3.nano',
      't3.micro',
      't3.small',
      't3.medium',
      't3.large',
      't3.xlarge',
      't3.2xlarge',
    ]);
    assert.equal(names({ text: 't3' })[7], 't3a.nano');
    assert.deepEqual(names({ text: 'no-such-type' }), []);
  });

  it('takes words in any case that must all fit', () => {
    assert.deepEqual(names({ text: 'T2 2vCPU 8 GiB' }), ['t2.large']);
    assert.deepEqual(names({ text: 'a100' }), ['p4d.24xlarge']);
    assert.deepEqual(names({ region: 'us-east-1', text: 'gpu A100' }), ['p4d.24xlarge', 'p4de.24xlarge']);
    assert.equal(
      searchInstanceTypes({ region: seoul, text: 'arm64 memory' }).every(
        ({ facts }) => facts.architectures.includes('arm64') && facts.category === 'memory',
      ),
      true,
    );
    assert.equal(names({ text: 'graviton' }).length, names({ text: 'arm64', architecture: 'arm64' }).length);
  });

  it('finds what is free by the account plan', () => {
    assert.deepEqual(names({ text: 'free' }), ['t2.micro']);
    assert.deepEqual(names({ text: 'free', freeTierPlan: 'credit' }), [
      'c7i-flex.large',
      'm7i-flex.large',
      't3.micro',
      't3.small',
      't4g.micro',
      't4g.small',
    ]);
  });

  it('offers only what the region has, what the image boots and what is asked for', () => {
    assert.equal(names({}).length, 750);
    assert.equal(names({ region: 'us-east-1' }).length, 1354);
    assert.deepEqual(names({ text: 't4g', architecture: 'x86_64' }), []);
    assert.equal(names({ text: 't2.micro', currentOnly: true }).length, 1);
    assert.deepEqual(names({ text: 'm3.', currentOnly: true }), []);
    assert.equal(
      searchInstanceTypes({ region: seoul, category: 'storage' }).every(({ facts }) => /^(d|h|i)/.test(facts.family)),
      true,
    );
  });

  it('shows the price of the platform', () => {
    const [linux] = searchInstanceTypes({ region: seoul, text: 't2.micro' });
    const [windows] = searchInstanceTypes({ region: seoul, text: 't2.micro', platformDetails: 'Windows' });
    assert.deepEqual([linux?.hourly, linux?.freeTier, windows?.hourly], [0.0144, true, 0.019]);
  });

  it('sorts by every column both ways, types without a price last', () => {
    assert.deepEqual(names({ sort: { by: 'price' } }).slice(0, 2), ['t4g.nano', 't3a.nano']);
    const dearest = searchInstanceTypes({ region: seoul, sort: { by: 'price', descending: true } });
    assert.notEqual(dearest[0]?.hourly, undefined);
    assert.equal(dearest.at(-1)?.hourly, undefined);
    assert.equal(searchInstanceTypes({ region: seoul, sort: { by: 'price' } }).at(-1)?.hourly, undefined);
    assert.deepEqual(names({ sort: { by: 'memory' } }).slice(0, 4), ['t2.nano', 't3.nano', 't3a.nano', 't4g.nano']);
    assert.equal(searchInstanceTypes({ region: seoul, sort: { by: 'vcpus', descending: true } })[0]?.facts.vcpus, 896);
    assert.equal(names({ sort: { by: 'name' } })[0], 'c4.large');
    assert.equal(names({ sort: { by: 'family', descending: true } })[0], 'z1d.large');
    assert.equal(names({ sort: { by: 'name', descending: true } })[0], 'z1d.metal');
  });

  it('filters and sorts all types in under 4 ms', async () => {
    const run = (text: string): number => {
      const start = performance.now();
      searchInstanceTypes({ region: 'us-east-1', text, sort: { by: 'price' } });
      return performance.now() - start;
    };
    run('');
    for (const text of ['', 'm', 'xlarge', '8gib', 'arm64 memory'])
      await assertWithin({ what: `a search for '${text}'`, limit: 4, measure: () => run(text), attempts: 5 });
  });

  it('writes memory for people', () => {
    assert.deepEqual([512, 627, 1024, 249_856].map(memoryGib), ['0.5', '0.612', '1', '244']);
  });
});
