import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type Node, type Plain } from '../../src/core/document.ts';
import type { Model, ModelOp } from '../../src/core/model.ts';
import { replay, sameModel } from '../../src/fix/replay.ts';

const tests = suite('replay');

const model = (value: Plain): Model =>
  value === null || typeof value !== 'object'
    ? { kind: 'scalar', value }
    : Array.isArray(value)
      ? { kind: 'list', items: value.map(model) }
      : { kind: 'map', entries: Object.entries(value as { [key: string]: Plain }).map(([key, member]) => ({ key, value: model(member) })) };

/** The order of members counts: a plain value is told as JSON. */
function plain(value: Model): string {
  if (value.kind === 'scalar') return JSON.stringify(value.value);
  if (value.kind === 'alias') return `*${value.name}`;
  if (value.kind === 'list') return `[${value.items.map(plain).join(',')}]`;
  assert.is(value.kind, 'map');
  return `{${value.entries.map(entry => `${entry.key}:${plain(entry.value)}`).join(',')}}`;
}

function replayed(value: Plain, ...ops: readonly ModelOp[]): string {
  const result = replay(model(value), ops);
  return isRefusal(result) ? `refused: ${result.refused}` : plain(result);
}

/** A scalar that stands elsewhere. */
const copyOf = (value: Plain): { readonly copyOf: Node } => ({ copyOf: { value } as Node });

