import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { isUnused } from '../../src/kubernetes/unused-values.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const SERVICE = dedent(`
  apiVersion: v1
  kind: Service
  metadata:
    name: {{ include "web.name" . }}
  spec:
    type: {{ .Values.service.type }}
    {{- with .Values.nodeSelector }}
    selector: {{- toYaml . | nindent 4 }}
    {{- end }}
`);

const HELPERS =
  '{{- define "web.name" -}}\n{{ .Release.Name }}\n{{- end }}\n{{- define "web.labels" -}}\napp: {{ .Chart.Name }}\n{{- end }}\n';

const CHART = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\n',
  'web/templates/service.yaml': SERVICE,
  'web/templates/_helpers.tpl': HELPERS,
};

/** Whether the chart, with some files more or other ones, makes nothing of `service.externalIPs`. */
function unused(others: Readonly<Record<string, string>> = {}, path = 'web/values.yaml'): boolean {
  const tree = new MemoryTree({ ...CHART, ...others, [path]: 'service: {externalIPs: [192.0.2.4]}\n' });
  const facts = new RepositoryFacts(tree);
  return isUnused(tree.parse(tree.read(path)!).documents[0]!, ['service', 'externalIPs'], facts);
}

/** The chart with one line more in the template of its Service. */
const withLine = (line: string) => ({ 'web/templates/service.yaml': `${SERVICE}  ${line}\n` });

const test = suite('unused values');

test('a whole chart whose Service takes other values of the map by name makes nothing of this one', () => {
  assert.ok(unused());
  assert.ok(unused({}, 'web/values-prod.yaml'));
  assert.ok(unused(withLine('ports: [{port: {{ .Values.service.port }}}]')));
});

test('a template that names it, or a helper', () => {
  assert.not.ok(unused(withLine('externalIPs: {{ toYaml .Values.service.externalIPs }}')));
  assert.not.ok(unused(withLine('{{ index .Values.service "externalIPs" }}')));
  assert.not.ok(unused({ 'web/templates/_helpers.tpl': '{{- define "web.name" -}}\n{{ .Values.service.externalIPs }}\n{{- end }}\n' }));
});

test('a map around it that is taken as a whole', () => {
  for (const line of [
    '{{- toYaml .Values.service | nindent 2 }}',
    '{{- with .Values.service }}\n  ports: []\n  {{- end }}',
    '{{- range $key, $value := .Values.service }}\n  {{ $key }}: {{ $value }}\n  {{- end }}',
    '{{- $service := .Values.service }}',
    'x: {{ .Values | toYaml }}',
    'x: {{ index .Values "service" "ips" }}',
    'x: {{ get $ "Values" }}',
    'x: {{ toYaml $ }}',
    'x: {{ include "web.name" (dict "of" .Values.service) }}',
    'x: {{ .Files.Get "values.yaml" }}',
    'x: {{ tpl .Values.text . }}',
  ])
    assert.not.ok(unused(withLine(line)), line);
});

test('a helper that prints what it is given', () => {
  for (const body of [
    '{{- toYaml . }}',
    '{{ . | toYaml }}',
    '{{- range $key, $value := . }}\n{{ $key }}: {{ $value }}\n{{- end }}',
    '{{- with . }}\nx: 1\n{{- end }}',
  ]) {
    const helpers = `${HELPERS}{{- define "web.spec" -}}\nspec:\n  ${body}\n{{- end }}\n`;
    assert.not.ok(unused({ 'web/templates/_helpers.tpl': helpers }), body);
  }
});

test('a helper that is not in the chart', () => {
  assert.not.ok(unused(withLine('{{- include "library.service" . }}')));
  assert.not.ok(unused(withLine('{{- include (printf "%s.service" .Chart.Name) . }}')));
  assert.not.ok(unused({ 'web/templates/_helpers.tpl': '' }));
});

test('a Service that takes nothing of the map by name, or none at all', () => {
  assert.not.ok(unused({ 'web/templates/service.yaml': SERVICE.replace('.Values.service.type', '.Values.type') }));
  assert.not.ok(unused({ 'web/templates/service.yaml': SERVICE.replace('kind: Service', 'kind: ConfigMap') }));
});

test('a chart that brings others along, or that another one brings along, and a library', () => {
  assert.not.ok(unused({ 'web/Chart.yaml': 'name: web\ndependencies: [{name: service, repository: https://charts.example.com}]\n' }));
  assert.not.ok(unused({ 'web/requirements.yaml': 'dependencies: [{name: service, repository: https://charts.example.com}]\n' }));
  assert.not.ok(unused({ 'web/charts/service/Chart.yaml': 'name: service\n' }));
  assert.not.ok(unused({ 'all/Chart.yaml': 'name: all\ndependencies: [{name: web, repository: file://../web}]\n' }));
  assert.not.ok(unused({ 'web/Chart.yaml': 'name: web\ntype: library\n' }));
});

test('values that do not stand beside the chart', () => {
  assert.not.ok(unused({}, 'web/prod/values.yaml'));
  assert.not.ok(unused({}, 'values.yaml'));
});

test.run();
