import type { Node, Refusal } from '../core/document.ts';
import { nodesAt, textOf, type Pattern } from './nodes.ts';

/** A whole object in another one. */
export interface Held {
  readonly node: Node;
  /** What is written around it rather than in it. */
  readonly around?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string | undefined;
    readonly name: string | undefined;
  };
  /** Why a change of it is not sure to become one of the object in the cluster. */
  readonly obstacle?: Refusal | undefined;
}

/** Objects that hold whole objects. */
const HOLDERS: readonly { readonly kind: string; readonly apiVersion: RegExp; readonly held: readonly Pattern[] }[] = [
  // https://docs.okd.io/latest/openshift_images/using-templates.html
  { kind: 'Template', apiVersion: /^(?:template\.openshift\.io\/|v1$)/, held: [['objects', '*']] },
  // crossplane-contrib/provider-kubernetes, apis/cluster/object
  { kind: 'Object', apiVersion: /^kubernetes(?:\.m)?\.crossplane\.io\//, held: [['spec', 'forProvider', 'manifest']] },
  // https://docs.crossplane.io/latest/composition/compositions/, with resources of its own or of the function patch-and-transform
  {
    kind: 'Composition',
    apiVersion: /^apiextensions\.crossplane\.io\//,
    held: [
      ['spec', 'resources', '*', 'base'],
      ['spec', 'pipeline', '*', 'input', 'resources', '*', 'base'],
    ],
  },
  // https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/
  { kind: 'ManifestWork', apiVersion: /^work\.open-cluster-management\.io\//, held: [['spec', 'workload', 'manifests', '*']] },
  // karmada-io/karmada pkg/apis/work/v1alpha1/work_types.go
  { kind: 'Work', apiVersion: /^work\.karmada\.io\//, held: [['spec', 'workload', 'manifests', '*']] },
  // https://fluxoperator.dev/docs/crd/resourceset/#resources-configuration
  { kind: 'ResourceSet', apiVersion: /^fluxcd\.controlplane\.io\//, held: [['spec', 'resources', '*']] },
];

/** The objects that an object holds whole. */
export function* heldIn(kind: string, apiVersion: string, node: Node): Generator<Held> {
  for (const { held } of HOLDERS.filter(holder => holder.kind === kind && holder.apiVersion.test(apiVersion)))
    for (const pattern of held) for (const inner of nodesAt(node, pattern)) yield { node: inner, obstacle: patchedByComposition(inner) };
  if ((kind === 'ClusterPolicy' || kind === 'Policy') && apiVersion.startsWith('kyverno.io/')) yield* generatedBy(node);
}

/** https://docs.crossplane.io/latest/composition/compositions/: the patches of a resource stand beside its base, and write into it. */
function patchedByComposition({ path, document }: Node): Refusal | undefined {
  const patches = path.at(-1) === 'base' ? document.root?.get(...path.slice(0, -1), 'patches') : undefined;
  return patches?.source.includes('externalIPs')
    ? { code: 'PATCHED', refused: 'a patch of the Composition writes `externalIPs` of this resource as well: move both by hand' }
    : undefined;
}

/** https://kyverno.io/docs/policy-types/cluster-policy/generate/#data-source: kind and name stand around the rest of the object. */
function* generatedBy(policy: Node): Generator<Held> {
  for (const generate of nodesAt(policy, ['spec', 'rules', '*', 'generate'])) {
    for (const around of [generate, ...(generate.get('foreach')?.items() ?? [])]) {
      const [apiVersion, kind, namespace, name] = ['apiVersion', 'kind', 'namespace', 'name'].map(key => textOf(around.get(key)));
      const data = around.get('data');
      if (data?.kind !== 'map' || apiVersion === undefined || kind === undefined) continue;
      const obstacle = generate.get('synchronize')?.value === true ? undefined : NOT_SYNCHRONIZED;
      yield { node: data, around: { apiVersion, kind, namespace, name }, obstacle };
    }
  }
}

const NOT_SYNCHRONIZED: Refusal = {
  code: 'MERGED',
  refused:
    'the policy makes the Service once and leaves it as it is then: set `synchronize: true` first, so that the change reaches the cluster',
};
