import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { NewObject } from '../../src/core/diagnostic.ts';
import type { ModelOp } from '../../src/core/model.ts';
import { prove } from '../../src/fix/prove.ts';
import { yaml } from '../../src/languages/yaml/index.ts';

const tests = suite('prove');

/** What the proof has against a text; `index`: the document that the operations are about. */
function verdict(
  before: string,
  after: string,
  ops: readonly ModelOp[] = [],
  index = 0,
  created: readonly NewObject[] = [],
): string | undefined {
  const file = { path: 'a.yaml', text: before };
  const document = yaml.parse(file).documents[index];
  return prove(file, { ...file, text: after }, yaml, document && ops.length > 0 ? [{ document, ops }] : [], created)?.refused;
}

const SET: ModelOp = { op: 'set', path: ['b'], value: 2 };
const REMOVE: ModelOp = { op: 'remove', path: ['b'], comments: 'stay' };
const MORE_OR_LESS = 'the result would say more or less than intended';

tests('what was intended, however it is spelled, is proven', () => {
  for (const after of ['a: 1\nb: 2\n', 'a: 1\nb:   0x2\n', 'a: 1\n\n"b": 2\n']) assert.is(verdict('a: 1\n', after, [SET]), undefined);
});

const FALSE: readonly (readonly [claim: string, before: string, after: string, ops: readonly ModelOp[], sentence: string])[] = [
  ['a value at the wrong place is found', 'm:\n  a: 1\n', 'm:\n  a: 1\n  b: 2\n', [SET], MORE_OR_LESS],
  ['a value of another type is found', 'a: 1\n', 'a: 1\nb: "2"\n', [SET], MORE_OR_LESS],
  ['a change beside the intended one is found', 'a: 1\n', 'a: 01\nb: 2\n', [SET], MORE_OR_LESS],
  ['a change of quotes beside the intended one is found', "a: 'x'\n", 'a: "x"\nb: 2\n', [SET], MORE_OR_LESS],
  ['a change of block text is found', 'a: |\n  x\n', 'a: |\n   x\n   z\nb: 2\n', [SET], MORE_OR_LESS],
  ['another order is found', 'a: 1\n', 'b: 2\na: 1\n', [SET], MORE_OR_LESS],
  ['a lost anchor is found', 'a: &x 1\n', 'a: 1\nb: 2\n', [SET], MORE_OR_LESS],
  ['an alias that stands for something else is found', 'a: &x 1\nb: &x 2\nc: *x\n', 'a: &x 1\nc: *x\n', [REMOVE], MORE_OR_LESS],
  [
    'an alias that stands for nothing is found',
    'b: &x 2\nc: *x\n',
    'c: *x\n',
    [REMOVE],
    'the result would not be readable: alias `*x` has no anchor before it',
  ],
  ['a text that cannot be read is found', 'a: 1\n', 'a: 1\nb: [2\n', [SET], 'the result would not be readable: '],
  [
    'another document that changes is found',
    'a: 1\n---\nc: 3\n',
    'a: 1\nb: 2\n---\nc: 4\n',
    [SET],
    'another document of the file would change',
  ],
  ['a document too many is found', 'a: 1\n', 'a: 1\nb: 2\n---\nc: 4\n', [SET], 'the file would hold 2 documents instead of 1'],
  ['a lost comment is found', 'a: 1 # c\nb: 2\n', 'a: 1\n', [REMOVE], 'the comment `# c` would be lost'],
  ['one of two equal comments that is lost is found', '# c\na: 1\n# c\nb: 2\n', '# c\na: 1\n', [REMOVE], 'the comment `# c` would be lost'],
  ['a new comment is found', 'a: 1\nb: 2\n', 'a: 1 # c\n', [REMOVE], 'the comment `# c` would appear from nowhere'],
  ['an operation that has no place is found', 'a: 1\n', 'a: 1\n', [REMOVE], '`b` is not there'],
];
for (const [claim, before, after, ops, sentence] of FALSE)
  tests(claim, () => assert.ok(verdict(before, after, ops)?.startsWith(sentence), verdict(before, after, ops)));

