import type { Node, Query, Refusal } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagMap, flagWords, gateFlags, type Flags } from '../flags.ts';
import { kubeApiServer, type ControlPlaneTool, type KubeApiServer } from '../kube-api-server.ts';
import { objects, textOf } from '../object.ts';

/** A form in which no `--peer-ca-file` is missing: it cannot be set, or would do harm. What is said there is read all the same. */
interface Form {
  readonly form: string;
  /** Where it is configured, if the root of the form is one. */
  readonly at: (root: Node) => Node | undefined;
  readonly flags: (at: Node) => Flags;
  readonly version: readonly string[];
  /** Whether fields that are no flags say the rest. */
  readonly hasFields: boolean;
}

/** All of them set up the aggregation layer, and with it the client certificate of the proxy. */
const TOOL: ControlPlaneTool = {
  name: undefined,
  sets: new Set(['proxy-client-cert-file', 'proxy-client-key-file', 'requestheader-client-ca-file']),
  admissionPlugins: undefined,
};

const BY_HAND: Refusal = { refused: 'the tool has fields for what may be set of kube-apiserver: use them' };

const gates = (at: Node): Flags => ({ all: gateFlags(at.get('featureGates'), BY_HAND.refused), add: () => BY_HAND });

const OBJECTS: readonly (Form & { readonly kind: string; readonly group: string })[] = [
  // kops pkg/apis/kops/v1alpha2/componentconfig.go: a field for each flag, and none for peers.
  {
    form: 'kops',
    kind: 'Cluster',
    group: 'kops.k8s.io/',
    at: root => root.get('spec', 'kubeAPIServer'),
    flags: gates,
    version: ['spec', 'kubernetesVersion'],
    hasFields: true,
  },
  // gardener pkg/apis/core/v1beta1/types_shoot.go, `KubeAPIServerConfig`: gates and admission plugins, but no flags.
  {
    form: 'gardener',
    kind: 'Shoot',
    group: 'core.gardener.cloud/',
    at: root => root.get('spec', 'kubernetes', 'kubeAPIServer'),
    flags: gates,
    version: ['spec', 'kubernetes', 'version'],
    hasFields: true,
  },
];

const FILES: readonly Form[] = [
  // vcluster pkg/k8s/k8s.go: it binds kube-apiserver to 127.0.0.1, and peers would be told that address.
  {
    form: 'vcluster',
    at: root => root.get('controlPlane', 'distro', 'k8s', 'apiServer'),
    flags: at => ({ ...flagWords([at.get('extraArgs') ?? at], '--'), add: () => BY_HAND }),
    version: ['controlPlane', 'distro', 'k8s', 'version'],
    hasFields: false,
  },
  // rke types/rke_types.go, `KubeAPIService`: RKE1 has ended, before any Kubernetes 1.36.
  {
    form: 'rke1',
    at: root => (root.get('nodes')?.kind === 'list' ? root.get('services', 'kube-api') : undefined),
    flags: at => ({ all: ['extra_args', 'extra_args_array'].flatMap(key => flagMap(at, [key]).all), add: () => BY_HAND }),
    version: ['kubernetes_version'],
    hasFields: false,
  },
];

/** kOps, Gardener, vcluster and RKE1. Managed clusters say nothing of their kube-apiserver at all. */
export const apiServersWithoutPeerFlags: Query<KubeApiServer> = function* (document) {
  const { root } = document;
  const found = [...objects(document)].flatMap(({ kind, apiVersion, node }) => {
    const form = OBJECTS.find(candidate => candidate.kind === kind && apiVersion.startsWith(candidate.group));
    return form ? [{ ...form, node, about: { apiVersion, kind, name: textOf(node.get('metadata', 'name')) } }] : [];
  });
  const files = root?.kind === 'map' && root.get('kind') === undefined ? FILES.map(form => ({ ...form, node: root, about: {} })) : [];
  for (const { form, at: find, flags, version, hasFields, node, about } of [...found, ...files]) {
    const at = find(node);
    if (at?.kind !== 'map') continue;
    yield kubeApiServer({
      form,
      document,
      resource: { ...about, path: at.path, form },
      at,
      version: parseVersion(textOf(node.get(...version)) ?? ''),
      isPartial: hasFields,
      takesPeers: false,
      flags: flags(at),
      tool: TOOL,
      ca: BY_HAND,
    });
  }
};
