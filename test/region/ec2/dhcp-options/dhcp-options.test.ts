import assert from 'node:assert/strict';
import type { NewDhcpConfiguration } from '@aws-sdk/client-ec2';
import { accountId, openAccount, type TestAccount } from '../../support/account';

function make(account: TestAccount, ...DhcpConfigurations: NewDhcpConfiguration[]): string {
  return account.run('ec2:CreateDhcpOptions', { DhcpConfigurations }).DhcpOptions!.DhcpOptionsId!;
}

/** The set of a VPC, as DescribeVpcs tells. */
function setOf(account: TestAccount, VpcId: string): string {
  return account.run('ec2:DescribeVpcs', { VpcIds: [VpcId] }).Vpcs![0]!.DhcpOptionsId!;
}

describe('DHCP options', () => {
  it('of a new region name Amazon’s resolver and the region’s domain', () => {
    const account = openAccount();
    const domains = [
      ['ap-northeast-2', 'ap-northeast-2.compute.internal'],
      ['us-east-1', 'ec2.internal'],
    ] as const;
    for (const [region, domain] of domains) {
      const [only, ...others] = account.run('ec2:DescribeDhcpOptions', {}, region).DhcpOptions!;
      assert.equal(others.length, 0);
      assert.deepEqual(only, {
        OwnerId: accountId,
        Tags: [],
        DhcpOptionsId: account.run('ec2:DescribeVpcs', {}, region).Vpcs![0]!.DhcpOptionsId,
        DhcpConfigurations: [
          { Key: 'domain-name', Values: [{ Value: domain }] },
          { Key: 'domain-name-servers', Values: [{ Value: 'AmazonProvidedDNS' }] },
        ],
      });
    }
  });

  it('are made with what they are given', () => {
    const account = openAccount();
    const made = account.run('ec2:CreateDhcpOptions', {
      DhcpConfigurations: [
        { Key: 'domain-name', Values: ['example.com'] },
        { Key: 'domain-name-servers', Values: ['10.2.5.1, 10.2.5.2', 'AmazonProvidedDNS'] },
        { Key: 'ntp-servers', Values: ['10.2.5.3', 'fd00:ec2::123'] },
        { Key: 'netbios-name-servers', Values: ['10.2.5.4'] },
        { Key: 'netbios-node-type', Values: ['2'] },
        { Key: 'ipv6-address-preferred-lease-time', Values: ['140'] },
      ],
      TagSpecifications: [{ ResourceType: 'dhcp-options', Tags: [{ Key: 'Name', Value: 'lab' }] }],
    }).DhcpOptions!;
    assert.match(made.DhcpOptionsId!, /^dopt-[0-9a-f]{17}$/);
    assert.deepEqual(made.Tags, [{ Key: 'Name', Value: 'lab' }]);
    assert.deepEqual(
      made.DhcpConfigurations!.map(({ Key, Values }) => [Key, ...Values!.map(({ Value }) => Value)]),
      [
        ['domain-name', 'example.com'],
        ['domain-name-servers', '10.2.5.1', '10.2.5.2', 'AmazonProvidedDNS'],
        ['ntp-servers', '10.2.5.3', 'fd00:ec2::123'],
        ['netbios-name-servers', '10.2.5.4'],
        ['netbios-node-type', '2'],
        ['ipv6-address-preferred-lease-time', '140'],
      ],
    );
    assert.deepEqual(account.run('ec2:DescribeDhcpOptions', { DhcpOptionsIds: [made.DhcpOptionsId!] }).DhcpOptions, [made]);
  });

  it('take only what DHCP knows', () => {
    const account = openAccount();
    const fails = (Key: string | undefined, Values: string[] | undefined, code = 'InvalidParameterValue'): unknown =>
      account.fails('ec2:CreateDhcpOptions', { DhcpConfigurations: [{ Key, Values }] }, code);
    fails('domain', ['example.com']);
    fails('domain-name-servers', ['ten']);
    fails('domain-name-servers', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']);
    fails('ntp-servers', ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']);
    fails('netbios-name-servers', ['::1']);
    fails('netbios-node-type', ['3']);
    fails('ipv6-address-preferred-lease-time', ['139']);
    fails('domain-name', [], 'MissingParameter');
    fails('domain-name', undefined, 'MissingParameter');
    fails(undefined, ['x'], 'MissingParameter');
    account.fails('ec2:CreateDhcpOptions', { DhcpConfigurations: [] }, 'MissingParameter');
    const domain = { Key: 'domain-name', Values: ['example.com'] };
    account.fails('ec2:CreateDhcpOptions', { DhcpConfigurations: [domain, domain] }, 'InvalidParameterValue');
    account.fails('ec2:CreateDhcpOptions', { DhcpConfigurations: [domain], DryRun: true }, 'DryRunOperation');
  });

  it('belong to VPCs, which hold on to them', () => {
    const account = openAccount();
    const DhcpOptionsId = make(account, { Key: 'domain-name', Values: ['example.com'] });
    const VpcId = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
    account.fails('ec2:AssociateDhcpOptions', { DhcpOptionsId, VpcId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:AssociateDhcpOptions', { DhcpOptionsId, VpcId });
    assert.equal(setOf(account, VpcId), DhcpOptionsId);
    assert.equal(account.run('ec2:DescribeVpcs', { Filters: [{ Name: 'dhcp-options-id', Values: [DhcpOptionsId] }] }).Vpcs!.length, 1);
    account.fails(
      'ec2:DeleteDhcpOptions',
      { DhcpOptionsId },
      'DependencyViolation',
      `The dhcpOptions '${DhcpOptionsId}' has dependencies and cannot be deleted.`,
    );
    account.run('ec2:AssociateDhcpOptions', { DhcpOptionsId: 'default', VpcId });
    assert.equal(setOf(account, VpcId), 'default');
    account.fails('ec2:DeleteDhcpOptions', { DhcpOptionsId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteDhcpOptions', { DhcpOptionsId });
    const missing = `The dhcpOption ID '${DhcpOptionsId}' does not exist`;
    account.fails('ec2:AssociateDhcpOptions', { DhcpOptionsId, VpcId }, 'InvalidDhcpOptionID.NotFound', missing);
    account.fails('ec2:DeleteDhcpOptions', { DhcpOptionsId }, 'InvalidDhcpOptionID.NotFound', missing);
    account.fails('ec2:DeleteDhcpOptions', { DhcpOptionsId: 'default' }, 'InvalidDhcpOptionsId.Malformed');
    account.fails('ec2:AssociateDhcpOptions', { DhcpOptionsId: 'default', VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound');
  });

  it('of the region come back when a VPC needs them', () => {
    const account = openAccount();
    const [vpc] = account.run('ec2:DescribeVpcs', {}).Vpcs!;
    account.run('ec2:AssociateDhcpOptions', { DhcpOptionsId: 'default', VpcId: vpc!.VpcId! });
    account.run('ec2:DeleteDhcpOptions', { DhcpOptionsId: vpc!.DhcpOptionsId! });
    const made = account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!;
    assert.notEqual(made.DhcpOptionsId, vpc!.DhcpOptionsId);
    assert.equal(account.run('ec2:DescribeDhcpOptions', {}).DhcpOptions![0]!.DhcpOptionsId, made.DhcpOptionsId);
  });

  it('are found by filter and page', () => {
    const account = openAccount();
    const id = make(account, { Key: 'domain-name', Values: ['example.com'] }, { Key: 'netbios-node-type', Values: ['8'] });
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'Name', Value: 'lab' }] });
    const found = (Name: string, ...Values: string[]): number =>
      account.run('ec2:DescribeDhcpOptions', { Filters: [{ Name, Values }] }).DhcpOptions!.length;
    assert.deepEqual(
      [
        found('dhcp-options-id', id),
        found('key', 'netbios-node-type'),
        found('value', 'example.*'),
        found('tag:Name', 'lab'),
        found('owner-id', accountId),
      ],
      [1, 1, 1, 1, 2],
    );
    assert.deepEqual([found('key', 'ntp-servers'), found('value', 'example.org'), found('owner-id', '1')], [0, 0, 0]);
    for (let index = 0; index < 4; index++) make(account, { Key: 'domain-name', Values: [`${index}.example.com`] });
    const first = account.run('ec2:DescribeDhcpOptions', { MaxResults: 5 });
    const second = account.run('ec2:DescribeDhcpOptions', { MaxResults: 5, NextToken: first.NextToken });
    assert.deepEqual([first.DhcpOptions!.length, second.DhcpOptions!.length, second.NextToken], [5, 1, undefined]);
    account.fails('ec2:DescribeDhcpOptions', { DhcpOptionsIds: ['dopt-0123456789abcdef0'] }, 'InvalidDhcpOptionID.NotFound');
    account.fails('ec2:DescribeDhcpOptions', { DhcpOptionsIds: ['dopt'] }, 'InvalidDhcpOptionsId.Malformed');
    account.fails('ec2:DescribeDhcpOptions', { DryRun: true }, 'DryRunOperation');
  });
});
