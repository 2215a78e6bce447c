import type { Scope } from '../../endpoint/support/raw-http';
import { RawConnection, signedRequests } from './raw-client';

/** Asks for an action of EC2's with parameters as the query protocol has them; answers the text, an error's too. */
type Ask = (action: string, parameters?: Readonly<Record<string, string | number | boolean>>) => Promise<string>;

/** How many instances there are whenever a day has passed. */
const fleet = 20;
const versions = { ec2: '2016-11-15', iam: '2010-05-08', sts: '2011-06-15' } as const;

/**
 * A day's work of several people on one account, after which there is as much of everything as before: instances are replaced, stopped and started,
 * things of most kinds are made and deleted, much is looked at, and some of it is wrong. Each day's names, tokens and filters are new ones.
 */
export class DailyWork {
  /** Calls that were answered, errors included. */
  calls = 0;
  private instances: string[] = [];
  private readonly volumes: string[] = [];

  private constructor(
    private readonly connection: RawConnection,
    private readonly port: number,
    private readonly key: Scope,
    private readonly image: string,
  ) {}

  static async begin(port: number, key: Scope, image: string): Promise<DailyWork> {
    return new DailyWork(await RawConnection.open(port), port, key, image);
  }

  close(): void {
    this.connection.close();
  }

  /** Works for a day with this number; `looks` is how many times somebody polls. */
  async day(day: number, looks: number): Promise<void> {
    // A volume can be deleted when it has been made, which takes a moment.
    for (const id of this.volumes.splice(0)) await this.ask('DeleteVolume', { VolumeId: id });
    await this.replaceInstances(day);
    await this.changeInstances(day);
    for (let round = 0; round < 20; round++) await this.makeAndDelete(`${day}-${round}`);
    await this.err(day);
    for (let look = 0; look < looks; look++) await this.look(day, look);
  }

  /**
   * Fills what is kept of the latest alone, so that it does not grow afterwards: stories of what has left, and descriptions that are remembered of
   * every version of an instance.
   */
  async fill(day: number): Promise<void> {
    for (let index = 0; index < 250; index++) {
      this.volumes.push(await this.made('volumeId', 'CreateVolume', { AvailabilityZone: 'ap-northeast-2a', Size: 1 }));
    }
    for (let index = 0; index < 30 * fleet; index++) {
      const InstanceId = this.instances[index % fleet]!;
      await this.ask('ModifyInstanceAttribute', { InstanceId, 'DisableApiTermination.Value': Math.floor(index / fleet) % 2 === 0 });
      for (let look = 0; look < 2; look++) await this.look(day, (index % fleet) * 12);
    }
  }

  private readonly ask: Ask = async (action, parameters = {}) => this.send('ec2', action, parameters);

  private async send(service: keyof typeof versions, action: string, parameters: object, scope = this.key): Promise<string> {
    const all = { Action: action, Version: versions[service], ...parameters };
    const form = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    const [request] = signedRequests(this.port, [form.join('&')], { ...scope, service });
    this.calls++;
    return (await this.connection.ask(request!)).toString('utf8');
  }

  /** The first thing that an element of an answer names. @throws Error when there is none */
  private async made(element: string, action: string, parameters: Readonly<Record<string, string | number | boolean>>): Promise<string> {
    const answer = await this.ask(action, parameters);
    const id = new RegExp(`<${element}>([^<]+)<`).exec(answer)?.[1];
    if (id === undefined) throw new Error(`${action} made no ${element}: ${answer}`);
    return id;
  }

  private async replaceInstances(day: number): Promise<void> {
    const leaving = this.instances.splice(0, 5);
    for (const id of leaving) await this.ask('TerminateInstances', { 'InstanceId.1': id });
    while (this.instances.length < fleet) {
      const parameters = {
        ImageId: this.image,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        ClientToken: `day-${day}-${this.instances.length}`,
        'TagSpecification.1.ResourceType': 'instance',
        'TagSpecification.1.Tag.1.Key': 'Name',
        'TagSpecification.1.Tag.1.Value': `day ${day}`,
      };
      this.instances.push(await this.made('instanceId', 'RunInstances', parameters));
      // Asked again, it is answered by its token.
      await this.ask('RunInstances', parameters);
    }
  }

