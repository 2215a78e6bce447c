import { randomBytes } from 'node:crypto';
import type { AccountDefinition } from '../region/kernel/definition';
import { Sandbox } from '../region/kernel/sandbox';
import type { AccountSettings } from '../region/kernel/tables';
import type { Ports } from '../region/ports';

/** How a new account is to be. */
export interface AccountPlan {
  readonly definition: AccountDefinition;
  readonly ports: Ports;
  readonly defaultRegion: string;
  readonly settings: AccountSettings;
  /** Drawn at random when missing. */
  readonly seed?: string;
  /** Where its clock starts, epoch milliseconds. */
  readonly now: number;
}

/** The number of every account: AWS's own example, so that ARNs in lessons and scripts can be copied as they stand. */
const accountId = '123456789012';

/** Makes an account; equal seeds make equal accounts. */
export function makeAccount({
  definition,
  ports,
  defaultRegion,
  settings,
  now,
  seed = randomBytes(8).toString('hex'),
}: AccountPlan): Sandbox {
  return Sandbox.create(definition, ports, { accountId, seed, defaultRegion, now, settings });
}
