import assert from 'node:assert/strict';
import type { ActionName } from '../../../src/region/aws/action-names';
import type { Context } from '../../../src/region/kernel/context';
import { ApiError } from '../../../src/region/kernel/errors';
import { counterTable, eventTable, regionTable, usageTable } from '../../../src/region/kernel/tables';
import { accountState } from '../support/account-state';
import { miniAccount, type MiniAccount, north, south, start, type Work } from './support/mini-account';
import { labelTable, thingTable } from './support/mini-tables';

const refused = (): never => {
  throw new ApiError('Refused', 'no');
};

/** Touches all that an action can touch: rows, draws, ids, events, history, usage, another region. */
const touchAll: Work = (context) => {
  context.put(thingTable, { region: context.region, id: context.newId('thing'), name: String(context.random('dice')) });
  context.delete(thingTable, 'first');
  context.schedule(5_000, 'test:happens', 'first');
  context.unschedule('waiting');
  context.transition('first', 'a', 'b');
  context.openUsage('first', 'Box', 1);
  context.closeUsage('charged');
  context.inRegion(south).put(thingTable, { region: south, id: 'far', name: 'x' });
  context.subjects.push('first');
};

function populated(events: Parameters<typeof miniAccount>[0] = {}): MiniAccount {
  const account = miniAccount(events);
  account.write((context) => {
    context.put(thingTable, { region: north, id: 'first', name: 'first' });
    context.put(labelTable, { region: north, id: 'label', thing: 'first', text: 't' });
    context.schedule(60_000, 'test:happens', 'waiting');
    context.openUsage('charged', 'Box', 2);
  });
  return account;
}

const nested = (context: Context, work: Work): unknown => context.call('test:Write' as ActionName, { Work: work } as never);

