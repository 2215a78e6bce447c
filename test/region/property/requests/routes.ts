import { aSubnet, aVpc } from './networks';
import { anId, choice, type Choice, idsWhere, type Scene, someTagSpecifications } from './scene';

const aTable = ({ dice, here }: Scene): string => anId(dice, here.all['route-tables'].keys(), 'rtb');
const anAcl = ({ dice, here }: Scene): string => anId(dice, here.all['network-acls'].keys(), 'acl');
const ownTables = ({ here }: Scene): string[] =>
  idsWhere(here.all['route-tables'], ({ Associations = [] }) => !Associations.some(({ Main }) => Main));
const ownAcls = ({ here }: Scene): string[] => idsWhere(here.all['network-acls'], ({ IsDefault }) => !IsDefault);

/** Things of the table's VPC, mostly, that a route can lead to. */
function target(scene: Scene, vpcId: string | undefined): object {
  const { dice, here } = scene;
  const ofVpc = <Item extends { VpcId?: string }>(items: ReadonlyMap<string, Item>): string[] =>
    idsWhere(items, ({ VpcId }) => VpcId === vpcId || dice.chance(0.1));
  const attachedHere = idsWhere(here.all['internet-gateways'], ({ Attachments = [] }) =>
    Attachments.some(({ VpcId }) => VpcId === vpcId || dice.chance(0.1)),
  );
  const peered = idsWhere(
    here.all['vpc-peering-connections'],
    ({ RequesterVpcInfo, AccepterVpcInfo }) => [RequesterVpcInfo?.VpcId, AccepterVpcInfo?.VpcId].includes(vpcId) || dice.chance(0.1),
  );
  const targets: [number, object][] = [
    [attachedHere.length > 0 ? 5 : 0.3, { GatewayId: anId(dice, attachedHere, 'igw') }],
    [ofVpc(here.all['nat-gateways']).length > 0 ? 3 : 0.1, { NatGatewayId: anId(dice, ofVpc(here.all['nat-gateways']), 'nat') }],
    [
      ofVpc(here.all['network-interfaces']).length > 0 ? 4 : 0.1,
      { NetworkInterfaceId: anId(dice, ofVpc(here.all['network-interfaces']), 'eni') },
    ],
    [ofVpc(here.instances).length > 0 ? 3 : 0.1, { InstanceId: anId(dice, ofVpc(here.instances), 'i') }],
    [peered.length > 0 ? 4 : 0.1, { VpcPeeringConnectionId: anId(dice, peered, 'pcx') }],
    [0.2, { TransitGatewayId: 'tgw-0123456789abcdef0' }],
    [0.2, {}],
    [0.2, { GatewayId: 'local' }],
  ];
  return dice.weighted(targets);
}

function destination({ dice }: Scene): object {
  return dice.weighted([
    [9, { DestinationCidrBlock: dice.pick(['0.0.0.0/0', '192.168.0.0/16', '100.64.0.0/10', '10.200.0.0/16', '8.8.8.8/32']) }],
    [1, { DestinationIpv6CidrBlock: '::/0' }],
    [0.5, { DestinationCidrBlock: 'everywhere' }],
    [0.5, { DestinationPrefixListId: 'pl-12345678' }],
    [0.3, {}],
  ]);
}

function createRoute(scene: Scene): object {
  const RouteTableId = aTable(scene);
  const to = destination(scene);
  const eigw = idsWhere(scene.here.all['egress-only-internet-gateways'], ({ Attachments = [] }) =>
    Attachments.some(({ VpcId }) => VpcId === scene.here.all['route-tables'].get(RouteTableId)?.VpcId),
  );
  if ('DestinationIpv6CidrBlock' in to && eigw.length > 0) return { RouteTableId, ...to, EgressOnlyInternetGatewayId: eigw[0] };
  return { RouteTableId, ...to, ...target(scene, scene.here.all['route-tables'].get(RouteTableId)?.VpcId) };
}

