import { defineFact } from '../core/fact.ts';
import { objects } from '../kubernetes/object.ts';

/** That a KubeProxyConfiguration goes on serving externalIPs where it is off by default, from 1.40 to 1.42 (KEP 5707). */
export const externalIPsOptIns = defineFact<true>({
  id: 'external-ips-opt-ins',
  words: ['AllowServiceExternalIPs'],
  rare: true,
  *read(document) {
    for (const { apiVersion, kind, node } of objects(document)) {
      const gate = node.get('featureGates', 'AllowServiceExternalIPs');
      if (kind === 'KubeProxyConfiguration' && apiVersion.startsWith('kubeproxy.config.k8s.io/') && gate?.value === true)
        yield { value: true, file: document.file, range: gate.keyRange ?? gate.range };
    }
  },
});
