/**
 * Makes the catalogue files of `src/region/catalog/data` from a folder of compiled AWS facts.
 *
 *   node scripts/import-catalog.mjs <data-dir>
 *
 * <data-dir> holds instance-types.json, prices.json, amis.json, regions.json, volume-types.json and quotas.json. Each
 * names its own sources, which are carried over into the file made from it. The product needs only the result, which is
 * committed; run this again when the facts are renewed. What the facts leave open about images (the exact name of a
 * dated build, the boot mode, …) is added from `catalog-images.mjs`, marked there.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addedImages, imageFacts } from './catalog-images.mjs';

const from = process.argv[2];
if (!from) {
  console.error('usage: node scripts/import-catalog.mjs <data-dir>');
  process.exit(2);
}
const to = fileURLToPath(new URL('../src/region/catalog/data/', import.meta.url));
mkdirSync(to, { recursive: true });

const read = (name) => JSON.parse(readFileSync(join(from, name), 'utf8'));

/** One line a row, so that a renewed catalogue shows in a diff which rows changed. */
function write(name, value) {
  const row = (item) => JSON.stringify(item);
  const list = (items) => `[\n${items.map(row).join(',\n')}\n]`;
  const record = (entries) => `{\n${entries.map(([key, item]) => `${row(key)}:${row(item)}`).join(',\n')}\n}`;
  const body = (item) => (Array.isArray(item) ? list(item) : item && typeof item === 'object' ? record(Object.entries(item)) : row(item));
  const text = `{\n${Object.entries(value)
    .map(([key, item]) => `${row(key)}:${body(item)}`)
    .join(',\n')}\n}\n`;
  writeFileSync(join(to, name), text);
  console.log(`${name} ${Buffer.byteLength(text)} bytes`);
}

/** Replaces the values of one column by their index in a dictionary built on the way. */
function dictionary() {
  const index = new Map();
  const values = [];
  return {
    values,
    put(value) {
      if (value === null) return null;
      const key = JSON.stringify(value);
      if (!index.has(key)) index.set(key, values.push(value) - 1);
      return index.get(key);
    },
  };
}

