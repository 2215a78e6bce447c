import assert from 'node:assert/strict';
import fc from 'fast-check';
import { actionNames } from '../../../src/region/aws/action-names';
import { accountDefinition } from '../../../src/region/definition';
import { exercise, someSteps } from './exercise';
import { shares } from './requests/requests';
import type { Theme } from './requests/scene';
import { allMoves, otherStates, stateCodes } from './facts';
import { Tally } from './tally';

/** Which accounts are made: the same ones unless `SEED=` names others, so that the counts below are no matter of luck; `RUNS=` makes more of them. */
const seed = Number(process.env['SEED'] ?? 20260115);
const runs = Number(process.env['RUNS'] ?? 180);

/** How often every action must have succeeded and every state and move been seen for the properties to mean something. */
const enough = 20;

/** States that few accounts come to: a NAT gateway fails only when its address is mapped, and nothing is deleted slowly but between regions. */
const seldom: ReadonlySet<string> = new Set(['NAT gateway failed', 'peering deleting']);

/** How often the rest must have come up, at least. */
const few = 5;
const rest = [
  'addresses moved',
  'blackholes',
  'filters that divide',
  'further pages',
  'launches cut by something else',
  'launches cut by the quota',
  'leaves nothing',
  'opened again',
  'outlives its instance',
  'protected zones',
  'tokens repeated',
  'twins',
  'versions',
];

describe('properties of a region', function () {
  this.timeout(Math.max(120_000, runs * 4_000));
  const tally = new Tally();

  for (const theme of Object.keys(shares) as Theme[]) {
    const numRuns = Math.ceil((runs * shares[theme]) / 100);
    it(`hold for random actions and steps of time, mostly about ${theme} (SEED=${seed} RUNS=${runs})`, () => {
      fc.assert(
        fc.property(someSteps, (steps) => exercise(accountDefinition, { theme, steps }, tally)),
        { seed, numRuns, interruptAfterTimeLimit: Math.max(100_000, numRuns * 3_500), markInterruptAsFailure: true },
      );
    });
  }

  it(`were tried on every action, state and move at least ${enough} times`, () => {
    console.log(tally.report().replace(/^/gm, '      '));
    const counts = [
      ...actionNames.map((name) => ({ name, count: tally.successes.get(name) ?? 0, least: enough })),
      ...allMoves.map((name) => ({ name, count: tally.moves.get(name) ?? 0, least: enough })),
      ...Object.keys(stateCodes).map((name) => ({ name, count: tally.states.get(name) ?? 0, least: enough })),
      ...otherStates.map((name) => ({ name, count: tally.states.get(name) ?? 0, least: seldom.has(name) ? few : enough })),
      ...rest.map((name) => ({ name, count: tally.checks.get(name) ?? 0, least: few })),
    ];
    assert.deepEqual(
      counts.filter(({ count, least }) => count < least),
      [],
    );
  });
});
