import assert from 'node:assert/strict';
import type { AccountSettings } from '../../../src/region/kernel/tables';
import { openAccount } from '../support/account';

describe('PutAccountSettings', () => {
  it('changes what is given and answers with all', () => {
    const account = openAccount();
    assert.deepEqual(account.run('sandbox:PutAccountSettings', { rules: 'classic' }), {
      Settings: { rules: 'classic', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
    });
    const quotas = { 'L-1216C47A': 64, 'L-E79EC296': 0 };
    const settings: AccountSettings = { rules: 'classic', freeTierPlan: 'none', quotaProfile: 'new', quotas };
    assert.deepEqual(account.run('sandbox:PutAccountSettings', { freeTierPlan: 'none', quotaProfile: 'new', quotas }), {
      Settings: settings,
    });
    assert.deepEqual(account.run('sandbox:PutAccountSettings', {}), { Settings: settings });
    const { rules, freeTierPlan, quotaProfile } = account.sandbox.account();
    assert.deepEqual({ rules, freeTierPlan, quotaProfile }, { rules: 'classic', freeTierPlan: 'none', quotaProfile: 'new' });
    assert.deepEqual(account.run('sandbox:PutAccountSettings', { quotas: {} }).Settings.quotas, {}, 'quotas are replaced as a whole');
  });

  it('refuses what it does not know', () => {
    const account = openAccount();
    const fails = (input: object, code = 'InvalidParameterValue', message?: string): void =>
      void account.fails('sandbox:PutAccountSettings', input as Partial<AccountSettings>, code, message);
    fails({ rules: 'tomorrow' }, 'InvalidParameterValue', 'Value (tomorrow) for rules is invalid. Valid values: today, classic');
    fails({ rules: null });
    fails({ rules: 'classic', freeTierPlan: 'all' });
    fails({ quotaProfile: 1 });
    for (const quotas of [null, 'L-1216C47A', [1], 5]) fails({ quotas });
    fails({ quotas: { 'L-00000000': 1 } }, 'InvalidParameterValue', "Unknown quota code 'L-00000000'");
    fails({ quotas: { 'L-1216C47A': -1 } });
    fails({ quotas: { 'L-1216C47A': 1.5 } });
    fails({ quotas: { 'L-1216C47A': '5' } });
    fails({ quotas: { 'L-1216C47A': 1e9 } });
    fails({ accountId: '1' }, 'UnknownParameter');
  });
});
