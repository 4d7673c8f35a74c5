import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Document, Node } from '../../../src/core/document.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';
import { documentOf } from './plan.ts';

const document = suite('YAML documents');

const rootOf = (text: string): Node => documentOf(text).root!;
const textOf = ({ document: { file } }: Node, range: { start: number; end: number } | undefined): string | undefined =>
  range && file.text.slice(range.start, range.end);

document('a node knows its value, its place and its key', () => {
  const node = rootOf('a: 1\n---\nspec:\n  "external IPs": [1.2.3.4] # c\n').get('spec', 'external IPs')!;
  assert.equal([node.kind, node.value, node.path, node.source], ['list', ['1.2.3.4'], ['spec', 'external IPs'], '[1.2.3.4]']);
  assert.is(textOf(node, node.keyRange), '"external IPs"');
  assert.is(node.get(0)!.keyRange, undefined);
  assert.is(node.get(0, 'x'), undefined);
  assert.is(node.get('x'), undefined);
  assert.is(node.get(), node);
});

document('ranges end with the last character, comments and line breaks not included', () => {
  const root = rootOf('a:\n  b: 1\n  # c\nt: |\n  x\n\nl:\n- y # c\n- \n\n');
  assert.equal(
    ['a', 't', 'l'].map(key => root.get(key)!.source),
    ['b: 1', '|\n  x', '- y # c\n-'],
  );
});

document('a missing value is an empty range after the colon', () => {
  const root = rootOf('a:\nb: &x # c\nc: {d, e: }\n');
  assert.equal(
    ['a', 'b'].map(key => [root.get(key)!.value, root.get(key)!.range]),
    [
      [null, { start: 2, end: 2 }],
      [null, { start: 8, end: 8 }],
    ],
  );
  assert.equal(root.get('c')!.value, { d: null, e: null });
});

document('a byte order mark and an emoji move no range', () => {
  const root = rootOf('\ufeff# 🎉\na: "🎉"\nb: x\n');
  assert.is(textOf(root, root.get('b')!.range), 'x');
});

document('an alias is what it stands for, where it is used', () => {
  const node = rootOf('a: &x [1]\nb: *x\n').get('b')!;
  assert.equal([node.kind, node.value, node.source, node.get(0)!.path], ['list', [1], '*x', ['b', 0]]);
});

document('an alias stands for the last anchor before it', () => {
  assert.equal(rootOf('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').value, { a: 1, b: 1, c: 2, d: 2 });
});

document('merged members come last, own and earlier ones count', () => {
  const root = rootOf('a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  z: 3\nd:\n  <<: *b\n');
  assert.equal(
    [...root.get('c')!.entries()].map(([key, node]) => [key, node.value]),
    [
      ['z', 3],
      ['x', 1],
      ['y', 1],
    ],
  );
  assert.equal(root.get('c')!.value, { z: 3, x: 1, y: 1 });
  assert.is(root.get('d', 'y')!.value, 2);
  assert.is(root.get('c', '<<'), undefined);
});

document('of a repeated key the last one counts', () => {
  assert.equal(rootOf('a: 1\nb: 2\na: 3\n').value, { a: 3, b: 2 });
});

document('a cycle of aliases ends in null', () => {
  assert.equal(rootOf('a: &a\n  b: *a\n  <<: *a\n  c: 1\n').value, { a: { b: null, c: 1 } });
});

document('a key that would change every object is a key', () => {
  const value = rootOf('__proto__: {polluted: 1}\nconstructor: 2\n').value as Record<string, unknown>;
  assert.equal(Object.keys(value), ['__proto__', 'constructor']);
  assert.is((Object.prototype as Record<string, unknown>)['polluted'], undefined);
});

document('comments are told in order, wherever they stand', () => {
  const text = '# a\n--- # b\nk: # c\n  # d\n  - | # e\n    # text\n  - "# text" # f\n# g\n... # h\n';
  assert.equal(
    documentOf(text)
      .comments()
      .map(comment => comment.text),
    ['# a', '# b', '# c', '# d', '# e', '# f', '# g', '# h'],
  );
});

document('an error has a message on one line and a place in the file', () => {
  const [, second] = yaml.parse({ path: 'a.yaml', text: 'a: 1\n---\nb: [1\nc: 2\n' }).documents;
  assert.is(second!.root, undefined);
  assert.ok(second!.errors.every(({ message, range }) => !/\n|[.:]$/.test(message) && range.start >= 9 && range.end <= 20));
});

