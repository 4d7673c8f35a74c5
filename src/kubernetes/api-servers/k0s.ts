import type { Node, Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagMap, flagWords } from '../flags.ts';
import { kubeApiServer, type ControlPlaneTool, type HighAvailability, type KubeApiServer } from '../kube-api-server.ts';
import { objects, resourceOf, textOf, type KubernetesObject } from '../object.ts';

/** k0s pkg/component/controller/apiserver.go */
const K0S: ControlPlaneTool = {
  name: 'k0s',
  sets: new Set([
    'advertise-address',
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
  admissionPlugins: ['NodeRestriction'],
};

/** `CertRootDir` of k0s pkg/constant. */
const CA = '/var/lib/k0s/pki/ca.crt';

const ASSUMES = ['k0s keeps its data in `/var/lib/k0s`'];

/** What the `spec.api` of a ClusterConfig says of kube-apiserver, whoever holds it. */
export function k0sApi(api: Node) {
  const raw = api.get('rawArgs');
  return {
    flags: flagMap(api, ['extraArgs']),
    otherFlags: raw ? flagWords([raw], '--').all : [],
    tool: K0S,
    assumes: ASSUMES,
    ca: CA,
  };
}

/** The configuration of a controller of k0s, by itself or in that of k0sctl, which knows the hosts and the version too. */
export const k0sApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    const api = object.node.get(...(isK0sctl(object) ? ['spec', 'k0s', 'config', 'spec', 'api'] : ['spec', 'api']));
    if (api?.kind !== 'map' || !(isK0sctl(object) || isK0s(object))) continue;
    yield kubeApiServer({
      form: 'k0s',
      document,
      resource: resourceOf(object, api.path, 'k0s'),
      at: api,
      version: isK0sctl(object) ? parseVersion(textOf(object.node.get('spec', 'k0s', 'version')) ?? '') : undefined,
      highAvailability: isK0sctl(object) ? highAvailabilityOf(object) : { answer: 'unknown' },
      isShared: isK0sctl(object),
      ...k0sApi(api),
    });
  }
};

const isK0s = ({ kind, apiVersion }: KubernetesObject): boolean => kind === 'ClusterConfig' && apiVersion.startsWith('k0s.k0sproject.io/');

const isK0sctl = ({ kind, apiVersion }: KubernetesObject): boolean => kind === 'Cluster' && apiVersion.startsWith('k0sctl.k0sproject.io/');

function highAvailabilityOf({ node }: KubernetesObject): HighAvailability {
  const controllers = (node.get('spec', 'hosts')?.items() ?? []).filter(host =>
    /^controller|^single$/.test(textOf(host.get('role')) ?? ''),
  );
  return controllers[1] ? { answer: 'yes', because: controllers[1].get('role') } : { answer: controllers.length === 1 ? 'no' : 'unknown' };
}
