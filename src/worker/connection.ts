import { publicImage } from '../region/catalog/images';
import { tagsOf } from '../region/aws/tags';
import type { Sandbox } from '../region/kernel/sandbox';
import { passwordReadyAt } from '../region/ec2/instances/console/windows-passwords';
import { instanceTable } from '../region/ec2/instances/instances';
import { keyPairNamed } from '../region/ec2/key-pairs/key-pairs';
import { reachInstance } from '../region/ec2/network/reachability';
import { userAddress } from '../region/ec2/network/user-address';
import { securityGroupTable } from '../region/ec2/security-groups/security-groups';
import type { Connection } from '../shared/connect';

/** Ports at which machines let people log in. */
const [ssh, remoteDesktop] = [22, 3389];

/** What connecting to an instance depends on, and whether it would work now. */
export function connectionTo(sandbox: Sandbox, request: { region: string; id: string }): Connection {
  const { region, id } = request;
  const context = sandbox.reader(region);
  const row = context.get(instanceTable, id);
  const image = row && publicImage(region, row.imageId);
  const windows = image?.platform === 'windows';
  const port = windows ? remoteDesktop : ssh;
  const reach = reachInstance(context, id, { protocol: 'tcp', port, source: userAddress });
  const { Reservations } = row
    ? sandbox.execute({ action: 'ec2:DescribeInstances', region, input: { InstanceIds: [id] }, caller: { kind: 'session' } })
    : {};
  const { PublicDnsName, PublicIpAddress, PrivateIpAddress, SecurityGroups } = Reservations?.[0]?.Instances?.[0] ?? {};
  const groupId = reach.reason === 'security-group' ? reach.subjects[0] : SecurityGroups?.[0]?.GroupId;
  const group = groupId === undefined ? undefined : context.get(securityGroupTable, groupId);
  const pair = row?.keyName === undefined ? undefined : keyPairNamed(context, row.keyName);
  const passwordAt = passwordReadyAt(context, id);
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
    ...(passwordAt !== undefined && { passwordAt }),
    now: sandbox.now,
  };
}