const CASES: readonly (readonly [claim: string, before: Plain, ops: readonly ModelOp[], after: string])[] = [
  ['set gives a member a value', { a: 1, b: 2 }, [{ op: 'set', path: ['a'], value: 3 }], '{a:3,b:2}'],
  ['set gives an item a value', [1, 2], [{ op: 'set', path: [1], value: 3 }], '[1,3]'],
  [
    'a new member has its place',
    { a: 1 },
    [
      { op: 'set', path: ['b'], value: 2, place: 'first' },
      { op: 'set', path: ['c'], value: 3, place: { before: 'a' } },
      { op: 'set', path: ['d'], value: 4, place: { after: 'none' } },
    ],
    '{b:2,c:3,a:1,d:4}',
  ],
  ['a place may be behind another member', { a: 1, b: 2 }, [{ op: 'set', path: ['c'], value: 3, place: { after: 'a' } }], '{a:1,c:3,b:2}'],
  [
    'a new value may be null, a list, a map, and a copy of another scalar',
    {},
    [{ op: 'set', path: ['a'], value: { b: null, c: [1, {}], d: copyOf('x'), e: copyOf(null) } }],
    '{a:{b:null,c:[1,{}],d:"x",e:null}}',
  ],
  ['a way leads through the member that is named', { a: [1], b: [2] }, [{ op: 'insert', path: ['a'], value: 3 }], '{a:[1,3],b:[2]}'],
  ['comments are no part of what is said', { a: 1 }, [{ op: 'comment', path: [], index: 0, text: '# new' }], '{a:1}'],
  ['a place does not move a member that is there', { a: 1, b: 2 }, [{ op: 'set', path: ['b'], value: 3, place: 'first' }], '{a:1,b:3}'],
  [
    'maps that are missing, null or empty are made on the way, as last members',
    { a: null, b: {}, l: [null] },
    [
      { op: 'set', path: ['a', 'k'], value: 1, place: 'first' },
      { op: 'set', path: ['b', 'k'], value: 2 },
      { op: 'set', path: ['l', 0, 'k'], value: 3 },
      { op: 'set', path: ['m', 'k'], value: 4, place: 'first' },
    ],
    '{a:{k:1},b:{k:2},l:[{k:3}],m:{k:4}}',
  ],
  [
    'insert adds an item',
    ['a', 'b'],
    [
      { op: 'insert', path: [], value: { k: [1] } },
      { op: 'insert', path: [], value: 'y', place: { before: 1 } },
      { op: 'insert', path: [], value: 'z', place: 'first' },
    ],
    '["z","a","y","b",{k:[1]}]',
  ],
  [
    'indexes are those of today',
    ['a', 'b', 'c'],
    [
      { op: 'insert', path: [], value: 'x', place: 'first' },
      { op: 'remove', path: [0], comments: 'stay' },
      { op: 'set', path: [1], value: 'B' },
      { op: 'remove', path: [2], comments: 'stay' },
    ],
    '["x","B"]',
  ],
  [
    'indexes of nested lists are those of today',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    [
      { op: 'remove', path: [0], comments: 'stay' },
      { op: 'remove', path: [1, 0], comments: 'stay' },
    ],
    '[["d"]]',
  ],
  ['remove takes a member away', { a: 1, b: { c: 2 } }, [{ op: 'remove', path: ['b', 'c'], comments: 'stay' }], '{a:1,b:{}}'],
  [
    'what was removed can be set again',
    { a: 1, b: 2 },
    [
      { op: 'remove', path: ['a'], comments: 'stay' },
      { op: 'set', path: ['a'], value: 3 },
    ],
    '{b:2,a:3}',
  ],
  [
    'a map becomes a list and a map again',
    { m: { a: 1, b: 'x' } },
    [{ op: 'reshape', path: ['m'], to: 'list', key: 'name', value: 'value' }],
    '{m:[{name:"a",value:1},{name:"b",value:"x"}]}',
  ],
  ['a list becomes a map', [{ value: 1, name: 'a' }], [{ op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' }], '{a:1}'],
];
for (const [claim, before, ops, after] of CASES) tests(claim, () => assert.is(replayed(before, ...ops), after));

const REFUSED: readonly (readonly [claim: string, before: Plain, op: ModelOp, sentence: string])[] = [
  ['what is not there cannot go', { a: 1 }, { op: 'remove', path: ['b'], comments: 'stay' }, '`b` is not there'],
  ['an item that is not there cannot change', [1], { op: 'set', path: [3], value: 1 }, '`3` is not there'],
  ['a scalar takes no members', { a: 'x' }, { op: 'set', path: ['a', 'b'], value: 1 }, '`b` cannot be set in what is not a map'],
  ['a map takes no items', {}, { op: 'insert', path: [], value: 1 }, 'an item cannot be inserted in what is not a list'],
  [
    'an item without a name is no member',
    [{ value: 1 }],
    { op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' },
    'an item has no name or no value',
  ],
  [
    'a number is no name',
    [{ name: 5, value: 1 }],
    { op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' },
    'an item has no name or no value',
  ],
  [
    'a scalar as an item is no member',
    ['a'],
    { op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' },
    'an item has no name or no value',
  ],
  ['a scalar has no members to take away', 'x', { op: 'remove', path: ['b'], comments: 'stay' }, '`b` is not there'],
  ['a scalar has no items', { a: 'x' }, { op: 'set', path: ['a', 0], value: 1 }, '`0` is not there'],
  ['a list has no members to list', [], { op: 'reshape', path: [], to: 'list', key: 'name', value: 'value' }, 'it is not a map'],
  ['a map has no items to name', {}, { op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' }, 'it is not a list'],
  ['only a scalar is copied', {}, { op: 'set', path: ['a'], value: copyOf([1]) }, 'only a scalar can be carried over'],
  ['a document is not removed', {}, { op: 'remove', path: [], comments: 'stay' }, '`undefined` is not there'],
];
for (const [claim, before, op, sentence] of REFUSED) tests(claim, () => assert.is(replayed(before, op), `refused: ${sentence}`));

tests('a document is not removed where it is a list with a new item either', () => {
  const ops: readonly ModelOp[] = [
    { op: 'insert', path: [], value: 2 },
    { op: 'remove', path: [], comments: 'stay' },
  ];
  assert.is(replayed([1], ...ops), 'refused: `undefined` is not there');
});

tests('a fault that is none of the operation is no refusal', () => {
  const broken = {
    get value(): Plain {
      throw new RangeError('broken');
    },
  } as Node;
  assert.throws(() => replayed({}, { op: 'set', path: ['a'], value: { copyOf: broken } }), /broken/);
});

tests('what an alias stands for takes no members, even if it is null', () => {
  const before: Model = { kind: 'map', entries: [{ key: 'a', value: { kind: 'alias', name: 'x', value: null } }] };
  assert.equal(replay(before, [{ op: 'set', path: ['a', 'b'], value: 1 }]), { refused: '`b` cannot be set in what is not a map' });
});

tests('the model that is given does not change', () => {
  const before = model({ a: [1, { b: 2 }] });
  const copy = structuredClone(before);
  replay(before, [
    { op: 'set', path: ['a', 1, 'b'], value: 3 },
    { op: 'remove', path: ['a', 0], comments: 'stay' },
  ]);
  assert.equal(before, copy);
});

tests('an anchor stays where the value changes', () => {
  const before: Model = { kind: 'map', entries: [{ key: 'a', value: { kind: 'scalar', value: 1, source: '1', anchor: 'x' } }] };
  const after: Model = { kind: 'map', entries: [{ key: 'a', value: { kind: 'scalar', value: 2, anchor: 'x' } }] };
  const result = replay(before, [{ op: 'set', path: ['a'], value: 2 }]);
  assert.ok(!isRefusal(result) && sameModel(result, after));
  assert.not.ok(!isRefusal(result) && sameModel(result, model({ a: 2 })));
});

tests('a tag stays where the value changes, and where a map or a list takes another shape', () => {
  const tagged = (value: Model): Model => ({ ...value, tag: '!t' });
  const result = (before: Model, op: ModelOp): string => {
    const after = replay(before, [op]);
    return isRefusal(after) ? after.refused : `${after.anchor ?? ''}${after.tag ?? ''}`;
  };
  assert.is(result(tagged(model(1)), { op: 'set', path: [], value: 2 }), '!t');
  assert.is(result(tagged(model({ a: 1 })), { op: 'reshape', path: [], to: 'list', key: 'name', value: 'value' }), '!t');
  assert.is(result(tagged(model([])), { op: 'reshape', path: [], to: 'map', key: 'name', value: 'value' }), '!t');
  assert.is(result({ ...model([]), anchor: 'x' }, { op: 'insert', path: [], value: 1 }), 'x');
});

tests('what was read must be spelled and mean the same, what is new must mean the same', () => {
  const read: Model = { kind: 'scalar', value: 'x', source: '"x"' };
  assert.ok(sameModel(read, read));
  assert.not.ok(sameModel(read, { ...read, source: 'x' }));
  assert.not.ok(sameModel(read, { ...read, value: 'z' }));
  assert.ok(sameModel({ kind: 'scalar', value: 'x' }, read));
  assert.not.ok(sameModel({ kind: 'scalar', value: '5' }, { kind: 'scalar', value: 5, source: '5' }));
  assert.ok(sameModel({ kind: 'scalar', value: 'x' }, { kind: 'alias', name: 'a', value: 'x' }));
  assert.not.ok(sameModel(read, { kind: 'alias', name: 'a', value: 'x' }));
  assert.not.ok(sameModel({ kind: 'alias', name: 'a', value: 'x' }, { kind: 'alias', name: 'b', value: 'x' }));
});

tests('an alias is the same by its name and by what it stands for', () => {
  const alias: Model = { kind: 'alias', name: 'a', value: 'x' };
  assert.ok(sameModel(alias, { ...alias }));
  assert.not.ok(sameModel(alias, { ...alias, value: 'y' }));
  assert.not.ok(sameModel(alias, { kind: 'scalar', value: 'x', source: 'x' }));
  assert.not.ok(sameModel(alias, model({})));
});

tests('keys, values and kinds count', () => {
  assert.ok(sameModel(model({ a: [1, {}] }), model({ a: [1, {}] })));
  assert.not.ok(sameModel(model({ a: 1 }), model({ b: 1 })));
  assert.not.ok(sameModel(model({ a: 1 }), model({ a: 2 })));
  assert.not.ok(sameModel(model({ a: 1 }), model({ a: 1, b: 2 })));
  for (const other of [[], 'x', null]) assert.not.ok(sameModel(model({}), model(other)));
  for (const other of [{}, 'x', null]) assert.not.ok(sameModel(model([]), model(other)));
  for (const other of [{}, []]) assert.not.ok(sameModel(model(null), model(other)));
});

tests('order, number, anchors and tags count', () => {
  assert.not.ok(sameModel(model({ a: 1, b: 2 }), model({ b: 2, a: 1 })));
  assert.not.ok(sameModel(model([1]), model([1, 2])));
  assert.not.ok(sameModel(model([]), model({})));
  assert.not.ok(sameModel(model(1), { ...model(1), anchor: 'x' }));
  assert.not.ok(sameModel(model(1), { ...model(1), tag: '!t' }));
});

tests('each of many items and members is found without a look at the others', () => {
  // Of so many a look at all others for each takes minutes.
  const steps = Array.from({ length: 150_000 }, (_, index) => index);
  const list = replay(
    { kind: 'list', items: steps.map(value => ({ kind: 'scalar', value })) },
    steps.map(index => ({ op: 'set', path: [index], value: -index - 1 })),
  );
  assert.is(
    !isRefusal(list) && list.kind === 'list' && list.items.every((item, index) => item.kind === 'scalar' && item.value === -index - 1),
    true,
  );
  const map = replay(
    { kind: 'map', entries: [] },
    steps.map(index => ({ op: 'set', path: [`k${index}`], value: index })),
  );
  assert.is(!isRefusal(map) && map.kind === 'map' && map.entries.every(({ key }, index) => key === `k${index}`), true);
});

tests.run();
