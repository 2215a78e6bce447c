import { limit, limitKeys, vcpuLimit } from '../catalog/quotas';
import type { VcpuQuotaFamily } from '../catalog/instance-types';
import { defineAction } from '../kernel/action';
import { invalidValue } from '../kernel/errors';
import { type AccountSettings, accountTable } from '../kernel/tables';

const choices = {
  rules: ['today', 'classic'],
  freeTierPlan: ['12-month', 'credit', 'none'],
  quotaProfile: ['established', 'new'],
} as const;

const families: readonly VcpuQuotaFamily[] = ['Standard', 'F', 'G and VT', 'P', 'X', 'Inf', 'Trn', 'DL', 'HPC', 'High Memory'];

/** The codes of quotas that can be set apart from the profile. */
function quotaCodes(): Set<string | undefined> {
  return new Set([
    ...limitKeys().map((key) => limit('new', key).code),
    ...families.flatMap((family) => [vcpuLimit('new', family, 'on-demand')?.code, vcpuLimit('new', family, 'spot')?.code]),
  ]);
}

function checkQuotas(quotas: unknown): void {
  if (typeof quotas !== 'object' || quotas === null || Array.isArray(quotas)) throw invalidValue('quotas must map quota codes to values');
  const known = quotaCodes();
  for (const [code, value] of Object.entries(quotas)) {
    if (!known.has(code)) throw invalidValue(`Unknown quota code '${code}'`);
    if (!Number.isInteger(value) || value < 0 || value > 1_000_000) {
      throw invalidValue(`The value of quota ${code} must be a whole number from 0 to 1000000`);
    }
  }
}

/**
 * PutAccountSettings, an action of our own: changes the settings that are given and answers with all of them. `quotas` replaces the whole of
 * the former ones (reference: lessons.md §3).
 * @throws ApiError InvalidParameterValue
 */
export const putAccountSettings = defineAction({
  name: 'sandbox:PutAccountSettings',
  access: 'write',
  inputs: { rules: 'honoured', freeTierPlan: 'honoured', quotaProfile: 'honoured', quotas: 'honoured' },
  handle(context, { rules, freeTierPlan, quotaProfile, quotas }) {
    for (const [name, value] of Object.entries({ rules, freeTierPlan, quotaProfile })) {
      const valid: readonly string[] = choices[name as keyof typeof choices];
      if (value !== undefined && !valid.includes(value))
        throw invalidValue(`Value (${value}) for ${name} is invalid. Valid values: ${valid.join(', ')}`);
    }
    if (quotas !== undefined) checkQuotas(quotas);
    const account = context.account;
    const settings: AccountSettings = {
      rules: rules ?? account.rules,
      freeTierPlan: freeTierPlan ?? account.freeTierPlan,
      quotaProfile: quotaProfile ?? account.quotaProfile,
      quotas: quotas ?? account.quotas,
    };
    context.inRegion('').update(accountTable, account, settings);
    return { Settings: settings };
  },
});
