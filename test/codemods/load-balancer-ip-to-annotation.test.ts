import codemod from '../../codemods/load-balancer-ip-to-annotation.ts';
import { testCodemod } from './tester.ts';

const web = (rest = ''): string => `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    labels: {app: web}
  spec:
    type: LoadBalancer
    # office uplink
    loadBalancerIP: "192.0.2.4" # since 2020
    ports: [{port: 80}]${rest}
`;

const moved = (annotation: string, rest = ''): string => `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    labels: {app: web}
    annotations:
      # office uplink
      ${annotation}: "192.0.2.4" # since 2020
  spec:
    type: LoadBalancer
    ports: [{port: 80}]${rest}
`;

const METALLB = `
  apiVersion: metallb.io/v1beta1
  kind: IPAddressPool
  metadata: {name: edge, namespace: metallb-system}
  spec: {addresses: [192.0.2.0/26]}
`;

const CILIUM = `
  apiVersion: cilium.io/v2
  kind: CiliumLoadBalancerIPPool
  metadata: {name: edge}
  spec: {blocks: [{cidr: 192.0.2.0/26}]}
`;

const kubeVip = (...env: readonly string[]): string => `
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: kube-vip, namespace: kube-system}
  spec:
    template:
      spec:
        containers:
          - {name: kube-vip, image: "ghcr.io/kube-vip/kube-vip:v1.0.0", env: [${env.map(name => `{name: ${name}, value: "true"}`).join(', ')}]}
`;

const release = (chart: string, version: string): string => `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: ${chart}}
  spec: {chart: {spec: {chart: ${chart}, version: ${version}}}}
`;

const UNKNOWN =
  'nothing in the repository shows which load balancer serves it: write the annotation of yours instead of the field by hand [IMPLEMENTATION_UNKNOWN]';

testCodemod(codemod, {
  rewrites: {
    'MetalLB, with the quotes and comments of the field': {
      files: { 'pool.yaml': METALLB },
      input: web(),
      output: moved('metallb.io/loadBalancerIPs'),
      assumes: ['MetalLB is what serves the Service, in a release that reads `metallb.io/loadBalancerIPs`'],
    },
    'MetalLB of before 0.14.9, which its chart installs': {
      files: { 'metallb.yaml': release('metallb', '0.13.12') },
      input: web(),
      output: moved('metallb.universe.tf/loadBalancerIPs'),
    },
    'Cilium, by its pool': { files: { 'pool.yaml': CILIUM }, input: web(), output: moved('lbipam.cilium.io/ips') },
    'Cilium of before 1.16': {
      files: { 'pool.yaml': CILIUM, 'cilium.yaml': release('cilium', '1.15.1') },
      input: web(),
      output: moved('io.cilium/lb-ipam-ips'),
    },
    'kube-vip that serves Services': {
      files: { 'kube-vip.yaml': kubeVip('svc_enable') },
      input: web(),
      output: moved('kube-vip.io/loadbalancerIPs'),
    },
    'the class that kube-vip serves': {
      files: { 'kube-vip.yaml': kubeVip('svc_enable', 'lb_class_only') },
      input: web('\n    loadBalancerClass: kube-vip.io/kube-vip-class'),
      output: moved('kube-vip.io/loadbalancerIPs', '\n    loadBalancerClass: kube-vip.io/kube-vip-class'),
    },
    'the same address in the annotation already: the field goes': {
      files: { 'pool.yaml': METALLB },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.universe.tf/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          loadBalancerIP: 192.0.2.4
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.universe.tf/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
      `,
    },
    'a placeholder is carried over': {
      files: { 'pool.yaml': METALLB },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, loadBalancerIP: "\${IP}"}
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "\${IP}"}}
        spec: {type: LoadBalancer}
      `,
    },
  },
  skips: {
    'no load balancer in the repository': { input: web(), reasons: [UNKNOWN] },
    'kube-vip for the control plane alone': { files: { 'kube-vip.yaml': kubeVip('cp_enable') }, input: web(), reasons: [UNKNOWN] },
    'Cilium without a pool hands out nothing': { files: { 'cilium.yaml': release('cilium', '1.18.0') }, input: web(), reasons: [UNKNOWN] },
    'two load balancers': {
      files: { 'a.yaml': METALLB, 'b.yaml': CILIUM },
      input: web(),
      reasons: [
        'MetalLB and Cilium are in the repository, and which of them serves it is not known: write the annotation of that one instead of the field by hand [IMPLEMENTATION_UNKNOWN]',
      ],
    },
    'a class of another load balancer': {
      files: { 'pool.yaml': METALLB },
      input: web('\n    loadBalancerClass: example.com/lb'),
      reasons: ['`example.com/lb` is the class of another load balancer than MetalLB: see which annotation that reads [OTHER_CLASS]'],
    },
    'no class, where the load balancer wants one': {
      files: { 'kube-vip.yaml': kubeVip('svc_enable', 'lb_class_only') },
      input: web(),
      reasons: [
        'kube-vip serves Services of class `kube-vip.io/kube-vip-class` only, and this one has none: see what serves it [OTHER_CLASS]',
      ],
    },
    'an annotation that asks for another address': {
      files: { 'pool.yaml': METALLB },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: 192.0.2.5}}
        spec: {type: LoadBalancer, loadBalancerIP: 192.0.2.4}
      `,
      reasons: ['an annotation of MetalLB asks for another address: remove the one that is not meant [ASKED_TWICE]'],
    },
    'no address': {
      files: { 'pool.yaml': METALLB },
      input: web().replace('"192.0.2.4"', 'lb.example.com'),
      reasons: ['`lb.example.com` is not an IP address [NOT_LITERAL]'],
    },
    'a Service that a patch changes': {
      files: {
        'pool.yaml': METALLB,
        'kustomization.yaml': 'resources: [input.yaml]\npatches: [{path: patch.yaml}]\n',
        'patch.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalTrafficPolicy: Local}\n',
      },
      input: web(),
      reasons: ['a patch named in kustomization.yaml may change how the Service is reached: move both by hand [PATCHED]'],
    },
  },
});