describe('atomicity of actions', () => {
  it('leaves nothing of an action that fails after writing', () => {
    const account = populated();
    const error = account.fails(
      () =>
        account.write((context) => {
          touchAll(context);
          refused();
        }),
      'Refused',
    );
    assert.deepEqual([error.message, error.status, error.fault], ['no', 400, 'Sender']);
  });

  it('leaves nothing of an action that fails with an error of ours, and hands the error on', () => {
    const account = populated();
    const before = accountState(account.sandbox);
    assert.throws(
      () =>
        account.write((context) => {
          touchAll(context);
          throw new RangeError('a bug');
        }),
      new RangeError('a bug'),
    );
    assert.deepEqual(accountState(account.sandbox), before);
  });

  it('draws again after a rollback what it would have drawn', () => {
    const ids: string[] = [];
    const draw = (context: Context): void => void ids.push(context.newId('thing'));
    const account = populated();
    account.write(draw);
    account.fails(
      () =>
        account.write((context) => {
          draw(context);
          refused();
        }),
      'Refused',
    );
    account.write(draw);
    assert.equal(ids[1], ids[2]);
    assert.notEqual(ids[0], ids[1]);
  });

  it('undoes a failed nested action alone when its caller goes on', () => {
    const account = populated();
    account.write((context) => {
      context.put(thingTable, { region: north, id: 'before', name: '1' });
      assert.throws(
        () =>
          nested(context, (inner) => {
            touchAll(inner);
            return refused();
          }),
        { code: 'Refused' },
      );
      assert.equal(context.get(thingTable, 'first')?.name, 'first');
      nested(context, (inner) => inner.put(thingTable, { region: north, id: 'inside', name: '2' }));
    });
    const reader = account.sandbox.reader(north);
    assert.deepEqual(
      reader.list(thingTable).map(({ id }) => id),
      ['first', 'before', 'inside'],
    );
    assert.equal(account.sandbox.reader(south).list(thingTable).length, 0);
    assert.equal(account.records.length, 2);
  });

  it('undoes the outer action with its nested ones when a nested error is not caught', () => {
    const account = populated();
    account.fails(
      () =>
        account.write((context) => {
          nested(context, touchAll);
          nested(context, (inner) => nested(inner, refused));
        }),
      'Refused',
    );
  });

  it('undoes an action whose record cannot be kept, and carries on when it can', () => {
    const account = populated();
    const before = accountState(account.sandbox);
    const keep = account.sandbox.onRecord;
    account.sandbox.onRecord = () => {
      throw new Error('disk full');
    };
    assert.throws(() => account.write(touchAll), /disk full/);
    assert.deepEqual(accountState(account.sandbox), before);
    assert.equal(account.changes.length, 1);
    account.sandbox.onRecord = keep;
    account.write(touchAll);
    assert.equal(account.sandbox.reader(south).list(thingTable).length, 1);
  });

  it('undoes an advance whose record cannot be kept', () => {
    const account = populated({ events: { 'test:happens': touchAll } });
    const before = accountState(account.sandbox);
    account.sandbox.onRecord = () => {
      throw new Error('disk full');
    };
    assert.throws(() => account.sandbox.advance(start + 60_000), /disk full/);
    assert.deepEqual(accountState(account.sandbox), before);
    account.sandbox.onRecord = undefined;
    assert.deepEqual(account.sandbox.advance(start + 60_000), { now: start + 60_000, events: 1, arrived: true });
  });

  it('undoes a partial success whose record cannot be kept', () => {
    const account = populated();
    const before = accountState(account.sandbox);
    account.sandbox.onRecord = () => {
      throw new Error('disk full');
    };
    assert.throws(
      () =>
        account.execute('test:Partial', {
          Work: (context: Context) => {
            touchAll(context);
            throw new ApiError('Half', 'half', { keepsChanges: true });
          },
        }),
      /disk full/,
    );
    assert.deepEqual(accountState(account.sandbox), before);
  });

  it('keeps what a declared partial success did, in one record, and still answers with the error', () => {
    const account = populated();
    const half = (context: Context): never => {
      context.put(thingTable, { region: north, id: 'half', name: 'h' });
      throw new ApiError('Half', 'half done', { keepsChanges: true });
    };
    assert.throws(() => account.execute('test:Partial', { Work: half }), { code: 'Half', message: 'half done' });
    assert.equal(account.sandbox.reader(north).get(thingTable, 'half')?.name, 'h');
    assert.equal(account.records.length, 2);
    assert.deepEqual(
      account.changes.at(-1)?.changed.map(({ kind, id, how }) => `${kind} ${id} ${how}`),
      ['activity 2 created', 'things half created'],
    );
    account.fails(() => account.execute('test:Write', { Work: half }), 'Half');
  });

  it('changes nothing in a dry run that would succeed, and says so with status 412', () => {
    const account = populated();
    const error = account.fails(() => account.execute('test:Write', { Work: touchAll, DryRun: true }), 'DryRunOperation');
    assert.deepEqual([error.status, error.message], [412, 'Request would have succeeded, but DryRun flag is set.']);
    account.fails(() => account.execute('test:Write', { Work: refused, DryRun: true }), 'Refused');
    account.execute('test:Write', { Work: touchAll, DryRun: false });
  });
});

