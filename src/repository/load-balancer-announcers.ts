import { defineFact } from '../core/fact.ts';
import { announcers, EXTERNAL_IP_ANNOUNCER_WORDS, LOAD_BALANCER_ANNOUNCER_WORDS } from '../kubernetes/announcers.ts';

/** What announces addresses of load balancers besides MetalLB, or may: Calico, Cilium, kube-router. */
export const loadBalancerAnnouncers = defineFact<string>({
  id: 'load-balancer-announcers',
  words: LOAD_BALANCER_ANNOUNCER_WORDS,
  *read(document) {
    for (const { program, loadBalancers, object } of announcers(document))
      if (loadBalancers !== 'no') yield { value: program, file: document.file, range: object.node.range };
  },
});

/** What announces addresses of externalIPs, and for certain none of load balancers. */
export const externalIPAnnouncers = defineFact<{ readonly program: string; readonly title: string }>({
  id: 'external-ip-announcers',
  words: EXTERNAL_IP_ANNOUNCER_WORDS,
  *read(document) {
    for (const { program, title, externalIPs, loadBalancers, object } of announcers(document))
      if (externalIPs && loadBalancers === 'no') yield { value: { program, title }, file: document.file, range: object.node.range };
  },
});
