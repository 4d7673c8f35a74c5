import type { Query, Refusal } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagMap } from '../flags.ts';
import { kubeApiServer, replicasOf, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';
import { objects, resourceOf, textOf } from '../object.ts';

const GATED: Refusal = {
  refused:
    'EKS Anywhere takes `apiServerExtraArgs` only where `API_SERVER_EXTRA_ARGS_ENABLED=true` is set for it: add the flag by hand there',
};

const CA: Refusal = {
  refused: 'the `osFamily` of the machines decides in which folder `ca.crt` is: add the flag by hand, with the path on your machines',
};

/**
 * The flags that EKS Anywhere hands to kubeadm (https://anywhere.eks.amazonaws.com/docs/getting-started/optional/api-server-extra-args/).
 * kubeadm has its certificates in `/etc/kubernetes/pki`, on Bottlerocket in `/var/lib/kubeadm/pki`.
 */
export const eksAnywhereApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    const controlPlane = object.node.get('spec', 'controlPlaneConfiguration');
    const at = controlPlane?.get('apiServerExtraArgs');
    if (object.kind !== 'Cluster' || !object.apiVersion.startsWith('anywhere.eks.amazonaws.com/') || !controlPlane || !at) continue;
    yield kubeApiServer({
      form: 'eks-anywhere',
      document,
      resource: resourceOf(object, at.path, 'eks-anywhere'),
      at,
      version: parseVersion(textOf(object.node.get('spec', 'kubernetesVersion')) ?? ''),
      highAvailability: replicasOf(controlPlane.get('count')),
      isShared: true,
      flags: { ...flagMap(controlPlane, ['apiServerExtraArgs']), add: () => GATED },
      tool: KUBEADM,
      ca: CA,
    });
  }
};
