import { wordFor, type Document, type Node, type Query } from '../../core/document.ts';
import type { ModelOp } from '../../core/model.ts';
import { parseVersion } from '../../core/version.ts';
import type { Flag, KubeApiServer } from '../kube-api-server.ts';
import { argsOf, kubeadmDocument, type KubeadmDocument } from '../kubeadm.ts';
import { textOf } from '../object.ts';

/** What kubeadm passes to kube-apiserver by itself (kubernetes cmd/kubeadm/app/phases/controlplane/manifests.go); no `peer-…` flag. */
const SET_BY_KUBEADM: ReadonlySet<string> = new Set([
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
]);

const DEFAULT_CERTIFICATES_DIR = '/etc/kubernetes/pki';

/** The kube-apiservers of a ClusterConfiguration. */
export const kubeadmApiServers: Query<KubeApiServer> = function* (document) {
  const kubeadm = kubeadmDocument(document);
  if (kubeadm?.kind === 'ClusterConfiguration') yield new KubeadmApiServer(document, kubeadm);
};

class KubeadmApiServer implements KubeApiServer {
  readonly form = 'kubeadm';
  readonly document: Document;
  readonly sets = SET_BY_KUBEADM;
  readonly #kubeadm: KubeadmDocument;

  constructor(document: Document, kubeadm: KubeadmDocument) {
    this.document = document;
    this.#kubeadm = kubeadm;
  }

  get resource() {
    const { apiVersion, kind } = this.#kubeadm;
    return { apiVersion, kind, name: textOf(this.#kubeadm.root.get('clusterName')), path: this.at.path, form: this.form };
  }

  get at(): Node {
    const { root } = this.#kubeadm;
    return root.get('apiServer') ?? root.get('kind') ?? root;
  }

  get version() {
    return parseVersion(textOf(this.#kubeadm.root.get('kubernetesVersion')) ?? '');
  }

  get highAvailability() {
    const endpoint = this.#kubeadm.root.get('controlPlaneEndpoint');
    return textOf(endpoint) !== undefined && endpoint ? ({ answer: 'yes', because: endpoint } as const) : ({ answer: 'unknown' } as const);
  }

  get flags(): readonly Flag[] {
    const node = this.#extraArgs;
    return node ? argsOf(node).map(({ name, value }) => ({ name, value: wordFor(value.value), node: value })) : [];
  }

  get servingCA() {
    const directory = this.#kubeadm.root.get('certificatesDir');
    const path = textOf(directory) ?? DEFAULT_CERTIFICATES_DIR;
    return path.startsWith('/')
      ? `${path.replace(/\/+$/, '')}/ca.crt`
      : { refused: `\`certificatesDir\` is \`${path}\`, which is no absolute path` };
  }

  plan(flags: Readonly<Record<string, string>>) {
    const { root, apiVersion, extraArgsShape } = this.#kubeadm;
    const node = this.#extraArgs;
    if (!extraArgsShape) return { refused: `how \`${apiVersion}\` writes extra arguments is not known` };
    const isEmpty =
      !node ||
      node.value === null ||
      (node.kind !== 'scalar' && argsOf(node).length === 0 && [...node.entries()].length === 0 && node.items().length === 0);
    if (!isEmpty && node.kind !== extraArgsShape)
      return { refused: `\`extraArgs\` is not the ${extraArgsShape} that \`${apiVersion}\` wants: mend that first` };

    const path = [...root.path, 'apiServer', 'extraArgs'];
    const entries = Object.entries(flags);
    const ops: ModelOp[] =
      extraArgsShape === 'map'
        ? entries.map(([name, value]) => ({ op: 'set', path: [...path, name], value }))
        : isEmpty
          ? [{ op: 'set', path, value: entries.map(([name, value]) => ({ name, value })) }]
          : entries.map(([name, value]) => ({ op: 'insert', path, value: { name, value } }));
    return [{ document: this.document, ops }];
  }

  get #extraArgs(): Node | undefined {
    return this.#kubeadm.root.get('apiServer', 'extraArgs');
  }
}
