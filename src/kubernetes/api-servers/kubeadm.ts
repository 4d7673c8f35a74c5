import type { Document, Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { kubeApiServer, type HighAvailability, type KubeApiServer } from '../kube-api-server.ts';
import { clusterConfiguration, kubeadmDocument, type KubeadmDocument } from '../kubeadm.ts';
import { kindPatchOf } from '../kind.ts';
import { textOf } from '../object.ts';

/** The kube-apiservers of a ClusterConfiguration: a file for kubeadm, or the copy that kubeadm keeps in the ConfigMap `kubeadm-config`. */
export const kubeadmApiServers: Query<KubeApiServer> = function* (document) {
  const kubeadm = kubeadmDocument(document);
  if (kubeadm?.kind !== 'ClusterConfiguration' || kindPatchOf(document)) return;
  const { root, apiVersion, kind, extraArgsShape } = kubeadm;
  const at = root.get('apiServer') ?? root.get('kind') ?? root;
  yield kubeApiServer({
    form: 'kubeadm',
    document,
    resource: { apiVersion, kind, name: textOf(root.get('clusterName')), path: at.path, form: 'kubeadm' },
    at,
    version: parseVersion(textOf(root.get('kubernetesVersion')) ?? ''),
    highAvailability: highAvailabilityOf(kubeadm),
    assumes: isCopyOfKubeadm(document) ? ['`kubeadm upgrade` runs afterwards: a change of this ConfigMap restarts nothing'] : [],
    ...clusterConfiguration(root, { api: apiVersion, shape: extraArgsShape }),
  });
};

/** An address for all API servers is what several of them need (https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/). */
function highAvailabilityOf({ root }: KubeadmDocument): HighAvailability {
  const endpoint = root.get('controlPlaneEndpoint');
  return textOf(endpoint) === undefined ? { answer: 'unknown' } : { answer: 'yes', because: endpoint };
}

const isCopyOfKubeadm = ({ within }: Document): boolean =>
  within?.holds === 'file' && textOf(within.node.document.root?.get('metadata', 'name')) === 'kubeadm-config';
