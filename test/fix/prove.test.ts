import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Change, NewObject } from '../../src/core/diagnostic.ts';
import { isRefusal, type Document, type Path, type Region } from '../../src/core/document.ts';
import type { ModelOp, Place } from '../../src/core/model.ts';
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

tests('only what was removed may take its comment along in other words', () => {
  assert.is(verdict('a: 1 # one\n', 'a: 1 # x: one\nb: 2\n', [SET]), 'the comment `# one` would be lost');
  const moved = (before: string, after: string): string | undefined => verdict(`${before}\nb: 2\n`, after, [REMOVE]);
  assert.is(moved('a: 1 ## one', 'a: 1 # x: one\n'), undefined);
  assert.is(moved('a: 1 #one', 'a: 1 # x: one\n'), undefined);
  assert.is(moved('a: 1 ## one', 'a: 1 # one\n'), 'the comment `## one` would be lost');
  assert.is(moved('a: 1 # one', 'a: 1 # none\n'), 'the comment `# one` would be lost');
  assert.is(moved('# one\na: 1 # one', '# x: one\na: 1 # y: one\n'), undefined);
  assert.is(moved('# one\na: 1 # one', 'a: 1 # x: one\n'), 'the comment `# one` would be lost');
});

tests('a comment that is written anew, or taken away, is so once', () => {
  const rewrite = (text: string | undefined): readonly ModelOp[] => [{ op: 'comment', path: [], index: 1, text }];
  const before = '# one\na: 1 # two\n';
  const outcome = (text: string | undefined, after: string): string | undefined => verdict(before, after, rewrite(text));
  assert.is(outcome('# new', '# one\na: 1 # new\n'), undefined);
  assert.is(outcome('# new', '# new\na: 1 # two\n'), 'the comment `# one` would be lost');
  assert.is(outcome('# new', '# one\na: 1 # two\n'), 'the comment `# new` would be lost');
  assert.is(outcome('# new', '# one\n# new\na: 1 # new\n'), 'the comment `# new` would appear from nowhere');
  assert.is(outcome(undefined, '# one\na: 1\n'), undefined);
  assert.is(outcome(undefined, '# one\na: 1 # two\n'), 'the comment `# two` would appear from nowhere');
  assert.is(outcome(undefined, 'a: 1\n'), 'the comment `# one` would be lost');
});

tests('of several removals one may let its comments leave', () => {
  const file = { path: 'a.yaml', text: 'a: 1\n---\nb: 2 # why\nc: 3\nd: 4\n' };
  const [first, second] = yaml.parse(file).documents;
  const changes: readonly Change[] = [
    { document: first!, ops: [{ op: 'set', path: ['b'], value: 2, comments: ['# why'] }] },
    {
      document: second!,
      ops: [
        { op: 'remove', path: ['b'], comments: 'leave' },
        { op: 'remove', path: ['c'], comments: 'stay' },
      ],
    },
  ];
  assert.is(prove(file, { ...file, text: 'a: 1\n# why\nb: 2\n---\nd: 4\n' }, yaml, changes, []), undefined);
});

tests('what is meant in two changes of one document is proven together', () => {
  const file = { path: 'a.yaml', text: 'a: 1\n' };
  const [document] = yaml.parse(file).documents;
  const changes = ['b', 'c'].map((key): Change => ({ document: document!, ops: [{ op: 'set', path: [key], value: 2 }] }));
  assert.is(prove(file, { ...file, text: 'a: 1\nb: 2\nc: 2\n' }, yaml, changes, []), undefined);
  assert.equal(prove(file, { ...file, text: 'a: 1\nc: 2\n' }, yaml, changes, []), { refused: MORE_OR_LESS });
});

tests('new objects are there whole, at the end, and nothing else', () => {
  const created = [{ path: 'a.yaml', object: { kind: 'X', list: [1, 'two'] } }];
  assert.is(verdict('a: 1\n', 'a: 1\n---\nkind: X\nlist: [1, two]\n', [], 0, created), undefined);
  assert.is(
    verdict('a: 1\n', 'a: 1\n---\nkind: X\nlist: ["1", two]\n', [], 0, created),
    'a new object would not be read back as it was meant',
  );
  assert.is(verdict('a: 1\n', 'a: 1\n', [], 0, created), 'the file would hold 1 documents instead of 2');
  for (const broken of ['# nothing\n', 'kind: [X\n', 'kind: X\n'])
    assert.is(verdict('a: 1\n', `a: 1\n---\n${broken}`, [], 0, created), 'a new object would not be read back as it was meant');
});

