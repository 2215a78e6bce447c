import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountDefinition } from '../../../src/region/kernel/definition';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import { newWatchers } from './checks/watchers';
import { Dice } from './dice';
import { look } from './looks';
import { describeAll } from './observe';
import { restarted } from './requests/lifecycle';
import { someRead, someRequest } from './requests/requests';
import type { Theme } from './requests/scene';
import type { Tally } from './tally';
import { attempt, type Deed, newSandbox, type Outcome, type Request, World } from './world';

/** One account: what its requests are mostly about, and its steps. Each number decides one step, so that steps can be left out and a run shrinks to those that matter. */
export interface Course {
  readonly theme: Theme;
  readonly steps: readonly number[];
}

/** The steps of one account. */
export const someSteps = fc.noBias(fc.array(fc.noBias(fc.nat(2 ** 31 - 1)), { minLength: 1, maxLength: 260, size: 'max' }));

/** How far one step of time goes, in milliseconds: to the next event, seconds, minutes, an hour. */
function somewhereLater(world: World, dice: Dice): number {
  const { now, nextEventAt } = world.sandbox;
  return dice.weighted([
    [6, nextEventAt ?? now + 1],
    [3, now + dice.between(1, 4_000)],
    [4, now + dice.between(4_000, 20_000)],
    [3, now + dice.between(20_000, 90_000)],
    [2, now + 3_600_000],
  ]);
}

/** Takes the steps on a new account, each looked at from all sides, and then does the same deeds again on a twin, in other slices of time. */
export function exercise(definition: AccountDefinition, { theme, steps }: Course, tally: Tally): void {
  const world = new World(definition, tally, newWatchers());
  const answers: string[] = [];
  try {
    for (const step of steps) takeStep(world, theme, new Dice(step), answers);
    checkTwin(world, new Dice(steps[0] ?? 0), answers);
    tally.check('twins');
  } catch (error) {
    if (error instanceof Error) error.message += `\nafter:\n${world.deeds.slice(-12).map(words).join('\n')}`;
    throw error;
  } finally {
    world.sandbox.close();
  }
}

function takeStep(world: World, theme: Theme, dice: Dice, answers: string[]): void {
  const tokened = (): Request[] =>
    world.deeds
      .flatMap((deed) => ('request' in deed ? [deed.request] : []))
      .filter(({ action, input }) => action === 'ec2:RunInstances' && 'ClientToken' in input);
  // The seconds after a restart are short, and a stop in them is worth trying.
  const restarting = world.view.regions.some((region) => restarted(region).length > 0);
  const step = dice.weighted([
    [70, () => void answers.push(answerOf(world.act(someRequest(world.view, theme, dice, tokened(), world.succeeded), dice.chance(0.1))))],
    [10, () => lookAround(world, theme, dice, answers)],
    [restarting ? 6 : 22, () => world.pass(somewhereLater(world, dice))],
    [2, () => world.settle()],
    [9, () => world.openRegions.length > 0 && look(world.sandbox, dice.pick(world.openRegions), dice, world.tally)],
    [1, () => reopen(world, dice)],
  ]);
  step();
}

/** Several looks at once: they change nothing. */
function lookAround(world: World, theme: Theme, dice: Dice, answers: string[]): void {
  for (let looks = dice.between(2, 6); looks > 0; looks--)
    answers.push(answerOf(world.act(someRead(world.view, theme, dice), dice.chance(0.03))));
}

function reopen(world: World, dice: Dice): void {
  world.reopen(describeAll, dice.chance(0.5));
  world.tally.check('opened again');
}

/** What an action came to, as text. The tokens of pages may differ in accounts that were opened again; what they lead to may not. */
function answerOf({ output, error }: Outcome): string {
  return error ? error.code : JSON.stringify({ ...(output as object), NextToken: undefined });
}

/** Lets time pass to a moment in slices of the twin's own choice. */
function passInSlices(sandbox: Sandbox, to: number, dice: Dice): void {
  while (sandbox.now < to && dice.chance(0.7)) {
    sandbox.advance(dice.between(sandbox.now, to), () => dice.chance(0.3));
  }
  sandbox.advance(to);
}

/** Same seed, same actions at the same times: the same answers, digest and descriptions, however time was sliced. */
function checkTwin(world: World, dice: Dice, answers: readonly string[]): void {
  const twin = newSandbox(world.definition);
  const left = [...answers];
  for (const deed of world.deeds) {
    if ('request' in deed) {
      assert.equal(answerOf(attempt(twin, deed.request)), left.shift(), 'the same actions answer the same');
    } else if ('to' in deed) {
      passInSlices(twin, deed.to, dice);
    } else {
      twin.settle();
      assert.equal(twin.now, deed.settled, 'the same actions settle at the same time');
    }
  }
  assert.equal(twin.digest(), world.sandbox.digest(), 'the same actions make the same account');
  assert.equal(describeAll(twin), describeAll(world.sandbox), 'the same actions make an account that is described the same');
  twin.close();
}

/** A deed for people to read. */
function words(deed: Deed): string {
  if ('to' in deed) return `  to ${new Date(deed.to).toISOString()}`;
  return 'request' in deed
    ? `  ${deed.request.action} ${JSON.stringify(deed.request.input)} in ${deed.request.region}`
    : `  settled at ${new Date(deed.settled).toISOString()}`;
}
