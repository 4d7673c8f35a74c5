import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { copy, insert, planned, refusal, remove, set, toList, toMap } from './plan.ts';

const flow = suite('editor: brackets');

type Case = readonly [claim: string, before: string, ops: Parameters<typeof planned>[1], after: string, path?: string];

const WIDE = '{\n    "a": {\n        "b": 1\n    },\n    "l": [\n        "x"\n    ]\n}\n';

const CASES: readonly Case[] = [
  // One line
  ['a member goes last', 'm: {a: 1}\n', [set('m b', 2)], 'm: {a: 1, b: 2}\n'],
  ['a member goes first', 'm: {a: 1}\n', [set('m b', 2, 'first')], 'm: {b: 2, a: 1}\n'],
  [
    'a member goes before and after others',
    'm: {a: 1, b: 2}\n',
    [set('m x', 3, { before: 'b' }), set('m z', 4, { after: 'x' })],
    'm: {a: 1, x: 3, z: 4, b: 2}\n',
  ],
  ['missing maps are made on one line', 'm: {a: 1}\n', [set('m o k', 'x')], 'm: {a: 1, o: {k: x}}\n'],
  ['an empty map in brackets is filled in brackets', 'm: {a: {}}\n', [set('m a k', 'x')], 'm: {a: {k: x}}\n'],
  ['an empty list takes its first item', 'l: []\n', [insert('l', 'x'), insert('l', 'z')], 'l: [x, z]\n'],
  ['blanks inside braces are kept', 'm: { a: 1 }\n', [set('m o', { k: 'x' })], 'm: { a: 1, o: { k: x } }\n'],
  ['a trailing comma stays', 'l: [a, b,]\n', [insert('l', 'x'), remove('l 0')], 'l: [b, x,]\n'],
  ['the first of two goes', 'l: [a, b]\n', [remove('l 0')], 'l: [b]\n'],
  ['the last of two goes', 'l: [a, b]\n', [remove('l 1')], 'l: [a]\n'],
  ['the middle one goes', 'm: {a: 1, b: 2, c: 3}\n', [remove('m b')], 'm: {a: 1, c: 3}\n'],
  ['all but one go', 'm: {a: 1, b: 2, c: 3}\n', [remove('m a'), remove('m c')], 'm: {b: 2}\n'],
  ['the only one goes', 'l: [ a, ]\n', [remove('l 0')], 'l: []\n'],
  ['one is exchanged', 'l: [a, b]\n', [remove('l 0'), insert('l', 'x', 'first')], 'l: [x, b]\n'],
  ['a value changes', 'm: {a: 1, b: , c}\n', [set('m a', 'x'), set('m b', 2)], 'm: {a: x, b: 2 , c}\n'],
  ['a member without a value goes', 'm: {a, b: , c: 1}\n', [remove('m a'), remove('m b')], 'm: {c: 1}\n'],
  ['brackets stand after a blank, since not all readers take them after a tab', 'a:\tx\n', [set('a', [])], 'a: []\n'],
  ['also where an anchor stands between', 'a:\t&x y\n', [set('a', {})], 'a: &x {}\n'],
  ['new text is quoted where brackets ask for it', 'm: {a: 1}\n', [set('m b', 'x, y'), set('m c', '[')], 'm: {a: 1, b: "x, y", c: "["}\n'],
  [
    'a copy is quoted in brackets',
    'm: {a: 1}\nb: ${X}\nc: {d: 1}\n',
    document => [set('m b', copy(document, 'b'))],
    'm: {a: 1, b: "${X}"}\nb: ${X}\nc: {d: 1}\n',
  ],
  ['a whole document in brackets grows', '{a: 1}\n', [set('b', 2)], '{a: 1, b: 2}\n'],
  ['an empty document in brackets grows', '{}', [set('b', 2)], '{b: 2}'],
  ['items of a block list stay in brackets', '- {a: 1}\n- [x]\n', [set('0 b', 2), insert('1', 'z')], '- {a: 1, b: 2}\n- [x, z]\n'],
  ['anchors and tags go with their values', 'l: [&a x, !t z, w]\n', [remove('l 0'), remove('l 1')], 'l: [w]\n'],

  // Several lines
  ['a line is added after the last one', 'l: [\n  a,\n  b\n]\n', [insert('l', 'x')], 'l: [\n  a,\n  b,\n  x\n]\n'],
  ['a line is added before the first one', 'l: [\n  a,\n]\n', [insert('l', 'x', 'first')], 'l: [\n  x,\n  a,\n]\n'],
  ['a line goes', 'l: [\n  a,\n  b\n]\n', [remove('l 0')], 'l: [\n  b\n]\n'],
  ['the last line goes with the comma before it', 'l: [\n  a,\n  b\n]\n', [remove('l 1')], 'l: [\n  a\n]\n'],
  ['lines that are only wrapped stay wrapped', 'l: [a, b,\n    c]\n', [remove('l 1'), insert('l', 'x')], 'l: [a,\n    c, x]\n'],

  [
    'empty values have no blanks inside',
    '{ a: 1 }\n',
    [set('b', {}), set('c', []), set('d', [1, {}])],
    '{ a: 1, b: {}, c: [], d: [1, {}] }\n',
  ],
  ['a member without a value may be followed', 'm: {b: }\n', [set('m c', 2)], 'm: {b:, c: 2 }\n'],
  ['a member that is a tag only may be followed', 'm: {b: !t }\n', [set('m c', 2)], 'm: {b: !t, c: 2 }\n'],

  // JSON
  ['JSON without blanks takes lists without blanks', '{"a":1}', [set('b', [1, { c: 2, d: 3 }])], '{"a":1,"b":[1,{"c":2,"d":3}]}', 'a.json'],
  [
    'JSON over several lines takes each element on a line',
    '{\n  "a": 1\n}\n',
    [set('b', { x: 1, y: [1, 2], z: {}, w: [{}, { v: 1, u: 2 }] })],
    '{\n  "a": 1,\n  "b": {\n    "x": 1,\n    "y": [\n      1,\n      2\n    ],\n    "z": {},\n    "w": [\n      {},\n      {\n        "v": 1,\n        "u": 2\n      }\n    ]\n  }\n}\n',
    'a.json',
  ],
  [
    'JSON that is indented with tabs stays so',
    '{\n\t"a": 1\n}\n',
    [set('b', { c: 1 })],
    '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 1\n\t}\n}\n',
    'a.json',
  ],
  ['JSON with a blank before a colon has blanks', '{"a" :1}\n', [set('b', 1)], '{"a" :1, "b": 1}\n', 'a.json'],
  ['JSON that is only wrapped has blanks', '{"a":1,\n"b":2}\n', [set('c', 1)], '{"a":1,\n"b":2, "c": 1}\n', 'a.json'],
  ['a list of JSON with blanks keeps them', '["a", "b"]\n', [insert('', 'c')], '["a", "b", "c"]\n', 'a.json'],
  ['a list of JSON without blanks gains none', '["a","b"]\n', [insert('', 'c')], '["a","b","c"]\n', 'a.json'],
  [
    'a list of JSON over several lines takes lists and maps',
    '[\n  1\n]\n',
    [insert('', [1, [2, 3]]), insert('', { a: 1 })],
    '[\n  1,\n  [\n    1,\n    [\n      2,\n      3\n    ]\n  ],\n  {\n    "a": 1\n  }\n]\n',
    'a.json',
  ],
  ['JSON is quoted', '{"a": 1}', [set('b', 'x'), set('c', { d: [true, null] })], '{"a": 1, "b": "x", "c": {"d": [true, null]}}', 'a.json'],
  [
    'JSON without blanks stays so',
    '{"a":1,"l":["x","z"]}',
    [set('b', { c: 'x' }), insert('l', 'w')],
    '{"a":1,"l":["x","z","w"],"b":{"c":"x"}}',
    'a.json',
  ],
  [
    'JSON over several lines keeps its indentation',
    WIDE,
    [set('o k', 'x'), insert('l', 'z')],
    '{\n    "a": {\n        "b": 1\n    },\n    "l": [\n        "x",\n        "z"\n    ],\n    "o": {\n        "k": "x"\n    }\n}\n',
    'a.json',
  ],
  ['JSON inside YAML is JSON', 'm: {"a": "b"}\n', [set('m c', 'd')], 'm: {"a": "b", "c": "d"}\n'],
  [
    'a copy into JSON means the same',
    'n: 0x1F\nb: yes\nm: {"a": 1}\n',
    document => [set('m n', copy(document, 'n')), set('m b', copy(document, 'b'))],
    'n: 0x1F\nb: yes\nm: {"a": 1, "n": 31, "b": true}\n',
  ],
  [
    'carriage returns are kept',
    '{\r\n  "a": 1\r\n}\r\n',
    [set('b', { c: 2 })],
    '{\r\n  "a": 1,\r\n  "b": {\r\n    "c": 2\r\n  }\r\n}\r\n',
    'a.json',
  ],
  [
    'JSON that is indented with tabs is so in new lines',
    '{\n\t"a": 1,\n\t"b": {}\n}\n',
    [set('b c', 2), set('d', [3])],
    '{\n\t"a": 1,\n\t"b": {\n\t\t"c": 2\n\t},\n\t"d": [\n\t\t3\n\t]\n}\n',
    'a.json',
  ],
  ['tabs that indent JSON stay', '{\n\t"a": 1,\n\t"b": 2\n}\n', [remove('a')], '{\n\t"b": 2\n}\n', 'a.json'],

  // Another shape
  [
    'a map becomes a list',
    'm:\n  # a\n  a: "1" # on a\n\n  b: x\n',
    [toList('m')],
    'm:\n  # a\n  - name: a\n    value: "1" # on a\n\n  - name: b\n    value: x\n',
  ],
  [
    'a key that looks like a number becomes text',
    'm:\n  5: x\n  yes: z\n',
    [toList('m')],
    'm:\n  - name: "5"\n    value: x\n  - name: "yes"\n    value: z\n',
  ],
  [
    'values change on the way into a list',
    'm:\n  a: 5 # five\n  b: # none\n  c: x\n',
    [set('m a', '5'), set('m b', ''), toList('m')],
    'm:\n  - name: a\n    value: "5" # five\n  - name: b\n    value: "" # none\n  - name: c\n    value: x\n',
  ],
  [
    'anchors and aliases of values go along',
    'm:\n  a: &x 1 # one\n  b: *x\nn: {c: !!str 2, d: *x}\n',
    [toList('m'), toList('n')],
    'm:\n  - name: a\n    value: &x 1 # one\n  - name: b\n    value: *x\nn: [{name: c, value: !!str 2}, {name: d, value: *x}]\n',
  ],
  ['values change on the way in brackets', 'm: {a: 5}\n', [set('m a', '5'), toList('m')], 'm: [{name: a, value: "5"}]\n'],
  [
    'text over lines goes into a list, deeper where it must',
    'm:\n  a: |\n    x\n\n      z\n  b: >-\n     x\n     z\n  c: "x\n    z"\n  # about d\n  d: 1\n',
    [toList('m')],
    'm:\n  - name: a\n    value: |\n      x\n\n        z\n  - name: b\n    value: >-\n     x\n     z\n  - name: c\n    value: "x\n      z"\n  # about d\n  - name: d\n    value: 1\n',
  ],
  ['a map in brackets becomes a list', 'm: {a: 1, "b": x}\n', [toList('m')], 'm: [{name: a, value: 1}, {name: "b", value: x}]\n'],
  ['an empty map becomes an empty list', 'm: {} # c\n', [toList('m')], 'm: [] # c\n'],
  ['JSON becomes a list', '{"m":{"a":"b"}}', [toList('m')], '{"m":[{"name":"a","value":"b"}]}', 'a.json'],
  [
    'a list becomes a map',
    'l:\n  - name: a\n    value: "1" # on a\n  # about b\n  - value: x\n    name: b\n',
    [toMap('l')],
    'l:\n  a: "1" # on a\n  # about b\n  b: x\n',
  ],
  [
    'a list that is not indented becomes a map that is',
    'l:\n- name: a\n  value: 1\n# about b\n- name: b\n  value: 2\nz: 1\n',
    [toMap('l')],
    'l:\n  a: 1\n  # about b\n  b: 2\nz: 1\n',
  ],
  ['a list in brackets becomes a map', 'l: [{name: a, value: 1}, {"value": x, "name": b}]\n', [toMap('l')], 'l: {a: 1, b: x}\n'],
  ['a list over lines with carriage returns becomes a map', 'l:\r\n- name: a\r\n  value: 1\r\n', [toMap('l')], 'l:\r\n  a: 1\r\n'],
];
for (const [claim, before, ops, after, path] of CASES) flow(claim, () => assert.is(planned(before, ops, path), after));

