import codemod from '../../codemods/external-ips-to-kube-vip.ts';
import { testCodemod } from './tester.ts';

const web = (rest = ''): string => `
  # Edge web
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
  spec:${rest}
    selector: {app: web}
    ports:
      - port: 80
        targetPort: 8080
    externalIPs:
      - 192.0.2.4 # office uplink
`;

const moved = (loadBalancerClass?: string): string => `
  # Edge web
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
    annotations:
      kube-vip.io/loadbalancerIPs: 192.0.2.4 # office uplink
  spec:
    type: LoadBalancer${loadBalancerClass === undefined ? '' : `\n    loadBalancerClass: ${loadBalancerClass}`}
    allocateLoadBalancerNodePorts: false
    selector: {app: web}
    ports:
      - port: 80
        targetPort: 8080
`;

const daemonSet = (env: Readonly<Record<string, string>>, args = ''): string => `
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: kube-vip, namespace: kube-system}
  spec:
    template:
      spec:
        containers:
          - name: kube-vip
            image: ghcr.io/kube-vip/kube-vip:v1.0.0
            args: [manager${args}]
            env:
              - {name: vip_arp, value: "true"}
${Object.entries(env)
  .map(([name, value]) => `              - {name: ${name}, value: "${value}"}`)
  .join('\n')}
`;

const onlyClass =
  'kube-vip runs in the cluster with Services switched on (`svc_enable`), and serves Services of class `kube-vip.io/kube-vip-class`';

testCodemod(codemod, {
  rewrites: {
    'kube-vip serves Services without a class': {
      input: web(),
      output: moved(),
      assumes: ['kube-vip runs in the cluster with Services switched on (`svc_enable`), and serves Services without a class'],
    },
    'a kube-vip that serves its class only': {
      files: { 'kube-vip.yaml': daemonSet({ svc_enable: 'true', lb_class_only: 'true' }) },
      input: web(),
      output: moved('kube-vip.io/kube-vip-class'),
      assumes: [onlyClass],
    },
    'a class of another name': {
      files: { 'kube-vip.yaml': daemonSet({ lb_class_only: 'true', lb_class_name: 'example.com/edge' }) },
      input: web(),
      output: moved('example.com/edge'),
    },
    'a class that is named and not required': {
      files: { 'kube-vip.yaml': daemonSet({ lb_class_name: 'example.com/edge' }) },
      input: web(),
      output: moved(),
    },
    'classes are handled as the API means them': {
      files: { 'kube-vip.yaml': daemonSet({ lb_class_legacy_handling: 'false' }) },
      input: web(),
      output: moved('kube-vip.io/kube-vip-class'),
    },
    'flags of the container': {
      files: { 'kube-vip.yaml': daemonSet({}, ', --services, --lbClassOnly, --lbClassName=example.com/edge') },
      input: web(),
      output: moved('example.com/edge'),
    },
    'variables of the chart': {
      files: {
        'kube-vip.yaml': `
          apiVersion: argoproj.io/v1alpha1
          kind: Application
          metadata: {name: kube-vip}
          spec:
            source:
              chart: kube-vip
              targetRevision: 0.6.0
              helm: {valuesObject: {env: {lb_class_only: "true"}}}
        `,
      },
      input: web(),
      output: moved('kube-vip.io/kube-vip-class'),
    },
    'one for the control plane alone says nothing of Services': {
      files: {
        'a.yaml': daemonSet({ cp_enable: 'true', svc_enable: 'false', lb_class_only: 'true' }),
        'b.yaml': daemonSet({ svc_enable: 'true' }),
      },
      input: web(),
      output: moved(),
    },
    'a LoadBalancer that has the class': {
      files: { 'kube-vip.yaml': daemonSet({ lb_class_only: 'true' }) },
      input: web('\n    type: LoadBalancer\n    loadBalancerClass: kube-vip.io/kube-vip-class\n    allocateLoadBalancerNodePorts: false'),
      output: moved('kube-vip.io/kube-vip-class'),
    },
  },
  skips: {
    'a LoadBalancer without the class': {
      files: { 'kube-vip.yaml': daemonSet({ lb_class_only: 'true' }) },
      input: web('\n    type: LoadBalancer'),
      reasons: [
        'kube-vip serves Services of class `kube-vip.io/kube-vip-class` only, and a LoadBalancer without a class cannot get one: delete it and create it anew [CLASS_IMMUTABLE]',
      ],
    },
    'a LoadBalancer of another class': {
      input: web('\n    type: LoadBalancer\n    loadBalancerClass: example.com/lb'),
      reasons: ['`loadBalancerClass` is `example.com/lb`, which cannot change on a LoadBalancer [CLASS_IMMUTABLE]'],
    },
    'the address of a node that the repository tells': {
      files: {
        'node.yaml': `
          apiVersion: v1
          kind: Node
          metadata: {name: a}
          status: {addresses: [{type: InternalIP, address: 192.0.2.4}]}
        `,
      },
      input: web(),
      reasons: [
        '`192.0.2.4` is the address of a node (node.yaml), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      ],
    },
  },
});
