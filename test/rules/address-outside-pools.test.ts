import rule from '../../rules/address-outside-pools.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const pool = (addresses: string, name = 'edge'): string =>
  `apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: ${name}}\nspec: {addresses: ${addresses}}\n`;

const addressesOf = (count: number): string => `[${Array.from({ length: count }, (_, index) => `10.0.0.${index}/32`).join(', ')}]`;

const EDGE = { 'infra/pool.yaml': pool('[192.0.2.0/26, "192.0.2.100 - 192.0.2.109", 2001:db8::/120]') };

const message = (address: string): string => `Service \`web\` asks MetalLB for \`${address}\`, which is in no IPAddressPool`;

const WEB = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    annotations:
      «metallb.io/loadBalancerIPs»: 192.0.2.64
  spec:
    type: LoadBalancer
`;

const quiet = WEB.replace(/[«»]/g, '');

testRule(rule, {
  valid: {
    'no pool in the repository': quiet,
    'in a network, a range, and one of IPv6': {
      files: EDGE,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.63, 2001:db8:0::ff"}}
        spec: {type: LoadBalancer}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {type: LoadBalancer, loadBalancerIP: 192.0.2.109}
      `,
    },
    'a pool whose addresses are a placeholder, in the list or in its place': {
      input: quiet,
      files: { ...EDGE, 'a.yaml': pool('["${RANGE}"]'), 'b.yaml': pool('${RANGES}') },
    },
    'a pool whose addresses a template takes from values': {
      input: quiet,
      files: {
        ...EDGE,
        'chart/templates/pool.yaml':
          'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata:\n  name: more\nspec:\n  addresses: {{ toYaml .Values.addresses | nindent 4 }}\n',
      },
    },
    'what is asked for is a placeholder, or nothing': {
      files: EDGE,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {annotations: {metallb.io/loadBalancerIPs: "\${ADDRESS}"}}
        spec: {type: LoadBalancer, loadBalancerIP: ""}
      `,
    },
    'the class of another controller, its annotation, and another type': {
      files: EDGE,
      input: `
        apiVersion: v1
        kind: Service
        spec: {type: LoadBalancer, loadBalancerClass: example.com/lb, loadBalancerIP: 198.51.100.4}
        ---
        apiVersion: v1
        kind: Service
        metadata: {annotations: {lbipam.cilium.io/ips: 198.51.100.4, kube-vip.io/loadbalancerIPs: 198.51.100.5}}
        spec: {type: LoadBalancer}
        ---
        apiVersion: v1
        kind: Service
        spec: {type: NodePort, loadBalancerIP: 198.51.100.4}
      `,
    },
    'the field, where Cilium has pools too': {
      files: {
        ...EDGE,
        'cilium.yaml':
          'apiVersion: cilium.io/v2\nkind: CiliumLoadBalancerIPPool\nmetadata: {name: a}\nspec: {blocks: [{cidr: 198.51.100.0/24}]}\n',
      },
      input: `
        apiVersion: v1
        kind: Service
        spec: {type: LoadBalancer, loadBalancerIP: 198.51.100.4}
      `,
    },
  },

  invalid: {
    'asked for by annotation': {
      input: WEB.replace(/[«»]/g, '').replace('192.0.2.64', '«192.0.2.64»'),
      files: EDGE,
      messages: [message('192.0.2.64')],
      severity: 'warning',
      help: 'ask for an address of a pool, or add this one to a pool; none may be the address of a node',
    },
    'one of a list, under the old prefix': {
      files: EDGE,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.universe.tf/loadBalancerIPs: "192.0.2.1,«2001:db8:1::1»"}}
        spec: {type: LoadBalancer}
      `,
      messages: [message('2001:db8:1::1')],
    },
    'by the field': {
      files: EDGE,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, loadBalancerClass: null, loadBalancerIP: «'192.0.2.110'»}
      `,
      messages: [message('192.0.2.110')],
    },
    'where there are more pools, and addresses of one, than anybody reads': {
      files: {
        ...EDGE,
        'more.yaml': Array.from({ length: 20 }, (_, index) => pool(addressesOf(index === 0 ? 21 : 1), `p${index}`)).join('---\n'),
      },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, loadBalancerIP: «203.0.113.4»}
      `,
      messages: [message('203.0.113.4')],
      related: [
        ['addresses', 'pool `edge` holds `192.0.2.0/26`, `192.0.2.100 - 192.0.2.109`, `2001:db8::/120`'],
        ['addresses', `pool \`p0\` holds ${Array.from({ length: 20 }, (_, index) => `\`10.0.0.${index}/32\``).join(', ')}, 1 more`],
        ...Array.from({ length: 17 }, (_, index) => ['addresses', `pool \`p${index + 1}\` holds \`10.0.0.0/32\``] as const),
        ['addresses', 'pool `p18` holds `10.0.0.0/32` (20 of 21 pools are named)'],
      ],
    },
    'by a patch': {
      path: 'patch.yaml',
      files: { ...EDGE, 'kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: «203.0.113.4»}}
      `,
      messages: [message('203.0.113.4')],
    },
  },
});
