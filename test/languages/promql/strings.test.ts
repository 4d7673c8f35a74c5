import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal, type Document, type Node } from '../../../src/core/document.ts';
import { loadLanguages } from '../../../src/languages/index.ts';

const test = suite('PromQL in strings');

const withPromql = await loadLanguages(new Set(['promql'] as const));
const without = await loadLanguages();

for (const [title, yaml, says] of [
  ['plain', 'expr: up == 0 # all', 'up == 0'],
  ['literal', 'expr: |\n  up\n    == 0\n', 'up\n    == 0'],
  ['folded', 'expr: >\n  up\n  == 0\n', 'up\n  == 0'],
  ['in single quotes', "expr: 'up == '' '''", "up == '' ''"],
  ['in double quotes', 'expr: "up{a=\\"b\\"} == 0"', 'up{a=\\"b\\"} == 0'],
  ['in JSON', '{"expr": "up\\n== 0"}', 'up\\n== 0'],
] as const)
  test(`an expression ${title} knows its place in the file`, () => {
    const [document] = documentsIn(yaml);
    const { range } = document!.root ?? {};
    assert.is(range && yaml.slice(range.start, range.end), says);
  });

test('an error is one of the document, with its place', () => {
  const text = 'expr: |\n  up ==\n    ) 1\n';
  const [document] = documentsIn(text);
  assert.is(document!.root, undefined);
  assert.is(document!.errors[0]?.range.start, text.indexOf(')'));
});

test('a string in a template is read without its actions', () => {
  const text = 'a: {{ .Values.a }}\nexpr: rate(up{job="{{ .Values.job }}"}[{{ .Values.window }}]) == 0\n';
  const [document] = documentsIn(text);
  const { start, end } = document!.root!.range;
  assert.is(text.slice(start, end), 'rate(up{job="{{ .Values.job }}"}[{{ .Values.window }}]) == 0');
});

test('where errors may be those of a mask, or of what PromQL does not know, there is no document', () => {
  assert.equal(documentsIn('a: {{ .Values.a }}\nexpr: up =='), []);
  assert.equal(documentsIn('expr: up if a', 'metricsql'), []);
});

test('without the language an expression is no document, least of all one of YAML', () => {
  const language = without({ path: 'a.yaml', text: '' });
  const refusal = language.region({ node: nodeOf('expr: up'), holds: 'promql', language: 'promql' });
  assert.equal(refusal, { refused: 'promql was not loaded' });
});

test.run();

function documentsIn(text: string, holds = 'promql'): readonly Document[] {
  const documents = withPromql({ path: 'a.yaml', text }).region({ node: nodeOf(text), holds, language: 'promql' });
  if (isRefusal(documents)) throw new Error(documents.refused);
  return documents;
}

function nodeOf(text: string): Node {
  const file = { path: 'a.yaml', text };
  return withPromql(file).parse(file).documents[0]!.root!.get('expr')!;
}
