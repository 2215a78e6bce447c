import assert from 'node:assert/strict';
import type { Context } from '../../../src/region/kernel/context';
import type { EventDefinition } from '../../../src/region/kernel/action';
import { eventTable, historyTable, usageTable } from '../../../src/region/kernel/tables';
import { accountState } from '../support/account-state';
import { miniAccount, type MiniAccount, north, south, start } from './support/mini-account';
import { entryTable, thingTable, workerTable } from './support/mini-tables';

/** An account whose events note `kind subject @seconds` in the order in which they happen. */
function noting(more: Readonly<Record<string, EventDefinition['handle']>> = {}): { account: MiniAccount; notes: string[] } {
  const notes: string[] = [];
  const note: EventDefinition['handle'] = (context, subject) => {
    notes.push(`${subject} @${(context.now - start) / 1000}`);
    context.put(thingTable, { region: context.region, id: context.newId('thing'), name: subject, size: context.now });
  };
  return { account: miniAccount({ events: { 'test:note': note, ...more } }), notes };
}

const schedule =
  (...events: [seconds: number, subject: string, kind?: string][]) =>
  (context: Context): void => {
    for (const [seconds, subject, kind] of events) context.schedule(seconds * 1000, kind ?? 'test:note', subject);
  };

describe('virtual time', () => {
  it('runs events by time, and those of one instant in the order they were scheduled', () => {
    const { account, notes } = noting();
    account.write(schedule([3, 'late'], [1, 'a'], [2, 'middle'], [1, 'b']));
    account.write(schedule([1, 'c'], [0, 'now']), south);
    assert.equal(account.sandbox.nextEventAt, start);
    assert.deepEqual(account.sandbox.advance(start + 2_500), { now: start + 2_500, events: 5, arrived: true });
    assert.deepEqual(notes, ['now @0', 'a @1', 'b @1', 'c @1', 'middle @2']);
    assert.equal(account.sandbox.nextEventAt, start + 3_000);
    account.sandbox.advance(start + 3_000);
    assert.deepEqual([notes.at(-1), account.sandbox.nextEventAt], ['late @3', undefined]);
  });

  it('runs what an event schedules for the same instant after what was there, in the same advance', () => {
    const { account, notes } = noting({ 'test:more': (context) => context.schedule(0, 'test:note', 'spawned') });
    account.write(schedule([1, 'x', 'test:more'], [1, 'there']));
    account.sandbox.advance(start + 1_000);
    assert.deepEqual(notes, ['there @1', 'spawned @1']);
  });

  it('takes back events by resource and kind', () => {
    const { account, notes } = noting({ 'test:other': () => undefined });
    account.write(schedule([1, 'a'], [2, 'a', 'test:other'], [3, 'a'], [1, 'b']));
    account.write((context) => {
      context.unschedule('a', 'test:note');
      assert.deepEqual(
        context.by(eventTable, 'subject', 'a').map(({ kind }) => kind),
        ['test:other'],
      );
      context.unschedule('a');
    });
    account.sandbox.advance(start + 10_000);
    assert.deepEqual(notes, ['b @1']);
  });

  it('brings back, at its place, an event whose taking back was undone', () => {
    const { account, notes } = noting();
    account.write(schedule([1, 'a'], [1, 'b'], [1, 'c']));
    account.fails(
      () =>
        account.execute('test:Write', {
          DryRun: true,
          Work: (context: Context) => {
            context.unschedule('b');
            context.schedule(500, 'test:note', 'never');
          },
        }),
      'DryRunOperation',
    );
    account.sandbox.advance(start + 2_000);
    assert.deepEqual(notes, ['a @1', 'b @1', 'c @1']);
  });

  it('is one commit however many events it holds, told once', () => {
    const { account } = noting();
    account.write(schedule([1, 'a'], [2, 'b'], [3, 'c']));
    account.sandbox.advance(start + 5_000);
    assert.equal(account.records.length, 2);
    assert.deepEqual([account.records[1]?.cause, account.records[1]?.at], [{ type: 'advance' }, start + 5_000]);
    assert.deepEqual(
      account.changes.at(-1)?.changed.map(({ how }) => how),
      ['created', 'created', 'created'],
    );
  });

  it('moves the clock in an advance without events, and tells no view', () => {
    const { account } = noting();
    account.write(() => ({}));
    const told = account.changes.length;
    assert.deepEqual(account.sandbox.advance(start + 1), { now: start + 1, events: 0, arrived: true });
    assert.deepEqual(account.records.at(-1)?.rows, { clock: [['', 'clock', 1, start + 1]] });
    assert.equal(account.changes.length, told);
    account.sandbox.advance(start + 1);
    assert.equal(account.records.length, 2);
  });

  it('never goes back', () => {
    const { account } = noting();
    account.sandbox.advance(start + 10);
    const before = accountState(account.sandbox);
    assert.throws(() => account.sandbox.advance(start + 9), RangeError);
    assert.deepEqual(accountState(account.sandbox), before);
  });

  it('stops between events when asked to, at the time of the last one', () => {
    const { account, notes } = noting();
    account.write(schedule([1, 'a'], [1, 'b'], [2, 'c']));
    assert.deepEqual(
      account.sandbox.advance(start + 9_000, () => true),
      { now: start + 1_000, events: 1, arrived: false },
    );
    assert.deepEqual(
      account.sandbox.advance(start + 9_000, () => notes.length === 3),
      { now: start + 2_000, events: 2, arrived: false },
    );
    assert.deepEqual(
      account.sandbox.advance(start + 9_000, () => true),
      { now: start + 9_000, events: 0, arrived: true },
    );
  });

  it('ends the same whether it runs in one piece or event by event', () => {
    const more = { 'test:more': (context: Context) => context.schedule(context.random('gap') * 5_000, 'test:note', 'spawned') };
    const accounts = [noting(more).account, noting(more).account];
    for (const { sandbox, write } of accounts) {
      write(schedule([1, 'a'], [1, 'x', 'test:more'], [4, 'y', 'test:more'], [7, 'b']));
      if (sandbox === accounts[0]!.sandbox) sandbox.advance(start + 60_000);
      else while (!sandbox.advance(start + 60_000, () => true).arrived);
    }
    assert.equal(accounts[0]!.sandbox.digest(), accounts[1]!.sandbox.digest());
    assert.deepEqual(accountState(accounts[0]!.sandbox).rows, accountState(accounts[1]!.sandbox).rows);
  });

  it('undoes an event that fails, says so, and goes on', () => {
    const { account, notes } = noting({
      'test:fails': (context, subject) => {
        context.put(thingTable, { region: north, id: 'trace', name: subject });
        context.newId('thing');
        context.schedule(1, 'test:note', 'trace');
        throw new RangeError('a bug');
      },
    });
    account.write(schedule([1, 'a'], [1, 'bad', 'test:fails'], [2, 'b']));
    assert.deepEqual(account.sandbox.advance(start + 5_000), { now: start + 5_000, events: 3, arrived: true });
    assert.deepEqual(notes, ['a @1', 'b @2']);
    assert.equal(account.sandbox.reader(north).get(thingTable, 'trace'), undefined);
    assert.deepEqual(
      account.faults.map(({ event, error }) => [event.kind, event.subject, String(error)]),
      [['test:fails', 'bad', 'RangeError: a bug']],
    );
    assert.equal(account.sandbox.nextEventAt, undefined);
  });

  it('treats an event that nobody handles as a fault', () => {
    const { account } = noting();
    account.write(schedule([1, 'x', 'test:unknown']));
    account.sandbox.advance(start + 1_000);
    assert.match(String(account.faults[0]?.error), /No handler for event test:unknown/);
  });

  it('goes on after a nested action inside an event failed', () => {
    const { account } = noting({
      'test:calls': (context) => {
        context.put(thingTable, { region: north, id: 'tried', name: 'x' });
        assert.throws(() => context.call('test:Write' as never, { Unwanted: 1 } as never), { code: 'UnsupportedOperation' });
      },
    });
    account.write(schedule([1, 'x', 'test:calls']));
    account.sandbox.advance(start + 1_000);
    assert.deepEqual([account.faults.length, account.sandbox.reader(north).get(thingTable, 'tried')?.name], [0, 'x']);
  });

  it('rounds delays to milliseconds and never schedules into the past', () => {
    const { account } = noting();
    account.write((context) => {
      context.schedule(1.5, 'test:note', 'a');
      context.schedule(-20, 'test:note', 'b');
    });
    assert.deepEqual(
      account.sandbox
        .reader(north)
        .list(eventTable)
        .map(({ at }) => at - start),
      [2, 0],
    );
  });

  it('comes back after being opened: the future is in the rows', () => {
    const { account, notes } = noting();
    account.write(schedule([2, 'b'], [1, 'a'], [2, 'c']));
    const image = account.sandbox.image();
    const from = account.records.length;
    account.write((context) => context.unschedule('b'));
    const opened = account.reopen(image, account.records.slice(from));
    assert.deepEqual([opened.sandbox.nextEventAt, opened.sandbox.now], [start + 1_000, start]);
    opened.sandbox.advance(start + 5_000);
    assert.deepEqual(notes, ['a @1', 'c @2']);
    account.sandbox.advance(start + 5_000);
    assert.equal(opened.sandbox.digest(), account.sandbox.digest());
  });
});

