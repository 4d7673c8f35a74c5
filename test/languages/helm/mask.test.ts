import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findActions, isBalanced, isTemplate, masks } from '../../../src/languages/helm/mask.ts';
import { randomTemplate } from './random-template.ts';

const mask = suite('masks of templates');

const masked = (text: string, index = 0): string | undefined => [...masks(text)][index]?.text;
const found = (text: string): readonly (readonly [source: string, kind: string, keyword: string])[] =>
  findActions(text).map(({ range, kind, keyword }) => [text.slice(range.start, range.end), kind, keyword]);
const breaks = (text: string): readonly number[] => [...text.matchAll(/[\r\n]/g)].map(({ index }) => index);

const ACTIONS: readonly (readonly [claim: string, text: string, actions: readonly (readonly [string, string, string])[]])[] = [
  ['a value', 'a: {{ .Values.x }}', [['{{ .Values.x }}', 'value', '']]],
  ['a function prints a value', '{{- include "x" . -}}', [['{{- include "x" . -}}', 'value', 'include']]],
  [
    'control words steer',
    '{{ if .x }}{{ else if .y }}{{- end -}}',
    [
      ['{{ if .x }}', 'control', 'if'],
      ['{{ else if .y }}', 'control', 'else'],
      ['{{- end -}}', 'control', 'end'],
    ],
  ],
  [
    'a word that begins like a control word is none',
    '{{ ifElse }}{{ endsWith "x" }}',
    [
      ['{{ ifElse }}', 'value', 'ifElse'],
      ['{{ endsWith "x" }}', 'value', 'endsWith'],
    ],
  ],
  [
    'an assignment prints nothing, a comparison does',
    '{{ $x := 1 }}{{ $x = 2 }}{{ $i, $y := f }}{{ $x }}',
    [
      ['{{ $x := 1 }}', 'control', ''],
      ['{{ $x = 2 }}', 'control', ''],
      ['{{ $i, $y := f }}', 'control', ''],
      ['{{ $x }}', 'value', ''],
    ],
  ],
  [
    'strings of all kinds may hold braces',
    '{{ "}}" }}{{ `}}\n"` }}{{ \'}\' }}{{ "\\"}}" }}',
    [
      ['{{ "}}" }}', 'value', ''],
      ['{{ `}}\n"` }}', 'value', ''],
      ["{{ '}' }}", 'value', ''],
      ['{{ "\\"}}" }}', 'value', ''],
    ],
  ],
  [
    'a comment may hold anything',
    '{{/* }} " {{ */}}{{- /* a\n*/ -}}',
    [
      ['{{/* }} " {{ */}}', 'comment', ''],
      ['{{- /* a\n*/ -}}', 'comment', ''],
    ],
  ],
  ['an action may span lines', 'a: {{ f\n  "x"\n}}', [['{{ f\n  "x"\n}}', 'value', 'f']]],
  [
    'quotes that are escaped for YAML are none of the action',
    '"{{ f \\"a\\" }} {{ g }}"',
    [
      ['{{ f \\"a\\" }}', 'value', 'f'],
      ['{{ g }}', 'value', 'g'],
    ],
  ],
  [
    'a stray quote ends nothing but its action',
    "{{ it's }} {{ b }}\n{{ c }}",
    [
      ["{{ it's }}", 'value', 'it'],
      ['{{ b }}', 'value', 'b'],
      ['{{ c }}', 'value', 'c'],
    ],
  ],
  [
    'an action that is never closed ends with its line',
    'a: {{ .x\r\nb: {{ .y }}',
    [
      ['{{ .x', 'value', ''],
      ['{{ .y }}', 'value', ''],
    ],
  ],
  ['single braces are no action', 'a: { b: {c: 1} }', []],
];
for (const [claim, text, actions] of ACTIONS) mask(`actions: ${claim}`, () => assert.equal(found(text), actions));

