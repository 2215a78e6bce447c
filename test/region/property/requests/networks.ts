import { anId, choice, type Choice, idsWhere, type Scene, someTagSpecifications, steadily } from './scene';
import type { Dice } from '../dice';

const yes = { Value: true } as const;
const no = { Value: false } as const;

/** The first two numbers of a block of a VPC. */
function beginningOf({ here, dice }: Scene, vpcId: string): string {
  const block = here.all.vpcs.get(vpcId)?.CidrBlockAssociationSet?.map(({ CidrBlock }) => CidrBlock!) ?? [];
  return (block.length > 0 ? dice.pick(block) : '10.9.0.0/16').split('.').slice(0, 2).join('.');
}

export const aVpc = ({ dice, here }: Scene): string => anId(dice, here.all.vpcs.keys(), 'vpc');
const ownVpc = ({ dice, here }: Scene): string =>
  anId(
    dice,
    idsWhere(here.all.vpcs, ({ IsDefault }) => !IsDefault),
    'vpc',
  );
export const aSubnet = ({ dice, here }: Scene): string => anId(dice, here.subnets.keys(), 'subnet');
const anOwnSubnet = ({ dice, here }: Scene): string =>
  anId(
    dice,
    idsWhere(here.subnets, ({ DefaultForAz }) => !DefaultForAz),
    'subnet',
  );
const aGateway = ({ dice, here }: Scene): string => anId(dice, here.all['internet-gateways'].keys(), 'igw');
const aDhcpOptionsSet = ({ dice, here }: Scene): string => anId(dice, here.all['dhcp-options'].keys(), 'dopt');

const hasOwnVpc = ({ here }: Scene): boolean => [...here.all.vpcs.values()].some(({ IsDefault }) => !IsDefault);
const hasVpc = ({ here }: Scene): boolean => here.all.vpcs.size > 0;
const ipv6Of = ({ here }: Scene, id: string): string | undefined => here.all.vpcs.get(id)?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
const noDefault = ({ here }: Scene): boolean =>
  hasVpc({ here } as Scene) && [...here.all.vpcs.values()].every(({ IsDefault }) => !IsDefault);

function createVpc({ dice }: Scene): object {
  return {
    CidrBlock: dice.weighted([
      [12, `10.${dice.below(6)}.0.0/${dice.pick([16, 16, 20, 28])}`],
      [1, '10.0.0.0/15'],
      [1, '10.0.0.0/29'],
      [1, '300.0.0.0/16'],
      [1, ''],
    ]),
    ...(dice.chance(0.3) && { AmazonProvidedIpv6CidrBlock: true }),
    ...(dice.chance(0.4) && { InstanceTenancy: dice.pick(['dedicated', 'dedicated', 'default', 'host']) }),
    ...someTagSpecifications(dice, 'vpc'),
  };
}

function createSubnet(scene: Scene): object {
  const { dice, region } = scene;
  const VpcId = dice.chance(0.7) ? ownVpc(scene) : aVpc(scene);
  const ipv6 = ipv6Of(scene, VpcId);
  return {
    VpcId,
    CidrBlock: dice.weighted([
      [9, `${beginningOf(scene, VpcId)}.${dice.pick([0, 64, 80, 96, 128, 144, 200])}.0/${dice.pick([24, 24, 26, 28])}`],
      [1, `${beginningOf(scene, VpcId)}.0.0/29`],
      [1, '192.168.0.0/24'],
      [1, 'nonsense'],
    ]),
    ...(dice.chance(0.4) && { AvailabilityZone: `${region}${dice.pick(['a', 'b', 'c', 'x'])}` }),
    ...(ipv6 && dice.chance(0.4) && { Ipv6CidrBlock: subBlock(ipv6, dice) }),
    ...someTagSpecifications(dice, 'subnet'),
  };
}

/** A /64 of a /56. */
const subBlock = (block: string, dice: Dice): string => block.replace(/00::\/56$/, `${dice.pick(['00', '01', '02', 'ff'])}::/64`);

function modifySubnet(scene: Scene): object {
  const { dice } = scene;
  const attribute = dice.pick([
    { MapPublicIpOnLaunch: dice.chance(0.5) ? yes : no },
    { AssignIpv6AddressOnCreation: dice.chance(0.7) ? yes : no },
    { EnableDns64: dice.chance(0.5) ? yes : no },
    { PrivateDnsHostnameTypeOnLaunch: dice.pick(['ip-name', 'resource-name', 'other']) },
    { EnableResourceNameDnsARecordOnLaunch: yes },
    { MapPublicIpOnLaunch: yes, EnableDns64: yes },
    {},
  ]);
  return { SubnetId: aSubnet(scene), ...attribute };
}

