import assert from 'node:assert/strict';
import type { ActionName } from '../../../../src/region/aws/action-names';
import type { ActionDefinition, EventDefinition } from '../../../../src/region/kernel/action';
import { message } from '../../../../src/region/kernel/message';
import type { Context } from '../../../../src/region/kernel/context';
import type { AccountDefinition } from '../../../../src/region/kernel/definition';
import { ApiError } from '../../../../src/region/kernel/errors';
import { defineKind } from '../../../../src/region/kernel/kind';
import { Sandbox } from '../../../../src/region/kernel/sandbox';
import { type EventRow, kernelTables } from '../../../../src/region/kernel/tables';
import type { ChangeSet } from '../../../../src/region/store/changes';
import type { JournalRecord } from '../../../../src/region/store/journal-record';
import { accountState } from '../../support/account-state';
import { sqlPorts } from '../../support/sql-ports';
import { miniTables, workerTable, type WorkerRow } from './mini-tables';

/** What an action of the small account does is part of its input. */
export type Work = (context: Context) => unknown;

/** The small account's clock starts here: 2026-01-15 09:00 UTC. */
export const start = Date.UTC(2026, 0, 15, 9);

/** The regions it has. */
export const north = 'north-1';
export const south = 'south-1';

interface WorkInput {
  readonly Work?: Work;
  readonly DryRun?: boolean;
  readonly Ignored?: string;
  readonly Unwanted?: string;
}

/** The registry knows AWS's names only; a test's own actions borrow the type. */
function testAction(name: string, access: 'read' | 'write', more: { partialSuccess?: true } = {}): ActionDefinition {
  return {
    name,
    access,
    inputs: { Work: 'honoured', DryRun: 'honoured', Ignored: 'accepted', Unwanted: 'refused' },
    handle: (context: Context, { Work: work }: WorkInput) => work?.(context) ?? {},
    ...more,
  } as unknown as ActionDefinition;
}

/** An account of a few tables, actions whose work the test hands in, and events whose handlers the test hands in. */
export interface MiniAccount {
  readonly sandbox: Sandbox;
  readonly records: JournalRecord[];
  readonly changes: ChangeSet[];
  readonly faults: { readonly event: EventRow; readonly error: unknown }[];
  /** Runs `work` as the outer action `test:Write`. */
  write(work: Work, region?: string): unknown;
  execute(action: string, input: object, region?: string): unknown;
  /** Runs something that must fail with a code and leave no trace; answers with the error. */
  fails(attempt: () => unknown, code: string): ApiError;
  /** The same account, opened again from an image and the records written after it. */
  reopen(image: Uint8Array, records?: readonly JournalRecord[]): MiniAccount;
}

export interface MiniOptions {
  readonly seed?: string;
  readonly events?: Readonly<Record<string, EventDefinition['handle']>>;
  openRegion?(context: Context): void;
}

function definition({ events = {}, openRegion = () => undefined }: MiniOptions): AccountDefinition {
  return {
    tables: [...kernelTables, ...miniTables],
    actions: [
      testAction('test:Write', 'write'),
      testAction('test:Read', 'read'),
      testAction('test:Partial', 'write', { partialSuccess: true }),
    ],
    events: Object.entries(events).map(([kind, handle]) => ({ kind, says: message('It happens'), handle })),
    kinds: [
      defineKind<WorkerRow>({
        name: 'workers',
        title: ['Workers', '일꾼'],
        place: { view: 'instances' },
        resourceType: 'worker',
        source: workerTable,
        lifecycle: { transient: ['busy'], moves: { busy: { done: 'idle' }, idle: {} } },
        menu: [],
        face: (_context, row) => ({ label: row.id, description: [], icon: 'gear', flags: [row.state], tooltip: [] }),
      }),
    ],
    regionExists: (region) => region === north || region === south,
    openRegion,
    upgradeRegion: () => undefined,
  };
}

function wrap(sandbox: Sandbox, options: MiniOptions): MiniAccount {
  const records: JournalRecord[] = [];
  const changes: ChangeSet[] = [];
  const faults: MiniAccount['faults'] = [];
  // Through JSON, as a journal on disk has it.
  sandbox.onRecord = (record) => void records.push(JSON.parse(JSON.stringify(record)) as JournalRecord);
  sandbox.onChange = (change) => void changes.push(change);
  sandbox.onFault = (event, error) => void faults.push({ event, error });
  const execute = (action: string, input: object, region = north): unknown =>
    sandbox.execute({ action: action as ActionName, region, input: input as never, caller: { type: 'test' } });
  return {
    sandbox,
    records,
    changes,
    faults,
    execute,
    write: (work, region) => execute('test:Write', { Work: work }, region),
    fails(attempt, code) {
      const before = accountState(sandbox);
      const written = records.length;
      try {
        attempt();
      } catch (error) {
        assert.ok(error instanceof ApiError, String(error));
        assert.equal(error.code, code);
        assert.deepEqual(accountState(sandbox), before, 'an error changes nothing');
        assert.equal(records.length, written, 'an error writes no record');
        return error;
      }
      return assert.fail(`It succeeded instead of failing with ${code}`);
    },
    reopen(image, later = []) {
      return wrap(Sandbox.open(definition(options), sqlPorts, image, sandbox.journalHeader, later), options);
    },
  };
}

/** Makes the small account. */
export function miniAccount(options: MiniOptions = {}): MiniAccount {
  const sandbox = Sandbox.create(definition(options), sqlPorts, {
    accountId: '123456789012',
    seed: options.seed ?? 'mini',
    defaultRegion: north,
    now: start,
    settings: { rules: 'today', freeTierPlan: 'none', quotaProfile: 'established', quotas: {} },
  });
  return wrap(sandbox, options);
}
