import type { SqlDatabase } from '../ports';
import { type Change, Changes } from './changes';
import type { JournalHeader, JournalRecord, TableWrites } from './journal-record';
import { inOrder, type LiveTable, type Pending, type Place, placeOf, type RowListener, takeOver } from './live-table';
import type { Partition } from './partition';
import { sameValues, writeOf } from './row-values';
import { SqlTable } from './sql-table';
import { RowShape } from './row-shape';
import { columnNames, type RowKey, type StoredRow, type TableDefinition } from './table';

interface Undo {
  readonly place: Place;
  readonly id: string;
  readonly before: StoredRow<RowKey> | undefined;
  /** Nothing was written: the row is only to be named in the change set. */
  readonly named?: true;
}

/** What a commit wrote, before it is made final. */
export interface PreparedCommit {
  readonly rows: JournalRecord['rows'];
  readonly changed: readonly Change[];
  readonly empty: boolean;
}

const nothingWritten: PreparedCommit = { rows: {}, changed: [], empty: true };

/**
 * The tables of an account. Rows live in memory, indexed, and every change can be undone back to a savepoint; a commit hands the changed rows
 * to the journal and queues them for the database, which `flush` brings up to date in slices, a transaction each. So a row changed many times is
 * written once, and the database only ever holds committed rows, all of them whenever an image or a digest is made.
 */
export class Store {
  private readonly tables = new Map<string, LiveTable>();
  private undo: Undo[] = [];
  /** Tables by what `announceFollowers` asks of them. */
  private readonly holders: readonly TableDefinition<RowKey>[];
  private readonly followers: readonly TableDefinition<RowKey>[];
  private readonly namers: readonly TableDefinition<RowKey>[];
  private pendingCount = 0;
  private changes = 0;
  /** Where something has been written since the last commit. */
  private dirty: Place[] = [];
  /** Some of what is to be undone only names a row. */
  private named = false;

  constructor(
    readonly database: SqlDatabase,
    definitions: readonly TableDefinition<RowKey>[],
  ) {
    for (const definition of definitions) {
      const shape = new RowShape(definition, this.tables.size);
      this.tables.set(definition.name, {
        definition,
        position: this.tables.size,
        columns: columnNames(definition),
        shape,
        sql: new SqlTable(database, definition, shape),
        places: new Map(),
        latest: undefined,
        listeners: [],
        recorded: [],
        nextSeq: 1,
        loaded: false,
      });
    }
    this.holders = definitions.filter(({ standsFor }) => standsFor);
    this.followers = definitions.filter(({ follows }) => follows !== undefined);
    this.namers = definitions.filter(({ showsNameOf }) => showsNameOf);
  }

  /** Committed rows not yet in the database. */
  get pendingRows(): number {
    return this.pendingCount;
  }

  /**
   * Grows with every row that appears, changes or goes, but for those of tables that tell the time: what was worked out at one stamp, and not from
   * the time, holds as long as it stays.
   */
  get stamp(): number {
    return this.changes;
  }

  /** The rows of a table in one region. */
  in<Row extends RowKey>(definition: TableDefinition<Row>, region: string): Partition<Row> {
    return placeOf(this.live(definition.name), region).rows as unknown as Partition<Row>;
  }

  /** Every region that has, or had, rows in a table. */
  regionsOf(definition: TableDefinition<RowKey>): string[] {
    return [...this.live(definition.name).places.keys()].sort();
  }

  /** Writes a row in place of the one with its key, if any; answers it as it is kept. */
  put<Row extends RowKey>(definition: TableDefinition<Row>, given: Row): Row {
    const table = this.live(definition.name);
    const row = table.shape.of(given);
    const place = placeOf(table, row.region);
    const before = place.rows.get(row.id);
    this.change(place, row.id, before, { seq: before?.seq ?? table.nextSeq++, row });
    return row as Row;
  }

  /** Takes a row out; nothing happens when it is not there. */
  delete<Row extends RowKey>(definition: TableDefinition<Row>, region: string, id: string): void {
    const place = placeOf(this.live(definition.name), region);
    const before = place.rows.get(id);
    if (before) this.change(place, id, before, undefined);
  }

