import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { aSubnet, associateSubnetBlock, ipv6VpcWithSubnet } from './networks';
import { anId, choice, type Choice, idsWhere, type Scene, someName, someTagSpecifications, steadily } from './scene';

const nics = ({ here }: Scene): ReadonlyMap<string, NetworkInterface> => here.all['network-interfaces'];
const own = (scene: Scene): string[] => idsWhere(nics(scene), ({ RequesterManaged }) => !RequesterManaged);
/** An interface of the user's own, mostly. */
export const aNic = (scene: Scene): string => anId(scene.dice, scene.dice.chance(0.95) ? own(scene) : nics(scene).keys(), 'eni');
const hasNics = (scene: Scene): boolean => own(scene).length > 0;
const loose = (scene: Scene): string[] =>
  idsWhere(nics(scene), ({ Status, RequesterManaged }) => Status === 'available' && !RequesterManaged);
const secondary = (scene: Scene): string[] =>
  [...nics(scene).values()].flatMap(({ Attachment }) =>
    Attachment?.InstanceId && Attachment.DeviceIndex !== 0 && Attachment.Status !== 'detaching' ? [Attachment.AttachmentId!] : [],
  );
const attachments = (scene: Scene): (string | undefined)[] => [...nics(scene).values()].map(({ Attachment }) => Attachment?.AttachmentId);

const addresses = ({ here }: Scene): string[] => [...here.all['elastic-ips'].keys()];
const mapped = ({ here }: Scene): string[] => idsWhere(here.all['elastic-ips'], ({ AssociationId }) => AssociationId !== undefined);
const free = ({ here }: Scene): string[] => idsWhere(here.all['elastic-ips'], ({ AssociationId }) => AssociationId === undefined);
const anAddress = (scene: Scene): string => anId(scene.dice, addresses(scene), 'eipalloc');

/** An address by its allocation, or now and then by itself. */
function byEither(scene: Scene, id: string): object {
  const PublicIp = scene.here.all['elastic-ips'].get(id)?.PublicIp;
  return PublicIp && scene.dice.chance(0.2) ? { PublicIp } : { AllocationId: id };
}

function associate(scene: Scene): object {
  const { dice, here } = scene;
  const address = byEither(scene, anId(dice, dice.chance(0.4) ? free(scene) : addresses(scene), 'eipalloc'));
  const again = dice.chance(0.4) ? { AllowReassociation: dice.chance(0.4) } : {};
  if (dice.chance(0.35))
    return {
      ...address,
      ...again,
      InstanceId: anId(
        dice,
        idsWhere(here.instances, ({ State }) => State?.Name === 'running'),
        'i',
      ),
    };
  const NetworkInterfaceId = aNic(scene);
  const privates = nics(scene).get(NetworkInterfaceId)?.PrivateIpAddresses ?? [];
  return {
    ...address,
    ...again,
    NetworkInterfaceId,
    ...(privates.length > 0 &&
      dice.chance(0.4) && { PrivateIpAddress: dice.chance(0.95) ? dice.pick(privates).PrivateIpAddress : '10.255.255.1' }),
  };
}

function disassociate(scene: Scene): object {
  const id = anId(scene.dice, mapped(scene), 'eipalloc');
  const { AssociationId, PublicIp } = scene.here.all['elastic-ips'].get(id) ?? {};
  if (!AssociationId) return { AssociationId: 'eipassoc-0123456789abcdef0' };
  return scene.dice.chance(0.8) ? { AssociationId } : { PublicIp };
}

function createNic(scene: Scene): object {
  const { dice, here } = scene;
  const useful = idsWhere(
    here.subnets,
    ({ AvailabilityZone, Ipv6CidrBlockAssociationSet = [] }) =>
      Ipv6CidrBlockAssociationSet.length > 0 ||
      [...here.instances.values()].some(({ Placement }) => Placement?.AvailabilityZone === AvailabilityZone),
  );
  const SubnetId = useful.length > 0 && dice.chance(0.7) ? dice.pick(useful) : aSubnet(scene);
  const groups = idsWhere(here.groups, ({ VpcId }) => VpcId === here.subnets.get(SubnetId)?.VpcId || dice.chance(0.02));
  return {
    SubnetId,
    Description: someName(dice).slice(0, 255),
    ...(groups.length > 0 && dice.chance(0.5) && { Groups: dice.some(groups, 3) }),
    ...dice.weighted<object>([
      [6, {}],
      [1, { SecondaryPrivateIpAddressCount: dice.pick([1, 2, 30]) }],
      [1, { PrivateIpAddress: `172.31.${dice.below(64)}.${dice.below(256)}` }],
      [0.5, { Ipv4PrefixCount: 1 }],
      [1, { Ipv6AddressCount: 1 }],
    ]),
    ...(dice.chance(0.15) && { ClientToken: dice.pick(['eni-1', 'eni-2']) }),
    ...someTagSpecifications(dice, 'network-interface'),
  };
}

