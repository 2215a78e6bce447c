/**
 * What the compiled facts leave open about the public images: the concrete name of one dated build, its description as the
 * publisher writes it, root volume type, boot mode and IMDS support. Build dates are CHOSEN (before November 2026); a wrong
 * patch number in a name is harmless, since names are matched by pattern.
 *
 * Sources: EC2 User Guide "Requirements to launch an EC2 instance in UEFI boot mode" (Amazon Linux 2023 and
 * Windows_Server-2025-* boot by UEFI, Amazon Linux 2 on Graviton only); Canonical and Debian image naming; recorded
 * describe-images answers of the publishers. `classic` marks what is retired and no longer offered by default, with the
 * date on which the publisher deprecated it.
 */
const windows = (edition, build, more = {}) => ({
  distribution: 'Windows',
  name: `Windows_Server-${edition}-${build}`,
  rootVolumeType: 'gp2',
  ...more,
});

const amazonLinux2023 = (variant, kernel, arch) => ({
  distribution: 'Amazon Linux',
  name: `al2023-ami-${variant}2023.12.20260914.0-kernel-${kernel}-${arch}`,
  description: `Amazon Linux 2023 ${variant ? 'minimal ' : ''}AMI 2023.12.20260914.0 ${arch} HVM kernel-${kernel}`,
  created: '2026-09-15T02:21:38.000Z',
  rootVolumeType: 'gp3',
  bootMode: arch === 'arm64' ? 'uefi' : 'uefi-preferred',
  imdsSupport: 'v2.0',
  publicSsmParameterName: `/aws/service/ami-amazon-linux-latest/al2023-ami-${variant}kernel-${kernel}-${arch}`,
});

const amazonLinux2 = (arch) => ({
  distribution: 'Amazon Linux',
  name: `amzn2-ami-kernel-5.10-hvm-2.0.20260622.0-${arch}-gp2`,
  description: `Amazon Linux 2 LTS Arm64 Kernel 5.10 AMI 2.0.20260622.0 ${arch} HVM gp2`.replace(arch === 'arm64' ? '' : 'LTS Arm64 ', ''),
  created: '2026-06-23T19:04:11.000Z',
  rootVolumeType: 'gp2',
  bootMode: arch === 'arm64' ? 'uefi' : undefined,
  publicSsmParameterName: `/aws/service/ami-amazon-linux-latest/amzn2-ami-kernel-5.10-hvm-${arch}-gp2`,
});

const ubuntu = (codename, version, arch, build, more = {}) => {
  const gp3 = Number(version) >= 24;
  return {
    distribution: 'Ubuntu',
    name: `ubuntu/images/hvm-ssd${gp3 ? '-gp3' : ''}/ubuntu-${codename}-${version}-${arch}-server-${build}`,
    description: `Canonical, Ubuntu, ${version}, ${arch} ${codename} image`,
    created: `${build.slice(0, 4)}-${build.slice(4, 6)}-${build.slice(6)}T07:12:45.000Z`,
    rootVolumeType: gp3 ? 'gp3' : 'gp2',
    bootMode: arch === 'arm64' ? 'uefi' : 'uefi-preferred',
    imdsSupport: gp3 ? 'v2.0' : undefined,
    publicSsmParameterName: `/aws/service/canonical/ubuntu/server/${version}/stable/current/${arch}/hvm/ebs-gp${gp3 ? 3 : 2}/ami-id`,
    ...more,
  };
};

const debian = (version, arch) => ({
  distribution: 'Debian',
  name: `debian-${version}-${arch}-20260907-2230`,
  description: `Debian ${version} (20260907-2230)`,
  created: '2026-09-07T05:40:02.000Z',
  rootVolumeType: 'gp3',
  bootMode: arch === 'arm64' ? 'uefi' : 'uefi-preferred',
});

const bitnami = (name) => ({
  distribution: 'Bitnami',
  name,
  description:
    'This image may not be the latest version available and might include security vulnerabilities. Please check the latest, up-to-date, available version at https://bitnami.com/stacks.',
  created: '2026-08-26T11:08:57.000Z',
  rootVolumeType: 'gp2',
});