describe('what an account refuses before it begins', () => {
  it('refuses inputs it does not know, those of every object included', () => {
    const account = populated();
    for (const name of ['Nonsense', 'work', 'constructor', 'toString', 'hasOwnProperty', 'Material']) {
      const error = account.fails(() => account.execute('test:Write', { [name]: 'x' }), 'UnknownParameter');
      assert.equal(error.message, `The parameter ${name} is not recognized`);
    }
    account.fails(() => account.execute('test:Write', JSON.parse('{"__proto__": 1}') as object), 'UnknownParameter');
  });

  it('refuses inputs that are not simulated in words that say so, and takes absent ones', () => {
    const account = populated();
    const error = account.fails(() => account.execute('test:Write', { Unwanted: 'x' }), 'UnsupportedOperation');
    assert.equal(error.message, 'Cloud Sandbox does not simulate Unwanted of Write');
    account.execute('test:Write', { Unwanted: undefined, Nonsense: undefined });
  });

  it('refuses characters that no request of the real service can hold, wherever they stand', () => {
    const account = populated();
    for (const text of ['\u0000', 'a\u0008b', '\ud800', 'x\udc00', '\uffff', '\u001f']) {
      const error = account.fails(() => account.execute('test:Write', { Ignored: text }), 'InvalidCharacter');
      assert.equal(error.message, 'A specified character is invalid.');
      account.fails(() => account.execute('test:Write', { Ignored: [{ deep: ['fine', text] }] }), 'InvalidCharacter');
    }
    account.execute('test:Write', { Ignored: ['tab\t, line\r\n, 한글, \u{1f5a5}', null, 7, new Uint8Array([0])] });
  });

  it('reports accepted inputs in the activity, with the action, its caller and what it named', () => {
    const account = populated();
    account.execute('test:Write', { Ignored: 'x', Work: (context: Context) => context.subjects.push('first') });
    const rows = account.records.at(-1)?.rows['activity'];
    assert.deepEqual(rows, [['', '2', 2, 2, start, 'test:Write', north, { type: 'test' }, ['first'], ['Ignored']]]);
  });

  it('writes no activity and no record for an action that only reads', () => {
    const account = populated();
    assert.deepEqual(account.execute('test:Read', { Work: (context: Context) => context.list(thingTable).length }), 1);
    assert.equal(account.records.length, 1);
    assert.deepEqual([account.sandbox.isRead('test:Read'), account.sandbox.isRead('test:Write')], [true, false]);
  });

  it('refuses actions and regions it does not have', () => {
    const account = populated();
    assert.equal(
      account.fails(() => account.execute('test:None', {}), 'InvalidAction').message,
      'The action test:None is not valid for this web service.',
    );
    account.fails(() => account.execute('test:Write', {}, 'west-1'), 'InvalidParameterValue');
    account.fails(() => account.execute('test:Write', {}, ''), 'InvalidParameterValue');
    assert.deepEqual([account.sandbox.isRegistered('test:Write'), account.sandbox.isRegistered('constructor')], [true, false]);
  });
});

describe('regions of an account', () => {
  const openRegion = (context: Context): void => {
    context.put(thingTable, { region: context.region, id: context.newId('net'), name: 'network' });
    context.schedule(1_000, 'test:happens', 'opened');
  };
  const networks = (account: MiniAccount, region: string): number => account.sandbox.reader(region).list(thingTable).length;

  it('open on first use, once, with what belongs in them', () => {
    const account = miniAccount({ openRegion });
    account.write(() => ({}));
    account.write(() => ({}));
    assert.deepEqual([networks(account, north), networks(account, south)], [1, 0]);
    account.execute('test:Read', {}, south);
    account.execute('test:Read', {}, south);
    assert.equal(networks(account, south), 1);
    assert.deepEqual(
      account.sandbox
        .reader('')
        .list(regionTable)
        .map(({ id }) => id),
      [north, south],
    );
  });

  it('stay closed when their first action fails', () => {
    const account = miniAccount({ openRegion });
    account.write(() => ({}));
    account.fails(() => account.write(refused, south), 'Refused');
    const reader = account.sandbox.reader('');
    assert.equal(reader.get(regionTable, south), undefined);
    assert.equal(account.sandbox.reader(south).list(eventTable).length, 0);
    account.write(() => ({}), south);
    assert.equal(networks(account, south), 1);
  });

  it('are alike in two accounts, whichever opens first', () => {
    const [one, other] = [miniAccount({ openRegion }), miniAccount({ openRegion })];
    one.execute('test:Read', {}, north);
    one.execute('test:Read', {}, south);
    other.execute('test:Read', {}, south);
    other.execute('test:Read', {}, north);
    for (const region of [north, south]) {
      assert.deepEqual(one.sandbox.reader(region).list(thingTable), other.sandbox.reader(region).list(thingTable));
    }
  });

  it('let the very first action of a new account fail without losing the account', () => {
    const account = miniAccount({ openRegion });
    account.fails(() => account.write(refused), 'Refused');
    assert.deepEqual([account.sandbox.now, account.sandbox.account().accountId], [start, '123456789012']);
    account.sandbox.commitCreation();
    assert.deepEqual([account.records.length, account.records[0]?.cause], [1, { type: 'create' }]);
    assert.deepEqual(Object.keys(account.records[0]!.rows), ['account', 'clock']);
    assert.equal(account.sandbox.reader('').list(counterTable).length + account.sandbox.reader(north).list(usageTable).length, 0);
  });
});
