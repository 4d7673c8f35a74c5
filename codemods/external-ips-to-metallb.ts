import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import type { Facts } from '../src/core/fact.ts';
import { addressKey } from '../src/kubernetes/address-sharing.ts';
import type { Address } from '../src/kubernetes/address.ts';
import { moveToLoadBalancer, placeOfAssumption, type LoadBalancerController } from '../src/kubernetes/load-balancer-move.ts';
import { ALLOW_SHARED_IP, ANNOTATIONS_SINCE, LOAD_BALANCER_IPS, OLD_ALLOW_SHARED_IP, OLD_LOAD_BALANCER_IPS, rangeHolds } from '../src/kubernetes/metallb.ts';
import { ignoredBecause, type ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { EXPOSURE_WORDS, serviceExposures } from '../src/kubernetes/service-exposures.ts';
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
  words: EXPOSURE_WORDS,
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
      'NOT_LITERAL: an address is no IP address in its normal form, or an expression; two or more placeholders hide their families',
      'TYPE_UNKNOWN: the type of the Service is not known',
      'BASE_UNKNOWN: a kustomize patch of a Service that is not found in the repository, or that other patches change as well',
      'PATCHED: a kustomize patch and its base are one unit: the patch changes how the Service of the base is reached',
      'PARTIAL_OP: a JSON Patch operation changes a part of a list that is written elsewhere',
      'MERGED: a task of Ansible leaves on the Service in the cluster what is taken out of its definition',
      'NO_LOAD_BALANCER: the operator behind a custom resource, or the chart in the repository, has no way to ask for a load balancer there',
      'CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer',
      'SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way',
      'STATUS_UNKNOWN: the addresses are requested already; whether they are assigned is written in no file',
      'N_IPS_PER_FAMILY: MetalLB gives a Service one address of each family',
      'HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today',
      'FAMILY_MISMATCH: one address on a dual-stack Service: MetalLB would assign none',
      'DEAD_IP: the family of the address is not one of the Service, so it serves nothing today',
      'PORT_CONFLICT: two Services claim one address, protocol and port',
      'SHARING_RULES: Services that share an address have traffic policies or pods that MetalLB cannot serve at one address',
      'SHARED_GROUP: another Service at the same address cannot move',
    ],
    references: ['https://metallb.io/usage/', 'https://kep.k8s.io/5707'],
  },

  query: serviceExposures,
  title: exposure => `request ${exposure.addresses.map(({ text }) => `\`${text}\``).join(' and ')} from MetalLB instead`,
  at: ({ externalIPs }) => externalIPs,
  ties: exposure => (ignoredBecause(exposure) ? [] : exposure.addresses.map(addressKey)),
  identity: ({ identity }) => identity,

  rewrite: (group, { facts }) => moveToLoadBalancer(group, METALLB, facts),
});

function assumes(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const pools = facts.scopesOf(at.file).flatMap(scope => facts.all(ipAddressPools, scope));
  const holder = (address: Address): string | undefined =>
    address.kind === 'ip' ? pools.find(({ value }) => value.addresses.some(range => rangeHolds(range, address.canonical, address.family)))?.value.name : undefined;
  return [
    { at, text: `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster and serves Services without a class; an older one ignores the annotation and assigns some other address` },
    ...exposure.addresses.map(address => {
      const pool = holder(address);
      const text = pool === undefined ? 'a pool outside this repository holds and announces {}' : `an advertisement announces what pool \`${pool}\` holds: {}`;
      return { at, subject: address.text, text };
    }),
  ];
}
