import { defineCodemod } from '../src/core/codemod.ts';
import { CILIUM_IPS, CILIUM_SHARING_ACROSS, CILIUM_SHARING_KEY, OLD_CILIUM_IPS, OLD_CILIUM_SHARING_KEY } from '../src/kubernetes/cilium.ts';
import { LOAD_BALANCER_REFUSALS, type LoadBalancerController } from '../src/kubernetes/load-balancer-controller.ts';
import { movesTo } from '../src/kubernetes/load-balancer-move.ts';
import { listedNodes } from '../src/kubernetes/node-addresses.ts';
import { ignoredBecause } from '../src/kubernetes/service-exposure.ts';
import { ciliumPools } from '../src/repository/cilium-pools.ts';
import {
  acrossNamespacesObstacle,
  announcerObstacle,
  ciliumAssumptions,
  ciliumPoolObstacle,
  isHandedOutByCilium,
  isOldCilium,
} from '../src/repository/cilium-provision.ts';
import { ciliumInstalled } from '../src/repository/installed-targets.ts';
import { externalIPAnnouncers, loadBalancerAnnouncers } from '../src/repository/load-balancer-announcers.ts';
import { nodeObstacle } from '../src/repository/node-addresses.ts';

/** LB IPAM of Cilium (cilium Documentation/network/lb-ipam.rst, operator/pkg/lbipam): it compares ports without their protocol (cilium#9207). */
const CILIUM: LoadBalancerController = {
  name: 'Cilium',
  request: [CILIUM_IPS, OLD_CILIUM_IPS],
  isOld: isOldCilium,
  sharing: {
    key: [CILIUM_SHARING_KEY, OLD_CILIUM_SHARING_KEY],
    acrossNamespaces: CILIUM_SHARING_ACROSS,
    toldApartByProtocol: false,
  },
  addresses: { perFamily: 'many', familiesMustMatch: false },
  assumes: ciliumAssumptions,
  obstacle: (exposure, context) => nodeObstacle(exposure, context) ?? ciliumPoolObstacle(exposure, context.facts),
  holds: isHandedOutByCilium,
};

const move = movesTo(CILIUM);

export default defineCodemod({
  id: 'external-ips-to-cilium',
  resolves: ['service-external-ips'],
  askedBy: { to: 'cilium', installed: ciliumInstalled },
  facts: [ciliumPools, externalIPAnnouncers, loadBalancerAnnouncers],

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
      'where the repository does not show which Cilium runs: one that reads `lbipam.cilium.io/ips`, 1.16 or later',
      'where no pool of the repository holds the addresses: one elsewhere does, and selects the Service',
      'where no announcement of the repository covers load-balancer addresses of the Service: one elsewhere does',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when Cilium starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [
      ...LOAD_BALANCER_REFUSALS,
      'ANNOUNCER: what announces the addresses of externalIPs announces none of load balancers',
      'RESERVED_IP: the address is the first or the last of a network whose pool keeps those back',
      'POOL_OVERLAP: the pool that holds the address does not give it to the Service, so that no other pool can hold it',
      'NODE_IP: the address is one of a node',
      'SHARING_RULES: Services that share an address have one port number, different sharing keys, or traffic policies or pods that Cilium cannot serve at one address',
    ],
    references: ['https://docs.cilium.io/en/stable/network/lb-ipam/', 'https://kep.k8s.io/5707'],
  },

  ...move,
  settings: [...move.settings, listedNodes],
  rewrite: (group, context) =>
    (group.some(ignoredBecause)
      ? undefined
      : (announcerObstacle(group, context.facts) ?? acrossNamespacesObstacle(group, context.facts))) ?? move.rewrite(group, context),
});