/** Instances that can get another interface, with those of their zone. */
function attach(scene: Scene): object {
  const { dice, here } = scene;
  const NetworkInterfaceId = anId(dice, dice.chance(0.95) ? loose(scene) : own(scene), 'eni');
  const nic = nics(scene).get(NetworkInterfaceId);
  const fitting = idsWhere(
    here.instances,
    ({ State, VpcId, Placement }) =>
      (State?.Name === 'running' || State?.Name === 'stopped') &&
      VpcId === nic?.VpcId &&
      Placement?.AvailabilityZone === nic?.AvailabilityZone,
  );
  const InstanceId = anId(dice, dice.chance(0.95) ? fitting : here.instances.keys(), 'i');
  return { NetworkInterfaceId, InstanceId, DeviceIndex: dice.pick([1, 1, 1, 2, 0]) };
}

function assignPrivate(scene: Scene): object {
  const { dice } = scene;
  const NetworkInterfaceId = aNic(scene);
  const beginning = nics(scene).get(NetworkInterfaceId)?.PrivateIpAddress?.split('.').slice(0, 3).join('.') ?? '10.0.0';
  return {
    NetworkInterfaceId,
    ...dice.weighted<object>([
      [6, { SecondaryPrivateIpAddressCount: dice.pick([1, 1, 2, 40]) }],
      [3, { PrivateIpAddresses: [`${beginning}.${dice.below(256)}`], ...(dice.chance(0.5) && { AllowReassignment: true }) }],
      [1, { Ipv4PrefixCount: 1 }],
      [0.5, {}],
    ]),
  };
}

const withSecond = (scene: Scene): string[] =>
  idsWhere(
    nics(scene),
    ({ PrivateIpAddresses = [], Ipv4Prefixes = [], RequesterManaged }) =>
      !RequesterManaged && (PrivateIpAddresses.length > 1 || Ipv4Prefixes.length > 0),
  );

function unassignPrivate(scene: Scene): object {
  const { dice } = scene;
  const NetworkInterfaceId = anId(dice, withSecond(scene), 'eni');
  const { PrivateIpAddresses = [], Ipv4Prefixes = [] } = nics(scene).get(NetworkInterfaceId) ?? {};
  const seconds = PrivateIpAddresses.filter(({ Primary }) => !Primary || dice.chance(0.05)).map(
    ({ PrivateIpAddress }) => PrivateIpAddress!,
  );
  if (seconds.length === 0 && Ipv4Prefixes.length > 0)
    return { NetworkInterfaceId, Ipv4Prefixes: Ipv4Prefixes.map(({ Ipv4Prefix }) => Ipv4Prefix) };
  return { NetworkInterfaceId, PrivateIpAddresses: seconds.length > 0 ? dice.some(seconds, 2) : ['10.0.0.9'] };
}

const inIpv6 = (scene: Scene): string[] =>
  idsWhere(
    nics(scene),
    ({ SubnetId, RequesterManaged }) =>
      !RequesterManaged && (scene.here.subnets.get(SubnetId ?? '')?.Ipv6CidrBlockAssociationSet ?? []).length > 0,
  );
const withIpv6 = (scene: Scene): string[] => idsWhere(nics(scene), ({ Ipv6Addresses = [] }) => Ipv6Addresses.length > 0);

function unassignIpv6(scene: Scene): object {
  const NetworkInterfaceId = anId(scene.dice, withIpv6(scene), 'eni');
  const known =
    nics(scene)
      .get(NetworkInterfaceId)
      ?.Ipv6Addresses?.map(({ Ipv6Address }) => Ipv6Address!) ?? [];
  return { NetworkInterfaceId, Ipv6Addresses: known.length > 0 && scene.dice.chance(0.95) ? scene.dice.some(known, 2) : ['2001:db8::1'] };
}

function modifyNic(scene: Scene): object {
  const { dice, here } = scene;
  const NetworkInterfaceId = aNic(scene);
  const nic = nics(scene).get(NetworkInterfaceId);
  const groups = idsWhere(here.groups, ({ VpcId }) => VpcId === nic?.VpcId || dice.chance(0.03));
  return {
    NetworkInterfaceId,
    ...dice.weighted<object>([
      [3, { Description: { Value: someName(dice).slice(0, 255) } }],
      [2, { SourceDestCheck: { Value: dice.chance(0.5) } }],
      [3, groups.length > 0 ? { Groups: dice.some(groups, 3) } : {}],
      [2, { Attachment: { AttachmentId: nic?.Attachment?.AttachmentId, DeleteOnTermination: dice.chance(0.5) } }],
      [1, { AssociatePublicIpAddress: dice.chance(0.5) }],
      [1, { ConnectionTrackingSpecification: { TcpEstablishedTimeout: dice.pick([60, 3_600, 1]) } }],
      [0.5, {}],
    ]),
  };
}

/** Instances to which an Elastic IP address leads. */
const withAddress = ({ here }: Scene): string[] =>
  [...here.all['elastic-ips'].values()].flatMap(({ InstanceId }) => {
    const state = here.instances.get(InstanceId ?? '')?.State?.Name;
    return state === 'running' || state === 'stopped' ? [InstanceId!] : [];
  });