/** Tables with routes that somebody made, and a way to name one of the routes. */
function ownRoutes({ here }: Scene): object[] {
  return [...here.all['route-tables'].values()].flatMap(({ RouteTableId, Routes = [] }) =>
    Routes.filter(({ Origin, DestinationPrefixListId }) => Origin === 'CreateRoute' && !DestinationPrefixListId).map(
      ({ DestinationCidrBlock, DestinationIpv6CidrBlock }) => ({
        RouteTableId,
        ...(DestinationCidrBlock && { DestinationCidrBlock }),
        ...(DestinationIpv6CidrBlock && { DestinationIpv6CidrBlock }),
      }),
    ),
  );
}

function aRoute(scene: Scene): { RouteTableId?: string } {
  const routes = ownRoutes(scene);
  return routes.length > 0 && scene.dice.chance(0.92) ? scene.dice.pick(routes) : { RouteTableId: aTable(scene), ...destination(scene) };
}

function replaceRoute(scene: Scene): object {
  const route = aRoute(scene);
  return { ...route, ...target(scene, scene.here.all['route-tables'].get(route.RouteTableId ?? '')?.VpcId) };
}

const hasRoutes = (scene: Scene): boolean => ownRoutes(scene).length > 0;

/** A table and a subnet of one VPC, mostly. */
function associateTable(scene: Scene): object {
  const { dice, here } = scene;
  const RouteTableId = anId(dice, dice.chance(0.8) ? ownTables(scene) : here.all['route-tables'].keys(), 'rtb');
  const vpc = here.all['route-tables'].get(RouteTableId)?.VpcId;
  const fitting = idsWhere(here.subnets, ({ VpcId }) => VpcId === vpc);
  return { RouteTableId, SubnetId: dice.chance(0.9) ? anId(dice, fitting, 'subnet') : aSubnet(scene) };
}

function associations({ here }: Scene, withMain: boolean): string[] {
  return [...here.all['route-tables'].values()].flatMap(({ Associations = [] }) =>
    Associations.filter(({ Main }) => withMain || !Main).map(({ RouteTableAssociationId }) => RouteTableAssociationId!),
  );
}

function replaceTable(scene: Scene): object {
  const { dice, here } = scene;
  const AssociationId = anId(dice, associations(scene, true), 'rtbassoc');
  const vpc = [...here.all['route-tables'].values()].find(({ Associations = [] }) =>
    Associations.some((each) => each.RouteTableAssociationId === AssociationId),
  )?.VpcId;
  const fitting = idsWhere(here.all['route-tables'], ({ VpcId }) => VpcId === vpc);
  return { AssociationId, RouteTableId: dice.chance(0.9) ? anId(dice, fitting, 'rtb') : aTable(scene) };
}

function replaceAcl(scene: Scene): object {
  const { dice, here } = scene;
  const acls = [...here.all['network-acls'].values()];
  const AssociationId = anId(
    dice,
    acls.flatMap(({ Associations = [] }) => Associations.map(({ NetworkAclAssociationId }) => NetworkAclAssociationId)),
    'aclassoc',
  );
  const vpc = acls.find(({ Associations = [] }) => Associations.some((each) => each.NetworkAclAssociationId === AssociationId))?.VpcId;
  const fitting = idsWhere(here.all['network-acls'], ({ VpcId }) => VpcId === vpc);
  return { AssociationId, NetworkAclId: dice.chance(0.9) ? anId(dice, fitting, 'acl') : anAcl(scene) };
}

function entry(scene: Scene): object {
  const { dice } = scene;
  return {
    NetworkAclId: anAcl(scene),
    RuleNumber: dice.pick([90, 100, 110, 120, 200, 300, 32_766, 32_767, 0]),
    Egress: dice.chance(0.5),
    RuleAction: dice.pick(['allow', 'deny']),
    ...dice.weighted<object>([
      [5, { Protocol: '6', PortRange: { From: 22, To: dice.pick([22, 22, 80, 21]) }, CidrBlock: '10.0.0.0/8' }],
      [4, { Protocol: '-1', CidrBlock: '0.0.0.0/0' }],
      [2, { Protocol: '-1', Ipv6CidrBlock: '::/0' }],
      [1, { Protocol: '1', IcmpTypeCode: { Type: -1, Code: -1 }, CidrBlock: '0.0.0.0/0' }],
      [1, { Protocol: 'carrier pigeon', CidrBlock: '0.0.0.0/0' }],
      [1, { Protocol: '6', CidrBlock: '0.0.0.0/0' }],
    ]),
  };
}

