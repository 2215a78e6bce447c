import { defineAction } from '../kernel/action';
import { invalidValue } from '../kernel/errors';
import { type AccountSettings, accountTable } from '../kernel/tables';

const choices = {
  rules: ['today', 'classic'],
  freeTierPlan: ['12-month', 'credit', 'none'],
  quotaProfile: ['established', 'new'],
} as const;

/**
 * PutAccountSettings: the rules, the free-tier plan, the quota profile and single quotas (reference: lessons.md §3). What is not given stays;
 * `quotas` replaces the single quotas as a whole. @throws ApiError InvalidParameterValue
 */
export const putAccountSettings = defineAction({
  name: 'sandbox:PutAccountSettings',
  access: 'write',
  inputs: { rules: 'honoured', freeTierPlan: 'honoured', quotaProfile: 'honoured', quotas: 'honoured' },
  handle(context, input) {
    for (const [name, allowed] of Object.entries(choices)) {
      const given = input[name as keyof typeof choices];
      if (given !== undefined && !(allowed as readonly string[]).includes(given)) {
        throw invalidValue(`Value (${String(given)}) for parameter ${name} is invalid. Valid values are: ${allowed.join(', ')}.`);
      }
    }
    for (const [code, value] of Object.entries(input.quotas ?? {})) {
      if (!/^L-[0-9A-F]{8}$/.test(code)) throw invalidValue(`'${code}' is not a quota code: expecting L- and 8 hex digits.`);
      if (!Number.isInteger(value) || value < 0 || value > 1_000_000_000) {
        throw invalidValue(`Value (${String(value)}) for quota ${code} is invalid: expecting a whole number from 0 to 1000000000.`);
      }
    }
    const account = context.inRegion('');
    const row = account.update(accountTable, context.account, definedOnly(input));
    const { rules, freeTierPlan, quotaProfile, quotas } = row;
    return { Settings: { rules, freeTierPlan, quotaProfile, quotas } };
  },
});

function definedOnly(input: Partial<AccountSettings>): Partial<AccountSettings> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
