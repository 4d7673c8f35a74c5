import { wordFor, type Node, type Path, type Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import type { KubeadmDocument } from '../kubeadm.ts';
import { isPlaceholder } from './versions.ts';

/** Operations on some documents that are read together. */
export type DocumentOps = ReadonlyMap<KubeadmDocument, ModelOp[]>;

const CONTROL_PLANE_TIMEOUT = ['apiServer', 'timeoutForControlPlane'];
const DISCOVERY_TIMEOUT = ['discovery', 'timeout'];

/** Four minutes, in seconds: kubernetes cmd/kubeadm/app/constants, `ControlPlaneComponentHealthCheckTimeout`. */
const DEFAULT_CONTROL_PLANE_TIMEOUT = 240;

/**
 * Moves a JoinConfiguration's `discovery.timeout` to its `timeouts.discovery`
 * (kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta3/conversion.go).
 */
export function moveDiscoveryTimeout(document: KubeadmDocument, ops: ModelOp[]): Refusal | undefined {
  const timeout = document.kind === 'JoinConfiguration' ? document.root.get(...DISCOVERY_TIMEOUT) : undefined;
  if (!timeout) return undefined;
  if (!isTimeout(timeout)) return noDuration(timeout, DISCOVERY_TIMEOUT);
  if (timeout.value !== null) ops.push({ op: 'set', path: ['timeouts', 'discovery'], value: { copyOf: timeout } });
  ops.push(removal(document.root, DISCOVERY_TIMEOUT, ['timeouts', 'discovery']));
  return undefined;
}

/** The timeout of a ClusterConfiguration, if it is another one than kubeadm's own; 0 says nothing. */
export function ownControlPlaneTimeout({ kind, root }: KubeadmDocument): Node | undefined {
  const timeout = kind === 'ClusterConfiguration' ? root.get(...CONTROL_PLANE_TIMEOUT) : undefined;
  return timeout && ![0, DEFAULT_CONTROL_PLANE_TIMEOUT].includes(secondsOf(timeout) ?? -1) ? timeout : undefined;
}

/** Whether a configuration starts a control plane, and so waits for it. */
export const startsControlPlane = ({ kind, root }: KubeadmDocument): boolean =>
  kind === 'InitConfiguration' || (kind === 'JoinConfiguration' && root.get('controlPlane') !== undefined);

/**
 * Moves `apiServer.timeoutForControlPlane` to `timeouts.controlPlaneComponentHealthCheck` of the configurations that start a control
 * plane, as `defaultMigrateMutators` does (kubernetes cmd/kubeadm/app/util/config/common.go).
 */
export function moveControlPlaneTimeout(documents: readonly KubeadmDocument[], ops: DocumentOps): Refusal | undefined {
  const homes = documents.filter(startsControlPlane);
  const target = ['timeouts', 'controlPlaneComponentHealthCheck'];
  const moved = documents.flatMap(document => {
    const timeout = document.kind === 'ClusterConfiguration' ? document.root.get(...CONTROL_PLANE_TIMEOUT) : undefined;
    return timeout ? [{ document, timeout }] : [];
  });
  const said = [...moved.map(({ timeout }) => timeout), ...homes.flatMap(({ root }) => root.get(...target) ?? [])];
  for (const { document, timeout } of moved) {
    if (!isTimeout(timeout)) return noDuration(timeout, CONTROL_PLANE_TIMEOUT);
    const other = said.find(({ value }) => value !== timeout.value);
    if (other)
      return {
        code: 'CONFLICT',
        refused: `\`${wordFor(timeout.value)}\` and \`${wordFor(other.value)}\` are both said to be how long kubeadm waits for a control plane`,
      };
    if (homes.length === 0 && ownControlPlaneTimeout(document))
      return {
        code: 'NO_HOME',
        refused:
          '`apiServer.timeoutForControlPlane` moves to the InitConfiguration or JoinConfiguration of a control plane, and none stands here: add one, or remove the field',
      };
    const heirs = secondsOf(timeout) === 0 ? [] : homes.filter(({ root }) => !root.get(...target));
    const { op, path } = removal(document.root, CONTROL_PLANE_TIMEOUT);
    const comments = timeout.document.editor.commentsOf(path);
    for (const [index, home] of heirs.entries())
      ops.get(home)?.push({ op: 'set', path: target, value: { copyOf: timeout }, ...(index === 0 && { comments }) });
    ops.get(document)?.push({ op, path, comments: heirs.length > 0 ? 'leave' : 'stay' });
  }
  return undefined;
}

/** Takes away what no version since v1beta3, or v1beta4, has a field for. */
export function removeGoneFields({ kind, root }: KubeadmDocument, ops: ModelOp[]): Refusal | undefined {
  if (kind !== 'ClusterConfiguration') return undefined;
  // The gate went with v1beta3 (kubernetes/kubernetes#136016); the field means the same (#120417, #123054).
  const gate = root.get('featureGates', 'PublicKeysECDSA');
  if (gate && typeof gate.value !== 'boolean')
    return { code: 'SHAPE', refused: `\`PublicKeysECDSA\` is \`${gate.source}\`, and no boolean` };
  if (gate?.value === true) ops.push({ op: 'set', path: ['encryptionAlgorithm'], value: 'ECDSA-P256' });
  if (gate) ops.push(removal(root, ['featureGates', 'PublicKeysECDSA'], ['encryptionAlgorithm']));

  // Both went with v1beta2 (kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta3/doc.go).
  for (const { path, meaningless } of [
    { path: ['dns', 'type'], meaningless: ['CoreDNS', '', null] },
    { path: ['useHyperKubeImage'], meaningless: [false, null] },
  ]) {
    const field = root.get(...path);
    if (field && !meaningless.some(value => value === field.value))
      return {
        code: 'GONE',
        refused: `\`${path.join('.')}: ${field.source}\` is something that kubeadm cannot do any more: remove it first`,
      };
    if (field) ops.push(removal(root, path));
  }
  return undefined;
}

/** Takes a field away, with the maps around it that would be left empty. */
function removal(root: Node, path: Path, moveTo?: Path): ModelOp & { readonly op: 'remove' } {
  let gone = path;
  for (let parent = path.slice(0, -1); parent.length > 0; parent = parent.slice(0, -1)) {
    if ([...(root.get(...parent)?.entries() ?? [])].length > 1) break;
    gone = parent;
  }
  return { op: 'remove', path: gone, comments: moveTo ? { moveTo } : 'stay' };
}

/** A duration, nothing at all, or something that is filled in later, as `${TIMEOUT}`. */
const isTimeout = (node: Node): boolean => secondsOf(node) !== undefined || (typeof node.value === 'string' && isPlaceholder(node.value));

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3 };

/** How long a duration of Go is, as `4m0s`; null is 0. Nothing for what is none. */
function secondsOf({ value }: Node): number | undefined {
  const text = value === null ? '0' : typeof value === 'string' ? value : '';
  if (text === '0') return 0;
  if (!/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(h|ms|m|s)/gy)].reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit!]!, 0);
}

const noDuration = ({ source }: Node, path: Path): Refusal => ({
  code: 'SHAPE',
  refused: `\`${path.join('.')}\` is \`${source}\`, which is no duration as \`4m0s\``,
});
