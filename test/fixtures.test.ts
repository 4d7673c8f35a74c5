import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diffArrays } from 'diff';
import { load, loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyEdits } from '../src/core/text.ts';
import { lint, places, skipped } from './cli/lint.ts';
import { temporaryTree } from './discover/temporary-tree.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

const textOf = (path: string): string => readFileSync(join(fixtures, path), 'utf8');

const samples = suite('fixtures/samples');

for (const version of ['1.35', '1.36', '1.37', '1.40', '1.43']) {
  samples(`nothing that is not deprecated is reported for ${version}`, async () => {
    const result = await lint(join(fixtures, 'samples/not-deprecated'), { version });
    assert.equal(
      [places(result), skipped(result), result.errors, result.report.files],
      [[], [], [], readdirSync(join(fixtures, 'samples/not-deprecated')).length],
    );
  });
}

samples('the Service with a cluster IP is found, and becomes the one of MetalLB to the byte', async () => {
  const root = temporaryTree({ 'service.yaml': textOf('samples/service-cluster-ip.yaml') });
  assert.equal(places(await lint(root)), ['service.yaml:13 service-external-ips']);
  const result = await lint(root, { fix: 'write', to: 'metallb' });
  assert.equal([places(result), result.report.written], [[], ['service.yaml']]);
  assert.is(readFileSync(join(root, 'service.yaml'), 'utf8'), textOf('samples/service-metallb.yaml'));
});

samples('the Service of MetalLB is silent', async () => {
  for (const version of ['1.36', '1.43'])
    assert.equal(places(await lint(join(fixtures, 'samples'), { paths: ['service-metallb.yaml'], version })), []);
});

samples('the widely copied map of kubeadm is an error, and a list is offered', async () => {
  const result = await lint(join(fixtures, 'samples'), { paths: ['cluster-configuration-map.yaml'] });
  assert.equal(places(result), ['cluster-configuration-map.yaml:6 kubeadm-extra-args-shape']);
  const [diagnostic] = result.report.diagnostics;
  // With the right shape the flag takes effect: the API server runs 1.36, so that it may be asked for.
  assert.equal([diagnostic?.severity, diagnostic?.fix?.applicability], ['error', 'unsafe']);
  const fixed = applyEdits(textOf('samples/cluster-configuration-map.yaml'), result.report.edits.get(diagnostic!)!);
  assert.equal(load(fixed), {
    ...(load(textOf('samples/cluster-configuration-map.yaml')) as object),
    apiServer: { extraArgs: [{ name: 'peer-ca-file', value: '/etc/kubernetes/pki/ca.crt' }] },
  });
});

samples('the same map is only shown where the API server may be too old', async () => {
  const root = temporaryTree({ 'a.yaml': textOf('samples/cluster-configuration-map.yaml').replace('v1.36.2', 'v1.35.2') });
  const { report } = await lint(root, { fix: 'write', unsafe: true, rules: new Set(['kubeadm-extra-args-shape']) });
  assert.equal([report.diagnostics.map(({ fix }) => fix?.applicability), report.written], [['manual'], []]);
  assert.match(report.diagnostics[0]?.help ?? '', 'upgrade to 1.36 first');
});

samples.run();

const kubeadm = suite('fixtures/kubeadm');

/** In the others lines are added, and none is touched. */
const ONE_LINE_REWRITTEN = [
  'v1beta3-empty-map.yaml',
  'v1beta3-flow-map-many-lines.yaml',
  'v1beta3-flow-map.yaml',
  'v1beta4-empty-api-server.yaml',
  'v1beta4-empty-list.yaml',
  'v1beta4-flow-api-server-without-extra-args.yaml',
  'v1beta4-flow-api-server.yaml',
  'v1beta4-flow-list.yaml',
  'v1beta4-no-final-newline.yaml',
  'v1beta4-one-line.json',
  'v1beta4.json',
];

