import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../src/core/document.ts';
import type { ModelOp, Place } from '../../../src/core/model.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { at, comment, copy, documentOf, insert, planned, refusal, remove, set } from './plan.ts';

const block = suite('editor: block style');

const CASES: readonly (readonly [claim: string, before: string, ops: Parameters<typeof planned>[1], after: string])[] = [
  // Members
  ['a new member goes last', 'a: 1\nb: 2\n', [set('c', 'x')], 'a: 1\nb: 2\nc: x\n'],
  ['a new member goes first', 'm:\n  a: 1\n', [set('m c', 'x', 'first')], 'm:\n  c: x\n  a: 1\n'],
  [
    'a new member goes above the comments of the first one',
    'm:\n  # about a\n  a: 1\n',
    [set('m c', 'x', 'first')],
    'm:\n  c: x\n  # about a\n  a: 1\n',
  ],
  [
    'a new first member of a document goes below the comment at its head',
    '# licence\na: 1\n',
    [set('c', 'x', 'first')],
    '# licence\nc: x\na: 1\n',
  ],
  [
    'a new member goes before its neighbour and its comments',
    'a: 1\n# about b\nb: 2\n',
    [set('c', 'x', { before: 'b' })],
    'a: 1\nc: x\n# about b\nb: 2\n',
  ],
  [
    'a new member goes after its neighbour and what is deeper',
    'a:\n  k: 1\n  # deeper\n# not\nb: 2\n',
    [set('c', 'x', { after: 'a' })],
    'a:\n  k: 1\n  # deeper\nc: x\n# not\nb: 2\n',
  ],
  ['without the neighbour a new member goes last', 'a: 1\nb: 2\n', [set('c', 'x', { after: 'none' })], 'a: 1\nb: 2\nc: x\n'],
  ['a new member goes before blank lines that follow the last one', 'a: 1\n\n\n', [set('c', 'x')], 'a: 1\nc: x\n\n\n'],
  [
    'members set one after the other keep their order',
    'a: 1\n',
    [set('x', 1), set('w', 2, { after: 'x' }), set('z', 3, { before: 'x' })],
    'a: 1\nz: 3\nx: 1\nw: 2\n',
  ],
  [
    'members of a new map keep their places',
    'a: 1\n',
    [set('m x', 1), set('m w', 2, 'first'), set('m z', 3, { after: 'w' })],
    'a: 1\nm:\n  w: 2\n  z: 3\n  x: 1\n',
  ],
  ['missing maps are made on the way', 'a: 1\n', [set('m o k', 'x')], 'a: 1\nm:\n  o:\n    k: x\n'],
  ['two operations fill one new map', 'a: 1\n', [set('m x', 1), set('m z', 2)], 'a: 1\nm:\n  x: 1\n  z: 2\n'],
  [
    'a map under a key without value is made below its comments',
    'a: # why\n  # below\nb: 1\n',
    [set('a k', 'x')],
    'a: # why\n  k: x\n  # below\nb: 1\n',
  ],
  ['an empty map opens into lines', 'a: {} # none\nb: 1\n', [set('a k', 'x')], 'a: # none\n  k: x\nb: 1\n'],
  ['an explicit null opens into lines', 'a: ~\nb: null # n\n', [set('a k', 1), set('b k', 2)], 'a:\n  k: 1\nb: # n\n  k: 2\n'],
  ['nested maps take the indentation of the file', 'a:\n    b: 1\n', [set('c d', 1)], 'a:\n    b: 1\nc:\n    d: 1\n'],
  [
    'new lists stand as the lists of the file do',
    'l:\n- 1\n',
    [set('o', ['x', { a: 1, b: [2] }])],
    'l:\n- 1\no:\n- x\n- a: 1\n  b:\n  - 2\n',
  ],
  ['new lists are indented where those of the file are', 'l:\n    - 1\n', [set('o', ['x'])], 'l:\n    - 1\no:\n    - x\n'],

  // Values
  ['a value changes in place', 'a:   1   # c\nb: 2\n', [set('a', 'x')], 'a:   x   # c\nb: 2\n'],
  ['a value takes the quotes of the old one', 'a: \'x\'\nb: "y"\n', [set('a', "it's"), set('b', 'z')], "a: 'it''s'\nb: \"z\"\n"],
  ['a value that is there already changes nothing', "a:  'x'   # c\n", [set('a', 'x')], "a:  'x'   # c\n"],
  [
    'an alias that means the value already changes nothing',
    'a: &x 1\nb: *x\n',
    document => [set('b', 1), set('a', copy(document, 'b'))],
    'a: &x 1\nb: *x\n',
  ],
  ['text of several lines that is there already changes nothing', 'a: |\n  x\n', [set('a', 'x\n')], 'a: |\n  x\n'],
  ['a missing value is written after the colon', 'a:\nb: # c\nc:   \n', [set('a', 1), set('b', 2), set('c', 3)], 'a: 1\nb: 2 # c\nc: 3\n'],
  ['a missing value is written after its anchor', 'a: &x\nb: 1\n', [set('a', 2)], 'a: &x 2\nb: 1\n'],
  ['a map takes the place of a scalar, its comment stays', 'a: 1 # c\nb: 2\n', [set('a', { k: 'v' })], 'a: # c\n  k: v\nb: 2\n'],
  [
    'what looks like another type is quoted',
    'a: 1\n',
    [set('b', 'yes'), set('c', '0777'), set('d', ''), set('e', '1.2.3.4'), set('f', 'a: b'), set('g', '- x')],
    'a: 1\nb: "yes"\nc: "0777"\nd: ""\ne: 1.2.3.4\nf: "a: b"\ng: "- x"\n',
  ],
  [
    'keys that look like another type are quoted',
    'a: 1\n',
    [set('m', { yes: 1, 'x y': 2, '80': 3 })],
    'a: 1\nm:\n  "80": 3\n  "yes": 1\n  "x y": 2\n',
  ],
  [
    'separators that other readers take for line ends are escaped',
    'a: 1\n',
    [set('b', '\u0085\u2028\ufeff\u007f')],
    'a: 1\nb: "\\u0085\\u2028\\ufeff\\u007f"\n',
  ],
  ['an item changes in place', 'l:\n- a # c\n-\n', [set('l 0', 'x'), set('l 1', 'z')], 'l:\n- x # c\n- z\n'],
  ['an empty map in an item is filled in place', 'l:\n- {}\n', [set('l 0 k', 'x')], 'l:\n- {k: x}\n'],
  [
    'members of items are added',
    'l:\n  - a: 1\n    b: 2\n  - c: 3\n',
    [set('l 0 z', 1), set('l 1 z', 2)],
    'l:\n  - a: 1\n    b: 2\n    z: 1\n  - c: 3\n    z: 2\n',
  ],
  ['a first member of an item goes behind its dash', 'l:\n-   a: 1\n', [set('l 0 z', 9, 'first')], 'l:\n-   z: 9\n    a: 1\n'],

  // Items
  ['an item goes last', 'l:\n- a\n- b # c\n', [insert('l', 'x')], 'l:\n- a\n- b # c\n- x\n'],
  [
    'an item goes first, above the comments of the first one',
    'l:\n  # one\n  - a\n',
    [insert('l', 'x', 'first')],
    'l:\n  - x\n  # one\n  - a\n',
  ],
  [
    'items go before and after others',
    'l:\n- a\n- b\n',
    [insert('l', 'x', { before: 1 }), insert('l', 'z', { after: 1 })],
    'l:\n- a\n- x\n- b\n- z\n',
  ],
  [
    'an item keeps the gap after the dash',
    'l:\n-   a: 1\n    b: 2\n',
    [insert('l', { c: 1, d: [2] })],
    'l:\n-   a: 1\n    b: 2\n-   c: 1\n    d:\n    - 2\n',
  ],
  ['a list in a list grows', '- - a\n  - b\n', [insert('0', 'x'), insert('0', 'w', 'first')], '- - w\n  - a\n  - b\n  - x\n'],
  [
    'indexes are those before the change',
    'l:\n- a\n- b\n- c\n',
    [remove('l 0'), set('l 1', 'B'), insert('l', 'x', { after: 2 })],
    'l:\n- B\n- c\n- x\n',
  ],
  [
    'what follows the end of a nested collection comes after what ends it',
    'm:\n  a:\n    b: 1\n',
    [set('m z', 1), set('m a c', 2), set('x', 3)],
    'm:\n  a:\n    b: 1\n    c: 2\n  z: 1\nx: 3\n',
  ],

  // Removals
  ['a member goes with its lines', 'a: 1\nb:\n  c: 2\nd: 3\n', [remove('b')], 'a: 1\nd: 3\n'],
  [
    'comments of what is removed stay as lines',
    'm:\n  # above\n  b: # on key\n    # inside\n    - 1 # on item\n    # deeper\n  d: 3\n',
    [remove('m b')],
    'm:\n  # above\n  # on key\n  # inside\n  # 1: on item\n  # deeper\n  d: 3\n',
  ],
  ['comments in the first column stay', 'm:\n  a: 1\n# first column\n  b: 2\n', [remove('m b')], 'm:\n  a: 1\n# first column\n'],
  ['the last member leaves an empty map', 'm: # c\n  a: 1\nx: 1\n', [remove('m a')], 'm: {} # c\nx: 1\n'],
  [
    'comments of the last member stay below the empty map',
    'm:\n  # above\n  a: 1 # on a\nx: 1\n',
    [remove('m a')],
    'm: {}\n  # above\n  # on a\nx: 1\n',
  ],
  ['the last item leaves an empty list', 'l:\n- a\nx: 1\n', [remove('l 0')], 'l: []\nx: 1\n'],
  ['the only member of an item leaves an empty map', '- a: 1 # c\n- b\n', [remove('0 a')], '- {}\n  # c\n- b\n'],
  ['an empty map stands behind the anchor', 'm: &x\n  a: 1\n', [remove('m a')], 'm: &x {}\n'],
  ['all members are exchanged', 'm:\n  a: 1\n', [remove('m a'), set('m b', 2)], 'm:\n  b: 2\n'],
  [
    'the first member of an item gives its place to the next',
    'l:\n- a: 1 # on a\n  # about b\n  b: 2\n',
    [remove('l 0 a')],
    'l:\n- # on a\n  # about b\n  b: 2\n',
  ],
  ['the first member of an item is exchanged', 'l:\n- a: 1\n  b: 2\n', [remove('l 0 a'), set('l 0 z', 9, 'first')], 'l:\n- z: 9\n  b: 2\n'],
  ['an explicit key goes with its value', '? a\n: 1\nb: 2\n', [remove('a')], 'b: 2\n'],
  ['an item goes with its comment kept', 'l:\n- a # about a\n- b\n', [remove('l 0')], 'l:\n# about a\n- b\n'],
  ['the first of nested items gives its place to the next', '- - a\n  - b\n', [remove('0 0')], '- - b\n'],
  [
    'a member is replaced by removing and setting it',
    'm:\n  a:\n    k: 1\n  b: 2\n',
    [remove('m a'), set('m a', 'x')],
    'm:\n  b: 2\n  a: x\n',
  ],

  // Text around
  ['carriage returns are kept', 'a: 1\r\nm:\r\n  b: 2\r\n', [set('m c k', 'x'), remove('a')], 'm:\r\n  b: 2\r\n  c:\r\n    k: x\r\n'],
  ['a byte order mark has no width', '\ufeffa: 1\nb: 2\n', [set('c', 'x'), set('z', 0, 'first'), remove('a')], '\ufeffz: 0\nb: 2\nc: x\n'],
  ['a missing final line break stays missing when a member is added', 'a: 1', [set('b', 2)], 'a: 1\nb: 2'],
  ['a missing final line break stays missing when the last member goes', 'a: 1\nb: 2', [remove('b')], 'a: 1'],
  ['a missing final line break stays missing when a comment is left', 'a: 1\nb: 2 # c', [remove('b')], 'a: 1\n# c'],
  ['a missing final line break stays missing when all goes', 'm:\n  a: 1', [remove('m a')], 'm: {}'],
  ['block text before a new member keeps its lines', 'a: |\n  x\n\nb: 1\n', [set('c', 2, { after: 'a' })], 'a: |\n  x\nc: 2\n\nb: 1\n'],
  ['block text that keeps blank lines keeps them', 'a: |+\n  x\n\nb: 1\n', [set('c', 2, { after: 'a' })], 'a: |+\n  x\n\nc: 2\nb: 1\n'],
  ['block text that keeps blank lines gains none', 'a: |+\n  x\n\nb: 1\n\nc: 2\n', [remove('b')], 'a: |+\n  x\n\nc: 2\n'],
  ['block text goes whole', 'a: 1\nb: >-\n  x\n  # no comment\n\n  y\nc: 2\n', [remove('b')], 'a: 1\nc: 2\n'],
  ['block text at the end keeps the line break that is its own', 'a: |\n  x\nb: 1', [remove('b')], 'a: |\n  x\n'],
  [
    'a sign in a quoted text is no comment',
    'm:\n  a: "x\n    # y"\n  b: 1\n',
    [set('m c', 1, { before: 'b' }), remove('m b', 'm c')],
    'm:\n  a: "x\n    # y"\n  c: 1\n',
  ],
  ['tabs before a comment stay', 'a: 1\t# c\nb: 2\n', [set('a', 3)], 'a: 3\t# c\nb: 2\n'],
  ['emoji before the place shift nothing', 'é: "🎉👩‍💻" # 🎉\nclé: 1\n', [set('clé', 2), set('neu', 3)], 'é: "🎉👩‍💻" # 🎉\nclé: 2\nneu: 3\n'],
  [
    'directives and marks stay',
    '%YAML 1.2\n--- # mark\na: 1\n...\n',
    [set('b', 2), set('z', 0, 'first')],
    '%YAML 1.2\n--- # mark\nz: 0\na: 1\nb: 2\n...\n',
  ],
  ['only the document that is meant changes', 'a: 1\n---\na: 2\n# tail\n', [set('b', 1)], 'a: 1\n---\na: 2\nb: 1\n# tail\n'],
  [
    'quoted keys are found by what they say',
    '"a b": 1\n\'c\': 2\n',
    [set('c', 3), set('d', 4, { before: 'c' })],
    '"a b": 1\nd: 4\n\'c\': 3\n',
  ],

  // Comments that move
  [
    'comments go along to the member that takes the place',
    'm:\n  # above\n  a: 1 # on a\n  b: 2\n',
    [set('m z', 9), remove('m a', 'm z')],
    'm:\n  b: 2\n  # above\n  z: 9 # on a\n',
  ],
  [
    'comments of one of several items say which one',
    'm:\n  # head\n  l: # key\n    # first\n    - x # one\n    - "y"  ## two\n  b: 2\n',
    [set('m z', 9), remove('m l', 'm z')],
    'm:\n  b: 2\n  # head\n  # key\n  # first\n  # x: one\n  # "y": two\n  z: 9\n',
  ],
  [
    'comments stay where the other member is in brackets',
    'm: {a: 1}\nl: [x] # c\n',
    [set('m z', 9), remove('l', 'm z')],
    'm: {a: 1, z: 9}\n# x: c\n',
  ],
  ['a comment behind the brackets of several items is about all of them', 'k: [a, b] # both\nn: 1\n', [remove('k')], '# both\nn: 1\n'],
  ['such a comment moves as one about all of them', 'k: [a, b] # both\nn: 1\n', [set('z', 9), remove('k', 'z')], 'n: 1\n# both\nz: 9\n'],
  [
    'comments stay where the other member fills an item in place',
    'l:\n- {}\nk: x # c\n',
    [set('l 0 z', 9), remove('k', 'l 0 z')],
    'l:\n- {z: 9}\n# c\n',
  ],
  [
    'the comment at the head of a document is not about its first member',
    '# licence\na: 1 # on a\nb: 2\n',
    [set('z', 9), remove('a', 'z')],
    '# licence\nb: 2\nz: 9 # on a\n',
  ],

  // Copies
  [
    'an alias is copied where its anchor is known',
    'a: &v 1.2.3.4\nl: [*v]\n',
    document => [set('b', copy(document, 'l 0')), remove('l')],
    'a: &v 1.2.3.4\nb: *v\n',
  ],
  [
    'an alias is spelled out before its anchor',
    'm:\n  n: 1\na: &v 1.2.3.4\nl: [*v]\n',
    document => [set('m b', copy(document, 'l 0')), remove('l')],
    'm:\n  n: 1\n  b: 1.2.3.4\na: &v 1.2.3.4\n',
  ],
  [
    'block text is copied as a quoted one',
    'a: |\n  x\n  y\n',
    document => [set('b', copy(document, 'a'))],
    'a: |\n  x\n  y\nb: "x\\ny\\n"\n',
  ],
];
for (const [claim, before, ops, after] of CASES) block(claim, () => assert.is(planned(before, ops), after));

