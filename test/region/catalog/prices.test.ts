import assert from 'node:assert/strict';
import { freeTierAllowance, freeTierEligible } from '../../../src/region/catalog/free-tier';
import { instanceTypeNames } from '../../../src/region/catalog/instance-types';
import {
  detailedMonitoringMonthly,
  onDemandHourly,
  provisionedMonthly,
  publicIpv4Hourly,
  volumeMonthly,
} from '../../../src/region/catalog/prices';

const seoul = 'ap-northeast-2';
const linux = 'Linux/UNIX';

describe('On-Demand prices', () => {
  it('has the Linux prices of the five regions', () => {
    assert.equal(onDemandHourly('t2.micro', seoul, linux), 0.0144);
    assert.equal(onDemandHourly('m5.large', seoul, linux), 0.118);
    assert.equal(onDemandHourly('t3.medium', seoul, linux), 0.052);
    assert.deepEqual(
      ['us-east-1', seoul, 'ap-northeast-1', 'eu-west-1', 'us-west-2'].map((region) => onDemandHourly('m5.large', region, linux)),
      [0.096, 0.118, 0.124, 0.107, 0.096],
    );
  });

  it('guesses no price: none elsewhere, none for Mac, none for an unknown type or platform', () => {
    assert.equal(onDemandHourly('t3.micro', 'eu-central-1', linux), undefined);
    assert.equal(onDemandHourly('mac2.metal', 'us-east-1', linux), undefined);
    assert.equal(onDemandHourly('t3.gigantic', seoul, linux), undefined);
    assert.equal(onDemandHourly('t3.micro', seoul, 'Plan 9'), undefined);
    assert.equal(onDemandHourly('a1.large', seoul, linux), undefined);
    assert.equal(onDemandHourly('m6g.large', seoul, 'Windows'), undefined);
  });

  it('prices 1,367 types in us-east-1', () => {
    assert.equal(instanceTypeNames().filter((name) => onDemandHourly(name, 'us-east-1', linux) !== undefined).length, 1367);
  });

  it('adds what the operating system costs', () => {
    assert.equal(onDemandHourly('t2.micro', seoul, 'Windows'), 0.019);
    assert.equal(onDemandHourly('m5.large', 'us-east-1', 'Windows'), 0.188);
    assert.equal(onDemandHourly('m7i-flex.large', 'us-east-1', 'Windows'), 0.18316);
    assert.equal(onDemandHourly('m5.xlarge', 'us-east-1', 'Red Hat Enterprise Linux'), 0.2496);
    assert.equal(onDemandHourly('m5.4xlarge', 'us-east-1', 'Red Hat Enterprise Linux'), 0.9408);
    assert.equal(onDemandHourly('t2.micro', 'us-east-1', 'SUSE Linux'), 0.0116);
    assert.equal(onDemandHourly('m5.large', 'us-east-1', 'SUSE Linux'), 0.1523);
    assert.equal(onDemandHourly('m4.large', 'us-east-1', 'SUSE Linux'), 0.2);
    assert.equal(onDemandHourly('m5.large', 'us-east-1', 'Ubuntu Pro'), 0.0995);
    assert.equal(onDemandHourly('m5.large', 'us-east-1', 'Windows with SQL Server Standard'), 0.668);
  });

  it('follows the rule per vCPU for old Windows families in Seoul, the list elsewhere', () => {
    assert.equal(onDemandHourly('c3.large', seoul, 'Windows'), 0.207);
    assert.equal(onDemandHourly('c3.large', 'us-east-1', 'Windows'), 0.188);
  });
});

describe('prices of storage, addresses and monitoring', () => {
  it('has the price of a GB-month', () => {
    assert.equal(volumeMonthly('gp2', seoul), 0.114);
    assert.equal(volumeMonthly('gp3', seoul), 0.0912);
    assert.equal(volumeMonthly('standard', 'ap-northeast-1'), undefined);
    assert.equal(volumeMonthly('gp3', 'eu-central-1'), undefined);
  });

  it('charges 5 GB of gp2 beyond the free 30 with 0.57 USD a month', () => {
    const free = freeTierAllowance('12-month')?.ebsGb ?? 0;
    assert.equal(free, 30);
    assert.equal(Math.round((35 - free) * (volumeMonthly('gp2', seoul) ?? 0) * 100) / 100, 0.57);
  });

  it('charges provisioned performance above what is included', () => {
    assert.equal(provisionedMonthly('gp3', 'us-east-1', { iops: 3000, mibps: 125 }), 0);
    assert.equal(provisionedMonthly('gp3', 'us-east-1', { iops: 4000, mibps: 225 }), 9);
    assert.equal(provisionedMonthly('io1', 'us-east-1', { iops: 1000 }), 65);
    assert.equal(provisionedMonthly('io2', 'us-east-1', { iops: 33_000 }), 2125.5);
    assert.equal(provisionedMonthly('gp2', 'us-east-1', { iops: 300 }), 0);
    assert.equal(provisionedMonthly('io1', 'eu-central-1', { iops: 1000 }), undefined);
  });

  it('has the price of a public address and of detailed monitoring', () => {
    assert.equal(publicIpv4Hourly(), 0.005);
    assert.equal(detailedMonitoringMonthly(), 2.1);
  });
});

describe('free tier', () => {
  it('covers t2.micro for 12 months, t3.micro where there is no t2.micro', () => {
    assert.equal(freeTierEligible('t2.micro', seoul, '12-month'), true);
    assert.equal(freeTierEligible('t3.micro', seoul, '12-month'), false);
    assert.equal(freeTierEligible('t3.micro', 'eu-north-1', '12-month'), true);
    assert.equal(freeTierEligible('t2.micro', 'eu-north-1', '12-month'), false);
  });

  it('covers six types on the credit plan', () => {
    assert.deepEqual(
      instanceTypeNames().filter((name) => freeTierEligible(name, 'us-east-1', 'credit')),
      ['c7i-flex.large', 'm7i-flex.large', 't3.micro', 't3.small', 't4g.micro', 't4g.small'],
    );
    assert.equal(freeTierAllowance('credit'), undefined);
    assert.equal(freeTierAllowance('12-month')?.linuxInstanceHours, 750);
    assert.equal(freeTierAllowance('12-month')?.publicIpv4Hours, 750);
  });
});
