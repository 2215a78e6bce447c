import { ApiError } from '../kernel/errors';

/** How EC2 talks of one kind of id in its errors. */
export interface IdForm {
  /** `i` for `i-0123456789abcdef0`. */
  readonly prefix: string;
  /** First part of the error codes, such as `InvalidInstanceID`. */
  readonly errorPrefix: string;
  /** As in "The instance ID '…' does not exist". */
  readonly noun: string;
  /** The code for text that is no id, where it is not `<errorPrefix>.Malformed`. */
  readonly malformed?: string;
  /** The error for an id that is not there, where EC2 words it in another way. */
  readonly notFound?: (id: string) => ApiError;
  /** When EC2 adds `(expecting "…-...")` for text that is no id: always, or for text without the prefix; absent is never (as observed). */
  readonly hint?: 'always' | 'without-prefix';
}

/** The error for text that can't be an id of this form. */
export function malformedId(id: string, { prefix, errorPrefix, malformed, hint }: IdForm): ApiError {
  const hinted = hint === 'always' || (hint === 'without-prefix' && !id.startsWith(`${prefix}-`));
  return new ApiError(malformed ?? `${errorPrefix}.Malformed`, `Invalid id: "${id}"${hinted ? ` (expecting "${prefix}-...")` : ''}`);
}

/**
 * Refuses text that can't be an id of this form: the prefix and 8 or 17 hex digits (reference: instances.md §2.1, §7).
 * @throws ApiError `<errorPrefix>.Malformed`
 */
export function checkIdForm(id: string, form: IdForm): void {
  if (!isIdOf(form.prefix, id)) throw malformedId(id, form);
}

/** Whether text can be an id with this prefix. */
export function isIdOf(prefix: string, text: string): boolean {
  return text.startsWith(`${prefix}-`) && /^([0-9a-f]{8}|[0-9a-f]{17})$/.test(text.slice(prefix.length + 1));
}

/** `<errorPrefix>.NotFound`, naming all ids that are not there. */
export function idsNotFound(ids: readonly string[], form: IdForm): ApiError {
  if (form.notFound) return form.notFound(ids[0]!);
  const message =
    ids.length === 1 ? `The ${form.noun} ID '${ids[0]}' does not exist` : `The ${form.noun} IDs '${ids.join(', ')}' do not exist`;
  return new ApiError(`${form.errorPrefix}.NotFound`, message);
}

/**
 * Looks ids up, all or none.
 * @throws ApiError Malformed before NotFound, as EC2 does
 */
export function findAll<Row>(ids: readonly string[], form: IdForm, find: (id: string) => Row | undefined): Row[] {
  for (const id of ids) checkIdForm(id, form);
  const rows = ids.map(find);
  const missing = ids.filter((_id, index) => rows[index] === undefined);
  if (missing.length > 0) throw idsNotFound(missing, form);
  return rows as Row[];
}
