/** What mocha gives as `this` to a test or a hook, as far as skipping needs it. */
interface SkippableContext {
  readonly test?: object | undefined;
  readonly currentTest?: object | undefined;
}

/** A test or a suite, on which the reporter (scripts/lib/reporter.mjs) finds the reason. */
interface Holder {
  skipReason?: string;
}

/**
 * States why the running test is about to be skipped; the reporter prints it above the closing line. To be followed by `this.skip()`:
 *
 *     skipReason(this, 'the AWS CLI is not installed');
 *     this.skip();
 *
 * In a `before` hook the reason holds for every test of the suite, in a `beforeEach` hook for the test it precedes.
 */
export function skipReason(context: SkippableContext, reason: string): void {
  const runnable = context.test as (Holder & { type: string; title: string; parent: Holder }) | undefined;
  if (!runnable) throw new Error('skipReason() was called outside of a test');
  const beforeEach = runnable.type === 'hook' && runnable.title.startsWith('"before each"');
  const holder = beforeEach ? (context.currentTest as Holder | undefined) : runnable.type === 'hook' ? runnable.parent : runnable;
  if (holder) holder.skipReason = reason;
}
