import type { KeyPairInfo, PlacementGroup, SecurityGroup, Subnet, Vpc } from '@aws-sdk/client-ec2';
import type { InstanceProfile } from '@aws-sdk/client-iam';
import type { WizardAction } from '../../src/shared/launch-instance';
import type { InputOf, OutputOf } from '../../src/shared/region-types';
import type { Draft } from './draft';

/** Asks for an AWS action. */
export type Execute = <Name extends WizardAction>(action: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

/** What the account has of the things a launch may use, as last read. */
export class Lists {
  vpcs: readonly Vpc[] = [];
  subnets: readonly Subnet[] = [];
  groups: readonly SecurityGroup[] = [];
  keys: readonly KeyPairInfo[] = [];
  placementGroups: readonly PlacementGroup[] = [];
  profiles: readonly InstanceProfile[] = [];
  /** Codes of the Marketplace products that the account has subscribed to. */
  subscriptions: readonly string[] = [];
  /** Why something could not be read. */
  failure: string | undefined;
  private asText = '';

  constructor(private readonly execute: Execute) {}

  /** Reads everything anew; true when something is other than before. What cannot be read is empty, and `failure` says why. */
  async read(): Promise<boolean> {
    let failure: string | undefined;
    const or = async <Answer>(answer: Promise<Answer>): Promise<Partial<Answer>> =>
      answer.catch((error: Error) => {
        failure ??= error.message;
        return {} as Partial<Answer>;
      });
    const { execute } = this;
    const [vpcs, subnets, groups, keys, placement, profiles, subscriptions] = await Promise.all([
      or(execute('ec2:DescribeVpcs', {})),
      or(execute('ec2:DescribeSubnets', {})),
      or(execute('ec2:DescribeSecurityGroups', {})),
      or(execute('ec2:DescribeKeyPairs', {})),
      or(execute('ec2:DescribePlacementGroups', {})),
      or(execute('iam:ListInstanceProfiles', {})),
      or(execute('sandbox:DescribeProductSubscriptions', {})),
    ]);
    this.vpcs = vpcs.Vpcs ?? [];
    this.subnets = subnets.Subnets ?? [];
    this.groups = groups.SecurityGroups ?? [];
    this.keys = keys.KeyPairs ?? [];
    this.placementGroups = (placement.PlacementGroups ?? []).filter(({ State }) => State === 'available');
    this.profiles = profiles.InstanceProfiles ?? [];
    this.subscriptions = (subscriptions.Subscriptions ?? []).map(({ ProductCode }) => ProductCode);
    const failedBefore = this.failure;
    this.failure = failure;
    const before = this.asText;
    const { execute: _, asText: __, failure: ___, ...read } = this;
    this.asText = JSON.stringify(read);
    return this.asText !== before || failure !== failedBefore;
  }

  /** The VPC a draft launches into: the chosen one, or the default one. */
  vpcOf({ vpcId, subnetId }: Pick<Draft, 'vpcId' | 'subnetId'>): string {
    const ofSubnet = this.subnets.find(({ SubnetId }) => SubnetId === subnetId)?.VpcId;
    return vpcId || (ofSubnet ?? this.vpcs.find(({ IsDefault }) => IsDefault)?.VpcId ?? '');
  }

  /** The first free name in the console's style. */
  freeGroupName(): string {
    const taken = new Set(this.groups.map(({ GroupName }) => GroupName));
    let number = 1;
    while (taken.has(`launch-wizard-${number}`)) number++;
    return `launch-wizard-${number}`;
  }

  /** Whether instances of a draft get a public address. */
  givesPublicIp({ publicIp, subnetId }: Draft): boolean {
    if (publicIp !== 'subnet') return publicIp === 'enable';
    return this.subnets.find(({ SubnetId }) => SubnetId === subnetId)?.MapPublicIpOnLaunch ?? true;
  }
}
