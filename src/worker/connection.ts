import { publicImage } from '../region/catalog/images';
import { tagsOf } from '../region/aws/tags';
import type { Sandbox } from '../region/kernel/sandbox';
import { instanceTable } from '../region/ec2/instances/instances';
import { keyPairTable } from '../region/ec2/key-pairs/key-pairs';
import { reachInstance } from '../region/ec2/network/reachability';
import { userAddress } from '../region/ec2/network/user-address';
import { securityGroupTable } from '../region/ec2/security-groups/security-groups';
import type { Connection } from '../shared/connect';

/** Ports at which machines let people log in. */
const [ssh, remoteDesktop] = [22, 3389];
/** The password of Windows is ready 4 minutes after the first start (reference: instances.md §1.3). */
const passwordAfter = 240_000;

/** What connecting to an instance depends on, and whether it would work now. */
export function connectionTo(sandbox: Sandbox, request: { region: string; id: string }): Connection {
  const { region, id } = request;
  const context = sandbox.reader(region);
  const row = context.get(instanceTable, id);
  const image = row && publicImage(region, row.imageId);
  const windows = image?.platform === 'windows';
  const port = windows ? remoteDesktop : ssh;
  const reach = reachInstance(context, id, { protocol: 'tcp', port, source: userAddress });
  const { Reservations } = sandbox.execute({
    action: 'ec2:DescribeInstances',
    region,
    input: { Filters: [{ Name: 'instance-id', Values: [id] }] },
    caller: { kind: 'session' },
  });
  const { PublicDnsName, PublicIpAddress, PrivateIpAddress, SecurityGroups } = Reservations?.[0]?.Instances?.[0] ?? {};
  const groupId = reach.reason === 'security-group' ? reach.subjects[0] : SecurityGroups?.[0]?.GroupId;
  const group = groupId === undefined ? undefined : context.get(securityGroupTable, groupId);
  const pair = row?.keyName === undefined ? undefined : context.list(keyPairTable).find(({ name }) => name === row.keyName);
  return {
    id,
    label: tagsOf(context, id)['Name'] || id,
    ...(row && { state: row.state }),
    windows,
    loginUser: image?.loginUser ?? 'ec2-user',
    ...(PublicDnsName && { publicDns: PublicDnsName }),
    ...(PublicIpAddress && { publicIp: PublicIpAddress }),
    ...(PrivateIpAddress && { privateIp: PrivateIpAddress }),
    ...(row?.keyName !== undefined && { keyName: row.keyName }),
    ...(pair && { keyPairId: pair.id }),
    port,
    reach,
    ...(group && { group: { id: group.id, name: group.name } }),
    userAddress,
    ...(windows && row?.bootedAt !== undefined && { passwordAt: row.bootedAt + passwordAfter }),
    now: sandbox.now,
  };
}
