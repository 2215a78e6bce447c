import assert from 'node:assert/strict';
import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2';
import { creation, openAccount } from '../../support/account';
import { image } from '../instances/support';
import { addVersion, makeTemplate } from './support';

const root = 'arn:aws:iam::123456789012:root';

describe('CreateLaunchTemplate', () => {
  it('makes a template with its version 1', () => {
    const account = openAccount();
    const { LaunchTemplate: made, Warning } = account.run('ec2:CreateLaunchTemplate', {
      LaunchTemplateName: 'web(1)/a-b_c.d',
      VersionDescription: 'the first',
      LaunchTemplateData: { ImageId: image('al2023-x86'), InstanceType: 't3.micro' },
      TagSpecifications: [{ ResourceType: 'launch-template', Tags: [{ Key: 'team', Value: 'blue' }] }],
    });
    assert.equal(Warning, undefined);
    assert.match(made!.LaunchTemplateId!, /^lt-[0-9a-f]{17}$/);
    const expected = {
      LaunchTemplateId: made!.LaunchTemplateId,
      LaunchTemplateName: 'web(1)/a-b_c.d',
      CreateTime: new Date(creation),
      CreatedBy: root,
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      Tags: [{ Key: 'team', Value: 'blue' }],
    };
    assert.deepEqual(made, expected);
    assert.deepEqual(account.run('ec2:DescribeLaunchTemplates', {}).LaunchTemplates, [expected]);
    assert.deepEqual(account.run('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateName: 'web(1)/a-b_c.d' }).LaunchTemplateVersions, [
      {
        LaunchTemplateId: made!.LaunchTemplateId,
        LaunchTemplateName: 'web(1)/a-b_c.d',
        VersionNumber: 1,
        VersionDescription: 'the first',
        CreateTime: new Date(creation),
        CreatedBy: root,
        DefaultVersion: true,
        LaunchTemplateData: { ImageId: image('al2023-x86'), InstanceType: 't3.micro' },
      },
    ]);
  });

  it('keeps the parameters as they were given, whatever they are', () => {
    const account = openAccount();
    const data: RequestLaunchTemplateData = {
      KernelId: 'aki-12345678',
      RamDiskId: 'ari-12345678',
      EbsOptimized: true,
      IamInstanceProfile: { Name: 'nobody' },
      BlockDeviceMappings: [
        { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 5, VolumeType: 'gp3', DeleteOnTermination: false } },
        { DeviceName: '/dev/sdc', NoDevice: '' },
      ],
      NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: ['sg-1'], SubnetId: 'subnet-1' }],
      KeyName: 'nobody',
      Monitoring: { Enabled: true },
      Placement: { AvailabilityZone: 'nowhere', Tenancy: 'dedicated' },
      UserData: 'aGk=',
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
      InstanceMarketOptions: { MarketType: 'spot', SpotOptions: { MaxPrice: '0.01', ValidUntil: new Date(creation + 1_000) } },
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 3 },
      InstanceRequirements: { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1024 }, MemoryGiBPerVCpu: { Min: 0.5 } },
    };
    const id = makeTemplate(account, data);
    const { LaunchTemplateVersions } = account.run('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId: id });
    assert.deepEqual(LaunchTemplateVersions![0]!.LaunchTemplateData, data);
  });

  it('warns of what a launch would stumble over', () => {
    const account = openAccount();
    const data = { ImageId: 'ami-00000000000000000', InstanceType: 't9.huge' as 't3.micro' };
    const Warning = {
      Errors: [
        { Code: 'InvalidAMIID.NotFound', Message: "The image id '[ami-00000000000000000]' does not exist" },
        { Code: 'InvalidParameterValue', Message: "Invalid value 't9.huge' for InstanceType." },
      ],
    };
    assert.deepEqual(account.run('ec2:CreateLaunchTemplate', { LaunchTemplateName: 'web', LaunchTemplateData: data }).Warning, Warning);
    const version = account.run('ec2:CreateLaunchTemplateVersion', { LaunchTemplateName: 'web', LaunchTemplateData: data });
    assert.deepEqual(version.Warning, Warning);
  });

  it('answers a repeated request with what it made', () => {
    const account = openAccount();
    const input = { LaunchTemplateName: 'web', LaunchTemplateData: { KeyName: 'k' }, ClientToken: 'x'.repeat(128) };
    const first = account.run('ec2:CreateLaunchTemplate', input);
    assert.deepEqual(account.run('ec2:CreateLaunchTemplate', input), first);
    account.fails('ec2:CreateLaunchTemplate', { ...input, LaunchTemplateName: 'other' }, 'IdempotentParameterMismatch');
    account.fails('ec2:CreateLaunchTemplate', { ...input, ClientToken: 'x'.repeat(129) }, 'InvalidParameterValue');
    account.run('ec2:DeleteLaunchTemplate', { LaunchTemplateName: 'web' });
    assert.notEqual(
      account.run('ec2:CreateLaunchTemplate', input).LaunchTemplate!.LaunchTemplateId,
      first.LaunchTemplate!.LaunchTemplateId,
    );
  });

  const refusals: [string, object, string][] = [
    ['no name', { LaunchTemplateName: undefined }, 'MissingParameter'],
    ['a short name', { LaunchTemplateName: 'ab' }, 'InvalidLaunchTemplateName.MalformedException'],
    ['a blank in the name', { LaunchTemplateName: 'a b c' }, 'InvalidLaunchTemplateName.MalformedException'],
    ['a name that is taken', { LaunchTemplateName: 'taken' }, 'InvalidLaunchTemplateName.AlreadyExistsException'],
    ['no data', { LaunchTemplateData: undefined }, 'MissingParameter'],
    ['empty data', { LaunchTemplateData: { SecurityGroupIds: [] } }, 'MissingParameter'],
    ['user data that is not base64', { LaunchTemplateData: { UserData: '#!' } }, 'InvalidUserData.Malformed'],
    ['a parameter that is not there', { LaunchTemplateData: { ImageId: 'resolve:ssm:/nothing' } }, 'SsmInvalidParameter'],
    ['an operator', { LaunchTemplateData: { Operator: { Principal: 'x' } } }, 'UnsupportedOperation'],
    ['a long description', { VersionDescription: 'x'.repeat(256) }, 'InvalidParameterValue'],
    ['tags on instances', { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a' }] }] }, 'InvalidParameterValue'],
    ['a dry run', { DryRun: true }, 'DryRunOperation'],
  ];
  for (const [what, input, code] of refusals) {
    it(`refuses ${what}`, () => {
      const account = openAccount();
      makeTemplate(account, { KeyName: 'k' }, 'taken');
      account.fails('ec2:CreateLaunchTemplate', { LaunchTemplateName: 'web', LaunchTemplateData: { KeyName: 'k' }, ...input }, code);
    });
  }

  it('stops at 5,000 templates', () => {
    const account = openAccount();
    for (let index = 0; index < 5_000; index++) makeTemplate(account, { KeyName: 'k' }, `template-${index}`);
    account.fails(
      'ec2:CreateLaunchTemplate',
      { LaunchTemplateName: 'web', LaunchTemplateData: { KeyName: 'k' } },
      'LaunchTemplateLimitExceeded',
    );
  });
});

