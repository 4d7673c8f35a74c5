import { defineFact } from '../core/fact.ts';
import { announcers, LOAD_BALANCER_ANNOUNCER_WORDS } from '../kubernetes/announcers.ts';

/** What announces addresses of load balancers besides MetalLB, or may: Calico, Cilium, kube-router. */
export const loadBalancerAnnouncers = defineFact<string>({
  id: 'load-balancer-announcers',
  words: LOAD_BALANCER_ANNOUNCER_WORDS,
  rare: true,
  *read(document) {
    for (const { program, loadBalancers, object } of announcers(document))
      if (loadBalancers !== 'no') yield { value: program, file: document.file, range: object.node.range };
  },
});
