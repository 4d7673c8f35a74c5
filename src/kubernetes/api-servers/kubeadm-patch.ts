import type { Node, Query } from '../../core/document.ts';
import { flagWords, type Flag } from '../flags.ts';
import { readPointer } from '../json-pointer.ts';
import { kubeApiServer, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';

/** `target[suffix]+json.extension` (https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/control-plane-flags/#patches) */
const PATCH = /(?:^|\/)kube-apiserver[^/+]*\+json\.(?:ya?ml|json)$/;

/** JSON patches of the Pod that kubeadm makes for kube-apiserver, each for one node. The other types are parts of a Pod. */
export const kubeadmPatches: Query<KubeApiServer> = function* (document) {
  const { root: at, file } = document;
  if (at?.kind !== 'list' || !PATCH.test(file.path)) return;
  const all = at.items().flatMap(flagsOf);
  if (all.length === 0) return;
  yield kubeApiServer({
    form: 'kubeadm-patch',
    document,
    resource: { apiVersion: 'v1', kind: 'Pod', name: 'kube-apiserver', path: at.path, form: 'kubeadm-patch' },
    at,
    flags: { all, add: () => ({ refused: 'the flags are written by operations of a JSON Patch, and the rest of them elsewhere' }) },
    tool: KUBEADM,
    ca: { refused: 'where the certificates are is said in the configuration of kubeadm' },
    isPartial: true,
  });
};

function flagsOf(operation: Node): readonly Flag[] {
  const [spec, containers, , list] = readPointer(operation.get('path')) ?? [];
  const value = operation.get('value');
  return value && spec === 'spec' && containers === 'containers' && (list === 'command' || list === 'args')
    ? flagWords([value], '--').all
    : [];
}
