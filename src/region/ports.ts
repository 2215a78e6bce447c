/**
 * What the pure room needs from outside. The worker hands in real ones; tests hand in the same ones or fakes.
 */

/** A value as SQLite keeps it. */
export type SqlValue = string | number | Uint8Array | null;

/** One prepared statement of the store's database. */
export interface SqlStatement {
  /** Runs the statement once with positional parameters and forgets its result. */
  run(values: readonly SqlValue[]): void;
  /** Runs the statement and hands each result row, as positional values, to `visit`. */
  each(values: readonly SqlValue[], visit: (row: readonly SqlValue[]) => void): void;
  /** Releases the statement. */
  free(): void;
}

/** The few calls of sql.js that the store uses. */
export interface SqlDatabase {
  /** Runs one or more statements that return nothing. */
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  /** The whole database as the bytes of an SQLite file. Must not be called inside a transaction. */
  export(): Uint8Array;
  close(): void;
}

/** Digests of bytes; the fingerprints of key pairs and the account's digest are made with them. */
export interface Digests {
  md5(bytes: Uint8Array): Uint8Array;
  sha1(bytes: Uint8Array): Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
}

/** Everything the region asks of its surroundings. All calls are synchronous. */
export interface Ports {
  /** Opens a database, empty or from the bytes of an image. */
  openDatabase(image?: Uint8Array): SqlDatabase;
  digests: Digests;
}
