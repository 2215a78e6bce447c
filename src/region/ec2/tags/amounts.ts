import { invalidValue } from '../../kernel/errors';

/** Resources, and tags to delete, that one request may name (API, CreateTags, DeleteTags). */
const most = 1_000;

/** @throws ApiError InvalidParameterValue for more than 1,000 */
export function checkAmount(what: string, amount: number): void {
  if (amount > most) throw invalidValue(`The number of ${what} (${amount}) exceeds the maximum of ${most}`);
}
