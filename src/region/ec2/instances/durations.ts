import { instanceType } from '../../catalog/instance-types';
import type { Context } from '../../kernel/context';

/** How long the phases of an instance take, in virtual milliseconds (reference: instances.md §1.3). Drawn anew each time. */

/** By then an instance that was launched is running. */
export const longestBoot = 16_000;

/** pending → running: 5 to 16 s, median 8. */
export function bootDuration(context: Context): number {
  return context.lognormal('boot', 8_000, 0.35, 5_000, longestBoot);
}

/** stopping → stopped: about 30 s; forced or without the operating system's shutdown, about 5. */
export function stopDuration(context: Context, hard: boolean): number {
  return hard ? context.lognormal('stop', 5_000, 0.25, 3_000, 10_000) : context.lognormal('stop', 30_000, 0.25, 15_000, 60_000);
}

/** shutting-down → terminated: about 30 s, at most a minute. */
export function terminateDuration(context: Context, hard: boolean): number {
  return hard ? context.lognormal('terminate', 5_000, 0.25, 1_000, 10_000) : context.lognormal('terminate', 30_000, 0.35, 1_000, 60_000);
}

/** A reboot takes about a minute, and the state stays `running`. */
export function rebootDuration(context: Context): number {
  return context.lognormal('reboot', 60_000, 0.2, 30_000, 120_000);
}

/** An operating system that does not answer is given this long before it is switched off (reference: instances.md §1.3). */
export const hardStopDuration = 240_000;

/** From switching it on again to a system that answers (reference: instances.md §1.3; CHOICE: the slower of the Linux figures). */
export const cleanBootDuration = 30_000;

/** CHOICE: changed metadata options reach a running instance within seconds. */
export const metadataDuration = 5_000;

/** CHOICE: detailed monitoring is switched on and off within seconds. */
export const monitoringDuration = 10_000;

/** Windows has a password this long after it began to run (EC2 User Guide, connect to your Windows instance). */
export const windowsPasswordDuration = 240_000;

/** So long after its launch an instance is not ready to hibernate yet: about two minutes (EC2 User Guide, troubleshoot hibernation). */
export const hibernationReadyDuration = 120_000;

/** Hibernating: 20 s and the time to write the memory to the root volume. */
export function hibernateDuration(typeName: string, rootMibPerSecond: number): number {
  return 20_000 + ((instanceType(typeName)?.memoryMib ?? 0) / rootMibPerSecond) * 1_000;
}

/** Status checks are made this often (reference: instances.md §3). */
export const statusCheckInterval = 60_000;

/** Status checks are `initializing` for this long after an instance enters `running`. */
export const statusCheckDuration = 180_000;

/** A terminated instance can be described for this long. */
export const terminatedVisible = 3_600_000;
