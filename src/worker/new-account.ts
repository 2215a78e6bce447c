import { randomBytes } from 'node:crypto';
import type { AccountDefinition } from '../region/kernel/definition';
import { hashFraction } from '../region/kernel/hash';
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

/** Makes an account. Its id is drawn from its seed, so that equal seeds make equal accounts. */
export function makeAccount({ definition, ports, defaultRegion, settings, now, seed = randomBytes(8).toString('hex') }: AccountPlan): Sandbox {
  const accountId = String(100_000_000_000 + Math.floor(hashFraction(`${seed}\naccount id`) * 900_000_000_000));
  return Sandbox.create(definition, ports, { accountId, seed, defaultRegion, now, settings });
}
