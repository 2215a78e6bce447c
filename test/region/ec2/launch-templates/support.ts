import type { LaunchTemplateVersion, RequestLaunchTemplateData } from '@aws-sdk/client-ec2';
import type { TestAccount } from '../../support/account';

/** Makes a template and answers its id. */
export function makeTemplate(account: TestAccount, data: RequestLaunchTemplateData, name = 'web-template'): string {
  return account.run('ec2:CreateLaunchTemplate', { LaunchTemplateName: name, LaunchTemplateData: data }).LaunchTemplate!.LaunchTemplateId!;
}

/** Adds a version, alone or from a source, and answers it. */
export function addVersion(
  account: TestAccount,
  id: string,
  data: RequestLaunchTemplateData,
  SourceVersion?: string,
): LaunchTemplateVersion {
  const input = { LaunchTemplateId: id, LaunchTemplateData: data, SourceVersion };
  return account.run('ec2:CreateLaunchTemplateVersion', input).LaunchTemplateVersion!;
}

/** The numbers of the versions a describe call answers with. */
export function numbers(found: { LaunchTemplateVersions?: LaunchTemplateVersion[] | undefined }): (number | undefined)[] {
  return found.LaunchTemplateVersions!.map(({ VersionNumber }) => VersionNumber);
}