document('values with tags of YAML 1.1 are what is written', () => {
  const given = documentOf('a: !!omap [x: 1]\nb: !!set {y, z}\nc: !!binary eA==\nd: !!pairs [p: q]\n');
  assert.equal(given.root!.value, { a: [{ x: 1 }], b: { y: null, z: null }, c: 'eA==', d: [{ p: 'q' }] });
  assert.is(given.model().kind, 'map');
});

document('what follows an explicit key without a colon is an error, not left out', () => {
  for (const [text, start] of [
    ['a: 1\n?  b: 2\n  c: 3\n', 15],
    ['? |\n    x\n  "y"\n', 12],
    ['? a\n- b\n', 4],
    ['? a\n  # c\n  "b"\nd: 1\n', 12],
  ] as const) {
    const { errors } = yaml.parse({ path: 'a.yaml', text }).documents[0]!;
    assert.equal(
      errors,
      [{ message: 'what follows a key that is written with `?` has no `:` before it', range: { start, end: start + 1 } }],
      text,
    );
  }
});

document('explicit keys may stand without a value', () => {
  assert.equal(rootOf('? a\n? b\n: c\nd: {? e, ? f : g}\n').value, { a: null, b: 'c', d: { e: null, f: 'g' } });
});

document('what is missing at the end of a document is missing at its end, not behind it', () => {
  for (const text of ['a: "x', "a: 'x\n", 'a: [x', 'a: {x', 'a: {x\n---\nb: 1\n']) {
    const [{ errors, range }] = yaml.parse({ path: 'a.yaml', text }).documents as [Document];
    assert.ok(errors.length > 0 && errors.every(error => error.range.end <= range.end), text);
  }
});

document('an alias without an anchor is an error at the alias', () => {
  assert.equal(yaml.parse({ path: 'a.yaml', text: 'a: *x\n' }).documents[0]!.errors, [
    { message: 'alias `*x` has no anchor before it', range: { start: 3, end: 5 } },
  ]);
});

document('only wanted documents are parsed, all are counted', () => {
  const { documents, ranges } = yaml.parse({ path: 'a.yaml', text: 'a: 1\n---\nb: [\n---\nc: 3\n' }, text => text.includes('c'));
  assert.equal(
    documents.map(({ index, errors }) => [index, errors.length]),
    [[2, 0]],
  );
  assert.is(ranges.length, 3);
});

// Templates

const isTemplate = (text: string): boolean => yaml.parse({ path: 'a.yaml', text }).skipped !== undefined;

const TEMPLATES: readonly string[] = [
  'name: {{ .Values.name }}\n',
  'name: {{ x }}-suffix\n',
  '{{- if .Values.on }}\na: 1\n{{- end }}\n',
  'a: 1\n{{ include "x" . | indent 2 }}\n',
  'l:\n  - {{ .x }}\n',
  '- - {{ x }}\n',
  '{% if x %}\na: 1\n{% endif %}\n',
  'a: {% x %}\n',
  'a: {{ x }}\nb: "{{ y }}"\n',
  '{{ x }}: 1\n',
  'a:\n{{ toYaml .Values.b | indent 2 }}\n',
  'a: [{{ x }}]\n',
  '"a": {{ x }}\n',
];
for (const text of TEMPLATES) document(`${JSON.stringify(text)} is a template`, () => assert.ok(isTemplate(text)));

const NO_TEMPLATES: readonly string[] = [
  'a: "{{ $labels.x }}"\n',
  "a: '{{ x }}'\n",
  'a: value is {{ $value }} on {{ $labels.instance }}\n',
  'a: |\n  {{ x }}\n  {{- if y }}\n',
  'a: >-\n  {{ x }}\nb: 1\n',
  '# {{ x }}\na: 1\n',
  'a: {b: {c: 1}}\n',
  'a: { {b: 1}: 2 }\n',
  'a: "{% x %}"\n',
];
for (const text of NO_TEMPLATES) document(`${JSON.stringify(text)} is no template`, () => assert.not.ok(isTemplate(text)));

for (const text of NO_TEMPLATES)
  document(`an error after ${JSON.stringify(text)} is an error`, () => {
    const { documents, skipped } = yaml.parse({ path: 'a.yaml', text: `${text}z: [1\ny: 2\n` });
    assert.is(skipped, undefined);
    assert.ok(documents[0]!.errors.length > 0);
  });