  /** Names a row in the change set of this commit though it stays as it is: what it shows follows from a row that changes. */
  nameChanged(definition: TableDefinition<RowKey>, region: string, id: string): void {
    const place = placeOf(this.live(definition.name), region);
    const before = place.rows.get(id);
    if (!before) return;
    this.undo.push({ place, id, before, named: true });
    this.named = true;
  }

  /** Calls `listener` for each row change of a table, and at once for the rows that are there. */
  watch<Row extends RowKey>(definition: TableDefinition<Row>, listener: RowListener<Row>): void {
    const table = this.live(definition.name);
    for (const { rows } of table.places.values()) for (const { row } of rows.all()) listener(undefined, row as Row);
    table.listeners.push(listener as unknown as RowListener<RowKey>);
  }

  /** A savepoint: hand it to `rollback` to undo everything written since. */
  savepoint(): number {
    return this.undo.length;
  }

  rollback(savepoint: number): void {
    while (this.undo.length > savepoint) {
      const { place, id, before, named } = this.undo.pop()!;
      if (named) continue;
      const { table, rows } = place;
      const after = rows.get(id);
      rows.set(id, after, before);
      place.touched.get(id)!.after = before;
      if (!table.definition.tellsTime) this.changes++;
      for (const listener of table.listeners) listener(after?.row, before?.row);
    }
  }

  /** What has been written since the last commit, net of what was undone. */
  prepare(): PreparedCommit {
    if (this.dirty.length === 0 && !this.named) return nothingWritten;
    const rows: Record<string, TableWrites[number][]> = {};
    const changed = new Changes();
    const renamed: RowKey[] = [];
    let empty = true;
    for (const { table, region, touched } of this.dirty.sort(inOrder)) {
      const { definition, columns } = table;
      for (const [id, { before, after }] of touched) {
        if (after === before || (before && after && before.seq === after.seq && sameValues(columns, before.row, after.row))) continue;
        (rows[definition.name] ??= []).push(after ? writeOf(region, id, after, columns) : [region, id]);
        changed.announce(definition, before?.row, after?.row);
        if (definition.holdsNames) renamed.push((after ?? before)!.row);
        empty = false;
      }
    }
    if (this.named) {
      for (const { place, before, named } of this.undo) {
        if (named) changed.announce(place.table.definition, before!.row, before!.row);
      }
    }
    this.announceFollowers(changed, renamed);
    return { rows, changed: changed.list, empty };
  }

  /** Adds what shows the state, or the name, of something that changed. */
  private announceFollowers(changed: Changes, renamed: readonly RowKey[]): void {
    const tell = (resources: readonly RowKey[], followers: readonly TableDefinition<RowKey>[], by: 'follows' | 'showsNameOf'): void => {
      for (const { region, id } of resources) {
        this.announceNamedBy(followers, by, region, id, changed);
        for (const holder of this.holders) {
          for (const { row } of this.namedBy(holder, 'standsFor', region, id)) this.announceNamedBy(followers, by, region, row.id, changed);
        }
      }
    };
    tell([...changed.list], this.followers, 'follows');
    tell(renamed, this.namers, 'showsNameOf');
  }

  private announceNamedBy(
    followers: readonly TableDefinition<RowKey>[],
    by: 'follows' | 'showsNameOf',
    region: string,
    id: string,
    changed: Changes,
  ): void {
    for (const definition of followers) {
      for (const { row } of this.namedBy(definition, by, region, id)) changed.announce(definition, row, row);
    }
  }

  /** The rows that a resource's id names in some of a table's indexes. */
  private namedBy(
    definition: TableDefinition<RowKey>,
    by: 'follows' | 'showsNameOf' | 'standsFor',
    region: string,
    id: string,
  ): readonly StoredRow<RowKey>[] {
    const rows = this.live(definition.name).places.get(region)?.rows;
    const indexes = definition[by];
    if (!rows || indexes === undefined) return none;
    if (typeof indexes === 'string') return rows.by(indexes, id);
    let found = none;
    for (const index of indexes) {
      const more = rows.by(index, id);
      if (more.length > 0) found = found.length > 0 ? [...found, ...more] : more;
    }
    return found;
  }

