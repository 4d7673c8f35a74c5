import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadConfiguration } from '../../src/configuration.ts';
import { temporaryRepository, temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, projectRoot, service } from './kubemend.ts';

const schema = JSON.parse(readFileSync(join(projectRoot, 'schema/kubemend.schema.json'), 'utf8')) as object;
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

async function written(root: string): Promise<string> {
  const { status, out, err } = await kubemend(root, ['init']);
  assert.equal([status, err], [0, '']);
  assert.match(out, /^wrote kubemend\.yaml\n/);
  return readFileSync(join(root, 'kubemend.yaml'), 'utf8');
}

/** With all that is offered taken in. */
const takenIn = (text: string): string => text.replace(/^# (?=(?: {2})?["\w/-]+: ?(?:$|[[{"\w]))/gm, '');

/** The configuration is understood by its schema and by the command. */
async function isUnderstood(root: string, text: string): Promise<void> {
  assert.ok(isValid(load(text)), JSON.stringify(isValid.errors));
  const place = join(root, 'understood.yaml');
  writeFileSync(place, text);
  await loadConfiguration({ place, named: true, cwd: root, root });
}

const test = suite('kubemend init');

test('writes what changes nothing, of what the repository says', async () => {
  const root = temporaryRepository();
  cpSync(join(projectRoot, 'fixtures/demo'), root, { recursive: true });
  const lint = async (): Promise<unknown> => JSON.parse((await kubemend(root, ['--format', 'json'])).out);
  const before = await lint();
  const text = await written(root);
  assert.equal(await lint(), before);
  assert.match(text, 'The files say 1.36 (bootstrap/kubeadm/cluster.yaml).\n# runs: "1.36"\n');
  assert.match(text, 'There is metallb (infrastructure/metallb-pools/pool.yaml).\n# externalIPs: { to: metallb, stage: prepare }\n');
  assert.match(text, 'The files tell of 198.51.100.11 (bootstrap/kubeadm/cluster.yaml).\n');
  await isUnderstood(root, text);
});

test('what it offers is understood once it is taken in', async () => {
  const sync = (path: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: flux-system\n  namespace: flux-system\nspec:\n  path: ${path}\n  prune: true\n`;
  const root = temporaryRepository({
    'clusters/prod/sync.yaml': sync('./clusters/prod'),
    'clusters/test/sync.yaml': sync('./clusters/test'),
    'third_party/charts/a/values.yaml': '',
    'class.yaml':
      'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata:\n  name: "yes"\nspec:\n  controllerName: example.com/gateways\n',
  });
  const text = await written(root);
  const all = takenIn(text);
  for (const line of [
    '  prod: ["clusters/prod/**"]',
    '  test: ["clusters/test/**"]',
    'ignore: ["third_party/**"]',
    'gateway: { class: "yes" }',
    'runs: "1.37"',
    '  service-external-ips: error',
    'nodes: { addresses: ["192.0.2.0/28"] }',
  ])
    assert.match(all, `\n${line}\n`);
  await isUnderstood(root, all);
});

test('is not misled by what files are called', async () => {
  const root = temporaryRepository({
    'a\nexternalIPs: { to: metallb }/pool.yaml':
      'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata:\n  name: pool\nspec:\n  addresses: [192.0.2.1/32]\n',
    'vendor"]\n/a.yaml': '',
    'x/vendor/a.yaml': '',
  });
  const text = await written(root);
  assert.equal(load(text), { kubernetes: '1.37' });
  await isUnderstood(root, takenIn(text));
});

test('writes at the root of the work tree', async () => {
  const root = temporaryRepository({ 'apps/a.yaml': service('a') });
  const { out } = await kubemend(join(root, 'apps'), ['init']);
  assert.match(out, /^wrote \.\.\/kubemend\.yaml\n/);
  assert.ok('kubemend.yaml' in bytesBelow(root));
});

test('never writes over a configuration, nor through a link', async () => {
  const files = { 'kubemend.yaml': 'runs: "1.35"\n', 'apps/a.yaml': '' };
  const root = temporaryRepository(files);
  const { status, out, err } = await kubemend(join(root, 'apps'), ['init']);
  assert.equal([status, out, err], [2, '', 'kubemend: `../kubemend.yaml` is there already, and stays as it is\n']);
  assert.equal(bytesBelow(root), files);
  const [other, outside] = [temporaryTree(), temporaryTree()];
  mkdirSync(join(other, '.git'));
  symlinkSync(join(outside, 'new.yaml'), join(other, 'kubemend.yaml'));
  assert.is((await kubemend(other, ['init'])).status, 2);
  assert.equal(bytesBelow(outside), {});
});

test('prints what to add elsewhere, each a document of YAML', async () => {
  const { out } = await kubemend(temporaryTree(), ['init']);
  const [, hooks, workflow] = out.split(/^\..*:\n\n/m);
  assert.equal((load(hooks!) as { repos: { hooks: unknown }[] }).repos[0]!.hooks, [{ id: 'kubemend' }]);
  assert.ok('jobs' in (load(workflow!) as object));
});

test.run();
