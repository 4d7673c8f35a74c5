import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { gatewayAPIReleases } from '../../src/repository/gateway-api-releases.ts';
import { wholeRepository } from '../../src/core/fact.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

function releasesIn(path: string, text: string): readonly number[] {
  const tree = new MemoryTree({ [path]: dedent(text) });
  return gatewayAPIReleases(wholeRepository, new RepositoryFacts(tree));
}

const KUSTOMIZATION = (resource: string): string => `
  apiVersion: kustomize.config.k8s.io/v1beta1
  kind: Kustomization
  resources: ["${resource}"]
`;

const DEFINITION = (plural: string): string => `
  apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata:
    annotations:
      gateway.networking.k8s.io/bundle-version: v1.6.1
      gateway.networking.k8s.io/channel: standard
    name: ${plural}.gateway.networking.k8s.io
`;

const test = suite('releases of the Gateway API');

const TOLD: readonly (readonly [by: string, path: string, text: string, minor: number])[] = [
  ['a folder of its repository', 'kustomization.yaml', KUSTOMIZATION('github.com/kubernetes-sigs/gateway-api/config/crd?ref=v1.6.1'), 6],
  [
    'a file of its release',
    'kustomization.yaml',
    KUSTOMIZATION('https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.10.0/standard-install.yaml'),
    10,
  ],
  [
    'a file of its repository',
    'crds/kustomization.yaml',
    KUSTOMIZATION(
      'https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/v1.5.0/config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
    ),
    5,
  ],
  [
    'a GitRepository',
    'source.yaml',
    `
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: gateway-api}
      spec: {url: https://github.com/kubernetes-sigs/gateway-api.git, ref: {tag: v1.4.1}}
    `,
    4,
  ],
  [
    'an Application',
    'application.yaml',
    `
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: gateway-api}
      spec: {source: {repoURL: https://github.com/kubernetes-sigs/gateway-api, path: config/crd, targetRevision: v1.6.0}}
    `,
    6,
  ],
  ['its definition of a Gateway', 'crds/gateways.yaml', DEFINITION('gateways'), 6],
];

for (const [by, path, text, minor] of TOLD) test(`are told by ${by}`, () => assert.equal(releasesIn(path, text), [minor]));

test('are not told by what names none, or another project', () => {
  for (const resource of [
    'github.com/kubernetes-sigs/gateway-api/config/crd?ref=main',
    'github.com/kubernetes-sigs/gateway-api-inference-extension/config/crd?ref=v1.6.1',
    '../gateway-api/v1.6.1',
  ])
    assert.equal(releasesIn('kustomization.yaml', KUSTOMIZATION(resource)), []);
});

test('are told once by many definitions', () => {
  const text = [DEFINITION('httproutes'), DEFINITION('gateways'), DEFINITION('gatewayclasses')].map(dedent).join('---\n');
  assert.equal(releasesIn('crds.yaml', text), [6]);
});

test.run();
