import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planned, refusal, remove, set, toList, toMap } from './plan.ts';

const reshape = suite('editor: another shape');

/** A map in which `y` is the text of an anchor, and `m` is about to become a list. */
const map = (members: string): string => `y: &y q\nm:${members.startsWith('{') ? ' ' : '\n  '}${members}\n`;

const LISTED: readonly (readonly [members: string, items: string])[] = [
  ['{a: &x 1}', '[{name: a, value: &x 1}]'],
  ['{a: !!str 1, b: *y}', '[{name: a, value: !!str 1}, {name: b, value: *y}]'],
  ['{5: x, yes: z}', '[{name: "5", value: x}, {name: "yes", value: z}]'],
  ['{"a": "x"}', '[{"name": "a", "value": "x"}]'],
  ['{"a":"x","b":1}', '[{"name":"a","value":"x"},{"name":"b","value":1}]'],
  ['a: &x 1', '- name: a\n    value: &x 1'],
  ['a: x # c', '- name: a\n    value: x # c'],
  ['"a": x\n  5: z', '- name: "a"\n    value: x\n  - name: "5"\n    value: z'],
  ['a: |\n    x\n  b: z', '- name: a\n    value: |\n      x\n  - name: b\n    value: z'],
  ['a: | # 2\n    x', '- name: a\n    value: | # 2\n      x'],
  ['a: >-\n    x\n\n    y', '- name: a\n    value: >-\n      x\n\n      y'],
  ['a: >-\n      x\n\n      y', '- name: a\n    value: >-\n      x\n\n      y'],
  ['a: "x\n    y"', '- name: a\n    value: "x\n      y"'],
  ['a: x\n    y', '- name: a\n    value: x\n      y'],
  ['a: 1\n  # c\n  b: 2', '- name: a\n    value: 1\n  # c\n  - name: b\n    value: 2'],
];
for (const [members, items] of LISTED)
  reshape(`a list: ${JSON.stringify(members)}`, () => {
    assert.is(planned(map(members), [toList('m')]), map(members).replace(members, items));
    const [before, after] = [map(members), map(members).replace(members, items)].map(text => text.replaceAll('\n', '\r\n')) as [
      string,
      string,
    ];
    assert.is(planned(before, [toList('m')]), after);
  });

const NOT_LISTED: readonly (readonly [members: string, reason: string])[] = [
  ['{? a : 1}', '`m.a` is not a plain value on one line'],
  ['{&k a: 1}', '`m.a` is not a plain value on one line'],
  ['{*y : 1}', '`m.*y` is not a plain value on one line'],
  ['{[k]: 1}', '`m["[k]"]` is not a plain value on one line'],
  ['{"a\n    b": 1}', '`m["a b"]` is not a plain value on one line'],
  ['{a: "x\n    y"}', '`m.a` is not a plain value on one line'],
  ['{a: [1]}', '`m.a` is not a plain value on one line'],
  ['{a: }', '`m.a` is not a plain value on one line'],
  ['{a}', '`m.a` is not a plain value on one line'],
  ['{a: 1, a: 2}', '`m.a` is there more than once'],
  ['? a\n  : 1', '`m.a` is not a plain value'],
  ['&k a: 1', '`m.a` is not a plain value'],
  ['*y : 1', '`m.*y` is not a plain value'],
  ['a: # c\n    x', '`m.a` is not a plain value'],
  ['a:\n    x', '`m.a` is not a plain value'],
  ['a:\n    b: 1', '`m.a` is not a plain value'],
  ['a:\n    - 1', '`m.a` is not a plain value'],
  ['a:', '`m.a` is not a plain value'],
  ['a: |2\n    x', '`m.a` says how deep its text is indented'],
  ['a: 1\n  a: 2', '`m.a` is there more than once'],
  ['<<: {a: 1}', '`m` has a merge key (`<<`)'],
];
for (const [members, reason] of NOT_LISTED)
  reshape(`no list: ${JSON.stringify(members)}`, () => assert.is(refusal(map(members), [toList('m')]), reason));

/** A list with one item that is about to become a map. */
const list = (item: string): string => `y: &y q\nl:\n  - ${item}\n`;

for (const [item, member] of [
  ['{name: a, value: 1}', 'a: 1'],
  ['{value: 1, name: a}', 'a: 1'],
  ['{? name : a, value: 1}', 'a: 1'],
  ['{name: "5", value: "x"}', '"5": "x"'],
  ['{name: a, value: *y}', 'a: *y'],
  ["name: 'a'\n    value: x", "'a': x"],
  ['value: z\n    name: b', 'b: z'],
] as const)
  reshape(`a map: ${JSON.stringify(item)}`, () => assert.is(planned(list(item), [toMap('l')]), list(item).replace(`- ${item}`, member)));

