import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reporters } from '../../src/reporters/index.ts';
import { git, temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, service } from './kubemend.ts';

const ADDRESS = '198.51.100.77';

/** What must come into no report: it stands in files outside of the repository only. */
const SECRET = /198\.51\.100\.77|hidden-service/;

const hidden = service('hidden-service', ADDRESS);

const application = (source: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  source:\n${source}`;

/** A repository of which every reference leads out of it, beside a folder that holds what nobody may read or write. */
function treeThatLeadsOut(): { readonly outer: string; readonly root: string } {
  const kinds = {
    'a.yaml': hidden,
    'values.yaml': `service:\n  externalIPs: [${ADDRESS}]\n`,
    'kustomization.yaml': 'resources: [a.yaml]\n',
  };
  const outer = temporaryTree({
    ...Object.fromEntries(Object.entries(kinds).map(([name, text]) => [`outside/${name}`, text])),
    'outside/a.tf': `resource "kubernetes_service" "hidden-service" {\n  spec {\n    external_ips = ["${ADDRESS}"]\n  }\n}\n`,
    'outside/a.ts': `import { KubeService } from 'cdk8s';\nexport const address = '${ADDRESS}';\n`,
    'outside/chart/Chart.yaml': 'name: hidden-service\n',
    'outside/chart/templates/a.yaml': hidden.replace(ADDRESS, '{{ .Values.address }}'),
  });
  const root = join(outer, 'repository');
  const absolute = join(outer, 'outside');
  const files: Readonly<Record<string, string>> = {
    'web.yaml': service('web'),
    'kustomization.yaml': `resources: [web.yaml, ../outside, ../outside/a.yaml, ${absolute}/a.yaml, ../../../../../../etc/passwd, "https://example.com/a.yaml", linked]\ncomponents: [../outside]\npatches:\n  - path: ../outside/a.yaml\n  - path: ${absolute}/a.yaml\n  - path: linked.yaml\nconfigMapGenerator:\n  - name: values\n    files: [values.yaml=../outside/values.yaml]\n`,
    'application.yaml': application(
      '    path: ../outside/chart\n    helm:\n      valueFiles: [../values.yaml, ../../outside/values.yaml]\n',
    ),
    'absolute.yaml': application(`    path: ${absolute}/chart\n    helm:\n      valueFiles: ["${absolute}/values.yaml"]\n`),
    'flux.yaml':
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: a\nspec:\n  path: ../outside\n  patches:\n    - path: ../outside/a.yaml\n',
    'helmfile.yaml': 'releases:\n  - name: a\n    chart: ../outside/chart\n    values: [../outside/values.yaml]\n',
    'chart/Chart.yaml':
      'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies:\n  - {name: hidden-service, repository: "file://../../outside/chart"}\n',
    'chart/values.yaml': 'service:\n  externalIPs: [192.0.2.5]\n',
    'main.tf': `module "a" {\n  source = "../outside"\n}\nresource "kubernetes_manifest" "a" {\n  manifest = yamldecode(file("../outside/a.yaml"))\n}\nresource "helm_release" "a" {\n  name = "a"\n  chart = "../outside/chart"\n  values = [file("${absolute}/values.yaml")]\n}\n`,
    'main.ts': `import { KubeService } from 'cdk8s';\nimport { address } from '../outside/a';\nnew KubeService(this, 's', { spec: { externalIPs: [address] } });\n`,
  };
  const written = temporaryTree(files);
  symlinkSync(join(absolute, 'a.yaml'), join(written, 'linked.yaml'));
  symlinkSync(absolute, join(written, 'linked'));
  symlinkSync('/', join(written, 'root'));
  git(outer, 'clone', '--quiet', repositoryOf(written), root);
  return { outer, root };
}

function repositoryOf(folder: string): string {
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--message', 'first');
  return folder;
}

const outside = suite('what leads out of the repository');

outside('is in no report, whatever names it', async () => {
  const { root } = treeThatLeadsOut();
  for (const format of Object.keys(reporters)) {
    const { status, out, err } = await kubemend(root, ['--format', format, '--min-severity', 'info', '--to', 'metallb']);
    assert.ok(status === 1 || status === 0, err);
    assert.ok(format === 'junit' || out.includes('web'), `${format}: the run did its work`);
    assert.not.match(out, SECRET, format);
    assert.not.match(err, SECRET, format);
  }
});

outside('is not written, whatever names it', async () => {
  const { outer, root } = treeThatLeadsOut();
  const before = bytesBelow(join(outer, 'outside'));
  for (const target of ['metallb', 'gateway', 'cilium', 'kube-vip', 'load-balancer']) {
    const { err } = await kubemend(root, ['--fix', '--unsafe', '--to', target]);
    assert.not.match(err, /bug/);
    assert.equal(bytesBelow(join(outer, 'outside')), before, target);
  }
});

outside.run();

const prototypes = suite('keys that name what every object has');

prototypes('are keys like others', async () => {
  const root = temporaryTree({
    'a.yaml': `${service('a')}__proto__: {externalIPs: [192.0.2.9], polluted: true}\nconstructor: {prototype: {polluted: true}}\ntoString: x\nhasOwnProperty: x\n`,
    'b.yaml': service('b', '192.0.2.5').replace('  name: b\n', '  name: b\n  annotations:\n    __proto__: x\n    constructor: y\n'),
    'values.yaml': '__proto__:\n  externalIPs: [192.0.2.6]\nservice:\n  __proto__: {type: LoadBalancer}\n  externalIPs: [192.0.2.7]\n',
    'c.json':
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "c", "__proto__": {"x": 1}}, "spec": {"externalIPs": ["192.0.2.8"]}}\n',
  });
  const { status, err, out } = await kubemend(root, ['--fix', '--unsafe', '--to', 'metallb', '--format', 'json']);
  assert.equal([status === 0 || status === 1, err], [true, ''], out);
  const after = bytesBelow(root);
  assert.match(after['a.yaml'] ?? '', '__proto__: {externalIPs: [192.0.2.9], polluted: true}');
  assert.match(after['b.yaml'] ?? '', '    __proto__: x\n    constructor: y\n');
  assert.match(after['b.yaml'] ?? '', 'metallb.io/loadBalancerIPs: 192.0.2.5\n');
  assert.match(after['c.json'] ?? '', '"__proto__": {"x": 1}');
});

for (const key of ['__proto__', 'constructor', 'toString'])
  prototypes(`\`${key}\` is no key of the configuration`, async () => {
    for (const text of [`${key}: {syntax: off}\n`, `rules:\n  ${key}: off\n`, `rules:\n  syntax:\n    ${key}: off\n`]) {
      const { status, err } = await kubemend(temporaryTree({ 'kubemend.yaml': text, 'a.yaml': service('a') }), []);
      assert.is(status, 2, text);
      assert.match(err, `there is no key`, text);
    }
  });

prototypes.run();
