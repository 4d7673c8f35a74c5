import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import rule from '../rules/service-external-ips.ts';
import codemod from '../codemods/external-ips-to-metallb.ts';
import { dedent } from '../src/core/dedent.ts';
import { positionAt } from '../src/core/text.ts';
import { openSession } from '../src/testing/invariants.ts';

const CHART = {
  'charts/edge/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'charts/edge/templates/service.yaml': dedent(`
    {{- if .Values.enabled }}
    apiVersion: v1
    kind: Service
    metadata:
      name: {{ include "web.fullname" . }}
    spec:
      externalIPs: {{- toYaml .Values.service.externalIPs | nindent 4 }}
    {{- end }}
  `),
};

const RENDERED = dedent(`
  ---
  # Source: web/templates/service.yaml
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    externalIPs:
      - 192.0.2.4
`);

function look(files: Record<string, string>) {
  const trial = {
    rules: [rule],
    codemods: [codemod],
    asked: { unsafe: false, rules: new Set<string>(), codemods: new Set([codemod.id]) },
    target: { major: 1, minor: 37 },
  };
  const { session } = openSession(files, trial);
  const places = session.findings().diagnostics.map(({ primary, related, fix, skip }) => ({
    at: `${primary.file.path}:${positionAt(primary.file, primary.range.start).line}`,
    text: primary.file.text.slice(primary.range.start, primary.range.end),
    related: related.map(({ file, range, text }) => `${file.path}:${positionAt(file, range.start).line} ${text}`),
    fix: fix?.title,
    skip,
  }));
  return { places, writes: session.fix(trial.asked).writes };
}

const test = suite('rendered output');

test('a finding in what helm rendered points to the template, and nothing is mended in what was rendered', () => {
  assert.equal(look({ ...CHART, 'rendered/all.yaml': RENDERED }), {
    places: [
      {
        at: 'charts/edge/templates/service.yaml:7',
        text: 'externalIPs',
        related: ['rendered/all.yaml:8 rendered here as `web`'],
        fix: undefined,
        skip: '`rendered/all.yaml` is rendered: mend what it is rendered from',
      },
    ],
    writes: [],
  });
});

test('a chart that is not in the repository leaves the finding where it is', () => {
  assert.equal(
    look({ 'rendered/all.yaml': RENDERED }).places.map(({ at, fix }) => [at, fix]),
    [['rendered/all.yaml:8', 'request `192.0.2.4` from MetalLB instead']],
  );
});

test('two charts of one name leave the finding where it is', () => {
  assert.equal(
    look({ ...CHART, 'other/Chart.yaml': 'name: web\n', 'other/templates/service.yaml': '{}\n', 'rendered/all.yaml': RENDERED }).places.map(
      ({ at }) => at,
    ),
    ['rendered/all.yaml:8'],
  );
});

test('a path that leads out of the repository is not followed', () => {
  const rendered = RENDERED.replace('web/templates/service.yaml', 'web/../../../etc/passwd');
  assert.equal(
    look({ ...CHART, 'rendered/all.yaml': rendered }).places.map(({ at }) => at),
    ['rendered/all.yaml:8'],
  );
});

test('what kustomize rendered from a base is reported at the base, once', () => {
  const base = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  externalIPs: [192.0.2.4]\n';
  const rendered = dedent(`
    apiVersion: v1
    kind: Service
    metadata:
      annotations:
        config.kubernetes.io/origin: |
          path: ../base/service.yaml
      name: prod-web
    spec:
      externalIPs: [192.0.2.4]
  `);
  assert.equal(
    look({ 'apps/base/service.yaml': base, 'rendered/prod.yaml': rendered }).places.map(({ at }) => at),
    ['apps/base/service.yaml:6'],
  );
  assert.equal(
    look({ 'apps/base/service.yaml': base, 'rendered/prod.yaml': rendered.replace('path:', 'repo: https://example.com/x\n      path:') })
      .places.length,
    2,
  );
});

const BUILT = dedent(`
  apiVersion: v1
  kind: Service
  metadata:
    name: dc1-web
    annotations:
      config.kubernetes.io/origin: |
        path: ../base/service.yaml
  spec:
    externalIPs: [192.0.2.4]
`);

const overlay = (...patches: readonly string[]) => ({
  'base/kustomization.yaml': 'resources: [service.yaml]\n',
  'base/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {}\n',
  'dc1/kustomization.yaml': `namePrefix: dc1-\nresources: [../base]\npatches:\n${patches.map(path => `  - path: ${path}\n    target: {kind: Service, name: web}\n`).join('')}`,
  ...Object.fromEntries(patches.map(path => [`dc1/${path}`, '# our uplink\n- op: add\n  path: /spec/externalIPs\n  value: [192.0.2.4]\n'])),
});

test('a field that one patch brought in is reported at the patch, once', () => {
  const { places } = look({ ...overlay('web.yaml'), 'rendered/dc1.yaml': BUILT });
  assert.equal(
    places.map(({ at, text }) => `${at} ${text}`),
    ['dc1/web.yaml:3 path'],
  );
});

test('a field that several patches may have brought in stays where it was rendered', () => {
  const { places } = look({ ...overlay('web.yaml', 'more.yaml'), 'rendered/dc1.yaml': BUILT });
  assert.equal(
    places.map(({ at, text }) => `${at} ${text}`),
    ['dc1/web.yaml:3 path', 'dc1/more.yaml:3 path', 'rendered/dc1.yaml:9 externalIPs'],
  );
});

test.run();