function instanceTypes() {
  const data = read('instance-types.json');
  const column = (name) => data.columns.findIndex((title) => title.replace(/[#[(].*$/, '') === name);
  const [ebs, store, accelerators, regions, azs] = ['ebs', 'instanceStore', 'accelerators', 'offeredRegions', 'offeredAzs'].map(column);
  const dicts = { ebs: dictionary(), instanceStore: dictionary(), accelerators: dictionary(), offered: dictionary() };
  const types = data.types.map((source) => {
    const row = [...source];
    row[ebs] = dicts.ebs.put(source[ebs]);
    row[store] = dicts.instanceStore.put(source[store]);
    row[accelerators] = dicts.accelerators.put(source[accelerators]);
    row[regions] = dicts.offered.put([source[regions], source[azs]]);
    row.splice(azs, 1);
    return row;
  });
  const columns = data.columns.map((title) => (/^(ebs\[|instanceStore|accelerators)/.test(title) ? `${title}#` : title));
  columns[regions] = 'offered[regions,azs]#';
  columns.splice(azs, 1);
  const burst = Object.fromEntries(Object.entries(data.burst.types));
  write('instance-types.json', {
    about: 'EC2 instance types, one row each. Column names ending in # hold an index into "dicts"; null means unknown.',
    source: data.source,
    units: data.units,
    columns,
    howTo: data.howTo,
    flagBits: data.flagBits,
    regions: data.regions,
    azs: data.azs,
    families: data.families,
    burst: { columns: data.burst.columns, defaultMode: data.burst.defaultMode, types: burst },
    dicts: { ...data.dicts, ...Object.fromEntries(Object.entries(dicts).map(([name, made]) => [name, made.values])) },
    types,
  });
}

function prices() {
  const data = read('prices.json');
  const used = new Set([
    'karpenter',
    'coroot',
    'regionfiles',
    'lc',
    'vantage',
    'seoulnotes',
    'ebs2021',
    'bill',
    'ec2docs',
    'rhel',
    'cw',
    'freetier',
  ]);
  const { perVcpu } = data.osUplift.sqlServerOnLinux128Vcpu;
  const suse = data.osUplift.suse;
  write('prices.json', {
    about:
      'On-Demand Linux prices in USD per instance-hour, in the order of "regions"; the last value is left out when it equals the first. null = not found; nothing is guessed.',
    source: data.source
      .filter((item) => used.has(item.id))
      .map((item) => ({ ...item, from: item.from.replace('; no repository name in the index', '') })),
    units: { ec2: data.units.ec2, ebs: data.units.ebs, month: data.units.month },
    basis: [
      'us-east-1: AWS Price List of 2026-07-20 (bare metal: the price of the same-vCPU size of the family)',
      'other regions: rows read from price lists of 2024-08 to 2026-09, else the us-east-1 price times the ratio of the family in that region',
      'us-west-2: taken equal to us-east-1 where no row was read, which holds for every family that could be compared',
    ],
    regions: data.regions,
    osUplift: {
      windowsPerVcpu: data.osUplift.windows.usdPerVcpuHour,
      windowsFlexPerVcpu: data.osUplift.windows.flexFamiliesUsdPerVcpuHour,
      windowsByType: data.osUplift.windows.exceptionsUsdPerHour,
      rhelPerVcpuFrom: data.osUplift.rhel.usdPerVcpuHourTiers,
      suseFromVcpus: suse.usdPerHourByVcpu,
      suseBurstable: suse.burstable,
      suseOldFamilies: suse['older families (before 5th generation)']['1-4 vCPU'],
      ubuntuProPerVcpu: data.osUplift.ubuntuPro.usdPerVcpuHour,
      sqlServerPerVcpu: perVcpu,
    },
    ebs: {
      perGbMonth: data.ebs.perGbMonth,
      gp3IopsMonth: data.ebs.perIopsMonth.gp3AboveFree,
      gp3MibpsMonth: data.ebs.perMiBpsMonthAbove125.gp3,
      gp3Free: data.ebs.gp3Free,
      io1IopsMonth: data.ebs.perIopsMonth.io1,
      io2IopsMonth: [data.ebs.perIopsMonth.io2Tier1, data.ebs.perIopsMonth.io2Tier2, data.ebs.perIopsMonth.io2Tier3],
      io2TierBorders: data.ebs.perIopsMonth.io2TierBorders,
    },
    publicIpv4Hour: data.publicIpv4.now.usdPerAddressHour,
    detailedMonitoringMonth: data.cloudwatch.detailedMonitoring.usdPerInstanceMonth,
    freeTier: {
      legacy12Month: data.freeTier.legacy12Month.perMonth,
      creditPlan: data.freeTier.creditPlan,
    },
    types: Object.fromEntries(
      Object.entries(data.ec2OnDemand.types).map(([name, row]) => [name, row[4] === row[0] ? row.slice(0, 4) : row.slice(0, 5)]),
    ),
  });
}

function images() {
  const data = read('amis.json');
  const made = [...data.images, ...addedImages].map((image) => {
    const facts = imageFacts[image.key];
    if (!facts) throw new Error(`catalog-images.mjs says nothing about ${image.key}`);
    return {
      key: image.key,
      title: image.name,
      ownerId: image.ownerId,
      ownerAlias: image.ownerAlias,
      platformDetails: image.platformDetails,
      architecture: image.arch,
      rootDevice: image.rootDevice,
      rootGiB: image.rootGiB,
      user: image.user,
      freeTier: image.freeTier,
      softwareUsdPerHour: image.softwareUsdPerHour,
      marketplace: image.marketplace,
      publicIds: image.publicIds ?? {},
      ...facts,
    };
  });
  write('images.json', {
    about: 'Public images. publicIds are real ids seen in sources; elsewhere the product makes a stable id from key and region.',
    source: [
      ...data.source,
      {
        id: 'added',
        from: 'scripts/catalog-images.mjs: build names, descriptions, boot mode and the two retired images',
        date: '2026-11-21',
      },
    ],
    units: { rootGiB: 'GiB', softwareUsdPerHour: 'USD per instance-hour on top of EC2; null = priced by platform, see prices.json' },
    unverified: data.unverified,
    images: made,
  });
}

function regions() {
  const data = read('regions.json');
  write('regions.json', {
    about: 'Regions of the partition aws, with zone ids and the names they have here ([id, name or null]).',
    source: data.source,
    regions: data.regions
      .filter((region) => region.partition === 'aws')
      .map(({ code, name, nameKo, optIn, azs }) => ({ code, name, nameKo, optIn, azs })),
  });
}

function volumeTypes() {
  const data = read('volume-types.json');
  const drop =
    /Before2025$|^(durabilityPct|burst|examples|performance99.*|latency|typicalIops|maxIoKiB|iopsCountedAtKiB|withoutBlockExpress)$/;
  write('volume-types.json', {
    about: data.about,
    source: data.source,
    units: { size: data.units.size, throughput: data.units.throughput },
    types: data.types.map((type) => Object.fromEntries(Object.entries(type).filter(([name]) => !drop.test(name)))),
  });
}

/** Limit key of the product: [row of the facts, its list, quota code where AWS publishes one]. */
const limits = {
  elasticIps: ['Elastic IP addresses', 'vpc', 'L-0263D0A3'],
  vpcs: ['VPCs', 'vpc', 'L-F678F1CE'],
  subnetsPerVpc: ['Subnets', 'vpc'],
  internetGateways: ['Internet gateways', 'vpc'],
  networkInterfaces: ['Network interfaces', 'vpc', 'L-DF5E4CA3'],
  securityGroups: ['Security groups', 'vpc', 'L-E79EC296'],
  rulesPerSecurityGroup: ['Inbound or outbound rules per security group (IPv4 and IPv6 counted apart)', 'vpc', 'L-0EA8095F'],
  securityGroupsPerNetworkInterface: ['Security groups per network interface', 'vpc', 'L-2AFB9258'],
  placementGroups: ['Placement groups', 'ec2'],
  userDataKb: ['Launch-specification user data (KB)', 'ec2'],
  t2LaunchCreditStartsPer24h: ['T2 standard launch-credit starts per 24 h', 'ec2'],
  volumesPerLaunch: ['Volumes per launch request', 'ebs'],
};

/** vCPU quota families: [default of a new account, On-Demand quota code, Spot quota code or null where there is no Spot]. */
const vcpuQuotas = {
  Standard: [5, 'L-1216C47A', 'L-34B43A08'],
  F: [0, 'L-74FC7D96', 'L-88CF9481'],
  'G and VT': [0, 'L-DB2E81BA', 'L-3819A6DF'],
  P: [0, 'L-417A185B', 'L-7212CCBC'],
  X: [0, 'L-7295265B', 'L-E3A00192'],
  Inf: [0, 'L-1945791B', 'L-B5D1601B'],
  Trn: [0, 'L-2C3B7624', 'L-6B0D517C'],
  DL: [0, 'L-6E869C2A', 'L-85EED4F7'],
  HPC: [0, 'L-F7808C92', null],
  'High Memory': [0, 'L-43DA4232', null],
};

function quotas() {
  const data = read('quotas.json');
  const used = new Set(['vpc', 'ec2', 'ebs', 'newacct']);
  write('quotas.json', {
    about: 'Default limits. limits: [name, value, adjustable, scope, quota code or null]. vcpus: [new account, On-Demand code, Spot code].',
    source: [
      ...data.source.filter((item) => used.has(item.id)),
      { id: 'ondemand', from: 'EC2 User Guide, On-Demand Instance quotas: Standard 5, every other family 0; quota codes', date: '2026' },
      { id: 'keypairs', from: 'EC2 User Guide, key pairs: 5000 a Region', date: '2023-06-15' },
    ],
    vcpus: vcpuQuotas,
    limits: {
      ...Object.fromEntries(
        Object.entries(limits).map(([key, [name, list, code]]) => {
          const row = data[list].find((item) => item[0] === name);
          if (!row) throw new Error(`quotas.json has no row "${name}"`);
          return [key, [name, row[1], row[2], row[3], code ?? null]];
        }),
      ),
      keyPairs: ['Key pairs', 5000, false, 'region', null],
    },
    tags: data.tags,
  });
}

instanceTypes();
prices();
images();
regions();
volumeTypes();
quotas();