for (const item of [
  '&x {name: a, value: 1}',
  '!t {name: a, value: 1}',
  '{name: &x a, value: 1}',
  '{name: !t a, value: 1}',
  '{name: a, value: &x 1}',
  '{name: a, value: !t 1}',
  '{&k name: a, value: 1}',
  '{name: a, val: 1}',
  '{nam: a, value: 1}',
  '{name: a}',
  '{name: a, value: [1]}',
  '{name: a, value: {}}',
  '{name: a, value: }',
  '{name: , value: 1}',
  '{name: *y, value: 1}',
  '{name: "a\n    b", value: 1}',
  '{name: a, value: "x\n    y"}',
  'name: a\n    value: |\n      x',
  'x',
  '*y',
  '[name, a]',
])
  reshape(`no map: ${JSON.stringify(item)}`, () =>
    assert.is(refusal(list(item), [toMap('l')]), '`l[0]` is not just `name` and `value` on one line each'),
  );

reshape('a list at the depth of its key moves to the right, with its comments', () => {
  assert.is(
    planned('l:\n# one\n- name: a\n  value: x\n# two\n- value: z\n  name: b\n# three\nk: 1\n', [toMap('l')]),
    'l:\n  # one\n  a: x\n  # two\n  b: z\n# three\nk: 1\n',
  );
});

reshape('a whole document takes another shape', () => {
  assert.is(planned('a: x\nb: z\n', [toList('')]), '- name: a\n  value: x\n- name: b\n  value: z\n');
  assert.is(planned('- name: a\n  value: x\n', [toMap('')]), 'a: x\n');
});

reshape('what has an anchor or a tag keeps its shape', () => {
  for (const sign of ['&x', '!t']) {
    assert.is(refusal(`m: ${sign} {a: 1}\n`, [toList('m')]), '`m` has an anchor or a tag');
    assert.is(refusal(`l: ${sign} [{name: a, value: 1}]\n`, [toMap('l')]), '`l` has an anchor or a tag');
  }
});

reshape('values may be set before a map becomes a list, and nothing else', () => {
  const atOnce = '`m` is changed and turned into another shape at once';
  assert.is(planned('m:\n  a: x\n  b:\n', [set('m b', 'z'), toList('m')]), 'm:\n  - name: a\n    value: x\n  - name: b\n    value: z\n');
  assert.is(planned('m:\n  a: x\n', [set('m a', 'z'), toList('m')]), 'm:\n  - name: a\n    value: z\n');
  assert.is(refusal('m:\n  a: x\n', [set('m a', { k: 1 }), toList('m')]), atOnce);
  assert.is(refusal('m:\n  a: x\n  b: {}\n', [set('m b k', 1), toList('m')]), atOnce);
  assert.is(refusal('m:\n  a: x\n', [set('m c', 'z'), toList('m')]), atOnce);
  assert.is(refusal('m:\n  a: x\n  b: 1\n', [remove('m b'), toList('m')]), atOnce);
  assert.is(refusal('m:\n  a: x\n', [toList('m'), set('m a', 'z')]), atOnce);
  assert.is(planned('m:\n  a: x\nk: 1\n', [toList('m'), set('k', 2)]), 'm:\n  - name: a\n    value: x\nk: 2\n');
  assert.is(
    refusal('l:\n- name: a\n  value: x\n', [set('l 0 value', 'z'), toMap('l')]),
    '`l` is changed and turned into another shape at once',
  );
});

reshape('nothing takes another shape twice, or inside what does', () => {
  assert.is(refusal('m: {a: 1}\n', [toList('m'), toList('m')]), '`m` is turned into another shape twice');
  assert.is(refusal('m:\n  k: {a: x}\n', [toList('m'), toList('m k')]), '`m.k` is turned into another shape twice');
  assert.is(refusal('m:\n  k: {a: x}\n', [toList('m k'), toList('m')]), '`m` is turned into another shape twice');
  assert.is(
    planned('m:\n  k: {a: x}\nn: {b: z}\n', [toList('m k'), toList('n')]),
    'm:\n  k: [{name: a, value: x}]\nn: [{name: b, value: z}]\n',
  );
  assert.is(refusal('m:\n  k:\n    a: x\n', [toList('m k'), remove('m')]), '`m.k` is changed and removed at once');
  assert.is(refusal('m: {a: x}\n', [toMap('m')]), '`m` is not a list');
});

reshape.run();
