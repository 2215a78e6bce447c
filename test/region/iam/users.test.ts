import assert from 'node:assert/strict';
import { openAccount } from '../support/account';

describe('GetUser', () => {
  it('is the root user without a name: the caller, who has neither name nor path', () => {
    const account = openAccount();
    const made = account.sandbox.now;
    account.pass(3_600);
    const user = { UserId: '123456789012', Arn: 'arn:aws:iam::123456789012:root', CreateDate: new Date(made) };
    const { User } = account.run('iam:GetUser', {});
    assert.deepEqual(JSON.parse(JSON.stringify(User)), JSON.parse(JSON.stringify(user)));
    assert.deepEqual(account.run('iam:GetUser', {}, 'us-east-1').User, User);
    assert.equal(openAccount({ accountId: '999988887777' }).run('iam:GetUser', {}).User!.UserId, '999988887777');
  });

  it('finds no user by a name, and takes no text that is none', () => {
    const account = openAccount();
    account.fails('iam:GetUser', { UserName: 'Bob' }, 'NoSuchEntity', 'The user with name Bob cannot be found.');
    account.fails('iam:GetUser', { UserName: '' }, 'ValidationError');
    account.fails('iam:GetUser', { UserName: 'two words' }, 'ValidationError');
    account.fails('iam:GetUser', { UserName: 'x'.repeat(129) }, 'ValidationError');
  });
});
