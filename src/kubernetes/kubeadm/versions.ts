import { isAtLeast, parseVersion, type KubernetesVersion } from '../../core/version.ts';
import type { KubeadmDocument } from '../kubeadm.ts';
import { textOf } from '../object.ts';

/** What kubeadm's own configuration API is called. */
export const KUBEADM_GROUP = 'kubeadm.k8s.io';

/** The version to move to, and the first kubeadm that reads it. */
export const CURRENT_API = `${KUBEADM_GROUP}/v1beta4`;
export const CURRENT_API_SINCE = 31;

/** Which releases of kubeadm read a version of its API; minors of Kubernetes 1. */
interface ApiRelease {
  readonly since: number;
  /** From then on kubeadm warns. */
  readonly deprecated?: number;
  /** From then on kubeadm stops with an error. */
  readonly removed?: number;
}

/**
 * kubernetes cmd/kubeadm/app/util/config/common.go (`validateSupportedVersion`) at each release; v1beta3 was removed by
 * kubernetes/kubernetes#136016. `v1`, a copy that 1.37 refuses to read, is none yet.
 */
const RELEASES: ReadonlyMap<string, ApiRelease> = new Map<string, ApiRelease>([
  ['v1alpha1', { since: 0, deprecated: 11, removed: 12 }],
  ['v1alpha2', { since: 11, deprecated: 12, removed: 13 }],
  ['v1alpha3', { since: 12, deprecated: 13, removed: 15 }],
  ['v1beta1', { since: 13, deprecated: 15, removed: 22 }],
  ['v1beta2', { since: 15, deprecated: 22, removed: 27 }],
  ['v1beta3', { since: 22, deprecated: 31, removed: 37 }],
  ['v1beta4', { since: CURRENT_API_SINCE }],
]);

/** Versions whose fields are those of v1beta3, but for some that are gone since. */
const LIKE_V1BETA3: ReadonlySet<string> = new Set(['v1beta1', 'v1beta2', 'v1beta3'].map(version => `${KUBEADM_GROUP}/${version}`));

/** How the kubeadm of a release takes a version of its API. */
export type Reception =
  | { readonly answer: 'read' }
  | { readonly answer: 'deprecated' | 'removed' | 'too-new'; readonly minor: number; readonly goes?: number | undefined }
  | { readonly answer: 'unknown' };

/** `minor`: when it was deprecated, removed or introduced; `goes`: when a deprecated one is removed. */
export function receptionOf(apiVersion: string, target: KubernetesVersion): Reception {
  const release = RELEASES.get(apiVersion.slice(KUBEADM_GROUP.length + 1));
  if (!release) return { answer: 'unknown' };
  const { since, deprecated, removed } = release;
  if (removed !== undefined && isAtLeast(target, removed)) return { answer: 'removed', minor: removed };
  if (deprecated !== undefined && isAtLeast(target, deprecated)) return { answer: 'deprecated', minor: deprecated, goes: removed };
  return isAtLeast(target, since) ? { answer: 'read' } : { answer: 'too-new', minor: since };
}

/** Whether the documents of a version can be moved to the current one field by field. */
export const isMovable = (apiVersion: string): boolean => LIKE_V1BETA3.has(apiVersion);

/** Whether a part of a text is filled in later: `${VERSION}`, `{{ version }}`, `<version>`. */
export const isPlaceholder = (text: string): boolean => /[${}<>%@]/.test(text);

/** What a document says in `kubernetesVersion`: a version, or a label that names one, as `stable-1.36` (kubernetes cmd/kubeadm/app/util/version.go). */
export const saidVersion = ({ root }: Pick<KubeadmDocument, 'root'>): KubernetesVersion | undefined =>
  parseVersion((textOf(root.get('kubernetesVersion')) ?? '').replace(/^(?:ci\/)?(?:[a-z]+-)?/, ''));
