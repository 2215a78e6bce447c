import { invalidValue } from '../../kernel/errors';

/** Characters of a client token of the launch template actions (API, CreateLaunchTemplate). */
export const longestTemplateToken = 128;

/** A version's description as its row keeps it, 255 characters at most (API, CreateLaunchTemplateVersion). @throws ApiError InvalidParameterValue */
export function checkVersionDescription(description: string | undefined): { readonly description?: string } {
  if (description === undefined || description === '') return {};
  if (description.length > 255) throw invalidValue('The launch template version description must not exceed 255 characters.');
  return { description };
}
