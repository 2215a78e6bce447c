import { aSubnet, aVpc } from './networks';
import { anId, choice, type Choice, idsWhere, type Scene, someTags, someTagSpecifications } from './scene';

const freeAddresses = ({ here }: Scene): string[] => idsWhere(here.all['elastic-ips'], ({ AssociationId }) => !AssociationId);

function createNat(scene: Scene): object {
  const { dice, here } = scene;
  const addresses = [...here.all['elastic-ips'].keys()];
  const hidden = addresses.length === 0 ? dice.chance(0.95) : dice.chance(0.2);
  return {
    SubnetId: aSubnet(scene),
    ...(hidden
      ? { ConnectivityType: 'private' }
      : { AllocationId: anId(dice, dice.chance(0.4) ? freeAddresses(scene) : addresses, 'eipalloc') }),
    ...(hidden && dice.chance(0.3) && { SecondaryPrivateIpAddressCount: dice.pick([1, 2, 9]) }),
    ...(dice.chance(0.2) && { ClientToken: dice.pick(['nat-1', 'nat-2']) }),
    ...someTagSpecifications(dice, 'natgateway'),
  };
}

const endable = ({ here }: Scene): string[] =>
  idsWhere(here.all['nat-gateways'], ({ State }) => State === 'available' || State === 'pending' || State === 'failed');

function createEndpoint(scene: Scene): object {
  const { dice, here, region } = scene;
  const VpcId = aVpc(scene);
  const tables = idsWhere(here.all['route-tables'], (table) => table.VpcId === VpcId);
  const subnets = idsWhere(here.subnets, (subnet) => subnet.VpcId === VpcId);
  const groups = idsWhere(here.groups, (group) => group.VpcId === VpcId);
  const gateway = dice.chance(0.55);
  return {
    VpcId,
    ServiceName: dice.chance(0.95)
      ? `com.amazonaws.${region}.${gateway ? dice.pick(['s3', 'dynamodb']) : dice.pick(['ssm', 'ec2', 'sqs', 'logs'])}`
      : 'com.example.nothing',
    ...(gateway
      ? { VpcEndpointType: 'Gateway', ...(tables.length > 0 && { RouteTableIds: dice.some(tables, 2) }) }
      : {
          VpcEndpointType: 'Interface',
          ...(subnets.length > 0 && { SubnetIds: dice.some(subnets, 2) }),
          ...(groups.length > 0 && dice.chance(0.5) && { SecurityGroupIds: dice.some(groups, 2) }),
          PrivateDnsEnabled: dice.chance(0.3),
        }),
    ...(dice.chance(0.1) && { PolicyDocument: dice.pick(['{"Statement":[]}', 'no json']) }),
    ...(dice.chance(0.15) && { ClientToken: dice.pick(['vpce-1', 'vpce-2']) }),
    ...someTagSpecifications(dice, 'vpc-endpoint'),
  };
}

const anEndpoint = ({ dice, here }: Scene): string => anId(dice, here.all['vpc-endpoints'].keys(), 'vpce');
const hasEndpoints = ({ here }: Scene): boolean => here.all['vpc-endpoints'].size > 0;

function modifyEndpoint(scene: Scene): object {
  const { dice, here } = scene;
  const VpcEndpointId = anEndpoint(scene);
  const endpoint = here.all['vpc-endpoints'].get(VpcEndpointId);
  const tables = idsWhere(here.all['route-tables'], ({ VpcId }) => VpcId === endpoint?.VpcId || dice.chance(0.05));
  const subnets = idsWhere(here.subnets, ({ VpcId }) => VpcId === endpoint?.VpcId || dice.chance(0.05));
  const groups = idsWhere(here.groups, ({ VpcId }) => VpcId === endpoint?.VpcId);
  const changes: readonly object[] =
    endpoint?.VpcEndpointType === 'Gateway'
      ? [
          ...(tables.length > 0 ? [{ AddRouteTableIds: dice.some(tables, 2) }] : []),
          { RemoveRouteTableIds: (endpoint.RouteTableIds ?? []).slice(0, 1) },
          { PolicyDocument: '{"Version":"2012-10-17","Statement":[]}' },
          { ResetPolicy: true },
        ]
      : [
          ...(subnets.length > 0 ? [{ AddSubnetIds: dice.some(subnets, 1) }] : []),
          { RemoveSubnetIds: (endpoint?.SubnetIds ?? []).slice(0, 1) },
          ...(groups.length > 0 ? [{ AddSecurityGroupIds: dice.some(groups, 1) }] : []),
          { PrivateDnsEnabled: dice.chance(0.5) },
          { ResetPolicy: true },
        ];
  return { VpcEndpointId, ...dice.pick(changes) };
}

