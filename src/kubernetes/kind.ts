import type { Document, Node } from '../core/document.ts';
import { formatVersion, isAtLeast, parseVersion, type KubernetesVersion } from '../core/version.ts';
import { shapeOf, type ExtraArgsShape } from './kubeadm.ts';
import { imageName } from './image.ts';
import { textOf } from './object.ts';

/** A document in a string of a kind configuration: a patch of what kind writes for kubeadm. */
export interface KindPatch {
  /** The configuration around it. */
  readonly cluster: Node;
  readonly root: Node;
  /** Of what is patched; a merge patch need not say its version. */
  readonly kind: string;
  readonly apiVersion: string | undefined;
  /** A merge patch, or a list of operations (RFC 6902). */
  readonly by: 'merge' | 'json6902';
}

/** A JSON Patch of what kind writes for one version of kubeadm's API, and of no other. */
export interface KindJsonPatch {
  readonly kind: string;
  readonly apiVersion: string;
  /** Where the version is said. */
  readonly at: Node;
  /** All versions for which the configuration patches this kind in the same place. */
  readonly versions: readonly string[];
}

/** From Kubernetes 1.36 on kind writes v1beta4. */
const WRITES_LISTS_SINCE = 36;

const CONTROL_PLANE = 'control-plane';

/** https://kind.sigs.k8s.io/docs/user/configuration/#kubeadm-config-patches */
export function kindPatchOf({ root, within }: Document): KindPatch | undefined {
  const cluster = within && kindCluster(within.node.document);
  const keys = within?.node.path.filter(step => typeof step === 'string') ?? [];
  if (!root || !cluster) return undefined;
  if (keys.at(-1) === 'kubeadmConfigPatches') {
    const kind = textOf(root.get('kind'));
    return kind === undefined ? undefined : { cluster, root, kind, apiVersion: textOf(root.get('apiVersion')), by: 'merge' };
  }
  if (keys.at(-2) !== 'kubeadmConfigPatchesJSON6902') return undefined;
  const [kind, group, version] = ['kind', 'group', 'version'].map(key =>
    textOf(within.node.document.root!.get(...within.node.path.slice(0, -1), key)),
  );
  return kind === undefined ? undefined : { cluster, root, kind, apiVersion: apiVersionOf(group, version), by: 'json6902' };
}

/** The JSON Patches of a kind configuration that name a version of kubeadm's API. */
export function* kindJsonPatches(document: Document): Generator<KindJsonPatch> {
  const cluster = kindCluster(document);
  for (const holder of [cluster, ...(cluster?.get('nodes')?.items() ?? [])]) {
    const patches = (holder?.get('kubeadmConfigPatchesJSON6902')?.items() ?? []).map(patch => {
      const [kind, group, version] = ['kind', 'group', 'version'].map(key => textOf(patch.get(key)));
      return { kind, apiVersion: apiVersionOf(group, version), at: patch.get('version') ?? patch.get('group') };
    });
    for (const { kind, apiVersion, at } of patches) {
      if (kind === undefined || !at || apiVersion?.startsWith('kubeadm.k8s.io/') !== true) continue;
      const versions = patches.filter(patch => patch.kind === kind).flatMap(patch => patch.apiVersion ?? []);
      yield { kind, apiVersion, at, versions };
    }
  }
}

/** What kind compares (pkg/internal/patch, `groupVersionToAPIVersion`); without either of the two a patch applies to every version. */
const apiVersionOf = (group: string | undefined, version: string | undefined): string | undefined =>
  group === undefined ? version : `${group}/${version ?? ''}`;

/** The configuration of a kind cluster, if the document is one. */
export function kindCluster({ root }: Document): Node | undefined {
  const isKind = textOf(root?.get('kind')) === 'Cluster' && textOf(root?.get('apiVersion'))?.startsWith('kind.x-k8s.io/') === true;
  return isKind ? root : undefined;
}

/** The nodes that run a kube-apiserver; without a list of nodes there is one. */
export const controlPlaneNodes = (cluster: Node): readonly Node[] =>
  (cluster.get('nodes')?.items() ?? []).filter(node => (textOf(node.get('role')) ?? CONTROL_PLANE) === CONTROL_PLANE);

/** What the images of the control plane say, where all say the same. */
export function kindVersion(cluster: Node): KubernetesVersion | undefined {
  const tags = controlPlaneNodes(cluster).map(node => imageName(textOf(node.get('image')) ?? '').tag);
  const versions = tags.map(tag => parseVersion(tag.startsWith('v') ? tag : ''));
  const [first] = versions;
  return first && versions.every(version => version?.major === first.major && version.minor === first.minor) ? first : undefined;
}

/**
 * How a patch must write extra arguments to take effect.
 *
 * With its own version a patch is read as that version is, and applies to no other. Without one kind takes a map for either, and a list where it
 * writes lists (kind 0.32 pkg/internal/patch/kubeadm_merge.go); `undefined` where both are right.
 */
export function kindShape({ apiVersion, cluster }: KindPatch): ExtraArgsShape | undefined {
  if (apiVersion !== undefined) return shapeOf(apiVersion);
  const version = kindVersion(cluster);
  return version && !isAtLeast(version, WRITES_LISTS_SINCE) ? 'map' : undefined;
}

/** Why kind applies the patch to nothing, as a sentence goes on: the version of a patch has to be the one that kind writes. */
export function whyNotApplied({ apiVersion, cluster }: KindPatch): string | undefined {
  const version = kindVersion(cluster);
  const written = version && `kubeadm.k8s.io/${writtenFor(version)}`;
  return apiVersion === undefined || !written || apiVersion === written || !apiVersion.startsWith('kubeadm.k8s.io/')
    ? undefined
    : `the patch is for \`${apiVersion}\`, and for Kubernetes ${formatVersion(version)} kind writes \`${written}\`, so it is applied to nothing`;
}

/** pkg/cluster/internal/kubeadm/config.go of kind, `Config` */
function writtenFor(version: KubernetesVersion): string {
  return isAtLeast(version, WRITES_LISTS_SINCE) ? 'v1beta4' : isAtLeast(version, 23) ? 'v1beta3' : 'v1beta2';
}