tests('a new object may hold null', () => {
  const created = [{ path: 'a.yaml', object: { a: null, b: {} } }];
  assert.is(verdict('a: 1\n', 'a: 1\n---\na: null\nb: {}\n', [], 0, created), undefined);
  assert.is(verdict('a: 1\n', 'a: 1\n---\na: {}\nb: {}\n', [], 0, created), 'a new object would not be read back as it was meant');
});

tests('comments of a file that holds nothing else stay with its first object', () => {
  const created = [{ path: 'a.yaml', object: { a: 1 } }];
  assert.is(verdict('# head\n', '# head\na: 1\n', [], 0, created), undefined);
  for (const after of ['# head\na: 1 # new\n', '# head\n# new\na: 1\n'])
    assert.is(verdict('# head\n', after, [], 0, created), 'the comment `# new` would appear from nowhere');
  assert.is(verdict('a: 1\n', 'a: 1\n---\n# new\na: 1\n', [], 0, created), 'the comment `# new` would appear from nowhere');
});

tests('of the comments of a new object each is there as often as it was brought', () => {
  const created = [{ path: 'a.yaml', object: { a: 1 }, comments: [{ path: ['a'], above: ['# one', '# one'], trailing: '# two' }] }];
  assert.is(verdict('b: 1\n', 'b: 1\n---\n# one\n# one\na: 1 # two\n', [], 0, created), undefined);
  assert.is(verdict('b: 1\n', 'b: 1\n---\n# one\n# two\na: 1 # two\n', [], 0, created), 'the comment `# two` would appear from nowhere');
});

tests('changes of the second document leave the first one alone', () => {
  assert.is(verdict('a: 1\n---\na: 3\n', 'a: 1\n---\na: 3\nb: 2\n', [SET], 1), undefined);
  assert.is(verdict('a: 1\n---\na: 3\n', 'a: 1\nb: 2\n---\na: 3\n', [SET], 1), 'another document of the file would change');
});

/** The documents in a string of a document. */
function documentsIn(document: Document, ...path: Path): readonly Document[] {
  const documents = yaml.region({ node: document.root!.get(...path)!, holds: 'manifests' });
  assert.ok(!isRefusal(documents));
  return documents;
}

const STRING = 'a: 1\ns: |\n  b: 1\n  ---\n  c: 1 # why\n';

/** What the proof has against a text, where the first document in `s` gets a member. */
function verdictInString(after: string, before = STRING, outer: readonly ModelOp[] = []): string | undefined {
  const file = { path: 'a.yaml', text: before };
  const [document] = yaml.parse(file).documents;
  const [inner] = documentsIn(document!, 's');
  const changes: readonly Change[] = [
    { document: inner!, ops: [{ op: 'set', path: ['n'], value: 2 }] },
    ...(outer.length > 0 ? [{ document: document!, ops: outer }] : []),
  ];
  return prove(file, { ...file, text: after }, yaml, changes, [])?.refused;
}

tests('a change in a string is proven by what the string holds', () => {
  assert.is(verdictInString('a: 1\ns: |\n  b: 1\n  n: 2\n  ---\n  c: 1 # why\n'), undefined);
  for (const [rest, reason] of [
    ['  b: 1\n  ---\n  c: 1 # why\n', MORE_OR_LESS],
    ['  b: 1\n  n: 2\n  ---\n  c: 2 # why\n', 'another document of the string would change'],
    ['  b: 1\n  n: 2\n', 'the string would hold 1 documents instead of 2'],
    ['  b: 1\n  n: 2\n  ---\n  c: 1 # why\nz: 1\n', MORE_OR_LESS],
    ['  b: 1\n  n: [2\n  ---\n  c: 1 # why\n', 'the result would not be readable: '],
    ['  b: 1\n  # new\n  n: 2\n  ---\n  c: 1 # why\n', 'the comment `# new` would appear from nowhere'],
  ] as const) {
    const found = verdictInString(`a: 1\ns: |\n${rest}`);
    assert.ok(found?.startsWith(reason), `${rest}: ${found}`);
  }
  assert.is(verdictInString('a: 2\ns: |\n  b: 1\n  n: 2\n  ---\n  c: 1 # why\n'), MORE_OR_LESS);
  assert.is(verdictInString('a: 1\ns: 5\n'), 'it is no string');
  assert.is(verdictInString('a: 1\n', STRING, [{ op: 'remove', path: ['s'], comments: 'stay' }]), 'the string is gone');
  assert.is(verdictInString('a: 5\n', 'a:\n  b: 1\ns: |\n  b: 1\n'), MORE_OR_LESS);
  assert.is(verdictInString('a: 1\nt: |\n  b: 1\n  n: 2\n  ---\n  c: 1 # why\n'), MORE_OR_LESS);
});

