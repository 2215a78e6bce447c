import assert from 'node:assert/strict';
import { launchCost, type PricedLaunch, tieredMonthly } from '../../src/shared/launch-cost';
import type { LaunchTerms } from '../../src/shared/launch-offers';
import type { AccountHost } from '../../src/worker/account-host';
import { FakeWall } from './support/fake-wall';
import { cleanUp, editor, never, openHost, seoul } from './support/surroundings';

/** A month of 31 days. */
const january = Date.UTC(2026, 0, 15, 9);

const close = (actual: number | undefined, expected: number): void =>
  assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-6, `${actual} is not ${expected}`);

/** Prices of Seoul: t2.micro $0.0144 an hour, gp2 $0.114 and gp3 $0.0912 a GB and month, an address $0.005 an hour. */
describe('What a launch costs', () => {
  let host: AccountHost;
  let terms: LaunchTerms;
  beforeEach(async () => {
    host = openHost({}, { wall: new FakeWall(january) }).host;
    terms = await host.views.launchTerms({ region: seoul });
  });
  afterEach(cleanUp);

  const micro: PricedLaunch = {
    count: 1,
    typeHourly: 0.0144,
    softwareHourly: 0,
    freeTier: true,
    windows: false,
    volumes: [{ type: 'gp2', gib: 8 }],
    publicIp: true,
    monitoring: false,
  };

  it('is nothing for one free machine in a month of 744 hours', () => {
    assert.equal(terms.hoursInMonth, 744);
    const cost = launchCost(micro, terms);
    assert.equal(cost.free, true);
    close(cost.monthly, 0);
    close(cost.listHourly, 0.0144 + (8 * 0.114) / 744 + 0.005);
  });

  it('is 738 hours for two: 2 × 744 less 750', () => {
    const cost = launchCost({ ...micro, count: 2 }, terms);
    close(cost.lines.find(({ item }) => item === 'instance')?.monthly, 738 * 0.0144);
    close(cost.lines.find(({ item }) => item === 'public-ipv4')?.monthly, 738 * 0.005);
    assert.equal(cost.free, false);
  });

  it('is 5 of 35 GB', () => {
    const cost = launchCost({ ...micro, volumes: [{ type: 'gp2', gib: 35 }] }, terms);
    assert.equal(cost.paidGib, 5);
    close(cost.monthly, 0.57);
  });

  it('counts IOPS and throughput beyond what gp3 includes, and io2 in its three tiers', () => {
    const monthly = (volume: PricedLaunch['volumes'][number]): number | undefined =>
      launchCost({ ...micro, volumes: [volume] }, terms).lines.find(({ item }) => item === 'storage')?.monthly;
    close(monthly({ type: 'gp3', gib: 30, iops: 4_000, mibps: 125 }), 1_000 * 0.0057);
    const io2 = terms.volumes.find(({ type }) => type === 'io2');
    close(tieredMonthly(70_000, io2?.iopsMonthly ?? []), 32_000 * 0.0666 + 32_000 * 0.0466 + 6_000 * 0.033);
  });

  it('adds monitoring and software, which no free tier covers', () => {
    const cost = launchCost({ ...micro, monitoring: true, typeHourly: 0.0344, softwareHourly: 0.02 }, terms);
    close(cost.monthly, 2.1 + 744 * 0.02);
  });

  it('is not known where a price is not', () => {
    const { typeHourly: _, ...unpriced } = micro;
    const cost = launchCost(unpriced, terms);
    assert.equal(cost.monthly, undefined);
    assert.equal(cost.free, false);
  });

  it('finds what running machines have left of the free tier', async () => {
    const { images } = terms;
    const ubuntu = images.find(({ title }) => title === 'Ubuntu Server 22.04 LTS')!;
    const input = { ImageId: ubuntu.id, InstanceType: 't2.micro', MinCount: 1, MaxCount: 1 } as const;
    await host.execute({ action: 'ec2:RunInstances', region: seoul, input }, editor);
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
    const { freeTierLeft } = await host.views.launchTerms({ region: seoul });
    assert.deepEqual(freeTierLeft, {
      linuxHours: 6,
      windowsHours: 750,
      ebsGib: 22,
      publicIpv4Hours: 6,
      monthly: { instanceHours: 750, ebsGib: 30 },
    });
  });

  it('counts an Elastic IP address while it is mapped', async () => {
    const run = { region: seoul } as const;
    const { id: ImageId } = terms.images.find(({ title }) => title === 'Ubuntu Server 22.04 LTS')!;
    const input = { ImageId, InstanceType: 't2.micro', MinCount: 1, MaxCount: 1 } as const;
    const { output } = await host.execute({ ...run, action: 'ec2:RunInstances', input }, editor);
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
    const { output: address } = await host.execute({ ...run, action: 'ec2:AllocateAddress', input: {} }, editor);
    const InstanceId = output.Instances![0]!.InstanceId!;
    await host.execute({ ...run, action: 'ec2:AssociateAddress', input: { InstanceId, AllocationId: address.AllocationId } }, editor);
    assert.equal((await host.views.launchTerms(run)).freeTierLeft?.publicIpv4Hours, 6);
  });

  it('follows the plan of the account', async () => {
    await host.session('PutAccountSettings', { freeTierPlan: 'credit' }, editor, never);
    const credit = await host.views.launchTerms({ region: seoul });
    assert.equal(credit.freeTierLeft, undefined);
    close(launchCost(micro, credit).lines[0]?.monthly, 744 * 0.0144);
  });

  it('lists images by their shelf, with the price of their software', () => {
    const title = (name: string): LaunchTerms['images'][number] => terms.images.find((image) => image.title === name)!;
    assert.equal(title('Ubuntu Server 24.04 LTS').shelf, 'quick-start');
    assert.equal(title('Microsoft Windows Server 2012 R2 Base (retired)').shelf, 'classic');
    const wordpress = title('WordPress packaged by Bitnami');
    assert.deepEqual([wordpress.shelf, wordpress.softwareHourly, wordpress.productCode?.length], ['marketplace', 0, 25]);
    assert.equal(title('Hardened Linux (paid sample, fictional product)').softwareHourly, 0.02);
  });

  it('offers types with their prices, software included', async () => {
    const paid = terms.images.find(({ softwareHourly }) => softwareHourly === 0.02)!;
    const { types, softwareHourly } = await host.views.launchOffers({ region: seoul, imageId: paid.id });
    const t3 = types.find(({ name }) => name === 't3.micro');
    assert.equal(softwareHourly, 0.02);
    close(t3?.hourly, 0.013 + 0.02);
    assert.deepEqual([t3?.vcpus, t3?.memory, t3?.networkPerformance, t3?.credits], [2, '1', 'Up to 5 Gigabit', 'unlimited']);
    assert.equal(types.find(({ name }) => name === 't2.micro')?.credits, 'standard');
    assert.deepEqual(types.find(({ name }) => name === 'm5d.large')?.disks, { count: 1, sizeGb: 75, type: 'ssd' });
  });

  it('names the types that need an image of the other architecture', async () => {
    const ubuntu = terms.images.find(({ title }) => title === 'Ubuntu Server 24.04 LTS')!;
    const { types, others } = await host.views.launchOffers({ region: seoul, imageId: ubuntu.id });
    assert.equal(others.architecture, 'arm64');
    assert.deepEqual(
      others.types.find(({ name }) => name === 'm7g.xlarge'),
      {
        name: 'm7g.xlarge',
        vcpus: 4,
        memory: '16',
        category: 'general',
        currentGeneration: true,
        freeTier: false,
        words: 'aws graviton arm64 ',
      },
    );
    const names = new Set(types.map(({ name }) => name));
    assert.deepEqual(
      others.types.filter(({ name }) => names.has(name)),
      [],
    );
    const fitting = others.types.filter(({ vcpus, memory }) => vcpus === 4 && memory === '16');
    assert.deepEqual([others.types.length, fitting.length], [209, 6]);
  });
});
