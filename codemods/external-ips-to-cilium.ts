import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import { LOAD_BALANCER_REFUSALS, movesTo, placeOfAssumption, type LoadBalancerController } from '../src/kubernetes/load-balancer-move.ts';
import type { ServiceExposure } from '../src/kubernetes/service-exposure.ts';

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
      ...LOAD_BALANCER_REFUSALS,
      'SHARING_RULES: Services that share an address have one port number, or traffic policies or pods that Cilium cannot serve at one address',
    ],
    references: ['https://docs.cilium.io/en/stable/network/lb-ipam/', 'https://kep.k8s.io/5707'],
  },

  ...movesTo(CILIUM),
});

function assumes(exposure: ServiceExposure): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  return [
    {
      at,
      text: 'the Cilium that runs in the cluster reads `lbipam.cilium.io/ips`; an older one knows only `io.cilium/lb-ipam-ips`, and assigns some other address',
    },
    ...exposure.addresses.flatMap(({ text: subject }) => [
      { at, subject, text: 'a CiliumLoadBalancerIPPool holds {} and selects the Service' },
      { at, subject, text: 'BGP or L2 announcements of Cilium cover load-balancer addresses, not only external ones: {}' },
    ]),
  ];
}
