import type { Session } from '../session';

/** How AWS describes one resource of a kind, by the kind's name: the part of the answer that is about this resource. */
const calls: Readonly<Record<string, (session: Session, region: string, id: string) => Promise<unknown>>> = {
  instances: async (session, region, id) =>
    (await session.execute('ec2:DescribeInstances', { InstanceIds: [id] }, region)).Reservations?.[0]?.Instances?.[0],
  images: async (session, region, id) =>
    (await session.execute('ec2:DescribeImages', { ImageIds: [id], IncludeDeprecated: true }, region)).Images?.[0],
  'key-pairs': async (session, region, id) =>
    (await session.execute('ec2:DescribeKeyPairs', { KeyPairIds: [id], IncludePublicKey: true }, region)).KeyPairs?.[0],
  'security-groups': async (session, region, id) =>
    (await session.execute('ec2:DescribeSecurityGroups', { GroupIds: [id] }, region)).SecurityGroups?.[0],
};

/**
 * The resource as its Describe action answers it.
 * @throws RemoteError when it is gone
 */
export function describeResource(session: Session, kind: string, region: string, id: string): Promise<unknown> {
  const call = calls[kind];
  if (!call) throw new Error(`No Describe action is known for ${kind}`);
  return call(session, region, id);
}
