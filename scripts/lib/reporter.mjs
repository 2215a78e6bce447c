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

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const results = { passed: [], failed: [], skipped: [] };
    runner.on(EVENT_TEST_PASS, (test) => results.passed.push({ title: test.fullTitle(), ms: test.duration }));
    runner.on(EVENT_TEST_FAIL, (test, error) => results.failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) }));
    runner.on(EVENT_TEST_PENDING, (test) => results.skipped.push({ title: test.fullTitle(), reason: reasonOf(test) }));
    runner.once(EVENT_RUN_END, () => {
      for (const { title, reason } of results.skipped) console.log(`  skipped: ${title}: ${reason ?? 'NO REASON GIVEN'}`);
      const file = options?.reporterOptions?.results ?? options?.reporterOption?.results ?? process.env.RESULTS_FILE;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(results, null, 1));
    });
  }
}
