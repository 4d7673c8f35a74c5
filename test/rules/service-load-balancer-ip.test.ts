import rule from '../../rules/service-load-balancer-ip.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['Service `web` asks for its address through the deprecated `loadBalancerIP`'];

const WEB = `
  apiVersion: v1
  kind: Service
  metadata: {name: web}
  spec:
    type: LoadBalancer
    «loadBalancerIP»: 192.0.2.4
`;

testRule(rule, {
  valid: {
    'empty, null, or on another type': `
      apiVersion: v1
      kind: Service
      spec: {type: LoadBalancer, loadBalancerIP: ""}
      ---
      apiVersion: v1
      kind: Service
      spec: {type: LoadBalancer, loadBalancerIP: null}
      ---
      apiVersion: v1
      kind: Service
      spec: {type: ClusterIP, clusterIP: None, loadBalancerIP: 192.0.2.4}
      ---
      apiVersion: v1
      kind: Service
      spec: {loadBalancerIP: 192.0.2.4}
    `,
    'the same key elsewhere': `
      apiVersion: example.com/v1
      kind: Service
      spec: {type: LoadBalancer, loadBalancerIP: 192.0.2.4}
      ---
      apiVersion: cilium.io/v2alpha1
      kind: CiliumL2AnnouncementPolicy
      spec: {loadBalancerIPs: true}
    `,
    'a template that hands on what its values say': {
      path: 'chart/templates/service.yaml',
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          type: LoadBalancer
          {{- with .Values.service.loadBalancerIP }}
          loadBalancerIP: {{ . }}
          {{- end }}
      `,
    },
  },

  invalid: {
    'an address': {
      input: WEB,
      messages: MESSAGES,
      severity: 'info',
      help: 'ask for it through the annotation of the load balancer that serves the Service',
    },
    'the help names the annotation of MetalLB where a pool is known': {
      input: WEB,
      files: {
        'infra/pool.yaml':
          'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: edge}\nspec: {addresses: [192.0.2.0/24]}\n',
      },
      messages: MESSAGES,
      help: 'MetalLB, which the repository has a pool of (infra/pool.yaml), reads the annotation `metallb.io/loadBalancerIPs` instead',
    },
    'a placeholder, in a List': {
      input: `
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: LoadBalancer, «loadBalancerIP»: "\${WEB_ADDRESS}"}
      `,
      messages: MESSAGES,
    },
    'a patch that does not say the type': {
      path: 'patch.yaml',
      files: { 'kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {«loadBalancerIP»: 192.0.2.4}
      `,
      messages: MESSAGES,
    },
  },
});
