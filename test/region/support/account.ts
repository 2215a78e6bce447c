import assert from 'node:assert/strict';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../../src/region/aws/actions';
import { accountDefinition } from '../../../src/region/definition';
import type { Context } from '../../../src/region/kernel/context';
import { ApiError } from '../../../src/region/kernel/errors';
import { type NewAccount, Sandbox } from '../../../src/region/kernel/sandbox';
import type { AccountSettings } from '../../../src/region/kernel/tables';
import { sqlPorts } from './sql-ports';

/** The region a test account works in unless a call names another. */
export const seoul = 'ap-northeast-2';

/** The account's number in tests. */
export const accountId = '123456789012';

/** When a test account begins: 2026-01-15 09:00 UTC. */
export const creation = Date.UTC(2026, 0, 15, 9);

/** An account under test. */
export interface TestAccount {
  readonly sandbox: Sandbox;
  /** Runs an action that must succeed. */
  run<Name extends ActionName>(action: Name, input: InputOf<Name>, region?: string): OutputOf<Name>;
  /** Runs an action that must fail with this code, and this message when one is given, leaving the account as it was. */
  fails<Name extends ActionName>(action: Name, input: InputOf<Name>, code: string, message?: string, region?: string): ApiError;
  /** Lets virtual time pass, in seconds. */
  pass(seconds: number): void;
  /** Reads, and for what no action makes yet also writes, rows. */
  context(region?: string): Context;
}

/** Makes an account with the whole product's definition, an established one under today's rules unless told otherwise. */
export function openAccount(options: Partial<Omit<NewAccount, 'settings'>> & { settings?: Partial<AccountSettings> } = {}): TestAccount {
  const { settings, ...account } = options;
  const sandbox = Sandbox.create(accountDefinition, sqlPorts, {
    accountId,
    seed: 'test',
    defaultRegion: seoul,
    now: creation,
    ...account,
    settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {}, ...settings },
  });
  // An event that fails is undone and time goes on; a test must not go on with it.
  sandbox.onFault = (_event, error) => {
    throw error;
  };
  return {
    sandbox,
    run: (action, input, region = seoul) => sandbox.execute({ action, region, input, caller: null }),
    fails(action, input, code, message, region = seoul) {
      const before = sandbox.digest();
      try {
        sandbox.execute({ action, region, input, caller: null });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        assert.deepEqual({ code: error.code, message: error.message }, { code, message: message ?? error.message });
        assert.equal(sandbox.digest(), before, 'an error changes nothing');
        return error;
      }
      return assert.fail(`${action} succeeded instead of failing with ${code}`);
    },
    pass: (seconds) => void sandbox.advance(sandbox.now + seconds * 1000),
    context: (region = seoul) => sandbox.reader(region),
  };
}
