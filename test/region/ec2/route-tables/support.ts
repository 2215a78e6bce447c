import { seoul, type TestAccount } from '../../support/account';

/** A VPC 10.0.0.0/16 with a subnet 10.0.1.0/24, its main route table and its default network ACL. */
export interface TestNetwork {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly mainTableId: string;
  readonly aclId: string;
}

/** Makes a network in a region. */
export function makeNetwork(account: TestAccount, cidr = '10.0.0.0/16', region = seoul): TestNetwork {
  const vpcId = account.run('ec2:CreateVpc', { CidrBlock: cidr }, region).Vpc!.VpcId!;
  const CidrBlock = cidr.replace(/\.\d+\.\d+\/16$/, '.1.0/24');
  const subnetId = account.run('ec2:CreateSubnet', { VpcId: vpcId, CidrBlock }, region).Subnet!.SubnetId!;
  const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
  const mainTableId = account.run('ec2:DescribeRouteTables', { Filters }, region).RouteTables![0]!.RouteTableId!;
  const aclId = account.run('ec2:DescribeNetworkAcls', { Filters }, region).NetworkAcls![0]!.NetworkAclId!;
  return { vpcId, subnetId, mainTableId, aclId };
}

/** An internet gateway attached to a VPC. */
export function attachGateway(account: TestAccount, vpcId: string): string {
  const InternetGatewayId = account.run('ec2:CreateInternetGateway', {}).InternetGateway!.InternetGatewayId!;
  account.run('ec2:AttachInternetGateway', { InternetGatewayId, VpcId: vpcId });
  return InternetGatewayId;
}
