import { defineFact } from '../core/fact.ts';
import { booleanOf, EXTERNAL_IPS_GATE, settingIn } from '../kubernetes/feature-gates.ts';
import { kubeProxies } from '../kubernetes/kube-proxies.ts';
import { objects } from '../kubernetes/object.ts';

/** That a kube-proxy goes on serving externalIPs where it is off by default, from 1.40 to 1.42 (KEP 5707). */
export const externalIPsOptIns = defineFact<true>({
  id: 'external-ips-opt-ins',
  words: [EXTERNAL_IPS_GATE],
  *read(document) {
    for (const { apiVersion, kind, node } of objects(document)) {
      const gate = node.get('featureGates', EXTERNAL_IPS_GATE);
      if (kind === 'KubeProxyConfiguration' && apiVersion.startsWith('kubeproxy.config.k8s.io/') && gate?.value === true)
        yield { value: true, file: document.file, range: gate.keyRange ?? gate.range };
    }
    for (const { name, value, node } of [...kubeProxies(document)].flatMap(({ flags }) => flags)) {
      const setting = name === 'feature-gates' ? settingIn(value, EXTERNAL_IPS_GATE) : undefined;
      if (setting !== undefined && booleanOf(setting.slice(EXTERNAL_IPS_GATE.length + 1)) === true)
        yield { value: true, file: document.file, range: node.range };
    }
  },
});
