import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  type Instance,
} from '@aws-sdk/client-ec2';

/** A served account as the JavaScript SDK sees it. */
export class AwsClient {
  readonly ec2: EC2Client;

  constructor(endpoint: string, keys: Readonly<Record<string, string>>, region: string) {
    const credentials = { accessKeyId: keys['AWS_ACCESS_KEY_ID']!, secretAccessKey: keys['AWS_SECRET_ACCESS_KEY']! };
    this.ec2 = new EC2Client({ endpoint, region, credentials });
  }

  /** Instances in the order asked for. */
  async instances(ids: readonly string[]): Promise<Instance[]> {
    const { Reservations = [] } = await this.ec2.send(new DescribeInstancesCommand({ InstanceIds: [...ids] }));
    const found = Reservations.flatMap(({ Instances = [] }) => Instances);
    return ids.map((id) => found.find(({ InstanceId }) => InstanceId === id)!);
  }

  /** What a region has besides what came with it, in few words. */
  async leftOver(): Promise<Record<string, unknown[]>> {
    const { ec2 } = this;
    const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}));
    const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({}));
    const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    return {
      instances: instances.filter(({ State }) => State?.Name !== 'terminated').map(({ InstanceId }) => InstanceId),
      vpcs: Vpcs.map(({ CidrBlock }) => CidrBlock),
      groups: SecurityGroups.map(({ GroupName }) => GroupName),
      addresses: Addresses.map(({ PublicIp }) => PublicIp),
      volumes: Volumes.map(({ VolumeId }) => VolumeId),
      keys: KeyPairs.map(({ KeyName }) => KeyName),
      templates: LaunchTemplates.map(({ LaunchTemplateName }) => LaunchTemplateName),
    };
  }
}
