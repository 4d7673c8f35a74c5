import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

// The corpus has no patch of a Service and none of the objects that hold one but for an IstioOperator: all of this is synthetic.

const MESSAGES = ['Service `web` takes addresses through the deprecated `externalIPs`'];

const UNNAMED = ['a Service takes addresses through the deprecated `externalIPs`'];

const listing = (target: string) => ({ 'kustomization.yaml': `patches:\n  - path: patch.yaml\n    target: ${target}\n` });

testRule(rule, {
  valid: {
    'operations for another kind': {
      path: 'patch.yaml',
      files: listing('{kind: Deployment}'),
      input: '- {op: add, path: /spec/externalIPs, value: [192.0.2.4]}\n',
    },
    'operations on other paths, and with bad pointers': `
      - {op: add, path: spec/externalIPs, value: [192.0.2.4]}
      - {op: add, path: [spec, externalIPs], value: [192.0.2.4]}
      - {op: add, path: 5, value: [192.0.2.4]}
      - {op: add, value: [192.0.2.4]}
      - {op: add, path: /spec/externalIPs/, value: 192.0.2.4}
      - {op: add, path: /spec/externalIPs/01, value: 192.0.2.4}
      - {op: add, path: /spec/externalIPs/0/x, value: 192.0.2.4}
      - {op: add, path: /spec/template/externalIPs, value: [192.0.2.4]}
      - {op: add, path: /spec~1externalIPs, value: [192.0.2.4]}
    `,
    'operations that give nothing': `
      - {op: add, path: /spec/externalIPs, value: []}
      - {op: add, path: /spec/externalIPs}
      - {op: replace, path: /spec/externalIPs, value: null}
      - {op: remove, path: /spec/externalIPs}
      - {op: test, path: /spec/externalIPs, value: [192.0.2.4]}
      - {op: move, from: /spec/externalIPs, path: /spec/externalIPs}
      - {op: add, path: /spec, value: {externalIPs: []}}
      - externalIPs
    `,
    'patches of kubeadm in a kind configuration': `
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      kubeadmConfigPatchesJSON6902:
        - group: kubeadm.k8s.io
          version: v1beta3
          kind: ClusterConfiguration
          patch: |
            - op: add
              path: /spec/externalIPs
              value: [192.0.2.4]
    `,
    'a patch that deletes, or takes the list away': {
      path: 'patch.yaml',
      files: { 'kustomization.yaml': 'patchesStrategicMerge: [patch.yaml]\n' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        $patch: delete
        spec: {externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {externalIPs: null}
      `,
    },
    'a headless base, which another rule reports': {
      path: 'patch.yaml',
      files: {
        'kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: patch.yaml}]\n',
        'base.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: None}\n',
      },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {externalIPs: [192.0.2.4]}
      `,
    },
    'tasks of Ansible that delete, and modules that are none of ours': `
      - kubernetes.core.k8s:
          state: absent
          definition:
            apiVersion: v1
            kind: Service
            spec: {externalIPs: [192.0.2.4]}
      - set_fact:
          definition:
            apiVersion: v1
            kind: Service
            spec: {externalIPs: [192.0.2.4]}
      - k8s: definition
      - k8s:
    `,
    'an object of the same kind of another group, and parts of a custom resource that are no Service': `
      apiVersion: example.com/v1
      kind: Template
      objects:
        - {apiVersion: v1, kind: Service, spec: {externalIPs: [192.0.2.4]}}
      ---
      apiVersion: elasticsearch.k8s.elastic.co/v1
      kind: Elasticsearch
      spec:
        externalIPs: [192.0.2.4]
        http: {service: {spec: {externalIPs: []}}}
    `,
    'operations on values that are no Service, or are taken away': {
      path: 'overlay/kustomization.yaml',
      input: `
        patches:
          - target: {kind: HelmRelease, name: web}
            patch: |
              - {op: add, path: /spec/values/externalAccess/service/externalIPs, value: [192.0.2.4]}
              - {op: add, path: /spec/values/bgp/externalIPs, value: [192.0.2.4]}
              - {op: remove, path: /spec/values/service/externalIPs}
              - {op: add, path: /spec/values/service/externalIPs, value: []}
              - {op: add, path: /spec/valuesFrom/0/service/externalIPs, value: [192.0.2.4]}
              - {op: add, path: /spec/values/service/externalIPs/0/x, value: 192.0.2.4}
          - target: {kind: ConfigMap, name: web}
            patch: |
              - {op: add, path: /spec/values/service/externalIPs, value: [192.0.2.4]}
      `,
    },
    'what policies of Kyverno ask of Services, or generate of another kind': `
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      spec:
        rules:
          - validate: {pattern: {spec: {=(externalIPs): "null"}}}
          - mutate: {patchStrategicMerge: {spec: {externalIPs: [192.0.2.4]}}}
          - generate: {apiVersion: v1, kind: ConfigMap, name: web, data: {spec: {externalIPs: [192.0.2.4]}}}
          - generate: {apiVersion: v1, kind: Service, name: web, clone: {name: externalIPs}}
    `,
    'a template that holds itself': `
      apiVersion: template.openshift.io/v1
      kind: Template
      objects: &all
        - apiVersion: v1
          kind: List
          items: *all
    `,
  },

  invalid: {
    'operations in a file that no kustomization names, at their pointers': {
      input: `
        - op: add
          «path»: /spec/externalIPs
          value: ["192.0.2.4"]
        - op: add
          «path»: /spec/externalIPs/-
          value: 192.0.2.5
        - op: replace
          value: 192.0.2.6
          «path»: /spec/externalIPs/0
      `,
      messages: [...UNNAMED, ...UNNAMED, ...UNNAMED],
    },
    'an operation on a whole spec, at its key': {
      input: `
        - op: replace
          path: /spec
          value:
            «externalIPs»: [192.0.2.4]
      `,
      messages: UNNAMED,
    },
    'operations in JSON, for the Service that a kustomization names': {
      path: 'patch.json',
      files: { 'kustomization.yaml': 'patchesJson6902:\n  - path: patch.json\n    target: {version: v1, kind: Service, name: web}\n' },
      input: '[{"op": "add", «"path"»: "/spec/externalIPs", "value": ["192.0.2.4"]}]\n',
      messages: MESSAGES,
    },
    'operations for whatever is named so, and for one of several kinds': {
      path: 'patch.yaml',
      files: {
        ...listing('{name: web}'),
        'other/kustomization.yaml': 'patches:\n  - path: ../patch.yaml\n    target: {kind: Deployment|Service}\n',
      },
      input: '- {op: add, «path»: /spec/externalIPs, value: [192.0.2.4]}\n',
      messages: MESSAGES,
    },
    'operations in strings of a kustomization, of a Flux Kustomization and of a HelmRelease': {
      input: `
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        patches:
          - target: {kind: Service, name: web}
            patch: |-
              - op: add
                «path»: /spec/externalIPs
                value: [192.0.2.4]
          - target: {kind: Ingress}
            patch: |-
              - op: add
                path: /spec/externalIPs
                value: [192.0.2.4]
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        spec:
          patches:
            - target: {kind: Service, name: web}
              patch: |
                - op: add
                  «path»: /spec/externalIPs
                  value: [192.0.2.4]
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        spec:
          postRenderers:
            - kustomize:
                patches:
                  - target: {kind: Service, name: web}
                    patch: |
                      - op: add
                        «path»: /spec/externalIPs
                        value: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'patches written as YAML in the post-renderers of a HelmRelease': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2beta1
        kind: HelmRelease
        spec:
          postRenderers:
            - kustomize:
                patchesStrategicMerge:
                  - apiVersion: v1
                    kind: Service
                    metadata: {name: web}
                    spec:
                      «externalIPs»: [192.0.2.4]
                patchesJson6902:
                  - target: {version: v1, kind: Service, name: web}
                    patch:
                      - op: add
                        «path»: /spec/externalIPs
                        value: [192.0.2.4]
                  - target: {kind: Deployment, name: web}
                    patch:
                      - op: add
                        path: /spec/externalIPs
                        value: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'a strategic-merge patch, once': {
      path: 'patch.yaml',
      files: { 'kustomization.yaml': 'resources: [missing.yaml, https://example.com/base]\npatches: [{path: patch.yaml}]\n' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: [192.0.2.4]
      `,
      messages: MESSAGES,
    },
    'a strategic-merge patch in a string, once, under the name of its target': {
      path: 'kustomization.yaml',
      input: `
        patches:
          - target: {kind: Service, name: web}
            patch: |
              apiVersion: v1
              kind: Service
              metadata: {name: any}
              spec:
                «externalIPs»: [192.0.2.4]
      `,
      messages: MESSAGES,
    },
    'objects that hold Services whole': {
      input: `
        apiVersion: template.openshift.io/v1
        kind: Template
        objects:
          - apiVersion: v1
            kind: List
            items:
              - apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {«externalIPs»: ["\${ADDRESS}"]}
        ---
        apiVersion: kubernetes.crossplane.io/v1alpha2
        kind: Object
        spec:
          forProvider:
            manifest:
              apiVersion: v1
              kind: Service
              metadata: {name: web}
              spec: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'objects of Karmada, of a ResourceSet and of a policy of Kyverno': {
      input: `
        apiVersion: work.karmada.io/v1alpha1
        kind: Work
        spec:
          workload:
            manifests:
              - apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {«externalIPs»: [192.0.2.4]}
        ---
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        spec:
          resources:
            - apiVersion: v1
              kind: Service
              metadata: {name: web}
              spec:
                «externalIPs»:
                  - << inputs.address | quote >>
        ---
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        spec:
          rules:
            - generate:
                apiVersion: v1
                kind: Service
                name: web
                namespace: shop
                data:
                  spec: {«externalIPs»: [192.0.2.4]}
            - generate:
                synchronize: true
                foreach:
                  - list: request.object.spec.names
                    apiVersion: v1
                    kind: Service
                    name: web
                    data:
                      spec: {«externalIPs»: [192.0.2.5]}
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'operations on the values of a HelmRelease and of an Application': {
      path: 'overlay/kustomization.yaml',
      input: `
        patches:
          - target: {kind: HelmRelease, name: web}
            patch: |
              - op: add
                «path»: /spec/values/controller/service/externalIPs
                value: [192.0.2.4]
              - op: add
                «path»: /spec/values/service/externalIPs/-
                value: 192.0.2.4
              - op: add
                path: /spec/values/service
                value:
                  main:
                    «externalIPs»: [192.0.2.5]
              - op: replace
                path: /spec/values
                value:
                  service:
                    «externalIPs»: [192.0.2.6]
          - target: {kind: Application, name: api}
            patch: |
              - op: add
                path: /spec/source/helm/valuesObject/service
                value: {«externalIPs»: [192.0.2.7]}
      `,
      messages: [
        'HelmRelease `web` takes addresses through the deprecated `externalIPs`',
        'HelmRelease `web` takes addresses through the deprecated `externalIPs`',
        'HelmRelease `web` (`service.main`) takes addresses through the deprecated `externalIPs`',
        'HelmRelease `web` (`service`) takes addresses through the deprecated `externalIPs`',
        'Application `api` (`service`) takes addresses through the deprecated `externalIPs`',
      ],
    },
    'patches of Argo CD, in strings, and older patches of Flux, as maps and lists': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        spec:
          source:
            path: apps/web
            kustomize:
              patches:
                - target: {kind: Service, name: web}
                  patch: |-
                    - op: add
                      «path»: /spec/externalIPs
                      value: [192.0.2.4]
                - target: {kind: Deployment, name: web}
                  patch: |-
                    - op: add
                      path: /spec/externalIPs
                      value: [192.0.2.4]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        spec:
          template:
            spec:
              sources:
                - path: apps/web
                  kustomize:
                    patches:
                      - patch: |-
                          apiVersion: v1
                          kind: Service
                          metadata: {name: web}
                          spec: {«externalIPs»: [192.0.2.4]}
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta1
        kind: Kustomization
        spec:
          patchesStrategicMerge:
            - apiVersion: v1
              kind: Service
              metadata: {name: web}
              spec: {«externalIPs»: [192.0.2.4]}
          patchesJson6902:
            - target: {version: v1, kind: Service, name: web}
              patch:
                - op: add
                  «path»: /spec/externalIPs
                  value: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'tasks of Ansible, in plays and blocks': {
      input: `
        - hosts: all
          tasks:
            - block:
                - name: expose web
                  kubernetes.core.k8s:
                    definition:
                      - apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          «externalIPs»: ["{{ address }}"]
              rescue:
                - k8s:
                    resource_definition:
                      apiVersion: v1
                      kind: Service
                      metadata: {name: web}
                      spec:
                        «externalIPs»: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'custom resources whose operators make Services': {
      input: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec:
          components:
            ingressGateways:
              - k8s: {service: {«externalIPs»: [192.0.2.4]}}
        ---
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: db}
        spec:
          managed:
            services:
              additional:
                - serviceTemplate: {spec: {«externalIPs»: [192.0.2.4]}}
        ---
        apiVersion: kafka.strimzi.io/v1beta2
        kind: Kafka
        metadata: {name: events}
        spec:
          kafka:
            listeners:
              - type: nodeport
                configuration:
                  bootstrap: {«externalIPs»: [192.0.2.4]}
                  brokers:
                    - {broker: 0, «externalIPs»: [192.0.2.5]}
      `,
      messages: [
        'the Service of this IstioOperator takes addresses through the deprecated `externalIPs`',
        'the Service of Cluster `db` takes addresses through the deprecated `externalIPs`',
        'the Service of Kafka `events` takes addresses through the deprecated `externalIPs`',
        'the Service of Kafka `events` takes addresses through the deprecated `externalIPs`',
      ],
    },
  },
});
