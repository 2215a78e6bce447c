import { publicImages } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';

/** A snapshot that volumes can be made from. */
export interface SnapshotFacts {
  readonly id: string;
  /** GiB. */
  readonly size: number;
}

/**
 * A snapshot by its id: those of the public images' root volumes are there.
 * @throws ApiError InvalidSnapshotID.Malformed, InvalidSnapshot.NotFound (EC2 error codes)
 */
export function findSnapshot(context: Context, id: string): SnapshotFacts {
  if (!/^snap-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    throw new ApiError('InvalidSnapshotID.Malformed', `Invalid id: "${id}" (expecting "snap-...")`);
  }
  const image = publicImages(context.region).find(({ rootSnapshotId }) => rootSnapshotId === id);
  if (!image) throw new ApiError('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`);
  return { id, size: image.rootVolumeGib };
}
