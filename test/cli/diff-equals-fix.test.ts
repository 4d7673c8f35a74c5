import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { git, temporaryRepository } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, projectRoot } from './kubemend.ts';
import { lint } from './lint.ts';

const ASKED = ['--to', 'metallb', '--unsafe'];

const EXPECTED = [
  'apps/base/dns/service.yaml',
  'apps/base/mail/service.yaml',
  'apps/base/web/service.yaml',
  'apps/prod/git.yaml',
  'apps/prod/ingress.yaml',
  'bootstrap/kubeadm/cluster.yaml',
];

/** The demo as a repository of its own, by default below its root. */
function demo(folder = 'fleet'): string {
  const root = temporaryRepository();
  cpSync(join(projectRoot, 'fixtures/demo'), join(root, folder), { recursive: true });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'demo');
  return root;
}

const changedIn = (root: string): readonly string[] =>
  execFileSync('git', ['diff', '--name-only'], { cwd: root, encoding: 'utf8' }).trimEnd().split('\n').filter(Boolean);

const commentsOf = (text: string): readonly string[] => (text.match(/(?:^|\s)#.*$/gm) ?? []).map(comment => comment.trim()).toSorted();

const test = suite('--diff and --fix');

for (const [where, folder] of [
  ['at the root', '.'],
  ['in a subfolder', 'fleet'],
  ['in a subfolder that holds only a part', 'fleet/apps'],
] as const) {
  test(`git apply of the patch gives the bytes that --fix writes, ${where}`, async () => {
    const [patched, fixed] = [demo(), demo()];
    const before = bytesBelow(patched);
    const [diff, fix] = await Promise.all([
      kubemend(join(patched, folder), ['--diff', ...ASKED]),
      kubemend(join(fixed, folder), ['--fix', ...ASKED]),
    ]);
    assert.equal([diff.status, fix.status, fix.err], [1, 0, '']);
    assert.equal(bytesBelow(patched), before, '--diff writes nothing');
    execFileSync('git', ['apply'], { cwd: join(patched, folder), input: diff.out });
    assert.equal(bytesBelow(patched), bytesBelow(fixed));
    assert.equal(
      changedIn(fixed),
      EXPECTED.map(path => `fleet/${path}`).filter(path => path.startsWith(folder === '.' ? '' : folder)),
    );
    execFileSync('git', ['apply', '-R'], { cwd: patched, input: diff.out });
    assert.equal(bytesBelow(patched), before, 'and back');
  });
}

test('a second run writes nothing, not even the same bytes', async () => {
  const root = demo('.');
  const first = await lint(root, { fix: 'write', to: 'metallb', unsafe: true });
  assert.equal(first.report.written, EXPECTED);
  for (const path of Object.keys(bytesBelow(root))) utimesSync(join(root, path), 0, 0);
  const second = await lint(root, { fix: 'write', to: 'metallb', unsafe: true });
  assert.equal([second.report.written, second.changes, second.report.diagnostics, second.errors], [[], [], [], []]);
  for (const path of Object.keys(bytesBelow(root))) assert.is(statSync(join(root, path)).mtimeMs, 0, path);
  assert.is((await kubemend(root, ['--diff', ...ASKED])).out, '');
});

test('no comment is lost, and none is made up', async () => {
  const root = demo('.');
  const before = bytesBelow(root);
  await lint(root, { fix: 'write', to: 'metallb', unsafe: true });
  for (const [path, text] of Object.entries(bytesBelow(root))) assert.equal(commentsOf(text), commentsOf(before[path]!), path);
});

test('without a target only what is safe is written', async () => {
  const root = demo('.');
  const { report } = await lint(root, { fix: 'write' });
  assert.equal(report.written, ['apps/base/dns/service.yaml']);
  const [changes] =
    execFileSync('git', ['diff', '--shortstat'], { cwd: root, encoding: 'utf8' }).match(/\d+ insertion.*|\d+ deletion.*/) ?? [];
  assert.match(changes ?? '', '2 deletions');
});

const hasKubectl = spawnSync('sh', ['-c', 'command -v kubectl']).status === 0;
if (!hasKubectl) console.log('skipped: kubectl is not on the PATH');

(hasKubectl ? test : test.skip)('kustomize builds the same objects, but for what was moved', async () => {
  const root = demo('.');
  const before = buildOf(root);
  await lint(root, { fix: 'write', to: 'metallb', unsafe: true });
  const after = buildOf(root);
  assert.equal([...after.keys()], [...before.keys()]);
  for (const [id, object] of after) assert.equal(object, { ...before.get(id), ...expectedOf(id, before.get(id)!) }, id);
});

test.run();

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  /** Not of every kind. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

function buildOf(root: string): ReadonlyMap<string, KubernetesObject> {
  const text = execFileSync('sh', ['-c', 'kubectl kustomize apps/prod'], { cwd: root, encoding: 'utf8' });
  return new Map(
    (loadAll(text) as KubernetesObject[]).map(object => [
      `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`,
      object,
    ]),
  );
}

/** What is different in an object afterwards. */
function expectedOf(id: string, { metadata, spec }: KubernetesObject): Partial<KubernetesObject> {
  const rest = Object.fromEntries(Object.entries(spec ?? {}).filter(([name]) => name !== 'externalIPs'));
  const moved = (request: string, change: object, annotations: Readonly<Record<string, string>> = {}): Partial<KubernetesObject> => ({
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations, 'metallb.io/loadBalancerIPs': request } },
    spec: { ...rest, type: 'LoadBalancer', ...change },
  });
  const sharing = (address: string) => ({ 'metallb.io/allow-shared-ip': `external-${address}` });
  const withoutNodePorts = { allocateLoadBalancerNodePorts: false };
  switch (id) {
    case 'Service dns/ns1':
      return moved('192.0.2.53,2001:db8::53', withoutNodePorts);
    case 'Service dns/peers':
      return { spec: rest };
    case 'Service git/git-ssh':
      return moved('192.0.2.22', {});
    case 'Service mail/imap':
    case 'Service mail/smtp':
      return moved('192.0.2.25', withoutNodePorts, sharing('192.0.2.25'));
    case 'Service shop/web':
      return moved('192.0.2.12', withoutNodePorts);
    case 'HelmRelease ingress/ingress-nginx': {
      const { values } = rest as { values: { controller: object } };
      const service = { type: 'LoadBalancer', annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.10' } };
      return { spec: { ...rest, values: { ...values, controller: { ...values.controller, service } } } };
    }
    default:
      return {};
  }
}
