import type { Document, Node, Region } from '../core/document.ts';
import { ansibleDefinitions } from './ansible.ts';
import { machineFiles } from './machine-files.ts';
import { metricStrings } from './metrics/strings.ts';
import { argumentStrings } from './cloud-controller-managers/openstack-chart.ts';
import { manifestsInCalls } from './programs.ts';
import { nodesAt, objects, textOf, type KubernetesObject, type Pattern } from './object.ts';
import { terraformRegions } from './terraform/regions.ts';

/** Where an object holds documents in strings. */
interface RegionTable {
  readonly kind: RegExp;
  /** The group of the apiVersion, without the version; `''` for the core. */
  readonly group: RegExp;
  readonly places: readonly { readonly pattern: Pattern; readonly holds: RegionContent }[];
}

/**
 * What a string holds.
 *
 * - `manifests`: Kubernetes objects, whole or as strategic-merge patches.
 * - `json6902`: a list of JSON Patch operations.
 * - `patch`: either of the two.
 * - `helm-values`: the values of a chart.
 * - `arguments`: a list of arguments of a program.
 * - `file`: a file of any format, which may be one of the above.
 */
export type RegionContent = 'manifests' | 'json6902' | 'patch' | 'helm-values' | 'arguments' | 'file';

const TABLES: readonly RegionTable[] = [
  // Files of a ConfigMap or Secret: manifests that a ClusterResourceSet applies, kubeadm's own configuration, values of a release.
  { kind: /^ConfigMap$/, group: /^$/, places: [{ pattern: ['data', '*'], holds: 'file' }] },
  { kind: /^Secret$/, group: /^$/, places: [{ pattern: ['stringData', '*'], holds: 'file' }] },
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
  {
    kind: /^(?:Application|ApplicationSet)$/,
    group: /^argoproj\.io$/,
    places: ['spec', 'spec.template.spec'].flatMap(base => [
      { pattern: [...base.split('.'), 'source', 'helm', 'values'], holds: 'helm-values' as const },
      { pattern: [...base.split('.'), 'sources', '*', 'helm', 'values'], holds: 'helm-values' as const },
      // https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/#patches
      { pattern: [...base.split('.'), 'source', 'kustomize', 'patches', '*', 'patch'], holds: 'patch' as const },
      { pattern: [...base.split('.'), 'sources', '*', 'kustomize', 'patches', '*', 'patch'], holds: 'patch' as const },
    ]),
  },
  // https://docs.k3s.io/helm
  {
    kind: /^(?:HelmChart|HelmChartConfig)$/,
    group: /^helm\.cattle\.io$/,
    places: [{ pattern: ['spec', 'valuesContent'], holds: 'helm-values' }],
  },
  // https://docs.k0sproject.io/stable/helm-charts/, k0sproject/k0s pkg/apis/helm/v1beta1/chart_types.go
  {
    kind: /^ClusterConfig$/,
    group: /^k0s\.k0sproject\.io$/,
    places: [{ pattern: ['spec', 'extensions', 'helm', 'charts', '*', 'values'], holds: 'helm-values' }],
  },
  { kind: /^Chart$/, group: /^helm\.k0sproject\.io$/, places: [{ pattern: ['spec', 'values'], holds: 'helm-values' }] },
  // projectsveltos/addon-controller api/v1beta1/spec.go (HelmChart)
  {
    kind: /^(?:ClusterProfile|Profile)$/,
    group: /^config\.projectsveltos\.io$/,
    places: [{ pattern: ['spec', 'helmCharts', '*', 'values'], holds: 'helm-values' }],
  },
  // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
  {
    kind: /^(?:Kustomization|Component)$/,
    group: /^kustomize\.config\.k8s\.io$|^$/,
    places: [
      { pattern: ['patches', '*', 'patch'], holds: 'patch' },
      { pattern: ['patchesJson6902', '*', 'patch'], holds: 'json6902' },
      { pattern: ['patchesStrategicMerge', '*'], holds: 'manifests' },
    ],
  },
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#patches
  {
    kind: /^Kustomization$/,
    group: /^kustomize\.toolkit\.fluxcd\.io$/,
    places: [{ pattern: ['spec', 'patches', '*', 'patch'], holds: 'patch' }],
  },
  // https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers
  {
    kind: /^HelmRelease$/,
    group: /^helm\.toolkit\.fluxcd\.io$/,
    places: [{ pattern: ['spec', 'postRenderers', '*', 'kustomize', 'patches', '*', 'patch'], holds: 'patch' }],
  },
  // https://fluxoperator.dev/docs/crd/resourceset/#resources-template
  {
    kind: /^ResourceSet$/,
    group: /^fluxcd\.controlplane\.io$/,
    places: [{ pattern: ['spec', 'resourcesTemplate'], holds: 'manifests' }],
  },
  // rancher/fleet pkg/apis/fleet.cattle.io/v1alpha1/bundle_types.go; what is compressed there is no text
  { kind: /^Bundle$/, group: /^fleet\.cattle\.io$/, places: [{ pattern: ['spec', 'resources', '*', 'content'], holds: 'file' }] },
  // rancher/rancher pkg/apis/rke.cattle.io/v1/cluster.go: RKEClusterSpecCommon
  {
    kind: /^Cluster$/,
    group: /^provisioning\.cattle\.io$/,
    places: [{ pattern: ['spec', 'rkeConfig', 'additionalManifest'], holds: 'manifests' }],
  },
  // https://kind.sigs.k8s.io/docs/user/configuration/#kubeadm-config-patches
  {
    kind: /^Cluster$/,
    group: /^kind\.x-k8s\.io$/,
    places: [
      { pattern: ['kubeadmConfigPatches', '*'], holds: 'manifests' },
      { pattern: ['nodes', '*', 'kubeadmConfigPatches', '*'], holds: 'manifests' },
      { pattern: ['kubeadmConfigPatchesJSON6902', '*', 'patch'], holds: 'json6902' },
      { pattern: ['nodes', '*', 'kubeadmConfigPatchesJSON6902', '*', 'patch'], holds: 'json6902' },
    ],
  },
];

