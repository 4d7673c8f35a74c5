import { defineRule } from '../src/core/rule.ts';
import { announcers, EXTERNAL_IP_ANNOUNCER_WORDS } from '../src/kubernetes/announcers.ts';
import { patchUses } from '../src/kubernetes/kustomizations.ts';
import { loadBalancerAnnouncers } from '../src/repository/load-balancer-announcers.ts';
import { mayBePatched } from '../src/repository/patched-objects.ts';

export default defineRule({
  id: 'external-ip-announcer',
  severity: 'warning',
  fixable: 'sometimes',
  words: EXTERNAL_IP_ANNOUNCER_WORDS,
  facts: [loadBalancerAnnouncers],

  docs: {
    summary: 'Calico, Cilium or kube-router announces addresses of `externalIPs` only',
    why: `
      What announces the addresses of Services to the network tells them apart by what gave them: \`externalIPs\`, or a load balancer. So an
      address that moves from the one to the other is announced no longer, although the Service still has it, and its clients lose their way.
      The same happens to all of them at once when nothing serves \`externalIPs\` any more.
    `,
    bad: [
      {
        text: `
          apiVersion: projectcalico.org/v3
          kind: BGPConfiguration
          metadata:
            name: default
          spec:
            serviceExternalIPs:
              - cidr: 192.0.2.0/26
        `,
      },
      {
        text: `
          apiVersion: cilium.io/v2alpha1
          kind: CiliumL2AnnouncementPolicy
          metadata:
            name: edge
          spec:
            externalIPs: true
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: projectcalico.org/v3
          kind: BGPConfiguration
          metadata:
            name: default
          spec:
            serviceExternalIPs:
              - cidr: 192.0.2.0/26
            serviceLoadBalancerIPs:
              - cidr: 192.0.2.0/26
        `,
      },
    ],
    advice: `
      Announce both while Services move, and take \`externalIPs\` out of the announcer when the last one has. An address that MetalLB's speaker
      announces must not be announced by another program as well.
    `,
    fixSafety: `
      Unsafe: the addresses that load balancers gave already are announced from then on. What announces addresses of \`externalIPs\` stays.
    `,
    references: [
      'https://docs.tigera.io/calico/latest/networking/configuring/advertise-service-ips',
      'https://docs.cilium.io/en/stable/network/l2-announcements/',
      'https://docs.cilium.io/en/stable/network/bgp-control-plane/bgp-control-plane-configuration/',
      'https://www.kube-router.io/docs/user-guide/',
    ],
  },

  query: announcers,

  check({ object, title, program, externalIPs, loadBalancers, resource, ops }, { document, facts, report }) {
    if (!externalIPs || loadBalancers !== 'no' || patchUses(document, facts).length > 0) return;
    // Another policy of the same program may be for the other kind of addresses.
    const isElsewhere = facts
      .scopesOf(document.file)
      .every(scope => facts.all(loadBalancerAnnouncers, scope).some(({ value }) => value === program));
    if (isElsewhere || mayBePatched(object, facts, /load-?balancer/i)) return;
    report({
      at: externalIPs,
      message: `${title} announces addresses of \`externalIPs\`, but none that a load balancer gave`,
      label: 'an address that moves to a load balancer is announced no longer',
      help: `let ${program} announce both while Services move`,
      resource,
      fix: {
        title: 'announce addresses of load balancers as well',
        applicability: 'unsafe',
        plan: { changes: [{ document, ops: ops() }] },
      },
    });
  },
});
