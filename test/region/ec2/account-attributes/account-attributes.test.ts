import assert from 'node:assert/strict';
import { openAccount } from '../../support/account';

describe('DescribeAccountAttributes', () => {
  it('tells the quotas and the default VPC of the account', () => {
    const account = openAccount({ settings: { quotaProfile: 'new', quotas: { 'L-2AFB9258': 7 } } });
    const attributes = (AttributeNames?: string[]) =>
      account
        .run('ec2:DescribeAccountAttributes', { ...(AttributeNames && { AttributeNames: AttributeNames as never }) })
        .AccountAttributes!.map(({ AttributeName, AttributeValues }) => [
          AttributeName,
          AttributeValues!.map((each) => each.AttributeValue),
        ]);
    const { VpcId } = account.run('ec2:DescribeVpcs', {}).Vpcs![0]!;
    assert.deepEqual(attributes(), [
      ['supported-platforms', ['VPC']],
      ['vpc-max-security-groups-per-interface', ['7']],
      ['max-elastic-ips', ['5']],
      ['max-instances', ['20']],
      ['vpc-max-elastic-ips', ['5']],
      ['default-vpc', [VpcId]],
    ]);
    assert.deepEqual(attributes(['default-vpc']), [['default-vpc', [VpcId]]]);
    account.fails('ec2:DescribeAccountAttributes', { AttributeNames: ['colour' as never] }, 'InvalidParameterValue');
    account.fails('ec2:DescribeAccountAttributes', { DryRun: true }, 'DryRunOperation');
  });
});
