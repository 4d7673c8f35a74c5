import { defineCodemod } from '../src/core/codemod.ts';
import type { Assumption } from '../src/core/diagnostic.ts';
import type { Facts } from '../src/core/fact.ts';
import { placeOfAssumption } from '../src/kubernetes/load-balancer-assumptions.ts';
import { LOAD_BALANCER_REFUSALS, type LoadBalancerController } from '../src/kubernetes/load-balancer-controller.ts';
import { movesTo } from '../src/kubernetes/load-balancer-move.ts';
import type { ServiceExposure } from '../src/kubernetes/service-exposure.ts';
import { KUBE_VIP_IPS } from '../src/kubernetes/kube-vip.ts';
import { listedNodes } from '../src/kubernetes/node-addresses.ts';
import { kubeVipInstalled } from '../src/repository/installed-targets.ts';
import { kubeVipClass } from '../src/repository/kube-vip-class.ts';
import { nodeObstacle } from '../src/repository/node-addresses.ts';

/** kube-vip (pkg/instance/instance.go, pkg/kubevip/annotations.go): Services at one address share its interface without being told to. */
const KUBE_VIP: LoadBalancerController = {
  name: 'kube-vip',
  request: [KUBE_VIP_IPS],
  classOf: kubeVipClass,
  addresses: { perFamily: 'many', familiesMustMatch: false },
  assumes,
  obstacle: nodeObstacle,
};

const move = movesTo(KUBE_VIP);

export default defineCodemod({
  id: 'external-ips-to-kube-vip',
  resolves: ['service-external-ips'],
  askedBy: { to: 'kube-vip', installed: kubeVipInstalled },

  docs: {
    summary: 'Asks kube-vip for the addresses of `externalIPs`',
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
          kube-vip.io/loadbalancerIPs: "192.0.2.10,192.0.2.11"
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
      'kube-vip runs with Services switched on, and nothing else serves Services without a class, or of its class where it serves no others',
      'a chart renders `type` and `annotations` of the values that it takes `externalIPs` from',
      'who announces the addresses today stops when kube-vip starts; in between they do not answer',
      'no address is one of a node',
    ],
    refuses: [...LOAD_BALANCER_REFUSALS, 'NODE_IP: the address is one of a node'],
    references: ['https://kube-vip.io/docs/usage/kubernetes-services/', 'https://kep.k8s.io/5707'],
  },

  ...move,
  settings: [...move.settings, listedNodes],
});

function assumes(exposure: ServiceExposure, facts: Facts): readonly Assumption[] {
  const at = placeOfAssumption(exposure);
  const served = kubeVipClass(exposure, facts);
  return [
    {
      at,
      text: `kube-vip runs in the cluster with Services switched on (\`svc_enable\`), and serves Services ${served === undefined ? 'without a class' : `of class \`${served}\``}`,
    },
    ...exposure.addresses.map(({ text: subject }) => ({
      at,
      subject,
      text: 'kube-vip may announce {} on the interface that it was given',
    })),
  ];
}
