import type { Query } from '../core/document.ts';
import { clusterApiServers } from './api-servers/cluster-api.ts';
import { clusterClassPatches } from './api-servers/cluster-class.ts';
import { eksAnywhereApiServers } from './api-servers/eks-anywhere.ts';
import { k0sApiServers } from './api-servers/k0s.ts';
import { k0smotronApiServers } from './api-servers/k0smotron.ts';
import { k3sApiServers } from './api-servers/k3s.ts';
import { kamajiApiServers } from './api-servers/kamaji.ts';
import { kindApiServers } from './api-servers/kind.ts';
import { kubeadmPatches } from './api-servers/kubeadm-patch.ts';
import { kubeadmApiServers } from './api-servers/kubeadm.ts';
import { kubeOneApiServers } from './api-servers/kubeone.ts';
import { KUBESPRAY_VARIABLES, kubesprayApiServers } from './api-servers/kubespray.ts';
import { podApiServers } from './api-servers/pod.ts';
import { rancherApiServers } from './api-servers/rancher.ts';
import { talosApiServers } from './api-servers/talos.ts';
import { apiServersWithoutPeerFlags } from './api-servers/without-peer-flags.ts';
import type { KubeApiServer } from './kube-api-server.ts';

/** A document without any of these configures no kube-apiserver. */
export const API_SERVER_WORDS = [
  'ClusterConfiguration',
  'clusterConfiguration',
  'kube-apiserver',
  'k0sproject.io',
  'apiServer',
  'KubeAPIServerConfig',
  'apiServerExtraArgs',
  'kubeAPIServer',
  'kube-api',
  'k0sConfig',
  ...KUBESPRAY_VARIABLES,
] as const;

/** One query a form. */
const FORMS: readonly Query<KubeApiServer>[] = [
  kubeadmApiServers,
  kubeadmPatches,
  clusterApiServers,
  clusterClassPatches,
  kindApiServers,
  podApiServers,
  k3sApiServers,
  k0sApiServers,
  talosApiServers,
  rancherApiServers,
  kubesprayApiServers,
  kubeOneApiServers,
  eksAnywhereApiServers,
  k0smotronApiServers,
  kamajiApiServers,
  apiServersWithoutPeerFlags,
];

/** Every kube-apiserver that a document configures. */
export const kubeApiServers: Query<KubeApiServer> = function* (document, facts) {
  for (const form of FORMS) yield* form(document, facts);
};
