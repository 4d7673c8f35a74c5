import rule from '../../rules/gateway-without-listeners.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['Gateway `edge` has no listeners, and every release of the Gateway API requires one'];

const GATEWAY = 'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {gatewayClassName: cilium}\n';

testRule(rule, {
  valid: {
    'one listener': `
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: Gateway
      spec:
        gatewayClassName: cilium
        listeners: [{name: http, protocol: HTTP, port: 80}]
    `,
    'a placeholder for the listeners': `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      spec:
        gatewayClassName: cilium
        listeners: \${LISTENERS}
    `,
    'without a class it is a patch, or part of one': `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      spec: {addresses: [{value: 192.0.2.4}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
    `,
    'a Gateway of Istio, and a custom resource that holds a class': `
      apiVersion: networking.istio.io/v1
      kind: Gateway
      spec: {gatewayClassName: istio, servers: []}
      ---
      apiVersion: kamaji.clastix.io/v1alpha1
      kind: TenantControlPlane
      spec: {gatewayClassName: cilium, listeners: []}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      spec: {gatewayClassName: cilium}
    `,
    'a patch that a kustomization names': {
      path: 'patch.yaml',
      files: { 'kustomization.yaml': 'resources: [gateway.yaml]\npatches: [{path: patch.yaml}]\n' },
      input: GATEWAY,
    },
    'a base whose listeners come from a patch file': {
      path: 'base/gateway.yaml',
      files: {
        'base/kustomization.yaml': 'resources: [gateway.yaml]\n',
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: listeners.yaml}]\n',
        'prod/listeners.yaml':
          'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge}\nspec: {listeners: [{name: http, protocol: HTTP, port: 80}]}\n',
      },
      input: GATEWAY,
    },
    'a base whose listeners come from operations of a Flux Kustomization': {
      path: 'base/gateway.yaml',
      files: {
        'clusters/prod.yaml': `
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          spec:
            path: ./base
            patches:
              - target: {kind: Gateway}
                patch: |
                  - {op: add, path: /spec/listeners, value: []}
        `,
      },
      input: GATEWAY,
    },
    'a template that takes the listeners from its values, one way or another': {
      path: 'chart/templates/gateway.yaml',
      input: `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        spec:
          gatewayClassName: {{ .Values.class }}
          listeners: {{ toYaml .Values.listeners | nindent 4 }}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        spec:
          gatewayClassName: {{ .Values.class }}
          listeners:
            {{- range .Values.ports }}
            - name: {{ .name }}
            {{- end }}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        spec:
          gatewayClassName: {{ .Values.class }}
          {{- include "gateway.listeners" . | nindent 2 }}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        spec:
          gatewayClassName: {{ .Values.class }}
          {{- with .Values.listeners }}
          listeners:
            {{- toYaml . | nindent 4 }}
          {{- end }}
      `,
    },
  },

  invalid: {
    'without the field, at the spec': {
      input: `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata:
          name: edge
        «spec»:
          gatewayClassName: cilium
          addresses:
            - type: IPAddress
              value: 192.0.2.4
      `,
      messages: MESSAGES,
      severity: 'error',
    },
    'an empty list, and null, at the key': {
      input: `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge}
        spec: {gatewayClassName: cilium, «listeners»: []}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge}
        spec:
          gatewayClassName: cilium
          «listeners»:
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'in a List, without a name': {
      path: 'gateways.json',
      input:
        '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "gateway.networking.k8s.io/v1", "kind": "Gateway", «"spec"»: {"gatewayClassName": "cilium"}}]}\n',
      messages: ['a Gateway has no listeners, and every release of the Gateway API requires one'],
    },
    'patches of other Gateways, or about something else': {
      path: 'base/gateway.yaml',
      files: {
        'kustomization.yaml': `
          resources: [base]
          patches:
            - patch: |
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: inner}
                spec: {listeners: []}
            - target: {kind: Gateway, name: edge}
              patch: |
                - {op: add, path: /metadata/annotations, value: {}}
            - target: {kind: HTTPRoute}
              patch: |
                - {op: test, path: /spec/listeners, value: []}
        `,
      },
      input: `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: edge}
        «spec»: {gatewayClassName: cilium}
      `,
      messages: MESSAGES,
    },
    'a template that writes an empty list': {
      path: 'chart/templates/gateway.yaml',
      input: `
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata:
          name: edge
        spec:
          gatewayClassName: {{ .Values.class }}
          «listeners»: []
      `,
      messages: MESSAGES,
    },
  },
});
