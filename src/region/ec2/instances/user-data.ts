import { decodeBase64 } from '../../kernel/base64';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue } from '../../kernel/errors';
import { defineTable, type RowKey } from '../../store/table';
import { type InstanceRow, instanceTable } from './instances';

/** User data may be this long before base64 (reference: instances.md §2). */
export const userDataLimit = 16_384;

/**
 * User data, apart from the instances, whose rows are written again at each change of state. The id is that of the reservation, for all the
 * instances of a launch, or of the instance whose user data was changed later.
 */
export interface UserDataRow extends RowKey {
  /** Base64, as given. */
  readonly data: string;
}

export const userDataTable = defineTable<UserDataRow>({ name: 'ec2_user_data', columns: { data: 'text' }, indexes: {} });

/**
 * Checks user data as it comes over the wire.
 * @throws ApiError InvalidUserData.Malformed (not base64), InvalidParameterValue (longer than 16 KB before base64)
 */
export function checkUserData(text: string): string {
  const bytes = decodeBase64(text);
  if (!bytes) throw new ApiError('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.');
  if (bytes.length > userDataLimit) throw invalidValue('User data is limited to 16384 bytes');
  return text;
}

/** The user data of an instance in base64; undefined when it has none. */
export function userDataOf(context: Context, { userDataId }: InstanceRow): string | undefined {
  return userDataId === undefined ? undefined : context.get(userDataTable, userDataId)?.data;
}

/** Forgets user data that no instance has any more. */
export function forgetUserData(context: Context, userDataId: string | undefined): void {
  if (userDataId === undefined || context.rows(instanceTable).count('userData', userDataId) > 0) return;
  context.delete(userDataTable, userDataId);
}
