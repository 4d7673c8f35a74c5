import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Document, Node } from '../../../src/core/document.ts';
import type { TextRange } from '../../../src/core/text.ts';
import { helm } from '../../../src/languages/helm/index.ts';
import { randomTemplate } from './random-template.ts';

const templates = suite('templates');

const path = 'templates/service.yaml';
const documentsOf = (text: string): readonly Document[] => helm.parse({ path, text }).documents;
const rootOf = (text: string): Node => documentsOf(text)[0]!.root!;
/** The text, and the span in it that is marked with «guillemets». */
const marked = (source: string): { readonly text: string; readonly range: TextRange } => ({
  text: source.replace(/[«»]/g, ''),
  range: { start: source.indexOf('«'), end: source.indexOf('»') - 1 },
});

const SERVICE = `{{- if .Values.enabled }}
kind: Service
metadata:
  name: {{ include "web.name" . }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  externalIPs: [192.0.2.4]
{{- end }}
`;

templates('a literal in a template is found at its place', () => {
  const node = rootOf(SERVICE).get('spec', 'externalIPs')!;
  assert.equal([node.kind, node.value, node.source, node.path], ['list', ['192.0.2.4'], '[192.0.2.4]', ['spec', 'externalIPs']]);
  assert.is(SERVICE.slice(node.keyRange!.start, node.keyRange!.end), 'externalIPs');
  assert.is(SERVICE.slice(node.get(0)!.range.start, node.get(0)!.range.end), '192.0.2.4');
  assert.is(node.document.isTemplate, true);
  assert.is(node.document.file.text, SERVICE);
});

templates('a value shows how it is printed', () => {
  assert.equal(rootOf(SERVICE).value, {
    kind: 'Service',
    metadata: { name: '{{ include "web.name" . }}', labels: '{{- include "web.labels" . | nindent 4 }}' },
    spec: { externalIPs: ['192.0.2.4'] },
  });
});

const VALUES: readonly (readonly [claim: string, source: string, path: readonly (string | number)[], value: unknown])[] = [
  [
    'an expression in place of a list',
    'a: «{{ toYaml .Values.service.externalIPs | nindent 4 }}»\nb: 1\n',
    ['a'],
    '{{ toYaml .Values.service.externalIPs | nindent 4 }}',
  ],
  [
    'an expression below its key',
    'a:\n  {{- if .b }} # c\n  # d\n  b:\n«{{ toYaml . | indent 4 }}»\n  {{- end }}\n',
    ['a', 'b'],
    '{{ toYaml . | indent 4 }}',
  ],
  ['a choice below its key', 'a:\n  «{{- if .b }}\n  {{- f . }}\n  {{- end }}»\nb: 1\n', ['a'], '{{- if .b }}\n  {{- f . }}\n  {{- end }}'],
  ['an expression behind the end of a choice is not of the key in it', '{{ if .a }}\na:«»\n{{ end }}\n{{ f }}\n', ['a'], null],
  ['nor is one before an else', '{{ if .a }}\na:«»\n{{ else }}\n{{ f }}\n{{ end }}\n', ['a'], null],
  ['an item', 'a:\n  - «{{ .Values.ip | quote }}»\n  - b\n', ['a', 0], '{{ .Values.ip | quote }}'],
  ['the only item', 'a:\n{{- range $i, $ip := .b }}\n- «{{ $ip }}»\n{{- end }}\nb: 1\n', ['a', 0], '{{ $ip }}'],
  ['an item of a flow list', 'a: [{{ .x }}, «{{ .y }}»]\n', ['a', 1], '{{ .y }}'],
  ['a part of plain text', 'a: «b-{{ .c }}-d» # e\n', ['a'], 'b-{{ .c }}-d'],
  ['a choice in plain text', 'a: «b{{ if .c }}-d{{ end }}»\n', ['a'], 'b{{ if .c }}-d{{ end }}'],
  ['a part of a quoted text', 'a: «"{{ .b | default "c" }}:80"»\n', ['a'], '{{ .b | default "c" }}:80'],
  ['block text', 'a: «|\n  b: {{ .c }}\n    {{ f }}»\nb: 1\n', ['a'], 'b: {{ .c }}\n  {{ f }}\n'],
  ['block text without its last line break', 'a: «|-\n  {{ .c }}»\n', ['a'], '{{ .c }}'],
  ['a literal among actions', '{{ .a }}: «1»\n', ['{{ .a }}'], 1],
  ['a value below a key that is an action', 'a:\n  {{ .b }}:\n    c: «d»\n', ['a', '{{ .b }}', 'c'], 'd'],
  ['a quoted key', '"{{ .a }}": «true»\n', ['{{ .a }}'], true],
  ['a literal in a choice', '- {{ if .a }}«192.0.2.4»{{ end }}\n', [0], '192.0.2.4'],
  ['an alias', 'a: &a [{{ .b }}]\nc: «*a»\n', ['c'], ['{{ .b }}']],
  ['nothing', 'a:«»\nb: {{ .c }}\n', ['a'], null],
];
for (const [claim, source, at, value] of VALUES) {
  templates(`where and what: ${claim}`, () => {
    const { text, range } = marked(source);
    const node = rootOf(text).get(...at)!;
    assert.equal(node.value, value);
    assert.equal(node.range, range);
    assert.is(node.source, text.slice(range.start, range.end));
    assert.equal(node.path, at);
  });
}

