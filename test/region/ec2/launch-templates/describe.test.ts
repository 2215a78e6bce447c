import assert from 'node:assert/strict';
import type { Filter } from '@aws-sdk/client-ec2';
import { openAccount } from '../../support/account';
import { addVersion, makeTemplate, numbers } from './support';

describe('DescribeLaunchTemplates', () => {
  const account = openAccount();
  const ids = ['alpha', 'beta', 'gamma'].map((name) => {
    account.pass(60);
    return makeTemplate(account, { KeyName: 'k' }, name);
  });
  account.run('ec2:CreateTags', { Resources: [ids[1]!], Tags: [{ Key: 'team', Value: 'blue' }] });
  const names = (input: object) =>
    account.run('ec2:DescribeLaunchTemplates', input).LaunchTemplates!.map(({ LaunchTemplateName }) => LaunchTemplateName);

  const cases: [string, object, string[]][] = [
    ['all', {}, ['alpha', 'beta', 'gamma']],
    ['by id', { LaunchTemplateIds: [ids[2], ids[0]] }, ['alpha', 'gamma']],
    ['by name', { LaunchTemplateNames: ['beta'] }, ['beta']],
    ['by id and name', { LaunchTemplateIds: [ids[0]], LaunchTemplateNames: ['beta'] }, ['alpha', 'beta']],
    ['by tag', { Filters: [{ Name: 'tag:team', Values: ['blue'] }] }, ['beta']],
    ['by tag key', { Filters: [{ Name: 'tag-key', Values: ['team'] }] }, ['beta']],
    ['by a pattern of names', { Filters: [{ Name: 'launch-template-name', Values: ['*a'] }] }, ['alpha', 'beta', 'gamma']],
    ['by time', { Filters: [{ Name: 'create-time', Values: ['2026-01-15T09:03:00*'] }] }, ['gamma']],
  ];
  for (const [what, input, expected] of cases) it(what, () => assert.deepEqual(names(input), expected));

  it('in pages', () => {
    const first = account.run('ec2:DescribeLaunchTemplates', { MaxResults: 2 });
    assert.equal(first.LaunchTemplates!.length, 2);
    assert.deepEqual(names({ MaxResults: 2, NextToken: first.NextToken }), ['gamma']);
  });

  it('not what is not there', () => {
    account.fails(
      'ec2:DescribeLaunchTemplates',
      { LaunchTemplateIds: ['lt-00000000000000000'] },
      'InvalidLaunchTemplateId.NotFound',
      'The specified launch template, with template ID lt-00000000000000000, does not exist.',
    );
    account.fails('ec2:DescribeLaunchTemplates', { LaunchTemplateIds: ['x'] }, 'InvalidLaunchTemplateId.Malformed');
    account.fails('ec2:DescribeLaunchTemplates', { LaunchTemplateNames: ['x'] }, 'InvalidLaunchTemplateName.NotFoundException');
    account.fails('ec2:DescribeLaunchTemplates', { MaxResults: 201 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeLaunchTemplates', { NextToken: 'x' }, 'InvalidNextToken');
    account.fails('ec2:DescribeLaunchTemplates', { DryRun: true }, 'DryRunOperation');
  });
});

describe('DescribeLaunchTemplateVersions', () => {
  const account = openAccount();
  const id = makeTemplate(account, { KeyName: 'k', ImageId: 'ami-1' });
  account.pass(60);
  addVersion(account, id, { EbsOptimized: true, InstanceType: 't3.small', KernelId: 'aki-1', RamDiskId: 'ari-1' });
  addVersion(account, id, { IamInstanceProfile: { Arn: 'arn:x' }, MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' } });
  addVersion(account, id, {
    NetworkInterfaces: [{ NetworkCardIndex: 1, DeviceIndex: 0 }],
    LicenseSpecifications: [{ LicenseConfigurationArn: 'arn:l' }],
    Placement: { HostResourceGroupArn: 'arn:h' },
  });
  account.run('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '2' });
  const other = makeTemplate(account, { KeyName: 'k' }, 'other');
  const found = (input: object) => numbers(account.run('ec2:DescribeLaunchTemplateVersions', input));
  const where = (Name: string, ...Values: string[]): { Filters: Filter[] } => ({ Filters: [{ Name, Values }] });

  const cases: [string, object, number[]][] = [
    ['all, newest first', {}, [4, 3, 2, 1]],
    ['some', { Versions: ['1', '3'] }, [3, 1]],
    ['$Latest and $Default, each once', { Versions: ['$Latest', '$Default', '4'] }, [4, 2]],
    ['from one on', { MinVersion: '3' }, [4, 3]],
    ['up to one', { MaxVersion: '2' }, [2, 1]],
    ['between', { MinVersion: '2', MaxVersion: '3' }, [3, 2]],
    ['create-time', where('create-time', '2026-01-15T09:00:00.000Z'), [1]],
    ['ebs-optimized', where('ebs-optimized', 'true'), [2]],
    ['http-endpoint', where('http-endpoint', 'enabled'), [3]],
    ['http-protocol-ipv4', where('http-protocol-ipv4', 'enabled'), [3]],
    ['http-tokens', where('http-tokens', 'required'), [3]],
    ['host-resource-group-arn', where('host-resource-group-arn', 'arn:h'), [4]],
    ['iam-instance-profile', where('iam-instance-profile', 'arn:x'), [3]],
    ['image-id', where('image-id', 'ami-1'), [1]],
    ['instance-type', where('instance-type', 't3.*'), [2]],
    ['is-default-version', where('is-default-version', 'true'), [2]],
    ['kernel-id', where('kernel-id', 'aki-1'), [2]],
    ['license-configuration-arn', where('license-configuration-arn', 'arn:l'), [4]],
    ['network-card-index', where('network-card-index', '1'), [4]],
    ['ram-disk-id', where('ram-disk-id', 'ari-1'), [2]],
  ];
  for (const [what, input, expected] of cases) it(what, () => assert.deepEqual(found({ LaunchTemplateId: id, ...input }), expected));

  it('of one by its name', () => assert.deepEqual(found({ LaunchTemplateName: 'other' }), [1]));

  it('the latest or default ones of all templates', () => {
    assert.deepEqual(found({ Versions: ['$Latest'] }), [4, 1]);
    assert.deepEqual(found({ Versions: ['$Default', '$Latest'] }), [4, 2, 1]);
  });

  it('in pages', () => {
    const first = account.run('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId: id, MaxResults: 3 });
    assert.deepEqual(numbers(first), [4, 3, 2]);
    assert.deepEqual(found({ LaunchTemplateId: id, MaxResults: 3, NextToken: first.NextToken }), [1]);
  });

  it('not what is not there', () => {
    const fails = (input: object, code: string) => account.fails('ec2:DescribeLaunchTemplateVersions', input, code);
    fails({ LaunchTemplateId: id, Versions: ['9'] }, 'InvalidLaunchTemplateId.VersionNotFound');
    fails({ LaunchTemplateId: id, LaunchTemplateName: 'other' }, 'InvalidParameterCombination');
    fails({ LaunchTemplateId: other, MaxResults: 201 }, 'InvalidParameterValue');
    fails({ LaunchTemplateId: other, Filters: [{ Name: 'color', Values: ['x'] }] }, 'InvalidParameterValue');
    fails({ Versions: ['1'] }, 'InvalidParameterValue');
    fails({}, 'MissingParameter');
    fails({ LaunchTemplateId: other, DryRun: true }, 'DryRunOperation');
  });
});
