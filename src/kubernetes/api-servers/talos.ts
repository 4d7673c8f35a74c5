import type { Document, Node, Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { imageOf } from '../commands.ts';
import { flagMap } from '../flags.ts';
import { kubeApiServer, type ControlPlaneTool, type KubeApiServer } from '../kube-api-server.ts';
import { textOf } from '../object.ts';

/** All that the machine configuration has at its root (https://www.talos.dev/latest/reference/configuration/v1alpha1/config/). */
const ROOT_KEYS: ReadonlySet<string> = new Set(['version', 'debug', 'persist', 'machine', 'cluster']);

/** Talos internal/app/machined/pkg/controllers/k8s/control_plane_static_pod.go, which also adds to its own list of admission plugins. */
const TALOS: ControlPlaneTool = {
  name: 'Talos',
  sets: new Set([
    'advertise-address',
    'bind-address',
    'client-ca-file',
    'enable-admission-plugins',
    'proxy-client-cert-file',
    'proxy-client-key-file',
    'requestheader-allowed-names',
    'requestheader-client-ca-file',
    'secure-port',
    'tls-cert-file',
    'tls-private-key-file',
  ]),
  admissionPlugins: [],
};

/** The CA of the cluster, which issued the serving certificate as well as those of the clients. */
const CA = '/system/secrets/kubernetes/kube-apiserver/ca.crt';

/** Machine configurations of Talos, patches of them, and the document that is about kube-apiserver alone. */
export const talosApiServers: Query<KubeApiServer> = function* (document) {
  const at = apiServerOf(document);
  if (!at) return;
  yield kubeApiServer({
    form: 'talos',
    document,
    resource: { kind: textOf(document.root?.get('kind')), path: at.path, form: 'talos' },
    at,
    version: parseVersion(imageOf(at)?.tag ?? ''),
    flags: flagMap(at, ['extraArgs']),
    tool: TALOS,
    ca: CA,
    assumes: ['every machine that gets this configuration is one of the control plane'],
  });
};

function apiServerOf(document: Document): Node | undefined {
  const { root } = document;
  if (root?.kind !== 'map') return undefined;
  if (textOf(root.get('kind')) === 'KubeAPIServerConfig' && textOf(root.get('apiVersion')) === 'v1alpha1') return root;
  const apiServer = talosCluster(document)?.get('apiServer');
  return apiServer?.kind === 'map' ? apiServer : undefined;
}

/** What a machine configuration, or a patch of one, says of the cluster. */
export function talosCluster({ root }: Document): Node | undefined {
  return root?.kind === 'map' && [...root.entries()].every(([key]) => ROOT_KEYS.has(key)) ? root.get('cluster') : undefined;
}
