import type { Node, Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { kubeApiServer, type HighAvailability, type KubeApiServer } from '../kube-api-server.ts';
import { objects, resourceOf, textOf, type KubernetesObject } from '../object.ts';
import { K3S, k3sFlags, k3sServingCA } from './k3s.ts';

/**
 * Clusters of k3s or RKE2 that Rancher provisions (rancher/rancher pkg/apis/rke.cattle.io/v1/cluster.go, `RKEClusterSpecCommon`).
 *
 * What a selector says of the machines it selects takes the place of what is said for all (pkg/capr/planner/config.go, `addUserConfig`).
 */
export const rancherApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    if (object.kind !== 'Cluster' || !object.apiVersion.startsWith('provisioning.cattle.io/')) continue;
    const rke = object.node.get('spec', 'rkeConfig');
    const configurations = [
      rke?.get('machineGlobalConfig'),
      ...(rke?.get('machineSelectorConfig')?.items() ?? []).map(item => item.get('config')),
    ];
    for (const configuration of configurations) {
      const at = configuration?.get('kube-apiserver-arg');
      if (!configuration || !at) continue;
      const version = textOf(object.node.get('spec', 'kubernetesVersion')) ?? '';
      const distribution = /\+(k3s|rke2)/.exec(version)?.[1];
      const folder = dataFolder([configuration, rke?.get('machineGlobalConfig')]) ?? (distribution && `/var/lib/rancher/${distribution}`);
      yield kubeApiServer({
        form: 'rancher',
        document,
        resource: resourceOf(object, at.path, 'rancher'),
        at,
        version: parseVersion(version),
        highAvailability: highAvailabilityOf(object),
        isShared: true,
        flags: k3sFlags(at),
        tool: K3S,
        ca: folder === undefined ? { refused: '`kubernetesVersion` does not tell whether this is k3s or RKE2' } : k3sServingCA(folder),
      });
    }
  }
};

const dataFolder = (configurations: readonly (Node | undefined)[]): string | undefined =>
  configurations
    .map(configuration => textOf(configuration?.get('data-dir')))
    .find(folder => folder !== undefined)
    ?.replace(/(?<!\/)\/+$/, '');

function highAvailabilityOf({ node }: KubernetesObject): HighAvailability {
  const pools = (node.get('spec', 'rkeConfig', 'machinePools')?.items() ?? []).filter(pool => pool.get('controlPlaneRole')?.value === true);
  const quantities = pools.map(pool => pool.get('quantity')?.value);
  const several = pools.find((_pool, index) => index > 0 || Number(quantities[index]) > 1);
  if (several) return { answer: 'yes', because: several.get('quantity') ?? several.get('controlPlaneRole') };
  return { answer: quantities[0] === 1 ? 'no' : 'unknown' };
}