function associateVpcBlock(scene: Scene): object {
  const { dice } = scene;
  const VpcId = aVpc(scene);
  return dice.chance(0.4)
    ? { VpcId, AmazonProvidedIpv6CidrBlock: true }
    : {
        VpcId,
        CidrBlock: dice.pick([`10.${dice.between(6, 30)}.0.0/16`, `10.${dice.between(6, 30)}.0.0/20`, '10.0.0.0/8', '172.31.0.0/20', 'x']),
      };
}

function vpcAssociations({ here }: Scene, dice: Dice): string[] {
  return [...here.all.vpcs.values()].flatMap(({ CidrBlock, CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] }) => [
    ...CidrBlockAssociationSet.filter((block) => block.CidrBlock !== CidrBlock || dice.chance(0.1)).map(
      ({ AssociationId }) => AssociationId!,
    ),
    ...Ipv6CidrBlockAssociationSet.map(({ AssociationId }) => AssociationId!),
  ]);
}

function subnetAssociations({ here }: Scene): string[] {
  return [...here.subnets.values()].flatMap(({ Ipv6CidrBlockAssociationSet = [] }) =>
    Ipv6CidrBlockAssociationSet.map(({ AssociationId }) => AssociationId!),
  );
}

/** Subnets without an IPv6 block in VPCs that have one. */
export const ipv6VpcWithSubnet = ({ here }: Scene): string[] =>
  idsWhere(
    here.subnets,
    ({ VpcId, Ipv6CidrBlockAssociationSet = [] }) => Boolean(ipv6Of({ here } as Scene, VpcId!)) && Ipv6CidrBlockAssociationSet.length === 0,
  );

/** AssociateSubnetCidrBlock. */
export function associateSubnetBlock(scene: Scene): object {
  const { dice, here } = scene;
  const SubnetId = anId(dice, ipv6VpcWithSubnet(scene), 'subnet');
  const ipv6 = ipv6Of(scene, here.subnets.get(SubnetId)?.VpcId ?? '');
  return { SubnetId, Ipv6CidrBlock: ipv6 && dice.chance(0.95) ? subBlock(ipv6, dice) : 'fd00::/64' };
}

function modifyVpc(scene: Scene): object {
  const { dice } = scene;
  return {
    VpcId: aVpc(scene),
    ...dice.pick([
      { EnableDnsHostnames: yes },
      { EnableDnsHostnames: no },
      { EnableDnsSupport: yes },
      { EnableDnsSupport: no },
      { EnableNetworkAddressUsageMetrics: yes },
      { EnableDnsSupport: no, EnableDnsHostnames: yes },
      {},
    ]),
  };
}

const attached = ({ here }: Scene): string[] => idsWhere(here.all['internet-gateways'], ({ Attachments = [] }) => Attachments.length > 0);
const loose = ({ here }: Scene): string[] => idsWhere(here.all['internet-gateways'], ({ Attachments = [] }) => Attachments.length === 0);
const withoutGateway = ({ here }: Scene): string[] => {
  const served = new Set(
    [...here.all['internet-gateways'].values()].flatMap(({ Attachments = [] }) => Attachments.map(({ VpcId }) => VpcId)),
  );
  return idsWhere(here.all.vpcs, (_vpc, id) => !served.has(id));
};

function attach(scene: Scene): object {
  const { dice } = scene;
  return dice.chance(0.85)
    ? { InternetGatewayId: anId(dice, loose(scene), 'igw'), VpcId: anId(dice, withoutGateway(scene), 'vpc') }
    : { InternetGatewayId: aGateway(scene), VpcId: aVpc(scene) };
}

function detach(scene: Scene): object {
  const { dice, here } = scene;
  const InternetGatewayId = anId(dice, attached(scene), 'igw');
  const VpcId = here.all['internet-gateways'].get(InternetGatewayId)?.Attachments?.[0]?.VpcId;
  return { InternetGatewayId, VpcId: VpcId && dice.chance(0.95) ? VpcId : aVpc(scene) };
}

