import { defineAction } from '../../../kernel/action';
import { missingParameter } from '../../../kernel/errors';
import { findInstances } from '../instances';
import { passwordData } from './windows-passwords';
import { wholeSecond } from '../../../aws/whole-second';

/**
 * GetPasswordData (API): empty for an instance that is not Windows, was launched without a key pair, or is not ready, which takes about four
 * minutes after it began to run. What it answers only the owner of the private key can read: neither it nor the password is in the account.
 * @throws ApiError MissingParameter, InvalidInstanceID.*
 */
export const getPasswordData = defineAction({
  name: 'ec2:GetPasswordData',
  access: 'read',
  inputs: { InstanceId: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceId }) {
    if (!InstanceId) throw missingParameter('InstanceId');
    findInstances(context, [InstanceId]);
    const { at, data } = passwordData(context, InstanceId);
    return { InstanceId, Timestamp: wholeSecond(at), PasswordData: data };
  },
});