tests('the document around a string may change with it', () => {
  const outer: readonly ModelOp[] = [{ op: 'set', path: ['a'], value: 3 }];
  assert.is(verdictInString('a: 3\ns: |\n  b: 1\n  n: 2\n', 'a: 1\ns: |\n  b: 1\n', outer), undefined);
  assert.is(verdictInString('a: 1\ns: |\n  b: 1\n  n: 2\n', 'a: 1\ns: |\n  b: 1\n', outer), MORE_OR_LESS);
  assert.is(verdictInString('a: 3\ns: |\n  b: 1\n', 'a: 1\ns: |\n  b: 1\n', outer), MORE_OR_LESS);
});

tests('changes in several documents of one string, and in several strings, are proven together', () => {
  const file = { path: 'a.yaml', text: 's: |\n  a: 1\n  ---\n  b: 1\nt: |\n  c: 1\n' };
  const [document] = yaml.parse(file).documents;
  const parts = [...documentsIn(document!, 's'), ...documentsIn(document!, 't')];
  const changes = parts.map((part): Change => ({ document: part, ops: [{ op: 'set', path: ['n'], value: 2 }] }));
  const verdictOf = (text: string): string | undefined => prove(file, { ...file, text }, yaml, changes, [])?.refused;
  assert.is(verdictOf('s: |\n  a: 1\n  n: 2\n  ---\n  b: 1\n  n: 2\nt: |\n  c: 1\n  n: 2\n'), undefined);
  assert.is(verdictOf('s: |\n  a: 1\n  n: 2\n  ---\n  b: 1\nt: |\n  c: 1\n  n: 2\n'), MORE_OR_LESS);
  assert.is(verdictOf('s: |\n  a: 1\n  n: 2\n  ---\n  b: 1\n  n: 2\nt: |\n  c: 1\n'), MORE_OR_LESS);
});

tests('a string that is no longer there, as what it was in is no map any more, is found', () => {
  const file = { path: 'a.yaml', text: 'm:\n  s: |\n    b: 1\n' };
  const [inner] = documentsIn(yaml.parse(file).documents[0]!, 'm', 's');
  for (const text of ['m: 5\n', 'm: [5]\n', '5\n'])
    assert.equal(prove(file, { ...file, text }, yaml, [{ document: inner!, ops: [SET] }], []), { refused: MORE_OR_LESS });
});

tests('a string in a string is proven as well', () => {
  const file = { path: 'a.yaml', text: 's: |\n  a: 1\n  t: |\n    b: 1\n' };
  const [document] = yaml.parse(file).documents;
  const [middle] = documentsIn(document!, 's');
  const [innermost] = documentsIn(middle!, 't');
  const verdictOf = (text: string): string | undefined =>
    prove(file, { ...file, text }, yaml, [{ document: innermost!, ops: [SET] }], [])?.refused;
  assert.is(verdictOf('s: |\n  a: 1\n  t: |\n    b: 2\n'), undefined);
  assert.is(verdictOf('s: |\n  a: 2\n  t: |\n    b: 2\n'), MORE_OR_LESS);
  assert.is(verdictOf('s: |\n  a: 1\n  t: |\n    b: 1\n'), MORE_OR_LESS);
});

