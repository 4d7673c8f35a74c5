import type { Resource } from '../core/diagnostic.ts';
import type { Document, Node, Path, Refusal } from '../core/document.ts';
import { ansibleTasks } from './ansible.ts';

/** A Kubernetes object as a file writes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly node: Node;
  /** Why a change of what is written here is not sure to become one of the object in the cluster. */
  readonly obstacle?: Refusal | undefined;
}

/** What an object is told apart by. */
export type Named = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/** Keys on the way to a node; `*` stands for every item of a list. */
export type Pattern = readonly string[];

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
];

/** Ansible modules that apply objects: https://docs.ansible.com/ansible/latest/collections/kubernetes/core/k8s_module.html and its older names. */
const ANSIBLE_MODULES: ReadonlySet<string> = new Set([
  'k8s',
  'kubernetes.core.k8s',
  'community.kubernetes.k8s',
  'community.okd.k8s',
  'redhat.openshift.k8s',
  'k8s_raw',
  'openshift_raw',
]);

/**
 * The objects of a document: itself, the items of a list, the objects that an object holds whole, or what tasks of Ansible apply.
 *
 * `kubectl get -o json` writes `kind: List`; the API writes `ServiceList`, whose items need not name their kind.
 */
export function* objects({ root }: Document): Generator<KubernetesObject> {
  if (root?.kind === 'list') yield* objectsOfTasks(root, new Set());
  else if (root) yield* objectsIn(root, new Set());
}

/** What a finding says about an object; `path` is that of the field within it. */
export const resourceOf = ({ apiVersion, kind, namespace, name }: Named, path: Path, form: string): Resource => ({
  apiVersion,
  kind,
  namespace,
  name,
  path,
  form,
});

/** The string that a node says, if it is one that is not empty. */
export const textOf = (node: Node | undefined): string | undefined =>
  node && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;

/** The nodes that a pattern leads to; `*` stands for every item of a list or member of a map. */
export function* nodesAt(node: Node | undefined, [step, ...rest]: Pattern): Generator<Node> {
  if (!node) return;
  if (step === undefined) yield node;
  else if (step !== '*') yield* nodesAt(node.get(step), rest);
  else for (const child of node.kind === 'list' ? node.items() : [...node.entries()].map(([, value]) => value)) yield* nodesAt(child, rest);
}

/** `seen`: where maps begin that were looked into. Aliases may lead back to them. */
function* objectsIn(
  node: Node,
  seen: Set<number>,
  itemOf?: { readonly kind: string; readonly apiVersion: string },
  obstacle?: Refusal,
): Generator<KubernetesObject> {
  const kind = textOf(node.get('kind')) ?? itemOf?.kind;
  if (node.kind !== 'map' || kind === undefined || kind === '' || seen.has(node.range.start)) return;
  seen.add(node.range.start);
  const apiVersion = textOf(node.get('apiVersion')) ?? itemOf?.apiVersion ?? '';
  const items = node.get('items');
  if (kind.endsWith('List') && items?.kind === 'list') {
    const itemKind = kind.slice(0, -'List'.length);
    for (const item of items.items())
      yield* objectsIn(item, seen, { kind: itemKind, apiVersion: itemKind === '' ? '' : apiVersion }, obstacle);
    return;
  }
  yield object(node, apiVersion, kind, obstacle);
  for (const { held } of HOLDERS.filter(holder => holder.kind === kind && holder.apiVersion.test(apiVersion)))
    for (const pattern of held) for (const inner of nodesAt(node, pattern)) yield* objectsIn(inner, seen, undefined, obstacle);
}

function* objectsOfTasks(tasks: Node, seen: Set<number>): Generator<KubernetesObject> {
  for (const { module, arguments: given } of ansibleTasks(tasks)) {
    if (!ANSIBLE_MODULES.has(module) || given.get('state')?.value === 'absent') continue;
    const definition = given.get('resource_definition') ?? given.get('definition') ?? given.get('inline');
    const definitions = definition?.kind === 'list' ? definition.items() : definition ? [definition] : [];
    for (const inner of definitions) yield* objectsIn(inner, seen, undefined, mergedBy(given));
  }
}

/** Without `apply` or `force` the module patches what is there with what is written: what is taken away from here stays there. */
function mergedBy(module: Node): Refusal | undefined {
  const applies = module.get('state')?.value !== 'patched' && ['apply', 'force'].some(key => module.get(key)?.value === true);
  return applies
    ? undefined
    : {
        code: 'MERGED',
        refused:
          'the task merges its definition into the object in the cluster, where stays what is left out here: set `apply: true` first',
      };
}

function object(node: Node, apiVersion: string, kind: string, obstacle: Refusal | undefined): KubernetesObject {
  const metadata = node.get('metadata');
  const name = textOf(metadata?.get('name')) ?? textOf(metadata?.get('generateName'));
  return { apiVersion, kind, namespace: textOf(metadata?.get('namespace')), name, node, ...(obstacle && { obstacle }) };
}