/** Files without a kind, each with what tells that it is one, and where it holds manifests in strings. */
const KINDLESS: readonly { readonly says: Pattern; readonly pattern: Pattern }[] = [
  // https://docs.siderolabs.com/kubernetes-guides/advanced-guides/inlinemanifests
  { says: ['cluster', 'inlineManifests'], pattern: ['cluster', 'inlineManifests', '*', 'contents'] },
  // https://rke.docs.rancher.com/config-options/add-ons/user-defined-add-ons
  { says: ['nodes'], pattern: ['addons'] },
];

/** The strings of a document that are documents themselves. */
export function* regionsOf(document: Document): Generator<Region> {
  const { root } = document;
  if (root?.kind === 'list')
    for (const { definition, obstacle } of ansibleDefinitions(root))
      if (textOf(definition) !== undefined) yield { node: definition, holds: 'manifests', obstacle };
  if (root?.kind === 'map' && root.get('kind') === undefined)
    for (const { says, pattern } of KINDLESS) if (root.get(...says)?.kind === 'list') yield* strings(root, pattern, 'manifests');
  for (const node of manifestsInCalls(document)) yield { node, holds: 'manifests' };
  yield* terraformRegions(document);
  yield* metricStrings(document);
  yield* machineFiles(document);
  // kustomize takes a file of its name for a Kustomization, whatever it says.
  if (isNamelessKustomization(document))
    for (const { pattern, holds } of TABLES.find(({ group }) => group.test('kustomize.config.k8s.io'))!.places)
      yield* strings(document.root, pattern, holds);
  yield* argumentStrings(document);
  for (const object of objects(document)) {
    const group = groupOf(object);
    for (const table of TABLES) {
      if (!table.kind.test(object.kind) || !table.group.test(group)) continue;
      for (const { pattern, holds } of table.places) yield* strings(object.node, pattern, holds);
    }
  }
}

function* strings(node: Node | undefined, pattern: Pattern, holds: RegionContent): Generator<Region> {
  for (const found of nodesAt(node, pattern)) if (textOf(found) !== undefined) yield { node: found, holds };
}

/** The API group, `''` for the core. */
const groupOf = ({ apiVersion }: KubernetesObject): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

const isNamelessKustomization = ({ file, root, within }: Document): boolean =>
  !within && /(?:^|\/)kustomization\.ya?ml$/.test(file.path) && root?.kind === 'map' && root.get('kind') === undefined;
