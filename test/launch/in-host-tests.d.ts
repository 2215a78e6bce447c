/** The module that scripts/build-tests.mjs makes of the files below test/host. */
declare module 'in-host-tests' {
  /** Loads each in-host test file; mocha's `describe` and `it` must be there. */
  export function loadTests(): void;
}
