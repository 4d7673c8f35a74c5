import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

const service = (name: string, address: string, more = ''): string => `
  apiVersion: v1
  kind: Service
  metadata:
    name: ${name}
    namespace: shop${more}
  spec:
    ports: [{port: 80}]
    externalIPs: [${address}]
`;

const moved = (name: string, address: string): string => `
  apiVersion: v1
  kind: Service
  metadata:
    name: ${name}
    namespace: shop
    annotations:
      metallb.io/loadBalancerIPs: ${address}
  spec:
    type: LoadBalancer
    allocateLoadBalancerNodePorts: false
    ports: [{port: 80}]
`;

const RELEASE = `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata:
    name: metallb
    namespace: metallb-system
  spec:
    chart:
      spec:
        chart: metallb
        version: 0.15.2
`;

const POOL = `
  apiVersion: metallb.io/v1beta1
  kind: IPAddressPool
  metadata:
    name: edge
    namespace: metallb
  spec:
    addresses:
      - 192.0.2.0/28 # office
`;

const EVERYTHING = `
  apiVersion: metallb.io/v1beta1
  kind: L2Advertisement
  metadata:
    name: all
    namespace: metallb
`;

const NO_NODES = { 'nodes.addresses': '' };

testCodemod(codemod, {
  rewrites: {
    'a pool is made beside the installation, with an advertisement, and listed in its kustomization': {
      settings: NO_NODES,
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.4'),
      output: moved('web', '192.0.2.4'),
      files: {
        'infra/metallb/release.yaml': RELEASE,
        'infra/metallb/kustomization.yaml': `
          resources:
            - release.yaml # pinned
            - ../cni
        `,
      },
      outputs: {
        'infra/metallb/kustomization.yaml': `
          resources:
            - release.yaml # pinned
            - external-ips-pool.yaml
            - ../cni
        `,
        'infra/metallb/external-ips-pool.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: external-ips
            namespace: metallb-system
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.4/32
          ---
          apiVersion: metallb.io/v1beta1
          kind: L2Advertisement
          metadata:
            name: external-ips
            namespace: metallb-system
          spec:
            ipAddressPools:
              - external-ips
        `,
      },
    },
    'Services of several files get one pool, in the file of the pool that is there': {
      settings: { 'nodes.addresses': '198.51.100.0/24' },
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.40'),
      output: moved('web', '192.0.2.40'),
      files: { 'apps/git.yaml': service('git', '192.0.2.41'), 'pools.yaml': POOL, 'all.yaml': EVERYTHING },
      outputs: {
        'apps/git.yaml': moved('git', '192.0.2.41'),
        'pools.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
            namespace: metallb
          spec:
            addresses:
              - 192.0.2.0/28 # office
          ---
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: external-ips
            namespace: metallb
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.41/32
              - 192.0.2.40/32
        `,
      },
    },
    'a pool in a string is no place for another one': {
      settings: NO_NODES,
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.40'),
      output: moved('web', '192.0.2.40'),
      files: {
        'boot.yaml': `
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: boot}
          data:
            pools.yaml: |
              apiVersion: metallb.io/v1beta1
              kind: IPAddressPool
              metadata: {name: edge, namespace: metallb}
              spec: {addresses: [192.0.2.0/28]}
              ---
              apiVersion: metallb.io/v1beta1
              kind: L2Advertisement
              metadata: {name: all, namespace: metallb}
        `,
        'infra/release.yaml': RELEASE,
      },
      outputs: {
        'infra/external-ips-pool.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: external-ips
            namespace: metallb
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.40/32
        `,
      },
    },
    'a later run adds to the pool of an earlier one': {
      settings: NO_NODES,
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.40'),
      output: moved('web', '192.0.2.40'),
      files: {
        'pools.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata: {name: external-ips, namespace: metallb}
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.41/32 # git
        `,
        'all.yaml': EVERYTHING,
      },
      outputs: {
        'pools.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata: {name: external-ips, namespace: metallb}
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.41/32 # git
              - 192.0.2.40/32
        `,
      },
    },
    'a MetalLB before 0.14.9 is asked in its own words': {
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.4'),
      output: moved('web', '192.0.2.4').replace('metallb.io', 'metallb.universe.tf'),
      files: { 'release.yaml': RELEASE.replace('0.15.2', '0.14.8'), 'pools.yaml': POOL, 'all.yaml': EVERYTHING },
    },
    'a MetalLB that serves one class only': {
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.4'),
      output: moved('web', '192.0.2.4').replace('type: LoadBalancer\n', 'type: LoadBalancer\n    loadBalancerClass: example.com/metallb\n'),
      files: {
        'release.yaml': `${RELEASE}    values:\n      loadBalancerClass: example.com/metallb\n`,
        'pools.yaml': POOL,
        'all.yaml': EVERYTHING,
      },
    },
    'finish where a pool of the repository holds and announces the address': {
      settings: { 'externalIPs.stage': 'finish' },
      path: 'apps/web.yaml',
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations: {metallb.io/loadBalancerIPs: 192.0.2.4}
        spec:
          type: LoadBalancer
          externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations: {metallb.io/loadBalancerIPs: 192.0.2.4}
        spec:
          type: LoadBalancer
      `,
      files: { 'pools.yaml': POOL, 'all.yaml': EVERYTHING },
    },
    'a MetalLB that is older than its objects is read, and its pool told': {
      path: 'apps/web.yaml',
      input: service('web', '192.0.2.4'),
      output: moved('web', '192.0.2.4').replace('metallb.io', 'metallb.universe.tf'),
      files: {
        'release.yaml': `${RELEASE.replace('0.15.2', '0.12.1')}    values:\n      configInline:\n        address-pools:\n          - {name: old, protocol: layer2, addresses: [192.0.2.0/28]}\n`,
      },
      assumes: ['pool `old` of a MetalLB up to 0.12 announces `192.0.2.4`'],
    },
  },
  skips: {
    'no pool is made where nothing tells which addresses are those of nodes': {
      input: service('web', '192.0.2.40'),
      files: { 'pools.yaml': POOL },
      reasons: [
        'a pool must hold no address of a node, and nothing here tells those: list them as `nodes: {addresses: [192.0.2.10, 192.0.2.0/28]}` in `kubemend.yaml`, `[]` if none of these is one; or set `metallb.pools: external` [NODES_UNKNOWN]',
      ],
    },
    'no pool is made where that is not wanted': {
      settings: { 'metallb.pools': 'existing' },
      input: service('web', '192.0.2.40'),
      files: { 'pools.yaml': POOL },
      reasons: ['no pool of this repository holds `192.0.2.40`: add it to one, or allow a new pool with `metallb.pools: create` [NO_POOL]'],
    },
    'the address of a node, by an inventory': {
      input: service('web', '192.0.2.4'),
      files: { 'inventory/hosts.yaml': 'all: {hosts: {node1: {ansible_host: 192.0.2.4}}}\n', 'pools.yaml': POOL },
      reasons: [
        '`192.0.2.4` is the address of a node (inventory/hosts.yaml), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      ],
    },
    'the address of a node, by the configuration': {
      settings: { 'nodes.addresses': '192.0.2.0/30' },
      input: service('web', '192.0.2.1'),
      reasons: [
        '`192.0.2.1` is the address of a node (`nodes.addresses`), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      ],
    },
    'the addresses of a Service in two pools': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          ipFamilyPolicy: RequireDualStack
          ports: [{port: 80}]
          externalIPs: [192.0.2.4, "2001:db8::4"]
      `,
      files: { 'pools.yaml': POOL, 'six.yaml': POOL.replace('edge', 'six').replace('192.0.2.0/28', '2001:db8::/64') },
      reasons: [
        'MetalLB takes both addresses of a Service from one pool, and `192.0.2.4` is in pool `edge` (pools.yaml), `2001:db8::4` is in pool `six` (six.yaml) [SPLIT_ACROSS_POOLS]',
      ],
    },
    'a pool that holds the address and is for other namespaces': {
      input: service('web', '192.0.2.4'),
      files: { 'pools.yaml': `${POOL}    serviceAllocation: {namespaces: [blog]}\n` },
      reasons: ['pool `edge` (pools.yaml) holds `192.0.2.4` and does not give it to this Service: it serves `blog` only [POOL_OVERLAP]'],
    },
    'an address that its pool keeps for itself': {
      input: service('web', '192.0.2.0'),
      files: { 'pools.yaml': `${POOL}    avoidBuggyIPs: true\n` },
      reasons: [
        'pool `edge` (pools.yaml) holds `192.0.2.0` and does not give it to this Service: `avoidBuggyIPs` keeps what ends in 0 or 255 [POOL_OVERLAP]',
      ],
    },
    'a Service that names another pool': {
      input: service('web', '192.0.2.40', '\n    annotations: {metallb.io/address-pool: edge}'),
      files: { 'pools.yaml': POOL },
      reasons: [
        'the Service asks for pool `edge`, which does not hold `192.0.2.40` (pools.yaml): take the annotation away, or name the pool that does [POOL_NAMED]',
      ],
    },
  },
});