const MASKS: readonly (readonly [claim: string, text: string, masked: string])[] = [
  ['a line of actions is blank', '{{- if .a }}\nb: 1\n  {{- end }} {{ x }}\n', '            \nb: 1\n                    \n'],
  ['a value that is an action is missing', 'a: {{ .b }}\n', 'a:         \n'],
  ['a nested block may follow it', 'a: {{- f . | nindent 2 }}\n  b: 1\n', 'a:                       \n  b: 1\n'],
  ['so is an item', '- {{ .Values.ip | quote }}\n- - {{ .b }}\n', '-                         \n- -         \n'],
  ['so are several actions in a row', 'a: {{ if .b }}{{ .c }} {{ end }} \n', `a: ${' '.repeat(30)}\n`],
  ['a value without a blank before it', 'a:{{ f . | nindent 2 }}\n', 'a:                     \n'],
  ['a part of a value is text', 'a: name-{{ .b }}-c\n', 'a: name-xxxxxxxx-c\n'],
  ['two parts of a value are text', 'a: {{ .b }}:{{ .c }}\n', 'a: xxxxxxxx:xxxxxxxx\n'],
  ['a value before a comment is text', 'a: {{ .b }} # c\n', 'a: xxxxxxxx # c\n'],
  ['what follows a colon inside an item is text', '- x:{{ .b }}\n', '- x:xxxxxxxx\n'],
  ['a control action inside a value is blank', 'a: b{{ if .c }}d{{ end }}\n', 'a: b           d         \n'],
  ['a key is text', '{{ .a }}: {{ .b }}\nc-{{ .d }}: 1\n', 'xxxxxxxx:         \nc-xxxxxxxx: 1\n'],
  ['a key in an item is text', '- {{ .a }}: 1\n', '- xxxxxxxx: 1\n'],
  ['quotes stay what they are', 'a: "{{ .b | default "c" }}"\n', 'a: "xxxxxxxxxxxxxxxxxxxxxx"\n'],
  ['single quotes too', "a: '{{ .b }}''{{ if .c }}'\n", "a: 'xxxxxxxx''xxxxxxxxxxx'\n"],
  ['a quoted key may hold an action', '"{{ .a }}": {{ .b }}\n', '"xxxxxxxx":         \n'],
  ['a quote inside of text quotes nothing', "a: it's {{ .b }}\nc: {{ .d }}\n", "a: it's xxxxxxxx\nc:         \n"],
  ['items of a flow list are text', 'a: [{{ .x }}, {{ .y }}]\n', 'a: [xxxxxxxx, xxxxxxxx]\n'],
  ['values of a flow map are text', 'a: {b: {{ .x }}, c: {{ .y }}}\n', 'a: {b: xxxxxxxx, c: xxxxxxxx}\n'],
  ['JSON', '{"a": "{{ .x }}",\n "b": {{ .y }}\n}\n', '{"a": "xxxxxxxx",\n "b": xxxxxxxx\n}\n'],
  ['a comment stays one', '# {{ if .a }} {{ .b }}\n', '# xxxxxxxxxxx xxxxxxxx\n'],
  ['an action that leaves a comment is blank there', '# {{ f\n  . }}\na: 1\n', '# xxxx\n      \na: 1\n'],
  ['a value over several lines keeps them', 'a: {{ f\n  . }}\nb: 1\n', 'a:     \n      \nb: 1\n'],
  ['a part of a value over several lines keeps them', 'a: b-{{ f\n  . }}-c\n', 'a: b-xxxx\n      -c\n'],
  ['carriage returns stay', 'a: {{ f\r\n. }}\r\n{{ end }}\r\n', 'a:     \r\n    \r\n         \r\n'],
  ['tabs outside of actions stay', '\t{{ if .a }}\t\na: b\t{{ .c }}\n', '\t           \t\na: b\txxxxxxxx\n'],
  ['block text holds text', 'a: |\n  {{ .b }}\n  c {{ .d }}\n{{ end }}\n', 'a: |\n  xxxxxxxx\n  c xxxxxxxx\n         \n'],
  ['control in the column of block text is text', 'a: |\n  {{ if .b }}\n  c\n  {{ end }}\n', 'a: |\n  xxxxxxxxxxx\n  c\n  xxxxxxxxx\n'],
  ['what stands left of block text is blank', 'a:\n  b: |\n    c\n {{ .d }}\n    e\n', 'a:\n  b: |\n    c\n         \n    e\n'],
  [
    'above the first words it is text from their column on',
    'a:\n  b: |\n{{ if .c }}\n    d\n{{ end }}\n',
    'a:\n  b: |\n    xxxxxxx\n    d\n         \n',
  ],
  ['deeper than the key of the text as well', 'a:\n  b: |\n   {{ .c }}{{ .d }}\n     e\n', 'a:\n  b: |\n     xxxxxxxxxxxxxx\n     e\n'],
  ['over several lines too', 'a: |\n{{ if\n     .c }}\n  d\n', 'a: |\n  xxx\n  xxxxxxxx\n  d\n'],
  ['block text of actions in the first column is blank', 'a: |\n{{ .b }}\nc: 1\n', 'a: |\n        \nc: 1\n'],
  ['quotes in block text quote nothing', "a: |\n  don't {{ .b }}\nc: {{ .d }}\n", "a: |\n  don't xxxxxxxx\nc:         \n"],
  ['an action may follow the header of block text', 'a: |-{{ .b | nindent 2 }}\nc: 1\n', 'a: |-                    \nc: 1\n'],
  [
    'template text may stand in the first column',
    'a:\n  b:\n{{ toYaml . | indent 4 }}\n  c: 1\n',
    'a:\n  b:\n                         \n  c: 1\n',
  ],
  ['document marks stay in the choice they belong to', '{{ if .a }}\n---\nb: 1\n{{ end }}\n', '           \n---\nb: 1\n         \n'],
  ['the body of a range is there once', 'a:\n{{- range .b }}\n- {{ . }}\n{{- end }}\n', 'a:\n               \n-        \n          \n'],
  ['a definition is blank', '{{- define "a" -}}\nb: 1\n{{- end -}}\n', '                  \nb: 1\n           \n'],
  ['placeholders of others are left alone', 'a: ${B}\nc: {{ .d }}\n', 'a: ${B}\nc:         \n'],
  ['an action that is never closed is hidden to the end of its line', 'a: {{ .b\nc: 1\n', 'a:      \nc: 1\n'],
];
for (const [claim, text, expected] of MASKS) mask(claim, () => assert.is(masked(text), expected));

