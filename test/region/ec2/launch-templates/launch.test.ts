import assert from 'node:assert/strict';
import type { Instance, RequestLaunchTemplateData, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { makeProfile } from '../../iam/support';
import { image, type Machines, minimal, openMachines } from '../instances/support';
import { addVersion, makeTemplate } from './support';

const base: RequestLaunchTemplateData = { ImageId: image('al2023-x86'), InstanceType: 't3.micro' };
const one = { MinCount: 1, MaxCount: 1 };

function launch(machines: Machines, input: Partial<RunInstancesRequest>): Instance {
  const [made] = machines.run('ec2:RunInstances', { ...one, ...input }).Instances!;
  return made!;
}

/** Launches from a template with this data and this request beside it. */
function from(data: RequestLaunchTemplateData, input: Partial<RunInstancesRequest> = {}): { machines: Machines; made: Instance } {
  const machines = openMachines();
  const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, { ...base, ...data }) };
  return { machines, made: launch(machines, { LaunchTemplate, ...input }) };
}

describe('RunInstances by launch template', () => {
  it('takes the default version, the latest or any by number, by id or by name', () => {
    const machines = openMachines();
    const id = makeTemplate(machines, base);
    addVersion(machines, id, { ...base, InstanceType: 't3.small' });
    addVersion(machines, id, { ...base, InstanceType: 't3.medium' });
    machines.run('ec2:ModifyLaunchTemplate', { LaunchTemplateId: id, DefaultVersion: '2' });
    const type = (spec: object) => launch(machines, { LaunchTemplate: spec }).InstanceType;
    assert.deepEqual(
      [
        type({ LaunchTemplateId: id }),
        type({ LaunchTemplateName: 'web-template', Version: '$Default' }),
        type({ LaunchTemplateName: 'web-template', Version: '$Latest' }),
        type({ LaunchTemplateId: id, Version: '1' }),
      ],
      ['t3.small', 't3.small', 't3.medium', 't3.micro'],
    );
  });

  it('marks its instances as EC2 does', () => {
    const machines = openMachines();
    const id = makeTemplate(machines, {
      ...base,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
    });
    const { Tags, InstanceId } = launch(machines, { LaunchTemplate: { LaunchTemplateId: id } });
    const own = [
      { Key: 'aws:ec2launchtemplate:id', Value: id },
      { Key: 'aws:ec2launchtemplate:version', Value: '1' },
    ];
    assert.deepEqual(Tags, [{ Key: 'Name', Value: 'web' }, ...own]);
    const many = Array.from({ length: 49 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    machines.run('ec2:CreateTags', { Resources: [InstanceId!], Tags: many });
    machines.fails('ec2:CreateTags', { Resources: [InstanceId!], Tags: [{ Key: 'one more' }] }, 'TagLimitExceeded');
    machines.run('ec2:DeleteTags', { Resources: [InstanceId!] });
    assert.deepEqual(machines.describe(InstanceId!).Tags, own);
  });

  it('puts parameters of the request in the place of the template’s', () => {
    const { made } = from(
      { Monitoring: { Enabled: true }, MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 5 }, EbsOptimized: true },
      { InstanceType: 't3.small', MetadataOptions: { HttpTokens: 'required' } },
    );
    assert.deepEqual([made.InstanceType, made.EbsOptimized], ['t3.small', true]);
    assert.deepEqual([made.MetadataOptions!.HttpTokens, made.MetadataOptions!.HttpPutResponseHopLimit], ['required', 2]);
  });

  it('overrides block devices one device at a time', () => {
    const ebs = (VolumeSize: number) => ({ VolumeSize, VolumeType: 'gp3' as const });
    const { machines } = from(
      {
        BlockDeviceMappings: [
          { DeviceName: '/dev/xvda', Ebs: ebs(20) },
          { DeviceName: '/dev/sdb', Ebs: ebs(30) },
          { DeviceName: '/dev/sdc', Ebs: ebs(40) },
        ],
      },
      {
        BlockDeviceMappings: [
          { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 31, VolumeType: 'gp2' } },
          { DeviceName: '/dev/sdc', NoDevice: '' },
          { DeviceName: '/dev/sdd', Ebs: ebs(50) },
        ],
      },
    );
    machines.settle();
    const { Volumes } = machines.run('ec2:DescribeVolumes', {});
    const found = Volumes!.map(({ Attachments, Size, VolumeType }) => [Attachments![0]!.Device, Size, VolumeType]);
    assert.deepEqual(found.sort(), [
      ['/dev/sdb', 31, 'gp2'],
      ['/dev/sdd', 50, 'gp3'],
      ['/dev/xvda', 20, 'gp3'],
    ]);
  });

  it('joins tags key by key', () => {
    const { made } = from(
      {
        TagSpecifications: [
          {
            ResourceType: 'instance',
            Tags: [
              { Key: 'Name', Value: 'template' },
              { Key: 'team', Value: 'blue' },
            ],
          },
          { ResourceType: 'volume', Tags: [{ Key: 'disk', Value: 'yes' }] },
        ],
      },
      { TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'request' }] }] },
    );
    const tags = Object.fromEntries(made.Tags!.filter(({ Key }) => !Key!.startsWith('aws:')).map(({ Key, Value }) => [Key, Value]));
    assert.deepEqual(tags, { team: 'blue', Name: 'request' });
  });

  it('overrides network interfaces member by member at their device index', () => {
    const machines = openMachines();
    const { SecurityGroups } = machines.run('ec2:DescribeSecurityGroups', {});
    const { GroupId } = machines.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web' });
    assert.notEqual(GroupId, SecurityGroups![0]!.GroupId);
    const [a, b] = machines.run('ec2:DescribeSubnets', {}).Subnets!;
    const data = {
      ...base,
      NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: a!.SubnetId, Groups: [GroupId!], AssociatePublicIpAddress: false }],
    };
    const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, data) };
    const made = launch(machines, { LaunchTemplate, NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: b!.SubnetId }] });
    assert.deepEqual([made.SubnetId, made.SecurityGroups!.map((group) => group.GroupId)], [b!.SubnetId, [GroupId]]);
    machines.fails('ec2:RunInstances', { ...one, LaunchTemplate, SubnetId: b!.SubnetId }, 'InvalidParameterCombination');
  });

  it('takes security groups by id or by name as one parameter', () => {
    const machines = openMachines();
    const { GroupId } = machines.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'web' });
    const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, { ...base, SecurityGroupIds: [GroupId!] }) };
    const names = (input: object) => launch(machines, { LaunchTemplate, ...input }).SecurityGroups!.map(({ GroupName }) => GroupName);
    assert.deepEqual([names({}), names({ SecurityGroups: ['default'] })], [['web'], ['default']]);
  });

  it('answers a client token once', () => {
    const machines = openMachines();
    const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, base) };
    const again = () => machines.run('ec2:RunInstances', { ...one, LaunchTemplate, ClientToken: 'once' }).ReservationId;
    assert.equal(again(), again());
  });

  it('refuses templates that are not there', () => {
    const machines = openMachines();
    const id = makeTemplate(machines, base);
    const fails = (LaunchTemplate: object, code: string) => machines.fails('ec2:RunInstances', { ...one, LaunchTemplate }, code);
    fails({}, 'MissingParameter');
    fails({ LaunchTemplateId: id, LaunchTemplateName: 'web-template' }, 'InvalidParameterCombination');
    fails({ LaunchTemplateId: 'lt-x' }, 'InvalidLaunchTemplateId.Malformed');
    fails({ LaunchTemplateId: 'lt-00000000000000000' }, 'InvalidLaunchTemplateId.NotFound');
    fails({ LaunchTemplateName: 'nobody' }, 'InvalidLaunchTemplateName.NotFoundException');
    fails({ LaunchTemplateId: id, Version: '2' }, 'InvalidLaunchTemplateId.VersionNotFound');
    fails({ LaunchTemplateId: id, Version: 'two' }, 'InvalidParameterValue');
  });

  const refused: [string, RequestLaunchTemplateData, string][] = [
    ['a kernel', { KernelId: 'aki-12345678' }, 'InvalidAMIID.NotFound'],
    ['a RAM disk', { RamDiskId: 'ari-12345678' }, 'InvalidAMIID.NotFound'],
    ['an elastic GPU', { ElasticGpuSpecifications: [{ Type: 'eg1.medium' }] }, 'UnsupportedOperation'],
    ['a license', { LicenseSpecifications: [{ LicenseConfigurationArn: 'arn:l' }] }, 'UnsupportedOperation'],
    ['requirements', { InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } } }, 'UnsupportedOperation'],
    ['an unknown image', { ImageId: 'ami-00000000000000000' }, 'InvalidAMIID.NotFound'],
    ['an unknown key', { KeyName: 'nobody' }, 'InvalidKeyPair.NotFound'],
    ['an unknown profile', { IamInstanceProfile: { Name: 'nobody' } }, 'InvalidParameterValue'],
    ['tags on a fleet', { TagSpecifications: [{ ResourceType: 'fleet', Tags: [{ Key: 'a' }] }] }, 'InvalidParameterValue'],
  ];
  for (const [what, data, code] of refused) {
    it(`keeps ${what} in the template and refuses it at launch`, () => {
      const machines = openMachines();
      const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, { ...base, ...data }) };
      machines.fails('ec2:RunInstances', { ...one, LaunchTemplate }, code);
    });
  }

  it('misses what neither names', () => {
    const machines = openMachines();
    const LaunchTemplate = { LaunchTemplateId: makeTemplate(machines, { InstanceType: 't3.micro' }) };
    machines.fails('ec2:RunInstances', { ...one, LaunchTemplate }, 'MissingParameter');
  });
});

