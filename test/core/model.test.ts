import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, reasonOf, wordFor, type Node } from '../../src/core/document.ts';
import { isBelow, isCopy, isList, plainOf, type Copy } from '../../src/core/model.ts';
import { placeOf } from '../../src/core/rule.ts';

const test = suite('model');

const copy: Copy = { copyOf: { value: 'x' } as Node };

test('a new value says what its copies say', () => {
  assert.equal(plainOf({ a: copy, b: [copy, 1, null], c: { d: copy } }), { a: 'x', b: ['x', 1, null], c: { d: 'x' } });
  assert.is(plainOf(copy), 'x');
});

test('a copy, a list and a map are told apart', () => {
  const values = [copy, [], {}, { a: 1 }, 'copyOf', null];
  assert.equal(values.map(isCopy), [true, false, false, false, false, false]);
  assert.equal(values.map(isList), [false, true, false, false, false, false]);
});

test('a path is below itself and what leads to it, and below nothing else', () => {
  for (const prefix of [[], ['a'], ['a', 0], ['a', 0, 'b']]) assert.ok(isBelow(['a', 0, 'b'], prefix));
  for (const prefix of [['b'], ['a', 1], ['a', 0, 'b', 'c'], [0]]) assert.not(isBelow(['a', 0, 'b'], prefix));
});

test('a reason is told with its name, where it has one', () => {
  assert.is(reasonOf({ refused: 'it is not there' }), 'it is not there');
  assert.is(reasonOf({ refused: 'it is not there', code: 'GONE' }), 'it is not there [GONE]');
  assert.equal([isRefusal({ refused: '' }), isRefusal({})], [true, false]);
});

test('a value is a word of a sentence', () => {
  assert.equal(['x', '', 5, true, null, ['a']].map(wordFor), ['x', '', '5', 'true', 'null', '["a"]']);
});

test('a finding points at the key of a node, else at its value, or at a span', () => {
  const [key, range] = [
    { start: 0, end: 1 },
    { start: 3, end: 4 },
  ];
  assert.equal(placeOf({ keyRange: key, range } as Node), key);
  assert.equal(placeOf({ keyRange: undefined, range } as Node), range);
  assert.equal(placeOf({ range } as Node), range);
  assert.equal(placeOf(range), range);
});

test.run();
