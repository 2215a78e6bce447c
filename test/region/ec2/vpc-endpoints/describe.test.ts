import assert from 'node:assert/strict';
import { accountId, openAccount, seoul } from '../../support/account';
import { makeNetwork } from '../route-tables/support';

const s3 = `com.amazonaws.${seoul}.s3`;
const sqs = `com.amazonaws.${seoul}.sqs`;

describe('describing endpoints', () => {
  it('DescribeVpcEndpoints filters and pages', () => {
    const account = openAccount();
    const { vpcId } = makeNetwork(account);
    const one = account.run('ec2:CreateVpcEndpoint', {
      VpcId: vpcId,
      ServiceName: s3,
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags: [{ Key: 'use', Value: 'files' }] }],
    }).VpcEndpoint!.VpcEndpointId!;
    const two = account.run('ec2:CreateVpcEndpoint', { VpcId: vpcId, ServiceName: sqs, VpcEndpointType: 'Interface' }).VpcEndpoint!
      .VpcEndpointId!;
    for (const [Name, value, expected] of [
      ['service-name', '*.s3', [one]],
      ['service-region', seoul, [one, two]],
      ['vpc-id', vpcId, [one, two]],
      ['vpc-endpoint-id', two, [two]],
      ['vpc-endpoint-state', 'pending', [two]],
      ['vpc-endpoint-type', 'Gateway', [one]],
      ['ip-address-type', 'ipv4', [two]],
      ['tag:use', 'files', [one]],
    ] as const) {
      const found = account.run('ec2:DescribeVpcEndpoints', { Filters: [{ Name, Values: [value] }] }).VpcEndpoints!;
      assert.deepEqual(
        found.map(({ VpcEndpointId }) => VpcEndpointId),
        expected,
        Name,
      );
    }
    const first = account.run('ec2:DescribeVpcEndpoints', { MaxResults: 1 });
    assert.equal(first.VpcEndpoints![0]!.VpcEndpointId, one);
    const second = account.run('ec2:DescribeVpcEndpoints', { MaxResults: 1, NextToken: first.NextToken });
    assert.equal(second.VpcEndpoints![0]!.VpcEndpointId, two);
    assert.equal(account.run('ec2:DescribeVpcEndpoints', { MaxResults: 5_000 }).VpcEndpoints!.length, 2);
    account.fails('ec2:DescribeVpcEndpoints', { DryRun: true }, 'DryRunOperation');
  });

  it('DescribeVpcEndpointServices tells which services there are', () => {
    const account = openAccount();
    const describeServices = (input: object = {}) => account.run('ec2:DescribeVpcEndpointServices', input);
    const all = describeServices();
    assert.ok(all.ServiceNames!.includes(s3) && all.ServiceNames!.includes(sqs));
    assert.equal(new Set(all.ServiceNames).size, all.ServiceNames!.length);
    const types = (input: object): (string | undefined)[] =>
      describeServices(input).ServiceDetails!.map(({ ServiceType }) => ServiceType![0]!.ServiceType);
    assert.deepEqual(types({ ServiceNames: [s3] }), ['Gateway', 'Interface']);
    const gateways = describeServices({ Filters: [{ Name: 'service-type', Values: ['Gateway'] }] });
    assert.deepEqual(gateways.ServiceNames, [`com.amazonaws.${seoul}.dynamodb`, s3]);
    const { ServiceId } = gateways.ServiceDetails![1]!;
    assert.match(ServiceId!, /^vpce-svc-[0-9a-f]{17}$/);
    assert.deepEqual(gateways.ServiceDetails![1], {
      ServiceName: s3,
      ServiceId,
      ServiceType: [{ ServiceType: 'Gateway' }],
      ServiceRegion: seoul,
      AvailabilityZones: ['a', 'b', 'c', 'd'].map((letter) => `${seoul}${letter}`),
      Owner: 'amazon',
      BaseEndpointDnsNames: [`s3.${seoul}.amazonaws.com`],
      VpcEndpointPolicySupported: true,
      AcceptanceRequired: false,
      ManagesVpcEndpoints: false,
      Tags: [],
      SupportedIpAddressTypes: ['ipv4'],
    });
    const [queue] = describeServices({ ServiceNames: [sqs] }).ServiceDetails!;
    assert.equal(queue!.PrivateDnsName, `sqs.${seoul}.amazonaws.com`);
    for (const [Name, hit, miss] of [
      ['owner', 'amazon', accountId],
      ['service-name', sqs, 'sqs'],
      ['service-region', seoul, 'us-east-1'],
      ['supported-ip-address-types', 'ipv4', 'ipv6'],
    ] as const) {
      const count = (value: string): number => types({ ServiceNames: [sqs], Filters: [{ Name, Values: [value] }] }).length;
      assert.deepEqual([count(hit), count(miss)], [1, 0], Name);
    }
    assert.deepEqual(
      [types({ ServiceNames: [sqs], ServiceRegions: [seoul] }).length, types({ ServiceRegions: ['us-east-1'] }).length],
      [1, 0],
    );
    const first = describeServices({ MaxResults: 2 });
    assert.equal(first.ServiceDetails!.length, 2);
    const rest = describeServices({ MaxResults: 1_500, NextToken: first.NextToken });
    assert.equal(rest.ServiceDetails!.length, all.ServiceDetails!.length - 2);
    account.fails('ec2:DescribeVpcEndpointServices', { ServiceNames: ['com.amazonaws.moon'] }, 'InvalidServiceName');
    account.fails('ec2:DescribeVpcEndpointServices', { DryRun: true }, 'DryRunOperation');
  });
});
