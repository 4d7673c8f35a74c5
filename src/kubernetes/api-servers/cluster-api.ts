import type { Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { kubeadmConfigHolders, type KubeadmConfigHolder } from '../cluster-api.ts';
import { kubeApiServer, replicasOf, type KubeApiServer } from '../kube-api-server.ts';
import { clusterConfiguration } from '../kubeadm.ts';
import { resourceOf, textOf } from '../object.ts';

/** KubeadmControlPlane, KubeadmConfig and their templates. */
export const clusterApiServers: Query<KubeApiServer> = function* (document) {
  for (const holder of kubeadmConfigHolders(document)) {
    const { object, spec, shape } = holder;
    const configuration = spec.get('clusterConfiguration');
    if (configuration?.kind !== 'map' || onlyJoins(holder)) continue;
    const at = configuration.get('apiServer') ?? configuration;
    yield kubeApiServer({
      form: 'cluster-api',
      document,
      resource: resourceOf(object, at.path, 'cluster-api'),
      at,
      version: parseVersion(textOf(object.node.get('spec', 'version')) ?? ''),
      highAvailability: replicasOf(object.node.get('spec', 'replicas')),
      assumes: ['the change rolls out new control plane machines'],
      ...clusterConfiguration(configuration, { api: object.apiVersion, shape }),
    });
  }
};

/** kubeadm reads no ClusterConfiguration when a node joins; a control plane joins with that of the first. */
const onlyJoins = ({ object: { kind }, spec }: KubeadmConfigHolder): boolean =>
  kind.startsWith('KubeadmConfig') && spec.get('joinConfiguration') !== undefined && spec.get('initConfiguration') === undefined;
