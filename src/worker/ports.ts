import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import initSqlJs, { type Database, type SqlJsStatic, type Statement } from 'sql.js';
import type { Digests, Ports, SqlDatabase, SqlStatement, SqlValue } from '../region/ports';
import { SqliteImage } from './sqlite-image';

/** Digests by Node's OpenSSL. */
export const nodeDigests: Digests = {
  md5: (bytes) => createHash('md5').update(bytes).digest(),
  sha1: (bytes) => createHash('sha1').update(bytes).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * The region's surroundings in Node: sql.js and OpenSSL's digests.
 * @param wasmFile sql.js's `sql-wasm.wasm`
 */
export async function loadPorts(wasmFile: string): Promise<Ports> {
  const bytes = await readFile(wasmFile);
  const sql = await initSqlJs({ wasmBinary: new Uint8Array(bytes).buffer });
  return { openDatabase: (image) => new SqlJsDatabase(sql, image), digests: nodeDigests };
}

/** How long the bytes of an image are kept beside the database, milliseconds of real time. */
const imageKept = 10_000;

class SqlJsDatabase implements SqlDatabase {
  private readonly database: Database;
  /** What the database was opened from, until something is written. */
  private image: SqliteImage | undefined;
  private readonly letGo: NodeJS.Timeout | undefined;

  constructor(sql: SqlJsStatic, image: Uint8Array | undefined) {
    this.database = new sql.Database(image);
    if (!image) return;
    this.image = new SqliteImage(image);
    // Views look at their tables at once; for what is looked at later the bytes are not worth their room.
    this.letGo = setTimeout(() => (this.image = undefined), imageKept).unref();
  }

  exec(text: string): void {
    // Nothing is written without a transaction, which begins here.
    this.image = undefined;
    this.database.exec(text);
  }

  unchangedRows(table: string, columns: readonly string[]): SqlValue[][] | undefined {
    return this.image?.rowsOf(table, columns);
  }

  prepare(text: string): SqlStatement {
    return new SqlJsStatement(this.database.prepare(text));
  }

  export(): Uint8Array {
    return this.database.export();
  }

  close(): void {
    clearTimeout(this.letGo);
    this.image = undefined;
    this.database.close();
  }
}

class SqlJsStatement implements SqlStatement {
  constructor(private readonly statement: Statement) {}

  run(values: readonly SqlValue[]): void {
    this.statement.run(values as SqlValue[]);
  }

  each(values: readonly SqlValue[], visit: (row: readonly SqlValue[]) => void): void {
    this.statement.bind(values as SqlValue[]);
    // Positional reads: an object a row costs 2.7 times as much.
    while (this.statement.step()) visit(this.statement.get());
    this.statement.reset();
  }

  free(): void {
    this.statement.free();
  }
}
