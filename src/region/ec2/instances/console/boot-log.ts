import { type CatalogImage, publicImage } from '../../../catalog/images';
import { instanceType } from '../../../catalog/instance-types';
import { decodeBase64 } from '../../../kernel/base64';
import type { Context } from '../../../kernel/context';
import { networkInterfaceTable } from '../../network-interfaces/network-interfaces';
import { privateDnsName } from '../../network/dns-names';
import type { InstanceRow } from '../instances';
import { userDataOf } from '../user-data';
import { derivedBytes } from './deterministic';

/** One line of a console, with the second of the boot at which it comes. */
export interface ConsoleLine {
  /** Seconds since the instance entered `running`. */
  readonly at: number;
  readonly text: string;
}

/** `2026-01-15 09:00:31`. */
function clock(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** An instance whose metadata service is off: what its image asks for at the boot is not there (EC2 User Guide, instance metadata options). */
function withoutMetadata({ options }: InstanceRow): boolean {
  return options.metadata.httpEndpoint === 'disabled';
}

/** What cloud-init, or on Windows the launch agent, says of user data: that it is there, and that nothing here executes it. */
function userDataWords(context: Context, row: InstanceRow): string {
  if (withoutMetadata(row)) return 'no metadata service answers: user data is not looked for';
  const data = userDataOf(context, row);
  if (data === undefined) return 'no user data';
  return `user data found (${decodeBase64(data)?.length ?? 0} bytes); Cloud Sandbox keeps it without executing it`;
}

function linuxLog(context: Context, row: InstanceRow, image: CatalogImage, booted: number): ConsoleLine[] {
  const type = instanceType(row.instanceType);
  const nic = context.by(networkInterfaceTable, 'instance', row.id)[0];
  const address = nic?.privateAddresses[0]?.address ?? '0.0.0.0';
  const host = privateDnsName(context, row.id, address, row.options.hostnameType).split('.')[0]!;
  const arm = image.architecture === 'arm64';
  const disk = type?.ebsNvme ? 'nvme0n1' : 'xvda';
  const wait = derivedBytes(context, `boot ${row.id} ${booted}`, 1)[0]! / 256;
  const kernel = (at: number, text: string): ConsoleLine => ({ at, text: `[${(at / 2).toFixed(6).padStart(12)}] ${text}` });
  return [
    kernel(0, `Linux version 6.1 (${image.distribution}) ${arm ? 'aarch64' : 'x86_64'}`),
    kernel(0, `Command line: root=/dev/${disk}p1 ro console=tty0 console=ttyS0,115200n8`),
    kernel(1, `DMI: Amazon EC2 ${row.instanceType}/, BIOS 1.0 10/16/2017`),
    kernel(1, `Memory: ${(type?.memoryMib ?? 0) * 1_024}K available`),
    kernel(1, `smp: Brought up 1 node, ${type?.vcpus ?? 1} CPUs`),
    kernel(
      2,
      type?.enaSupported ? `ena 0000:00:05.0: Elastic Network Adapter (ENA) found, mac addr ${nic?.macAddress}` : 'vif vif-0 eth0: ready',
    ),
    kernel(2, `EXT4-fs (${disk}p1): mounted filesystem with ordered data mode`),
    { at: 4, text: `systemd[1]: Set hostname to <${host}>.` },
    { at: 8 + wait, text: `cloud-init[1042]: Cloud-init running 'init' at ${clock(booted + 8_000)} +0000. Address ${address}` },
    { at: 10 + wait, text: `cloud-init[1042]: ${userDataWords(context, row)}` },
    ...(row.keyName === undefined || withoutMetadata(row)
      ? [{ at: 11 + wait, text: `cloud-init[1042]: no authorized SSH keys for user ${image.loginUser}` }]
      : [{ at: 11 + wait, text: `cloud-init[1042]: authorized key '${row.keyName}' for user ${image.loginUser}` }]),
    {
      at: 18 + wait,
      text: `cloud-init[1042]: Cloud-init finished at ${clock(booted + 18_000)} +0000. Datasource ${withoutMetadata(row) ? 'DataSourceNone' : 'DataSourceEc2Local'}.`,
    },
    { at: 20 + wait, text: '' },
    { at: 20 + wait, text: image.title },
    { at: 20 + wait, text: `Kernel 6.1 on an ${arm ? 'aarch64' : 'x86_64'} (-)` },
    { at: 20 + wait, text: `${host} login: ` },
  ];
}

function windowsLog(context: Context, row: InstanceRow, image: CatalogImage, booted: number): ConsoleLine[] {
  const line = (at: number, text: string): ConsoleLine => ({ at, text: `${clock(booted + at * 1_000).replace(/-/g, '/')}Z: ${text}` });
  return [
    line(20, 'Windows sysprep configuration complete.'),
    line(40, `AMI Origin Name: ${image.name}`),
    line(40, `Instance-ID: ${row.id}`),
    line(40, `Instance-Type: ${row.instanceType}`),
    line(60, `EC2Launch: ${userDataWords(context, row)}`),
    line(120, 'RDPCERTIFICATE-SUBJECTNAME: EC2AMAZ'),
    line(240, 'Message: Windows is Ready to use'),
  ];
}

/** What an instance's last boot writes to its console: plausible, and the same whenever it is asked for. */
export function bootLog(context: Context, row: InstanceRow, booted: number): ConsoleLine[] {
  const image = publicImage(row.region, row.imageId);
  if (!image) return [];
  const lines = image.platform === 'windows' ? windowsLog(context, row, image, booted) : linuxLog(context, row, image, booted);
  if (row.haltedSince === undefined) return lines;
  const halted = (row.haltedSince - booted) / 1_000;
  return [...lines.filter(({ at }) => at <= halted), { at: halted, text: 'reboot: System halted' }];
}
