import assert from 'node:assert/strict';
import { openAccount } from '../support/account';

describe('GetCallerIdentity', () => {
  it('is the root user of the account, in every region', () => {
    const account = openAccount();
    const identity = { UserId: '123456789012', Account: '123456789012', Arn: 'arn:aws:iam::123456789012:root' };
    assert.deepEqual(account.run('sts:GetCallerIdentity', {}), identity);
    assert.deepEqual(account.run('sts:GetCallerIdentity', {}, 'us-east-1'), identity);
    assert.equal(openAccount({ accountId: '999988887777' }).run('sts:GetCallerIdentity', {}).Account, '999988887777');
  });
});
