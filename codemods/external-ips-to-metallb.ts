import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import type { Facts } from '../src/core/fact.ts';
import type { Address } from '../src/kubernetes/address.ts';
import { LOAD_BALANCER_REFUSALS, movesTo, placeOfAssumption, type LoadBalancerController } from '../src/kubernetes/load-balancer-move.ts';
import {
  ALLOW_SHARED_IP,
  ANNOTATIONS_SINCE,
  LOAD_BALANCER_IPS,
  OLD_ALLOW_SHARED_IP,
  OLD_LOAD_BALANCER_IPS,
  rangeHolds,
} from '../src/kubernetes/metallb.ts';
import type { ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { ipAddressPools } from '../src/repository/ip-address-pools.ts';

const METALLB: LoadBalancerController = {
  name: 'MetalLB',
  request: [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS],
  sharing: { key: [ALLOW_SHARED_IP, OLD_ALLOW_SHARED_IP], toldApartByProtocol: true },
  addresses: { perFamily: 'one', familiesMustMatch: true },
  assumes,
};

export default defineCodemod({
  id: 'external-ips-to-metallb',
  resolves: ['service-external-ips'],
  askedBy: { to: 'metallb' },
  facts: [ipAddressPools],

  docs: {
    summary: 'Asks MetalLB for the addresses of `externalIPs`',
    before: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
        externalIPs:
          - 192.0.2.4 # office uplink
    `,
    after: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
    `,
    assumes: [
      `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster, and nothing else serves Services without a class`,
      'a pool holds the addresses, and an advertisement announces them',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when MetalLB starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      ...LOAD_BALANCER_REFUSALS,
      'N_IPS_PER_FAMILY: MetalLB gives a Service one address of each family',
      'FAMILY_MISMATCH: one address on a dual-stack Service: MetalLB would assign none',
      'SHARING_RULES: Services that share an address have traffic policies or pods that MetalLB cannot serve at one address',
    ],
    references: ['https://metallb.io/usage/', 'https://kep.k8s.io/5707'],
  },

  ...movesTo(METALLB),
});

function assumes(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const pools = facts.scopesOf(at.file).flatMap(scope => facts.all(ipAddressPools, scope));
  const holder = (address: Address): string | undefined =>
    address.kind === 'ip'
      ? pools.find(({ value }) => value.addresses.some(range => rangeHolds(range, address.canonical, address.family)))?.value.name
      : undefined;
  return [
    {
      at,
      text: `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster and serves Services without a class; an older one ignores the annotation and assigns some other address`,
    },
    ...exposure.addresses.map(address => {
      const pool = holder(address);
      const text =
        pool === undefined
          ? 'a pool outside this repository holds and announces {}'
          : `an advertisement announces what pool \`${pool}\` holds: {}`;
      return { at, subject: address.text, text };
    }),
  ];
}
