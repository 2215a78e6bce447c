import assert from 'node:assert/strict';
import type { ClockSpeed, ClockState } from '../../src/shared/worker';
import { ClockDriver } from '../../src/worker/clock-driver';
import type { Sandbox } from '../../src/region/kernel/sandbox';
import type { JournalRecord } from '../../src/region/store/journal-record';
import { FakeWall } from './support/fake-wall';
import { beginning, prepareStory, stepOf, storyAccount, take } from './support/story';
import { never, ports } from './support/surroundings';

/** Launches machines, which will be running some seconds later. */
function launch(sandbox: Sandbox, count: number): void {
  const step = stepOf(1);
  assert.ok('action' in step);
  take(sandbox, { ...step, input: { ...step.input, MinCount: count, MaxCount: count } });
}

describe('The clock driver', () => {
  let sandbox: Sandbox;
  let wall: FakeWall;
  let states: ClockState[];
  let problems: string[];

  before(() => prepareStory(ports));
  beforeEach(() => {
    sandbox = storyAccount(ports);
    sandbox.commitCreation();
    wall = new FakeWall(1_000_000);
    states = [];
    problems = [];
  });
  afterEach(() => sandbox.close());

  const drive = (speed: ClockSpeed): ClockDriver =>
    new ClockDriver(sandbox, speed, wall, {
      onClock: (state) => states.push(state),
      onAdvance: () => undefined,
      onProblem: (text) => problems.push(text),
    });
  const passed = (): number => sandbox.now - beginning;

  for (const [speed, expected] of [
    [0, 0],
    [0.5, 1_000],
    [1, 2_000],
    [10, 20_000],
    [60, 120_000],
    [3600, 7_200_000],
    ['instant', 2_000],
  ] as const) {
    it(`brings a request ${expected} virtual ms further in 2 s at the speed ${speed}`, async () => {
      const clock = drive(speed);
      await wall.pass(2_000);
      await clock.enter();
      assert.equal(passed(), expected);
    });
  }

  it('has one timer, which waits for the next event', async () => {
    launch(sandbox, 1);
    const clock = drive(10);
    const due = sandbox.nextEventAt!;
    assert.ok(due > beginning + 1_000 && due < beginning + 60_000);
    assert.deepEqual(wall.due, [(due - beginning) / 10]);
    await wall.pass((due - beginning) / 10 - 1);
    assert.equal(sandbox.settled, false);
    await wall.pass(1);
    assert.equal(sandbox.settled, true);
    assert.equal(sandbox.now, due);
    assert.deepEqual(wall.due, []);
    await clock.stop();
  });

  it('has no timer while it is paused, or while nothing is due and nobody looks', async () => {
    drive(0);
    assert.deepEqual(wall.due, []);
    drive(10);
    assert.deepEqual(wall.due, []);
  });

  it('puts the time reached on record a second after it was shown, once', async () => {
    const records: JournalRecord[] = [];
    sandbox.onRecord = (record) => records.push(record);
    const clock = drive(10);
    await clock.enter();
    clock.leave();
    assert.deepEqual(wall.due, [1_000]);
    await wall.pass(10_000);
    assert.deepEqual(
      records.map(({ at }) => at - beginning),
      [10_000],
    );
    assert.deepEqual(wall.due, []);
  });

  it('says where the clock is, so that a view can follow', async () => {
    launch(sandbox, 1);
    const next = sandbox.nextEventAt!;
    const clock = drive(10);
    await wall.pass(100);
    await clock.enter();
    assert.deepEqual(clock.state(), { now: beginning + 1_000, wall: 1_000_100, speed: 10, nextEventAt: next });
    await wall.pass(50);
    assert.deepEqual(clock.state(), { now: beginning + 1_000, wall: 1_000_100, speed: 10, nextEventAt: next });
    clock.setSpeed(60);
    assert.deepEqual(clock.state(), { now: beginning + 1_500, wall: 1_000_150, speed: 60, nextEventAt: next });
    await wall.pass(10);
    clock.setSpeed(0);
    assert.equal(passed(), 2_100);
    await wall.pass(1_000);
    await clock.enter();
    assert.equal(passed(), 2_100);
    assert.deepEqual(
      states.map(({ speed }) => speed),
      [60, 0],
    );
  });

  it('settles what is in transition before a request when it is instant', async () => {
    launch(sandbox, 3);
    const clock = drive('instant');
    assert.equal(sandbox.settled, false);
    await clock.enter();
    assert.equal(sandbox.settled, true);
    assert.ok(passed() > 1_000 && passed() < 60_000);
  });

  it('advances in slices of a few events, and the account is the same as after one', async () => {
    launch(sandbox, 40);
    const whole = storyAccount(ports);
    whole.commitCreation();
    launch(whole, 40);
    whole.advance(beginning + 86_400_000);

    const clock = drive(0);
    wall.cost = 1;
    const outcome = await clock.advance(() => beginning + 86_400_000, never);
    assert.equal(outcome.passed, 86_400_000);
    assert.ok(wall.yields >= 4, `${wall.yields} yields for ${outcome.events} events`);
    assert.equal(sandbox.now, whole.now);
    assert.equal(sandbox.digest(), whole.digest());
    whole.close();
  });

  it('is the same after any slicing', async () => {
    const digests = new Set<string>();
    for (const cost of [0, 0.4, 1, 3, 8]) {
      const sliced = storyAccount(ports);
      sliced.commitCreation();
      launch(sliced, 25);
      const own = new FakeWall(0);
      own.cost = cost;
      const clock = new ClockDriver(sliced, 10, own, { onClock: () => undefined, onAdvance: () => undefined, onProblem: assert.fail });
      await clock.advance(() => beginning + 3_600_000, never);
      digests.add(sliced.digest());
      sliced.close();
    }
    assert.equal(digests.size, 1);
  });

  it('lets requests in between the slices, and a second advance wait', async () => {
    launch(sandbox, 40);
    const clock = drive(0);
    wall.cost = 1;
    const first = clock.advance(() => beginning + 60_000, never);
    const second = clock.advance((account) => account.now + 5_000, never);
    await wall.yield();
    await clock.enter();
    const seen = passed();
    assert.ok(seen > 0 && seen < 60_000, `a request came in at ${seen}`);
    assert.equal(clock.state().advancingTo, beginning + 60_000);
    assert.equal((await first).passed, 60_000);
    assert.equal((await second).passed, 5_000);
    assert.equal(passed(), 65_000);
    assert.equal(clock.state().advancingTo, undefined);
  });

  it('leaves the clock where it came to when an advance is cancelled', async () => {
    launch(sandbox, 40);
    const clock = drive(0);
    wall.cost = 1;
    const controller = new AbortController();
    const advance = clock.advance(() => beginning + 86_400_000, controller.signal);
    await wall.yield();
    controller.abort();
    const outcome = await advance;
    assert.ok(outcome.events > 0 && outcome.passed < 60_000);
    assert.equal(passed(), outcome.passed);
    assert.equal(sandbox.settled, false);
  });

  it('goes until nothing is in transition', async () => {
    launch(sandbox, 10);
    const clock = drive(10);
    wall.cost = 1;
    const { events } = await clock.untilIdle(never);
    assert.equal(sandbox.settled, true);
    assert.equal(events, 10);
    const again = await clock.untilIdle(never);
    assert.equal(again.events, 0);
  });

  it('is behind and says so when events come faster than it can run them, and gives up what it cannot catch up', async () => {
    launch(sandbox, 60);
    const clock = drive(3600);
    wall.cost = 1;
    await wall.pass(100);
    await clock.enter();
    assert.equal(clock.state().advancingTo! > sandbox.now, true);
    for (let turn = 0; turn < 60 && !sandbox.settled; turn++) await wall.yield();
    assert.equal(sandbox.settled, true);
    assert.ok(states.some(({ advancingTo }) => advancingTo !== undefined));
  });

  for (const cost of [1, 2, 6]) {
    it(`tells at last that it has caught up, when a look at the time costs ${cost} ms`, async () => {
      launch(sandbox, 60);
      const clock = drive(3600);
      wall.cost = cost;
      await wall.pass(100);
      await clock.enter();
      for (let turn = 0; turn < 300 && (!sandbox.settled || clock.state().advancingTo !== undefined); turn++) await wall.yield();
      assert.ok(states.some(({ advancingTo }) => advancingTo !== undefined));
      assert.equal(states.at(-1)!.advancingTo, undefined);
      await clock.stop();
    });
  }

  it('stands still while nothing can be put on record, and goes on when it can', async () => {
    launch(sandbox, 1);
    const clock = drive(10);
    let full = true;
    sandbox.onRecord = () => {
      if (full) throw new Error('disk full');
    };
    await wall.pass(3_000);
    await clock.enter();
    assert.equal(passed(), 0);
    assert.equal(sandbox.settled, false);
    assert.ok(problems.length >= 1 && problems.length <= 4, `${problems.length} problems`);
    assert.match(problems[0]!, /Time cannot pass: Error: disk full/);
    full = false;
    await wall.pass(5_000);
    assert.equal(sandbox.settled, true);
  });

  it('stops: time does not pass any more', async () => {
    const clock = drive(10);
    await wall.pass(500);
    await clock.stop();
    assert.equal(passed(), 5_000);
    await wall.pass(500);
    await clock.enter();
    assert.equal(passed(), 5_000);
  });
});
