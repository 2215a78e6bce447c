/** The account's files could not be written; the change that wanted it was undone. `code` and `status` are what a caller of the action sees. */
export class StorageError extends Error {
  readonly code = 'StorageError';
  readonly status = 500;
  readonly fault = 'Receiver';

  constructor(what: string, cause: unknown) {
    super(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StorageError';
  }
}
