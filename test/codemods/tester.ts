import * as assert from 'uvu/assert';
import { rules } from '../../rules/index.ts';
import type { Codemod } from '../../src/core/codemod.ts';
import { openSession, type Trial } from '../../src/testing/invariants.ts';
import { testCodemod as runCases, type CodemodCases } from '../../src/testing/test-codemod.ts';
import { refusals } from '../accepted.ts';
import { hasSchemas } from '../schemas.ts';

/** The cases of a codemod for Services: besides all else, nothing refuses what was written, and no rule reports what it did not report before. */
export function testCodemod(codemod: Codemod, cases: CodemodCases): void {
  if (!hasSchemas) console.log('skipped: the schemas of ../shared are not there');
  runCases(codemod, cases, (before, after, trial) => {
    assert.equal(without(refusals(after), refusals(before)), [], 'the API server and the controllers take what was written');
    assert.equal(without(reported(after, trial), reported(before, trial)), [], 'no rule has something new to say');
  });
}

const without = (after: readonly string[], before: readonly string[]): readonly string[] => {
  const known = new Set(before);
  return after.filter(text => !known.has(text));
};

const reported = (files: Readonly<Record<string, string>>, trial: Trial): readonly string[] =>
  openSession(files, { ...trial, rules })
    .session.findings()
    .diagnostics.map(({ rule }) => rule);
