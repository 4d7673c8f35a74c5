import { defineFact, type Facts, type Scope } from '../core/fact.ts';
import { nodesAt, objects } from '../kubernetes/object.ts';
import type { ServiceExposure } from '../kubernetes/service-exposure.ts';
import { selectorOf, type LabelSelector } from './metallb-advertisements.ts';
import { selectsService } from './selected-services.ts';

/** The Services whose load-balancer addresses Cilium announces; an empty selector stands for all. */
const ciliumAnnouncements = defineFact<LabelSelector>({
  id: 'cilium-announcements',
  words: ['CiliumL2AnnouncementPolicy', 'CiliumBGPAdvertisement'],
  *read(document) {
    const { file } = document;
    for (const { apiVersion, kind, node } of objects(document)) {
      if (!apiVersion.startsWith('cilium.io/')) continue;
      const selector = node.get('spec', 'serviceSelector');
      if (kind === 'CiliumL2AnnouncementPolicy' && node.get('spec', 'loadBalancerIPs')?.value === true)
        yield { value: selector ? selectorOf(selector) : [], file, range: node.range };
      if (kind !== 'CiliumBGPAdvertisement') continue;
      for (const advertisement of nodesAt(node, ['spec', 'advertisements', '*'])) {
        // Without a selector it advertises nothing (cilium pkg/k8s/apis/cilium.io/v2 `BGPAdvertisement`).
        const own = advertisement.get('selector');
        const addresses = advertisement.get('service', 'addresses')?.items() ?? [];
        if (own && addresses.some(({ value }) => value === 'LoadBalancerIP'))
          yield { value: selectorOf(own), file, range: advertisement.range };
      }
    }
  },
});

/** Whether the repository shows that Cilium announces the load-balancer addresses of a Service in a scope. */
export const isAnnouncedByCilium = (exposure: ServiceExposure, scope: Scope, facts: Facts): boolean =>
  facts.all(ciliumAnnouncements, scope).some(({ value }) => selectsService(value, exposure, facts) === 'yes');
