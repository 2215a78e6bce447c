import type { TestAccount } from '../support/account';

/** A trust policy that lets EC2 instances take the role. */
export const trustEc2 = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Makes an instance profile with a role of the same name in it; answers the profile's id. */
export function makeProfile(account: TestAccount, name: string): string {
  account.run('iam:CreateRole', { RoleName: name, AssumeRolePolicyDocument: trustEc2 });
  const { InstanceProfile } = account.run('iam:CreateInstanceProfile', { InstanceProfileName: name });
  account.run('iam:AddRoleToInstanceProfile', { InstanceProfileName: name, RoleName: name });
  return InstanceProfile!.InstanceProfileId!;
}
