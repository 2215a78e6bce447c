import type { SqlValue } from '../region/ports';

/** Types of b-tree pages (SQLite documentation, Database File Format §1.6). */
const [interiorIndex, interiorTable, leafIndex, leafTable] = [0x02, 0x05, 0x0a, 0x0d];
/** Where in the file's header things stand, and how long it is (§1.3). */
const header = { pageSize: 16, reserved: 20, encoding: 56, length: 100 } as const;
const utf8 = 1;

interface Table {
  readonly root: number;
  readonly columns: readonly string[];
}

/**
 * Reads the rows of an account's tables straight from the bytes of an SQLite file. SQLite itself would give the same, but must first be compiled and
 * then asked for each value, which is most of the time that opening an account takes.
 *
 * It knows what the store writes and no more: text in UTF-8 and tables without row ids whose key comes first. Of anything else it says nothing, and
 * SQLite has to be asked.
 */
export class SqliteImage {
  private readonly bytes: Buffer;
  private readonly pageSize: number;
  /** Bytes of a page that are in use. */
  private readonly usable: number;
  private tables: ReadonlyMap<string, Table> | undefined;

  /** @param image the bytes of a whole SQLite file that is not in WAL mode; they are not copied */
  constructor(image: Uint8Array) {
    this.bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
    const size = this.bytes.readUInt16BE(header.pageSize);
    this.pageSize = size === 1 ? 65_536 : size;
    this.usable = this.pageSize - this.bytes[header.reserved]!;
  }

  /** All rows of a table, each with the values of these columns; undefined when only SQLite can tell. In the order of their keys. */
  rowsOf(name: string, columns: readonly string[]): SqlValue[][] | undefined {
    try {
      const table = this.tablesNow().get(name);
      if (!table || table.columns[0] !== 'region' || table.columns[1] !== 'id') return undefined;
      const places = columns.map((column) => table.columns.indexOf(column));
      if (places.includes(-1)) return undefined;
      const rows: SqlValue[][] = [];
      this.walk(table.root, (payload) => {
        const values = valuesOf(payload);
        // What a column that was added later holds in a row of before is not in the file.
        rows.push(places.map((place) => values[place] ?? null));
      });
      return rows;
    } catch {
      return undefined;
    }
  }

  private tablesNow(): ReadonlyMap<string, Table> {
    if (this.tables) return this.tables;
    const tables = new Map<string, Table>();
    if (this.bytes.readUInt32BE(header.encoding) === utf8) {
      this.walk(1, (payload) => {
        const [type, name, , root, sql] = valuesOf(payload);
        if (type !== 'table' || typeof sql !== 'string' || !/\bWITHOUT ROWID\s*$/.test(sql)) return;
        const columns = Array.from(sql.matchAll(/"(\w+)" (?:TEXT|INTEGER|REAL)\b/g), ([, column]) => column!);
        tables.set(String(name), { root: Number(root), columns });
      });
    }
    this.tables = tables;
    return tables;
  }

  /** Hands the payload of each cell of a b-tree to `visit`, in the order of their keys (§1.6). */
  private walk(page: number, visit: (payload: Buffer) => void): void {
    const { bytes } = this;
    const start = (page - 1) * this.pageSize;
    const at = page === 1 ? header.length : start;
    const type = bytes[at]!;
    const interior = type === interiorIndex || type === interiorTable;
    if (!interior && type !== leafIndex && type !== leafTable) throw new Error(`Page ${page} is of no b-tree`);
    const count = bytes.readUInt16BE(at + 3);
    const cells = at + (interior ? 12 : 8);
    for (let cell = 0; cell < count; cell++) {
      let place = start + bytes.readUInt16BE(cells + 2 * cell);
      if (interior) {
        this.walk(bytes.readUInt32BE(place), visit);
        place += 4;
      }
      if (type === interiorTable) continue;
      const [size, afterSize] = varint(bytes, place);
      const from = type === leafTable ? varint(bytes, afterSize)[1] : afterSize;
      visit(this.payload(from, size, type === leafTable));
    }
    if (interior) this.walk(bytes.readUInt32BE(at + 8), visit);
  }

  /** The payload of a cell, with what of it stands on overflow pages. */
  private payload(from: number, size: number, ofTable: boolean): Buffer {
    const { bytes, usable } = this;
    const most = ofTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
    if (size <= most) return bytes.subarray(from, from + size);
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const wanted = least + ((size - least) % (usable - 4));
    const local = wanted <= most ? wanted : least;
    const parts = [bytes.subarray(from, from + local)];
    let next = bytes.readUInt32BE(from + local);
    for (let rest = size - local; rest > 0; rest -= usable - 4) {
      const page = (next - 1) * this.pageSize;
      parts.push(bytes.subarray(page + 4, page + 4 + Math.min(rest, usable - 4)));
      next = bytes.readUInt32BE(page);
    }
    return Buffer.concat(parts, size);
  }
}

/** A number of one to nine bytes (§1.6), and where what follows it begins. */
function varint(bytes: Buffer, at: number): [value: number, end: number] {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[at + index]!;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + index + 1];
  }
  return [value * 256 + bytes[at + 8]!, at + 9];
}

/** The values of a record (§2.1). */
function valuesOf(payload: Buffer): SqlValue[] {
  const values: SqlValue[] = [];
  let [body, at] = varint(payload, 0);
  const end = body;
  while (at < end) {
    let type = payload[at]!;
    if (type < 0x80) at++;
    else [type, at] = varint(payload, at);
    const size = sizeOf(type);
    values.push(valueAt(payload, type, body, size));
    body += size;
  }
  return values;
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;

function sizeOf(type: number): number {
  return type < 10 ? integerSizes[type]! : (type - 12) >>> 1;
}

function valueAt(payload: Buffer, type: number, at: number, size: number): SqlValue {
  if (type >= 12) return type % 2 === 1 ? payload.toString('utf8', at, at + size) : payload.subarray(at, at + size);
  if (type === 0) return null;
  if (type === 6) return Number(payload.readBigInt64BE(at));
  if (type === 7) return payload.readDoubleBE(at);
  if (type >= 8) return type - 8;
  return payload.readIntBE(at, size);
}
