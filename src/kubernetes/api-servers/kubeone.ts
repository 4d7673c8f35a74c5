import type { Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagMap, gateFlags } from '../flags.ts';
import { kubeApiServer, membersOf, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';
import { objects, resourceOf, textOf } from '../object.ts';

/** KubeOne hands its flags to kubeadm; gates are no flag there (https://docs.kubermatic.com/kubeone/main/references/kubeone-cluster-v1beta3/). */
export const kubeOneApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    const at = object.node.get('controlPlaneComponents', 'apiServer');
    if (object.kind !== 'KubeOneCluster' || !object.apiVersion.startsWith('kubeone.k8c.io/') || at?.kind !== 'map') continue;
    yield kubeApiServer({
      form: 'kubeone',
      document,
      resource: resourceOf(object, at.path, 'kubeone'),
      at,
      version: parseVersion(textOf(object.node.get('versions', 'kubernetes')) ?? ''),
      highAvailability: membersOf(object.node.get('controlPlane', 'hosts')?.items() ?? []),
      isShared: true,
      flags: flagMap(at, ['flags']),
      otherFlags: gateFlags(at.get('featureGates'), '`featureGates` is the place of gates in KubeOne'),
      tool: KUBEADM,
      ca: '/etc/kubernetes/pki/ca.crt',
    });
  }
};
