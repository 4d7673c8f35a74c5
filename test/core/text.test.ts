import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyEdits, byteOrderMarkLength, lineAt, lineBreakOf, lineText, mentions, positionAt } from '../../src/core/text.ts';

const test = suite('text');

test('edits are applied in whatever order they are given', () => {
  const edits = [
    { range: { start: 4, end: 5 }, newText: '' },
    { range: { start: 0, end: 1 }, newText: 'AA' },
    { range: { start: 2, end: 2 }, newText: '-' },
  ];
  assert.is(applyEdits('abcdef', edits), 'AAb-cdf');
});

test('an insertion may stand where a deletion ends', () => {
  assert.is(
    applyEdits('abc', [
      { range: { start: 0, end: 1 }, newText: '' },
      { range: { start: 1, end: 1 }, newText: 'x' },
    ]),
    'xbc',
  );
});

test('edits that overlap, begin at one offset, or lead out of the text are refused', () => {
  const refused = [
    [
      [0, 2],
      [1, 3],
    ],
    [
      [0, 3],
      [1, 2],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [1, 1],
      [1, 2],
    ],
    [[2, 4]],
    [[2, 1]],
  ];
  for (const ranges of refused)
    assert.throws(
      () =>
        applyEdits(
          'abc',
          ranges.map(([start, end]) => ({ range: { start: start!, end: end! }, newText: 'x' })),
        ),
      RangeError,
    );
});

test('positions count lines and columns from 1, and no byte order mark', () => {
  const file = { path: 'a', text: '\ufeffa\r\nbc\n' };
  assert.equal(positionAt(file, 1), { line: 1, column: 1 });
  assert.equal(positionAt(file, 0), { line: 1, column: 1 });
  assert.equal(positionAt(file, 5), { line: 2, column: 2 });
  assert.equal(positionAt(file, file.text.length), { line: 3, column: 1 });
});

test('a column counts UTF-16 units', () => assert.equal(positionAt({ path: 'a', text: '😀x' }, 2), { line: 1, column: 3 }));

test('the text of a line has no line break', () => {
  const file = { path: 'a', text: 'a\r\nb\nc' };
  assert.equal(
    [1, 2, 3, 4].map(line => lineText(file, line)),
    ['a', 'b', 'c', ''],
  );
});

test('the line that holds an offset has its line break, and no byte order mark', () => {
  const file = { path: 'a', text: '\ufeffa\r\nb' };
  for (const offset of [0, 1, 3]) assert.equal(lineAt(file, offset), { start: 1, end: 4 });
  for (const offset of [4, 5]) assert.equal(lineAt(file, offset), { start: 4, end: 5 });
  assert.equal(['\ufeffa', 'a\ufeff', ''].map(byteOrderMarkLength), [1, 0, 0]);
});

test('a refusal of edits says where they meet', () => {
  const edits = [1, 2].map(start => ({ range: { start, end: 3 }, newText: 'x' }));
  assert.throws(() => applyEdits('abc', edits), 'edits overlap at offset 2');
});

test('edits may fill the text, touch, and insert at both of its ends', () => {
  assert.is(applyEdits('abc', [{ range: { start: 0, end: 3 }, newText: 'x' }]), 'x');
  assert.is(applyEdits('', [{ range: { start: 0, end: 0 }, newText: 'x' }]), 'x');
  assert.is(applyEdits('abc', [{ range: { start: 3, end: 3 }, newText: 'x' }]), 'abcx');
  assert.is(
    applyEdits('abcd', [
      { range: { start: 2, end: 4 }, newText: 'y' },
      { range: { start: 0, end: 2 }, newText: 'x' },
    ]),
    'xy',
  );
});

test('the line break of a file is that of its first line', () => {
  assert.equal(['a\r\nb\n', 'a\nb\r\n', 'a', '', '\r\na', '\na\r\n', 'a\r'].map(lineBreakOf), [
    '\r\n',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\n',
    '\n',
  ]);
});

test('a position and its line lead back to the offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '😀')), fc.nat(), (parts, seed) => {
      const file = { path: 'a', text: parts.join('') };
      const offset = seed % (file.text.length + 1);
      const { line, column } = positionAt(file, offset);
      const before = file.text.slice(0, offset).split('\n');
      assert.is(line, before.length);
      assert.is(column, before.at(-1)!.length + 1);
    }),
    { seed: 7 },
  );
});

test('a word is looked for once a file, and each for itself', () => {
  let looks = 0;
  const file = {
    path: 'a',
    get text() {
      looks++;
      return 'a: here';
    },
  };
  for (const word of ['here', 'there']) for (let asked = 0; asked < 3; asked++) assert.is(mentions(file, word), word === 'here');
  assert.is(looks, 2);
  assert.not.ok(mentions({ path: 'a', text: '' }, 'here'));
});

test.run();
