import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { dedent } from '../../src/core/dedent.ts';
import { RepositoryFacts } from '../../src/repository/facts.ts';
import { gatewayInstallations } from '../../src/repository/gateway-installations.ts';
import { wholeRepository } from '../../src/core/fact.ts';
import { MemoryTree } from '../../src/testing/memory-tree.ts';

function installedBy(text: string): readonly string[] {
  const tree = new MemoryTree({ 'release.yaml': dedent(text) });
  const facts = new RepositoryFacts(tree);
  return facts
    .all(gatewayInstallations, wholeRepository)
    .map(({ value: { implementation, release = '' } }) => `${implementation.name} ${release}`);
}

const test = suite('installations of what serves Gateways');

const INSTALLED: readonly (readonly [by: string, text: string, installed: readonly string[]])[] = [
  [
    'a HelmRelease',
    `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec: {chart: {spec: {chart: istiod, version: 1.31.x}}}
    `,
    ['Istio 1.31.x'],
  ],
  [
    'an Application with one source',
    `
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      spec: {source: {chart: gateway-helm, repoURL: docker.io/envoyproxy, targetRevision: v1.9.0}}
    `,
    ['Envoy Gateway v1.9.0'],
  ],
  [
    'an Application with several sources',
    `
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      spec: {sources: [{path: apps}, {chart: cilium, targetRevision: 1.20.1}]}
    `,
    ['Cilium 1.20.1'],
  ],
  [
    'an ApplicationSet',
    `
      apiVersion: argoproj.io/v1alpha1
      kind: ApplicationSet
      spec: {template: {spec: {source: {chart: kgateway, targetRevision: "{{ version }}"}}}}
    `,
    ['kgateway {{ version }}'],
  ],
  [
    'a HelmChart of an OCI registry',
    `
      apiVersion: helm.cattle.io/v1
      kind: HelmChart
      spec: {chart: oci://ghcr.io/nginx/charts/nginx-gateway-fabric}
    `,
    ['NGINX Gateway Fabric '],
  ],
];

for (const [by, text, installed] of INSTALLED) test(`are told by ${by}`, () => assert.equal(installedBy(text), installed));

test('are not told by another chart, or by a mere word', () => {
  assert.equal(installedBy('apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: {chart: traefik-crds}}}\n'), []);
  assert.equal(installedBy('apiVersion: v1\nkind: ConfigMap\ndata: {chart: cilium}\n'), []);
});

test.run();
