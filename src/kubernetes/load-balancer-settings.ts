import { text } from '../core/setting.ts';

/** The class of Services whose addresses are written by hand: one that no controller serves. */
export const loadBalancerClass = text('loadBalancer.class', {
  summary: 'a class of load balancers that nothing in the cluster serves',
  fallback: 'non-existent-class',
});

/** Where the commands go that give Services their addresses. */
export const runbook = text('loadBalancer.runbook', {
  flag: 'runbook',
  summary: 'write the commands that give Services their addresses to this file',
  fallback: undefined,
});