/** By image key. */
export const imageFacts = {
  'al2023-x86': amazonLinux2023('', '6.1', 'x86_64'),
  'al2023-612-x86': amazonLinux2023('', '6.12', 'x86_64'),
  'al2023-618-x86': amazonLinux2023('', '6.18', 'x86_64'),
  'al2023-arm': amazonLinux2023('', '6.1', 'arm64'),
  'al2023-min-x86': amazonLinux2023('minimal-', '6.1', 'x86_64'),
  'al2-x86': amazonLinux2('x86_64'),
  'al2-arm': amazonLinux2('arm64'),
  'al1-x86': {
    distribution: 'Amazon Linux',
    name: 'amzn-ami-hvm-2018.03.0.20231218.0-x86_64-gp2',
    description: 'Amazon Linux AMI 2018.03.0.20231218.0 x86_64 HVM gp2',
    created: '2023-12-19T01:33:20.000Z',
    rootVolumeType: 'gp2',
    classic: '2025-12-19T01:33:20.000Z',
  },
  'ubuntu-26.04-x86': ubuntu('resolute', '26.04', 'amd64', '20260908'),
  'ubuntu-24.04-x86': ubuntu('noble', '24.04', 'amd64', '20260901'),
  'ubuntu-22.04-x86': ubuntu('jammy', '22.04', 'amd64', '20260902'),
  'ubuntu-20.04-x86': ubuntu('focal', '20.04', 'amd64', '20250603', { classic: '2026-05-31T00:00:00.000Z' }),
  'ubuntu-18.04-x86': ubuntu('bionic', '18.04', 'amd64', '20230607', { bootMode: undefined, classic: '2025-06-07T00:00:00.000Z' }),
  'ubuntu-24.04-arm': ubuntu('noble', '24.04', 'arm64', '20260901'),
  'ubuntu-22.04-arm': ubuntu('jammy', '22.04', 'arm64', '20260902'),
  'ubuntu-pro-22.04': ubuntu('jammy', '22.04', 'amd64', '20260902', {
    name: 'ubuntu-pro-server/images/hvm-ssd/ubuntu-jammy-22.04-amd64-pro-server-20260902',
    description: 'Canonical, Ubuntu Pro, 22.04, amd64 jammy image',
    publicSsmParameterName: '/aws/service/canonical/ubuntu/pro-server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id',
  }),
  'debian-13': debian('13', 'amd64'),
  'debian-12': debian('12', 'amd64'),
  'debian-12-arm': debian('12', 'arm64'),
  'rhel-9': {
    distribution: 'Red Hat',
    name: 'RHEL-9.6.0_HVM-20260818-x86_64-0-Hourly2-GP3',
    description: 'Provided by Red Hat, Inc.',
    created: '2026-08-18T13:57:26.000Z',
    rootVolumeType: 'gp3',
    bootMode: 'uefi-preferred',
  },
  'rhel-8': {
    distribution: 'Red Hat',
    name: 'RHEL-8.10.0_HVM-20260811-x86_64-0-Hourly2-GP3',
    description: 'Provided by Red Hat, Inc.',
    created: '2026-08-11T12:20:51.000Z',
    rootVolumeType: 'gp3',
  },
  'sles-15': {
    distribution: 'SUSE Linux',
    name: 'suse-sles-15-sp7-v20260815-hvm-ssd-x86_64',
    description: 'SUSE Linux Enterprise Server 15 SP7 (HVM, 64-bit, SSD-Backed)',
    created: '2026-08-15T09:45:13.000Z',
    rootVolumeType: 'gp3',
    bootMode: 'uefi-preferred',
  },
  'sles-12': {
    distribution: 'SUSE Linux',
    name: 'suse-sles-12-sp5-v20241023-hvm-ssd-x86_64',
    description: 'SUSE Linux Enterprise Server 12 SP5 (HVM, 64-bit, SSD-Backed)',
    created: '2024-10-23T08:16:30.000Z',
    rootVolumeType: 'gp2',
    classic: '2026-10-23T08:16:30.000Z',
  },
  'win-2025': windows('2025-English-Full-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2025 Full Locale English AMI provided by Amazon',
    created: '2026-09-10T18:22:05.000Z',
    rootVolumeType: 'gp3',
    bootMode: 'uefi',
    imdsSupport: 'v2.0',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-Base',
  }),
  'win-2022': windows('2022-English-Full-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2022 Full Locale English AMI provided by Amazon',
    created: '2026-09-10T18:40:31.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base',
  }),
  'win-2019': windows('2019-English-Full-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2019 with Desktop Experience Locale English AMI provided by Amazon',
    created: '2026-09-10T18:51:47.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-Base',
  }),
  'win-2016': windows('2016-English-Full-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2016 with Desktop Experience Locale English AMI provided by Amazon',
    created: '2026-09-10T19:03:12.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-Base',
  }),
  'win-2012-r2': windows('2012-R2_RTM-English-64Bit-Base', '2023.10.11', {
    description: 'Microsoft Windows Server 2012 R2 RTM 64-bit Locale English AMI provided by Amazon',
    created: '2023-10-11T17:48:09.000Z',
    classic: '2023-11-10T00:00:00.000Z',
  }),
  'win-2022-core': windows('2022-English-Core-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2022 Core Locale English AMI provided by Amazon',
    created: '2026-09-10T18:44:26.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-Base',
  }),
  'win-2022-ko': windows('2022-Korean-Full-Base', '2026.09.09', {
    description: 'Microsoft Windows Server 2022 Full Locale Korean AMI provided by Amazon',
    created: '2026-09-10T18:47:58.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2022-Korean-Full-Base',
  }),
  'win-2022-sqlstd': windows('2022-English-Full-SQL_2022_Standard', '2026.09.09', {
    description: 'Microsoft Windows Server 2022 Full Locale English with SQL Standard 2022 AMI provided by Amazon',
    created: '2026-09-10T21:15:40.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-SQL_2022_Standard',
  }),
  'win-2022-sqlexp': windows('2022-English-Full-SQL_2022_Express', '2026.09.09', {
    description: 'Microsoft Windows Server 2022 Full Locale English with SQL Express 2022 AMI provided by Amazon',
    created: '2026-09-10T21:19:03.000Z',
    publicSsmParameterName: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-SQL_2022_Express',
  }),
  'ecs-al2023': {
    distribution: 'Amazon Linux',
    name: 'al2023-ami-ecs-hvm-2023.0.20260911-kernel-6.1-x86_64',
    description: 'Amazon Linux AMI 2023.0.20260911 x86_64 ECS HVM EBS',
    created: '2026-09-12T00:36:49.000Z',
    rootVolumeType: 'gp3',
    bootMode: 'uefi-preferred',
    imdsSupport: 'v2.0',
    publicSsmParameterName: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
  },
  'dlami-ubuntu22': {
    distribution: 'Ubuntu',
    name: 'Deep Learning OSS Nvidia Driver AMI GPU PyTorch 2.8.0 (Ubuntu 22.04) 20260830',
    description: 'Supported EC2 instances: G4dn, G5, G6, Gr6, G6e, P4d, P4de, P5, P5e, P5en. PyTorch 2.8 with the NVIDIA driver.',
    created: '2026-08-30T16:28:14.000Z',
    // The facts give no size; a machine of the sibling base image of 2025 shows a root file system of 73 G.
    rootGiB: 75,
    rootVolumeType: 'gp3',
    bootMode: 'uefi-preferred',
  },
  'wordpress-bitnami': bitnami('bitnami-wordpress-6.8.3-5-r05-linux-debian-12-x86_64-hvm-ebs-7d426cb7-9522-4dd7-a56b-55dd8cc1c8d0'),
  'lamp-bitnami': bitnami('bitnami-lampstack-8.4.13-0-r04-linux-debian-12-x86_64-hvm-ebs-6ad0bb2e-59dc-4b94-8d5f-1c0f2b1d7a63'),
  'gitlab-bitnami': bitnami('bitnami-gitlab-18.4.2-0-r02-linux-debian-12-x86_64-hvm-ebs-2e8a4c51-7f36-4d0b-9b1e-c3a9d5e0f748'),
  'tomcat-bitnami': bitnami('bitnami-tomcat-11.0.12-0-linux-debian-12-x86_64-hvm-ebs-nami'),
  'sim-paid-hardened': {
    distribution: 'Sample',
    name: 'sim-hardened-linux-1.4.0-20260901',
    description: 'Hardened Linux, a fictional product with a fictional price, for trying paid software',
    created: '2026-09-01T10:00:00.000Z',
    rootVolumeType: 'gp3',
  },
  'sim-paid-dbappliance': {
    distribution: 'Sample',
    name: 'sim-db-appliance-2.1.0-20260901',
    description: 'Database appliance, a fictional product with a fictional price, for trying paid software',
    created: '2026-09-01T10:30:00.000Z',
    rootVolumeType: 'gp3',
  },
};

const retired = { arch: 'x86_64', rootDevice: '/dev/sda1', ownerAlias: 'amazon', freeTier: false, marketplace: false };

/** Two retired images that older course material still names; the compiled facts hold only living ones. */
export const addedImages = [
  {
    ...retired,
    key: 'ubuntu-18.04-x86',
    name: 'Ubuntu Server 18.04 LTS (retired)',
    ownerId: '099720109477',
    platformDetails: 'Linux/UNIX',
    rootGiB: 8,
    user: 'ubuntu',
    softwareUsdPerHour: 0,
  },
  {
    ...retired,
    key: 'win-2012-r2',
    name: 'Microsoft Windows Server 2012 R2 Base (retired)',
    ownerId: '801119661308',
    platformDetails: 'Windows',
    rootGiB: 30,
    user: 'Administrator',
    softwareUsdPerHour: null,
  },
];
