import assert from 'node:assert/strict';
import type { ActionName } from '../../../src/region/aws/action-names';
import { accountDefinition } from '../../../src/region/definition';
import { openAccount, seoul, type TestAccount } from '../support/account';
import { minimal } from './instances/support';

/**
 * Least and most of MaxResults: the API's constraints where it states them (API, each action's MaxResults), else 5 to 1,000 for what belongs to
 * instances and volumes (API, DescribeInstances and DescribeVolumes: "between 5 and 1000" in their older texts), and CHOICE: 1 to 1,000.
 * Of endpoints and their services more than 1,000 may be asked for (API, DescribeVpcEndpoints).
 */
const ranges: Readonly<Partial<Record<ActionName, readonly [least: number, most: number]>>> = {
  'ec2:DescribeAddressesAttribute': [1, 1000],
  'ec2:DescribeDhcpOptions': [5, 1000],
  'ec2:DescribeEgressOnlyInternetGateways': [5, 255],
  'ec2:DescribeIamInstanceProfileAssociations': [5, 1000],
  'ec2:DescribeImages': [1, 1000],
  'ec2:DescribeInstanceCreditSpecifications': [5, 1000],
  'ec2:DescribeInstanceStatus': [5, 1000],
  'ec2:DescribeInstanceTypeOfferings': [5, 1000],
  'ec2:DescribeInstanceTypes': [5, 100],
  'ec2:DescribeInstances': [5, 1000],
  'ec2:DescribeInternetGateways': [5, 1000],
  'ec2:DescribeLaunchTemplateVersions': [1, 200],
  'ec2:DescribeLaunchTemplates': [1, 200],
  'ec2:DescribeManagedPrefixLists': [1, 100],
  'ec2:DescribeNatGateways': [5, 1000],
  'ec2:DescribeNetworkAcls': [5, 1000],
  'ec2:DescribeNetworkInterfaces': [5, 1000],
  'ec2:DescribePrefixLists': [1, 1000],
  'ec2:DescribeRouteTables': [5, 100],
  'ec2:DescribeSecurityGroupRules': [5, 1000],
  'ec2:DescribeSecurityGroups': [5, 1000],
  'ec2:DescribeSubnets': [5, 1000],
  'ec2:DescribeTags': [5, 1000],
  'ec2:DescribeVolumeStatus': [5, 1000],
  'ec2:DescribeVolumes': [5, 1000],
  'ec2:DescribeVolumesModifications': [1, 500],
  'ec2:DescribeVpcEndpointServices': [1, Infinity],
  'ec2:DescribeVpcEndpoints': [1, Infinity],
  'ec2:DescribeVpcPeeringConnections': [5, 1000],
  'ec2:DescribeVpcs': [5, 1000],
  'ec2:GetManagedPrefixListEntries': [1, 100],
};

const six = [1, 2, 3, 4, 5, 6];

/** Ids some inputs need. */
interface Ids {
  readonly template: string;
  readonly prefixList: string;
}

/** An account with more of everything than the smallest page holds. */
function populated(): { account: TestAccount; ids: Ids } {
  const quotas = { 'L-F678F1CE': 20, 'L-A4707A72': 20, 'L-45FE3B85': 20 };
  const account = openAccount({ settings: { quotas } });
  const standard = account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!;
  const vpcs = six.map((n) => account.run('ec2:CreateVpc', { CidrBlock: `10.${n}.0.0/16` }).Vpc!.VpcId!);
  const subnets = vpcs.map((VpcId, n) => account.run('ec2:CreateSubnet', { VpcId, CidrBlock: `10.${n + 1}.0.0/24` }).Subnet!.SubnetId!);
  for (const VpcId of vpcs) {
    account.run('ec2:CreateInternetGateway', {});
    account.run('ec2:CreateEgressOnlyInternetGateway', { VpcId });
    account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web', VpcId });
    account.run('ec2:CreateVpcPeeringConnection', { VpcId, PeerVpcId: standard });
    account.run('ec2:CreateVpcEndpoint', { VpcId, ServiceName: `com.amazonaws.${seoul}.s3` });
    account.run('ec2:CreateDhcpOptions', { DhcpConfigurations: [{ Key: 'domain-name', Values: ['example.com'] }] });
    const { AllocationId } = account.run('ec2:AllocateAddress', {});
    account.run('ec2:ModifyAddressAttribute', { AllocationId, DomainName: 'www.example.com' });
  }
  for (const SubnetId of subnets) account.run('ec2:CreateNatGateway', { SubnetId, ConnectivityType: 'private' });
  account.run('iam:CreateInstanceProfile', { InstanceProfileName: 'web' });
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', ...trust }) });
  account.run('iam:AddRoleToInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' });
  const IamInstanceProfile = { Name: 'web' };
  const tags = [{ ResourceType: 'instance' as const, Tags: [{ Key: 'Name', Value: 'web' }] }];
  for (const _ of six) account.run('ec2:RunInstances', { ...minimal, IamInstanceProfile, TagSpecifications: tags });
  account.sandbox.settle();
  for (const { VolumeId } of account.run('ec2:DescribeVolumes', {}).Volumes!) account.run('ec2:ModifyVolume', { VolumeId, Size: 9 });
  const LaunchTemplateData = { InstanceType: 't3.micro' as const };
  const template = account.run('ec2:CreateLaunchTemplate', { LaunchTemplateName: 'web', LaunchTemplateData }).LaunchTemplate!;
  account.run('ec2:CreateLaunchTemplate', { LaunchTemplateName: 'other', LaunchTemplateData });
  account.run('ec2:CreateLaunchTemplateVersion', { LaunchTemplateName: 'web', LaunchTemplateData });
  const lists = account.run('ec2:DescribeManagedPrefixLists', {}).PrefixLists!;
  const full = lists.find(({ PrefixListId }) => account.run('ec2:GetManagedPrefixListEntries', { PrefixListId }).Entries!.length > 1);
  return { account, ids: { template: template.LaunchTemplateId!, prefixList: full!.PrefixListId! } };
}

