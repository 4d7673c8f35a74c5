import rule from '../../rules/address-pool-not-announced.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const POOL = `
  apiVersion: metallb.io/v1beta1
  kind: IPAddressPool
  metadata:
    name: «edge»
    namespace: metallb-system
    labels: {zone: outside}
  spec: {addresses: [192.0.2.0/26]}
`;

const quiet = POOL.replace(/[«»]/g, '');

const advertisement = (spec: string, kind = 'L2Advertisement', namespace = 'metallb-system'): string =>
  `apiVersion: metallb.io/v1beta1\nkind: ${kind}\nmetadata: {name: a, namespace: ${namespace}}\nspec: {${spec}}\n`;

const MESSAGES = ['no advertisement selects IPAddressPool `edge`, so MetalLB assigns its addresses but does not announce them'];

const silentWith = (files: Readonly<Record<string, string>>) => ({ input: quiet, files });
const reportedWith = (files: Readonly<Record<string, string>>) => ({ input: POOL, files, messages: MESSAGES });

testRule(rule, {
  valid: {
    'for all pools: without a spec': silentWith({
      'a.yaml': 'apiVersion: metallb.io/v1beta1\nkind: BGPAdvertisement\nmetadata: {name: a}\n',
    }),
    'for all pools: with empty lists': silentWith({
      'a.yaml': advertisement('ipAddressPools: [], ipAddressPoolSelectors: [], interfaces: [eth0]'),
    }),
    'by name': silentWith({ 'a.yaml': advertisement('ipAddressPools: [inside, edge]', 'BGPAdvertisement') }),
    'by label': silentWith({
      'a.yaml': advertisement('ipAddressPoolSelectors: [{matchLabels: {zone: inside}}, {matchLabels: {zone: outside}}]'),
    }),
    'by expressions': silentWith({
      'a.yaml': advertisement(
        'ipAddressPoolSelectors: [{matchExpressions: [{key: zone, operator: In, values: [outside]}, {key: old, operator: DoesNotExist}, {key: zone, operator: NotIn, values: [x]}, {key: zone, operator: Exists}]}]',
      ),
    }),
    'by a selector without requirements': silentWith({ 'a.yaml': advertisement('ipAddressPoolSelectors: [{}]') }),
    'by a name that is a placeholder': silentWith({ 'a.yaml': advertisement('ipAddressPools: ["${POOL}"]') }),
    'by a name that a kustomization makes': silentWith({
      'a.yaml': advertisement('ipAddressPools: [lab-edge]'),
      'kustomization.yaml': 'namePrefix: lab-\nresources: [input.yaml, a.yaml]\n',
    }),
    'by a label that a kustomization gives': silentWith({
      'a.yaml': advertisement('ipAddressPoolSelectors: [{matchLabels: {team: net}}]'),
      'kustomization.yaml': 'commonLabels: {team: net}\nresources: [input.yaml]\n',
    }),
    'by a label that a patch gives': silentWith({
      'a.yaml': advertisement('ipAddressPoolSelectors: [{matchLabels: {team: net}}]'),
      'kustomization.yaml':
        'resources: [input.yaml]\npatches:\n  - target: {kind: IPAddressPool}\n    patch: |\n      - {op: add, path: /metadata/labels/team, value: net}\n',
    }),
    'by a template': silentWith({
      'chart/templates/a.yaml':
        'apiVersion: metallb.io/v1beta1\nkind: L2Advertisement\nmetadata:\n  name: a\nspec:\n  ipAddressPools:\n    - {{ .Values.pool }}\n',
    }),
    'Calico announces the addresses of load balancers': silentWith({
      'bgp.yaml':
        'apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nmetadata: {name: default}\nspec: {serviceLoadBalancerIPs: [{cidr: 192.0.2.0/26}]}\n',
    }),
    'kube-router announces the addresses of load balancers': silentWith({
      'router.yaml':
        'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: kube-router}\nspec: {template: {spec: {containers: [{args: [--advertise-loadbalancer-ip]}]}}}\n',
    }),
    'a patch of a pool, a template of one, and other pools': {
      path: 'patch.yaml',
      input: quiet,
      files: { 'kustomization.yaml': 'resources: [pool.yaml]\npatches: [{path: patch.yaml}]\n' },
    },
    'pools of others, and a name that is not known': `
      apiVersion: crd.projectcalico.org/v1
      kind: IPPool
      metadata: {name: IPAddressPool}
      ---
      apiVersion: ipam.metal3.io/v1alpha1
      kind: IPAddressPool
      metadata: {name: edge}
      spec: {addresses: [192.0.2.0/26]}
      ---
      apiVersion: metallb.io/v1beta1
      kind: IPAddressPool
      metadata: {name: "\${POOL}"}
      spec: {addresses: [192.0.2.0/26]}
    `,
  },

  invalid: {
    'no advertisement at all': {
      input: POOL,
      messages: MESSAGES,
      severity: 'warning',
      help: 'add an L2Advertisement or a BGPAdvertisement; without `ipAddressPools` it is for all pools',
    },
    'another name': {
      ...reportedWith({ 'a.yaml': advertisement('ipAddressPools: [inside]') }),
      help: 'add `edge` to `ipAddressPools` of an advertisement',
    },
    'another label': reportedWith({ 'a.yaml': advertisement('ipAddressPoolSelectors: [{matchLabels: {zone: outside, team: net}}]') }),
    'expressions that do not hold': reportedWith({
      'a.yaml': advertisement(
        'ipAddressPoolSelectors: [{matchExpressions: [{key: zone, operator: NotIn, values: [outside]}]}, {matchExpressions: [{key: zone, operator: DoesNotExist}]}, {matchExpressions: [{key: other, operator: Exists}]}]',
      ),
    }),
    'another namespace': reportedWith({ 'a.yaml': advertisement('', 'L2Advertisement', 'metallb-lab') }),
    'Calico announces only addresses of externalIPs': reportedWith({
      'bgp.yaml':
        'apiVersion: projectcalico.org/v3\nkind: BGPConfiguration\nspec: {serviceExternalIPs: [{cidr: 192.0.2.0/26}], serviceLoadBalancerIPs: []}\n',
    }),
    'Cilium announces nothing, kube-router is told not to': reportedWith({
      'cilium.yaml': 'apiVersion: cilium.io/v2alpha1\nkind: CiliumL2AnnouncementPolicy\nspec: {externalIPs: true}\n',
      'router.yaml':
        'apiVersion: apps/v1\nkind: DaemonSet\nspec: {template: {spec: {containers: [{args: [--advertise-loadbalancer-ip=false]}]}}}\n',
    }),
  },
});
