import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { isRefusal } from '../../src/core/document.ts';
import { applyPlans } from '../../src/fix/apply.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { placeBeside, type NewManifest, type NewObjects } from '../../src/repository/new-objects.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const SERVICE = `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalIPs: ["\${VIP}"]}\n`;

const POOL: NewManifest = {
  apiVersion: 'metallb.io/v1beta1',
  kind: 'IPAddressPool',
  metadata: { name: 'external-ips', namespace: 'metallb-system' },
  spec: { addresses: ['192.0.2.4/32'] },
};

const SPELLED = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata:
  name: external-ips
  namespace: metallb-system
spec:
  addresses:
    - 192.0.2.4/32
`;

/** The files that a new pool beside the Service of a file changes, or why it has no place there. */
function placed(
  files: Readonly<Record<string, string>>,
  neighbour: string,
  options: Partial<NewObjects> = {},
): Readonly<Record<string, string>> | string {
  const tree = new MemoryTree(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, dedent(text)])));
  const facts = new RepositoryFacts(tree);
  const documents = tree.parse(tree.read(neighbour)!).documents;
  const document = documents.findLast(({ within }) => within !== undefined) ?? documents[0]!;
  const node =
    document.root!.get('spec', 'workload', 'manifests', 0) ??
    document.root!.get('spec', 'externalIPs') ??
    document.root!.get('items', 1, 'spec', 'externalIPs') ??
    document.root!.get('kind')!;
  const placement = placeBeside({ neighbour: node, objects: [POOL], fileName: 'pools.yaml', ...options }, facts);
  if (isRefusal(placement)) return `${placement.refused} [${placement.code ?? ''}]`;
  const { texts, withheld } = applyPlans([placement], tree);
  assert.equal([...withheld.values()], []);
  return Object.fromEntries(texts);
}

const kustomization = (text: string): string => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;

const test = suite('placeBeside');

test('a further document of the file of the neighbour needs no registration', () => {
  const files = { 'a/web.yaml': SERVICE, 'a/kustomization.yaml': kustomization('resources: [web.yaml]\n') };
  assert.equal(placed(files, 'a/web.yaml'), { 'a/web.yaml': `${SERVICE}---\n${SPELLED}` });
});

test('a scalar that is copied keeps its quotes, whatever document it is of', () => {
  const tree = new MemoryTree({ 'web.yaml': SERVICE });
  const facts = new RepositoryFacts(tree);
  const node = tree.parse(tree.read('web.yaml')!).documents[0]!.root!.get('spec', 'externalIPs', 0)!;
  const object = { ...POOL, spec: { addresses: [{ copyOf: node }] } };
  const placement = placeBeside({ neighbour: node, objects: [object], fileName: 'pools.yaml' }, facts);
  assert.not(isRefusal(placement));
  const { texts } = applyPlans(isRefusal(placement) ? [] : [placement], tree);
  assert.ok(texts.get('web.yaml')?.endsWith('    - "${VIP}"\n'));
});

test('a new file is listed after that of its neighbour, in its spelling, with comments and order kept', () => {
  const before = kustomization('resources:\n  - ./a.yaml # first\n  - ./web.json # the Service\n  # the rest\n  - ./z.yaml\n');
  const files = {
    'a/web.json': '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"externalIPs": ["192.0.2.4"]}}\n',
    'a/kustomization.yaml': before,
  };
  assert.equal(placed(files, 'a/web.json'), {
    'a/kustomization.yaml': before.replace('# the Service\n', '# the Service\n  - ./pools.yaml\n'),
    'a/pools.yaml': SPELLED,
  });
});

test('every kustomization that lists the neighbour lists the new file, by its way from there', () => {
  const files = {
    'base/web.yaml': SERVICE,
    'base/kustomization.yaml': kustomization('resources:\n- web.yaml\n'),
    'prod/kustomization.yaml': kustomization('resources:\n  - ../base/web.yaml\n'),
  };
  assert.equal(placed(files, 'base/web.yaml', { apart: true }), {
    'base/kustomization.yaml': kustomization('resources:\n- web.yaml\n- pools.yaml\n'),
    'prod/kustomization.yaml': kustomization('resources:\n  - ../base/web.yaml\n  - ../base/pools.yaml\n'),
    'base/pools.yaml': SPELLED,
  });
});

test('a new file is listed nowhere where its neighbour is not, and not twice', () => {
  const unlisted = { 'a/web.yaml': SERVICE, 'a/kustomization.yaml': kustomization('resources: [other.yaml]\n') };
  assert.equal(placed(unlisted, 'a/web.yaml', { apart: true }), { 'a/pools.yaml': SPELLED });
  const listed = { 'a/web.yaml': SERVICE, 'a/kustomization.yaml': kustomization('resources: [pools.yaml, web.yaml]\n') };
  assert.equal(placed(listed, 'a/web.yaml', { apart: true }), { 'a/pools.yaml': SPELLED });
});

test('an item of a list has no further documents behind it', () => {
  const files = {
    'web.yaml':
      'apiVersion: v1\nkind: List\nitems:\n  - {kind: ConfigMap}\n  - {apiVersion: v1, kind: Service, spec: {externalIPs: [192.0.2.4]}}\n',
  };
  assert.equal(placed(files, 'web.yaml'), { 'pools.yaml': SPELLED });
});

test('beside a patch is the kustomization that names it', () => {
  const files = {
    'base/web.yaml': SERVICE,
    'base/kustomization.yaml': kustomization('resources: [web.yaml]\n'),
    'prod/kustomization.yaml': kustomization('resources:\n  - ../base\npatches:\n  - path: patches/web.yaml\n'),
    'prod/patches/web.yaml': SERVICE,
  };
  assert.equal(placed(files, 'prod/patches/web.yaml'), {
    'prod/kustomization.yaml': kustomization('resources:\n  - ../base\n  - patches/pools.yaml\npatches:\n  - path: patches/web.yaml\n'),
    'prod/patches/pools.yaml': SPELLED,
  });
  const alone = { ...files, 'prod/kustomization.yaml': kustomization('patches:\n  - path: patches/web.yaml\n') };
  assert.equal(placed(alone, 'prod/patches/web.yaml'), {
    'prod/kustomization.yaml': kustomization('resources:\n  - patches/pools.yaml\npatches:\n  - path: patches/web.yaml\n'),
    'prod/patches/pools.yaml': SPELLED,
  });
});

for (const [where, path] of [
  ['the kustomization that lists the neighbour', 'a/kustomization.yaml'],
  ['one that includes it', 'kustomization.yaml'],
  ['a component of that', 'c/kustomization.yaml'],
] as const) {
  test(`a prefix in ${where} is in the way`, () => {
    const files: Record<string, string> = {
      'a/web.yaml': SERVICE,
      'a/kustomization.yaml': kustomization('resources: [web.yaml]\n'),
      'kustomization.yaml': kustomization('resources: [a]\ncomponents: [c]\n'),
      'c/kustomization.yaml': kustomization('resources: []\n').replace('kind: Kustomization', 'kind: Component'),
    };
    files[path] = `${files[path] ?? ''}namePrefix: prod-\n`;
    assert.is(
      placed(files, 'a/web.yaml'),
      `\`namePrefix\` in ${path} gives the objects other names, and what refers to them is not changed along: write the new objects by hand [NAME]`,
    );
  });
}