document('a placeholder in brackets is a word of them', () => {
  const root = rootOf('keys: [${KEYS}, "${A:=[x, y]}", a${B/x/,}b] # ${C}\nlist: {x: ${D:={}}\n'.replace('{}}', 'y}}'));
  assert.equal(root.value, { keys: ['${KEYS}', '${A:=[x, y]}', 'a${B/x/,}b'], list: { x: '${D:=y}' } });
  assert.is(root.get('keys', 2)!.source, 'a${B/x/,}b');
  assert.equal(
    root.document.comments().map(({ text }) => text),
    ['# ${C}'],
  );
});

document('an error beside a placeholder is an error', () => {
  for (const text of ['a: [${X}\nb: 1\n', 'a: [${X\n', 'a: ${X}: [1\n'])
    assert.ok(yaml.parse({ path: 'a.yaml', text }).documents[0]!.errors.length > 0, text);
});

document('a quoted `<<` is a key like any other', () => {
  const { root } = documentOf('a: &a {x: 1}\nb:\n  "<<": *a\nc:\n  <<: *a\n');
  assert.equal([root!.get('b')!.value, root!.get('c')!.value], [{ '<<': { x: 1 } }, { x: 1 }]);
});

document('a key that is no scalar is known by how it is written', () => {
  assert.equal(documentOf('[a, b]: 1\n{c: d}: 2\n? - e\n: 3\n').root!.value, { '[a, b]': 1, '{c: d}': 2, '- e': 3 });
});

document('of text in blocks it matters how it is written, but for line breaks that it drops', () => {
  const modelOf = (text: string): unknown => documentOf(text).model();
  const [strip, clip, keep] = ['|-', '|', '|+'].map(head => `a: ${head}\n  x\n`) as [string, string, string];
  assert.equal(modelOf(strip), modelOf('a: |-\n  x'));
  assert.equal(modelOf(strip), modelOf('a: |-\n    x\n\n\n'));
  assert.equal(modelOf(clip), modelOf('a: |\n  x\n\n'));
  assert.equal(modelOf(strip.replaceAll('\n', '\r\n')), modelOf('a: |-\r\n  x'));
  for (const [one, other] of [
    [clip, 'a: |\n  x'],
    [keep, 'a: |+\n  x\n\n'],
    [strip, 'a: "x"\n'],
    [strip, 'a: >-\n  x\n'],
    [strip, 'a: |-\n  y\n'],
  ] as const)
    assert.not.equal(modelOf(one), modelOf(other));
});

document('anchors and tags are part of what a document says', () => {
  const modelOf = (text: string): unknown => documentOf(text).model();
  for (const [one, other] of [
    ['a: &x 1\n', 'a: 1\n'],
    ['a: &x 1\n', 'a: &y 1\n'],
    ['a: !t 1\n', 'a: 1\n'],
    ['a: &x {}\n', 'a: {}\n'],
    ['a: !t []\n', 'a: []\n'],
  ] as const)
    assert.not.equal(modelOf(one), modelOf(other), one);
  assert.equal(modelOf('a: &x 1 # c\n'), modelOf('"a":   &x 1\n'));
});

document('a comment has its place, and no blanks at its end', () => {
  const text = 'a: 1 # one \t\n# two\n';
  const comments = documentOf(text).comments();
  assert.equal(
    comments.map(({ text, range }) => [text, range]),
    [
      ['# one', { start: 5, end: 10 }],
      ['# two', { start: 13, end: 18 }],
    ],
  );
});

document('what is merged and is no map brings nothing', () => {
  for (const merged of ['5', '[1, x]', '[]', '~']) assert.equal(documentOf(`<<: ${merged}\na: 1\n`).root!.value, { a: 1 }, merged);
  assert.equal(documentOf('x: &x {b: 2}\nm:\n  <<: [5, *x]\n  a: 1\n').root!.get('m')!.value, { a: 1, b: 2 });
});

document('an error is told in one line, whatever signs it has', () => {
  const messageOf = (text: string): string | undefined => yaml.parse({ path: 'a.yaml', text }).documents[0]!.errors[0]?.message;
  assert.is(messageOf('a: 1\n]\n'), 'Unexpected flow-seq-end token in YAML stream: "]"');
  assert.is(messageOf('a: 1\na\n'), 'Implicit map keys need to be followed by map values');
});

document.run();
