import type { Resource } from '../core/diagnostic.ts';
import type { Document, Node } from '../core/document.ts';
import { talosCluster } from './api-servers/talos.ts';
import { flagMap, flagWords, gateFlags, type Flag } from './flags.ts';
import { nodesAt, objects, resourceOf } from './object.ts';

/** A kube-proxy that a tool starts, with the flags it is given. */
export interface KubeProxy {
  readonly flags: readonly Flag[];
  readonly resource: Resource;
}

/** The kube-proxies of k3s, RKE2, Rancher, Talos and kOps. What configures any component, as a container does, is not among them. */
export function* kubeProxies(document: Document): Generator<KubeProxy> {
  const { root } = document;
  if (root?.kind === 'map' && root.get('kind') === undefined)
    for (const flags of k3sFlags(root)) yield { flags, resource: { path: [], form: 'k3s' } };
  // https://docs.siderolabs.com/talos/latest/reference/configuration/v1alpha1/config: `ProxyConfig`
  const talos = talosCluster(document)?.get('proxy');
  if (talos) yield { flags: flagMap(talos, ['extraArgs']).all, resource: { path: talos.path, form: 'talos' } };
  for (const object of objects(document)) {
    const { kind, apiVersion, node } = object;
    if (kind !== 'Cluster') continue;
    // kops pkg/apis/kops/v1alpha2/componentconfig.go, `KubeProxyConfig`
    const gates = apiVersion.startsWith('kops.k8s.io/') ? node.get('spec', 'kubeProxy', 'featureGates') : undefined;
    if (gates) yield { flags: gateFlags(gates, 'the gates are a field of kOps'), resource: resourceOf(object, gates.path, 'kops') };
    if (!apiVersion.startsWith('provisioning.cattle.io/')) continue;
    const configurations = [['machineGlobalConfig'], ['machineSelectorConfig', '*', 'config']].flatMap(path => [
      ...nodesAt(node, ['spec', 'rkeConfig', ...path]),
    ]);
    for (const flags of configurations.flatMap(k3sFlags)) yield { flags, resource: resourceOf(object, [], 'rancher') };
  }
}

/** https://docs.k3s.io/cli/server#customized-flags-for-kubernetes-processes; agents take it as well. */
const k3sFlags = (configuration: Node): readonly (readonly Flag[])[] =>
  ['kube-proxy-arg', 'kube-proxy-arg+'].flatMap(key => {
    const node = configuration.get(key);
    return node ? [flagWords([node], '').all] : [];
  });
