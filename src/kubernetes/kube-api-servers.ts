import type { Query } from '../core/document.ts';
import { clusterApiServers } from './api-servers/cluster-api.ts';
import { clusterClassPatches } from './api-servers/cluster-class.ts';
import { k0sApiServers } from './api-servers/k0s.ts';
import { k3sApiServers } from './api-servers/k3s.ts';
import { kindApiServers } from './api-servers/kind.ts';
import { kubeadmPatches } from './api-servers/kubeadm-patch.ts';
import { kubeadmApiServers } from './api-servers/kubeadm.ts';
import { podApiServers } from './api-servers/pod.ts';
import { talosApiServers } from './api-servers/talos.ts';
import type { KubeApiServer } from './kube-api-server.ts';

/** A document without any of these configures no kube-apiserver. */
export const API_SERVER_WORDS = [
  'ClusterConfiguration',
  'clusterConfiguration',
  'kube-apiserver',
  'k0sproject.io',
  'apiServer',
  'KubeAPIServerConfig',
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
];

/** Every kube-apiserver that a document configures. */
export const kubeApiServers: Query<KubeApiServer> = function* (document, facts) {
  for (const form of FORMS) yield* form(document, facts);
};
