import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

const PREPARED =
  'the load balancer is asked for its addresses already: once it has given them, `--stage finish` takes `externalIPs` away [PREPARED]';

const NOT_PREPARED =
  'no load balancer is asked for its addresses yet: `--stage prepare` does that, and keeps `externalIPs` meanwhile [NOT_PREPARED]';

const STATUS_UNKNOWN =
  '`192.0.2.4` is requested from the load balancer already, and no file shows that it was assigned: give `--cluster-status` what `kubectl get services -A -o json` prints [STATUS_UNKNOWN]';

const prepared = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
    annotations:
      metallb.io/loadBalancerIPs: 192.0.2.4
  spec:
    type: LoadBalancer
    ports: [{port: 80}]
    externalIPs:
      - 192.0.2.4 # office uplink
`;

/** A base that an overlay patches by operations. */
const PATCHED = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {ports: [{port: 80}]}\n',
  'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml, target: {kind: Service, name: web}}]\n',
};

/** A dump of a cluster in which a Service has an address. */
const dump = (namespace: string, name: string, ...ips: readonly string[]): string =>
  JSON.stringify({
    kind: 'List',
    items: [
      { kind: 'Service', metadata: { namespace: 'shop', name: 'db' }, spec: { type: 'ClusterIP' }, status: { loadBalancer: {} } },
      {
        kind: 'Service',
        metadata: { namespace, name },
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: ips.map(ip => ({ ip, ipMode: 'VIP' })) } },
      },
    ],
  });

testCodemod(codemod, {
  rewrites: {
    'prepare keeps externalIPs beside the request': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports: [{port: 80}]
          externalIPs:
            - 192.0.2.4 # office uplink
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
          externalIPs:
            - 192.0.2.4 # office uplink
      `,
      assumes: ['who announces `192.0.2.4` today stops when MetalLB starts'],
      left: [PREPARED],
    },
    'prepare gives Services that share an address their key, and keeps externalIPs of all': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: a}
        spec: {ports: [{port: 22}], externalIPs: [192.0.2.4]}
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a, annotations: {metallb.io/allow-shared-ip: external-192.0.2.4, metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: a, annotations: {metallb.io/allow-shared-ip: external-192.0.2.4, metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 22}], externalIPs: [192.0.2.4]}
      `,
      left: [PREPARED, PREPARED],
    },
    'finish takes externalIPs away where the cluster has assigned the address': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('shop', 'web', '192.0.2.4') },
      input: prepared,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          ports: [{port: 80}]
          # 192.0.2.4: office uplink
      `,
    },
    'all does what is left to do where an earlier run prepared it and the cluster has assigned the address': {
      settings: { 'externalIPs.clusterStatus': dump('shop', 'web', '192.0.2.4') },
      input: prepared.replace(' # office uplink', ''),
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          ports: [{port: 80}]
      `,
    },
    'prepare keeps externalIPs in values': {
      settings: { 'externalIPs.stage': 'prepare' },
      path: 'values.yaml',
      input: `
        controller:
          service:
            externalIPs: [192.0.2.4]
      `,
      output: `
        controller:
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
            externalIPs: [192.0.2.4]
      `,
      left: [PREPARED],
    },
    'prepare keeps the operation of a JSON Patch': {
      settings: { 'externalIPs.stage': 'prepare' },
      path: 'prod/patch.yaml',
      files: PATCHED,
      input: `
        - op: add
          path: /spec/externalIPs
          value: [192.0.2.4] # office uplink
      `,
      output: `
        - op: add
          path: /spec/type
          value: LoadBalancer
        - op: add
          path: /spec/allocateLoadBalancerNodePorts
          value: false
        - op: add
          path: /spec/externalIPs
          value: [192.0.2.4] # office uplink
        - op: add
          path: /metadata/annotations
          value:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      left: [PREPARED],
    },
    'finish takes the operation of a JSON Patch away': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('shop', 'web', '192.0.2.4') },
      path: 'prod/patch.yaml',
      files: PATCHED,
      input: `
        - op: add
          path: /spec/type
          value: LoadBalancer
        - op: add
          path: /spec/externalIPs
          value: [192.0.2.4]
        - op: add
          path: /metadata/annotations
          value:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      output: `
        - op: add
          path: /spec/type
          value: LoadBalancer
        - op: add
          path: /metadata/annotations
          value:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'prepare keeps externalIPs in a JSON Patch of the whole spec': {
      settings: { 'externalIPs.stage': 'prepare' },
      path: 'prod/patch.yaml',
      files: PATCHED,
      input: `
        - op: replace
          path: /spec
          value:
            ports: [{port: 80}]
            externalIPs: [192.0.2.4]
      `,
      output: `
        - op: replace
          path: /spec
          value:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports: [{port: 80}]
            externalIPs: [192.0.2.4]
        - op: add
          path: /metadata/annotations
          value:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      left: [PREPARED],
    },
    'prepare keeps externalIPs in a strategic-merge patch': {
      settings: { 'externalIPs.stage': 'prepare' },
      path: 'prod/patch.yaml',
      files: { ...PATCHED, 'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n' },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalIPs: [192.0.2.4]
      `,
      left: [PREPARED],
    },
    'finish in values goes by the address, as no file tells the name of the Service': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('ingress', 'edge-controller', '192.0.2.4') },
      path: 'values.yaml',
      input: `
        controller:
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
            externalIPs: [192.0.2.4]
      `,
      output: `
        controller:
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
  },
  skips: {
    'prepare has nothing to do where the address is requested already': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: prepared,
      reasons: [PREPARED],
    },
    'finish touches nothing that no load balancer is asked for': {
      settings: { 'externalIPs.stage': 'finish' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
      `,
      reasons: [NOT_PREPARED],
    },
    'finish without a sign that the address was assigned': {
      settings: { 'externalIPs.stage': 'finish' },
      input: prepared,
      reasons: [STATUS_UNKNOWN],
    },
    'finish where the cluster gave the Service another address': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('shop', 'web', '192.0.2.9') },
      input: prepared,
      reasons: [
        '`192.0.2.4` is not assigned to the Service in the cluster, as `--cluster-status` shows it: without `externalIPs` nothing would serve it [STATUS_UNKNOWN]',
      ],
    },
    'finish where a Service of that name in another namespace has the address': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('blog', 'web', '192.0.2.4') },
      input: prepared,
      reasons: [
        '`192.0.2.4` is not assigned to the Service in the cluster, as `--cluster-status` shows it: without `externalIPs` nothing would serve it [STATUS_UNKNOWN]',
      ],
    },
  },
});