function createDhcpOptions({ dice }: Scene): object {
  const DhcpConfigurations = dice.weighted([
    [
      6,
      [
        { Key: 'domain-name', Values: ['corp.example'] },
        { Key: 'domain-name-servers', Values: ['10.0.0.2', '10.0.0.3'] },
      ],
    ],
    [2, [{ Key: 'ntp-servers', Values: ['169.254.169.123'] }]],
    [1, [{ Key: 'netbios-node-type', Values: ['9'] }]],
    [1, [{ Key: 'nonsense', Values: ['x'] }]],
    [1, []],
  ]);
  return { DhcpConfigurations, ...someTagSpecifications(dice, 'dhcp-options') };
}

const unusedDhcpOptions = ({ here }: Scene): string[] => {
  const used = new Set([...here.all.vpcs.values()].map(({ DhcpOptionsId }) => DhcpOptionsId));
  return idsWhere(here.all['dhcp-options'], (_set, id) => !used.has(id));
};

/** VPCs in which nothing but what came with them can be seen: they can mostly be deleted. */
const emptyVpcs = ({ here }: Scene): string[] => {
  const busy = new Set([...here.subnets.values()].map(({ VpcId }) => VpcId));
  return idsWhere(here.all.vpcs, (_vpc, id) => !busy.has(id));
};
const emptySubnets = ({ here }: Scene): string[] => {
  const busy = new Set([...here.interfaces.values()].map(({ subnetId }) => subnetId));
  return idsWhere(here.subnets, (_subnet, id) => !busy.has(id));
};

/** True in accounts in which the default network is taken apart, not mended: which they are follows from something that has nothing to do with it. */
const takingApart = ({ here }: Scene): boolean => here.all['dhcp-options'].size > 1 && here.instances.size === 0;

/** The default VPC, while nothing is in it and it is to be taken apart. */
function idleDefault({ here }: Scene): string | undefined {
  if (!takingApart({ here } as Scene)) return undefined;
  const [id] = idsWhere(here.all.vpcs, ({ IsDefault }) => IsDefault === true);
  return [...here.interfaces.values()].some(({ vpcId }) => vpcId === id) ? undefined : id;
}
const subnetsOfDefault = (scene: Scene): string[] => idsWhere(scene.here.subnets, ({ VpcId }) => VpcId === idleDefault(scene));
const isBare = (scene: Scene): boolean => idleDefault(scene) !== undefined && subnetsOfDefault(scene).length === 0;
const gatewayOfDefault = (scene: Scene): string | undefined =>
  idsWhere(scene.here.all['internet-gateways'], ({ Attachments = [] }) => Attachments.some(({ VpcId }) => VpcId === idleDefault(scene)))[0];

