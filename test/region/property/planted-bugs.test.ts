import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accountDefinition } from '../../../src/region/definition';
import { exercise, someSteps } from './exercise';
import { plantedBugs } from './planted-bugs';
import { plantedInNetworks } from './planted-in-networks';
import { Tally } from './tally';

/** Accounts until a bug must have been caught; the seed is fixed, so that the answer is the same on every machine. */
const runs = 60;
const seed = 20260115;

describe('properties of a region, with a bug planted,', function () {
  this.timeout(120_000);

  for (const { name, theme = 'instances', caughtBy, plant } of [...plantedBugs, ...plantedInNetworks]) {
    it(`catch ${name}`, () => {
      const { definition, restore } = plant(accountDefinition);
      try {
        const result = fc.check(
          fc.property(someSteps, (steps) => exercise(definition, { theme, steps }, new Tally())),
          { seed, numRuns: runs, endOnFailure: true },
        );
        assert.ok(result.failed, `nothing was noticed in ${runs} accounts`);
        assert.ok(result.errorInstance instanceof assert.AssertionError, String(result.errorInstance));
        assert.match(result.errorInstance.message, caughtBy);
      } finally {
        restore?.();
      }
    });
  }

  it('hold again once the bugs are gone', () => {
    fc.assert(
      fc.property(someSteps, (steps) => exercise(accountDefinition, { theme: 'instances', steps }, new Tally())),
      { seed, numRuns: 3 },
    );
  });
});
