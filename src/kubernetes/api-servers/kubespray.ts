import type { Node, Query, Refusal } from '../../core/document.ts';
import { parseVersion } from '../../core/version.ts';
import { flagMap, type Flag } from '../flags.ts';
import { kubeApiServer, type KubeApiServer } from '../kube-api-server.ts';
import { KUBEADM } from '../kubeadm.ts';
import { textOf } from '../object.ts';

/** https://kubespray.io/#/docs/ansible/vars: the first becomes `apiServer.extraArgs`, the others flags of their own. */
export const KUBESPRAY_VARIABLES = ['kube_kubeadm_apiserver_extra_args', 'kube_apiserver_feature_gates'] as const;

/** `kube_cert_dir` is `/etc/kubernetes/ssl` unless it is set (kubespray roles/kubespray_defaults). */
const CA = '{{ kube_cert_dir }}/ca.crt';

const OWN_VARIABLE: Refusal = { refused: 'the gates are a variable of their own' };

/** Variables of kubespray, wherever Ansible finds them. */
export const kubesprayApiServers: Query<KubeApiServer> = function* (document) {
  const { root } = document;
  if (root?.kind !== 'map' || root.get('kind') !== undefined) return;
  const at = KUBESPRAY_VARIABLES.map(name => root.get(name)).find(node => node !== undefined);
  if (!at) return;
  yield kubeApiServer({
    form: 'kubespray',
    document,
    resource: { path: at.path, form: 'kubespray' },
    at,
    version: parseVersion(textOf(root.get('kube_version')) ?? ''),
    isShared: true,
    flags: flagMap(root, [KUBESPRAY_VARIABLES[0]]),
    otherFlags: gatesOf(root),
    tool: KUBEADM,
    ca: CA,
    assumes: ['no other file of variables says more of kube-apiserver or its gates'],
  });
};

/** Gates of kube-apiserver, else those of all components (kubespray roles/kubernetes/control-plane/templates/kubeadm-config.v1beta4.yaml.j2). */
function gatesOf(root: Node): readonly Flag[] {
  const [own = [], all = []] = [KUBESPRAY_VARIABLES[1], 'kube_feature_gates'].map(name => root.get(name)?.items());
  return (own.length > 0 ? own : all).flatMap(node => {
    const value = textOf(node);
    return value === undefined ? [] : [{ name: 'feature-gates', value, node, at: node.range, change: () => OWN_VARIABLE }];
  });
}