mask('the second mask makes comments of the lines of actions', () => {
  assert.is(masked('a:\n  {{- if .b }} {{ f\n . }}\n  c: {{ .d }}\n', 1), 'a:\n  ############ ####\n#####\n  c:         \n');
});

mask('the last one leaves out commas that are printed between items only', () => {
  const text = 'a: [{{ range .b }}{{ if .c }}, {{ end }}"{{ . }}"{{ end }}]\nd: {{ .e }}{{ if .f }}, g{{ end }}\n';
  assert.is([...masks(text)].at(-1)!.text, 'a: [' + ' '.repeat(36) + '"xxxxxxx"         ]\nd: xxxxxxxx           , g         \n');
});

mask('the others leave one of several bodies: the first, or the last', () => {
  const text = 'a: {{ if .b }}1{{ else if .c }}2{{ else }}3{{ end }}\n{{ if .d }}\ne: 4\n{{ end }}\n';
  assert.equal(
    [...masks(text)].slice(2).map(({ text: rest }) => rest),
    [
      'a:            1                                     \n           \ne: 4\n         \n',
      'a:                                        3         \n           \ne: 4\n         \n',
    ],
  );
});

mask('a text without actions has one mask: itself', () => {
  assert.equal(
    [...masks('a: 1\n')].map(({ text }) => text),
    ['a: 1\n'],
  );
});

const TEMPLATES: readonly string[] = [
  'a: {{ .b }}\n',
  '- {{ .b }}\n',
  '{{ .a }}: 1\n',
  'a-{{ .b }}: 1\n',
  '{{- if .a }}\na: 1\n{{- end }}\n',
  'a: [{{ .b }}]\n',
  'a:\n{{ toYaml . | indent 2 }}\n',
  'a: {{ .b }}-c\n',
  'a: b {{ f ": c" }}\n',
  'a: b {{ f\n. }}\n',
  'a: &x {{ .b }}\n',
  'a: |\n  b\n{{ end }}\n',
  '{{/* a */}}\na: 1\n',
  'a: {b: {{ .c }}}\n',
];
for (const text of TEMPLATES) mask(`a template: ${JSON.stringify(text)}`, () => assert.ok(isTemplate(text)));

const OTHERS: readonly (readonly [claim: string, text: string])[] = [
  [
    'a Prometheus rule in quotes',
    'annotations:\n  summary: "{{ $labels.x }} is down {{ printf \\"%s\\" $value }}"\n  b: \'{{ $labels.y }}\'\n',
  ],
  [
    'a Prometheus rule in block text',
    'annotations:\n  summary: |\n    {{ $labels.x }}: {{ $value }}\n\n    {{ if $x }}\n  b: >-\n    {{ $labels.y }}\n',
  ],
  [
    'a Prometheus rule in plain text',
    'annotations:\n  summary: Pod {{ $labels.x }} is down\n  more: on {{ $labels.a }}\n    {{ $labels.b }}\n    {{ $labels.c }} and more\n',
  ],
  ['a quote over several lines', 'a: "b\n  {{ .c }}\n  d"\ne: 1\n'],
  ['a comment', '# {{ .a }}\nb: 1 # {{ .c }}\n'],
  ['a flow map in a flow map', 'a: {{b: 1}: 2}\n'],
  ['no action', 'a: 1\n'],
];
for (const [claim, text] of OTHERS) mask(`no template: ${claim}`, () => assert.not(isTemplate(text)));

