import type { ActionName } from '../../../../src/region/aws/action-names';
import { anId, imagesOf, type Scene, someInstances, someKey, someName } from './scene';

/** Some ids of things that are there, a page size, or nothing: what most describe actions take. */
const looking =
  (input: string, itemsOf: (scene: Scene) => Iterable<string>, prefix: string, paged = true) =>
  (scene: Scene): object =>
    scene.dice.weighted<object>([
      [3, {}],
      [4, { [input]: Array.from({ length: scene.dice.between(1, 2) }, () => anId(scene.dice, itemsOf(scene), prefix)) }],
      [1, paged ? { MaxResults: scene.dice.pick([5, 100, 5_000]) } : {}],
      [0.5, { Filters: [{ Name: 'no-such-filter', Values: ['x'] }] }],
      [0.5, paged ? { NextToken: someName(scene.dice) } : {}],
    ]);

const all =
  (kind: keyof Scene['here']['all']) =>
  ({ here }: Scene): Iterable<string> =>
    here.all[kind].keys();

const anInstance = ({ dice, here }: Scene): string => anId(dice, here.instances.keys(), 'i');
const aRole = ({ dice, here }: Scene): object => ({ RoleName: someKey(dice, here.all.roles) ?? someName(dice) });
const aProfile = ({ dice, here }: Scene): object => ({
  InstanceProfileName: someKey(dice, here.all['instance-profiles']) ?? someName(dice),
});
const pages = ({ dice }: Scene): object => dice.pick<object>([{}, { MaxItems: 1 }, { MaxItems: 1_001 }, { Marker: 'x' }, {}, {}]);

const parameters = [
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  '/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2',
];
const parameter = ({ dice }: Scene): string =>
  dice.pick([...parameters, ...parameters, `${parameters[0]}:1`, '/no/such', '', 'with space']);