block('a copy keeps its quotes', () => {
  assert.is(
    planned("a: '5'\nl:\n- ${X}\n- 0x1F\n", document => [
      set('b', copy(document, 'a')),
      set('c', copy(document, 'l 0')),
      set('d', copy(document, 'l 1')),
    ]),
    "a: '5'\nl:\n- ${X}\n- 0x1F\nb: '5'\nc: ${X}\nd: 0x1F\n",
  );
});

block('comments come with a new member, above it, and only once', () => {
  const ops = [{ op: 'set', path: ['b'], value: 2, comments: ['# why'] }] as const;
  const after = planned('a: 1\n', ops);
  assert.is(after, 'a: 1\n# why\nb: 2\n');
  assert.is(planned(after, ops), after);
});

const REFUSED: readonly (readonly [claim: string, before: string, ops: Parameters<typeof planned>[1], sentence: string])[] = [
  [
    'a map that is used elsewhere does not change',
    'm: &x\n  a: 1\nn: *x\n',
    [set('m b', 1)],
    '`m` has an anchor that is used elsewhere, so a change there changes more than one place: write it out first',
  ],
  [
    'what an alias stands for does not change',
    'm: &x\n  a: 1\nn: *x\n',
    [set('n b', 1)],
    '`n` is an alias (`*x`), so a change there changes more than one place: write it out first',
  ],
  [
    'the home of an anchor that is used elsewhere is not removed',
    'l: [&x 1]\nn: *x\n',
    [remove('l')],
    '`l` holds the anchor `&x`, which is used elsewhere: write its value out there first',
  ],
  [
    'the home of an anchor that is used elsewhere does not change',
    'l: &x 1\nn: *x\n',
    [set('l', 2)],
    '`l` holds the anchor `&x`, which is used elsewhere: write its value out there first',
  ],
  [
    'what a merge key brings is not removed',
    'b: &b\n  a: 1\nm:\n  <<: *b\n',
    [remove('m a')],
    '`m.a` comes from a merge key (`<<`), so a change there changes more than one place: write it out first',
  ],
  [
    'what a merge key brings does not change inside',
    'b: &b\n  a: {}\nm:\n  <<: *b\n',
    [set('m a k', 1)],
    '`m.a` comes from a merge key (`<<`), so a change there changes more than one place: write it out first',
  ],
  [
    'what a merge key brings from another one does not change either',
    'a: &a\n  m: {k: 1}\nb: &b\n  <<: *a\nc:\n  <<: *b\n',
    [set('c m l', 1)],
    '`c.m` comes from a merge key (`<<`), so a change there changes more than one place: write it out first',
  ],
  [
    'an own member before a merge key does not take precedence over a merged one',
    'b: &b\n  a: 1\nm:\n  <<: *b\n',
    [set('m a', 2, 'first')],
    '`m.a` comes from a merge key (`<<`), so a change there changes more than one place: write it out first',
  ],
  ['a merge key stays', 'b: &b {a: 1}\nm:\n  <<: *b\n', [remove('m <<')], '`m.<<` is a merge key'],
  ['a key that is there twice is no place', 'a: 1\na: 2\n', [set('a', 3)], '`a` is there more than once'],
  ['a tagged value does not change', 'a: !secret x\n', [set('a', 'y')], '`a` has a tag'],
  ['text of several lines does not change', 'a: |\n  x\n', [set('a', 'y')], '`a` is text of several lines'],
  ['a map is not replaced', 'a:\n  b: 1\n', [set('a', 'y')], '`a` already holds a map or a list'],
  ['a scalar holds no members', 'a: x\n', [set('a b', 1)], '`a` is not a map'],
  ['a quoted null is no map', 'a: "null"\n', [set('a b', 1)], '`a` is not a map'],
  ['what is not there cannot go', 'a: 1\n', [remove('b')], '`b` is not there'],
  ['an item that is not there cannot change', 'l: [1]\n', [set('l 3', 1)], '`l[3]` is not there'],
  ['only a list takes items', 'a: {}\n', [insert('a', 1)], '`a` is not a list'],
  ['a document does not lose all it holds', 'a: 1\n', [remove('a')], 'the document would be left empty'],
  ['what goes is not changed as well', 'm:\n  a: 1\n', [set('m b', 1), remove('m')], '`m` is changed and removed at once'],
  ['a new member is not removed again', 'a: 1\n', [set('b', 1), remove('b')], '`b` is set and removed at once'],
  [
    'a comment does not become block text',
    'l:\n  - |\n    a\n  - b: |\n      c\n\n     # deep\nk: 1\n',
    [remove('l 1')],
    'the comment `# deep` would become part of the text above it: move it first',
  ],
  [
    'nothing follows block text without a last line break',
    'a: |\n  x',
    [set('b', 1)],
    'the text at the end of the file has no final line break, so nothing can follow it',
  ],
  [
    'two comments around a value on the next line are not joined',
    'a: # b\n  c # d\n',
    [set('a', { e: 1 })],
    'comments stand before and after the value of `a`, and there is one line for them',
  ],
  [
    'a byte order mark at the start of a later line is refused',
    'a: 1\n\ufeffb: 2\n',
    [remove('a')],
    'a line begins with a byte order mark, which means something else once the line is the first one',
  ],
  [
    'a carriage return alone is refused',
    'a: "x\ry"\n',
    [set('b', 1)],
    'a carriage return stands alone in the text, which some readers take for the end of a line',
  ],
  ['a map is no scalar to copy', 'a: {b: 1}\n', document => [set('c', copy(document, 'a'))], '`a` is not a scalar'],
];
for (const [claim, before, ops, sentence] of REFUSED) block(claim, () => assert.is(refusal(before, ops), sentence));

