import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import { addressKey } from '../src/kubernetes/address-sharing.ts';
import { moveToLoadBalancer, placeOfAssumption, type LoadBalancerController } from '../src/kubernetes/load-balancer-move.ts';
import { ignoredBecause, type ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';

/** LB IPAM of Cilium (cilium Documentation/network/lb-ipam.rst, operator/pkg/lbipam): it compares ports without their protocol (cilium#9207). */
const CILIUM: LoadBalancerController = {
  name: 'Cilium',
  request: ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'],
  sharing: {
    key: ['lbipam.cilium.io/sharing-key', 'io.cilium/lb-ipam-sharing-key'],
    acrossNamespaces: 'lbipam.cilium.io/sharing-cross-namespace',
    toldApartByProtocol: false,
  },
  addresses: { perFamily: 'many', familiesMustMatch: false },
  assumes,
};

export default defineCodemod({
  id: 'external-ips-to-cilium',
  resolves: ['service-external-ips'],
  askedBy: { to: 'cilium' },
  words: EXPOSURE_WORDS,

  docs: {
    summary: 'Asks the LB IPAM of Cilium for the addresses of `externalIPs`',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
      spec:
        externalTrafficPolicy: Local # keep client addresses for SPF
        selector:
          app: smtp
        ports:
          - port: 25
        externalIPs:
          # primary MX
          - 192.0.2.10
          - 192.0.2.11 # backup MX
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
        annotations:
          # primary MX
          # 192.0.2.11: backup MX
          lbipam.cilium.io/ips: "192.0.2.10,192.0.2.11"
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        externalTrafficPolicy: Local # keep client addresses for SPF
        selector:
          app: smtp
        ports:
          - port: 25
    `,
    assumes: [
      'a Cilium that reads `lbipam.cilium.io/ips` runs in the cluster',
      'a CiliumLoadBalancerIPPool holds the addresses and selects the Service, and BGP or L2 announcements cover load-balancer addresses',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when Cilium starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression',
      'TYPE_UNKNOWN: the type of the Service is not known',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'NO_LOAD_BALANCER: the operator behind a custom resource, or the chart in the repository, has no way to ask for a load balancer there',
      'CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer',
      'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
      'STATUS_UNKNOWN: an address is requested already; whether it is assigned is written in no file',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'DEAD_IP: the family of an address is not one of the Service, so it serves nothing today',
      'PORT_CONFLICT: two Services claim one address, protocol and port',
      'SHARING_RULES: Services that share an address have one port number, or traffic policies or pods that Cilium cannot serve at one address',
      'SHARED_GROUP: another Service at the same address cannot move',
    ],
    references: ['https://docs.cilium.io/en/stable/network/lb-ipam/', 'https://kep.k8s.io/5707'],
  },

  query: serviceExposures,
  title: exposure => `request ${exposure.addresses.map(({ text }) => `\`${text}\``).join(' and ')} from Cilium instead`,
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,

  rewrite: (group, { facts }) => moveToLoadBalancer(group, CILIUM, facts),
});

function assumes(exposure: ServiceExposure): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  return [
    { at, text: 'the Cilium that runs in the cluster reads `lbipam.cilium.io/ips`; an older one knows only `io.cilium/lb-ipam-ips`, and assigns some other address' },
    ...exposure.addresses.flatMap(({ text: subject }) => [
      { at, subject, text: 'a CiliumLoadBalancerIPPool holds {} and selects the Service' },
      { at, subject, text: 'BGP or L2 announcements of Cilium cover load-balancer addresses, not only external ones: {}' },
    ]),
  ];
}