/** Looks of any kind: right ones, and ones that are refused. Their answers are checked elsewhere; here they must change nothing. */
export const reads: Readonly<Partial<Record<ActionName, (scene: Scene) => object>>> = {
  'ec2:DescribeAccountAttributes': ({ dice }) =>
    dice.chance(0.8) ? {} : { AttributeNames: [dice.pick(['default-vpc', 'max-instances', 'colour'])] },
  'ec2:DescribeAddresses': looking('AllocationIds', all('elastic-ips'), 'eipalloc', false),
  'ec2:DescribeAddressesAttribute': (scene) => ({
    Attribute: 'domain-name',
    ...looking('AllocationIds', all('elastic-ips'), 'eipalloc', false)(scene),
    Filters: undefined,
  }),
  'ec2:DescribeAvailabilityZones': ({ dice }) => (dice.chance(0.8) ? {} : { ZoneNames: ['nowhere-1a'] }),
  'ec2:DescribeDhcpOptions': looking('DhcpOptionsIds', all('dhcp-options'), 'dopt'),
  'ec2:DescribeEgressOnlyInternetGateways': looking('EgressOnlyInternetGatewayIds', all('egress-only-internet-gateways'), 'eigw'),
  'ec2:DescribeIamInstanceProfileAssociations': looking('AssociationIds', all('iam-instance-profile-associations'), 'iip-assoc'),
  'ec2:DescribeImages': ({ dice, region }) => ({
    ImageIds: [dice.chance(0.85) ? imagesOf(region).linux : dice.pick(['ami-0123456789abcdef0', 'ami'])],
  }),
  'ec2:DescribeInstanceAttribute': (scene) => ({
    InstanceId: anInstance(scene),
    Attribute: scene.dice.pick(['instanceType', 'userData', 'disableApiTermination', 'blockDeviceMapping', 'groupSet', 'colour']),
  }),
  'ec2:DescribeInstanceCreditSpecifications': looking(
    'InstanceIds',
    ({ here }) =>
      [...here.instances.values()].filter(({ InstanceType }) => InstanceType?.startsWith('t')).map(({ InstanceId }) => InstanceId!),
    'i',
  ),
  'ec2:DescribeInstanceStatus': (scene) =>
    scene.dice.chance(0.5) ? { IncludeAllInstances: true } : { InstanceIds: someInstances(scene, ['running']) },
  'ec2:DescribeInstanceTypeOfferings': ({ dice }) => ({ MaxResults: dice.pick([5, 10, 50, 100, 2_000]) }),
  'ec2:DescribeInstanceTypes': ({ dice }) => ({ InstanceTypes: [dice.pick(['t3.micro', 'm5.large', 't9.huge'])] }),
  'ec2:DescribeInstances': (scene) =>
    scene.dice.chance(0.2)
      ? { MaxResults: scene.dice.pick([4, 5, 1_001]) }
      : { InstanceIds: someInstances(scene, ['running', 'stopped', 'terminated']) },
  'ec2:DescribeInternetGateways': looking('InternetGatewayIds', all('internet-gateways'), 'igw'),
  'ec2:DescribeKeyPairs': ({ dice }) => (dice.chance(0.7) ? {} : { KeyNames: [someName(dice)] }),
  'ec2:DescribeLaunchTemplateVersions': ({ dice, here }) => ({
    LaunchTemplateId: anId(dice, here.all['launch-templates'].keys(), 'lt'),
    ...dice.pick<object>([{}, { Versions: ['$Latest', '$Default'] }, { MinVersion: '2' }, { Versions: ['77'] }]),
  }),
  'ec2:DescribeLaunchTemplates': looking('LaunchTemplateIds', all('launch-templates'), 'lt'),
  'ec2:DescribeManagedPrefixLists': ({ dice }) => dice.pick<object>([{}, { PrefixListIds: ['pl-0123456789abcdef0'] }, { MaxResults: 5 }]),
  'ec2:DescribeNatGateways': (scene) => ({ ...looking('NatGatewayIds', all('nat-gateways'), 'nat')(scene), Filters: undefined }),
  'ec2:DescribeNetworkAcls': looking('NetworkAclIds', all('network-acls'), 'acl'),
  'ec2:DescribeNetworkInterfaceAttribute': ({ dice, here }) => ({
    NetworkInterfaceId: anId(dice, here.interfaces.keys(), 'eni'),
    Attribute: dice.pick(['description', 'groupSet', 'sourceDestCheck', 'attachment', 'colour']),
  }),
  'ec2:DescribeNetworkInterfaces': looking('NetworkInterfaceIds', all('network-interfaces'), 'eni'),
  'ec2:DescribePlacementGroups': looking('GroupIds', all('placement-groups'), 'pg', false),
  'ec2:DescribePrefixLists': ({ dice }) =>
    dice.pick<object>([{}, { PrefixListIds: ['pl-12345678'] }, { Filters: [{ Name: 'prefix-list-name', Values: ['*s3'] }] }]),
  'ec2:DescribeRegions': () => ({}),
  'ec2:DescribeRouteTables': looking('RouteTableIds', all('route-tables'), 'rtb'),
  'ec2:DescribeSecurityGroupReferences': ({ dice, here }) => ({ GroupId: [anId(dice, here.groups.keys(), 'sg')] }),
  'ec2:DescribeSecurityGroupRules': looking('SecurityGroupRuleIds', all('security-group-rules'), 'sgr'),
  'ec2:DescribeSecurityGroups': ({ dice }) => (dice.chance(0.7) ? { MaxResults: 5 } : { GroupNames: [someName(dice)] }),
  'ec2:DescribeSubnets': ({ dice, here }) =>
    dice.chance(0.7) ? { SubnetIds: [someKey(dice, here.subnets) ?? 'subnet-12345678'] } : { SubnetIds: ['x'] },
  'ec2:DescribeTags': ({ dice }) => (dice.chance(0.8) ? {} : { NextToken: someName(dice) }),
  'ec2:DescribeVolumeAttribute': ({ dice, here }) => ({
    VolumeId: anId(dice, here.volumes.keys(), 'vol'),
    Attribute: dice.pick(['autoEnableIO', 'productCodes', 'colour']),
  }),
  'ec2:DescribeVolumeStatus': looking('VolumeIds', all('volumes'), 'vol'),
  'ec2:DescribeVolumes': looking('VolumeIds', all('volumes'), 'vol'),
  'ec2:DescribeVolumesModifications': looking('VolumeIds', ({ here }) => here.modifications.keys(), 'vol'),
  'ec2:DescribeVpcAttribute': ({ dice, here }) => ({
    VpcId: anId(dice, here.all.vpcs.keys(), 'vpc'),
    Attribute: dice.pick(['enableDnsSupport', 'enableDnsHostnames', 'colour']),
  }),
  'ec2:DescribeVpcEndpointServices': ({ dice, region }) =>
    dice.pick<object>([{}, { ServiceNames: [`com.amazonaws.${region}.s3`] }, { ServiceNames: ['x'] }]),
  'ec2:DescribeVpcEndpoints': looking('VpcEndpointIds', all('vpc-endpoints'), 'vpce'),
  'ec2:DescribeVpcPeeringConnections': looking('VpcPeeringConnectionIds', all('vpc-peering-connections'), 'pcx'),
  'ec2:DescribeVpcs': ({ dice }) => (dice.chance(0.8) ? {} : { VpcIds: ['vpc-0123456789abcdef0'] }),
  'ec2:GetConsoleOutput': (scene) => ({ InstanceId: anInstance(scene), ...(scene.dice.chance(0.3) && { Latest: true }) }),
  'ec2:GetDefaultCreditSpecification': ({ dice }) => ({ InstanceFamily: dice.pick(['t2', 't3', 't3a', 't4g', 'm5']) }),
  'ec2:GetInstanceUefiData': (scene) => ({ InstanceId: anInstance(scene) }),
  'ec2:GetLaunchTemplateData': (scene) => ({ InstanceId: anInstance(scene) }),
  'ec2:GetManagedPrefixListEntries': ({ dice, region }) => ({
    PrefixListId: dice.chance(0.85) ? imagesOf(region).prefixList : dice.pick(['pl-0123456789abcdef0', 'x']),
  }),
  'ec2:GetPasswordData': (scene) => ({ InstanceId: anInstance(scene) }),
  'iam:GetInstanceProfile': aProfile,
  'iam:GetRole': aRole,
  'iam:GetUser': ({ dice }) => (dice.chance(0.7) ? {} : { UserName: someName(dice) }),
  'iam:ListAttachedRolePolicies': (scene) => ({ ...aRole(scene), ...pages(scene) }),
  'iam:ListInstanceProfileTags': (scene) => ({ ...aProfile(scene), ...pages(scene) }),
  'iam:ListInstanceProfiles': pages,
  'iam:ListInstanceProfilesForRole': (scene) => ({ ...aRole(scene), ...pages(scene) }),
  'iam:ListRolePolicies': aRole,
  'iam:ListRoleTags': (scene) => ({ ...aRole(scene), ...pages(scene) }),
  'iam:ListRoles': (scene) => ({ ...pages(scene), ...(scene.dice.chance(0.2) && { PathPrefix: scene.dice.pick(['/team/', 'no']) }) }),
  'sandbox:DescribeProductSubscriptions': () => ({}),
  'ssm:GetParameter': (scene) => ({ Name: parameter(scene) }),
  'ssm:GetParameters': (scene) => ({ Names: [parameter(scene), parameters[0]] }),
  'ssm:GetParametersByPath': ({ dice }) => ({
    Path: dice.pick(['/aws/service/ami-amazon-linux-latest', '/aws/service', '/none', 'no']),
    ...(dice.chance(0.3) && { Recursive: true }),
    ...(dice.chance(0.2) && { MaxResults: dice.pick([1, 10, 11]) }),
  }),
  'sts:GetCallerIdentity': () => ({}),
};
