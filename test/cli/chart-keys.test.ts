import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryRepository } from '../discover/temporary-tree.ts';
import { lint, places } from './lint.ts';

const CHART = {
  'web/Chart.yaml': 'name: web\n',
  'web/templates/service.yaml': 'apiVersion: v1\nkind: Service\nspec:\n  externalIPs: {{ toYaml .Values.edge_vips | nindent 4 }}\n',
  'web/values.yaml': 'edge_vips: [192.0.2.4]\n',
};

const test = suite('names that the charts of the repository give to addresses');

test('files that have no word of a rule but such a name are linted as well', async () => {
  const root = temporaryRepository({
    ...CHART,
    'release.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: externalIPs}\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n  chart: {spec: {chart: ./web}}\n  values:\n    edge_vips: [192.0.2.5]\n',
    'notes.yaml': 'text: edge_vips\n',
  });
  const result = await lint(root);
  assert.equal(places(result), ['release.yaml:11 service-external-ips', 'web/values.yaml:1 service-external-ips']);
});

test('only what is named is looked through', async () => {
  const root = temporaryRepository({ ...CHART, 'dns/values.yaml': 'edge_vips: [192.0.2.4]\n' });
  assert.equal(places(await lint(root, { paths: ['web/templates'] })), []);
  assert.equal(places(await lint(root, { paths: ['web'] })), ['web/values.yaml:1 service-external-ips']);
});

test.run();
