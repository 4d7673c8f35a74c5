import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';

const test = suite('dedent');

test('the indentation that all lines share goes, and with it the first and the last line', () => {
  assert.is(dedent('\n    a:\n      b: 1\n    c: 2\n  '), 'a:\n  b: 1\nc: 2\n');
});

test('blank lines say nothing of the indentation, and stay', () => {
  assert.is(dedent('\n    a: 1\n\n    b: 2\n  '), 'a: 1\n\nb: 2\n');
  assert.is(dedent('\n  a: 1\n \n  b: 2\n'), 'a: 1\n\nb: 2\n');
});

test('only one empty line goes at the start', () => assert.is(dedent('\n\n  a\n'), '\na\n'));

test('a text that is not indented, or holds nothing, is as it was', () => {
  for (const text of ['a:\n  b\n', 'a', '', '\n'.repeat(2)]) assert.is(dedent(text), text.replace(/^\n/, ''));
});

test.run();
