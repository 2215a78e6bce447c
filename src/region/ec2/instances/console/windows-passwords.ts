import { encodeBase64, utf8 } from '../../../kernel/base64';
import type { EventDefinition } from '../../../kernel/action';
import { message } from '../../../kernel/message';
import type { Context } from '../../../kernel/context';
import { ApiError } from '../../../kernel/errors';
import { eventTable } from '../../../kernel/tables';
import { defineTable, type RowKey } from '../../../store/table';
import { keyPairNamed } from '../../key-pairs/key-pairs';
import { parsePublicKey, rsaNumbers } from '../../key-pairs/public-key';
import { windowsPasswordDuration } from '../durations';
import type { InstanceRow } from '../instances';
import { derivedBytes } from './deterministic';
import { encryptPkcs1 } from './rsa';

/** What a Windows instance needs for its administrator's password, which itself is kept nowhere. The row's id is the instance's. */
export interface WindowsPasswordRow extends RowKey {
  /** The key pair's public half as it was at the launch: the pair may be deleted, the instance keeps the key. Absent without a key pair. */
  readonly publicKey?: string;
  /** Epoch milliseconds; absent until its first boot is done. */
  readonly readyAt?: number;
}

export const windowsPasswordTable = defineTable<WindowsPasswordRow>({
  name: 'ec2_windows_passwords',
  columns: { publicKey: 'text', readyAt: 'integer' },
  indexes: {},
});

const readyEvent = 'ec2:instance-password-ready';

/** The password can only be encrypted for RSA keys (EC2 User Guide, key pairs; the code and words as observed). @throws ApiError Unsupported */
export function checkWindowsKey(context: Context, keyName: string | undefined): void {
  if (keyName === undefined || keyPairNamed(context, keyName)?.keyType !== 'ed25519') return;
  throw new ApiError(
    'Unsupported',
    'ED25519 key pairs are not supported with Windows AMIs. Choose a different key pair type and try again.',
  );
}

/** Remembers the key of a Windows instance that is launched. */
export function prepareWindows(context: Context, { id, keyName }: InstanceRow): void {
  const publicKey = keyName === undefined ? undefined : keyPairNamed(context, keyName)?.publicKey;
  context.put(windowsPasswordTable, { region: context.region, id, ...(publicKey !== undefined && { publicKey }) });
}

/** When an instance's password could be asked for, or will be; undefined while nothing leads to one. */
export function passwordReadyAt(context: Context, id: string): number | undefined {
  const due = context.by(eventTable, 'subject', id).find(({ kind }) => kind === readyEvent);
  return context.get(windowsPasswordTable, id)?.readyAt ?? due?.at;
}

/** Windows instances that enter `running` without a password yet get one a few minutes later. */
export function expectPassword(context: Context, id: string): void {
  const row = context.get(windowsPasswordTable, id);
  if (row && row.readyAt === undefined) context.schedule(windowsPasswordDuration, readyEvent, id);
}

/** The first boot of Windows is done: the administrator's password can be asked for. */
export const passwordReady: EventDefinition = {
  kind: readyEvent,
  says: message('The password of the administrator can be decrypted'),
  handle(context, id) {
    const row = context.get(windowsPasswordTable, id);
    if (row) context.update(windowsPasswordTable, row, { readyAt: context.now });
  },
};

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const alphabets = [letters, letters.toLowerCase(), '23456789', '!@#$%^&*().;-='];

/**
 * The administrator's password, 32 characters of four kinds, as EC2's agents choose them. It follows from the account's seed and the
 * instance's id, so that it is never kept.
 */
function password(context: Context, id: string): string {
  const all = alphabets.join('');
  const characters = Array.from(derivedBytes(context, `password ${id}`, 32), (byte, index) => {
    const alphabet = alphabets[index] ?? all;
    return alphabet[byte % alphabet.length]!;
  });
  return characters.join('');
}

/** When the password was ready, and the password encrypted for the key's owner, in base64; empty while there is none to give. */
export function passwordData(context: Context, id: string): { readonly at: number; readonly data: string } {
  const row = context.get(windowsPasswordTable, id);
  const at = row?.readyAt ?? context.now;
  const key = row?.readyAt === undefined || row.publicKey === undefined ? undefined : parsePublicKey(row.publicKey);
  const numbers = key && rsaNumbers(key);
  const encrypted = numbers && encryptPkcs1(numbers, utf8(password(context, id)), derivedBytes(context, `padding ${id}`, 1_024));
  return { at, data: encrypted ? encodeBase64(encrypted) : '' };
}