templates('members and items are nodes of the template', () => {
  const [[key, list] = []] = [...rootOf('{{ .a }}: [{{ .b }}]\n').entries()];
  assert.equal(
    [key, list!.value, list!.items()[0]!.source, list!.items()[0]!.path],
    ['{{ .a }}', ['{{ .b }}'], '{{ .b }}', ['{{ .a }}', 0]],
  );
  assert.is(list!.get(1), undefined);
  assert.is(rootOf('a: 1\nb: {{ c }}\n').get('c'), undefined);
});

templates('a cycle of aliases ends', () => {
  assert.equal(rootOf('a: &a\n  b: {{ .c }}\n  d: *a\n').value, { a: { b: '{{ .c }}', d: { b: '{{ .c }}', d: null } } });
});

templates('documents are cut where the template prints marks, and wanted by the words of the template', () => {
  const text = '{{ if .a }}\n---\nb: {{ .word }}\n{{ end }}\n---\nc: {{ `\n---\n` }}\n---\nd: 1\n';
  const seen: [string, number][] = [];
  const { documents, ranges } = helm.parse({ path, text }, (part, index) => {
    seen.push([part, index]);
    return part.includes('word');
  });
  assert.equal(
    documents.map(({ index, root, range }) => [index, root!.value, text.slice(range.start, range.end)]),
    [[0, { b: '{{ .word }}' }, seen[0]![0]]],
  );
  assert.equal(seen, [
    ['{{ if .a }}\n---\nb: {{ .word }}\n{{ end }}\n', 0],
    ['---\nc: {{ `\n---\n` }}\n', 1],
    ['---\nd: 1\n', 2],
  ]);
  assert.equal(
    ranges.map(({ start, end }) => text.slice(start, end)),
    seen.map(([part]) => part),
  );
});

templates('the body of each definition is a document', () => {
  const text = '{{- define "a" -}}\nkind: A\n{{- end -}}\n{{- define "b" -}}\nkind: {{ if .b }}B{{ end }}\n{{- end }}\nkind: C\n';
  assert.equal(
    documentsOf(text).map(({ root }) => root!.get('kind')!.source),
    ['A', 'B', 'C'],
  );
});

templates('each document is read under the first mask that fits it', () => {
  const text = 'a: {{ if .b }}"1"{{ else }}"2"{{ end }}\n---\nc: {{ if .d }}3{{ else }}4{{ end }}\n';
  assert.equal(
    documentsOf(text).map(({ root }) => root!.value),
    [{ a: '1' }, { c: '{{ if .d }}3{{ else }}4{{ end }}' }],
  );
});

templates('a document that no mask saves is named by its first line that cannot be read', () => {
  const { documents, skipped } = helm.parse({ path, text: 'a: {{ .b }}\n---\nc: {{ .d }}\n  e: f: g\n' });
  assert.equal(
    documents.map(({ root }) => root!.value),
    [{ a: '{{ .b }}' }],
  );
  assert.is(skipped, 'it is a template, and line 4 cannot be read even without its actions: lint what it renders');
});

templates('comments are those of YAML, as they are written', () => {
  const text = '{{/* a */}}\n# b {{ .c }}\nd: {{ .e }} # f\n{{ if .g }}\n';
  const [document] = documentsOf(text);
  assert.equal(
    document!.comments().map(({ text: words, range }) => [words, text.slice(range.start, range.end)]),
    [
      ['# b {{ .c }}', '# b {{ .c }}'],
      ['# f', '# f'],
    ],
  );
});

templates('the model is that of the masked text', () => {
  assert.equal(documentsOf('a: b-{{ .c }}\n')[0]!.model(), {
    kind: 'map',
    anchor: undefined,
    tag: undefined,
    entries: [{ key: 'a', value: { kind: 'scalar', value: 'b-xxxxxxxx', source: 'b-xxxxxxxx', anchor: undefined, tag: undefined } }],
  });
});

templates('carriage returns and a byte order mark move no place', () => {
  const { text, range } = marked('\ufeff{{ if .a }}\r\n---\r\nb:\r\n  - «{{ .c }}»\r\n{{ end }}\r\n');
  assert.equal(rootOf(text).get('b', 0)!.range, range);
});

templates('a change is refused with the way on', () => {
  const { document } = rootOf(SERVICE);
  assert.equal(document.editor.plan([{ op: 'set', path: ['spec', 'type'], value: 'LoadBalancer' }]), {
    refused: 'it stands in a template, and templates are never written: move the value to `values.yaml`, then run the fix again',
    code: 'SYNTAX',
  });
});

templates('nothing can be added to a template', () => {
  assert.equal(helm.append({ path, text: SERVICE }, [{ object: { kind: 'Service' } }]), { refused: 'nothing can be added to a template' });
});

templates('whatever a file holds, its nodes are where they say, and nothing throws', () => {
  fc.assert(
    fc.property(randomTemplate, text => {
      const { documents, ranges } = helm.parse({ path, text });
      for (const range of ranges) assert.ok(range.start <= range.end && range.end <= text.length);
      for (const document of documents) {
        document.model();
        for (const { text: words, range } of document.comments()) assert.is(text.slice(range.start, range.end), words);
        if (document.root) checkNode(document.root, text, 20);
      }
    }),
    { numRuns: 3000 },
  );
});

function checkNode(node: Node, text: string, depth: number): void {
  const { range, source, value } = node;
  assert.ok(range.start <= range.end && range.end <= text.length);
  assert.is(source, text.slice(range.start, range.end));
  JSON.stringify(value);
  if (depth === 0) return;
  for (const [key, member] of node.entries()) {
    assert.ok(member.keyRange && typeof key === 'string');
    checkNode(member, text, depth - 1);
  }
  for (const item of node.items()) checkNode(item, text, depth - 1);
}

templates.run();
