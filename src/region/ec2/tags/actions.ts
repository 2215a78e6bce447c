import type { ActionDefinition } from '../../kernel/action';
import { createTags } from './create-tags';
import { deleteTags } from './delete-tags';
import { describeTags } from './describe-tags';

/** What can be done with tags. */
export const tagActions: readonly ActionDefinition[] = [createTags, deleteTags, describeTags];
