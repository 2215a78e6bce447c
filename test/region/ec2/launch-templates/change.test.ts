import assert from 'node:assert/strict';
import { launchTemplatesKind } from '../../../../src/region/ec2/launch-templates/launch-templates-kind';
import { findOfKind } from '../../../../src/region/kernel/kind';
import { clientTokenTable } from '../../../../src/region/kernel/tables';
import { openAccount } from '../../support/account';
import { addVersion, makeTemplate, numbers } from './support';

describe('ModifyLaunchTemplate', () => {
  it('names another default version', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    addVersion(account, id, { KeyName: 'l' });
    const input = { LaunchTemplateName: 'web-template', DefaultVersion: '2', ClientToken: 'once' };
    assert.equal(account.run('ec2:ModifyLaunchTemplate', input).LaunchTemplate!.DefaultVersionNumber, 2);
    assert.equal(
      account.run('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '1' }).LaunchTemplate!.DefaultVersionNumber,
      1,
    );
    assert.equal(
      account.run('ec2:ModifyLaunchTemplate', input).LaunchTemplate!.DefaultVersionNumber,
      1,
      'a repeated request changes nothing',
    );
    account.fails('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '666' }, 'InvalidLaunchTemplateId.VersionNotFound');
    account.fails('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id }, 'MissingParameter');
    account.fails('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '2', DryRun: true }, 'DryRunOperation');
  });
});

describe('Client tokens of changes', () => {
  it('are kept for the latest ten of a resource', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    addVersion(account, id, { KeyName: 'l' });
    const modify = (ClientToken: string, DefaultVersion: string) =>
      account.run('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion, ClientToken }).LaunchTemplate!.DefaultVersionNumber;
    for (let index = 1; index <= 11; index++) modify(`token-${index}`, '2');
    account.run('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '1' });
    assert.equal(account.context().by(clientTokenTable, 'result', id).length, 10);
    assert.equal(modify('token-2', '2'), 1, 'a repeated request changes nothing');
    assert.equal(modify('token-1', '2'), 2, 'a forgotten one is a new request');
  });
});

describe('DeleteLaunchTemplateVersions', () => {
  it('deletes what it can and tells of the rest; numbers are never used again', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    for (let index = 0; index < 3; index++) addVersion(account, id, { KeyName: 'k' });
    const item = (VersionNumber: number) => ({ LaunchTemplateId: id, LaunchTemplateName: 'web-template', VersionNumber });
    assert.deepEqual(
      account.run('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateName: 'web-template', Versions: ['4', '1', '3', '9'] }),
      {
        SuccessfullyDeletedLaunchTemplateVersions: [item(4), item(3)],
        UnsuccessfullyDeletedLaunchTemplateVersions: [
          {
            ...item(1),
            ResponseError: {
              Code: 'unexpectedError',
              Message: 'The default version of a launch template cannot be deleted. Set another default version first.',
            },
          },
          {
            ...item(9),
            ResponseError: { Code: 'launchTemplateVersionDoesNotExist', Message: 'The launch template version does not exist.' },
          },
        ],
      },
    );
    assert.equal(account.run('ec2:DescribeLaunchTemplates', {}).LaunchTemplates![0]!.LatestVersionNumber, 2);
    assert.equal(addVersion(account, id, { KeyName: 'k' }).VersionNumber, 5);
    assert.deepEqual(numbers(account.run('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId: id })), [5, 2, 1]);
  });

  it('takes 200 versions at most', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    const Versions = Array.from({ length: 201 }, (_, index) => String(index + 2));
    account.fails('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions }, 'InvalidParameterValue');
    account.run('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions: Versions.slice(1) });
    account.fails('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions: [] }, 'MissingParameter');
    account.fails('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions: ['$Latest'] }, 'InvalidParameterValue');
    account.fails('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions: ['2'], DryRun: true }, 'DryRunOperation');
  });
});

describe('DeleteLaunchTemplate', () => {
  it('deletes the template, its versions and its tags', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    account.run('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'a', Value: 'b' }] });
    account.fails('ec2:DeleteLaunchTemplate', { LaunchTemplateId: id, DryRun: true }, 'DryRunOperation');
    const { LaunchTemplate } = account.run('ec2:DeleteLaunchTemplate', { LaunchTemplateId: id });
    assert.deepEqual([LaunchTemplate!.LaunchTemplateId, LaunchTemplate!.Tags], [id, [{ Key: 'a', Value: 'b' }]]);
    assert.deepEqual(account.run('ec2:DescribeTags', {}).Tags, []);
    account.fails('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId: id }, 'InvalidLaunchTemplateId.NotFound');
    account.fails('ec2:DeleteLaunchTemplate', { LaunchTemplateName: 'web-template' }, 'InvalidLaunchTemplateName.NotFoundException');
    makeTemplate(account, { KeyName: 'k' });
  });
});

describe('Launch templates in the sidebar', () => {
  it('show their name and default version', () => {
    const account = openAccount();
    const id = makeTemplate(account, { InstanceType: 't3.micro' });
    const context = account.context();
    const { label, description, tooltip } = launchTemplatesKind.face(context, findOfKind(context, launchTemplatesKind, id)!);
    assert.deepEqual([label, description[0]], ['web-template', { text: 'default version {0}', args: [1] }]);
    assert.deepEqual(tooltip.at(-1), { caption: { text: 'Instance type' }, value: { text: '{0}', args: ['t3.micro'] } });
  });
});
