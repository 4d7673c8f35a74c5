import type { Query } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { kubeApiServer, replicasOf, type KubeApiServer } from '../kube-api-server.ts';
import { objects, resourceOf, textOf } from '../object.ts';
import { k0sApi } from './k0s.ts';

/** Objects of k0smotron that hold a ClusterConfig of k0s (https://docs.k0smotron.io/stable/resource-reference/), and what they make of it. */
const HOLDERS: Readonly<Record<string, { readonly group: RegExp; readonly path: readonly string[]; readonly isHosted: boolean }>> = {
  Cluster: { group: /^k0smotron\.io\//, path: ['spec', 'k0sConfig'], isHosted: true },
  K0smotronControlPlane: { group: /^controlplane\.cluster\.x-k8s\.io\//, path: ['spec', 'k0sConfig'], isHosted: true },
  K0sControlPlane: { group: /^controlplane\.cluster\.x-k8s\.io\//, path: ['spec', 'k0sConfigSpec', 'k0s'], isHosted: false },
};

/** Replicas are Pods, and each tells its peers the address of the Service in front of all. */
const BEHIND_SERVICE =
  'the replicas are Pods behind one Service, so that a request for a peer may reach any of them: the flag is of no use there';

/** k0s in Pods of another cluster, or on machines of Cluster API. */
export const k0smotronApiServers: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    const { group, path, isHosted } = HOLDERS[object.kind] ?? {};
    const api = path && object.node.get(...path, 'spec', 'api');
    if (group?.test(object.apiVersion) !== true || api?.kind !== 'map') continue;
    const { flags, ...k0s } = k0sApi(api);
    yield kubeApiServer({
      form: 'k0smotron',
      document,
      resource: resourceOf(object, api.path, 'k0smotron'),
      at: api,
      version: parseVersion(textOf(object.node.get('spec', 'version')) ?? ''),
      highAvailability: isHosted === true ? { answer: 'unknown' } : replicasOf(object.node.get('spec', 'replicas')),
      isShared: true,
      ...k0s,
      flags: isHosted === true ? { ...flags, add: () => ({ refused: BEHIND_SERVICE }) } : flags,
    });
  }
};