/** AssociateAddress of an address that is mapped, or to a private address that has one: that may be forbidden. */
function takeAway(scene: Scene): object {
  const { dice, here } = scene;
  const AllocationId = anId(dice, mapped(scene), 'eipalloc');
  const other = own(scene).filter((id) => id !== here.all['elastic-ips'].get(AllocationId)?.NetworkInterfaceId);
  return { AllocationId, NetworkInterfaceId: anId(dice, other, 'eni'), ...(dice.chance(0.7) && { AllowReassociation: dice.chance(0.5) }) };
}

/** Elastic IP addresses and network interfaces. */
export const addressRequests: readonly Choice[] = [
  steadily(choice('ec2:AssociateAddress', takeAway, (scene) => mapped(scene).length > 0 && own(scene).length > 1, 9)),
  choice(
    'ec2:TerminateInstances',
    (scene) => ({ InstanceIds: scene.dice.some(withAddress(scene), 2) }),
    (scene) => withAddress(scene).length > 0,
    4,
  ),
  choice(
    'ec2:AssociateVpcCidrBlock',
    (scene) => ({ VpcId: anId(scene.dice, scene.here.all.vpcs.keys(), 'vpc'), AmazonProvidedIpv6CidrBlock: true }),
    ({ here }) =>
      here.all.vpcs.size > 0 &&
      [...here.all.vpcs.values()].every(({ Ipv6CidrBlockAssociationSet = [] }) => Ipv6CidrBlockAssociationSet.length === 0),
    4,
  ),
  choice('ec2:AssociateSubnetCidrBlock', associateSubnetBlock, (scene) => ipv6VpcWithSubnet(scene).length > 0, 5),
  choice(
    'ec2:AllocateAddress',
    ({ dice }) => ({
      ...(dice.chance(0.7) && { Domain: dice.pick(['vpc', 'vpc', 'standard']) }),
      ...someTagSpecifications(dice, 'elastic-ip'),
    }),
    ({ here }) => here.all['elastic-ips'].size < 6,
    6,
  ),
  choice('ec2:AssociateAddress', associate, (scene) => addresses(scene).length > 0 && hasNics(scene), 12),
  choice('ec2:DisassociateAddress', disassociate, (scene) => mapped(scene).length > 0, 12),
  choice(
    'ec2:ReleaseAddress',
    (scene) => byEither(scene, anId(scene.dice, scene.dice.chance(0.8) ? free(scene) : addresses(scene), 'eipalloc')),
    (scene) => free(scene).length > 0,
    5,
  ),
  choice(
    'ec2:ModifyAddressAttribute',
    (scene) => ({ AllocationId: anAddress(scene), DomainName: scene.dice.pick(['mail.example.com', 'www.example.com.', 'no good', '']) }),
    (scene) => addresses(scene).length > 0,
    12,
  ),
  choice(
    'ec2:ResetAddressAttribute',
    (scene) => ({ AllocationId: anAddress(scene), Attribute: scene.dice.chance(0.95) ? 'domain-name' : 'colour' }),
    (scene) => addresses(scene).length > 0,
    4,
  ),
  choice('ec2:CreateNetworkInterface', createNic, ({ here }) => here.subnets.size > 0, 7),
  choice('ec2:AttachNetworkInterface', attach, (scene) => loose(scene).length > 0 && scene.here.instances.size > 0, 44.8),
  choice(
    'ec2:DetachNetworkInterface',
    (scene) => ({
      AttachmentId: anId(scene.dice, scene.dice.chance(0.92) ? secondary(scene) : attachments(scene), 'eni-attach'),
      ...(scene.dice.chance(0.3) && { Force: true }),
    }),
    (scene) => secondary(scene).length > 0,
    18,
  ),
  choice(
    'ec2:DeleteNetworkInterface',
    (scene) => ({ NetworkInterfaceId: anId(scene.dice, scene.dice.chance(0.85) ? loose(scene) : own(scene), 'eni') }),
    (scene) => loose(scene).length > 0,
    5,
  ),
  choice('ec2:AssignPrivateIpAddresses', assignPrivate, hasNics, 4),
  choice('ec2:UnassignPrivateIpAddresses', unassignPrivate, (scene) => withSecond(scene).length > 0, 6),
  choice(
    'ec2:AssignIpv6Addresses',
    (scene) => ({ NetworkInterfaceId: anId(scene.dice, inIpv6(scene), 'eni'), Ipv6AddressCount: scene.dice.pick([1, 1, 2, 50]) }),
    (scene) => inIpv6(scene).length > 0,
    12.8,
  ),
  choice('ec2:UnassignIpv6Addresses', unassignIpv6, (scene) => withIpv6(scene).length > 0, 22.4),
  choice('ec2:ModifyNetworkInterfaceAttribute', modifyNic, hasNics, 5),
  choice('ec2:ResetNetworkInterfaceAttribute', (scene) => ({ NetworkInterfaceId: aNic(scene), SourceDestCheck: 'true' }), hasNics, 2),
];
