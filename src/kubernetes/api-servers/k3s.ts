import type { Node, Query, Refusal } from '../../core/document.ts';
import { flagWords, type Flags } from '../flags.ts';
import { kubeApiServer, type ControlPlaneTool, type KubeApiServer } from '../kube-api-server.ts';
import { textOf } from '../object.ts';

/** https://docs.k3s.io/installation/configuration and https://docs.rke2.io/install/configuration; a `+` adds to what other files of a folder say. */
const KEYS = ['kube-apiserver-arg', 'kube-apiserver-arg+'];

/** k3s pkg/daemons/control/server.go, `apiServer`; RKE2 is built on it. */
export const K3S: ControlPlaneTool = {
  name: 'k3s',
  sets: new Set([
    'advertise-port',
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
  admissionPlugins: undefined,
};

/** By default k3s binds kube-apiserver to the loopback address, and tells peers a port where nobody else listens. */
const UNREACHABLE: Refusal = {
  refused:
    'peers do not reach this kube-apiserver by itself: each server needs its own `peer-advertise-ip` and `peer-advertise-port` with the flag',
};

/** `kube-apiserver-arg`: a list of `name=value`, or one of them as a text. */
export const k3sFlags = (args: Node): Flags => ({ ...flagWords([args], ''), add: () => UNREACHABLE });

/** The CA of the serving certificates, below the folder of a server's data. */
export const k3sServingCA = (folder: string): string => `${folder}/server/tls/server-ca.crt`;

/** The configuration file of a server of k3s or RKE2. */
export const k3sApiServers: Query<KubeApiServer> = function* (document) {
  const { root, file } = document;
  const at = KEYS.map(key => root?.get(key)).find(node => node !== undefined);
  if (!root || !at || root.get('kind') !== undefined) return;
  const isRke2 = /rke2/i.test(file.path);
  const folder = textOf(root.get('data-dir'))?.replace(/(?<!\/)\/+$/, '') ?? `/var/lib/rancher/${isRke2 ? 'rke2' : 'k3s'}`;
  yield kubeApiServer({
    form: isRke2 ? 'rke2' : 'k3s',
    document,
    resource: { path: at.path, form: isRke2 ? 'rke2' : 'k3s' },
    at,
    flags: k3sFlags(at),
    tool: K3S,
    ca: k3sServingCA(folder),
  });
};
