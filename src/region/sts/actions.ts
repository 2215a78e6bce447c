import type { ActionDefinition } from '../kernel/action';
import { defineAction } from '../kernel/action';

/** GetCallerIdentity (STS API): the sandbox knows one caller, the account's root user, whose access key the endpoint checks. */
const getCallerIdentity = defineAction({
  name: 'sts:GetCallerIdentity',
  access: 'read',
  inputs: {},
  handle(context) {
    const { accountId } = context.account;
    return { UserId: accountId, Account: accountId, Arn: `arn:aws:iam::${accountId}:root` };
  },
});

/** What can be asked of STS. */
export const stsActions: readonly ActionDefinition[] = [getCallerIdentity];