describe('CreateLaunchTemplateVersion', () => {
  it('holds only what is given, or a source version with that in its place', () => {
    const account = openAccount();
    const mapping = { DeviceName: '/dev/sdb', Ebs: { SnapshotId: 'snap-12345678', VolumeSize: 5 } };
    const id = makeTemplate(account, { KeyName: 'k', InstanceType: 't3.micro', BlockDeviceMappings: [mapping] });
    assert.deepEqual(addVersion(account, id, { InstanceType: 't3.small' }).LaunchTemplateData, { InstanceType: 't3.small' });
    const inherited = addVersion(account, id, { InstanceType: 't3.small' }, '1');
    assert.deepEqual(
      [inherited.VersionNumber, inherited.DefaultVersion, inherited.LaunchTemplateData],
      [3, false, { KeyName: 'k', InstanceType: 't3.small', BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 5 } }] }],
    );
    const explicit = addVersion(account, id, { BlockDeviceMappings: [mapping] }, '$Latest');
    assert.deepEqual(explicit.LaunchTemplateData, { KeyName: 'k', InstanceType: 't3.small', BlockDeviceMappings: [mapping] });
    const fromDefault = account.run('ec2:CreateLaunchTemplateVersion', {
      LaunchTemplateName: 'web-template',
      SourceVersion: '$Default',
      VersionDescription: 'as the first',
      LaunchTemplateData: undefined,
    }).LaunchTemplateVersion!;
    assert.deepEqual(
      [fromDefault.VersionDescription, fromDefault.LaunchTemplateData!.InstanceType, fromDefault.LaunchTemplateData!.KeyName],
      ['as the first', 't3.micro', 'k'],
    );
    const [template] = account.run('ec2:DescribeLaunchTemplates', {}).LaunchTemplates!;
    assert.deepEqual([template!.DefaultVersionNumber, template!.LatestVersionNumber], [1, 5]);
  });

  it('shows a parameter as it is, or the image it names', () => {
    const account = openAccount();
    const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64';
    const id = makeTemplate(account, { ImageId });
    const shown = (ResolveAlias?: boolean) =>
      account.run('ec2:CreateLaunchTemplateVersion', { LaunchTemplateId: id, LaunchTemplateData: { ImageId }, ResolveAlias })
        .LaunchTemplateVersion!.LaunchTemplateData!.ImageId;
    assert.deepEqual([shown(), shown(false), shown(true)], [ImageId, ImageId, image('al2023-x86')]);
    const described = (ResolveAlias: boolean) =>
      account.run('ec2:DescribeLaunchTemplateVersions', { LaunchTemplateId: id, Versions: ['1'], ResolveAlias }).LaunchTemplateVersions![0]!
        .LaunchTemplateData!.ImageId;
    assert.deepEqual([described(false), described(true)], [ImageId, image('al2023-x86')]);
  });

  it('answers a repeated request with the version it made, until that is deleted', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    const input = { LaunchTemplateId: id, LaunchTemplateData: { KeyName: 'k' }, ClientToken: 'once' };
    const again = () => account.run('ec2:CreateLaunchTemplateVersion', input).LaunchTemplateVersion!.VersionNumber;
    assert.deepEqual([again(), again()], [2, 2]);
    account.run('ec2:DeleteLaunchTemplateVersions', { LaunchTemplateId: id, Versions: ['2'] });
    assert.equal(again(), 3);
  });

  it('refuses what is not there', () => {
    const account = openAccount();
    const id = makeTemplate(account, { KeyName: 'k' });
    const fails = (input: object, code: string, message?: string) =>
      account.fails(
        'ec2:CreateLaunchTemplateVersion',
        { LaunchTemplateId: id, LaunchTemplateData: { KeyName: 'k' }, ...input },
        code,
        message,
      );
    fails(
      { SourceVersion: '7' },
      'InvalidLaunchTemplateId.VersionNotFound',
      `Could not find the specified version 7 for the launch template with ID ${id}.`,
    );
    fails({ SourceVersion: 'seven' }, 'InvalidParameterValue');
    fails({ LaunchTemplateData: {} }, 'MissingParameter');
    fails({ LaunchTemplateId: 'lt-1' }, 'InvalidLaunchTemplateId.Malformed');
    fails({ LaunchTemplateId: 'lt-00000000000000000' }, 'InvalidLaunchTemplateId.NotFound');
    fails({ LaunchTemplateId: undefined, LaunchTemplateName: 'nobody' }, 'InvalidLaunchTemplateName.NotFoundException');
    fails({ LaunchTemplateName: 'web-template' }, 'InvalidParameterCombination');
    fails({ LaunchTemplateId: undefined }, 'MissingParameter');
    fails({ DryRun: true }, 'DryRunOperation');
  });
});