block('an own member behind a merge key takes precedence over a merged one', () => {
  assert.is(planned('b: &b\n  a: 1\nm:\n  <<: *b\n', [set('m a', 2)]), 'b: &b\n  a: 1\nm:\n  <<: *b\n  a: 2\n');
});

block('what reaches other places is told apart from what cannot be spelled', () => {
  const codeOf = (text: string, ...ops: readonly ModelOp[]): string | undefined => {
    const planned = documentOf(text).editor.plan(ops);
    return isRefusal(planned) ? planned.code : undefined;
  };
  assert.is(codeOf('a: &x 1\nb: *x\n', remove('a')), 'ANCHOR_OWNED');
  assert.is(codeOf('a: &x {b: 1}\nc: *x\n', set('a d', 1)), 'ANCHOR_OWNED');
  assert.is(codeOf('a: &x {b: 1}\nc: *x\n', set('c d', 1)), 'ANCHOR_OWNED');
  assert.is(codeOf('a: &x {b: 1}\nc:\n  <<: *x\n', remove('c b')), 'MERGE_KEY');
  assert.is(codeOf('a: &x {b: 1}\nc:\n  <<: *x\n', remove('c <<')), 'MERGE_KEY');
  assert.is(codeOf('a: 1\n', remove('b')), 'SYNTAX');
});

