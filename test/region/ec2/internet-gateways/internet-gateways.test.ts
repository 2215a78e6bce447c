import assert from 'node:assert/strict';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { openMachines } from '../instances/support';

function makeVpc(account: TestAccount): string {
  return account.run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
}

function makeGateway(account: TestAccount): string {
  return account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
}

describe('internet gateways', () => {
  it('are made detached, attached, detached and deleted', () => {
    const account = openAccount();
    const VpcId = makeVpc(account);
    const made = account.run('ec2:CreateInternetGateway', {
      TagSpecifications: [{ ResourceType: 'internet-gateway', Tags: [{ Key: 'Name', Value: 'door' }] }],
    }).InternetGateway!;
    const InternetGatewayId = made.InternetGatewayId!;
    assert.match(InternetGatewayId, /^igw-[0-9a-f]{17}$/);
    assert.deepEqual(made, { Attachments: [], InternetGatewayId, OwnerId: accountId, Tags: [{ Key: 'Name', Value: 'door' }] });
    const attachments = (): unknown =>
      account.run('ec2:DescribeInternetGateways', { InternetGatewayIds: [InternetGatewayId] }).InternetGateways![0]!.Attachments;

    const input = { InternetGatewayId, VpcId };
    account.fails('ec2:AttachInternetGateway', { ...input, DryRun: true }, 'DryRunOperation');
    account.run('ec2:AttachInternetGateway', input);
    assert.deepEqual(attachments(), [{ State: 'available', VpcId }]);
    account.fails(
      'ec2:DeleteInternetGateway',
      { InternetGatewayId },
      'DependencyViolation',
      `The internetGateway '${InternetGatewayId}' has dependencies and cannot be deleted.`,
    );
    account.fails('ec2:DetachInternetGateway', { ...input, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DetachInternetGateway', input);
    assert.deepEqual(attachments(), []);
    account.fails(
      'ec2:DetachInternetGateway',
      input,
      'Gateway.NotAttached',
      `resource ${InternetGatewayId} is not attached to network ${VpcId}`,
    );
    account.fails('ec2:DeleteInternetGateway', { InternetGatewayId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteInternetGateway', { InternetGatewayId });
    const missing = `The internetGateway ID '${InternetGatewayId}' does not exist`;
    account.fails('ec2:DeleteInternetGateway', { InternetGatewayId }, 'InvalidInternetGatewayID.NotFound', missing);
    account.fails('ec2:AttachInternetGateway', input, 'InvalidInternetGatewayID.NotFound', missing);
    account.fails('ec2:DetachInternetGateway', input, 'InvalidInternetGatewayID.NotFound', missing);
    account.fails(
      'ec2:DescribeInternetGateways',
      { InternetGatewayIds: [InternetGatewayId] },
      'InvalidInternetGatewayID.NotFound',
      missing,
    );
  });

  it('go to one VPC, which has one', () => {
    const account = openAccount();
    const [first, second] = [makeVpc(account), makeVpc(account)];
    const [a, b] = [makeGateway(account), makeGateway(account)];
    account.run('ec2:AttachInternetGateway', { InternetGatewayId: a, VpcId: first });
    const already = `resource ${a} is already attached to network ${first}`;
    account.fails('ec2:AttachInternetGateway', { InternetGatewayId: a, VpcId: first }, 'Resource.AlreadyAssociated', already);
    account.fails('ec2:AttachInternetGateway', { InternetGatewayId: a, VpcId: second }, 'Resource.AlreadyAssociated', already);
    account.fails(
      'ec2:AttachInternetGateway',
      { InternetGatewayId: b, VpcId: first },
      'InvalidParameterValue',
      `Network ${first} already has an internet gateway attached`,
    );
    account.fails('ec2:AttachInternetGateway', { InternetGatewayId: b, VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound');
    account.fails('ec2:DetachInternetGateway', { InternetGatewayId: a, VpcId: second }, 'Gateway.NotAttached');
    account.run('ec2:AttachInternetGateway', { InternetGatewayId: b, VpcId: second });
  });

  it('stay while the VPC has public addresses, and leave routes that lead nowhere', () => {
    const account = openMachines();
    const { InstanceId, VpcId } = account.running();
    const InternetGatewayId = account.run('ec2:DescribeInternetGateways', {}).InternetGateways![0]!.InternetGatewayId!;
    const input = { InternetGatewayId, VpcId: VpcId! };
    account.fails(
      'ec2:DetachInternetGateway',
      input,
      'DependencyViolation',
      `Network ${VpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    );
    const state = (): unknown =>
      account.run('ec2:DescribeRouteTables', {}).RouteTables![0]!.Routes!.find(({ GatewayId }) => GatewayId === InternetGatewayId)!.State;
    assert.equal(state(), 'active');
    account.run('ec2:StopInstances', { InstanceIds: [InstanceId!] });
    account.settle();
    account.run('ec2:DetachInternetGateway', input);
    assert.equal(state(), 'blackhole');
    account.run('ec2:AttachInternetGateway', input);
    assert.equal(state(), 'active');
  });

  it('stop at the quota', () => {
    const account = openAccount();
    for (let more = 0; more < 4; more++) makeGateway(account);
    account.fails(
      'ec2:CreateInternetGateway',
      {},
      'InternetGatewayLimitExceeded',
      'The maximum number of internet gateways has been reached.',
    );
    account.run('sandbox:PutAccountSettings', { quotas: { 'L-A4707A72': 6 } });
    makeGateway(account);
    account.fails('ec2:CreateInternetGateway', {}, 'InternetGatewayLimitExceeded');
  });

  it('are found by filter and page', () => {
    const account = openAccount({ settings: { quotas: { 'L-A4707A72': 10 } } });
    const VpcId = account.run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!;
    const id = makeGateway(account);
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'Name', Value: 'door' }] });
    const found = (Name: string, ...Values: string[]): number =>
      account.run('ec2:DescribeInternetGateways', { Filters: [{ Name, Values }] }).InternetGateways!.length;
    assert.deepEqual(
      [
        found('attachment.vpc-id', VpcId),
        found('attachment.state', 'available'),
        found('internet-gateway-id', id),
        found('owner-id', accountId),
        found('tag:Name', 'door'),
      ],
      [1, 1, 1, 2, 1],
    );
    for (let more = 0; more < 4; more++) makeGateway(account);
    const first = account.run('ec2:DescribeInternetGateways', { MaxResults: 5 });
    const second = account.run('ec2:DescribeInternetGateways', { MaxResults: 5, NextToken: first.NextToken });
    assert.deepEqual([first.InternetGateways!.length, second.InternetGateways!.length, second.NextToken], [5, 1, undefined]);
    account.fails('ec2:DescribeInternetGateways', { DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateInternetGateway', { DryRun: true }, 'DryRunOperation');
  });
});

describe('change sets of gateways', () => {
  it('name the VPC that a gateway comes to or leaves', () => {
    const account = openAccount();
    const input = { InternetGatewayId: makeGateway(account), VpcId: makeVpc(account) };
    let named: readonly string[] = [];
    account.sandbox.onChange = ({ changed }) => (named = changed.map(({ kind, id, how }) => `${kind} ${id} ${how}`).sort());
    const both = [`internet-gateways ${input.InternetGatewayId} changed`, `vpcs ${input.VpcId} changed`];
    account.run('ec2:AttachInternetGateway', input);
    assert.deepEqual(named.slice(-2), both);
    account.run('ec2:DetachInternetGateway', input);
    assert.deepEqual(named.slice(-2), both);
  });
});

describe('egress-only internet gateways', () => {
  it('are attached from their creation to their deletion', () => {
    const account = openAccount();
    const VpcId = makeVpc(account);
    const TagSpecifications = [{ ResourceType: 'egress-only-internet-gateway' as const, Tags: [{ Key: 'Name', Value: 'out' }] }];
    const input = { VpcId, TagSpecifications, ClientToken: 'once' };
    const answer = account.run('ec2:CreateEgressOnlyInternetGateway', input);
    const id = answer.EgressOnlyInternetGateway!.EgressOnlyInternetGatewayId!;
    assert.match(id, /^eigw-[0-9a-f]{17}$/);
    assert.deepEqual(answer, {
      ClientToken: 'once',
      EgressOnlyInternetGateway: {
        Attachments: [{ State: 'attached', VpcId }],
        EgressOnlyInternetGatewayId: id,
        Tags: [{ Key: 'Name', Value: 'out' }],
      },
    });
    assert.deepEqual(account.run('ec2:CreateEgressOnlyInternetGateway', input), answer);
    account.fails('ec2:CreateEgressOnlyInternetGateway', { ...input, TagSpecifications: [] }, 'IdempotentParameterMismatch');
    account.fails('ec2:CreateEgressOnlyInternetGateway', { VpcId }, 'InvalidParameterValue');
    account.fails('ec2:CreateEgressOnlyInternetGateway', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound');
    account.fails('ec2:CreateEgressOnlyInternetGateway', { VpcId: makeVpc(account), DryRun: true }, 'DryRunOperation');

    const seen = (request: object): unknown => account.run('ec2:DescribeEgressOnlyInternetGateways', request).EgressOnlyInternetGateways;
    const all = [answer.EgressOnlyInternetGateway];
    assert.deepEqual(seen({ EgressOnlyInternetGatewayIds: [id] }), all);
    assert.deepEqual(seen({ Filters: [{ Name: 'tag:Name', Values: ['out'] }] }), all);
    assert.deepEqual(seen({ Filters: [{ Name: 'tag-key', Values: ['Other'] }] }), []);
    account.fails('ec2:DescribeEgressOnlyInternetGateways', { DryRun: true }, 'DryRunOperation');

    account.fails('ec2:DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: id, DryRun: true }, 'DryRunOperation');
    assert.equal(account.run('ec2:DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: id }).ReturnCode, true);
    assert.deepEqual(seen({}), []);
    const missing = `The eigw ID '${id}' does not exist`;
    assert.notEqual(account.run('ec2:CreateEgressOnlyInternetGateway', input).EgressOnlyInternetGateway!.EgressOnlyInternetGatewayId, id);
    account.fails('ec2:DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: id }, 'InvalidGatewayID.NotFound', missing);
    account.fails('ec2:DescribeEgressOnlyInternetGateways', { EgressOnlyInternetGatewayIds: [id] }, 'InvalidGatewayID.NotFound', missing);
  });

  it('are counted and come in pages', () => {
    const account = openAccount({ settings: { quotas: { 'L-F678F1CE': 20, 'L-45FE3B85': 6 } } });
    for (let more = 0; more < 6; more++) account.run('ec2:CreateEgressOnlyInternetGateway', { VpcId: makeVpc(account) });
    account.fails('ec2:CreateEgressOnlyInternetGateway', { VpcId: makeVpc(account) }, 'EgressOnlyInternetGatewayLimitExceeded');
    const first = account.run('ec2:DescribeEgressOnlyInternetGateways', { MaxResults: 5 });
    const second = account.run('ec2:DescribeEgressOnlyInternetGateways', { MaxResults: 5, NextToken: first.NextToken });
    assert.deepEqual([first.EgressOnlyInternetGateways!.length, second.EgressOnlyInternetGateways!.length], [5, 1]);
  });
});
