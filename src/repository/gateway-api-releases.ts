import { defineFact, type Facts, type Scope } from '../core/fact.ts';
import { isKustomization } from '../kubernetes/kustomize.ts';
import { objects, textOf } from '../kubernetes/object.ts';
import type { Node } from '../core/document.ts';

/** The project that publishes the Gateway API. */
const PROJECT = /\bkubernetes-sigs\/gateway-api(?:\.git)?(?=[/?]|$)/;

/** A release in an address: `?ref=v1.6.1`, `/releases/download/v1.6.1/`. */
const IN_ADDRESS = /[?&]ref=v1\.(\d+)|\/(?:releases\/download|raw|tags|refs\/tags|gateway-api)\/v1\.(\d+)/;

/** The releases of the Gateway API that a scope installs, each as its minor version. */
export const gatewayAPIReleases = (scope: Scope, facts: Facts): readonly number[] =>
  [released, defined].flatMap(fact => facts.all(fact, scope).map(({ value }) => value));

/** By its CustomResourceDefinitions in the repository, which say their release (kubernetes-sigs/gateway-api pkg/consts). */
const defined = defineFact<number>({
  id: 'gateway-api-definitions',
  words: ['gateways.gateway.networking.k8s.io'],
  definitions: true,
  *read({ root, file }) {
    const release = root?.get('metadata', 'annotations', 'gateway.networking.k8s.io/bundle-version');
    const minor = /^v1\.(\d+)/.exec(textOf(release) ?? '')?.[1];
    if (release && minor !== undefined) yield { value: Number(minor), file, range: release.range };
  },
});

/** By kustomizations that take in its manifests, a GitRepository of Flux, or an Application of Argo CD. */
const released = defineFact<number>({
  id: 'gateway-api-releases',
  words: ['gateway-api'],
  *read(document) {
    const { root, file } = document;
    if (!root) return;
    for (const place of ['resources', 'bases']) {
      for (const item of isKustomization(document) ? (root.get(place)?.items() ?? []) : []) {
        const text = textOf(item) ?? '';
        const found = PROJECT.test(text) ? IN_ADDRESS.exec(text) : null;
        if (found) yield { value: Number(found[1] ?? found[2]), file, range: item.range };
      }
    }
    for (const { kind, node } of objects(document)) {
      for (const [url, release] of sourcesOf(kind, node)) {
        const minor = /^(?:refs\/tags\/)?v1\.(\d+)/.exec(textOf(release) ?? '')?.[1];
        if (PROJECT.test(textOf(url) ?? '') && minor !== undefined) yield { value: Number(minor), file, range: node.range };
      }
    }
  },
});

/** Where an object takes manifests from, and of which release. */
function sourcesOf(kind: string, node: Node): readonly (readonly [url: Node | undefined, release: Node | undefined])[] {
  if (kind === 'GitRepository') return [[node.get('spec', 'url'), node.get('spec', 'ref', 'tag')]];
  if (kind !== 'Application') return [];
  const sources = [node.get('spec', 'source'), ...(node.get('spec', 'sources')?.items() ?? [])];
  return sources.map(source => [source?.get('repoURL'), source?.get('targetRevision')] as const);
}