const SPANS: readonly (readonly [text: string, balanced: boolean])[] = [
  ['«a: 1»{{ end }}', true],
  ['«{{ if .a }}b{{ else }}c{{ end }}»', true],
  ['«{{ if .a }}b»{{ end }}', false],
  ['{{ if .a }}«b{{ end }}»', false],
  ['{{ if .a }}«b{{ else }}c»{{ end }}', false],
  ['«{{ end }}{{ if .a }}»', false],
  ['«a {{ ».b }}', false],
  ['{{ if .a }}«{{ range .b }}{{ break }}{{ end }}»{{ end }}', true],
  ['«{{ define "a" }}{{ end }}{{ .b }}{{/* c */}}»', true],
];
for (const [marked, balanced] of SPANS) {
  mask(`${balanced ? 'whole' : 'torn'}: ${marked}`, () => {
    const text = marked.replace(/[«»]/g, '');
    assert.is(isBalanced(findActions(text), { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 }), balanced);
  });
}

mask('every mask is as long as the text and breaks its lines where it does', () => {
  fc.assert(
    fc.property(randomTemplate, text => {
      for (const { text: result } of masks(text)) {
        assert.is(result.length, text.length);
        assert.equal(breaks(result), breaks(text));
      }
    }),
    { numRuns: 1000 },
  );
});

mask('the first two masks change nothing outside of actions', () => {
  fc.assert(
    fc.property(randomTemplate, template => {
      const text = `{{ a }}\n${template}`;
      for (const { text: result, actions } of [...masks(text)].slice(0, 2)) {
        const rest = (source: string): string =>
          actions.reduceRight((left, { range }) => left.slice(0, range.start) + left.slice(range.end), source);
        assert.is(rest(result), rest(text));
      }
    }),
    { numRuns: 1000 },
  );
});

mask('the actions come in order and do not overlap', () => {
  fc.assert(
    fc.property(randomTemplate, text => {
      let at = 0;
      for (const { range } of findActions(text)) {
        assert.ok(range.start >= at && range.end > range.start && text.startsWith('{{', range.start));
        at = range.end;
      }
      assert.type(isTemplate(text), 'boolean');
    }),
    { numRuns: 1000 },
  );
});

const HOSTILE: readonly (readonly [claim: string, text: string])[] = [
  ['openings in one line', '{{'.repeat(100_000)],
  ['openings in lines', '{{\n'.repeat(100_000)],
  ['openings before one end', `${'{{ '.repeat(100_000)}}}`],
  ['broken actions in one line', '{{a{{b}} '.repeat(100_000)],
  ['quotes in quotes', '{{ "\'\\"`'.repeat(100_000)],
  ['broken quotes in lines', '{{ "\n}}\''.repeat(100_000)],
  ['backquotes', `{{ ${'`'.repeat(1_000_001)}`],
  ['backquotes after openings', `${'{{ `a` '.repeat(100_000)}\``],
  ['comments that never end', '{{/* '.repeat(100_000)],
  ['comments that end wrongly', '{{/* */ '.repeat(100_000)],
  ['blanks', `{{${' '.repeat(1_000_000)}`],
  ['blanks after lines', `a: {{ b }}${' '.repeat(1_000_000)}c`],
  ['actions in one line', '{{ a }} '.repeat(100_000)],
  ['actions in quotes', `a: "${'{{ a }}'.repeat(100_000)}"`],
  ['quotes that never end', `a: "b\n${'  {{ a }}\n'.repeat(100_000)}`],
  ['choices in choices', '{{ if }}{{ else }}'.repeat(50_000) + '{{ end }}'.repeat(50_000)],
  ['brackets', `a: ${'[{{ b }}'.repeat(100_000)}`],
  ['keys', '{{ a }}: '.repeat(50_000)],
  ['an action of many lines', `{{ ${'a\n'.repeat(300_000)} }}`],
];
for (const [claim, text] of HOSTILE) {
  mask(`a megabyte is read: ${claim}`, () => {
    for (const { text: result } of masks(text)) assert.is(result.length, text.length);
    isTemplate(text);
  });
}

mask.run();