test('a prefix below is in the way of what stands beside a patch, and elsewhere it is not', () => {
  const files = {
    'base/web.yaml': SERVICE,
    'base/kustomization.yaml': kustomization('resources: [web.yaml]\nnameSuffix: -v2\n'),
    'prod/kustomization.yaml': kustomization('resources: [../base]\npatches: [{path: web.yaml}]\n'),
    'prod/web.yaml': SERVICE,
    'other/web.yaml': SERVICE,
  };
  assert.match(JSON.stringify(placed(files, 'prod/web.yaml')), /^"`nameSuffix` in base.kustomization.yaml/);
  assert.equal(placed(files, 'other/web.yaml', { apart: true }), { 'other/pools.yaml': SPELLED });
});

test('a prefix below what uses a component is in the way of what stands beside a patch of that component', () => {
  const files = {
    'base/web.yaml': SERVICE,
    'base/kustomization.yaml': kustomization('resources: [web.yaml]\nnamePrefix: v2-\n'),
    'prod/kustomization.yaml': kustomization('resources: [../base]\ncomponents: [../vip]\n'),
    'vip/kustomization.yaml': kustomization('patches: [{path: web.yaml}]\n').replace('kind: Kustomization', 'kind: Component'),
    'vip/web.yaml': SERVICE,
  };
  assert.match(JSON.stringify(placed(files, 'vip/web.yaml')), /^"`namePrefix` in base.kustomization.yaml/);
});

test('a namespace that is given below is in the way of what stands beside a patch', () => {
  const files = {
    'base/web.yaml': SERVICE,
    'base/kustomization.yaml': kustomization('resources: [web.yaml]\nnamespace: shop\n'),
    'prod/kustomization.yaml': kustomization('resources: [../base]\npatches: [{path: web.yaml}]\n'),
    'prod/web.yaml': SERVICE,
  };
  assert.is(
    placed(files, 'prod/web.yaml'),
    'the new objects would not be in the namespace `shop` that base/kustomization.yaml sets: write them by hand [NAMESPACE]',
  );
});

test('another namespace is in the way of objects that are of use only in their own', () => {
  const files = { 'a/web.yaml': SERVICE, 'a/kustomization.yaml': kustomization('namespace: shop\nresources: [web.yaml]\n') };
  assert.equal(placed(files, 'a/web.yaml'), { 'a/web.yaml': `${SERVICE}---\n${SPELLED}` });
  assert.is(
    placed(files, 'a/web.yaml', { keepNamespace: true }),
    'the new objects would not be in the namespace `shop` that a/kustomization.yaml sets: write them by hand [NAMESPACE]',
  );
  const same = { ...files, 'a/kustomization.yaml': kustomization('namespace: metallb-system\nresources: [web.yaml]\n') };
  assert.equal(placed(same, 'a/web.yaml', { keepNamespace: true }), { 'a/web.yaml': `${SERVICE}---\n${SPELLED}` });
});

test('what is there already is not made again', () => {
  assert.equal(placed({ 'web.yaml': SERVICE, 'pools.yaml': SPELLED }, 'web.yaml', { apart: true }), {});
});

test('one that has the name and says something else is in the way; one of another kind or namespace is not', () => {
  const other = SPELLED.replace('192.0.2.4', '192.0.2.5');
  assert.is(
    placed({ 'web.yaml': SERVICE, 'other.yaml': other }, 'web.yaml'),
    'there is a IPAddressPool `external-ips` already, which says something else (other.yaml): rename or remove it first [NAME]',
  );
  for (const another of [other.replace('metallb-system', 'metallb'), other.replace('metallb.io', 'example.com')])
    assert.equal(placed({ 'web.yaml': SERVICE, 'other.yaml': another }, 'web.yaml'), { 'web.yaml': `${SERVICE}---\n${SPELLED}` });
});

for (const [where, text, why] of [
  [
    'a string',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata:\n  web.yaml: |\n    ${SERVICE.trimEnd().replaceAll('\n', '\n    ')}\n`,
    'it is written in a string, and what is written beside that goes elsewhere',
  ],
  [
    'another object',
    'apiVersion: work.open-cluster-management.io/v1\nkind: ManifestWork\nspec: {workload: {manifests: [{apiVersion: v1, kind: Service}]}}\n',
    'another object holds it, and what is written beside that goes elsewhere',
  ],
  ['a template', SERVICE.replace('"${VIP}"', '{{ .Values.ip }}'), 'it is a template, to which nothing can be added'],
] as const) {
  test(`beside what is written in ${where} there is no place`, () => {
    const result = placed({ 'web.yaml': text }, 'web.yaml');
    assert.is(result, `new objects have no place beside it, as ${why}: write them by hand [PLACE]`);
  });
}

test.run();
