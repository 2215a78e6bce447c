import type { ActionDefinition } from '../../kernel/action';
import { describeImages } from './describe-images';

/** What can be asked of images. */
export const imageActions: readonly ActionDefinition[] = [describeImages];
