import type { ActionDefinition } from '../kernel/action';
import { getParameter, getParameters } from './get-parameters';
import { getParametersByPath } from './get-parameters-by-path';

/** Systems Manager as far as launching asks for it: the public parameters that name images. */
export const ssmActions: readonly ActionDefinition[] = [getParameter, getParameters, getParametersByPath];
