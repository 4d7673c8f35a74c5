import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const SERVICE = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    «externalIPs»:
      - 192.0.2.4
`;

const MESSAGES = ['Service `web` takes addresses through the deprecated `externalIPs`'];

const STOPS = 'kube-proxy stops serving this field by default in Kubernetes 1.40';
const STOPPED_BY_DEFAULT = 'kube-proxy does not serve this field by default from Kubernetes 1.40 on';

testRule(rule, {
  valid: {
    'an empty list': `
      apiVersion: v1
      kind: Service
      spec:
        externalIPs: []
    `,
    null: `
      apiVersion: v1
      kind: Service
      spec:
        externalIPs:
    `,
    'the same key of another kind': `
      apiVersion: example.com/v1
      kind: Service
      spec:
        externalIPs: [192.0.2.4]
    `,
    'the key at another place': `
      apiVersion: v1
      kind: Service
      externalIPs: [192.0.2.4]
      spec: {}
    `,
    'a headless Service, which another rule reports': `
      apiVersion: v1
      kind: Service
      spec:
        clusterIP: None
        externalIPs: [192.0.2.4]
    `,
    'what kubectl wrote down of an older version': `
      apiVersion: v1
      kind: Service
      metadata:
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"apiVersion":"v1","kind":"Service","spec":{"externalIPs":["192.0.2.4"]}}'
        managedFields:
          - fieldsV1: {"f:spec": {"f:externalIPs": {}}}
      spec: {}
    `,
    'a definition': `
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      spec:
        externalIPs: [192.0.2.4]
    `,
  },

  invalid: {
    'a list of addresses': {
      input: SERVICE,
      messages: MESSAGES,
      severity: 'warning',
      help: '`kubemend --fix --to metallb`, `--to cilium` or `--to kube-vip` moves it to a load balancer, `--to gateway` behind a Gateway',
    },
    'only worth knowing before 1.36': { input: SERVICE, version: '1.35', messages: MESSAGES, severity: 'info', label: STOPS },
    'a warning from 1.36': { input: SERVICE, version: '1.36', messages: MESSAGES, severity: 'warning', label: STOPS },
    'a warning up to 1.39': { input: SERVICE, version: '1.39', messages: MESSAGES, severity: 'warning', label: STOPS },
    'an error from 1.40': { input: SERVICE, version: '1.40', messages: MESSAGES, severity: 'error', label: STOPPED_BY_DEFAULT },
    'a warning in 1.42 where kube-proxy opts back in': {
      input: SERVICE,
      version: '1.42',
      messages: MESSAGES,
      severity: 'warning',
      files: { 'proxy.yaml': optIn(true) },
    },
    'a warning in 1.42 where kube-proxy of k3s opts back in': {
      input: SERVICE,
      files: { 'k3s.yaml': 'kube-proxy-arg: [feature-gates=AllowServiceExternalIPs=true]\n' },
      version: '1.42',
      messages: MESSAGES,
      severity: 'warning',
    },
    'an error in 1.42 where kube-proxy of k3s opts out': {
      input: SERVICE,
      files: { 'k3s.yaml': 'kube-proxy-arg: [feature-gates=AllowServiceExternalIPs=false]\n' },
      version: '1.42',
      messages: MESSAGES,
      severity: 'error',
    },
    'an error in 1.42 where kube-proxy opts out': {
      input: SERVICE,
      version: '1.42',
      messages: MESSAGES,
      severity: 'error',
      files: { 'proxy.yaml': optIn(false) },
    },
    'an error in 1.43 whatever kube-proxy is told': {
      input: SERVICE,
      version: '1.43',
      messages: MESSAGES,
      severity: 'error',
      label: 'kube-proxy does not serve this field from Kubernetes 1.43 on',
      files: { 'proxy.yaml': optIn(true) },
    },
    'an error in 1.42 where kube-proxy opts back in for one of the clusters only': {
      path: 'base/web.yaml',
      input: SERVICE,
      version: '1.42',
      messages: MESSAGES,
      severity: 'error',
      label: STOPPED_BY_DEFAULT,
      files: {
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'overlays/a/kustomization.yaml': 'resources: [../../base, proxy.yaml]\n',
        'overlays/a/proxy.yaml': optIn(true),
        'overlays/b/kustomization.yaml': 'resources: [../../base]\n',
      },
    },
    'each address that is one, and whether a load balancer is asked for it as well': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          «externalIPs»:
            - 192.0.2.4
            - 192.0.2.5
            - 192.0.2.400
      `,
      messages: MESSAGES,
      related: [
        ['192.0.2.4', '`192.0.2.4` reaches the Service only through this list'],
        ['192.0.2.5', '`192.0.2.5` is requested from a load balancer as well'],
      ],
    },
    'the help names the pools of the repository': {
      input: SERVICE,
      messages: MESSAGES,
      help: '`kubemend --fix --to metallb` moves it to a load balancer; the repository already runs MetalLB (infra/pool.yaml)',
      files: {
        'infra/pool.yaml':
          'apiVersion: metallb.io/v1beta1\nkind: IPAddressPool\nmetadata: {name: edge}\nspec: {addresses: [192.0.2.0/24]}\n',
      },
    },
    'a quoted key in JSON': {
      path: 'web.json',
      input: '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {«"externalIPs"»: ["192.0.2.4"]}}\n',
      messages: MESSAGES,
    },
    'each item of a List, and the second of two documents': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        ---
        apiVersion: v1
        items:
          - apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {«externalIPs»: [192.0.2.4]}
          - apiVersion: v1
            kind: Service
            spec:
              «externalIPs»: [192.0.2.5]
        kind: List
      `,
      messages: [...MESSAGES, 'a Service takes addresses through the deprecated `externalIPs`'],
    },
    'a list that an alias stands for': {
      input: `
        x: &ips [192.0.2.4]
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: *ips
      `,
      messages: MESSAGES,
    },
    'a placeholder for the whole list': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: \${ADDRESSES}
      `,
      messages: MESSAGES,
    },
  },
});

function optIn(enabled: boolean): string {
  return `
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    featureGates:
      AllowServiceExternalIPs: ${enabled}
  `;
}