describe('causes', () => {
  it('lead from a state through the event to the action and its activity', () => {
    const { account } = noting({ 'test:turns': (context, subject) => context.transition(subject, 'busy', 'idle') });
    account.write((context) => {
      context.transition('w', undefined, 'busy');
      context.schedule(1_000, 'test:turns', 'w');
    });
    account.sandbox.advance(start + 1_000);
    const write = { type: 'action', name: 'test:Write', at: start, activity: 1 };
    assert.deepEqual(account.sandbox.reader(north).get(historyTable, 'w')?.transitions, [
      { at: start, to: 'busy', cause: write },
      {
        at: start + 1_000,
        from: 'busy',
        to: 'idle',
        cause: { type: 'event', name: 'test:turns', at: start + 1_000, activity: 1 },
        scheduledBy: write,
      },
    ]);
  });

  it('keep the last twenty transitions', () => {
    const { account } = noting();
    account.write((context) => {
      for (let index = 0; index < 25; index++) context.transition('w', String(index), String(index + 1));
    });
    const transitions = account.sandbox.reader(north).get(historyTable, 'w')?.transitions ?? [];
    assert.deepEqual([transitions.length, transitions[0]?.from, transitions[19]?.to], [20, '5', '25']);
  });
});

describe('usage', () => {
  it('is an interval from opening to closing, one type or all of a resource', () => {
    const { account } = noting();
    account.write((context) => {
      context.openUsage('r', 'Box', 1, { platform: 'Linux/UNIX' });
      context.openUsage('r', 'Disk', 8);
      context.openUsage('s', 'Box', 1);
    });
    account.sandbox.advance(start + 1_000);
    account.write((context) => context.closeUsage('r', 'Disk'));
    account.sandbox.advance(start + 3_000);
    account.write((context) => {
      context.closeUsage('r');
      context.closeUsage('r');
    });
    assert.deepEqual(
      account.sandbox
        .reader(north)
        .list(usageTable)
        .map(({ resource, usageType, from, to, quantity }) => [resource, usageType, from - start, to && to - start, quantity]),
      [
        ['r', 'Box', 0, 3_000, 1],
        ['r', 'Disk', 0, 1_000, 8],
        ['s', 'Box', 0, undefined, 1],
      ],
    );
  });
});

