import { defineAction } from '../kernel/action';
import { checkName } from './checks';
import { noSuchEntity } from './errors';
import { wholeSecond } from '../aws/whole-second';

/**
 * GetUser (IAM API): without a name the user whose access key signed the request, which is the account's root user here, the only one there is. It
 * has neither name nor path, its id is the account's, and it was made with the account (IAM User Guide, AWS account root user; as observed). It
 * has never signed in to a console, so that it has no `PasswordLastUsed`.
 * @throws ApiError NoSuchEntity for every name, ValidationError
 */
export const getUser = defineAction({
  name: 'iam:GetUser',
  access: 'read',
  inputs: { UserName: 'honoured' },
  handle(context, { UserName }) {
    if (UserName !== undefined) throw noSuchEntity(`The user with name ${checkName(UserName, 'userName', 128)} cannot be found.`);
    const { accountId, createdAt } = context.account;
    return {
      User: {
        Path: undefined,
        UserName: undefined,
        UserId: accountId,
        Arn: `arn:aws:iam::${accountId}:root`,
        CreateDate: wholeSecond(createdAt),
      },
    };
  },
});