block('other members of a map with an explicit or repeated key can change', () => {
  assert.is(planned('? a\n: 1\nb: 2\nc: 3\n', [set('b', 9), remove('c')]), '? a\n: 1\nb: 9\n');
  assert.is(planned('a: 1\na: 2\nb: 3\n', [set('b', 9)]), 'a: 1\na: 2\nb: 9\n');
});

for (const [head, keeps] of [
  ['|', false],
  ['|-', false],
  ['|+', true],
  ['>', false],
  ['>-', false],
  ['>+', true],
  ['|2-', false],
  ['| # c', false],
] as const) {
  const [body, blank] = ['      x\n', '\n\n'];
  const whole = `m:\n  a: ${head}\n${body}${blank}  b: 1\n`;

  block(`blank lines behind text with \`${head}\` stay ${keeps ? 'before' : 'behind'} what is added`, () => {
    const added = keeps ? `${body}${blank}  c: 2\n` : `${body}  c: 2\n${blank}`;
    assert.is(planned(whole, [set('m c', 2, { after: 'a' })]), whole.replace(body + blank, added));
    const [before, after] = [whole, whole.replace(body + blank, added)].map(text => text.replaceAll('\n', '\r\n')) as [string, string];
    assert.is(planned(before, [set('m c', 2, { after: 'a' })]), after);
    assert.is(planned(whole.replace('  b: 1\n', ''), [set('m c', 2)]), whole.replace(body + blank, added).replace('  b: 1\n', ''));
  });

  block(`blank lines behind text with \`${head}\` ${keeps ? 'go' : 'stay'} when it goes`, () => {
    const left = `m:\n${head.endsWith('c') ? '  # c\n' : ''}${keeps ? '' : blank}  b: 1\n`;
    assert.is(planned(whole, [remove('m a')]), left);
    assert.is(planned(whole.replaceAll('\n', '\r\n'), [remove('m a')]), left.replaceAll('\n', '\r\n'));
  });
}

