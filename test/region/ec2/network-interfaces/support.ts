import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { usageTable } from '../../../../src/region/kernel/tables';
import { type Machines, openMachines } from '../instances/support';

/** An account with an instance type for every need of interfaces, and shorthands for them. */
export interface Nics extends Machines {
  /** Id of the default subnet of a zone, `a` unless told otherwise. */
  subnet(zone?: string): string;
  /** Id of the default VPC. */
  readonly vpcId: string;
  /** An interface as DescribeNetworkInterfaces shows it now. */
  nic(id: string): NetworkInterface;
  /** Makes an interface in the default subnet of zone `a`; answers its id. */
  makeNic(input?: object): string;
  /** The open meters of a resource. */
  meters(resource: string): string[];
  /** A VPC 10.0.0.0/16 with a subnet 10.0.0.0/24 in zone `a`, without a gateway. */
  otherNetwork(): { vpcId: string; subnetId: string };
}

export function openNics(options?: Parameters<typeof openMachines>[0]): Nics {
  const machines = openMachines(options);
  const { run } = machines;
  const subnet = (zone = 'a'): string =>
    run('ec2:DescribeSubnets', {
      Filters: [
        { Name: 'availability-zone', Values: [`ap-northeast-2${zone}`] },
        { Name: 'default-for-az', Values: ['true'] },
      ],
    }).Subnets![0]!.SubnetId!;
  return {
    ...machines,
    subnet,
    vpcId: run('ec2:DescribeVpcs', {}).Vpcs![0]!.VpcId!,
    nic: (id) => run('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [id] }).NetworkInterfaces![0]!,
    makeNic: (input = {}) => run('ec2:CreateNetworkInterface', { SubnetId: subnet(), ...input }).NetworkInterface!.NetworkInterfaceId!,
    meters: (resource) =>
      machines
        .context()
        .by(usageTable, 'open', resource)
        .map(({ usageType }) => usageType)
        .sort(),
    otherNetwork() {
      const vpcId = run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
      const { Subnet } = run('ec2:CreateSubnet', { VpcId: vpcId, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'ap-northeast-2a' });
      return { vpcId, subnetId: Subnet!.SubnetId! };
    },
  };
}

/** A VPC with an IPv6 block and two subnets, 10.0.0.0/24 with an IPv6 block and 10.0.1.0/24 that also gives addresses on creation. */
export function dualStack(account: Nics) {
  const { run } = account;
  const vpc = run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16', AmazonProvidedIpv6CidrBlock: true }).Vpc!;
  const VpcId = vpc.VpcId!;
  const block = run('ec2:DescribeVpcs', { VpcIds: [VpcId] }).Vpcs![0]!.Ipv6CidrBlockAssociationSet![0]!.Ipv6CidrBlock!;
  const network = block.replace('::/56', '');
  const make = (CidrBlock: string, Ipv6CidrBlock: string): string =>
    run('ec2:CreateSubnet', { VpcId, CidrBlock, Ipv6CidrBlock, AvailabilityZone: 'ap-northeast-2a' }).Subnet!.SubnetId!;
  const subnetId = make('10.0.0.0/24', `${network}::/64`);
  const giving = make('10.0.1.0/24', `${network.replace(/00$/, '01')}::/64`);
  run('ec2:ModifySubnetAttribute', { SubnetId: giving, AssignIpv6AddressOnCreation: { Value: true } });
  return { subnetId, giving, network };
}
