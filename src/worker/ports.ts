import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import initSqlJs, { type Database, type SqlJsStatic, type Statement } from 'sql.js';
import type { Digests, Ports, SqlDatabase, SqlStatement, SqlValue } from '../region/ports';

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

class SqlJsDatabase implements SqlDatabase {
  private readonly database: Database;

  constructor(sql: SqlJsStatic, image: Uint8Array | undefined) {
    this.database = new sql.Database(image);
    this.setUp();
  }

  exec(text: string): void {
    this.database.exec(text);
  }

  prepare(text: string): SqlStatement {
    return new SqlJsStatement(this.database.prepare(text));
  }

  export(): Uint8Array {
    // sql.js opens the database anew for it.
    const image = this.database.export();
    this.setUp();
    return image;
  }

  /** The file is memory that nobody else opens: what guards a file on a disk against others and against loss of power is only work here. */
  private setUp(): void {
    this.database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;');
  }

  close(): void {
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