function needed(action: ActionName, { template, prefixList }: Ids): object {
  if (action === 'ec2:DescribeLaunchTemplateVersions') return { LaunchTemplateId: template };
  if (action === 'ec2:GetManagedPrefixListEntries') return { PrefixListId: prefixList };
  return {};
}

/** The items of an answer, whatever the service calls them. An endpoint service comes as a name and a detail. */
function itemsOf(answer: object): unknown[] {
  return Object.entries(answer)
    .filter(([name]) => name !== 'ServiceNames')
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : []));
}

describe('MaxResults and NextToken', () => {
  let account: TestAccount;
  let ids: Ids;
  before(() => void ({ account, ids } = populated()));
  const paged = accountDefinition.actions
    .filter(({ name, inputs }) => name.startsWith('ec2:') && 'MaxResults' in inputs)
    .map(({ name }) => name);
  const run = (action: ActionName, input: object): Record<string, unknown> => account.run(action, input as never);
  const fails = (action: ActionName, input: object, code: string, message: string) =>
    account.fails(action, { ...needed(action, ids), ...input } as never, code, message);

  it('are known here for every action that has them', () => {
    assert.deepEqual(Object.keys(ranges).sort(), [...paged].sort());
  });

  /** All items, asked for so many at a time; no page but the last has fewer. */
  function inPages(action: ActionName, MaxResults: number, ids: Ids): unknown[] {
    const found: unknown[] = [];
    for (let token: unknown; ;) {
      const answer = run(action, { ...needed(action, ids), MaxResults, ...(token !== undefined && { NextToken: token }) });
      const items = itemsOf(answer);
      found.push(...items);
      token = answer['NextToken'];
      if (token === undefined) return found;
      assert.equal(items.length, MaxResults);
    }
  }

  for (const [name, [least, most]] of Object.entries(ranges)) {
    const action = name as ActionName;
    it(`cut ${name.slice(4)} into pages of ${least} to ${most}`, () => {
      const refused = (value: number, expecting: string): void =>
        void fails(
          action,
          { MaxResults: value },
          'InvalidParameterValue',
          `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value ${expecting}.`,
        );
      refused(least - 1, `greater than or equal to ${least}`);
      if (most < Infinity) refused(most + 1, `less than or equal to ${most}`);
      // Types come a hundred at a time even to who does not ask for pages.
      const all = inPages(action, Math.min(most, 100_000), ids);
      assert.ok(all.length > least, `only ${all.length} to cut into pages`);
      assert.deepEqual(inPages(action, least, ids), all);
      fails(action, { NextToken: 'next' }, 'InvalidNextToken', "The token 'next' is invalid");
    });
  }

  it('do not go with ids where the API says so', () => {
    const InstanceIds = [account.run('ec2:DescribeInstances', {}).Reservations![0]!.Instances![0]!.InstanceId!];
    for (const action of ['ec2:DescribeInstances', 'ec2:DescribeInstanceStatus', 'ec2:DescribeInstanceCreditSpecifications'] as const) {
      account.fails(
        action,
        { InstanceIds, MaxResults: 5 },
        'InvalidParameterCombination',
        'The parameter instancesSet cannot be used with the parameter maxResults',
      );
    }
    const { NetworkInterfaceId } = account.run('ec2:DescribeNetworkInterfaces', {}).NetworkInterfaces![0]!;
    account.fails(
      'ec2:DescribeNetworkInterfaces',
      { NetworkInterfaceIds: [NetworkInterfaceId!], MaxResults: 5 },
      'InvalidParameterCombination',
    );
  });

  it('hold only for the request they came from', () => {
    const { NextToken } = account.run('ec2:DescribeSubnets', { MaxResults: 5 });
    account.fails('ec2:DescribeVpcs', { MaxResults: 5, NextToken }, 'InvalidNextToken');
    account.fails(
      'ec2:DescribeSubnets',
      { MaxResults: 5, NextToken, Filters: [{ Name: 'state', Values: ['available'] }] },
      'InvalidNextToken',
    );
  });
});