describe('RunInstances: images by parameter and instance profiles', () => {
  it('launches the image a Systems Manager parameter names', () => {
    const machines = openMachines();
    const ImageId = 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';
    assert.equal(machines.launch({ ImageId })[0]!.ImageId, image('al2023-x86'));
    assert.equal(
      launch(machines, { LaunchTemplate: { LaunchTemplateId: makeTemplate(machines, { ...base, ImageId }) } }).ImageId,
      image('al2023-x86'),
    );
    assert.equal(machines.run('ec2:DescribeImages', { ImageIds: [ImageId] }).Images![0]!.ImageId, image('al2023-x86'));
    machines.fails('ec2:RunInstances', { ...minimal, ImageId: 'resolve:ssm:/nothing' }, 'SsmInvalidParameter');
  });

  it('gives the instance its profile, by name or ARN, and shows it', () => {
    const machines = openMachines();
    const Id = makeProfile(machines, 'web');
    const Arn = 'arn:aws:iam::123456789012:instance-profile/web';
    const shown = (IamInstanceProfile: object) => machines.running({ IamInstanceProfile }).IamInstanceProfile;
    assert.deepEqual(
      [shown({ Name: 'web' }), shown({ Arn })],
      [
        { Arn, Id },
        { Arn, Id },
      ],
    );
    const count = (Name: string, value: string) =>
      machines.run('ec2:DescribeInstances', { Filters: [{ Name, Values: [value] }] }).Reservations!.length;
    assert.deepEqual(
      [count('iam-instance-profile.arn', Arn), count('iam-instance-profile.id', Id), count('iam-instance-profile.id', 'x')],
      [2, 2, 0],
    );
  });

  it('refuses profiles that are not there or hold no role', () => {
    const machines = openMachines();
    machines.run('iam:CreateInstanceProfile', { InstanceProfileName: 'empty' });
    const fails = (IamInstanceProfile: object, code: string, message?: string) =>
      machines.fails('ec2:RunInstances', { ...minimal, IamInstanceProfile }, code, message);
    fails(
      { Name: 'nobody' },
      'InvalidParameterValue',
      'Value (nobody) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
    );
    const arn = 'arn:aws:iam::000000000000:instance-profile/empty';
    fails(
      { Arn: arn },
      'InvalidParameterValue',
      `Value (${arn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
    );
    fails(
      { Name: 'empty' },
      'InvalidParameterValue',
      'IAM Instance Profile "arn:aws:iam::123456789012:instance-profile/empty" has no associated IAM Roles',
    );
    fails({ Name: 'empty', Arn: arn }, 'InvalidParameterCombination');
    fails({}, 'MissingParameter');
  });
});