interface ClusterConfiguration {
  readonly apiVersion: string;
  readonly kind: string;
  readonly certificatesDir?: string;
  readonly apiServer?: { readonly extraArgs?: Readonly<Record<string, string>> | readonly object[] | null } | null;
}

const documentsOf = (path: string, text: string): unknown[] => (path.endsWith('.json') ? [JSON.parse(text)] : loadAll(text));

/** A configuration as it is, and the flag. */
function withFlag(document: unknown): unknown {
  const { apiVersion, kind, certificatesDir = '/etc/kubernetes/pki', apiServer } = document as ClusterConfiguration;
  if (kind !== 'ClusterConfiguration') return document;
  const value = `${certificatesDir.replace(/\/$/, '')}/ca.crt`;
  const args = apiServer?.extraArgs ?? [];
  const extraArgs = apiVersion.endsWith('v1beta4')
    ? [...(args as object[]), { name: 'peer-ca-file', value }]
    : { ...args, 'peer-ca-file': value };
  return { ...(document as object), apiServer: { ...apiServer, extraArgs } };
}

const fixWithFlag = (root: string): ReturnType<typeof lint> =>
  lint(root, { fix: 'write', unsafe: true, rules: new Set(['missing-peer-ca-file']) });

for (const file of readdirSync(join(fixtures, 'kubeadm'))) {
  const before = textOf(`kubeadm/${file}`);

  if (/^(?:already|refuse)-/.test(file)) {
    kubeadm(`${file} is left alone${file.startsWith('refuse') ? ', and why is told' : ''}`, async () => {
      const root = temporaryTree({ [file]: before });
      const { report, changes } = await fixWithFlag(root);
      assert.equal([report.written, changes], [[], []]);
      assert.is(readFileSync(join(root, file), 'utf8'), before);
      assert.equal(
        report.diagnostics.map(({ rule, fix }) => [rule, fix]),
        file.startsWith('refuse') ? [['missing-peer-ca-file', undefined]] : [],
      );
      for (const { skip } of report.diagnostics) assert.match(skip ?? '', /\[(?:VERSION|GATE_OFF|SERVING_CA)\]$/);
    });
    continue;
  }

  kubeadm(`${file} gains the flag, and nothing else`, async () => {
    const root = temporaryTree({ [file]: before });
    const { report } = await fixWithFlag(root);
    assert.equal([report.diagnostics, report.written], [[], [file]]);
    const after = readFileSync(join(root, file), 'utf8');
    assert.equal(documentsOf(file, after), documentsOf(file, before).map(withFlag));
    assert.is(after.split('#').length, before.split('#').length, 'as many comments');
    assert.is(after.endsWith('\n'), before.endsWith('\n'), 'the end of the file');
    assert.equal(after.match(/(?<!\r)\n/g) === null, before.match(/(?<!\r)\n/g) === null, 'line breaks');

    const removed = diffArrays(before.split(/(?<=\n)/), after.split(/(?<=\n)/)).flatMap(({ removed, value }) => (removed ? value : []));
    assert.is(removed.length, ONE_LINE_REWRITTEN.includes(file) ? 1 : 0, removed.join(''));

    const again = await fixWithFlag(root);
    assert.equal([again.report.written, again.changes], [[], []]);
  });
}

kubeadm.run();

const demo = suite('fixtures/demo');

demo('what is found, and where', async () => {
  const result = await lint(join(fixtures, 'demo'));
  assert.equal(places(result), [
    'apps/base/dns/service.yaml:25 service-external-ips',
    'apps/base/dns/service.yaml:44 service-external-ips-ignored',
    'apps/base/mail/service.yaml:10 service-external-ips',
    'apps/base/mail/service.yaml:16 service-external-ips',
    'apps/base/web/service.yaml:20 service-external-ips',
    'apps/prod/git.yaml:36 service-external-ips',
    'apps/prod/ingress.yaml:32 service-external-ips',
    'bootstrap/kubeadm/cluster.yaml:24 missing-peer-ca-file',
  ]);
  assert.equal([skipped(result), result.errors, result.notes], [[], [], []]);
});

demo.run();