block('text of blank lines only ends with its sign, unless it keeps them', () => {
  assert.is(planned('a: |\n\n\nb: 1\n', [set('c', 2, { after: 'a' })]), 'a: |\nc: 2\n\n\nb: 1\n');
  assert.is(planned('a: |+\n\n\nb: 1\n', [set('c', 2, { after: 'a' })]), 'a: |+\n\n\nc: 2\nb: 1\n');
  assert.is(planned('a: |\n\n\nb: 1\n', [remove('a')]), '\n\nb: 1\n');
});

block('only text that drops its last line break may be followed where that break is missing', () => {
  for (const head of ['|-', '>-']) assert.is(planned(`a: ${head}\n  x`, [set('b', 1)]), `a: ${head}\n  x\nb: 1`);
  for (const head of ['|', '>', '|+', '>+'])
    assert.is(
      refusal(`a: ${head}\n  x`, [set('b', 1)]),
      'the text at the end of the file has no final line break, so nothing can follow it',
    );
  for (const head of ['|-', '|', '>+']) assert.is(planned(`a: ${head}\n  x`, [set('b', 1, 'first')]), `b: 1\na: ${head}\n  x`);
});

block('a comment does not become part of text that stands deeper either', () => {
  const gone = '  - b: |\n      c\n\n     # deep\nk: 1\n';
  for (const above of ['- k:\n      t: |-\n        a\n', '- k:\n      - |\n        a\n', '- k: >\n        a\n'])
    assert.is(
      refusal(`l:\n  ${above}${gone}`, [remove('l 1')]),
      'the comment `# deep` would become part of the text above it: move it first',
    );
  for (const above of ['- k:\n      t: a\n', '- k:\n      - a\n', '- k: {}\n'])
    assert.is(planned(`l:\n  ${above}${gone}`, [remove('l 1')]), `l:\n  ${above}\n     # deep\nk: 1\n`);
});

block('members of a map that is made have their places', () => {
  const ops = [
    set('o a', 1),
    set('o b', 2),
    set('o c', 3, { before: 'b' }),
    set('o d', 4, { after: 'a' }),
    set('o e', 5, { after: 'none' }),
    set('o f', 6, 'first'),
    set('o a', 7),
  ];
  assert.is(planned('z: 1\n', ops), 'z: 1\no:\n  f: 6\n  a: 7\n  d: 4\n  c: 3\n  b: 2\n  e: 5\n');
});