  /** Makes everything since the last commit final. */
  commit(): void {
    this.undo.length = 0;
    this.named = false;
    for (const { touched, pending } of this.dirty) {
      for (const [id, { before, after }] of touched) if (after !== before) this.await(pending, id, after, before === undefined);
      touched.clear();
    }
    this.dirty.length = 0;
  }

  private await(pending: Place['pending'], id: string, stored: StoredRow<RowKey> | undefined, isNew: boolean): void {
    const waiting = pending.get(id);
    const fresh = waiting ? waiting.fresh : isNew;
    if (!stored && fresh) {
      if (pending.delete(id)) this.pendingCount--;
      return;
    }
    if (!waiting) this.pendingCount++;
    pending.set(id, { stored, fresh });
  }

  /**
   * Brings the database up to date, at most about `limit` rows at a time; true when nothing is left. To take a table's rows over from the journal
   * counts as much as to write them. A failure leaves all as it was.
   */
  flush(limit = Infinity): boolean {
    const written: [Place, string, Pending][] = [];
    let complete = true;
    let takenOver = 0;
    if (this.pendingCount === 0) return true;
    const { database } = this;
    database.exec('BEGIN');
    try {
      writing: for (const table of this.tables.values()) {
        if (takenOver < limit) takenOver += takeOver(table);
        else if (table.recorded.length > 0) complete = false;
        for (const place of table.places.values()) {
          if (this.write(place, limit - takenOver, written)) continue;
          complete = false;
          break writing;
        }
      }
      database.exec('COMMIT');
    } catch (error) {
      for (const [{ pending }, id, waiting] of written) pending.set(id, waiting);
      try {
        database.exec('ROLLBACK');
      } catch {
        // After some failures SQLite has rolled back by itself.
      }
      throw error;
    }
    this.pendingCount = complete ? 0 : this.pendingCount - written.length;
    return complete;
  }

  /** Writes rows of one place, until `written` has so many; false when some are left. */
  private write(place: Place, limit: number, written: [Place, string, Pending][]): boolean {
    const { table, region, pending } = place;
    while (pending.size > 0) {
      if (written.length >= limit) return false;
      if (place.queue.length === 0) place.queue = [...pending.keys()].sort().reverse();
      const id = place.queue.pop()!;
      const waiting = pending.get(id);
      if (!waiting) continue;
      written.push([place, id, waiting]);
      pending.delete(id);
      if (waiting.stored) table.sql.write(waiting.stored);
      else table.sql.delete(region, id);
    }
    return true;
  }

  /** Takes the rows of a journal record over as committed ones. Used while opening, before anything reads the tables. */
  apply(record: JournalRecord, header: JournalHeader): void {
    for (const [name, writes] of Object.entries(record.rows)) {
      const table = this.live(name, false);
      table.recorded.push({ writes, columns: header.tables[name] ?? columnNames(table.definition) });
      this.pendingCount += writes.length;
    }
  }

  private change(place: Place, id: string, before: StoredRow<RowKey> | undefined, next: StoredRow<RowKey> | undefined): void {
    const { table, rows, touched } = place;
    this.undo.push({ place, id, before });
    if (touched.size === 0) this.dirty.push(place);
    const known = touched.get(id);
    if (known) known.after = next;
    else touched.set(id, { before, after: next });
    rows.set(id, before, next);
    if (!table.definition.tellsTime) this.changes++;
    for (const listener of table.listeners) listener(before?.row, next?.row);
  }

  private live(name: string, load = true): LiveTable {
    const table = this.tables.get(name);
    if (!table) throw new Error(`No table ${name} in this account's schema`);
    if (load && !table.loaded) this.load(table);
    return table;
  }

  private load(table: LiveTable): void {
    table.loaded = true;
    takeOver(table);
    table.sql.load((stored) => {
      const { region, id } = stored.row;
      if (!table.places.get(region)?.pending.has(id)) this.adopt(table, stored);
    });
    for (const { pending } of table.places.values()) {
      for (const { stored } of pending.values()) if (stored) this.adopt(table, stored);
    }
  }

  private adopt(table: LiveTable, stored: StoredRow<RowKey>): void {
    placeOf(table, stored.row.region).rows.set(stored.row.id, undefined, stored);
    table.nextSeq = Math.max(table.nextSeq, stored.seq + 1);
  }
}

const none: readonly StoredRow<RowKey>[] = [];
