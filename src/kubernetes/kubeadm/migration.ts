import type { Assumption, Change } from '../../core/diagnostic.ts';
import { isRefusal, type Node, type Refusal } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { formatVersion, isAtLeast, type KubernetesVersion } from '../../core/version.ts';
import type { KubeadmDocument } from '../kubeadm.ts';
import { opsForArguments } from './arguments.ts';
import {
  moveControlPlaneTimeout,
  moveDiscoveryTimeout,
  ownControlPlaneTimeout,
  removeGoneFields,
  startsControlPlane,
} from './moved-fields.ts';
import { isKindPatch } from './stream.ts';
import { CURRENT_API, CURRENT_API_SINCE, isMovable, saidVersion } from './versions.ts';

/** What moves some documents to the current version. */
export interface Migration {
  readonly changes: readonly Change[];
  readonly assumes: readonly Assumption[];
}

/** The kinds of the current version (kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta4/register.go). */
const KINDS: ReadonlySet<string> = new Set([
  'InitConfiguration',
  'ClusterConfiguration',
  'JoinConfiguration',
  'ResetConfiguration',
  'UpgradeConfiguration',
]);

export const isCurrent = ({ apiVersion }: KubeadmDocument): boolean => apiVersion === CURRENT_API;

/** Where a document says its version. */
export const apiVersionOf = ({ root }: KubeadmDocument): Node => root.get('apiVersion') ?? root;

/**
 * Moves documents that kubeadm reads together: a setting may go from one to another, and versions should not mix.
 *
 * `running`: the version that runs where the documents do not say it, if that is known.
 */
export function migrationOf(documents: readonly KubeadmDocument[], running: KubernetesVersion | undefined): Migration | Refusal {
  const obstacle = obstacleIn(documents, running);
  if (obstacle) return obstacle;
  const ops = new Map(documents.map(document => [document, [] as ModelOp[]]));
  const old = documents.filter(document => !isCurrent(document));
  for (const document of old) {
    const own = ops.get(document)!;
    const args = opsForArguments(document);
    if (isRefusal(args)) return args;
    own.push({ op: 'set', path: apiVersionOf(document).path, value: CURRENT_API }, ...args);
    const refusal = moveDiscoveryTimeout(document, own) ?? removeGoneFields(document, own);
    if (refusal) return refusal;
  }
  const refusal = moveControlPlaneTimeout(documents, ops);
  if (refusal) return refusal;
  return {
    changes: [...ops].filter(([, own]) => own.length > 0).map(([{ root }, own]) => ({ document: root.document, ops: own })),
    assumes: assumptionsOf(old, documents, running),
  };
}

function obstacleIn(documents: readonly KubeadmDocument[], running: KubernetesVersion | undefined): Refusal | undefined {
  for (const document of documents) {
    const { kind, apiVersion, root } = document;
    if (isKindPatch(document))
      return {
        code: 'KIND_PATCH',
        refused:
          'kind chooses the version itself and drops a patch that names another one: remove `apiVersion` from the patch (for 1.36 and later a map of arguments then needs kind 0.32)',
      };
    if (!isCurrent(document) && !isMovable(apiVersion))
      return {
        code: 'API_VERSION',
        refused: `\`${apiVersion}\` has other fields: write it as \`${CURRENT_API}\` by hand, or in steps with \`kubeadm config migrate\` of older releases`,
      };
    if (!KINDS.has(kind)) return { code: 'KIND', refused: `\`${CURRENT_API}\` has no ${kind}: remove that document` };
    const said = saidVersion(document);
    if (said && !isAtLeast(said, CURRENT_API_SINCE))
      return tooOld(said, `\`kubernetesVersion\` is \`${wordOf(root.get('kubernetesVersion')!)}\``);
  }
  return running && !documents.some(saidVersion) && !isAtLeast(running, CURRENT_API_SINCE)
    ? tooOld(running, `\`runs\` is \`${formatVersion(running)}\``)
    : undefined;
}

const tooOld = (version: KubernetesVersion, because: string): Refusal => ({
  code: 'VERSION',
  refused: `${because}, and kubeadm ${formatVersion(version)} does not read \`${CURRENT_API}\`: upgrade to 1.${CURRENT_API_SINCE} first, which reads both`,
});

function assumptionsOf(
  old: readonly KubeadmDocument[],
  documents: readonly KubeadmDocument[],
  running: KubernetesVersion | undefined,
): readonly Assumption[] {
  const assumes: Assumption[] = [];
  const [first] = old;
  const assume = (node: Node, text: string): unknown =>
    assumes.push({ at: { file: node.document.file, range: node.range, text: '' }, text, subject: node.document.file.path });
  if (first && !running && !documents.some(saidVersion))
    assume(apiVersionOf(first), `every kubeadm that reads {} is 1.${CURRENT_API_SINCE} or later`);
  const timeout = old.map(ownControlPlaneTimeout).find(node => node !== undefined);
  if (timeout && documents.some(startsControlPlane))
    assume(
      timeout,
      'control-plane nodes that join by another file than {} wait the usual four minutes, or as long as `timeouts` there says',
    );
  return assumes;
}

const wordOf = ({ source }: Node): string => source.replace(/^["']|["']$/g, '');
