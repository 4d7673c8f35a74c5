import type { Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagWords } from '../flags.ts';
import { kubeApiServer, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';
import { objects, resourceOf, textOf } from '../object.ts';

/** Replicas are Pods, and `--advertise-address` is that of the Service in front of all. */
const BEHIND_SERVICE =
  'Kamaji tells peers the address of the Service in front of all replicas, so that a request for a peer may reach any of them: the flag is of no use there';

/** Control planes in Pods of another cluster, laid out as by kubeadm (clastix/kamaji api/v1alpha1/tenantcontrolplane_types.go). */
export const kamajiApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    const at = object.node.get('spec', 'controlPlane', 'deployment', 'extraArgs', 'apiServer');
    if (object.kind !== 'TenantControlPlane' || !object.apiVersion.startsWith('kamaji.clastix.io/') || !at) continue;
    yield kubeApiServer({
      form: 'kamaji',
      document,
      resource: resourceOf(object, at.path, 'kamaji'),
      at,
      version: parseVersion(textOf(object.node.get('spec', 'kubernetes', 'version')) ?? ''),
      isShared: true,
      flags: { ...flagWords([at], '--'), add: () => ({ refused: BEHIND_SERVICE }) },
      tool: KUBEADM,
      ca: '/etc/kubernetes/pki/ca.crt',
    });
  }
};
