import { defineRule, type RuleContext } from '../src/core/rule.ts';
import { LOAD_BALANCER_IP_WORDS, loadBalancerServices } from '../src/kubernetes/load-balancer-services.ts';
import { LOAD_BALANCER_IPS } from '../src/kubernetes/metallb.ts';
import { resourceOf } from '../src/kubernetes/object.ts';
import { ipAddressPools } from '../src/repository/ip-address-pools.ts';

export default defineRule({
  id: 'service-load-balancer-ip',
  severity: 'info',
  fixable: 'sometimes',
  words: LOAD_BALANCER_IP_WORDS,
  facts: [ipAddressPools],

  docs: {
    summary: 'A Service asks for its address through the deprecated `spec.loadBalancerIP`',
    why: `
      Kubernetes 1.24 deprecated the field: what it means differs between implementations, some ignore it, and it holds one address, so that a
      dual-stack Service cannot use it. It still works where it worked before, and no release is named that removes it.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            type: LoadBalancer
            loadBalancerIP: 192.0.2.4
            ports:
              - port: 80
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
          spec:
            type: LoadBalancer
            ports:
              - port: 80
        `,
      },
    ],
    advice: `
      Move the address to the annotation of the implementation that serves the Service, and take the field away in the same change:
      \`metallb.io/loadBalancerIPs\` for MetalLB 0.14.9 and later (\`metallb.universe.tf/loadBalancerIPs\` before; with both the field and the
      annotation MetalLB assigns nothing), \`lbipam.cilium.io/ips\` for Cilium, \`kube-vip.io/loadbalancerIPs\` for kube-vip,
      \`projectcalico.org/loadBalancerIPs: '["192.0.2.4"]'\` for Calico. Leave the field where the implementation has nothing else.
    `,
    fixSafety: `
      Unsafe: the annotation is right for one load balancer only. It is offered where the repository shows a single one of MetalLB, Cilium (by a
      pool) and kube-vip.
    `,
    references: [
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/',
      'https://github.com/kubernetes/kubernetes/pull/107235',
    ],
  },

  query: loadBalancerServices,

  check({ object, title, loadBalancerIP }, context) {
    if (!loadBalancerIP) return;
    context.report({
      at: loadBalancerIP,
      message: `${title} asks for its address through the deprecated \`loadBalancerIP\``,
      label: 'what it means differs between load balancers',
      help: helpFor(context),
      resource: resourceOf(object, loadBalancerIP.path, 'service'),
    });
  },
});

function helpFor({ document: { file }, facts }: RuleContext): string {
  const [pool] = facts.around(ipAddressPools, file);
  return pool
    ? `MetalLB, which the repository has a pool of (${pool.file.path}), reads the annotation \`${LOAD_BALANCER_IPS}\` instead`
    : 'ask for it through the annotation of the load balancer that serves the Service';
}
