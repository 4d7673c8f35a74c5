// Stands in for uvu where a mutant is tested: it has what our tests ask of uvu, and tells each test by its name, so that only those run
// that reach the mutant.

/** The tests in the order in which they were written, as `{ name, run }`. */
export const registered = [];

export function suite(title) {
  const own = [];
  const around = { before: () => {}, after: () => {} };
  const within = run => async () => {
    await around.before();
    try {
      await run();
    } finally {
      await around.after();
    }
  };
  const tests = (name, run) => own.push({ name: `${title}: ${name}`, run: within(run) });
  // Around each test: any of them may be the only one that runs.
  tests.before = run => void (around.before = run);
  tests.after = run => void (around.after = run);
  tests.skip = () => {};
  tests.run = () => registered.push(...own.splice(0));
  return tests;
}
