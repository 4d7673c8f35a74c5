import { defineFact } from '../core/fact.ts';
import { objects } from '../kubernetes/object.ts';

/** That Cilium hands out addresses of load balancers in the repository. */
export const ciliumPools = defineFact<true>({
  id: 'cilium-pools',
  words: ['CiliumLoadBalancerIPPool'],
  rare: true,
  *read(document) {
    for (const { apiVersion, kind, node } of objects(document))
      if (kind === 'CiliumLoadBalancerIPPool' && apiVersion.startsWith('cilium.io/'))
        yield { value: true, file: document.file, range: node.range };
  },
});