block('a new member stands behind a merge key that brings the same, since it would lose before it', () => {
  const text = 'a: &a {x: 1}\nm:\n  k: 1\n  <<: *a\n  l: 2\n';
  const merged = '`m.x` comes from a merge key (`<<`), so a change there changes more than one place: write it out first';
  for (const place of ['first', { before: 'k' }, { after: 'k' }, { before: '<<' }] as const)
    assert.is(refusal(text, [set('m x', 2, place)]), merged);
  assert.is(refusal(text, [set('m z', 1), set('m x', 2, 'first')]), merged);
  assert.is(planned(text, [set('m x', 2, { after: '<<' })]), text.replace('  l: 2\n', '  x: 2\n  l: 2\n'));
  assert.is(planned(text, [set('m x', 2)]), text.replace('  l: 2\n', '  l: 2\n  x: 2\n'));
  assert.is(planned(text, [set('m z', 2, 'first')]), text.replace('m:\n', 'm:\n  z: 2\n'));
  assert.is(
    planned(text, [set('m z', 2, 'first'), set('m x', 3)]),
    text.replace('m:\n', 'm:\n  z: 2\n').replace('l: 2\n', 'l: 2\n  x: 3\n'),
  );
});

block('a place beside a repeated key is beside its first', () => {
  assert.is(planned('a: 1\na: 2\nb: 3\n', [set('c', 4, { before: 'a' })]), 'c: 4\na: 1\na: 2\nb: 3\n');
  assert.is(planned('a: 1\na: 2\nb: 3\n', [set('c', 4, { after: 'a' })]), 'a: 1\nc: 4\na: 2\nb: 3\n');
});

block('an index is one of a list, and of today', () => {
  assert.is(refusal('m: {a: 1}\n', [set('m 0', 1)]), '`m[0]` is not there');
  assert.is(refusal('l: [1, 2]\n', [set('l 5', 1)]), '`l[5]` is not there');
  assert.is(refusal('l: [1, 2]\n', [remove('l 0'), set('l 0', 1)]), '`l[0]` is not there');
  assert.is(planned('l: [1, 2]\n', [remove('l 0'), insert('l', 9, { before: 0 })]), 'l: [2, 9]\n');
});

block('a key without a colon takes no value', () => {
  for (const text of ['? a # c\nb: 1\n', '? a\nb: 1\n', '{a , b: 1}\n']) assert.is(refusal(text, [set('a', 1)]), '`a` has no colon');
});

const COMMENTED = '# one\na: 1   # two\n  # three\nb: 2\n';

block('a comment is written anew where it stands', () => {
  assert.is(planned(COMMENTED, [comment(0, '# new')]), COMMENTED.replace('# one', '# new'));
  assert.is(planned(COMMENTED, [comment(1, '# new')]), COMMENTED.replace('# two', '# new'));
  assert.is(planned(COMMENTED, [comment(2, '# new')]), COMMENTED.replace('# three', '# new'));
  assert.is(planned('l: [1, # c\n 2]\n', [comment(0, '# new')]), 'l: [1, # new\n 2]\n');
});

block('a comment goes with its line, or with the blanks before it', () => {
  for (const lineBreak of ['\n', '\r\n']) {
    const write = (text: string): string => text.replaceAll('\n', lineBreak);
    assert.is(planned(write(COMMENTED), [comment(0)]), write('a: 1   # two\n  # three\nb: 2\n'));
    assert.is(planned(write(COMMENTED), [comment(1)]), write('# one\na: 1\n  # three\nb: 2\n'));
    assert.is(planned(write(COMMENTED), [comment(2)]), write('# one\na: 1   # two\nb: 2\n'));
    assert.is(planned(write(COMMENTED), [comment(0), comment(1), comment(2)]), write('a: 1\nb: 2\n'));
    assert.is(planned(write('a: 1 # c'), [comment(0)]), 'a: 1');
    assert.is(planned(write('# c\na: 1'), [comment(0)]), 'a: 1');
    assert.is(planned(write('a: 1\n# c'), [comment(0)]), 'a: 1');
    assert.is(planned(write('a: 1\n# b\n# c'), [comment(0), comment(1)]), 'a: 1');
  }
});

block('a comment behind text in a block leaves the line breaks that are part of the text', () => {
  for (const head of ['|', '>', '|+']) assert.is(planned(`a: ${head}\n  x\n# c`, [comment(0)]), `a: ${head}\n  x\n`);
  assert.is(planned('a: |-\n  x\n# c', [comment(0)]), 'a: |-\n  x');
  assert.is(planned('l:\n- a: |\n    x\n# c', [comment(0)]), 'l:\n- a: |\n    x\n');
});

block('comments and values may change at once, in different places', () => {
  assert.is(planned(COMMENTED, [comment(0), comment(1, '# new'), set('b', 3)]), 'a: 1   # new\n  # three\nb: 3\n');
  for (const other of [comment(1, '# other'), remove('a')])
    assert.is(refusal(COMMENTED, [comment(1, '# new'), other]), 'two of the changes meet at one place');
  assert.is(refusal(COMMENTED, [comment(3)]), 'there is no such comment');
});

block('the comments of a member or item are those that go along with it', () => {
  const { editor } = documentOf(
    '# top\na: 1 # x\n# above\nb: # y\n  # in\n  c: 1 # z\n  # deep\n# after\nd: [1, # q\n 2]\nl:\n# first\n- 1 # one\n# last\n- 2\n',
  );
  assert.equal(editor.commentsOf(['a']), ['# x']);
  assert.equal(editor.commentsOf(['b']), ['# above', '# y', '# in', '# z', '# deep']);
  assert.equal(editor.commentsOf(['b', 'c']), ['# in', '# z']);
  assert.equal(editor.commentsOf(['d']), ['# after', '# q']);
  assert.equal(editor.commentsOf(['l', 0]), ['# first', '# one']);
  for (const path of [['d', 0], ['l', 1, 'a'], ['none'], []]) assert.equal(editor.commentsOf(path), []);
});

block('a document that cannot be read is not changed', () => {
  const { editor } = yaml.parse({ path: 'a.yaml', text: 'a: [1\n' }).documents[0]!;
  assert.equal(editor.plan([set('b', 1)]), { refused: 'the document cannot be read', code: 'SYNTAX' });
});