/** What the proof has against a text, where a document in a string of a list, and the list around it, change. */
function verdictInList(before: string, path: Path, after: string, ...ops: readonly ModelOp[]): string | undefined {
  const file = { path: 'a.yaml', text: before };
  const [document] = yaml.parse(file).documents;
  const [inner] = documentsIn(document!, ...path);
  const changes: readonly Change[] = [
    { document: inner!, ops: [SET] },
    { document: document!, ops },
  ];
  return prove(file, { ...file, text: after }, yaml, changes, [])?.refused;
}

const insert = (path: Path, place: Place): ModelOp => ({ op: 'insert', path, value: 'new', place });

tests('a string in a list is looked for where new items move it to', () => {
  const [first, second] = ['l:\n- |\n  b: 1\n- x\n', 'l:\n- x\n- |\n  b: 1\n'];
  for (const [before, index, after, place] of [
    [first, 0, 'l:\n- new\n- |\n  b: 2\n- x\n', 'first'],
    [first, 0, 'l:\n- new\n- |\n  b: 2\n- x\n', { before: 0 }],
    [first, 0, 'l:\n- |\n  b: 2\n- new\n- x\n', { before: 1 }],
    [first, 0, 'l:\n- |\n  b: 2\n- new\n- x\n', { after: 0 }],
    [first, 0, 'l:\n- |\n  b: 2\n- x\n- new\n', 'last'],
    [second, 1, 'l:\n- x\n- new\n- |\n  b: 2\n', { before: 1 }],
    [second, 1, 'l:\n- x\n- new\n- |\n  b: 2\n', { after: 0 }],
    [second, 1, 'l:\n- x\n- |\n  b: 2\n- new\n', { after: 1 }],
  ] as const) {
    assert.is(verdictInList(before, ['l', index], after, insert(['l'], place)), undefined, after);
    assert.is(verdictInList(before, ['l', index], after.replace('b: 2', 'b: 1'), insert(['l'], place)), MORE_OR_LESS, after);
    assert.is(verdictInList(before, ['l', index], after.replace('x', 'y'), insert(['l'], place)), MORE_OR_LESS, after);
  }
});

tests('what moves another list moves no string', () => {
  const before = 'k:\n- 1\nl:\n- - |\n    b: 1\n';
  const after = (k: string, l: string): string => `k:\n${k}l:\n${l}`;
  assert.is(verdictInList(before, ['l', 0, 0], after('- new\n- 1\n', '- - |\n    b: 2\n'), insert(['k'], 'first')), undefined);
  assert.is(verdictInList(before, ['l', 0, 0], after('- 1\n', '- new\n- - |\n    b: 2\n'), insert(['l'], 'first')), undefined);
  assert.is(verdictInList(before, ['l', 0, 0], after('- 1\n', '- - new\n  - |\n    b: 2\n'), insert(['l', 0], 'first')), undefined);
});

tests('a change in a map that is read as a document is one of the document around it', () => {
  const file = { path: 'a.yaml', text: 'm:\n  a: 1 # why\n  b: 2\nc: 3 # else\n' };
  const [document] = yaml.parse(file).documents;
  const region: Region = { node: document!.root!.get('m')!, holds: 'object', names: { says: {}, members: {} } };
  const [part] = yaml.region(region) as readonly Document[];
  const verdictOf = (text: string, ...ops: readonly ModelOp[]): string | undefined =>
    prove(file, { ...file, text }, yaml, [{ document: part!, ops }], [])?.refused;
  const add: ModelOp = { op: 'set', path: ['n'], value: 4, comments: ['# new'] };
  assert.is(verdictOf('m:\n  a: 1 # why\n  b: 2\n  # new\n  n: 4\nc: 3 # else\n', add), undefined);
  assert.is(
    verdictOf('m:\n  a: 1 # why\n  b: 2\n  # other\n  n: 4\nc: 3 # else\n', add),
    'the comment `# other` would appear from nowhere',
  );
  assert.is(verdictOf('m:\n  a: 1\n  b: 2\n  # new\n  n: 4\nc: 3 # else\n', add), 'the comment `# why` would be lost');
  assert.is(verdictOf('m:\n  a: 1 # why\n  b: 2\n  # new\n  n: 4\nc: 5 # else\n', add), MORE_OR_LESS);
});

tests.run();
