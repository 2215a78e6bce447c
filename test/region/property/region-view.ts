import type {
  Address,
  DhcpOptions,
  EgressOnlyInternetGateway,
  IamInstanceProfileAssociation,
  Instance,
  InternetGateway,
  KeyPairInfo,
  LaunchTemplate,
  LaunchTemplateVersion,
  NatGateway,
  NetworkAcl,
  NetworkInterface,
  PlacementGroup,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Volume,
  VolumeModification,
  Vpc,
  VpcEndpoint,
  VpcPeeringConnection,
} from '@aws-sdk/client-ec2';
import type { InstanceProfile, Role } from '@aws-sdk/client-iam';
import type { NetworkInterfaceRow } from '../../../src/region/ec2/network-interfaces/network-interfaces';
import type { VolumeRow } from '../../../src/region/ec2/volumes/volumes';
import type { EventRow, UsageRow } from '../../../src/region/kernel/tables';

type ById<Item> = ReadonlyMap<string, Item>;

/** What the describe actions of a region answer, by id. The names are those of the kinds in change sets where they have one. */
export interface Described {
  readonly instances: ById<Instance>;
  readonly 'key-pairs': ById<KeyPairInfo>;
  readonly 'security-groups': ById<SecurityGroup>;
  readonly 'security-group-rules': ById<SecurityGroupRule>;
  readonly subnets: ById<Subnet>;
  readonly vpcs: ById<Vpc>;
  readonly 'dhcp-options': ById<DhcpOptions>;
  readonly 'internet-gateways': ById<InternetGateway>;
  readonly 'egress-only-internet-gateways': ById<EgressOnlyInternetGateway>;
  readonly 'nat-gateways': ById<NatGateway>;
  readonly 'route-tables': ById<RouteTable>;
  readonly 'network-acls': ById<NetworkAcl>;
  readonly 'vpc-endpoints': ById<VpcEndpoint>;
  readonly 'vpc-peering-connections': ById<VpcPeeringConnection>;
  readonly 'elastic-ips': ById<Address>;
  readonly 'network-interfaces': ById<NetworkInterface>;
  readonly volumes: ById<Volume>;
  readonly 'launch-templates': ById<LaunchTemplate>;
  readonly 'placement-groups': ById<PlacementGroup>;
  readonly 'iam-instance-profile-associations': ById<IamInstanceProfileAssociation>;
  /** Roles and instance profiles belong to the account: every region answers the same. By their names. */
  readonly roles: ById<Role>;
  readonly 'instance-profiles': ById<InstanceProfile>;
}

/** One region as its own actions describe it, and the rows behind what is checked to the millisecond. */
export interface RegionView {
  readonly region: string;
  readonly all: Described;
  readonly reservations: ById<string>;
  /** Versions of all launch templates, by `lt-…/number`. */
  readonly versions: ById<LaunchTemplateVersion>;
  readonly modifications: ById<VolumeModification>;
  readonly instances: Described['instances'];
  readonly keyPairs: Described['key-pairs'];
  readonly groups: Described['security-groups'];
  readonly subnets: Described['subnets'];
  readonly volumes: ById<VolumeRow>;
  readonly interfaces: ById<NetworkInterfaceRow>;
  readonly events: readonly EventRow[];
  readonly usage: readonly UsageRow[];
}

/** The account at one moment. */
export interface View {
  readonly now: number;
  readonly regions: readonly RegionView[];
  /** Everything that is described, by `kind region id`, as JSON. */
  readonly described: ReadonlyMap<string, string>;
  /** How the trees show it, likewise; only what is shown in trees. */
  readonly faces: ReadonlyMap<string, string>;
}

const none = new Map<string, never>();

/** A region that has not been asked anything yet. */
export function closedRegion(region: string): RegionView {
  const all: Described = {
    instances: none,
    'key-pairs': none,
    'security-groups': none,
    'security-group-rules': none,
    subnets: none,
    vpcs: none,
    'dhcp-options': none,
    'internet-gateways': none,
    'egress-only-internet-gateways': none,
    'nat-gateways': none,
    'route-tables': none,
    'network-acls': none,
    'vpc-endpoints': none,
    'vpc-peering-connections': none,
    'elastic-ips': none,
    'network-interfaces': none,
    volumes: none,
    'launch-templates': none,
    'placement-groups': none,
    'iam-instance-profile-associations': none,
    roles: none,
    'instance-profiles': none,
  };
  return {
    region,
    all,
    reservations: none,
    versions: none,
    modifications: none,
    instances: none,
    keyPairs: none,
    groups: none,
    subnets: none,
    volumes: none,
    interfaces: none,
    events: [],
    usage: [],
  };
}
