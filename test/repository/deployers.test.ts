import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { argoApplicationsOf, fluxKustomizationsOf } from '../../src/repository/deployers.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

const test = suite('deployers');

test('what only wears an annotation of Flux or Argo CD is not parsed', () => {
  const tree = new MemoryTree({
    'sync.yaml': dedent(`
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: apps, namespace: flux-system}
      spec: {path: ./apps}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      spec: {destination: {name: west}, source: {path: apps}}
    `),
    'web.yaml': dedent(`
      apiVersion: v1
      kind: ConfigMap
      metadata:
        annotations: {kustomize.toolkit.fluxcd.io/prune: disabled, argocd.argoproj.io/sync-wave: "1"}
    `),
  });
  const parsed: string[] = [];
  const facts = new RepositoryFacts({
    paths: () => tree.paths(),
    *documentsWith(search) {
      for (const document of tree.documentsWith(search)) {
        parsed.push(document.file.path);
        yield document;
      }
    },
  });
  assert.equal(
    fluxKustomizationsOf(facts).map(({ value: { name } }) => name),
    ['apps'],
  );
  assert.equal(
    argoApplicationsOf(facts).map(({ folders }) => folders),
    [['apps']],
  );
  assert.equal(parsed, ['sync.yaml', 'sync.yaml']);
});

test.run();
