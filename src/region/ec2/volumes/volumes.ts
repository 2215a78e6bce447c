import type { IdForm } from '../../aws/ids';
import { checkIdForm } from '../../aws/ids';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { hashHex } from '../../kernel/hash';
import { defineLifecycle } from '../../kernel/lifecycle';
import { defineTable, type RowKey } from '../../store/table';

/** How a volume hangs on an instance. */
export interface VolumeAttachment {
  readonly instanceId: string;
  readonly device: string;
  readonly status: 'attaching' | 'attached' | 'detaching';
  /** Epoch milliseconds. */
  readonly attachTime: number;
  readonly deleteOnTermination: boolean;
}

/** The states of a volume, as AWS names them (reference: storage.md §1.1). What is deleted has no row, and nothing here fails. */
export type VolumeStateName = 'creating' | 'available' | 'in-use' | 'deleting';

/** What can happen to a volume. */
export type VolumeEvent = 'created' | 'attach' | 'detached' | 'delete';

/** What a volume is and can do: what costs money, and what ModifyVolume changes. */
export interface VolumePerformance {
  /** GiB. */
  readonly size: number;
  readonly volumeType: string;
  readonly iops?: number;
  /** MiB/s. */
  readonly throughput?: number;
  readonly multiAttachEnabled?: boolean;
}

/** An EBS volume. */
export interface VolumeRow extends RowKey, VolumePerformance {
  readonly availabilityZone: string;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
  readonly snapshotId?: string;
  readonly state: VolumeStateName;
  /** Epoch milliseconds. */
  readonly createTime: number;
  readonly attachments: readonly VolumeAttachment[];
  readonly autoEnableIo?: boolean;
}

/** A volume that is being attached or detached is `in-use` all the while: its own state tells nothing of it. */
type Passing = Exclude<VolumeAttachment['status'], 'attached'>;

/** Which event leads where (reference: storage.md §1.1); a volume on its way to or from an instance is not settled either. */
export const volumeLifecycle = defineLifecycle<VolumeStateName | Passing, VolumeEvent>({
  transient: ['creating', 'deleting', 'attaching', 'detaching'],
  moves: {
    creating: { created: 'available' },
    available: { attach: 'in-use', delete: 'deleting' },
    'in-use': { attach: 'in-use', detached: 'available' },
    deleting: {},
    attaching: {},
    detaching: {},
  },
});

/** What a volume takes of the region's quotas: the same text of all that take the same. */
function quotaUse({ volumeType, size, iops = 0 }: VolumePerformance): string {
  return `${volumeType}/${size}/${iops}`;
}

/** What such a text says. */
export function readQuotaUse(use: string): { readonly volumeType: string; readonly size: number; readonly iops: number } {
  const [volumeType, size, iops] = use.split('/');
  return { volumeType: volumeType!, size: Number(size), iops: Number(iops) };
}

export const volumeTable = defineTable<VolumeRow, 'instance' | 'state' | 'quotaUse'>({
  name: 'ec2_volumes',
  kind: 'volumes',
  columns: {
    availabilityZone: 'text',
    size: 'integer',
    volumeType: 'text',
    iops: 'integer',
    throughput: 'integer',
    encrypted: 'boolean',
    kmsKeyId: 'text',
    snapshotId: 'text',
    state: 'text',
    createTime: 'integer',
    attachments: 'json',
    multiAttachEnabled: 'boolean',
    autoEnableIo: 'boolean',
  },
  indexes: {
    instance: (row) => row.attachments.map(({ instanceId }) => instanceId),
    state: ({ state, attachments }) =>
      attachments.every(({ status }) => status === 'attached')
        ? state
        : [...new Set([state, ...attachments.map(({ status }) => status).filter((status) => status !== 'attached')])],
    quotaUse,
  },
  showsNameOf: ['instance'],
  // An instance shows its block devices.
  about: (row) => row.attachments.map(({ instanceId }) => ({ kind: 'instances', id: instanceId })),
});

export const volumeIdForm: IdForm = { prefix: 'vol', errorPrefix: 'InvalidVolumeID', noun: 'volume' };

/** Some volumes by their ids, in that order. @throws ApiError InvalidVolumeID.Malformed, InvalidVolume.NotFound (EC2 error codes) */
export function findVolumes(context: Context, ids: readonly string[]): VolumeRow[] {
  for (const id of ids) checkIdForm(id, volumeIdForm);
  return ids.map((id) => {
    const row = context.get(volumeTable, id);
    if (!row) throw new ApiError('InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
    return row;
  });
}

/** One volume by its id. @throws ApiError MissingParameter, and those of `findVolumes` */
export function findVolume(context: Context, id: string | undefined): VolumeRow {
  if (!id) throw new ApiError('MissingParameter', 'The request must contain the parameter volumeId');
  return findVolumes(context, [id])[0]!;
}

/** The ARN of the key that encrypts what names no other: the account's `aws/ebs` key in this region. */
export function defaultKeyArn(context: Context): string {
  const { accountId } = context.account;
  const hex = hashHex(`aws/ebs ${accountId} ${context.region}`);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return `arn:aws:kms:${context.region}:${accountId}:key/${id}`;
}
