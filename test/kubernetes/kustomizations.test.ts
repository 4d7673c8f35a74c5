import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../src/core/document.ts';
import { dedent } from '../../src/core/dedent.ts';
import { patchUses } from '../../src/kubernetes/kustomizations.ts';
import { objects } from '../../src/kubernetes/object.ts';
import { patchedElsewhere, patchedService } from '../../src/kubernetes/patched-service.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const WEB = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';

/** The file of the Service that the patch at a path changes, or why it is not known. */
function baseOf(files: Readonly<Record<string, string>>, path: string): string {
  const { document, facts } = open(files, path);
  const [object] = objects(document);
  const uses = patchUses(document, facts);
  if (uses.length === 0) return 'no patch';
  const base = patchedService(uses, object!, facts);
  return isRefusal(base) ? base.refused : `${base.object.node.document.file.path}, annotations: ${base.hasAnnotations}`;
}

function open(files: Readonly<Record<string, string>>, path: string) {
  const tree = new MemoryTree(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, dedent(text)])));
  const facts = new RepositoryFacts(tree);
  return { document: tree.parse(tree.read(path)!).documents[0]!, facts };
}

const test = suite('kustomizations');

test('a base is found through folders, in either spelling of a path', () => {
  const files = {
    'a/b/kustomization.yml': 'resources: [./web.yaml]\n',
    'a/b/web.yaml': WEB,
    'a/kustomization.yaml': 'bases: [b/]\n',
    'dc1/kustomization.yaml': 'resources: [./../a]\npatches: [{path: ./web.yaml}]\n',
    'dc1/web.yaml': WEB,
  };
  assert.is(baseOf(files, 'dc1/web.yaml'), 'a/b/web.yaml, annotations: no');
  assert.is(baseOf(files, 'a/b/web.yaml'), 'no patch');
});

test('a path that leads out of the repository, or nowhere, finds nothing', () => {
  const files = {
    'kustomization.yaml':
      'resources: [../../etc/passwd, missing, /absolute, "", https://example.com/base]\npatches: [{path: web.yaml}, {path: missing.yaml}]\n',
    'web.yaml': WEB,
  };
  assert.is(
    baseOf(files, 'web.yaml'),
    'the Service that it patches is not found in the repository: `../../etc/passwd`, which kustomization.yaml lists under `resources`, is not in the repository',
  );
});

test('kustomizations that take in themselves and each other end', () => {
  const files = {
    'a/kustomization.yaml': 'resources: [., ../b, base.yaml]\npatches: [{path: web.yaml}]\n',
    'b/kustomization.yaml': 'resources: [../a]\ncomponents: [../b]\n',
    'a/base.yaml': WEB,
    'a/web.yaml': WEB,
  };
  assert.is(baseOf(files, 'a/web.yaml'), 'a/base.yaml, annotations: no');
});

test('many ways to one Service find it once, in no time', () => {
  const layers = Array.from({ length: 40 }, (_, index) => index);
  const files = Object.fromEntries([
    ...layers.flatMap(index =>
      ['l', 'r'].map(
        side =>
          [
            `${side}${index}/kustomization.yaml`,
            index === 0 ? 'resources: [../base]\n' : `resources: [../l${index - 1}, ../r${index - 1}]\nnamePrefix: ${side}-\n`,
          ] as const,
      ),
    ),
    ['base/kustomization.yaml', 'resources: [web.yaml]\n'],
    ['base/web.yaml', WEB],
    ['top/kustomization.yaml', 'resources: [../l39, ../r39]\npatches: [{path: web.yaml}]\n'],
    ['top/web.yaml', WEB],
  ]);
  assert.is(baseOf(files, 'top/web.yaml'), 'base/web.yaml, annotations: no');
});

test('one patch for two Services is not resolved', () => {
  const files = {
    'a/kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: ../web.yaml}]\n',
    'a/base.yaml': WEB,
    'b/kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: ../web.yaml}]\n',
    'b/base.yaml': WEB,
    'web.yaml': WEB,
  };
  assert.is(baseOf(files, 'web.yaml'), 'it patches several Services: one in a/base.yaml and one in b/base.yaml');
});

test('a transformer hides what becomes of a Service, also from above', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: web.yaml}]\n',
    'base/base.yaml': WEB,
    'base/web.yaml': WEB,
    'top/kustomization.yaml': 'resources: [../base]\ntransformers: [type.yaml]\n',
  };
  assert.is(baseOf(files, 'base/web.yaml'), '`transformers` in top/kustomization.yaml may change the Service as well');
});

test('a patch that another cluster adds to the same base is of no concern', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': WEB,
    'dc1/kustomization.yaml': 'resources: [../base]\npatches: [{path: web.yaml}]\n',
    'dc1/web.yaml': WEB,
    'dc2/kustomization.yaml':
      'resources: [../base]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n      spec: {type: NodePort}\n',
  };
  assert.is(baseOf(files, 'dc1/web.yaml'), 'base/web.yaml, annotations: no');
});

test('a kustomization is no map, or a list of anything', () => {
  for (const text of [
    '',
    '- resources\n',
    'resources\n',
    'resources: {a: b}\npatches: 5\n',
    'resources: [[a], {b: c}, null]\npatches: [null, 1, {path: [a]}, {target: x}]\npatchesStrategicMerge: [null, [a]]\n',
    '&a {resources: [*a], patches: [*a]}\n',
  ])
    assert.is(baseOf({ 'kustomization.yaml': text, 'web.yaml': WEB }, 'web.yaml'), 'no patch');
});

const PATCHED = 'a patch named in kustomization.yaml may change how the Service is reached: move both by hand';

test('a whole Service is told of the patches that change how it is reached', () => {
  const patch = (line: string) =>
    `resources: [web.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n      ${line}\n`;
  const told = (kustomization: string): string | undefined => {
    const { document, facts } = open({ 'web.yaml': WEB, 'kustomization.yaml': kustomization }, 'web.yaml');
    return patchedElsewhere([...objects(document)][0]!, facts)?.refused;
  };
  assert.is(told(patch('spec: {type: NodePort}')), PATCHED);
  assert.is(told(patch('spec: {externalIPs: null}')), PATCHED);
  assert.is(told(patch('spec: {selector: {app: web}}')), undefined);
  assert.is(
    told(
      'resources: [web.yaml]\npatches:\n  - target: {kind: Service}\n    patch: |\n      - op: add\n        path: /metadata/annotations\n        value: {a: b}\n',
    ),
    PATCHED,
  );
  assert.is(
    told(
      'resources: [web.yaml]\npatches:\n  - target: {kind: Service, name: api}\n    patch: |\n      - op: remove\n        path: /spec/externalIPs\n',
    ),
    undefined,
  );
});

test.run();
