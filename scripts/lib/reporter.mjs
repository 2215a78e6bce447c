// mocha's `spec` reporter, which also tells why a test was skipped and writes what happened to the file named by RESULTS_FILE.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Mocha from 'mocha';

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** The reason given to `skipReason` (test/support/skip.ts) for the test itself or, in a `before` hook, for a suite around it. */
function reasonOf(test) {
  for (let node = test; node; node = node.parent) {
    if (node.skipReason) return node.skipReason;
  }
  return undefined;
}

/** The title of the suite, of those in no other, that a test stands in. */
function storyOf(test) {
  let suite = test.parent;
  while (suite?.parent && !suite.parent.root) suite = suite.parent;
  return suite?.title;
}

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const named = (test) => ({ title: test.fullTitle(), story: storyOf(test) });
    const results = { passed: [], failed: [], skipped: [] };
    runner.on(EVENT_TEST_PASS, (test) => results.passed.push({ ...named(test), ms: test.duration }));
    runner.on(EVENT_TEST_FAIL, (test, error) => results.failed.push({ ...named(test), error: error.stack ?? String(error) }));
    runner.on(EVENT_TEST_PENDING, (test) => results.skipped.push({ ...named(test), reason: reasonOf(test) }));
    runner.once(EVENT_RUN_END, () => {
      for (const { title, reason } of results.skipped) console.log(`  skipped: ${title}: ${reason ?? 'NO REASON GIVEN'}`);
      const file = options?.reporterOptions?.results ?? options?.reporterOption?.results ?? process.env.RESULTS_FILE;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(results, null, 1));
    });
  }
}
