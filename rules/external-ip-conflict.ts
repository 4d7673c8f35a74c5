import { defineRule } from '../src/core/rule.ts';
import { ignoredBecause } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';
import { conflictsOf } from '../src/repository/external-ip-conflicts.ts';
import { exposureDocuments } from '../src/repository/service-claims.ts';

export default defineRule({
  id: 'external-ip-conflict',
  severity: 'warning',
  fixable: 'never',
  words: EXPOSURE_WORDS,
  facts: [exposureDocuments],

  docs: {
    summary: 'Two Services claim one address, protocol and port through `externalIPs`',
    why: `
      The API server accepts both, and nothing says which of them kube-proxy serves: it may be another one after each restart. The move to a
      load balancer makes it worse, as no load balancer takes both: one of them gets no address.

      Services may share an address as long as no two listen on the same port and protocol. Copies of one Service, as in folders of several
      clusters, are no conflict.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            namespace: shop
          spec:
            ports:
              - port: 80
            externalIPs:
              - 192.0.2.4
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: landing
            namespace: marketing
          spec:
            ports:
              - port: 80
            externalIPs:
              - 192.0.2.4
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          metadata:
            name: dns-udp
          spec:
            ports:
              - port: 53
                protocol: UDP
            externalIPs:
              - 192.0.2.4
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: dns-tcp
          spec:
            ports:
              - port: 53
                protocol: TCP
            externalIPs:
              - 192.0.2.4
        `,
      },
    ],
    advice: 'Give one of them another address or port, or put both behind one Gateway or Ingress that tells them apart by host name.',
    references: ['https://kep.k8s.io/5707', 'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips'],
  },

  query: serviceExposures,

  check(exposure, { facts, report }) {
    if (ignoredBecause(exposure)) return;
    for (const { address, endpoint, other, otherAddress } of conflictsOf(exposure, facts)) {
      const { file } = other.document;
      report({
        at: address.node,
        message: `\`${endpoint}\` of ${exposure.title} is claimed by ${other.title} as well, and which of them gets the traffic is undefined`,
        label: `claimed in ${file.path} as well`,
        related: [{ file, range: otherAddress.node.range, text: `${other.title} claims it here` }],
        help: 'give one of the two another address or port',
        resource: exposure.resource,
      });
    }
  },
});