  private async changeInstances(day: number): Promise<void> {
    for (const id of this.instances) {
      await this.ask('CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': `day-${day}`, 'Tag.1.Value': 'x'.repeat(100) });
      await this.ask('DeleteTags', { 'ResourceId.1': id, 'Tag.1.Key': `day-${day}` });
      await this.ask('ModifyInstanceAttribute', { InstanceId: id, 'DisableApiStop.Value': false });
      await this.ask('RebootInstances', { 'InstanceId.1': id });
    }
    await this.ask('StopInstances', { 'InstanceId.1': this.instances[0]! });
    await this.ask('StartInstances', { 'InstanceId.1': this.instances[1]! });
  }

  private async makeAndDelete(name: string): Promise<void> {
    const group = await this.made('groupId', 'CreateSecurityGroup', { GroupName: `group ${name}`, GroupDescription: 'a group' });
    const rule = { GroupId: group, 'IpPermissions.1.IpProtocol': 'tcp', 'IpPermissions.1.FromPort': 22, 'IpPermissions.1.ToPort': 22 };
    await this.ask('AuthorizeSecurityGroupIngress', { ...rule, 'IpPermissions.1.IpRanges.1.CidrIp': '10.0.0.0/8' });
    await this.ask('RevokeSecurityGroupIngress', { ...rule, 'IpPermissions.1.IpRanges.1.CidrIp': '10.0.0.0/8' });
    await this.ask('DeleteSecurityGroup', { GroupId: group });
    const vpc = await this.made('vpcId', 'CreateVpc', { CidrBlock: '10.9.0.0/16' });
    const subnet = await this.made('subnetId', 'CreateSubnet', { VpcId: vpc, CidrBlock: '10.9.1.0/24' });
    const face = await this.made('networkInterfaceId', 'CreateNetworkInterface', { SubnetId: subnet, ClientToken: `face-${name}` });
    await this.ask('DeleteNetworkInterface', { NetworkInterfaceId: face });
    const table = await this.made('routeTableId', 'CreateRouteTable', { VpcId: vpc });
    await this.ask('DeleteRouteTable', { RouteTableId: table });
    const gateway = await this.made('internetGatewayId', 'CreateInternetGateway', {});
    await this.ask('AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    await this.ask('DetachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    await this.ask('DeleteInternetGateway', { InternetGatewayId: gateway });
    await this.ask('DeleteSubnet', { SubnetId: subnet });
    await this.ask('DeleteVpc', { VpcId: vpc });
    const address = await this.made('allocationId', 'AllocateAddress', { Domain: 'vpc' });
    await this.ask('ReleaseAddress', { AllocationId: address });
    const volume = { AvailabilityZone: 'ap-northeast-2a', Size: 1, ClientToken: `volume-${name}` };
    this.volumes.push(await this.made('volumeId', 'CreateVolume', volume));
    await this.ask('CreateKeyPair', { KeyName: `key ${name}`, KeyType: 'ed25519' });
    await this.ask('DeleteKeyPair', { KeyName: `key ${name}` });
    const template = { LaunchTemplateName: `template-${name}`, 'LaunchTemplateData.InstanceType': 't3.micro' };
    await this.ask('CreateLaunchTemplate', template);
    await this.ask('DeleteLaunchTemplate', { LaunchTemplateName: template.LaunchTemplateName });
    await this.ask('CreatePlacementGroup', { GroupName: `placement ${name}`, Strategy: 'cluster' });
    await this.ask('DeletePlacementGroup', { GroupName: `placement ${name}` });
    const options = { 'DhcpConfiguration.1.Key': 'domain-name', 'DhcpConfiguration.1.Value.1': `d${name}.example.com` };
    await this.ask('DeleteDhcpOptions', { DhcpOptionsId: await this.made('dhcpOptionsId', 'CreateDhcpOptions', options) });
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    await this.send('iam', 'CreateRole', { RoleName: `role-${name}`, AssumeRolePolicyDocument });
    await this.send('iam', 'DeleteRole', { RoleName: `role-${name}` });
  }

  /** What is refused: by the account, by the endpoint, and by its signature. */
  private async err(day: number): Promise<void> {
    for (let index = 0; index < 50; index++) {
      const id = (day * 100 + index).toString(16).padStart(17, '0');
      await this.ask('TerminateInstances', { 'InstanceId.1': `i-${id}` });
      await this.ask('DescribeVpcs', { 'VpcId.1': `vpc-${id}` });
      await this.ask('CreateVpc', { CidrBlock: 'none', ClientToken: `${day} ${index}` });
      await this.ask('DescribeTransitGateways', { MaxResults: 5 + index });
      await this.ask(`NoAction${day * 100 + index}`);
      await this.send('ec2', 'DescribeVpcs', {}, { ...this.key, keyId: `AKIA${id.toUpperCase()}` });
      await this.send('ec2', 'DescribeVpcs', {}, { ...this.key, secret: 'wrong' });
    }
  }

  private async look(day: number, number: number): Promise<void> {
    const one = this.instances[Math.floor(number / 12) % fleet]!;
    const filter = (name: string, value: string) => ({ 'Filter.1.Name': name, 'Filter.1.Value.1': value });
    const looks = [
      () => this.ask('DescribeInstances', { 'InstanceId.1': one }),
      () => this.ask('DescribeInstances', filter('tag:Name', `day ${day} ${number}`)),
      () => this.ask('DescribeInstances', filter('private-ip-address', `172.31.${number % 256}.${day}`)),
      () => this.ask('DescribeInstanceStatus', { 'InstanceId.1': one }),
      () => this.ask('DescribeVolumes', { MaxResults: 5 + (number % 100) }),
      () => this.ask('DescribeSecurityGroups', filter('group-name', `nobody-${day}-${number}*`)),
      () => this.ask('DescribeNetworkInterfaces', filter('attachment.instance-id', one)),
      () => this.ask('DescribeImages', filter('name', `al2023-ami-2023*-${number}`)),
      () => this.ask('DescribeInstanceTypes', { 'InstanceType.1': 't3.micro' }),
      () => this.ask('DescribeTags', filter('resource-id', one)),
      () => this.ask('GetConsoleOutput', { InstanceId: one }),
      () => this.send('sts', 'GetCallerIdentity', {}),
    ];
    await looks[number % looks.length]!();
  }
}
