// Changes the code in small ways, one at a time, and tells which of the changes no test notices. `npm run mutation -- replay` changes only
// files whose paths hold the word.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const root = join(import.meta.dirname, '../..');

/**
 * What is changed, and the tests that may notice, by the beginnings of their paths. The first test that fails decides, so those of the code
 * itself stand first, and slow ones last. Tests that start the command as a process of its own see no change.
 */
const AREAS = {
  core: {
    code: ['src/core/'],
    tests: [
      'test/core/',
      'test/config/',
      'test/languages/yaml/document',
      'test/languages/yaml/cut',
      'test/fix/replay',
      'test/fix/apply',
      'test/lint/',
      'test/rules/service-external-ips.test',
    ],
  },
  fix: {
    code: ['src/fix/'],
    tests: ['test/fix/', 'test/lint/', 'test/codemods/external-ips-to-metallb.regions'],
  },
  yaml: {
    code: ['src/languages/yaml/'],
    // Not those of hostile and of random files, which take far longer than all others together.
    tests: ['append', 'cut', 'document', 'editor-block', 'editor-flow', 'editor-reshape', 'examples', 'scalar'].map(
      name => `test/languages/yaml/${name}`,
    ),
  },
  rules: {
    code: ['rules/service-external-ips.ts', 'rules/missing-peer-ca-file.ts'],
    tests: ['test/rules/missing-peer-ca-file.test', 'test/rules/service-external-ips.test', 'test/rules/missing-peer-ca-file.formats'],
  },
};

process.chdir(root);
// The same values each time, and enough of them: the suite tries more.
process.env.FC_SEED ??= '1';
process.env.FC_RUNS ??= '100';
const words = process.argv.slice(2);
const totals = [];
for (const [area, { code, tests }] of Object.entries(AREAS)) {
  const mutate = filesOf(code, '.ts').filter(file => words.length === 0 || words.some(word => file.includes(word)));
  if (mutate.length === 0) continue;
  const mutants = await new Stryker({
    mutate,
    ignorers: ['docs'],
    testRunner: 'uvu',
    uvu: { files: filesOf(tests, '.test.ts') },
    plugins: [join(import.meta.dirname, 'plugin.js')],
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
    tempDirName: '.mutation/sandboxes',
    cleanTempDir: 'always',
    dryRunTimeoutMinutes: 30,
    ignoreStatic: process.env.MUTATION_IGNORE_STATIC === '1',
    timeoutMS: Number(process.env.MUTATION_TIMEOUT ?? 5000),
    disableTypeChecks: false,
    ignorePatterns: ['/.*', '/dist', '/docs'],
    reporters: ['clear-text', 'html', 'json', process.stdout.isTTY ? 'progress' : 'progress-append-only'],
    clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false, skipFull: true },
    htmlReporter: { fileName: `.mutation/${area}.html` },
    jsonReporter: { fileName: `.mutation/${area}.json` },
    warnings: { slow: false },
  }).runMutationTest();
  totals.push({ area, ...counts(mutants) });
}
console.table(totals);

function filesOf(beginnings, end) {
  return beginnings.flatMap(beginning => {
    const folder = beginning.slice(0, beginning.lastIndexOf('/'));
    return readdirSync(folder, { recursive: true })
      .map(name => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter(file => file.startsWith(beginning) && file.endsWith(end))
      .sort();
  });
}

function counts(mutants) {
  const of = (...wanted) => mutants.filter(({ status }) => wanted.includes(status)).length;
  return {
    mutants: of('Killed', 'Timeout', 'Survived', 'NoCoverage'),
    killed: of('Killed'),
    timeout: of('Timeout'),
    survived: of('Survived'),
    'no coverage': of('NoCoverage'),
    other: of('RuntimeError', 'CompileError', 'Ignored', 'Pending'),
  };
}