block('comments leave with what is removed, those of some items only where it is said so', () => {
  const leave = (path: string, comments: 'leave' | { readonly moveTo: readonly string[]; readonly leaving: readonly number[] }): string => {
    const document = documentOf('a:\n# one\n- 1 # two\n# three\n- 2\n# four\nb: 1 # five\n');
    const edits = document.editor.plan([
      { op: 'set', path: ['z'], value: 1 },
      { op: 'remove', path: at(path), comments },
    ]);
    return isRefusal(edits) ? edits.refused : applyEdits(document.file.text, edits);
  };
  assert.is(leave('b', 'leave'), 'a:\n# one\n- 1 # two\n# three\n- 2\nz: 1\n');
  assert.is(leave('a 0', 'leave'), 'a:\n# three\n- 2\n# four\nb: 1 # five\nz: 1\n');
  assert.is(leave('a', 'leave'), '# four\nb: 1 # five\nz: 1\n');
  assert.is(leave('a', { moveTo: ['z'], leaving: [0] }), '# four\nb: 1 # five\n# three\nz: 1\n');
  assert.is(leave('a', { moveTo: ['z'], leaving: [1, 7] }), '# four\nb: 1 # five\n# one\nz: 1 # two\n');
});

block('what is said twice is refused, but for a value that is said anew', () => {
  for (const ops of [
    [set('b c', 1), set('b', 2)],
    [set('b', 2), set('b c', 1)],
  ])
    assert.is(refusal('a: 1\n', ops), '`b` is set twice');
  for (const ops of [
    [set('a b', 1), set('a', 2)],
    [set('a', 1), set('a b', 2)],
  ])
    assert.is(refusal('a:\n', ops), '`a` is set twice');
  for (const ops of [
    [set('a b', 1), set('a b c', 2)],
    [set('a b c', 1), set('a b', 2)],
    [set('a b', [1]), insert('a b', 2)],
  ])
    assert.is(refusal('a:\n', ops), '`a.b` is set twice');
  assert.is(planned('a: 1\n', [set('b', 2), set('b', 3)]), 'a: 1\nb: 3\n');
  assert.is(planned('a: 1\n', [set('b c', 2), set('b c', 3)]), 'a: 1\nb:\n  c: 3\n');
  assert.is(planned('- 1\n', [set('0', 2), set('0', 3)]), '- 3\n');
});

block('a path that leads nowhere is refused where it ends', () => {
  for (const [text, op, reason] of [
    ['x\n', set('a', 1), 'the document is neither a map nor a list'],
    ['x\n', insert('', 1), 'the document is neither a map nor a list'],
    ['a: 1\n', set('', 5), 'a whole document cannot be replaced'],
    ['a: 1\n', remove(''), 'a whole document cannot be removed'],
    ['a: x\n', set('a b c', 1), '`a` is not a map'],
    ['a: x\n', remove('a b'), '`a` is not there'],
    ['a: x\n', remove('n b'), '`n` is not there'],
    ['a: x\n', insert('n', 1), '`n` is not there'],
    ['a: {}\n', remove('a b c'), '`a.b` is not there'],
    ['a: [1]\n', set('a b c', 1), '`a.b` is not there'],
    ['a: [1]\n', set('a 3 c', 1), '`a[3]` is not there'],
    ['a: {}\n', set('a 0 c', 1), '`a[0]` is not there'],
    ['a: 1\n', set('b 0', 1), '`b[0]` is not there'],
    ['a: 1\n', set('b 0 c', 1), '`b[0]` is not there'],
    ['l:\n- 1\n', set('l a', 2), '`l.a` is not there'],
    ['b: &b {m: 1}\nc:\n  <<: *b\n', remove('c 0'), '`c[0]` is not there'],
  ] as const)
    assert.is(refusal(text, [op]), reason, text);
  assert.is(refusal('a:\n', [set('a b c', 1), remove('a b')]), '`a.b` is not there');
});

block('a map or list gives way to no other value, unless it is empty and in brackets', () => {
  for (const text of ['a: {}\n', 'a: []\n']) assert.is(planned(text, [set('a', 'x')]), 'a: x\n');
  for (const text of ['a: {b: 1}\n', 'a: [1]\n', 'a:\n- 1\n', 'a:\n  b: 1\n'])
    assert.is(refusal(text, [set('a', 'x')]), '`a` already holds a map or a list');
});

block('null, however it is written, is filled with a map', () => {
  for (const [before, after] of [
    ['a:\n', 'a:\n  b: 1\n'],
    ['a: ~\n', 'a:\n  b: 1\n'],
    ['a: null # c\n', 'a: # c\n  b: 1\n'],
    ['- a:\n', '- a:\n    b: 1\n'],
  ] as const)
    assert.is(planned(before, [set(before.startsWith('-') ? '0 a b' : 'a b', 1)]), after);
  assert.is(refusal('a: !t\n', [set('a b', 1)]), '`a` has a tag');
  assert.is(planned('- ~\n- 1\n', [set('0 a', 1), set('0 b c', 2)]), '- {a: 1, b: {c: 2}}\n- 1\n');
});

block('what is there already is no edit at all', () => {
  assert.equal(documentOf('a: 1\nb: [2]\nc: ~\n').editor.plan([set('a', 1), set('b 0', 2), set('c', null)]), []);
  assert.is(planned('a:\nb: 1\n', [set('a', null)]), 'a: null\nb: 1\n');
});

