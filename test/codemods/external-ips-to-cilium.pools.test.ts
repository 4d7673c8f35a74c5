import codemod from '../../codemods/external-ips-to-cilium.ts';
import { testCodemod } from './tester.ts';

const PREPARED =
  'the load balancer is asked for its addresses already: once it has given them, `--stage finish` takes `externalIPs` away [PREPARED]';

const STATUS_UNKNOWN =
  '`192.0.2.4` is requested from the load balancer already, and no file shows that it was assigned: give `--cluster-status` what `kubectl get services -A -o json` prints [STATUS_UNKNOWN]';

const web = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
    labels:
      pool: edge
  spec:
    ports: [{port: 80}]
    externalIPs: [192.0.2.4]
`;

const moved = (annotation = 'lbipam.cilium.io/ips'): string => `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    namespace: shop
    labels:
      pool: edge
    annotations:
      ${annotation}: 192.0.2.4
  spec:
    type: LoadBalancer
    allocateLoadBalancerNodePorts: false
    ports: [{port: 80}]
`;

const prepared = moved().replace(/( +)ports: .*\n/, '$&$1externalIPs: [192.0.2.4]\n');

const pool = (spec: string, name = 'edge'): string => `
  apiVersion: cilium.io/v2
  kind: CiliumLoadBalancerIPPool
  metadata: {name: ${name}}
  spec: ${spec}
`;

const ALL = '{blocks: [{cidr: 192.0.2.0/24}]}';

const l2 = (spec: string): string => `
  apiVersion: cilium.io/v2alpha1
  kind: CiliumL2AnnouncementPolicy
  metadata: {name: edge}
  spec: ${spec}
`;

const bgp = (rest: string): string => `
  apiVersion: cilium.io/v2
  kind: CiliumBGPAdvertisement
  metadata: {name: edge}
  spec:
    advertisements:
      - {advertisementType: Service, ${rest}}
`;

const release = (version: string): string => `
  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cilium, namespace: kube-system}
  spec: {chart: {spec: {chart: cilium, version: ${version}}}}
