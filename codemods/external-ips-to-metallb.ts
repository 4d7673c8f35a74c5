import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import type { Facts } from '../src/core/fact.ts';
import { placeOfAssumption } from '../src/kubernetes/load-balancer-assumptions.ts';
import { LOAD_BALANCER_REFUSALS, type LoadBalancerController } from '../src/kubernetes/load-balancer-controller.ts';
import { movesTo } from '../src/kubernetes/load-balancer-move.ts';
import {
  ALLOW_SHARED_IP,
  ANNOTATIONS_SINCE,
  LOAD_BALANCER_IPS,
  OLD_ALLOW_SHARED_IP,
  OLD_LOAD_BALANCER_IPS,
} from '../src/kubernetes/metallb.ts';
import type { ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { metallbInstalled } from '../src/repository/installed-targets.ts';
import { ipAddressPools } from '../src/repository/ip-address-pools.ts';
import { metallbAdvertisements } from '../src/repository/metallb-advertisements.ts';
import {
  announce,
  isHandedOut,
  isOldMetalLB,
  metallbClass,
  namespace,
  poolObstacle,
  pools,
  providePools,
} from '../src/repository/metallb-provision.ts';
import { split, splitting } from '../src/repository/metallb-split.ts';
import { nodeObstacle } from '../src/repository/node-addresses.ts';
import { listedNodes } from '../src/kubernetes/node-addresses.ts';

const METALLB: LoadBalancerController = {
  name: 'MetalLB',
  request: [LOAD_BALANCER_IPS, OLD_LOAD_BALANCER_IPS],
  sharing: { key: [ALLOW_SHARED_IP, OLD_ALLOW_SHARED_IP], toldApartByProtocol: true },
  addresses: { perFamily: 'one', familiesMustMatch: true },
  assumes,
  isOld: isOldMetalLB,
  classOf: metallbClass,
  obstacle: (exposure, context) => nodeObstacle(exposure, context) ?? poolObstacle(exposure, context),
  holds: isHandedOut,
  provide: providePools,
};

const move = movesTo(METALLB);

export default defineCodemod({
  id: 'external-ips-to-metallb',
  resolves: ['service-external-ips'],
  askedBy: { to: 'metallb', installed: metallbInstalled },
  facts: [ipAddressPools, metallbAdvertisements],

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
      'where no pool of the repository holds the addresses and MetalLB is not installed by it: one elsewhere does, and an advertisement announces them',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when MetalLB starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      ...LOAD_BALANCER_REFUSALS,
      'N_IPS_PER_FAMILY: MetalLB gives a Service one address of each family; `--split` makes further Services of one that is written out',
      'NO_SELECTOR: with `--split`, a Service whose endpoints are written by hand for its name',
      'POOL_SELECTS: with `--split`, a pool that serves Services by their labels, as further Services have none',
      'NAME: with `--split`, a name that is filled in later, too long, or taken',
      'FAMILY_MISMATCH: one address on a dual-stack Service: MetalLB would assign none',
      'SPLIT_ACROSS_POOLS: the two addresses of a Service are in two pools, and MetalLB takes both from one',
      'POOL_OVERLAP: a pool holds the address and does not serve the Service, so that no other pool can hold it',
      'POOL_NAMED: the Service names a pool that does not hold the address',
      'NO_POOL: no pool holds the address, and none is to be made, or there is no place for one',
      'NODES_UNKNOWN: nothing tells which addresses are those of nodes, so that no pool can be made',
      'NODE_IP: the address is one of a node',
      'SHARING_RULES: Services that share an address have different keys, or traffic policies or pods that MetalLB cannot serve at one address',
    ],
    references: ['https://metallb.io/usage/', 'https://kep.k8s.io/5707'],
  },

  ...move,
  rewrite: splitting(move.rewrite, METALLB.addresses),
  settings: [...move.settings, split, pools, namespace, announce, listedNodes],
});

function assumes(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  if (isOldMetalLB(exposure, facts)) return [];
  return [
    {
      at: placeOfAssumption(exposure),
      text: `MetalLB ${ANNOTATIONS_SINCE} or later runs in the cluster and serves Services without a class; an older one ignores the annotation and assigns some other address`,
    },
  ];
}
