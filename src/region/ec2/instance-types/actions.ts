import type { ActionDefinition } from '../../kernel/action';
import { describeInstanceTypeOfferings } from './describe-instance-type-offerings';
import { describeInstanceTypes } from './describe-instance-types';

/** What can be asked of instance types. */
export const instanceTypeActions: readonly ActionDefinition[] = [describeInstanceTypeOfferings, describeInstanceTypes];
