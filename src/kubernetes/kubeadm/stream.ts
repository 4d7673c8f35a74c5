import type { Document } from '../../core/document.ts';
import { isAtLeast, type KubernetesVersion } from '../../core/version.ts';
import type { KubeadmDocument } from '../kubeadm.ts';
import { textOf } from '../object.ts';
import { KUBEADM_GROUP } from './versions.ts';

/** A name for the documents that kubeadm reads together: those of one file, or of one string. */
export function streamOf({ file, within }: Document): string {
  if (!within) return file.path;
  const { document, path } = within.node;
  return JSON.stringify([streamOf(document), document.index, document.within?.part ?? 0, path]);
}

/** Whether a document is a patch of what kind writes for kubeadm. */
export const isKindPatch = ({ root }: KubeadmDocument): boolean => patchesAround(root.document) !== undefined;

/**
 * The version that kind writes for a release: it drops patches of another one, and says nothing (kubernetes-sigs/kind
 * pkg/cluster/internal/kubeadm/config.go and pkg/internal/patch).
 */
export function apiOfKind(version: KubernetesVersion): string {
  const name = isAtLeast(version, 36) ? 'v1beta4' : isAtLeast(version, 23) ? 'v1beta3' : 'v1beta2';
  return `${KUBEADM_GROUP}/${name}`;
}

/** Whether beside a patch for kind stands one of the same kind for another version, so that either of them counts. */
export const hasTwin = ({ root, kind }: KubeadmDocument, apiVersion: string): boolean =>
  (patchesAround(root.document) ?? []).some(text => text.includes(apiVersion) && text.includes(kind));

/** The texts of the list of patches that a document stands in. */
function patchesAround({ within }: Document): readonly string[] | undefined {
  if (!within?.node.path.includes('kubeadmConfigPatches')) return undefined;
  const { document, path } = within.node;
  return document.root
    ?.get(...path.slice(0, -1))
    ?.items()
    .flatMap(item => textOf(item) ?? []);
}