tests('a comment may move, and say what it was about', () => {
  const ops: readonly ModelOp[] = [
    { op: 'set', path: ['z'], value: 1 },
    { op: 'remove', path: ['l'], comments: { moveTo: ['z'] } },
  ];
  assert.is(verdict('l:\n- x # one\n- y\n', '# x: one\nz: 1\n', ops), undefined);
  assert.is(verdict('l:\n- x # one\n- y\n', '# x: two\nz: 1\n', ops), 'the comment `# one` would be lost');
});

tests('a comment that comes with a new member may be written once, or not at all', () => {
  const ops: readonly ModelOp[] = [{ op: 'set', path: ['b'], value: 2, comments: ['# why'] }];
  assert.is(verdict('a: 1\n', 'a: 1\n# why\nb: 2\n', ops), undefined);
  assert.is(verdict('{a: 1}\n', '{a: 1, b: 2}\n', ops), undefined);
  assert.is(verdict('a: 1\n', 'a: 1\n# why\n# why\nb: 2\n', ops), 'the comment `# why` would appear from nowhere');
});

tests('a comment may leave for a new object, and must arrive there once', () => {
  const ops: readonly ModelOp[] = [
    { op: 'set', path: ['z'], value: 1 },
    { op: 'remove', path: ['l'], comments: { moveTo: ['z'], leaving: [1] } },
  ];
  const object = { b: 2 };
  const moved = (after: string, trailing?: string): string | undefined =>
    verdict('l:\n- x # one\n- y # two\n', after, ops, 0, [{ path: 'a.yaml', object, comments: [{ path: ['b'], above: [], trailing }] }]);
  assert.is(moved('z: 1 # one\n---\nb: 2 # two\n', '# two'), undefined);
  assert.is(moved('z: 1 # one\n---\nb: 2\n', '# two'), 'the comment `# two` would be lost');
  assert.is(moved('z: 1 # one\n---\n# two\nb: 2 # two\n', '# two'), 'the comment `# two` would appear from nowhere');
  assert.is(moved('z: 1 # one\n---\nb: 2 # two\n'), 'the comment `# two` would appear from nowhere');
});

tests('a comment may leave for another document of the file, and must arrive there', () => {
  const file = { path: 'a.yaml', text: 'a: 1\n---\nb: 2 # why\nc: 3\n' };
  const [first, second] = yaml.parse(file).documents;
  const verdictOf = (after: string, comments: readonly string[]): string | undefined =>
    prove(
      file,
      { ...file, text: after },
      yaml,
      [
        { document: first!, ops: [{ op: 'set', path: ['b'], value: 2, comments }] },
        { document: second!, ops: [{ op: 'remove', path: ['b'], comments: 'leave' }] },
      ],
      [],
    )?.refused;
  assert.equal(second?.editor.commentsOf(['b']), ['# why']);
  assert.is(verdictOf('a: 1\n# why\nb: 2\n---\nc: 3\n', ['# why']), undefined);
  assert.is(verdictOf('a: 1\nb: 2\n---\nc: 3\n', ['# why']), 'the comment `# why` would be lost');
  assert.is(verdictOf('a: 1\n# why\n# why\nb: 2\n---\nc: 3\n', ['# why']), 'the comment `# why` would appear from nowhere');
  assert.is(verdictOf('a: 1\n# why\nb: 2\n---\nc: 3\n', []), 'the comment `# why` would appear from nowhere');
});

tests('new objects are there whole, at the end, and nothing else', () => {
  const created = [{ path: 'a.yaml', object: { kind: 'X', list: [1, 'two'] } }];
  assert.is(verdict('a: 1\n', 'a: 1\n---\nkind: X\nlist: [1, two]\n', [], 0, created), undefined);
  assert.is(
    verdict('a: 1\n', 'a: 1\n---\nkind: X\nlist: ["1", two]\n', [], 0, created),
    'a new object would not be read back as it was meant',
  );
  assert.is(verdict('a: 1\n', 'a: 1\n', [], 0, created), 'the file would hold 1 documents instead of 2');
});

tests('changes of the second document leave the first one alone', () => {
  assert.is(verdict('a: 1\n---\na: 3\n', 'a: 1\n---\na: 3\nb: 2\n', [SET], 1), undefined);
  assert.is(verdict('a: 1\n---\na: 3\n', 'a: 1\nb: 2\n---\na: 3\n', [SET], 1), 'another document of the file would change');
});

tests.run();
