import { posix } from 'node:path';
import { defineFact, type Facts } from '../core/fact.ts';
import { below, layersOver, rootsOf } from '../kubernetes/kustomization-layers.ts';
import { kustomizationsOf, patchUses, usesIn, type KustomizationIndex } from '../kubernetes/kustomizations.ts';
import type { Kustomization } from '../kubernetes/kustomize.ts';
import { objects, textOf } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';

/** How a Service is called in the cluster, as far as the files tell. */
export interface ServiceInCluster {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** The names that the API server takes (RFC 1123); no placeholder is one, and none needs quotes in a shell. */
const NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** What makes of the written name one that is not told here. */
const RENAMING = ['transformers', 'replacements', 'generators'];

/** The name and namespace of a Service once kustomizations, Flux and charts had their say; each only where that is sure. */
export function serviceInCluster(exposure: ServiceExposure, facts: Facts): ServiceInCluster {
  const { resource, renderer, form } = exposure;
  if (renderer !== undefined || form === 'embedded' || resource.kind !== 'Service') return { name: undefined, namespace: undefined };
  const layers = layersOf(exposure, facts);
  const isRenamed = layers.some(
    ({ node, namePrefix, nameSuffix }) => namePrefix + nameSuffix !== '' || RENAMING.some(key => (node.get(key)?.items().length ?? 0) > 0),
  );
  const given = new Set([
    ...layers.flatMap(({ node, source }) => (source === 'files' ? (textOf(node.get('namespace')) ?? []) : [])),
    ...namespacesOfFlux(exposure, layers, facts),
  ]);
  // Two may be one after the other, or each for another cluster.
  const [namespace] = given.size > 0 ? given : [resource.namespace];
  return { name: isRenamed ? undefined : nameIn(resource.name), namespace: given.size > 1 ? undefined : nameIn(namespace) };
}

const nameIn = (text: string | undefined): string | undefined => (text !== undefined && NAME.test(text) ? text : undefined);

/** Everything that the Service goes through: of a patch what names it, and what is above and below that. */
function layersOf({ document, form }: ServiceExposure, facts: Facts): readonly Kustomization[] {
  const all = kustomizationsOf(facts, 'all');
  if (form === 'service') return [...layersOver(document.file.path, all)];
  const uses = [...patchUses(document, facts), ...usesIn(document)];
  return [...new Set(uses.flatMap(({ by }) => rootsOf(by, all)).flatMap(root => around(root, all)))];
}

/** Kustomizations of Flux that put all they apply into one namespace (https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace). */
const targetNamespaces = defineFact<{ readonly folder: string; readonly namespace: string }>({
  id: 'target-namespaces',
  words: ['targetNamespace'],
  *read(document) {
    for (const { apiVersion, kind, node } of objects(document)) {
      const [folder, namespace] = ['path', 'targetNamespace'].map(key => textOf(node.get('spec', key)));
      if (
        kind === 'Kustomization' &&
        apiVersion.startsWith('kustomize.toolkit.fluxcd.io/') &&
        folder !== undefined &&
        namespace !== undefined
      )
        yield { value: { folder: posix.join(folder).replace(/(?<=.)\/$/, ''), namespace }, file: document.file, range: node.range };
    }
  },
});

/** Those of Flux that apply a file, by one of its layers or because it has none. */
function namespacesOfFlux({ document: { file } }: ServiceExposure, layers: readonly Kustomization[], facts: Facts): readonly string[] {
  const folders = new Set(layers.map(({ folder }) => folder));
  const applies = (folder: string): boolean =>
    layers.length > 0 ? folders.has(folder) : folder === '.' || file.path.startsWith(`${folder}/`);
  return facts
    .scopesOf(file)
    .flatMap(scope => facts.all(targetNamespaces, scope))
    .flatMap(({ value: { folder, namespace } }) => (applies(folder) ? [namespace] : []));
}

const around = (root: Kustomization, all: KustomizationIndex): readonly Kustomization[] => [
  root,
  ...below(root, all),
  ...(root.folder === undefined ? [] : layersOver(root.folder, all)),
];