`;

const OUTSIDE = 'a CiliumLoadBalancerIPPool outside this repository holds `192.0.2.4` and selects the Service';

testCodemod(codemod, {
  rewrites: {
    'three addresses on one Service, with the comments of each': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp
          namespace: mail
          labels:
            app: smtp
        spec:
          type: ClusterIP
          externalTrafficPolicy: Local # keep client IPs for SPF
          selector:
            app: smtp
          ports:
            - name: smtp
              port: 25
          externalIPs:
            # primary MX
            - 192.0.2.10
            - 192.0.2.11 # backup MX
            - 192.0.2.12 # partner only
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp
          namespace: mail
          labels:
            app: smtp
          annotations:
            # primary MX
            # 192.0.2.11: backup MX
            # 192.0.2.12: partner only
            lbipam.cilium.io/ips: "192.0.2.10,192.0.2.11,192.0.2.12"
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local # keep client IPs for SPF
          selector:
            app: smtp
          ports:
            - name: smtp
              port: 25
      `,
    },
    'an older Cilium is asked in its own words': {
      files: { 'cilium.yaml': release('1.15.6') },
      input: web,
      output: moved('io.cilium/lb-ipam-ips'),
      assumes: [OUTSIDE],
    },
    'one of two releases reads the words of today': {
      files: { 'a/cilium.yaml': release('1.15.6'), 'b/cilium.yaml': release('1.16.0') },
      input: web,
      output: moved(),
    },
    'a pool that selects by a label of the Service': {
      files: { 'pool.yaml': pool('{blocks: [{start: 192.0.2.4}], serviceSelector: {matchLabels: {pool: edge}}}') },
      input: web,
      output: moved(),
    },
    'a pool that may select the Service, as a kustomization may give it labels': {
      files: {
        'pool.yaml': pool('{blocks: [{start: 192.0.2.1, stop: 192.0.2.9}], serviceSelector: {matchLabels: {exposed: "yes"}}}'),
        'kustomization.yaml': 'resources: [input.yaml]\n',
      },
      input: web,
      output: moved(),
      assumes: ['the selector of CiliumLoadBalancerIPPool `edge` takes in the Service that asks for `192.0.2.4`'],
    },
    'the last address of a range is nobody else’s': {
      files: { 'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{start: 192.0.2.1, stop: 192.0.2.4}]}') },
      input: web,
      output: moved(),
    },
    'an address in the middle of a network': {
      files: { 'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{cidr: 192.0.2.0/29}]}') },
      input: web,
      output: moved(),
    },
    'a network of one address keeps none back': {
      files: { 'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{cidr: 192.0.2.4/32}]}') },
      input: web,
      output: moved(),
    },
    'a disabled pool beside one that serves': {
      files: { 'a.yaml': pool('{disabled: true, blocks: [{cidr: 192.0.2.0/24}]}', 'old'), 'b.yaml': pool(ALL) },
      input: web,
      output: moved(),
    },
    'a pool of before 1.15': {
      files: { 'pool.yaml': pool('{cidrs: [{cidr: 192.0.2.0/24}]}') },
      input: web,
      output: moved(),
    },
    'finish where a pool holds the address, and a policy announces it': {
      settings: { 'externalIPs.stage': 'finish' },
      files: { 'pool.yaml': pool(ALL), 'l2.yaml': l2('{externalIPs: true, loadBalancerIPs: true}') },
      input: prepared,
      output: moved(),
    },
    'finish where an advertisement selects the Service': {
      settings: { 'externalIPs.stage': 'finish' },
      files: {
        'pool.yaml': pool(ALL),
        'bgp.yaml': bgp(
          'service: {addresses: [LoadBalancerIP]}, selector: {matchExpressions: [{key: pool, operator: In, values: [edge]}]}',
        ),
      },
      input: prepared,
      output: moved(),
    },
    'an announcer of both kinds of addresses beside one of externalIPs': {
      files: { 'a.yaml': l2('{externalIPs: true}'), 'b.yaml': l2('{loadBalancerIPs: true}') },
      input: web,
      output: moved(),
    },
    'prepare keeps externalIPs': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: web,
      output: prepared,
      left: [PREPARED],
    },
  },
  skips: {
    'the first address of a network that keeps it back': {
      files: { 'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{cidr: 192.0.2.4/30}]}') },
      input: web,
      reasons: [
        'CiliumLoadBalancerIPPool `edge` (pool.yaml) gives `192.0.2.4` to nobody: with `allowFirstLastIPs: "No"` it keeps the first and the last address of a network back [RESERVED_IP]',
      ],
    },
    'the last address of an IPv6 network that keeps it back': {
      files: { 'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{cidr: "2001:db8::/126"}]}') },
      input: web.replace('192.0.2.4', '"2001:db8::3"'),
      reasons: [
        'CiliumLoadBalancerIPPool `edge` (pool.yaml) gives `2001:db8::3` to nobody: with `allowFirstLastIPs: "No"` it keeps the first and the last address of a network back [RESERVED_IP]',
      ],
    },
    'a pool for another namespace': {
      files: {
        'pool.yaml': pool('{blocks: [{cidr: 192.0.2.0/24}], serviceSelector: {matchLabels: {io.kubernetes.service.namespace: mail}}}'),
      },
      input: web,
      reasons: [
        'CiliumLoadBalancerIPPool `edge` (pool.yaml) holds `192.0.2.4`, and its `serviceSelector` does not select the Service [POOL_OVERLAP]',
      ],
    },
    'a pool that is disabled': {
      files: { 'pool.yaml': pool('{disabled: true, blocks: [{cidr: 192.0.2.0/24}]}') },
      input: web,
      reasons: ['CiliumLoadBalancerIPPool `edge` (pool.yaml) holds `192.0.2.4`, and is `disabled` [POOL_OVERLAP]'],
    },
    'an announcer of externalIPs only': {
      files: { 'l2.yaml': l2('{externalIPs: true}') },
      input: web,
      reasons: [
        'CiliumL2AnnouncementPolicy `edge` (l2.yaml) announces addresses of `externalIPs` only, so that nobody would find the new way: let it announce both first, as `kubemend --fix --unsafe --rule external-ip-announcer` does [ANNOUNCER]',
      ],
    },
    'finish without an announcement of load-balancer addresses': {
      settings: { 'externalIPs.stage': 'finish' },
      files: { 'pool.yaml': pool(ALL), 'bgp.yaml': bgp('service: {addresses: [LoadBalancerIP]}') },
      input: prepared,
      reasons: [STATUS_UNKNOWN],
    },
    'finish where the pool keeps the address back': {
      settings: { 'externalIPs.stage': 'finish' },
      files: {
        'pool.yaml': pool('{allowFirstLastIPs: "No", blocks: [{cidr: 192.0.2.4/30}]}'),
        'l2.yaml': l2('{loadBalancerIPs: true}'),
      },
      input: prepared,
      reasons: [STATUS_UNKNOWN],
    },
    'the address of a node': {
      settings: { 'nodes.addresses': '192.0.2.0/28' },
      input: web,
      reasons: [
        '`192.0.2.4` is the address of a node (`nodes.addresses`), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      ],
    },
    'Services of two namespaces at one address, before Cilium 1.16': {
      files: { 'cilium.yaml': release('1.15.6') },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec: {ports: [{port: 443}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b}
        spec: {ports: [{port: 22}], externalIPs: [192.0.2.4]}
      `,
      reasons: Array<string>(2).fill(
        'Services of several namespaces share the address, which is told to Cilium from 1.16.0 on: upgrade it first [SHARING_RULES]',
      ),
    },
  },
});
