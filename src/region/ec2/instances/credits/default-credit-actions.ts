import type { InstanceFamilyCreditSpecification } from '@aws-sdk/client-ec2';
import { defineAction } from '../../../kernel/action';
import { ApiError, missingParameter } from '../../../kernel/errors';
import { oneOf } from '../launch/options';
import { type BurstableFamily, burstableFamilies, changingDefault, defaultCredits, defaultCreditsTable } from './default-credits';

/** @throws ApiError MissingParameter, InvalidParameterValue */
function familyOf(name: string | undefined): BurstableFamily {
  if (!name) throw missingParameter('InstanceFamily');
  return oneOf('InstanceFamily', name, burstableFamilies)!;
}

function describe(InstanceFamily: BurstableFamily, CpuCredits: string): InstanceFamilyCreditSpecification {
  return { InstanceFamily, CpuCredits };
}

/** GetDefaultCreditSpecification (API): what the family's instances get when a launch does not say. */
export const getDefaultCreditSpecification = defineAction({
  name: 'ec2:GetDefaultCreditSpecification',
  access: 'read',
  inputs: { InstanceFamily: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceFamily }) {
    const family = familyOf(InstanceFamily);
    return { InstanceFamilyCreditSpecification: describe(family, defaultCredits(context, family)) };
  },
});

/**
 * ModifyDefaultCreditSpecification (API): takes about five minutes, and only then may it be changed again; instances that are there keep theirs.
 * @throws ApiError CreditSpecificationUpdateInProgress
 */
export const modifyDefaultCreditSpecification = defineAction({
  name: 'ec2:ModifyDefaultCreditSpecification',
  access: 'write',
  inputs: { InstanceFamily: 'honoured', CpuCredits: 'honoured', DryRun: 'honoured' },
  handle(context, { InstanceFamily, CpuCredits }) {
    const family = familyOf(InstanceFamily);
    if (!CpuCredits) throw missingParameter('CpuCredits');
    const cpuCredits = oneOf('CpuCredits', CpuCredits, ['standard', 'unlimited'] as const)!;
    if (changingDefault(context, family)) {
      throw new ApiError(
        'CreditSpecificationUpdateInProgress',
        `The default credit specification for the ${family} instance family is being updated. It takes about five minutes.`,
      );
    }
    const before = defaultCredits(context, family);
    context.put(defaultCreditsTable, { region: context.region, id: family, cpuCredits, before, changedAt: context.now });
    return { InstanceFamilyCreditSpecification: describe(family, cpuCredits) };
  },
});
