import type { Query } from '../core/document.ts';
import { kubeadmApiServers } from './api-servers/kubeadm.ts';
import type { KubeApiServer } from './kube-api-server.ts';

/** A document without any of these configures no kube-apiserver. */
export const API_SERVER_WORDS = ['ClusterConfiguration'] as const;

/** One query a form. */
const FORMS: readonly Query<KubeApiServer>[] = [kubeadmApiServers];

/** Every kube-apiserver that a document configures. */
export const kubeApiServers: Query<KubeApiServer> = function* (document, facts) {
  for (const form of FORMS) yield* form(document, facts);
};
