import assert from 'node:assert/strict';
import { creation, openAccount, type TestAccount } from '../support/account';
import { makeProfile, trustEc2 } from './support';

const role = (account: TestAccount, name = 'web', region?: string) => account.run('iam:GetRole', { RoleName: name }, region).Role!;

describe('IAM roles', () => {
  it('are made, described and kept for all regions of the account', () => {
    const account = openAccount();
    const made = account.run('iam:CreateRole', {
      RoleName: 'web',
      Path: '/team/',
      AssumeRolePolicyDocument: trustEc2,
      Description: 'Web servers',
      MaxSessionDuration: 7_200,
      Tags: [{ Key: 'team', Value: 'blue' }],
    }).Role!;
    assert.match(made.RoleId!, /^AROA[A-Z2-7]{17}$/);
    assert.deepEqual(made, {
      Path: '/team/',
      RoleName: 'web',
      RoleId: made.RoleId,
      Arn: 'arn:aws:iam::123456789012:role/team/web',
      CreateDate: new Date(creation),
      AssumeRolePolicyDocument:
        '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D',
      Description: 'Web servers',
      MaxSessionDuration: 7_200,
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    assert.deepEqual(role(account, 'web', 'us-east-1'), { ...made, RoleLastUsed: {} });
    assert.deepEqual(account.run('iam:ListRolePolicies', { RoleName: 'web' }), { PolicyNames: [], IsTruncated: false });
    assert.deepEqual(account.run('iam:ListAttachedRolePolicies', { RoleName: 'web', PathPrefix: '/' }), {
      AttachedPolicies: [],
      IsTruncated: false,
    });
  });

  it('last an hour and stand at / unless told otherwise', () => {
    const account = openAccount();
    account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trustEc2 });
    assert.deepEqual([role(account).Path, role(account).MaxSessionDuration], ['/', 3_600]);
  });

  it('list by name, by path, in pages', () => {
    const account = openAccount();
    for (const [RoleName, Path] of [
      ['zoe', '/a/'],
      ['adam', '/a/'],
      ['eve', '/b/'],
    ] as const) {
      account.run('iam:CreateRole', { RoleName, Path, AssumeRolePolicyDocument: trustEc2, Tags: [{ Key: 'k', Value: 'v' }] });
    }
    const first = account.run('iam:ListRoles', { MaxItems: 2 });
    assert.deepEqual([first.Roles!.map(({ RoleName }) => RoleName), first.IsTruncated], [['adam', 'eve'], true]);
    assert.equal(first.Roles![0]!.Tags, undefined, 'lists show no tags');
    const second = account.run('iam:ListRoles', { MaxItems: 2, Marker: first.Marker });
    assert.deepEqual([second.Roles!.map(({ RoleName }) => RoleName), second.IsTruncated, second.Marker], [['zoe'], false, undefined]);
    const below = account.run('iam:ListRoles', { PathPrefix: '/a/' });
    assert.deepEqual(
      below.Roles!.map(({ RoleName }) => RoleName),
      ['adam', 'zoe'],
    );
    account.fails('iam:ListRoles', { Marker: 'nonsense' }, 'ValidationError');
    account.fails('iam:ListRoles', { MaxItems: 0 }, 'ValidationError');
    account.fails('iam:ListRolePolicies', { RoleName: 'zoe', Marker: 'x' }, 'ValidationError');
    account.fails('iam:ListRolePolicies', { RoleName: 'zoe', MaxItems: 1_001 }, 'ValidationError');
    account.fails('iam:ListAttachedRolePolicies', { RoleName: 'zoe', Marker: 'x' }, 'ValidationError');
    account.fails('iam:ListAttachedRolePolicies', { RoleName: 'zoe', MaxItems: 1_001 }, 'ValidationError');
    account.fails('iam:ListAttachedRolePolicies', { RoleName: 'zoe', PathPrefix: 'x' }, 'ValidationError');
  });

  it('change', () => {
    const account = openAccount();
    account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trustEc2, Description: 'old', MaxSessionDuration: 7_200 });
    account.run('iam:UpdateRole', { RoleName: 'WEB', Description: 'new' });
    assert.deepEqual([role(account).Description, role(account).MaxSessionDuration], ['new', 3_600]);
    account.run('iam:UpdateRole', { RoleName: 'web', MaxSessionDuration: 43_200 });
    assert.deepEqual([role(account).Description, role(account).MaxSessionDuration], [undefined, 43_200]);
    const deny = trustEc2.replace('Allow', 'Deny');
    account.run('iam:UpdateAssumeRolePolicy', { RoleName: 'web', PolicyDocument: deny });
    assert.equal(decodeURIComponent(role(account).AssumeRolePolicyDocument!), deny);
  });

  it('take tags and lose them, whatever the case of their keys', () => {
    const account = openAccount();
    account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trustEc2 });
    account.run('iam:TagRole', {
      RoleName: 'web',
      Tags: [
        { Key: 'Team', Value: 'blue' },
        { Key: '이름', Value: '웹' },
      ],
    });
    account.run('iam:TagRole', { RoleName: 'web', Tags: [{ Key: 'team', Value: 'red' }] });
    const first = account.run('iam:ListRoleTags', { RoleName: 'web', MaxItems: 1 });
    assert.deepEqual([first.Tags, first.IsTruncated], [[{ Key: 'Team', Value: 'red' }], true]);
    assert.deepEqual(account.run('iam:ListRoleTags', { RoleName: 'web', MaxItems: 1, Marker: first.Marker }), {
      Tags: [{ Key: '이름', Value: '웹' }],
      IsTruncated: false,
    });
    account.run('iam:UntagRole', { RoleName: 'web', TagKeys: ['TEAM', 'nothing'] });
    assert.deepEqual(account.run('iam:ListRoleTags', { RoleName: 'web' }).Tags, [{ Key: '이름', Value: '웹' }]);
    const twice = [
      { Key: 'a', Value: '1' },
      { Key: 'A', Value: '2' },
    ];
    account.fails('iam:TagRole', { RoleName: 'web', Tags: twice }, 'InvalidInput');
    account.fails('iam:TagRole', { RoleName: 'web', Tags: [{ Key: 'aws:x', Value: '1' }] }, 'InvalidInput');
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    assert.equal(account.fails('iam:TagRole', { RoleName: 'web', Tags: many }, 'LimitExceeded').status, 409);
  });

  it('cannot go while an instance profile holds them', () => {
    const account = openAccount();
    makeProfile(account, 'web');
    const conflict = account.fails(
      'iam:DeleteRole',
      { RoleName: 'web' },
      'DeleteConflict',
      'Cannot delete entity, must remove roles from instance profile first.',
    );
    assert.equal(conflict.status, 409);
    account.run('iam:RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' });
    account.run('iam:DeleteRole', { RoleName: 'web' });
    const gone = account.fails('iam:GetRole', { RoleName: 'web' }, 'NoSuchEntity', 'The role with name web cannot be found.');
    assert.equal(gone.status, 404);
  });

  const policy = (statement: object): string =>
    JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', ...statement }] });
  const refusals: [string, object, string][] = [
    ['a name that is taken, in another case', { RoleName: 'WEB' }, 'EntityAlreadyExists'],
    ['no name', { RoleName: undefined }, 'ValidationError'],
    ['a blank in the name', { RoleName: 'a b' }, 'ValidationError'],
    ['a name of 65 characters', { RoleName: 'x'.repeat(65) }, 'ValidationError'],
    ['a path without slashes', { Path: 'team' }, 'ValidationError'],
    ['no trust policy', { AssumeRolePolicyDocument: undefined }, 'ValidationError'],
    ['a trust policy that is not JSON', { AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocument'],
    ['a trust policy without statements', { AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' }, 'MalformedPolicyDocument'],
    ['a trust policy with a resource', { AssumeRolePolicyDocument: policy({ Resource: '*' }) }, 'MalformedPolicyDocument'],
    ['a trust policy without a principal', { AssumeRolePolicyDocument: policy({ Principal: undefined }) }, 'MalformedPolicyDocument'],
    ['a trust policy about S3', { AssumeRolePolicyDocument: policy({ Action: 's3:GetObject' }) }, 'MalformedPolicyDocument'],
    ['a trust policy that is too long', { AssumeRolePolicyDocument: policy({ Sid: 'x'.repeat(2_048) }) }, 'LimitExceeded'],
    ['a session of a minute', { MaxSessionDuration: 60 }, 'ValidationError'],
    ['a session of a day', { MaxSessionDuration: 86_400 }, 'ValidationError'],
    ['a long description', { Description: 'x'.repeat(1_001) }, 'ValidationError'],
    ['a permissions boundary', { PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'UnsupportedOperation'],
  ];
  for (const [what, input, code] of refusals) {
    it(`refuse ${what}`, () => {
      const account = openAccount();
      account.run('iam:CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trustEc2 });
      account.fails('iam:CreateRole', { RoleName: 'other', AssumeRolePolicyDocument: trustEc2, ...input }, code);
    });
  }

  it('stop at a thousand', () => {
    const account = openAccount();
    for (let index = 0; index < 1_000; index++) {
      account.run('iam:CreateRole', { RoleName: `r${index}`, AssumeRolePolicyDocument: trustEc2 });
    }
    account.fails(
      'iam:CreateRole',
      { RoleName: 'one', AssumeRolePolicyDocument: trustEc2 },
      'LimitExceeded',
      'Cannot exceed quota for RolesPerAccount: 1000',
    );
  });
});