flow('a map that becomes a list and a map again is the same text', () => {
  for (const text of ['m:\n  a: "1" # on a\n  # about b\n  b: x\n', 'm: {a: 1, b: x}\n'])
    assert.is(planned(planned(text, [toList('m')]), [toMap('m')]), text);
});

const REFUSED: readonly (readonly [claim: string, before: string, ops: Parameters<typeof planned>[1], sentence: string])[] = [
  ['a comment inside brackets is not lost', 'l: [\n  a, # one\n  b\n]\n', [remove('l 1')], 'a comment stands inside the brackets of `l`'],
  ['a comment inside empty brackets is not lost', 'l: [ # none\n]\n', [insert('l', 'a')], 'a comment stands inside the brackets of `l`'],
  [
    'a comment after the last line is not given to a new one',
    'l: [\n  a, # one\n]\n',
    [insert('l', 'b')],
    'a comment stands inside the brackets of `l`',
  ],
  ['a pair without braces does not grow', 'l: [a: 1]\n', [set('l 0 b', 2)], '`l[0]` is a member without brackets of its own'],
  ['a key without a colon takes no value', 'm: {a}\n', [set('m a', 2)], '`a` has no colon'],
  ['text over lines is no value in brackets', 'm: {a: "x\n  y"}\n', [toList('m')], '`m.a` is not a plain value on one line'],
  ['text that says its depth is not moved', 'm:\n  a: |2\n    x\n', [toList('m')], '`m.a` says how deep its text is indented'],
  ['a missing value is no value of a list', 'm:\n  a:\n', [toList('m')], '`m.a` is not a plain value'],
  ['a key that is there twice is no item', 'm:\n  a: 1\n  a: 2\n', [toList('m')], '`m.a` is there more than once'],
  ['a merge key is no item', 'b: &b {c: 1}\nm:\n  <<: *b\n', [toList('m')], '`m` has a merge key (`<<`)'],
  [
    'a name that is there twice is no key',
    'l: [{name: a, value: 1}, {name: a, value: 2}]\n',
    [toMap('l')],
    '`a` is in `l` twice, which a map cannot say',
  ],
  [
    'a third member is not lost',
    'l: [{name: a, value: 1, z: 2}]\n',
    [toMap('l')],
    '`l[0]` is not just `name` and `value` on one line each',
  ],
  ['a number is no name', 'l: [{name: 5, value: 1}]\n', [toMap('l')], '`l[0]` is not just `name` and `value` on one line each'],
  ['a comment inside an item is not lost', 'l:\n- name: a # c\n  value: 1\n', [toMap('l')], 'a comment stands inside `l[0]`'],
  ['an anchor is not lost', 'l: &l [{name: a, value: 1}]\n', [toMap('l')], '`l` has an anchor or a tag'],
  [
    'a map is not turned and changed at once',
    'm: {a: 1}\n',
    [toList('m'), set('m b', 2)],
    '`m` is changed and turned into another shape at once',
  ],
  [
    'a map that is turned has no values to change',
    'm: {a: 1}\n',
    [toList('m'), set('m a', 2)],
    '`m` is changed and turned into another shape at once',
  ],
  ['a list does not become a list', 'l: []\n', [toList('l')], '`l` is not a map'],
];
for (const [claim, before, ops, sentence] of REFUSED) flow(claim, () => assert.is(refusal(before, ops), sentence));

flow.run();
