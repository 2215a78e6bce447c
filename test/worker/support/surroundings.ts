import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountDefinition } from '../../../src/region/definition';
import { AccountHost, type HostOverrides, type Surroundings } from '../../../src/worker/account-host';
import { nodeDisk } from '../../../src/worker/disk';
import { loadPorts } from '../../../src/worker/ports';
import { nodeWallTime } from '../../../src/worker/wall-time';
import type { OpenOptions, WorkerEvents } from '../../../src/shared/worker';

/** The region that test accounts start in. */
export const seoul = 'ap-northeast-2';

/** Settings of a new account, as the editor's defaults are. */
export const settings = { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} } as const;

/** A paused account with a known seed. */
export const paused = { defaultRegion: seoul, seed: 'test', speed: 0, settings } as const satisfies OpenOptions;

/** sql.js, loaded once for all tests. */
export const ports = await loadPorts(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));

/** The real disk and the real time. */
export const surroundings: Surroundings = { definition: accountDefinition, ports, disk: nodeDisk, wall: nodeWallTime };

/** Something an account told. */
export type Told = {
  readonly [Name in keyof WorkerEvents]: { readonly name: Name; readonly value: WorkerEvents[Name] };
}[keyof WorkerEvents];

/** An account held by this process and all it told. */
export interface TestHost {
  readonly host: AccountHost;
  readonly told: Told[];
}

const opened: AccountHost[] = [];
const folders: string[] = [];

/** Opens an account that `cleanUp` will close. */
export function openHost(options: Partial<OpenOptions> = {}, around: Partial<Surroundings> = {}, overrides: HostOverrides = {}): TestHost {
  const told: Told[] = [];
  const host = AccountHost.open(
    { ...surroundings, ...around },
    { ...paused, ...options },
    (name, value) => told.push({ name, value } as Told),
    overrides,
  );
  opened.push(host);
  return { host, told };
}

/** A new folder that `cleanUp` will remove. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-sandbox-'));
  folders.push(folder);
  return folder;
}

/** To be called after each test. */
export async function cleanUp(): Promise<void> {
  for (const host of opened.splice(0)) await host.close().catch(() => undefined);
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs an action as the editor does. */
export const editor = { kind: 'editor' } as const;

/** A signal that is never aborted. */
export const never = new AbortController().signal;
