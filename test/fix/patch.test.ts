import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatPatch, type PatchedFile } from '../../src/fix/patch.ts';
import { git, temporaryRepository } from '../discover/temporary-tree.ts';

const NAMES = [
  'plain',
  'two words',
  ' begins and ends ',
  'quo"te',
  "it's",
  'back\\slash',
  'ta\tb',
  'new\nline',
  'grüße-日本',
  'per%cent',
  '-dash',
  'a b "c"',
  'b/a b',
  '😀',
  '\u007f',
  'dev/null',
  'x\t',
];

const lineBreaks = fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\u0085');
/** Few words, so that lines repeat and a diff has to choose. */
const words = fc.constantFrom(
  '',
  'a',
  'b',
  '  - c: 1',
  '+a',
  '-b',
  '@@ -1 +1 @@',
  '\\ No newline at end of file',
  '--- a/x',
  'diff --git a/x b/x',
  'ä 😀',
  '\ttab ',
  '\ufeff',
  '# #',
);
const line = fc
  .tuple(
    words,
    fc.oneof(
      { weight: 5, arbitrary: fc.constant('\n') },
      { weight: 2, arbitrary: fc.constant('\r\n') },
      { weight: 1, arbitrary: lineBreaks },
    ),
  )
  .map(parts => parts.join(''));
const text = fc
  .tuple(fc.constantFrom('', '\ufeff'), fc.array(line, { maxLength: 30 }), fc.constantFrom('', '', 'last'))
  .map(([mark, lines, last]) => mark + lines.join('') + last);

interface Splice {
  readonly at: number;
  readonly gone: number;
  readonly come: string;
}
const splice: fc.Arbitrary<Splice> = fc.record({ at: fc.nat(400), gone: fc.nat(30), come: fc.oneof(fc.constant(''), line, text) });
const edited = (before: string, splices: readonly Splice[]): string => {
  const characters = splices.reduce((all, { at, gone, come }) => all.toSpliced(at % (all.length + 1), gone, ...come), [...before]);
  return characters.join('');
};

/** A file before and after: edited at random, or made. An empty new file is none of ours. */
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(text, fc.array(splice, { maxLength: 4 })).map(([before, splices]) => ({ before, after: edited(before, splices) })),
  },
  { weight: 1, arbitrary: text.map(after => ({ before: undefined, after: after || 'a\n' })) },
);

const test = suite('formatPatch');

test('git apply gives exactly the bytes that were meant, from the root and from the folder they are in, and takes them back', () => {
  const root = temporaryRepository({ 'apps/.keep': '' });
  fc.assert(
    fc.property(fc.array(change, { minLength: NAMES.length, maxLength: 60 }), fc.constantFrom('.', 'apps'), (changes, from) => {
      rmSync(join(root, 'apps/files'), { recursive: true, force: true });
      const files = changes
        .map((change, index): PatchedFile => ({ path: `apps/files/${index}/${NAMES[index % NAMES.length]!}.yaml`, ...change }))
        .filter(({ before, after }) => before !== after);
      for (const { path, before } of files) if (before !== undefined) write(root, path, before);
      const patch = Buffer.from(formatPatch(files));
      apply(join(root, from), patch);
      for (const { path, after } of files) assert.is(readFileSync(join(root, path), 'utf8'), after, JSON.stringify(path));
      apply(join(root, from), patch, '--check', '-R');
    }),
    { numRuns: 40 },
  );
});

test('only changed lines and three around them are in it', () => {
  const before = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`);
  const after = before.toSpliced(9, 1, 'ten\n').toSpliced(16, 1, 'seventeen\n').toSpliced(29, 1);
  assert.is(
    formatPatch([{ path: 'a.yaml', before: before.join(''), after: after.join('') }]),
    [
      'diff --git a/a.yaml b/a.yaml',
      '--- a/a.yaml',
      '+++ b/a.yaml',
      '@@ -7,14 +7,14 @@',
      ' line 7',
      ' line 8',
      ' line 9',
      '-line 10',
      '+ten',
      ' line 11',
      ' line 12',
      ' line 13',
      ' line 14',
      ' line 15',
      ' line 16',
      '-line 17',
      '+seventeen',
      ' line 18',
      ' line 19',
      ' line 20',
      '@@ -27,4 +27,3 @@',
      ' line 27',
      ' line 28',
      ' line 29',
      '-line 30',
      '',
    ].join('\n'),
  );
});

test('a new file comes from nowhere, and one that ends without a line break says so', () => {
  assert.is(
    formatPatch([{ path: 'new.yaml', before: undefined, after: 'a: 1\nb: 2' }]),
    [
      'diff --git a/new.yaml b/new.yaml',
      'new file mode 100644',
      '--- /dev/null',
      '+++ b/new.yaml',
      '@@ -0,0 +1,2 @@',
      '+a: 1',
      '+b: 2',
      '\\ No newline at end of file',
      '',
    ].join('\n'),
  );
});

test('names are quoted as Git quotes them, and end with a tab where they hold a space', () => {
  const headers = (path: string): readonly string[] =>
    formatPatch([{ path, before: 'a\n', after: 'b\n' }])
      .split('\n')
      .slice(0, 3);
  assert.equal(headers('two words.yaml'), [
    'diff --git a/two words.yaml b/two words.yaml',
    '--- a/two words.yaml\t',
    '+++ b/two words.yaml\t',
  ]);
  const quoted = String.raw`x ~\"\\\303\274\011\177.yaml`;
  assert.equal(headers('x ~"\\ü\t\u007f.yaml'), [`diff --git "a/${quoted}" "b/${quoted}"`, `--- "a/${quoted}"`, `+++ "b/${quoted}"`]);
});

test('the patches of several files follow each other', () => {
  const [a, b] = ['a.yaml', 'b.yaml'].map((path): PatchedFile => ({ path, before: 'a\n', after: 'b\n' })) as [PatchedFile, PatchedFile];
  assert.is(formatPatch([a, b]), formatPatch([a]) + formatPatch([b]));
});

test('what moved is told by the fewest lines', () => {
  const patch = formatPatch([{ path: 'a.yaml', before: 'a\nb\nc\nd\n', after: 'd\na\nb\nc\n' }]);
  assert.equal(patch.split('\n').slice(3), ['@@ -1,4 +1,4 @@', '+d', ' a', ' b', ' c', '-d', '']);
});

test('the mode of a file is left to Git', () => {
  const root = temporaryRepository({ 'run.yaml': 'a\n' });
  chmodSync(join(root, 'run.yaml'), 0o755);
  git(root, 'commit', '--quiet', '--all', '--message', 'mode');
  apply(root, Buffer.from(formatPatch([{ path: 'run.yaml', before: 'a\n', after: 'b\n' }])), '--index');
  assert.is(execFileSync('git', ['diff', '--cached', '--summary'], { cwd: root, encoding: 'utf8' }), '', 'no change of mode');
});

test('nothing to change is an empty patch', () => assert.is(formatPatch([]), ''));

test.run();

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function apply(cwd: string, patch: Buffer, ...options: readonly string[]): void {
  if (patch.length > 0)
    execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', ...options], {
      cwd,
      input: patch,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
}
