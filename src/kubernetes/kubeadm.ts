import type { Document, Node } from '../core/document.ts';
import { textOf } from './object.ts';

/** A document of kubeadm's configuration API. */
export interface KubeadmDocument {
  readonly root: Node;
  readonly kind: string;
  readonly apiVersion: string;
  /** How this version writes extra arguments; nothing for a version that is not known. */
  readonly extraArgsShape: ExtraArgsShape | undefined;
}

/** `map`: `{name: value}`. `list`: `[{name, value}]`, since v1beta4 (kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go, `[]Arg`). */
export type ExtraArgsShape = 'map' | 'list';

/** One `extraArgs` or `kubeletExtraArgs`. */
export interface ExtraArgs {
  readonly node: Node;
  /** Within the document, as `apiServer.extraArgs`. */
  readonly name: string;
  readonly kubeadm: KubeadmDocument;
}

/** An argument as it is written in either shape. */
export interface ExtraArg {
  readonly name: string;
  readonly value: Node;
}

const SHAPES: ReadonlyMap<string, ExtraArgsShape> = new Map([
  ['v1alpha1', 'map'],
  ['v1alpha2', 'map'],
  ['v1alpha3', 'map'],
  ['v1beta1', 'map'],
  ['v1beta2', 'map'],
  ['v1beta3', 'map'],
  ['v1beta4', 'list'],
]);

/** Where each kind has extra arguments. */
const PLACES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  ClusterConfiguration: [
    ['apiServer', 'extraArgs'],
    ['controllerManager', 'extraArgs'],
    ['scheduler', 'extraArgs'],
    ['etcd', 'local', 'extraArgs'],
  ],
  InitConfiguration: [['nodeRegistration', 'kubeletExtraArgs']],
  JoinConfiguration: [['nodeRegistration', 'kubeletExtraArgs']],
};

/** A document without this word is none of kubeadm's. */
export const KUBEADM_WORDS = ['kubeadm.k8s.io'] as const;

export function kubeadmDocument({ root }: Document): KubeadmDocument | undefined {
  const apiVersion = textOf(root?.get('apiVersion'));
  const kind = textOf(root?.get('kind'));
  if (!root || kind === undefined || !apiVersion?.startsWith('kubeadm.k8s.io/')) return undefined;
  return { root, kind, apiVersion, extraArgsShape: SHAPES.get(apiVersion.slice('kubeadm.k8s.io/'.length)) };
}

export function* extraArgs(document: Document): Generator<ExtraArgs> {
  const kubeadm = kubeadmDocument(document);
  for (const path of (kubeadm && PLACES[kubeadm.kind]) ?? []) {
    const node = kubeadm?.root.get(...path);
    if (kubeadm && node) yield { node, name: path.join('.'), kubeadm };
  }
}

/** The arguments of either shape; entries that name nothing are left out. */
export function argsOf(node: Node): readonly ExtraArg[] {
  if (node.kind === 'map') return [...node.entries()].map(([name, value]) => ({ name, value }));
  return node.items().flatMap(item => {
    const [name, value] = [textOf(item.get('name')), item.get('value')];
    return name !== undefined && value ? [{ name, value }] : [];
  });
}