describe('settling', () => {
  const worker = (id: string, seconds: number) => (context: Context) => {
    context.put(workerTable, { region: context.region, id, state: 'busy' });
    context.schedule(seconds * 1000, 'test:done', id);
  };
  const done: EventDefinition['handle'] = (context, id) => {
    context.put(workerTable, { region: context.region, id, state: 'idle' });
    context.put(entryTable, { region: context.region, id, text: 'done' });
  };

  it('passes events until nothing is in a transient state, in any region', () => {
    const { account, notes } = noting({ 'test:done': done });
    assert.equal(account.sandbox.settled, true);
    account.write(worker('a', 5));
    account.write(worker('b', 8), south);
    account.write(schedule([6, 'passed'], [9, 'not yet']));
    assert.equal(account.sandbox.settled, false);
    assert.deepEqual(account.sandbox.settle(), { now: start + 8_000, events: 3, arrived: true, until: start + 3_600_000 });
    assert.deepEqual([notes, account.sandbox.settled, account.sandbox.nextEventAt], [['passed @6'], true, start + 9_000]);
  });

  it('does nothing to a settled account', () => {
    const { account } = noting();
    account.write(schedule([1, 'a']));
    assert.deepEqual(account.sandbox.settle(), { now: start, events: 0, arrived: true, until: start + 3_600_000 });
  });

  it('gives up after an hour, and when nothing will end the state', () => {
    const { account } = noting({ 'test:done': done });
    account.write(worker('slow', 3_601));
    account.write(schedule([10, 'passed']));
    assert.deepEqual(account.sandbox.settle(), { now: start + 10_000, events: 1, arrived: true, until: start + 3_600_000 });
    account.write((context) => context.unschedule('slow'));
    assert.equal(account.sandbox.settle().events, 0);
    assert.equal(account.sandbox.settled, false);
  });

  it('goes on where a pause left it', () => {
    const { account } = noting({ 'test:done': done });
    account.write(worker('a', 5));
    account.write(worker('b', 8));
    const first = account.sandbox.settle(undefined, () => true);
    assert.deepEqual([first.now, first.events, first.arrived], [start + 5_000, 1, false]);
    const second = account.sandbox.settle(first.until, () => true);
    assert.deepEqual([second.now, account.sandbox.settled], [start + 8_000, true]);
  });
});
