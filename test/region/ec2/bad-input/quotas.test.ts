import assert from 'node:assert/strict';
import type { ActionName } from '../../../../src/region/aws/action-names';
import type { InputOf } from '../../../../src/region/aws/actions';
import { openAccount, type TestAccount } from '../../support/account';
import { minimal } from '../instances/support';

/** What a new account has from the start. */
interface Home {
  readonly vpc: string;
  readonly subnet: string;
  readonly group: string;
  readonly table: string;
  readonly acl: string;
  readonly gateway: string;
}

type Quota = {
  [Name in ActionName]: readonly [
    action: Name,
    /** How often it succeeds in a new account. */
    times: number,
    /** The request of that number, from 0. */
    input: (n: number, home: Home) => { readonly [Input in keyof InputOf<Name>]?: unknown },
    code: string,
    message: string | ((home: Home) => string),
  ];
}[ActionName];

const vcpus =
  'You have requested more vCPU capacity than your current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.';

/** The quotas of a new account (reference: lessons.md §3; VPC User Guide, quotas). */
const quotas: readonly Quota[] = [
  ['ec2:RunInstances', 2, () => minimal, 'VcpuLimitExceeded', vcpus],
  ['ec2:RunInstances', 0, () => ({ ...minimal, MinCount: 1_000_000_000, MaxCount: 1_000_000_000 }), 'VcpuLimitExceeded', vcpus],
  [
    'ec2:RunInstances',
    2,
    () => ({ ...minimal, InstanceMarketOptions: { MarketType: 'spot' } }),
    'MaxSpotInstanceCountExceeded',
    'Max spot instance count exceeded',
  ],
  ['ec2:RunInstances', 0, () => ({ ...minimal, InstanceType: 'g4dn.xlarge' }), 'VcpuLimitExceeded', vcpus.replace('of 5', 'of 0')],
  ['ec2:AllocateAddress', 5, () => ({}), 'AddressLimitExceeded', 'The maximum number of addresses has been reached.'],
  ['ec2:CreateVpc', 4, () => ({ CidrBlock: '10.0.0.0/16' }), 'VpcLimitExceeded', 'The maximum number of VPCs has been reached.'],
  ['ec2:CreateInternetGateway', 4, () => ({}), 'InternetGatewayLimitExceeded', 'The maximum number of internet gateways has been reached.'],
  [
    'ec2:CreateNatGateway',
    5,
    (_, { subnet }) => ({ SubnetId: subnet, ConnectivityType: 'private' }),
    'NatGatewayLimitExceeded',
    'Performing this operation would exceed the limit of 5 NAT gateways',
  ],
  [
    'ec2:AssociateVpcCidrBlock',
    4,
    (n, { vpc }) => ({ VpcId: vpc, CidrBlock: `172.${n + 20}.0.0/16` }),
    'CidrLimitExceeded',
    ({ vpc }) => `This network '${vpc}' has met its maximum number of allowed CIDRs: 5`,
  ],
  [
    'ec2:AuthorizeSecurityGroupIngress',
    59,
    (n, { group }) => ({ GroupId: group, IpProtocol: 'tcp', FromPort: n, ToPort: n, CidrIp: '0.0.0.0/0' }),
    'RulesPerSecurityGroupLimitExceeded',
    'The maximum number of rules per security group has been reached.',
  ],
  [
    'ec2:CreateRoute',
    49,
    (n, { table, gateway }) => ({ RouteTableId: table, GatewayId: gateway, DestinationCidrBlock: `10.${n}.0.0/16` }),
    'RouteLimitExceeded',
    ({ table }) => `The route table ${table} has reached the maximum number of routes.`,
  ],
  [
    'ec2:CreateNetworkAclEntry',
    19,
    (n, { acl }) => ({ NetworkAclId: acl, RuleNumber: n + 1, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '10.0.0.0/8' }),
    'NetworkAclEntryLimitExceeded',
    'The maximum number of network acl entries has been reached.',
  ],
  [
    'ec2:CreateTags',
    50,
    (n, { vpc }) => ({ Resources: [vpc], Tags: [{ Key: `key ${n}`, Value: '' }] }),
    'TagLimitExceeded',
    'The maximum number of Tags for a resource has been reached.',
  ],
];

function newAccount(): { account: TestAccount; home: Home } {
  const account = openAccount({ settings: { quotaProfile: 'new' } });
  const { run } = account;
  const { SubnetId, VpcId } = run('ec2:DescribeSubnets', {}).Subnets![0]!;
  const home = {
    vpc: VpcId!,
    subnet: SubnetId!,
    group: run('ec2:DescribeSecurityGroups', {}).SecurityGroups![0]!.GroupId!,
    table: run('ec2:DescribeRouteTables', {}).RouteTables![0]!.RouteTableId!,
    acl: run('ec2:DescribeNetworkAcls', {}).NetworkAcls![0]!.NetworkAclId!,
    gateway: run('ec2:DescribeInternetGateways', {}).InternetGateways![0]!.InternetGatewayId!,
  };
  return { account, home };
}

describe('Bad input: a full quota', () => {
  for (const [action, times, input, code, message] of quotas) {
    it(`${action.slice(4)} after ${times} times: ${code}`, () => {
      const { account, home } = newAccount();
      for (let n = 0; n < times; n++) account.run(action, input(n, home) as never);
      account.fails(action, input(times, home) as never, code, typeof message === 'string' ? message : message(home));
    });
  }

  it('leaves room for what is less than asked for, in the zone and of the type that have it', () => {
    const { account } = newAccount();
    account.run('sandbox:PutInstanceCapacity', { InstanceType: 't3.nano', AvailabilityZone: 'ap-northeast-2a', Available: 1 });
    const launch = { ...minimal, InstanceType: 't3.nano' as const, Placement: { AvailabilityZone: 'ap-northeast-2a' } };
    const refusal = account.fails('ec2:RunInstances', { ...launch, MinCount: 2, MaxCount: 2 }, 'InsufficientInstanceCapacity');
    assert.equal(refusal.status, 500);
    assert.match(
      refusal.message,
      /^We currently do not have sufficient t3\.nano capacity in the Availability Zone you requested \(ap-northeast-2a\)\./,
    );
    assert.equal(account.run('ec2:RunInstances', { ...launch, MaxCount: 2 }).Instances!.length, 1);
  });
});
