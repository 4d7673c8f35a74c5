import type { Resource } from '../core/diagnostic.ts';
import type { Document, Node, Path } from '../core/document.ts';

/** A Kubernetes object as a file writes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly node: Node;
}

/**
 * The objects of a document: itself, or the items of a list.
 *
 * `kubectl get -o json` writes `kind: List`; the API writes `ServiceList`, whose items need not name their kind.
 */
export function* objects({ root }: Document): Generator<KubernetesObject> {
  if (root?.kind !== 'map') return;
  const kind = textOf(root.get('kind'));
  const items = root.get('items');
  if (kind === undefined || !kind.endsWith('List') || items?.kind !== 'list') {
    if (kind !== undefined) yield object(root, textOf(root.get('apiVersion')) ?? '', kind);
    return;
  }
  const itemKind = kind.slice(0, -'List'.length);
  for (const item of items.items()) {
    const ownKind = textOf(item.get('kind')) ?? itemKind;
    if (item.kind === 'map' && ownKind !== '') yield object(item, textOf(item.get('apiVersion')) ?? (itemKind === '' ? '' : textOf(root.get('apiVersion')) ?? ''), ownKind);
  }
}

/** What a finding says about an object; `path` is that of the field within it. */
export const resourceOf = ({ apiVersion, kind, namespace, name }: KubernetesObject, path: Path, form: string): Resource => ({ apiVersion, kind, namespace, name, path, form });

/** The string that a node says, if it is one that is not empty. */
export const textOf = (node: Node | undefined): string | undefined =>
  node && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;

function object(node: Node, apiVersion: string, kind: string): KubernetesObject {
  const metadata = node.get('metadata');
  const name = textOf(metadata?.get('name')) ?? textOf(metadata?.get('generateName'));
  return { apiVersion, kind, namespace: textOf(metadata?.get('namespace')), name, node };
}
