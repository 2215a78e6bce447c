import assert from 'node:assert/strict';
import { creation, openAccount } from '../support/account';
import { makeProfile, trustEc2 } from './support';

describe('IAM instance profiles', () => {
  it('hold one role', () => {
    const account = openAccount();
    const role = account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trustEc2 }).Role!;
    account.run('iam:CreateRole', { RoleName: 'db', AssumeRolePolicyDocument: trustEc2 });
    const made = account.run('iam:CreateInstanceProfile', {
      InstanceProfileName: 'web',
      Path: '/team/',
      Tags: [{ Key: 'team', Value: 'blue' }],
    }).InstanceProfile!;
    assert.match(made.InstanceProfileId!, /^AIPA[A-Z2-7]{17}$/);
    const expected = {
      Path: '/team/',
      InstanceProfileName: 'web',
      InstanceProfileId: made.InstanceProfileId,
      Arn: 'arn:aws:iam::123456789012:instance-profile/team/web',
      CreateDate: new Date(creation),
    };
    assert.deepEqual(made, { ...expected, Roles: [], Tags: [{ Key: 'team', Value: 'blue' }] });
    account.run('iam:AddRoleToInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' });
    assert.deepEqual(account.run('iam:GetInstanceProfile', { InstanceProfileName: 'Web' }, 'us-east-1').InstanceProfile, {
      ...expected,
      Roles: [role],
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    assert.deepEqual(account.run('iam:ListInstanceProfilesForRole', { RoleName: 'web' }), {
      InstanceProfiles: [{ ...expected, Roles: [role] }],
      IsTruncated: false,
    });
    account.fails(
      'iam:AddRoleToInstanceProfile',
      { InstanceProfileName: 'web', RoleName: 'db' },
      'LimitExceeded',
      'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
    );
    account.fails('iam:RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'db' }, 'NoSuchEntity');
    account.fails('iam:DeleteInstanceProfile', { InstanceProfileName: 'web' }, 'DeleteConflict');
    account.run('iam:RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' });
    assert.deepEqual(account.run('iam:ListInstanceProfilesForRole', { RoleName: 'web' }).InstanceProfiles, []);
    account.run('iam:DeleteInstanceProfile', { InstanceProfileName: 'web' });
    account.fails('iam:GetInstanceProfile', { InstanceProfileName: 'web' }, 'NoSuchEntity', 'Instance Profile web cannot be found.');
  });

  it('list by name, by path, by role, in pages', () => {
    const account = openAccount();
    for (const name of ['zoe', 'adam']) makeProfile(account, name);
    account.run('iam:CreateInstanceProfile', { InstanceProfileName: 'eve', Path: '/b/' });
    const names = (found: { InstanceProfiles: { InstanceProfileName: string | undefined }[] | undefined }) =>
      found.InstanceProfiles!.map(({ InstanceProfileName }) => InstanceProfileName);
    const first = account.run('iam:ListInstanceProfiles', { MaxItems: 2 });
    assert.deepEqual(names(first), ['adam', 'eve']);
    assert.deepEqual(names(account.run('iam:ListInstanceProfiles', { MaxItems: 2, Marker: first.Marker })), ['zoe']);
    assert.deepEqual(names(account.run('iam:ListInstanceProfiles', { PathPrefix: '/b/' })), ['eve']);
    account.run('iam:AddRoleToInstanceProfile', { InstanceProfileName: 'eve', RoleName: 'zoe' });
    const ofZoe = account.run('iam:ListInstanceProfilesForRole', { RoleName: 'zoe', MaxItems: 1 });
    assert.deepEqual([names(ofZoe), ofZoe.IsTruncated], [['eve'], true]);
    assert.deepEqual(names(account.run('iam:ListInstanceProfilesForRole', { RoleName: 'zoe', MaxItems: 1, Marker: ofZoe.Marker })), [
      'zoe',
    ]);
  });

  it('take tags and lose them', () => {
    const account = openAccount();
    account.run('iam:CreateInstanceProfile', { InstanceProfileName: 'web' });
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    account.run('iam:TagInstanceProfile', { InstanceProfileName: 'web', Tags });
    const first = account.run('iam:ListInstanceProfileTags', { InstanceProfileName: 'web', MaxItems: 1 });
    assert.deepEqual([first.Tags, first.IsTruncated], [[Tags[0]], true]);
    const rest = account.run('iam:ListInstanceProfileTags', { InstanceProfileName: 'web', MaxItems: 1, Marker: first.Marker });
    assert.deepEqual(rest.Tags, [Tags[1]]);
    account.run('iam:UntagInstanceProfile', { InstanceProfileName: 'web', TagKeys: ['a'] });
    assert.deepEqual(account.run('iam:ListInstanceProfileTags', { InstanceProfileName: 'web' }).Tags, [Tags[1]]);
  });

  it('refuse what IAM refuses', () => {
    const account = openAccount();
    account.run('iam:CreateInstanceProfile', { InstanceProfileName: 'web' });
    account.fails(
      'iam:CreateInstanceProfile',
      { InstanceProfileName: 'WEB' },
      'EntityAlreadyExists',
      'Instance Profile WEB already exists.',
    );
    account.fails('iam:CreateInstanceProfile', { InstanceProfileName: 'x'.repeat(129) }, 'ValidationError');
    account.fails('iam:CreateInstanceProfile', { InstanceProfileName: 'a', Path: '/a' }, 'ValidationError');
    account.fails('iam:CreateInstanceProfile', { InstanceProfileName: 'a', Tags: [{ Key: '', Value: '' }] }, 'ValidationError');
    account.fails('iam:AddRoleToInstanceProfile', { InstanceProfileName: 'web', RoleName: 'nobody' }, 'NoSuchEntity');
  });
});
