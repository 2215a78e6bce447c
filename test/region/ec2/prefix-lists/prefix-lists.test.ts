import assert from 'node:assert/strict';
import { managedPrefixList } from '../../../../src/region/ec2/prefix-lists/prefix-lists';
import { openAccount, seoul } from '../../support/account';

const names = ['com.amazonaws.global.cloudfront.origin-facing', `com.amazonaws.${seoul}.dynamodb`, `com.amazonaws.${seoul}.s3`];

describe('prefix lists', () => {
  it('DescribePrefixLists lists those that AWS manages, with their ranges', () => {
    const account = openAccount();
    const { PrefixLists } = account.run('ec2:DescribePrefixLists', {});
    assert.deepEqual(
      PrefixLists!.map(({ PrefixListName }) => PrefixListName),
      names,
    );
    for (const { PrefixListId, Cidrs } of PrefixLists!) {
      assert.match(PrefixListId!, /^pl-[0-9a-f]{8}$/);
      assert.ok(Cidrs!.length > 0 && Cidrs!.every((cidr) => /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(cidr)));
    }
    const [, dynamodb, s3] = PrefixLists!;
    assert.deepEqual(account.run('ec2:DescribePrefixLists', { PrefixListIds: [s3!.PrefixListId!] }).PrefixLists, [s3]);
    const byName = (value: string) =>
      account.run('ec2:DescribePrefixLists', { Filters: [{ Name: 'prefix-list-name', Values: [value] }] }).PrefixLists;
    assert.deepEqual(byName('*.dynamodb'), [dynamodb]);
    const elsewhere = account.run('ec2:DescribePrefixLists', {}, 'us-east-1').PrefixLists!;
    assert.notEqual(elsewhere[2]!.PrefixListId, s3!.PrefixListId);
    assert.notDeepEqual(elsewhere[2]!.Cidrs, s3!.Cidrs);
    const first = account.run('ec2:DescribePrefixLists', { MaxResults: 2 });
    assert.deepEqual(account.run('ec2:DescribePrefixLists', { MaxResults: 2, NextToken: first.NextToken }).PrefixLists, [s3]);
    account.fails('ec2:DescribePrefixLists', { DryRun: true }, 'DryRunOperation');
    account.fails('ec2:DescribePrefixLists', { PrefixListIds: ['pl-x'] }, 'InvalidPrefixListId.Malformed');
    account.fails('ec2:DescribePrefixLists', { PrefixListIds: ['pl-01234567'] }, 'InvalidPrefixListID.NotFound');
  });

  it('DescribeManagedPrefixLists tells whose they are', () => {
    const account = openAccount();
    const { PrefixLists } = account.run('ec2:DescribeManagedPrefixLists', {});
    const { PrefixListId: id } = PrefixLists![2]!;
    assert.deepEqual(PrefixLists![2], {
      PrefixListId: id,
      AddressFamily: 'IPv4',
      PrefixListArn: `arn:aws:ec2:${seoul}:aws:prefix-list/${id}`,
      PrefixListName: names[2],
      Tags: [],
      OwnerId: 'AWS',
    });
    const count = (Name: string, value: string): number =>
      account.run('ec2:DescribeManagedPrefixLists', { Filters: [{ Name, Values: [value] }] }).PrefixLists!.length;
    assert.deepEqual([count('owner-id', 'AWS'), count('owner-id', '123456789012'), count('prefix-list-id', id!)], [3, 0, 1]);
    assert.equal(account.run('ec2:DescribeManagedPrefixLists', { PrefixListIds: [id!] }).PrefixLists!.length, 1);
    const first = account.run('ec2:DescribeManagedPrefixLists', { MaxResults: 1 });
    assert.equal(first.PrefixLists!.length, 1);
    assert.equal(account.run('ec2:DescribeManagedPrefixLists', { NextToken: first.NextToken }).PrefixLists!.length, 2);
    account.fails('ec2:DescribeManagedPrefixLists', { DryRun: true }, 'DryRunOperation');
    account.fails('ec2:DescribeManagedPrefixLists', { MaxResults: 101 }, 'InvalidParameterValue');
  });

  it('GetManagedPrefixListEntries gives the ranges of the only version', () => {
    const account = openAccount();
    const list = account.run('ec2:DescribePrefixLists', {}).PrefixLists![0]!;
    const PrefixListId = list.PrefixListId!;
    const expected = list.Cidrs!.map((Cidr) => ({ Cidr }));
    assert.deepEqual(account.run('ec2:GetManagedPrefixListEntries', { PrefixListId, TargetVersion: 1 }).Entries, expected);
    const first = account.run('ec2:GetManagedPrefixListEntries', { PrefixListId, MaxResults: 1 });
    assert.deepEqual(first.Entries, expected.slice(0, 1));
    const rest = account.run('ec2:GetManagedPrefixListEntries', { PrefixListId, NextToken: first.NextToken });
    assert.deepEqual(rest.Entries, expected.slice(1));
    account.fails('ec2:GetManagedPrefixListEntries', { PrefixListId, TargetVersion: 2 }, 'InvalidPrefixListVersion.NotFound');
    account.fails('ec2:GetManagedPrefixListEntries', { PrefixListId, DryRun: true }, 'DryRunOperation');
    account.fails('ec2:GetManagedPrefixListEntries', { PrefixListId: 'pl-01234567' }, 'InvalidPrefixListID.NotFound');
    account.fails('ec2:GetManagedPrefixListEntries', { PrefixListId: undefined }, 'MissingParameter');
  });

  it('counts against quotas by its weight', () => {
    const account = openAccount();
    const weights = account.run('ec2:DescribePrefixLists', {}).PrefixLists!.map(({ PrefixListId }) => {
      return managedPrefixList(account.context(), PrefixListId!)!.maxEntries;
    });
    assert.deepEqual(weights, [55, 1, 1]);
    const DestinationPrefixListId = account.run('ec2:DescribePrefixLists', {}).PrefixLists![0]!.PrefixListId!;
    const table = account.run('ec2:DescribeRouteTables', {}).RouteTables![0]!;
    const GatewayId = table.Routes![1]!.GatewayId!;
    account.fails('ec2:CreateRoute', { RouteTableId: table.RouteTableId, DestinationPrefixListId, GatewayId }, 'RouteLimitExceeded');
  });
});
