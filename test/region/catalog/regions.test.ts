import assert from 'node:assert/strict';
import { region, regions, zones } from '../../../src/region/catalog/regions';

describe('regions', () => {
  it('lists the 34 regions of the partition aws with both names', () => {
    assert.equal(regions().length, 34);
    assert.deepEqual(region('ap-northeast-2'), {
      code: 'ap-northeast-2',
      name: 'Asia Pacific (Seoul)',
      nameKo: '아시아 태평양(서울)',
      optIn: 'opt-in-not-required',
    });
    assert.equal(region('af-south-1')?.optIn, 'opt-in-required');
    assert.equal(region('cn-north-1'), undefined);
    assert.equal(
      regions().every(({ nameKo }) => /[가-힣]/.test(nameKo)),
      true,
    );
  });

  it('gives Seoul four zones a to d', () => {
    assert.deepEqual(zones('ap-northeast-2'), [
      { zoneName: 'ap-northeast-2a', zoneId: 'apne2-az1' },
      { zoneName: 'ap-northeast-2b', zoneId: 'apne2-az2' },
      { zoneName: 'ap-northeast-2c', zoneId: 'apne2-az3' },
      { zoneName: 'ap-northeast-2d', zoneId: 'apne2-az4' },
    ]);
  });

  it('sorts by name where letters and ids are mixed', () => {
    assert.deepEqual(
      zones('us-east-1').map(({ zoneName, zoneId }) => `${zoneName}=${zoneId}`),
      [
        'us-east-1a=use1-az6',
        'us-east-1b=use1-az1',
        'us-east-1c=use1-az2',
        'us-east-1d=use1-az4',
        'us-east-1e=use1-az3',
        'us-east-1f=use1-az5',
      ],
    );
  });

  it('leaves out a zone that is closed to accounts', () => {
    assert.deepEqual(
      zones('ap-northeast-1').map(({ zoneName }) => zoneName),
      ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
    );
    assert.deepEqual(
      zones('us-west-1').map(({ zoneName }) => zoneName),
      ['us-west-1a', 'us-west-1b'],
    );
  });

  it('gives letters in order of id where no name is known, and nothing to an unknown region', () => {
    assert.deepEqual(
      zones('eu-central-1').map(({ zoneName, zoneId }) => `${zoneName}=${zoneId}`),
      ['eu-central-1a=euc1-az1', 'eu-central-1b=euc1-az2', 'eu-central-1c=euc1-az3'],
    );
    assert.deepEqual(zones('xx-nowhere-1'), []);
  });
});