/** VPCs, subnets, their blocks and attributes, gateways, DHCP options. */
export const networks: readonly Choice[] = [
  steadily(
    choice(
      'ec2:DeleteSubnet',
      (scene) => ({ SubnetId: subnetsOfDefault(scene)[0] }),
      (scene) => subnetsOfDefault(scene).length > 0,
      60,
    ),
  ),
  steadily(
    steadily(
      choice(
        'ec2:DetachInternetGateway',
        (scene) => ({ InternetGatewayId: gatewayOfDefault(scene), VpcId: idleDefault(scene) }),
        (scene) => isBare(scene) && gatewayOfDefault(scene) !== undefined,
        60,
      ),
    ),
  ),
  choice(
    'ec2:DeleteVpc',
    (scene) => ({ VpcId: idleDefault(scene) }),
    (scene) => isBare(scene) && gatewayOfDefault(scene) === undefined,
    60,
  ),
  choice('ec2:CreateVpc', createVpc, ({ here }) => here.all.vpcs.size < 5, 6),
  choice('ec2:CreateSubnet', createSubnet, hasOwnVpc, 6),
  choice(
    'ec2:DeleteVpc',
    (scene) => ({ VpcId: scene.dice.chance(0.8) ? anId(scene.dice, emptyVpcs(scene), 'vpc') : aVpc(scene) }),
    hasOwnVpc,
    4,
  ),
  choice(
    'ec2:DeleteSubnet',
    (scene) => ({ SubnetId: scene.dice.chance(0.85) ? anId(scene.dice, emptySubnets(scene), 'subnet') : aSubnet(scene) }),
    hasOwnVpc,
    4,
  ),
  choice('ec2:CreateDefaultVpc', () => ({}), noDefault, 90),
  choice(
    'ec2:CreateDefaultSubnet',
    ({ dice, region }) => ({ AvailabilityZone: `${region}${dice.pick(['a', 'b', 'c', 'd', 'x'])}` }),
    (scene) =>
      !takingApart(scene) && hasVpc(scene) && [...scene.here.subnets.values()].filter(({ DefaultForAz }) => DefaultForAz).length < 4,
    16,
  ),
  choice('ec2:AssociateVpcCidrBlock', associateVpcBlock, hasVpc),
  choice(
    'ec2:DisassociateVpcCidrBlock',
    (scene) => ({ AssociationId: anId(scene.dice, vpcAssociations(scene, scene.dice), 'vpc-cidr-assoc') }),
    (scene) => vpcAssociations(scene, scene.dice).length > 0,
    8,
  ),
  choice('ec2:AssociateSubnetCidrBlock', associateSubnetBlock, (scene) => ipv6VpcWithSubnet(scene).length > 0, 14),
  choice(
    'ec2:DisassociateSubnetCidrBlock',
    (scene) => ({ AssociationId: anId(scene.dice, subnetAssociations(scene), 'subnet-cidr-assoc') }),
    (scene) => subnetAssociations(scene).length > 0,
    8,
  ),
  choice('ec2:ModifySubnetAttribute', modifySubnet, hasVpc),
  choice('ec2:ModifyVpcAttribute', modifyVpc, hasVpc),
  choice(
    'ec2:ModifyVpcTenancy',
    (scene) => ({
      VpcId: anId(
        scene.dice,
        idsWhere(scene.here.all.vpcs, ({ InstanceTenancy }) => InstanceTenancy === 'dedicated'),
        'vpc',
      ),
      InstanceTenancy: scene.dice.chance(0.9) ? 'default' : 'dedicated',
    }),
    ({ here }) => [...here.all.vpcs.values()].some(({ InstanceTenancy }) => InstanceTenancy === 'dedicated'),
    24,
  ),
  choice(
    'ec2:CreateInternetGateway',
    ({ dice }) => someTagSpecifications(dice, 'internet-gateway'),
    ({ here }) => here.all['internet-gateways'].size < 5,
  ),
  choice('ec2:AttachInternetGateway', attach, (scene) => loose(scene).length > 0 && withoutGateway(scene).length > 0, 12),
  choice('ec2:DetachInternetGateway', detach, (scene) => attached(scene).length > 0, 2.5),
  choice(
    'ec2:DeleteInternetGateway',
    (scene) => ({ InternetGatewayId: scene.dice.chance(0.8) ? anId(scene.dice, loose(scene), 'igw') : aGateway(scene) }),
    (scene) => loose(scene).length > 0,
    6,
  ),
  choice(
    'ec2:CreateEgressOnlyInternetGateway',
    (scene) => ({
      VpcId: aVpc(scene),
      ...someTagSpecifications(scene.dice, 'egress-only-internet-gateway'),
      ...(scene.dice.chance(0.2) && { ClientToken: 'again' }),
    }),
    hasVpc,
    2.5,
  ),
  choice(
    'ec2:DeleteEgressOnlyInternetGateway',
    ({ dice, here }) => ({ EgressOnlyInternetGatewayId: anId(dice, here.all['egress-only-internet-gateways'].keys(), 'eigw') }),
    ({ here }) => here.all['egress-only-internet-gateways'].size > 0,
    8,
  ),
  choice('ec2:CreateDhcpOptions', createDhcpOptions),
  choice(
    'ec2:AssociateDhcpOptions',
    (scene) => ({ VpcId: aVpc(scene), DhcpOptionsId: scene.dice.chance(0.2) ? 'default' : aDhcpOptionsSet(scene) }),
    hasVpc,
  ),
  choice(
    'ec2:DeleteDhcpOptions',
    (scene) => ({ DhcpOptionsId: scene.dice.chance(0.9) ? anId(scene.dice, unusedDhcpOptions(scene), 'dopt') : aDhcpOptionsSet(scene) }),
    (scene) => unusedDhcpOptions(scene).length > 0,
    6,
  ),
  choice('ec2:DeleteSubnet', (scene) => ({ SubnetId: anOwnSubnet(scene) }), hasOwnVpc, 1),
];
