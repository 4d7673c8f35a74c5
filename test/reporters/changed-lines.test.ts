import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEdit } from '../../src/core/diagnostic.ts';
import { changedLines, neighbouringEdits } from '../../src/reporters/changed-lines.ts';
import { marked } from './samples.ts';

/** Each marked span is replaced by the text of its place in the list. */
function editsOf(input: string, ...texts: readonly string[]) {
  const { file, ranges } = marked('a.yaml', input);
  const edits = ranges.map((range, index): FileEdit => ({ path: file.path, range, newText: texts[index] ?? '', create: false }));
  return { file, edits };
}

function change(input: string, ...texts: readonly string[]) {
  const { file, edits } = editsOf(input, ...texts);
  return changedLines(file, edits);
}

const changed = suite('changed lines');

changed('an edit within a line is that line', () =>
  assert.equal(change('a: 1\nb: «2»\nc: 3\n', '22'), { first: 2, last: 2, before: 'b: 2', after: 'b: 22' }),
);

changed('several edits are one piece, with the lines between them', () =>
  assert.equal(change('a: «1»\nb: 2\nc: «3»\n', 'x', 'y'), { first: 1, last: 3, before: 'a: 1\nb: 2\nc: 3', after: 'a: x\nb: 2\nc: y' }),
);

changed('lines that go away leave nothing, which is not an empty line', () => {
  assert.equal(change('a: 1\n«b: 2\n»c: 3\n'), { first: 2, last: 2, before: 'b: 2', after: undefined });
  assert.equal(change('a: 1\n«b: 2»\nc: 3\n'), { first: 2, last: 2, before: 'b: 2', after: '' });
});

changed('a line that is added belongs to the line it pushes down', () =>
  assert.equal(change('a: 1\n«»b: 2\n', 'x: 0\n'), { first: 2, last: 2, before: 'b: 2', after: 'x: 0\nb: 2' }),
);

changed('what is added at the end belongs to the last line, with a final line break and without', () => {
  assert.equal(change('a: 1\nb: 2\n«»', 'c: 3\n'), { first: 2, last: 2, before: 'b: 2', after: 'b: 2\nc: 3' });
  assert.equal(change('a: 1\nb: 2«»', '\nc: 3'), { first: 2, last: 2, before: 'b: 2', after: 'b: 2\nc: 3' });
});

changed('a line that moves up takes part', () =>
  assert.equal(change('a:« 1\n »b: 2\nc: 3\n'), { first: 1, last: 2, before: 'a: 1\n b: 2', after: 'a:b: 2' }),
);

changed('CRLF within stays, at the end it is no part of the text', () =>
  assert.equal(change('a: «1\r\nb: 2»\r\nc: 3\r\n', 'x\r\nb: y'), { first: 1, last: 2, before: 'a: 1\r\nb: 2', after: 'a: x\r\nb: y' }),
);

changed('a byte order mark does not count as a line', () =>
  assert.equal(change('\ufeffa: «1»\n', 'x'), { first: 1, last: 1, before: '\ufeffa: 1', after: '\ufeffa: x' }),
);

changed('edits far from each other are groups of their own', () => {
  const { file, edits } = editsOf('«a»: 1\nb: «2»\n3:\n4:\n5:\n«f»: 6\n');
  assert.equal(
    neighbouringEdits(file, edits.toReversed(), 3).map(group => group.map(({ range }) => file.text.slice(range.start, range.end))),
    [['a', '2'], ['f']],
  );
});

changed.run();
