import assert from 'node:assert/strict';
import type { Image } from '@aws-sdk/client-ec2';
import { accountId, openAccount, type TestAccount } from '../../support/account';

const amazonLinux = 'ami-04bb4ddfc0e51bb5e';

function images(account: TestAccount, input: object = {}): Image[] {
  return account.run('ec2:DescribeImages', input).Images!;
}

/** How many images a filter lets through. */
function count(account: TestAccount, Name: string, ...Values: string[]): number {
  return images(account, { Filters: [{ Name, Values }] }).length;
}

describe('DescribeImages', () => {
  it("shows an image in AWS's shape", () => {
    const [image] = images(openAccount(), { ImageIds: [amazonLinux] });
    const SnapshotId = image!.BlockDeviceMappings![0]!.Ebs!.SnapshotId!;
    assert.match(SnapshotId, /^snap-[0-9a-f]{17}$/);
    assert.deepEqual(image, {
      ImageId: amazonLinux,
      ImageLocation: 'amazon/al2023-ami-2023.12.20260914.0-kernel-6.1-x86_64',
      State: 'available',
      OwnerId: '137112412989',
      ImageOwnerAlias: 'amazon',
      CreationDate: '2026-09-15T02:21:38.000Z',
      Public: true,
      ProductCodes: [],
      Architecture: 'x86_64',
      ImageType: 'machine',
      PlatformDetails: 'Linux/UNIX',
      UsageOperation: 'RunInstances',
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: true, SnapshotId, VolumeSize: 8, VolumeType: 'gp3', Encrypted: false } },
      ],
      Description: 'Amazon Linux 2023 AMI 2023.12.20260914.0 x86_64 HVM kernel-6.1',
      EnaSupport: true,
      Hypervisor: 'xen',
      Name: 'al2023-ami-2023.12.20260914.0-kernel-6.1-x86_64',
      RootDeviceName: '/dev/xvda',
      RootDeviceType: 'ebs',
      SriovNetSupport: 'simple',
      VirtualizationType: 'hvm',
      BootMode: 'uefi-preferred',
      ImdsSupport: 'v2.0',
      PublicSsmParameterName: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64',
      FreeTierEligible: true,
    });
  });

  it('finds by id and says which ids are not there', () => {
    const account = openAccount();
    assert.equal(images(account, { ImageIds: [amazonLinux, amazonLinux] }).length, 1);
    const fails = (ids: string[], code: string, message?: string): void =>
      void account.fails('ec2:DescribeImages', { ImageIds: ids }, code, message);
    fails(['ami-xyz'], 'InvalidAMIID.Malformed');
    fails(['ami-0123456789abcdef0'], 'InvalidAMIID.NotFound', "The image id '[ami-0123456789abcdef0]' does not exist");
    fails(
      [amazonLinux, 'ami-0123456789abcdef0', 'ami-01234567'],
      'InvalidAMIID.NotFound',
      "The image ids '[ami-0123456789abcdef0, ami-01234567]' do not exist",
    );
    account.fails('ec2:DescribeImages', { ImageIds: [amazonLinux] }, 'InvalidAMIID.NotFound', undefined, 'us-east-1');
  });

  it('lists by owner', () => {
    const account = openAccount();
    const all = images(account).length;
    const by = (...Owners: string[]): number => images(account, { Owners }).length;
    assert.equal(by('137112412989'), 7);
    assert.equal(by('aws-marketplace'), 6);
    assert.equal(by('amazon'), all - 6);
    assert.equal(by('self'), 0);
    assert.equal(by(accountId), 0);
    assert.equal(by('aws-backup-vault'), 0);
    assert.equal(by('self', 'aws-marketplace', '137112412989'), 13);
    account.fails('ec2:DescribeImages', { Owners: ['me'] }, 'InvalidUserID.Malformed', 'Invalid user id: "me"');
  });

  it('lists by who may launch: all, and nobody by name', () => {
    const account = openAccount();
    assert.equal(images(account, { ExecutableUsers: ['all'] }).length, images(account).length);
    assert.equal(images(account, { ExecutableUsers: ['self'] }).length, 0);
    assert.equal(images(account, { ExecutableUsers: ['111122223333'] }).length, 0);
    account.fails('ec2:DescribeImages', { ExecutableUsers: ['you'] }, 'InvalidUserID.Malformed', 'Invalid user id: "you"');
  });

  it('leaves deprecated images out unless asked for, from the day on', () => {
    const account = openAccount();
    const named = (input: object = {}): number =>
      images(account, { Filters: [{ Name: 'name', Values: ['*ubuntu-focal-20.04*', '*ubuntu-bionic-18.04*'] }], ...input }).length;
    assert.equal(named({ IncludeDeprecated: true }), 2);
    assert.equal(named(), 1, '18.04 was deprecated in June 2025');
    assert.equal(named({ IncludeDisabled: true }), 1);
    const [old] = images(account, { IncludeDeprecated: true, Filters: [{ Name: 'name', Values: ['*ubuntu-bionic-18.04*'] }] });
    assert.equal(old!.DeprecationTime, '2025-06-07T00:00:00.000Z');
    assert.equal(images(account, { ImageIds: [old!.ImageId] }).length, 1, 'named, it shows');
    account.pass((Date.UTC(2026, 4, 31) - account.sandbox.now) / 1_000);
    assert.equal(named(), 0, '20.04 follows at the end of May 2026');
  });

  it('filters', () => {
    const account = openAccount();
    const all = images(account).length;
    assert.equal(count(account, 'architecture', 'arm64') + count(account, 'architecture', 'x86_64'), all);
    assert.equal(count(account, 'platform', 'windows'), 8);
    assert.equal(count(account, 'image-id', amazonLinux), 1);
    assert.equal(count(account, 'name', 'al2023-ami-2023*kernel-6.1-x86_64'), 1);
    assert.equal(count(account, 'owner-id', '099720109477'), 7);
    assert.equal(count(account, 'owner-alias', 'aws-marketplace'), 6);
    assert.equal(count(account, 'product-code.type', 'marketplace'), 6);
    assert.equal(count(account, 'creation-date', '2026-09-15T*'), 5);
    assert.equal(count(account, 'block-device-mapping.volume-size', '2'), 1);
    assert.equal(count(account, 'block-device-mapping.volume-type', 'gp2', 'gp3'), all);
    assert.equal(count(account, 'block-device-mapping.encrypted', 'true'), 0);
    assert.equal(count(account, 'boot-mode', 'uefi-preferred', 'uefi', 'legacy-bios') > 0, true);
    assert.equal(count(account, 'public-ssm-parameter-name', '/aws/service/ami-amazon-linux-latest/*'), 7);
    for (const [name, value] of [
      ['ena-support', 'true'],
      ['hypervisor', 'xen'],
      ['image-type', 'machine'],
      ['is-public', 'true'],
      ['root-device-type', 'ebs'],
      ['sriov-net-support', 'simple'],
      ['state', 'available'],
      ['virtualization-type', 'hvm'],
      ['block-device-mapping.delete-on-termination', 'true'],
    ] as const) {
      assert.equal(count(account, name, value), all, name);
      assert.equal(count(account, name, 'no'), 0, name);
    }
    for (const name of ['kernel-id', 'source-image-id', 'state-reason-code', 'image-watermark.watermark-key']) {
      assert.equal(count(account, name, '*'), 0, name);
    }
  });

  it('pages', () => {
    const account = openAccount();
    const all = images(account).map(({ ImageId }) => ImageId);
    const paged: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const answer = account.run('ec2:DescribeImages', { MaxResults: 15, NextToken });
      assert.ok(answer.Images!.length <= 15);
      paged.push(...answer.Images!.map(({ ImageId }) => ImageId));
      NextToken = answer.NextToken;
    } while (NextToken);
    assert.deepEqual(paged, all);
    account.fails('ec2:DescribeImages', { MaxResults: 0 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeImages', { MaxResults: 1_001 }, 'InvalidParameterValue');
    account.fails('ec2:DescribeImages', { MaxResults: 5, ImageIds: [amazonLinux] }, 'InvalidParameterCombination');
    account.fails('ec2:DescribeImages', { NextToken: 'x' }, 'InvalidNextToken');
    account.fails('ec2:DescribeImages', { DryRun: true }, 'DryRunOperation');
  });
});
