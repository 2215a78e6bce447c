import assert from 'node:assert/strict';
import { publicImage, publicImages } from '../../../src/region/catalog/images';
import { regions } from '../../../src/region/catalog/regions';

const byKey = (key: string, region = 'ap-northeast-2') => {
  const found = publicImages(region).find((image) => image.key === key);
  assert.ok(found, key);
  return found;
};

describe('public images', () => {
  it('has 40 images in every region, with well-formed ids that no two share', () => {
    const ids = new Set<string>();
    const snapshots = new Set<string>();
    for (const { code } of regions()) {
      assert.equal(publicImages(code).length, 40);
      for (const { imageId, rootSnapshotId } of publicImages(code)) {
        assert.match(imageId, /^ami-0[0-9a-f]{16}$/);
        assert.match(rootSnapshotId, /^snap-0[0-9a-f]{16}$/);
        ids.add(imageId);
        snapshots.add(rootSnapshotId);
      }
    }
    assert.equal(ids.size, 40 * 34);
    assert.equal(snapshots.size, 40 * 34);
    assert.deepEqual(publicImages('xx-nowhere-1'), []);
  });

  it('uses the real id where one is known, and finds it only in its region', () => {
    assert.equal(byKey('al2023-x86').imageId, 'ami-04bb4ddfc0e51bb5e');
    assert.equal(byKey('al2023-x86', 'us-east-1').imageId, 'ami-0006118602dfc1c09');
    assert.equal(publicImage('ap-northeast-2', 'ami-04bb4ddfc0e51bb5e')?.key, 'al2023-x86');
    assert.equal(publicImage('us-east-1', 'ami-04bb4ddfc0e51bb5e'), undefined);
  });

  it('makes ids that stay the same for ever', () => {
    assert.equal(byKey('ubuntu-24.04-x86').imageId, 'ami-0c2ecdd6896cacf9d');
    assert.equal(byKey('ubuntu-24.04-x86', 'us-east-1').imageId, 'ami-0c69caa193f3ea0e3');
    assert.equal(byKey('ubuntu-24.04-x86').rootSnapshotId, 'snap-0591179181d54815b');
  });

  it('describes Ubuntu 24.04 as Canonical does', () => {
    const image = byKey('ubuntu-24.04-x86');
    assert.equal(image.name, 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260901');
    assert.equal(image.description, 'Canonical, Ubuntu, 24.04, amd64 noble image');
    assert.deepEqual([image.ownerId, image.ownerAlias, image.loginUser], ['099720109477', 'amazon', 'ubuntu']);
    assert.deepEqual([image.rootDeviceName, image.rootVolumeGib, image.rootVolumeType], ['/dev/sda1', 8, 'gp3']);
    assert.deepEqual([image.platform, image.platformDetails, image.usageOperation], [undefined, 'Linux/UNIX', 'RunInstances']);
    assert.deepEqual([image.architecture, image.bootMode, image.freeTier], ['x86_64', 'uefi-preferred', true]);
    assert.equal(new Date(image.creationDate).toISOString(), '2026-09-01T07:12:45.000Z');
  });

  it('says who logs in, what the bill calls it and how large the root is', () => {
    const rows = ['al2023-x86', 'debian-12', 'rhel-9', 'sles-15', 'win-2022', 'win-2022-sqlstd', 'wordpress-bitnami', 'ubuntu-pro-22.04'];
    assert.deepEqual(
      rows.map((key) => {
        const { loginUser, usageOperation, rootVolumeGib } = byKey(key);
        return [loginUser, usageOperation, rootVolumeGib];
      }),
      [
        ['ec2-user', 'RunInstances', 8],
        ['admin', 'RunInstances', 8],
        ['ec2-user', 'RunInstances:0010', 10],
        ['ec2-user', 'RunInstances:000g', 10],
        ['Administrator', 'RunInstances:0002', 30],
        ['Administrator', 'RunInstances:0006', 50],
        ['bitnami', 'RunInstances', 10],
        ['ubuntu', 'RunInstances:0g00', 8],
      ],
    );
    assert.equal(byKey('win-2022').platform, 'windows');
    assert.equal(byKey('dlami-ubuntu22').rootVolumeGib, 75);
  });

  it('asks for IMDSv2 on Amazon Linux 2023, not on Amazon Linux 2', () => {
    assert.equal(byKey('al2023-x86').imdsSupport, 'v2.0');
    assert.equal(byKey('al2-x86').imdsSupport, undefined);
    assert.deepEqual(
      ['al2023-x86', 'al2023-arm', 'al2-x86', 'win-2025'].map((key) => byKey(key).bootMode),
      ['uefi-preferred', 'uefi', undefined, 'uefi'],
    );
  });

  it('marks the retired images classic, with the day they were deprecated', () => {
    const classic = publicImages('ap-northeast-2').filter((image) => image.classic);
    assert.deepEqual(
      classic.map(({ key }) => key),
      ['al1-x86', 'ubuntu-20.04-x86', 'sles-12', 'ubuntu-18.04-x86', 'win-2012-r2'],
    );
    assert.equal(
      classic.every(({ deprecationTime }) => deprecationTime !== undefined && deprecationTime < Date.UTC(2026, 10, 1)),
      true,
    );
    assert.equal(byKey('ubuntu-24.04-x86').deprecationTime, undefined);
  });

  it('builds every image before November 2026', () => {
    for (const { key, creationDate } of publicImages('ap-northeast-2')) assert.ok(creationDate < Date.UTC(2026, 10, 1), key);
  });

  it('gives Marketplace images a product code, and charges software only for the two paid samples', () => {
    const marketplace = publicImages('ap-northeast-2').filter(({ productCode }) => productCode !== undefined);
    assert.deepEqual(
      marketplace.map(({ key, ownerAlias, softwareUsdPerHour }) => [key, ownerAlias, softwareUsdPerHour]),
      [
        ['wordpress-bitnami', 'aws-marketplace', 0],
        ['lamp-bitnami', 'aws-marketplace', 0],
        ['gitlab-bitnami', 'aws-marketplace', 0],
        ['tomcat-bitnami', 'aws-marketplace', 0],
        ['sim-paid-hardened', 'aws-marketplace', 0.02],
        ['sim-paid-dbappliance', 'aws-marketplace', 0.5],
      ],
    );
    const codes = marketplace.map(({ productCode }) => productCode);
    assert.equal(new Set(codes).size, 6);
    for (const code of codes) assert.match(code ?? '', /^[a-z0-9]{25}$/);
    assert.equal(byKey('wordpress-bitnami').productCode, byKey('wordpress-bitnami', 'us-east-1').productCode);
  });
});
