import { createHash } from 'node:crypto';
import initSqlJs from 'sql.js';
import type { Ports, SqlDatabase, SqlValue } from '../../../src/region/ports';

const sql = await initSqlJs();

function openDatabase(image?: Uint8Array): SqlDatabase {
  const database = new sql.Database(image);
  return {
    exec: (text) => void database.exec(text),
    prepare(text) {
      const statement = database.prepare(text);
      return {
        run: (values) => statement.run([...values]),
        each(values, visit) {
          statement.bind([...values]);
          while (statement.step()) visit(statement.get() as SqlValue[]);
          statement.reset();
        },
        free: () => void statement.free(),
      };
    },
    export: () => database.export(),
    close: () => database.close(),
  };
}

const digest = (name: string) => (bytes: Uint8Array) => new Uint8Array(createHash(name).update(bytes).digest());

/** The region's surroundings in plain Node: real sql.js, real digests. */
export const sqlPorts: Ports = { openDatabase, digests: { md5: digest('md5'), sha1: digest('sha1'), sha256: digest('sha256') } };