function peer(scene: Scene): object {
  const { dice, here, there } = scene;
  const VpcId = aVpc(scene);
  const abroad = dice.chance(0.3) && there.all.vpcs.size > 0;
  const PeerVpcId = abroad
    ? anId(dice, there.all.vpcs.keys(), 'vpc')
    : anId(
        dice,
        idsWhere(here.all.vpcs, (_vpc, id) => id !== VpcId || dice.chance(0.05)),
        'vpc',
      );
  return { VpcId, PeerVpcId, ...(abroad && { PeerRegion: there.region }), ...someTagSpecifications(dice, 'vpc-peering-connection') };
}

const inState =
  (...codes: string[]) =>
  ({ here }: Scene): string[] =>
    idsWhere(here.all['vpc-peering-connections'], ({ Status }) => codes.includes(Status?.Code ?? ''));

const waiting = inState('pending-acceptance');
const living = inState('pending-acceptance', 'active', 'initiating-request', 'provisioning');
const active = inState('active');
const anyPeering = ({ here }: Scene): Iterable<string> => here.all['vpc-peering-connections'].keys();
const onPeering =
  (wanted: (scene: Scene) => string[], more: (scene: Scene) => object = () => ({})) =>
  (scene: Scene): object => ({
    VpcPeeringConnectionId: anId(scene.dice, scene.dice.chance(0.92) ? wanted(scene) : anyPeering(scene), 'pcx'),
    ...more(scene),
  });
const options = ({ dice }: Scene): object =>
  dice.pick([
    { RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: dice.chance(0.5) } },
    { AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: dice.chance(0.5) } },
    { RequesterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: false } },
    {},
  ]);

const hasVpcs = ({ here }: Scene): boolean => here.all.vpcs.size > 0;

/** NAT gateways, endpoints and peering. */
export const connections: readonly Choice[] = [
  choice('ec2:CreateNatGateway', createNat, hasVpcs, 6),
  choice(
    'ec2:DeleteNatGateway',
    (scene) => ({ NatGatewayId: anId(scene.dice, endable(scene), 'nat') }),
    (scene) => endable(scene).length > 0,
    6,
  ),
  choice('ec2:CreateVpcEndpoint', createEndpoint, hasVpcs, 6),
  choice('ec2:ModifyVpcEndpoint', modifyEndpoint, hasEndpoints, 5),
  choice(
    'ec2:DeleteVpcEndpoints',
    (scene) => ({ VpcEndpointIds: Array.from({ length: scene.dice.between(1, 2) }, () => anEndpoint(scene)) }),
    hasEndpoints,
    3,
  ),
  choice('ec2:CreateVpcPeeringConnection', peer, ({ here }) => here.all.vpcs.size > 1, 16),
  choice('ec2:AcceptVpcPeeringConnection', onPeering(waiting), (scene) => waiting(scene).length > 0, 57.3),
  choice('ec2:RejectVpcPeeringConnection', onPeering(waiting), (scene) => waiting(scene).length > 0, 49),
  choice('ec2:ModifyVpcPeeringConnectionOptions', onPeering(active, options), (scene) => active(scene).length > 0, 41),
  choice('ec2:DeleteVpcPeeringConnection', onPeering(living), (scene) => living(scene).length > 0, 11.2),
  choice('ec2:CreateTags', (scene) => ({ Resources: [anEndpoint(scene)], Tags: someTags(scene.dice) }), hasEndpoints, 1),
];
