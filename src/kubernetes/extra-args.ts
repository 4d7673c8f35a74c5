import type { Resource } from '../core/diagnostic.ts';
import { wordFor, type Document, type Node } from '../core/document.ts';
import { kubeadmConfigHolders } from './cluster-api.ts';
import { kindPatchOf, kindShape, whyNotApplied } from './kind.ts';
import { kubeadmDocument, type ExtraArgsShape } from './kubeadm.ts';
import { resourceOf } from './object.ts';

/** One `extraArgs` or `kubeletExtraArgs`, whoever hands it to kubeadm. */
export interface ExtraArgs {
  readonly node: Node;
  /** Within the configuration, as `apiServer.extraArgs`. */
  readonly name: string;
  /** Who reads it: `kubeadm`, `Cluster API`, `kind`. */
  readonly reader: string;
  /** The version of an API that tells how it is written, and where that is said. */
  readonly api: { readonly name: string; readonly node: Node | undefined };
  /** Nothing where either is right, or where it is not known. */
  readonly shape: ExtraArgsShape | undefined;
  /** What happens to the wrong shape. */
  readonly failure: { readonly label: string; readonly isIgnored: boolean };
  /** What happens where a value is no string, and where an entry of a list has no name. */
  readonly whole: string;
  readonly nameless: string;
  /** Whether a list may name an argument more than once. */
  readonly repeats: boolean;
  readonly resource: Resource;
}

/** A document without any of these has no extra arguments. */
export const EXTRA_ARGS_WORDS = ['extraArgs', 'kubeletExtraArgs'] as const;

/** Where each kind of kubeadm's API has extra arguments. */
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

export function* extraArgs(document: Document): Generator<ExtraArgs> {
  if (kindPatchOf(document)) yield* ofKind(document);
  else {
    yield* ofKubeadm(document);
    yield* ofClusterApi(document);
  }
}

function* ofKubeadm(document: Document): Generator<ExtraArgs> {
  const kubeadm = kubeadmDocument(document);
  if (!kubeadm) return;
  const { root, kind, apiVersion, extraArgsShape: shape } = kubeadm;
  const label = `kubeadm rejects this ${kind}`;
  for (const { node, name } of extraArgPlaces(root, kind))
    yield {
      node,
      name,
      reader: 'kubeadm',
      api: { name: apiVersion, node: root.get('apiVersion') },
      shape,
      failure: { label, isIgnored: false },
      whole: label,
      nameless: label,
      repeats: true,
      resource: { apiVersion, kind, path: node.path, form: 'kubeadm' },
    };
}

function* ofClusterApi(document: Document): Generator<ExtraArgs> {
  for (const { object, spec, shape } of kubeadmConfigHolders(document)) {
    const label = `the API server rejects this ${object.kind}`;
    for (const kind of Object.keys(PLACES)) {
      const configuration = spec.get(kind.charAt(0).toLowerCase() + kind.slice(1));
      for (const { node, name } of configuration ? extraArgPlaces(configuration, kind) : [])
        yield {
          node,
          name,
          reader: 'Cluster API',
          api: { name: object.apiVersion, node: object.node.get('apiVersion') },
          shape,
          failure: { label, isIgnored: false },
          whole: label,
          nameless: label,
          repeats: false,
          resource: resourceOf(object, node.path, 'cluster-api'),
        };
    }
  }
}

/** Of a list kind takes the entries that have a name, of anything else under `v1beta4` nothing (kind pkg/internal/patch/kubeadm_merge.go, `mergeExtraArgs`). */
function* ofKind(document: Document): Generator<ExtraArgs> {
  const patch = kindPatchOf(document);
  if (patch?.by !== 'merge' || whyNotApplied(patch) !== undefined) return;
  const { root, kind, apiVersion } = patch;
  const shape = kindShape(patch);
  const isIgnored = shape === 'list';
  for (const { node, name } of extraArgPlaces(root, kind))
    yield {
      node,
      name,
      reader: 'kubeadm',
      api: { name: apiVersion ?? 'kind before Kubernetes 1.36', node: root.get('apiVersion') },
      shape,
      failure: { label: isIgnored ? 'kind leaves this out without a word' : 'kubeadm rejects what kind makes of it', isIgnored },
      nameless: 'kind leaves it out without a word',
      repeats: true,
      whole: 'kubeadm rejects what kind makes of it',
      resource: { apiVersion, kind, path: node.path, form: 'kind' },
    };
}

/** The extra arguments in a kind of kubeadm's API, each with its path in it. */
export const extraArgPlaces = (base: Node, kind: string): readonly { readonly node: Node; readonly name: string }[] =>
  (PLACES[kind] ?? []).flatMap(path => {
    const node = base.get(...path);
    return node ? [{ node, name: path.join('.') }] : [];
  });

/**
 * What a single value says as an argument, which is a text: as it is written, so that `0x1F` stays that, but of an alias what it stands for;
 * null is what kubeadm reads as an empty text.
 */
export function argumentText(node: Node): string {
  if (node.value === null) return '';
  return node.source.startsWith('*') ? wordFor(node.value) : node.source;
}