/** An entry that is there. */
function knownEntry(scene: Scene): object {
  const { dice, here } = scene;
  const entries = [...here.all['network-acls'].values()].flatMap(({ NetworkAclId, Entries = [] }) =>
    Entries.filter(({ RuleNumber }) => RuleNumber! <= 32_766).map(({ RuleNumber, Egress }) => ({ NetworkAclId, RuleNumber, Egress })),
  );
  return entries.length > 0 && dice.chance(0.92) ? dice.pick(entries) : { NetworkAclId: anAcl(scene), RuleNumber: 5, Egress: true };
}

/** Subnets with a route table of their own in which nothing is. */
const emptyAssociated = ({ here }: Scene): string[] => {
  const busy = new Set([...here.interfaces.values()].map(({ subnetId }) => subnetId));
  return [...here.all['route-tables'].values()].flatMap(({ Associations = [] }) =>
    Associations.flatMap(({ SubnetId }) => (SubnetId && !busy.has(SubnetId) ? [SubnetId] : [])),
  );
};

const hasTables = ({ here }: Scene): boolean => here.all['route-tables'].size > 0;
const token = (scene: Scene): object => (scene.dice.chance(0.2) ? { ClientToken: scene.dice.pick(['one', 'two']) } : {});

/** Route tables with their routes and subnets, and network ACLs with their entries and subnets. */
export const routes: readonly Choice[] = [
  choice(
    'ec2:DeleteSubnet',
    (scene) => ({ SubnetId: anId(scene.dice, emptyAssociated(scene), 'subnet') }),
    (scene) => emptyAssociated(scene).length > 0,
    4,
  ),
  choice(
    'ec2:CreateRouteTable',
    (scene) => ({ VpcId: aVpc(scene), ...someTagSpecifications(scene.dice, 'route-table'), ...token(scene) }),
    hasTables,
    4,
  ),
  choice(
    'ec2:DeleteRouteTable',
    (scene) => ({ RouteTableId: scene.dice.chance(0.85) ? anId(scene.dice, ownTables(scene), 'rtb') : aTable(scene) }),
    (scene) => ownTables(scene).length > 0,
    10,
  ),
  choice('ec2:CreateRoute', createRoute, hasTables, 7),
  choice('ec2:ReplaceRoute', replaceRoute, hasRoutes, 6),
  choice('ec2:DeleteRoute', aRoute, hasRoutes, 3),
  choice('ec2:AssociateRouteTable', associateTable, (scene) => ownTables(scene).length > 0, 10),
  choice(
    'ec2:DisassociateRouteTable',
    (scene) => ({ AssociationId: anId(scene.dice, associations(scene, scene.dice.chance(0.1)), 'rtbassoc') }),
    (scene) => associations(scene, false).length > 0,
    12,
  ),
  choice('ec2:ReplaceRouteTableAssociation', replaceTable, (scene) => ownTables(scene).length > 0, 8),
  choice(
    'ec2:CreateNetworkAcl',
    (scene) => ({ VpcId: aVpc(scene), ...someTagSpecifications(scene.dice, 'network-acl'), ...token(scene) }),
    hasTables,
  ),
  choice(
    'ec2:DeleteNetworkAcl',
    (scene) => ({ NetworkAclId: scene.dice.chance(0.85) ? anId(scene.dice, ownAcls(scene), 'acl') : anAcl(scene) }),
    (scene) => ownAcls(scene).length > 0,
    10,
  ),
  choice('ec2:CreateNetworkAclEntry', entry, hasTables, 5),
  choice('ec2:ReplaceNetworkAclEntry', (scene) => ({ ...entry(scene), ...knownEntry(scene) }), hasTables, 6),
  choice('ec2:DeleteNetworkAclEntry', knownEntry, hasTables),
  choice('ec2:ReplaceNetworkAclAssociation', replaceAcl, (scene) => ownAcls(scene).length > 0, 7),
];