block('a text without a final line break has none afterwards', () => {
  for (const [before, ops, after] of [
    ['a: 1\nb: 2', [remove('b')], 'a: 1'],
    ['a: 1\r\nb: 2', [remove('b')], 'a: 1'],
    ['a: 1\n\nb: 2', [remove('b')], 'a: 1'],
    ['a: 1\r\n\r\nb: 2', [remove('b')], 'a: 1'],
    ['m:\n  a: 1\nb: 2', [remove('b'), remove('m a')], 'm: {}'],
    ['a: 1\nb: 2\nc: 3', [remove('b'), remove('c')], 'a: 1'],
    ['a: 1\nb: 2', [remove('b'), set('c', 3)], 'a: 1\nc: 3'],
    ['b: 2', [remove('b'), set('c', 1)], 'c: 1'],
    ['l:\n- 1\n- 2', [remove('l 1'), insert('l', 3)], 'l:\n- 1\n- 3'],
    ['l:\n- 1\n- 2 # c', [remove('l 1')], 'l:\n- 1\n# c'],
  ] as const)
    assert.is(planned(before, ops), after, before);
  assert.is(planned('a: |+\n  x\n\nb: 2', [remove('b')]), 'a: |+\n  x\n\n');
});

block('new collections are laid out as the first ones of the document', () => {
  for (const [before, ops, after] of [
    ['- a:\n    b: 1\n', [set('0 c d', 1)], '  c:\n    d: 1\n'],
    ['- l:\n  - 1\n', [set('0 m', [2])], '  m:\n  - 2\n'],
    ['a:\n- 1\nb:\n  - 2\n', [set('c', [3])], 'c:\n- 3\n'],
    ['a:\n   b: 1\nc:\n d: 1\n', [set('e f', 1)], 'e:\n   f: 1\n'],
    ['a:\n   b: 1\nl:\n- 1\n', [set('m', [2]), set('o p', 1)], 'm:\n- 2\no:\n   p: 1\n'],
    ['l:\n- 1\na:\n   b: 1\n', [set('m', [2]), set('o p', 1)], 'm:\n- 2\no:\n   p: 1\n'],
    ['a:\n    l:\n      - 1\n', [set('m', [2]), set('o p', 1)], 'm:\n  - 2\no:\n    p: 1\n'],
    ['a: 1\n', [set('b c', [1])], 'b:\n  c:\n    - 1\n'],
  ] as const)
    assert.is(planned(before, ops), before + after);
});

block('an alias is carried over where its anchor is the same, and as what it stands for elsewhere', () => {
  const text = 'x: &x 1\na: *x\n';
  const carried = (text: string, place?: Place): string => planned(text, document => [set('b', copy(document, 'a'), place)]);
  assert.is(carried(text), `${text}b: *x\n`);
  assert.is(carried(text, 'first'), `b: 1\n${text}`);
  assert.is(carried(`${text}z: &x 2\n`), `${text}z: &x 2\nb: 1\n`);
  assert.is(carried(`${text}z: &x 2\n`, { after: 'a' }), `${text}b: *x\nz: &x 2\n`);
  const other = documentOf(text);
  assert.is(planned('z: &x 2\n', [set('b', copy(other, 'a'))]), 'z: &x 2\nb: 1\n');
});

block('a scalar is carried over as it is written, where that is the same there', () => {
  const other = documentOf("t: yes\nq: 'q'\np: web\nn: 0x10\nb: |\n  x\nl: [1]\n");
  for (const [key, inBlock, inBrackets, inJson] of [
    ['t', 'yes', 'yes', 'true'],
    ['q', "'q'", "'q'", '"q"'],
    ['p', 'web', '"web"', '"web"'],
    ['n', '0x10', '0x10', '16'],
    ['b', '"x\\n"', '"x\\n"', '"x\\n"'],
  ] as const) {
    assert.is(planned('a: 1\n', [set('c', copy(other, key))]), `a: 1\nc: ${inBlock}\n`);
    assert.is(planned('m: {a: 1}\n', [set('m c', copy(other, key))]), `m: {a: 1, c: ${inBrackets}}\n`);
    assert.is(planned('{"a": 1}', [set('c', copy(other, key))], 'a.json'), `{"a": 1, "c": ${inJson}}`);
  }
  assert.is(refusal('a: 1\n', [set('c', copy(other, 'l'))]), '`l` is not a scalar');
});

block('comments of what moves say what they were about, and keep their place where there is one', () => {
  for (const [before, after] of [
    ['l:\n- x #c\n- y ##  d\n- q #\n', '# x: c\n# y: d\n#\nz: 1\n'],
    ['l:\n- "a\n  b" # c\n- y\n', '# c\nz: 1\n'],
    ['l: [x, y] # c\n', '# c\nz: 1\n'],
    ['l: [x] # c\n', 'z: 1 # c\n'],
    ['l: # one\n- x # two\n', '# one\nz: 1 # two\n'],
    ['l: # one\n- x # two\n- y\n', '# one\n# x: two\nz: 1\n'],
    ['l:\n- x\t# c\n', 'z: 1\t# c\n'],
    ['l:\n# top\n- x\n# low\n', '# top\nz: 1\n# low\n'],
    ['l: v   # c\n', 'z: 1   # c\n'],
    ['l: # a\n  k: 1 # b\n  # d\n', '# b\n# d\nz: 1 # a\n'],
    ['l:\n- {a: 1} # c\n- x\n', '# c\nz: 1\n'],
  ] as const)
    assert.is(planned(before, [set('z', 1), remove('l', 'z')]), after);
  assert.is(planned('k: 1\n# above\nl: 1 # c\n', [set('z a', 1), remove('l', 'z a')]), 'k: 1\nz:\n  # above\n  a: 1 # c\n');
  assert.is(planned('k: {a: 1}\n# above\nl: 1 # c\n', [set('k z', 1), remove('l', 'k z')]), 'k: {a: 1, z: 1}\n# above\n# c\n');
  assert.is(planned('- l: 1 # c\n', [set('0 z', 1), remove('0 l', '0 z')]), '- z: 1 # c\n');
});

block.run();
