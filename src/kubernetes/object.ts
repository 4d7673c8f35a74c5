import type { Resource } from '../core/diagnostic.ts';
import type { Document, Node, Path, Refusal } from '../core/document.ts';
import { ansibleDefinitions } from './ansible.ts';
import { heldIn } from './holders.ts';
import { textOf } from './nodes.ts';
import { isProgram, madeBy, pathInObject, type ProgramCall } from './programs.ts';

export { nodesAt, textOf, type Pattern } from './nodes.ts';

/** A Kubernetes object as a file writes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly node: Node;
  /** Why a change of what is written here is not sure to become one of the object in the cluster. */
  readonly obstacle?: Refusal | undefined;
  /** What makes it, where that is a program. */
  readonly call?: ProgramCall;
}

/** What an object is told apart by. */
export type Named = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'namespace' | 'name'>;

/**
 * The objects of a document: itself, the items of a list, the objects that an object holds whole, or what tasks of Ansible apply and
 * calls of a program make.
 *
 * `kubectl get -o json` writes `kind: List`; the API writes `ServiceList`, whose items need not name their kind.
 */
export function objects(document: Document): readonly KubernetesObject[] {
  const found = known.get(document) ?? [...objectsOf(document)];
  known.set(document, found);
  return found;
}

/** What was found, since every view asks for it. */
const known = new WeakMap<Document, readonly KubernetesObject[]>();

function* objectsOf(document: Document): Generator<KubernetesObject> {
  const { root } = document;
  const seen = new Set<number>();
  if (isProgram(document)) {
    for (const { node, around, call } of madeBy(document))
      for (const found of objectsIn(node, seen, around)) yield { ...found, ...(around?.name !== undefined && { name: around.name }), call };
    return;
  }
  if (root?.kind !== 'list') {
    if (root) yield* objectsIn(root, seen, undefined, obstacleAround(document));
    return;
  }
  for (const { definition, obstacle } of ansibleDefinitions(root)) yield* objectsIn(definition, seen, undefined, obstacle);
}

/** What a finding says about an object; `path` is that of the field within it. */
export const resourceOf = ({ apiVersion, kind, namespace, name }: Named, path: Path, form: string): Resource => ({
  apiVersion,
  kind,
  namespace,
  name,
  path: pathInObject(path),
  form,
});

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
  for (const { node: held, around, obstacle: own } of heldIn(kind, apiVersion, node)) {
    if (around) yield { ...around, node: held, ...(own && { obstacle: own }) };
    else yield* objectsIn(held, seen, undefined, own ?? obstacle);
  }
}

/** What stands in the way of all objects of a string, and of the strings that it holds. */
const obstacleAround = ({ within }: Document): Refusal | undefined => within && (within.obstacle ?? obstacleAround(within.node.document));

function object(node: Node, apiVersion: string, kind: string, obstacle: Refusal | undefined): KubernetesObject {
  const metadata = node.get('metadata');
  const name = textOf(metadata?.get('name')) ?? textOf(metadata?.get('generateName'));
  return { apiVersion, kind, namespace: textOf(metadata?.get('namespace')), name, node, ...(obstacle && { obstacle }) };
}
