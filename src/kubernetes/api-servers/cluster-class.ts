import type { Query } from '../../core/document.ts';
import { KUBEADM_CONFIG_KINDS } from '../cluster-api.ts';
import { patchedExtraArgs } from '../json-patch-flags.ts';
import { kubeApiServer, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';
import { objects, resourceOf, textOf } from '../object.ts';

/** JSON patches of a ClusterClass for the templates of a control plane, of which the templates hold the rest. */
export const clusterClassPatches: Query<KubeApiServer> = function* (document) {
  for (const object of objects(document)) {
    if (object.kind !== 'ClusterClass' || !object.apiVersion.startsWith('cluster.x-k8s.io/')) continue;
    const definitions = (object.node.get('spec', 'patches')?.items() ?? []).flatMap(patch => patch.get('definitions')?.items() ?? []);
    for (const definition of definitions) {
      const path = KUBEADM_CONFIG_KINDS[textOf(definition.get('selector', 'kind')) ?? '']?.path;
      const at = definition.get('jsonPatches');
      if (!path || at?.kind !== 'list') continue;
      const flags = patchedExtraArgs(at, [...path, 'clusterConfiguration']);
      if (flags.all.length === 0) continue;
      yield kubeApiServer({
        form: 'cluster-class',
        document,
        resource: resourceOf(object, at.path, 'cluster-class'),
        at,
        flags,
        tool: KUBEADM,
        ca: { refused: 'where the certificates are is said in the template' },
        isShared: true,
        isPartial: true,
      });
    }
  }
};
