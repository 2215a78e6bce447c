import type { CreateVolumeRequest, Volume } from '@aws-sdk/client-ec2';
import { usageTable } from '../../../../src/region/kernel/tables';
import { type Machines, openMachines } from '../instances/support';

/** The zone the volumes of these tests are in. */
export const zone = 'ap-northeast-2a';

/** An account and shorthands for its volumes. */
export interface Volumes extends Machines {
  /** Makes a 10 GiB gp3 volume, or what is given, and waits until it is available; answers its id. */
  volume(input?: Partial<CreateVolumeRequest>): string;
  /** A volume as DescribeVolumes shows it now. */
  show(id: string): Volume;
  /** The state of a volume, and of its attachments. */
  state(id: string): string;
  /** What a resource is charged for now, and what it was. */
  usage(id: string, open?: boolean): [type: string, quantity: number][];
  /** Launches one in the zone of these tests and waits until it runs; answers its id. */
  machine(InstanceType?: string): string;
}

export function openVolumes(options?: Parameters<typeof openMachines>[0]): Volumes {
  const account = openMachines(options);
  const show = (id: string): Volume => account.run('ec2:DescribeVolumes', { VolumeIds: [id] }).Volumes![0]!;
  return {
    ...account,
    show,
    volume(input = {}) {
      const id = account.run('ec2:CreateVolume', { AvailabilityZone: zone, Size: 10, VolumeType: 'gp3', ...input }).VolumeId!;
      account.pass(10);
      return id;
    },
    state(id) {
      const { State, Attachments } = show(id);
      return [State, ...Attachments!.map((each) => each.State)].join(' ');
    },
    usage: (id, open = true) =>
      account
        .context()
        .list(usageTable)
        .filter(({ resource, to }) => resource === id && (to === undefined) === open)
        .map(({ usageType, quantity }) => [usageType, quantity]),
    machine: (InstanceType = 't3.micro') =>
      account.running({ InstanceType: InstanceType as 't3.micro', Placement: { AvailabilityZone: zone } }).InstanceId!,
  };
}
