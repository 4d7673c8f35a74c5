import type { Document, Node, Path } from '../core/document.ts';
import { flagList, flagMap, isEmptyCollection, type Flags } from './flags.ts';
import type { ControlPlaneTool } from './kube-api-server.ts';
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

/** An argument as it is written in either shape. */
export interface ExtraArg {
  readonly name: string;
  readonly value: Node;
}

/** What kubeadm passes to kube-apiserver by itself (kubernetes cmd/kubeadm/app/phases/controlplane/manifests.go); no `peer-…` flag. */
export const KUBEADM: ControlPlaneTool = {
  name: 'kubeadm',
  sets: new Set([
    'advertise-address',
    'enable-admission-plugins',
    'client-ca-file',
    'tls-cert-file',
    'tls-private-key-file',
    'secure-port',
    'requestheader-client-ca-file',
    'requestheader-allowed-names',
    'proxy-client-cert-file',
    'proxy-client-key-file',
  ]),
  admissionPlugins: ['NodeRestriction'],
};

const SHAPES: ReadonlyMap<string, ExtraArgsShape> = new Map([
  ['v1alpha1', 'map'],
  ['v1alpha2', 'map'],
  ['v1alpha3', 'map'],
  ['v1beta1', 'map'],
  ['v1beta2', 'map'],
  ['v1beta3', 'map'],
  ['v1beta4', 'list'],
]);

const DEFAULT_CERTIFICATES_DIR = '/etc/kubernetes/pki';

/** A document without this word is none of kubeadm's. */
export const KUBEADM_WORDS = ['kubeadm.k8s.io'] as const;

export function kubeadmDocument({ root }: Document): KubeadmDocument | undefined {
  const apiVersion = textOf(root?.get('apiVersion'));
  const kind = textOf(root?.get('kind'));
  if (!root || kind === undefined || !apiVersion?.startsWith('kubeadm.k8s.io/')) return undefined;
  return { root, kind, apiVersion, extraArgsShape: shapeOf(apiVersion) };
}

/** How a version of kubeadm's API writes extra arguments: `kubeadm.k8s.io/v1beta4`. */
export const shapeOf = (apiVersion: string): ExtraArgsShape | undefined => SHAPES.get(apiVersion.replace(/^kubeadm\.k8s\.io\//, ''));

/** The arguments of either shape; entries that name nothing are left out. */
export function argsOf(node: Node): readonly ExtraArg[] {
  if (node.kind === 'map') return [...node.entries()].map(([name, value]) => ({ name, value }));
  return node.items().flatMap(item => {
    const [name, value] = [textOf(item.get('name')), item.get('value')];
    return name !== undefined && value ? [{ name, value }] : [];
  });
}

/** Extra arguments below `base`, read in whichever shape they have, and written only in the one that `api` wants. */
export function extraArgFlags(
  base: Node,
  path: Path,
  { api, shape }: { readonly api: string; readonly shape: ExtraArgsShape | undefined },
): Flags {
  const node = base.get(...path);
  const isEmpty = isEmptyCollection(node);
  const flags = (isEmpty ? shape : node?.kind) === 'list' ? flagList(base, path) : flagMap(base, path);
  const refused =
    shape === undefined
      ? `how \`${api}\` writes extra arguments is not known`
      : !isEmpty && node?.kind !== shape
        ? `\`${String(path.at(-1))}\` is not the ${shape} that \`${api}\` wants: mend that first`
        : undefined;
  return refused === undefined ? flags : { ...flags, add: () => ({ refused }) };
}

/** What a ClusterConfiguration says of kube-apiserver, whoever holds it. */
export const clusterConfiguration = (node: Node, api: { readonly api: string; readonly shape: ExtraArgsShape | undefined }) => ({
  flags: extraArgFlags(node, ['apiServer', 'extraArgs'], api),
  tool: KUBEADM,
  ca: servingCA(node),
  isShared: true,
});

function servingCA(configuration: Node) {
  const path = textOf(configuration.get('certificatesDir')) ?? DEFAULT_CERTIFICATES_DIR;
  return path.startsWith('/')
    ? `${path.replace(/(?<!\/)\/+$/, '')}/ca.crt`
    : { refused: `\`certificatesDir\` is \`${path}\`, which is no absolute path` };
}
