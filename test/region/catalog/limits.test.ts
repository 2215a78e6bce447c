import assert from 'node:assert/strict';
import { limit, limitKeys, tagLimits, vcpuLimit } from '../../../src/region/catalog/quotas';
import { baselineIops, volumeType, volumeTypes } from '../../../src/region/catalog/volume-types';

describe('volume types', () => {
  it('has seven types, and none by another name', () => {
    assert.deepEqual(
      volumeTypes().map(({ type }) => type),
      ['gp3', 'gp2', 'io1', 'io2', 'st1', 'sc1', 'standard'],
    );
    assert.equal(volumeType('gp4'), undefined);
  });

  it('knows how large and how fast each may be', () => {
    assert.deepEqual(volumeType('gp3'), {
      type: 'gp3',
      name: 'General Purpose SSD',
      media: 'ssd',
      minGib: 1,
      maxGib: 65_536,
      iops: { min: 3000, max: 80_000, default: 3000, perGib: 500 },
      mibps: { min: 125, max: 2000, default: 125, perIops: 0.25 },
      bootable: true,
      multiAttach: false,
    });
    assert.deepEqual(volumeType('io1')?.iops, { min: 100, max: 64_000, default: undefined, perGib: 50 });
    assert.deepEqual([volumeType('io2')?.minGib, volumeType('io2')?.iops?.perGib], [4, 1000]);
    assert.deepEqual([volumeType('gp2')?.maxGib, volumeType('gp2')?.iops], [16_384, undefined]);
    assert.deepEqual([volumeType('st1')?.minGib, volumeType('st1')?.bootable], [125, false]);
    assert.deepEqual([volumeType('standard')?.maxGib, volumeType('standard')?.bootable], [1024, true]);
  });

  it('gives gp2 three IOPS a GiB, from 100 to 16,000', () => {
    assert.deepEqual(
      [8, 33, 34, 100, 334, 1000, 5334, 16_384].map((gib) => baselineIops('gp2', gib)),
      [100, 100, 102, 300, 1002, 3000, 16_000, 16_000],
    );
    assert.equal(baselineIops('gp3', 8), 3000);
    assert.equal(baselineIops('io1', 100), undefined);
    assert.equal(baselineIops('st1', 125), undefined);
  });
});

describe('quotas', () => {
  it('gives a new account 5 standard vCPUs, 5 addresses and no other family', () => {
    assert.equal(vcpuLimit('new', 'Standard', 'on-demand')?.value, 5);
    assert.equal(vcpuLimit('new', 'Standard', 'spot')?.value, 5);
    assert.equal(vcpuLimit('new', 'G and VT', 'on-demand')?.value, 0);
    assert.equal(vcpuLimit('new', 'P', 'on-demand')?.value, 0);
    assert.equal(limit('new', 'elasticIps').value, 5);
  });

  it('gives an established account 2,000 standard vCPUs and 100 addresses', () => {
    assert.equal(vcpuLimit('established', 'Standard', 'on-demand')?.value, 2000);
    assert.equal(limit('established', 'elasticIps').value, 100);
    assert.equal(vcpuLimit('established', 'P', 'on-demand')?.value, 768);
  });

  it('names quotas and codes as AWS does', () => {
    assert.deepEqual(vcpuLimit('new', 'Standard', 'on-demand'), {
      name: 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances',
      value: 5,
      adjustable: true,
      scope: 'region',
      code: 'L-1216C47A',
    });
    assert.equal(vcpuLimit('new', 'G and VT', 'on-demand')?.code, 'L-DB2E81BA');
    assert.equal(vcpuLimit('new', 'G and VT', 'spot')?.name, 'All G and VT Spot Instance Requests');
    assert.equal(vcpuLimit('new', 'High Memory', 'spot'), undefined);
    assert.equal(limit('new', 'rulesPerSecurityGroup').code, 'L-0EA8095F');
  });

  it('has the limits of the network, the same for both profiles', () => {
    for (const profile of ['new', 'established'] as const) {
      assert.deepEqual(
        (
          ['rulesPerSecurityGroup', 'securityGroupsPerNetworkInterface', 'securityGroups', 'networkInterfaces', 'vpcs', 'keyPairs'] as const
        ).map((key) => limit(profile, key).value),
        [60, 5, 2500, 5000, 5, 5000],
      );
    }
    const perVpc = ['subnetsPerVpc', 'cidrBlocksPerVpc', 'ipv6CidrBlocksPerVpc', 'internetGateways', 'egressOnlyInternetGateways'] as const;
    assert.deepEqual(
      perVpc.map((key) => [limit('new', key).value, limit('new', key).code]),
      [
        [200, 'L-407747CB'],
        [5, 'L-83CA0A9D'],
        [5, 'L-085A6257'],
        [5, 'L-A4707A72'],
        [5, 'L-45FE3B85'],
      ],
    );
    const codes = limitKeys().map((key) => limit('new', key).code);
    assert.deepEqual(
      codes.filter((code, index) => code !== undefined && codes.indexOf(code) !== index),
      [],
      'a code names one quota',
    );
    assert.equal(limit('new', 'userDataKb').value, 16);
    assert.equal(limit('new', 'volumesPerLaunch').value, 500);
  });

  it('limits tags', () => {
    assert.deepEqual(tagLimits(), { perResource: 50, keyLength: 128, valueLength: 256, reservedPrefix: 'aws:' });
  });
});
