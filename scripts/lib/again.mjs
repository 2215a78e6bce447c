// A story told by clicks through a real workbench can fail for a moment's load of the machine. One that failed is run once more, from its start on a
// fresh profile; one that passes then counts as passed, and is told as unsteady with what failed at first.

/** More stories than this do not fail for a moment's load. */
const most = 2;

/** mocha's `--grep` for exactly these stories, which are top-level suites. */
const patternOf = (stories) => `^(${stories.map((story) => story.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})( |$)`;

/**
 * Results of a suite with its failed stories run again: `run(options)` runs mocha with more options and answers `{ passed, failed, skipped }`, whose
 * tests tell their `story`. A story that the second run does not have stays failed. `unsteady` holds the first failures of those that passed.
 */
export async function runFailedAgain(results, run) {
  const stories = [...new Set(results.failed.map(({ story }) => story))];
  if (stories.length === 0 || stories.length > most || stories.includes(undefined)) return { ...results, unsteady: [] };
  const second = await run(['--grep', patternOf(stories)]);
  const mended = stories.filter(
    (story) => second.passed.some((test) => test.story === story) && !second.failed.some((test) => test.story === story),
  );
  const steady = (tests) => tests.filter(({ story }) => !mended.includes(story));
  const anew = (tests) => tests.filter(({ story }) => mended.includes(story));
  return {
    passed: [...steady(results.passed), ...anew(second.passed)],
    failed: steady(results.failed),
    skipped: [...steady(results.skipped), ...anew(second.skipped)],
    unsteady: anew(results.failed),
  };
}
