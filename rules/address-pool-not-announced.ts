import { defineRule } from '../src/core/rule.ts';
import { addressPools } from '../src/kubernetes/address-pools.ts';
import { resourceOf } from '../src/kubernetes/object.ts';
import { advertisementsFor } from '../src/repository/announced-pools.ts';
import { loadBalancerAnnouncers } from '../src/repository/load-balancer-announcers.ts';
import { metallbAdvertisements } from '../src/repository/metallb-advertisements.ts';
import { mayBePatched } from '../src/repository/patched-objects.ts';

export default defineRule({
  id: 'address-pool-not-announced',
  severity: 'warning',
  fixable: 'never',
  words: ['IPAddressPool'],
  facts: [metallbAdvertisements, loadBalancerAnnouncers],

  docs: {
    summary: 'An IPAddressPool that no L2Advertisement or BGPAdvertisement selects',
    why: `
      MetalLB assigns the addresses of such a pool, and tells nobody: the Service shows an external address, and no packet for it reaches the
      cluster. An advertisement selects pools by name or by label; one that says neither is for all pools.

      Nothing is reported where Calico, Cilium or kube-router announces addresses of load balancers instead of MetalLB's own speaker.
    `,
    bad: [
      {
        text: `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
            namespace: metallb-system
          spec:
            addresses:
              - 192.0.2.0/26
          ---
          apiVersion: metallb.io/v1beta1
          kind: L2Advertisement
          metadata:
            name: inside
            namespace: metallb-system
          spec:
            ipAddressPools:
              - inside
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
            namespace: metallb-system
          spec:
            addresses:
              - 192.0.2.0/26
          ---
          apiVersion: metallb.io/v1beta1
          kind: L2Advertisement
          metadata:
            name: all
            namespace: metallb-system
        `,
      },
    ],
    advice: 'On a node of the same network, `arping` for an address of the pool that a Service has tells whether MetalLB answers for it.',
    references: [
      'https://metallb.io/configuration/#announce-the-service-ips',
      'https://github.com/metallb/metallb/blob/v0.16.1/internal/config/config.go',
    ],
  },

  query: addressPools,

  check({ object, name }, { document: { file }, facts, report }) {
    for (const scope of facts.scopesOf(file)) {
      const { isAnnounced, others } = advertisementsFor(object, scope, facts);
      if (isAnnounced || facts.all(loadBalancerAnnouncers, scope).length > 0 || mayBePatched(object, facts, /labels/)) continue;
      const [first] = others;
      report({
        at: name.range,
        message: `no advertisement selects IPAddressPool \`${object.name ?? ''}\`, so MetalLB assigns its addresses but does not announce them`,
        label: 'no packet for these addresses reaches the cluster',
        related: others.map(({ file, range, value }) => ({ file, range, text: `this ${value.kind} is for other pools` })),
        help: first
          ? `add \`${object.name ?? ''}\` to \`ipAddressPools\` of an advertisement`
          : 'add an L2Advertisement or a BGPAdvertisement; without `ipAddressPools` it is for all pools',
        resource: resourceOf(object, name.path, 'metallb'),
      });
      return;
    }
  },
});
