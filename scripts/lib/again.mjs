// A story told by clicks through a real workbench can fail for a moment's load of the machine. One that failed is run once more, from its start on a
// fresh profile; one that passes then counts as passed, and is told as unsteady with what failed at first.

/** More stories than this do not fail for a moment's load. */
const most = 2;

/** mocha's `--grep` for these stories, which are top-level suites (and for any whose title begins with the whole of one of theirs). */
const patternOf = (stories) => `^(${stories.map((story) => story.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})( |$)`;

/** True for what fails around tests, such as `Story "before each" hook for "part"`, and is not told when it passes. */
const isHook = ({ title }) => / hook( |$)/.test(title);

/**
 * Results of a suite with its failed stories run again: `run(options)` runs mocha with more options and answers `{ passed, failed, skipped }`, whose
 * tests tell their `story`. A story stays failed unless all of its tests that failed pass the second time; what fails in no story then has failed
 * too. `unsteady` holds the first failures of the stories that passed.
 */
export async function runFailedAgain(results, run) {
  const stories = [...new Set(results.failed.map(({ story }) => story))];
  if (stories.length === 0 || stories.length > most || stories.includes(undefined)) return { ...results, unsteady: [] };
  const second = await run(['--grep', patternOf(stories)]);
  const passes = (story) =>
    second.passed.some((test) => test.story === story) &&
    !second.failed.some((test) => test.story === story) &&
    results.failed
      .filter((test) => test.story === story && !isHook(test))
      .every(({ title }) => second.passed.some((test) => test.title === title));
  const mended = stories.filter(passes);
  const steady = (tests) => tests.filter(({ story }) => !mended.includes(story));
  const anew = (tests) => tests.filter(({ story }) => mended.includes(story));
  return {
    passed: [...steady(results.passed), ...anew(second.passed)],
    failed: [...steady(results.failed), ...second.failed.filter(({ story }) => story === undefined)],
    skipped: [...steady(results.skipped), ...anew(second.skipped)],
    unsteady: anew(results.failed),
  };
}
