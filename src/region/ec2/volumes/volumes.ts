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

/** An EBS volume. */
export interface VolumeRow extends RowKey {
  readonly availabilityZone: string;
  /** GiB. */
  readonly size: number;
  readonly volumeType: string;
  readonly iops?: number;
  /** MiB/s. */
  readonly throughput?: number;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string;
  readonly snapshotId?: string;
  readonly state: 'creating' | 'available' | 'in-use' | 'deleting' | 'deleted' | 'error';
  /** Epoch milliseconds. */
  readonly createTime: number;
  readonly attachments: readonly VolumeAttachment[];
}

export const volumeTable = defineTable<VolumeRow, 'instance' | 'state'>({
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
  },
  indexes: { instance: (row) => row.attachments.map(({ instanceId }) => instanceId), state: (row) => row.state },
});
