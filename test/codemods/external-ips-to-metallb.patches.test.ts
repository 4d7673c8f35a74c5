import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

// The corpus has no patch of a Service and none of the objects that hold one but for an IstioOperator: all of this is synthetic.

const BASE = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    selector: {app: web}
    ports: [{port: 80}]
`;

const ANNOTATED = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
    annotations:
      team: edge
  spec:
    ports: [{port: 80}]
`;

const LISTED = `
  resources: [../base]
  patches:
    - path: web.yaml
`;

const tree = (base = BASE, overlay = LISTED, others: Readonly<Record<string, string>> = {}) => ({
  'base/kustomization.yaml': 'resources: [service.yaml]\n',
  'base/service.yaml': base,
  'overlay/kustomization.yaml': overlay,
  ...others,
});

const path = 'overlay/web.yaml';

const PATCH = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    externalIPs:
      - 192.0.2.4
`;

const TARGETED = `
  resources: [../base]
  patches:
    - path: web.yaml
      target: {kind: Service, name: web}
`;

testCodemod(codemod, {
  rewrites: {
    'a strategic-merge patch of a known base (E11)': {
      path,
      files: tree(),
      input: PATCH,
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
      `,
    },
    'a patch of a base that is a LoadBalancer already': {
      path,
      files: tree(`${ANNOTATED}    type: LoadBalancer\n`),
      input: PATCH,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec: {}
      `,
    },
    'a patch in a string of a kustomization': {
      path: 'overlay/kustomization.yaml',
      files: { 'base/kustomization.yaml': 'resources: [service.yaml]\n', 'base/service.yaml': BASE },
      input: `
        resources:
          - ../base
        patches:
          - patch: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: ["192.0.2.4"] # dc1
      `,
      output: `
        resources:
          - ../base
        patches:
          - patch: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations:
                  metallb.io/loadBalancerIPs: "192.0.2.4" # dc1
              spec:
                type: LoadBalancer
                allocateLoadBalancerNodePorts: false
      `,
    },
    'a component patches the base of the kustomization that uses it, under the name of its prefix': {
      path: 'component/web.yaml',
      files: tree(BASE, 'namePrefix: dc1-\nresources: [../base]\ncomponents: [../component]\n', {
        'base/kustomization.yaml': 'namePrefix: edge-\nresources: [service.yaml]\n',
        'component/kustomization.yaml': `
          apiVersion: kustomize.config.k8s.io/v1alpha1
          kind: Component
          patchesStrategicMerge: [web.yaml]
        `,
      }),
      input: PATCH.replace('name: web', 'name: edge-web'),
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: edge-web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
      `,
    },
    'operations become the equivalent operations (E12)': {
      path,
      files: tree(ANNOTATED, TARGETED),
      input: `
        # uplink
        - op: add
          path: /spec/externalIPs
          value: ["192.0.2.4"] # dc1
        - op: add
          path: /metadata/labels/edge
          value: "yes"
      `,
      output: `
        # uplink
        - op: add
          path: /spec/type
          value: LoadBalancer
        - op: add
          path: /spec/allocateLoadBalancerNodePorts
          value: false
        - op: add
          path: /metadata/annotations/metallb.io~1loadBalancerIPs
          value: "192.0.2.4" # dc1
        - op: add
          path: /metadata/labels/edge
          value: "yes"
      `,
    },
    'operations on a Service without annotations make the map': {
      path,
      files: tree(BASE, TARGETED),
      input: `
        - op: add
          path: /spec/externalIPs
          value:
            - 192.0.2.4
      `,
      output: `
        - op: add
          path: /spec/type
          value: LoadBalancer
        - op: add
          path: /spec/allocateLoadBalancerNodePorts
          value: false
        - op: add
          path: /metadata/annotations
          value:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'an operation on the type that is there already is changed': {
      path,
      files: tree(ANNOTATED, TARGETED),
      input: `
        - {op: replace, path: /spec/type, value: ClusterIP}
        - {op: add, path: /spec/externalIPs, value: [192.0.2.4]}
      `,
      output: `
        - {op: replace, path: /spec/type, value: LoadBalancer}
        - op: add
          path: /spec/allocateLoadBalancerNodePorts
          value: false
        - {op: add, path: /metadata/annotations/metallb.io~1loadBalancerIPs, value: "192.0.2.4"}
      `,
    },
    'an operation on the whole spec': {
      path,
      files: tree(ANNOTATED, TARGETED),
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
        - op: add
          path: /metadata/annotations/metallb.io~1loadBalancerIPs
          value: 192.0.2.4
      `,
    },
    'operations in a string of a kustomization': {
      path: 'overlay/kustomization.yaml',
      files: { 'base/kustomization.yaml': 'resources: [service.yaml]\n', 'base/service.yaml': ANNOTATED },
      input: `
        resources: [../base]
        patches:
          - target:
              kind: Service
              name: web
            patch: |-
              - op: add
                path: /spec/externalIPs
                value: [192.0.2.4]
      `,
      output: `
        resources: [../base]
        patches:
          - target:
              kind: Service
              name: web
            patch: |-
              - op: add
                path: /spec/type
                value: LoadBalancer
              - op: add
                path: /spec/allocateLoadBalancerNodePorts
                value: false
              - op: add
                path: /metadata/annotations/metallb.io~1loadBalancerIPs
                value: 192.0.2.4
      `,
    },
    'a Service of an OpenShift template': {
      input: `
        apiVersion: template.openshift.io/v1
        kind: Template
        objects:
        - apiVersion: v1
          kind: Service
          metadata:
            name: \${NAME}
          spec:
            externalIPs: ["\${ADDRESS}"]
            ports: [{port: 80}]
        parameters:
        - name: ADDRESS
      `,
      output: `
        apiVersion: template.openshift.io/v1
        kind: Template
        objects:
        - apiVersion: v1
          kind: Service
          metadata:
            name: \${NAME}
            annotations:
              metallb.io/loadBalancerIPs: "\${ADDRESS}"
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports: [{port: 80}]
        parameters:
        - name: ADDRESS
      `,
    },
    'a manifest of a Crossplane Object': {
      input: `
        apiVersion: kubernetes.crossplane.io/v1alpha2
        kind: Object
        metadata:
          name: web
        spec:
          forProvider:
            manifest:
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: kubernetes.crossplane.io/v1alpha2
        kind: Object
        metadata:
          name: web
        spec:
          forProvider:
            manifest:
              apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations:
                  metallb.io/loadBalancerIPs: 192.0.2.4
              spec:
                type: LoadBalancer
                allocateLoadBalancerNodePorts: false
      `,
    },
    'a patch of a Flux Kustomization, for the folder of the repository that it applies': {
      path: 'clusters/web.yaml',
      files: { 'apps/web/kustomization.yaml': 'resources: [service.yaml]\n', 'apps/web/service.yaml': ANNOTATED },
      input: `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: web
        spec:
          path: ./apps/web
          patches:
            - target: {kind: Service, name: web}
              patch: |
                - op: add
                  path: /spec/externalIPs
                  value: [192.0.2.4]
      `,
      output: `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: web
        spec:
          path: ./apps/web
          patches:
            - target: {kind: Service, name: web}
              patch: |
                - op: add
                  path: /spec/type
                  value: LoadBalancer
                - op: add
                  path: /spec/allocateLoadBalancerNodePorts
                  value: false
                - op: add
                  path: /metadata/annotations/metallb.io~1loadBalancerIPs
                  value: 192.0.2.4
      `,
    },
    'older patches of Flux, each for a Service of its own': {
      path: 'clusters/web.yaml',
      files: {
        'apps/kustomization.yaml': 'resources: [web.yaml, api.yaml]\n',
        'apps/web.yaml': BASE,
        'apps/api.yaml': BASE.replace('name: web', 'name: api'),
      },
      input: `
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
        kind: Kustomization
        spec:
          path: apps/
          patchesStrategicMerge:
            - apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: [192.0.2.4]
          patchesJson6902:
            - target: {version: v1, kind: Service, name: api}
              patch:
                - op: add
                  path: /spec/externalIPs
                  value: [192.0.2.5]
      `,
      output: `
        apiVersion: kustomize.toolkit.fluxcd.io/v1beta2
        kind: Kustomization
        spec:
          path: apps/
          patchesStrategicMerge:
            - apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations:
                  metallb.io/loadBalancerIPs: 192.0.2.4
              spec:
                type: LoadBalancer
                allocateLoadBalancerNodePorts: false
          patchesJson6902:
            - target: {version: v1, kind: Service, name: api}
              patch:
                - op: add
                  path: /spec/type
                  value: LoadBalancer
                - op: add
                  path: /spec/allocateLoadBalancerNodePorts
                  value: false
                - op: add
                  path: /metadata/annotations
                  value:
                    metallb.io/loadBalancerIPs: 192.0.2.5
      `,
    },
    'a patch of an Application of Argo CD, under the prefix that it adds': {
      path: 'argo/web.yaml',
      files: { 'apps/web/kustomization.yaml': 'resources: [service.yaml]\nnamePrefix: edge-\n', 'apps/web/service.yaml': BASE },
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            path: apps/web
            kustomize:
              namePrefix: dc1-
              patches:
                - patch: |
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: edge-web
                    spec:
                      externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            path: apps/web
            kustomize:
              namePrefix: dc1-
              patches:
                - patch: |
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: edge-web
                      annotations:
                        metallb.io/loadBalancerIPs: 192.0.2.4
                    spec:
                      type: LoadBalancer
                      allocateLoadBalancerNodePorts: false
      `,
    },
    'an operation that writes the values of a Service whole': {
      path: 'overlay/kustomization.yaml',
      input: `
        patches:
          - target: {kind: HelmRelease, name: web}
            patch: |
              - op: add
                path: /spec/values/controller/service
                value:
                  externalIPs:
                    - 192.0.2.4
                  ports: {http: 80}
      `,
      output: `
        patches:
          - target: {kind: HelmRelease, name: web}
            patch: |
              - op: add
                path: /spec/values/controller/service
                value:
                  type: LoadBalancer
                  annotations:
                    metallb.io/loadBalancerIPs: 192.0.2.4
                  ports: {http: 80}
      `,
      assumes: ['the chart renders `type` and `annotations` of `controller.service` into the Service'],
    },
    'a Service of a ResourceSet, with its input': {
      input: `
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        spec:
          resources:
            - apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs:
                  - << inputs.address | quote >>
      `,
      output: `
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        spec:
          resources:
            - apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations:
                  metallb.io/loadBalancerIPs: << inputs.address | quote >>
              spec:
                type: LoadBalancer
                allocateLoadBalancerNodePorts: false
      `,
    },
    'what Kyverno generates and keeps in step': {
      input: `
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        spec:
          rules:
            - generate:
                synchronize: true
                apiVersion: v1
                kind: Service
                name: web
                data:
                  metadata:
                    labels: {app: web}
                  spec:
                    externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        spec:
          rules:
            - generate:
                synchronize: true
                apiVersion: v1
                kind: Service
                name: web
                data:
                  metadata:
                    labels: {app: web}
                    annotations:
                      metallb.io/loadBalancerIPs: 192.0.2.4
                  spec:
                    type: LoadBalancer
                    allocateLoadBalancerNodePorts: false
      `,
    },
    'a task of Ansible that applies': {
      input: `
        - hosts: localhost
          tasks:
            - name: expose web
              kubernetes.core.k8s:
                apply: true
                definition:
                  apiVersion: v1
                  kind: Service
                  metadata: {name: web}
                  spec:
                    externalIPs: [192.0.2.4]
      `,
      output: `
        - hosts: localhost
          tasks:
            - name: expose web
              kubernetes.core.k8s:
                apply: true
                definition:
                  apiVersion: v1
                  kind: Service
                  metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
                  spec:
                    type: LoadBalancer
                    allocateLoadBalancerNodePorts: false
      `,
    },
    'a Service of an operator whose type is written down': {
      input: `
        apiVersion: elasticsearch.k8s.elastic.co/v1
        kind: Elasticsearch
        metadata: {name: logs}
        spec:
          http:
            service:
              spec:
                type: LoadBalancer
                externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: elasticsearch.k8s.elastic.co/v1
        kind: Elasticsearch
        metadata: {name: logs}
        spec:
          http:
            service:
              spec:
                type: LoadBalancer
              metadata:
                annotations:
                  metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'an IstioOperator has a place of its own for annotations': {
      input: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec:
          components:
            ingressGateways:
              - name: edge
                k8s:
                  service:
                    type: LoadBalancer
                    externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec:
          components:
            ingressGateways:
              - name: edge
                k8s:
                  service:
                    type: LoadBalancer
                  serviceAnnotations:
                    metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'an IstioOperator knows no `allocateLoadBalancerNodePorts`': {
      input: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec:
          components:
            ingressGateways:
              - k8s:
                  service:
                    type: ClusterIP
                    externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        spec:
          components:
            ingressGateways:
              - k8s:
                  service:
                    type: LoadBalancer
                  serviceAnnotations:
                    metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
  },

  skips: {
    'a kustomization that names a missing base': {
      path,
      files: { 'overlay/kustomization.yaml': LISTED },
      input: PATCH,
      reasons: [
        'the type of the Service is not known: the Service that it patches is not found in the repository: `../base`, which overlay/kustomization.yaml lists under `resources`, is not in the repository [BASE_UNKNOWN]',
      ],
    },
    'kustomizations that take in each other': {
      path,
      files: tree(BASE, LISTED, { 'base/kustomization.yaml': 'resources: [../overlay, missing.yaml]\n' }),
      input: PATCH,
      reasons: [
        'the type of the Service is not known: the Service that it patches is not found in the repository: `missing.yaml`, which base/kustomization.yaml lists under `resources`, is not in the repository [BASE_UNKNOWN]',
      ],
    },
    'a base whose kustomization does not take it in': {
      path,
      files: tree(BASE, LISTED, { 'base/kustomization.yaml': 'resources: []\n' }),
      input: PATCH,
      reasons: ['the type of the Service is not known: the Service that it patches is not found in the repository [BASE_UNKNOWN]'],
    },
    'a patch beside one that is missing, and its base': {
      path,
      files: tree(`${BASE}    externalIPs: [192.0.2.9]\n`, 'resources: [../base]\npatches: [{path: web.yaml}, {path: type.yaml}]\n'),
      input: PATCH.replace('name: web', 'name: api'),
      reasons: [
        '`type.yaml`, which overlay/kustomization.yaml lists under `patches`, is not in the repository, and may change the Service as well [BASE_UNKNOWN]',
        'the type of the Service is not known: the Service that it patches is not found in the repository [BASE_UNKNOWN]',
      ],
    },
    'a patch for whatever a selector finds': {
      path,
      files: tree(
        BASE,
        `
        resources: [../base]
        patches:
          - path: web.yaml
            target: {kind: Service, labelSelector: edge=yes}
      `,
      ),
      input: PATCH,
      reasons: ['the type of the Service is not known: which Services it patches is not said by name [BASE_UNKNOWN]'],
    },
    'another patch that sets the type': {
      path,
      files: tree(BASE, 'resources: [../base]\npatches: [{path: web.yaml}, {path: type.yaml}]\n', {
        'overlay/type.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: NodePort}\n',
      }),
      input: PATCH,
      reasons: ['the type of the Service is not known: another patch of the Service is named in overlay/kustomization.yaml [BASE_UNKNOWN]'],
    },
    'a base and the patch that replaces its list': {
      path,
      files: tree(`${BASE}    externalIPs: [192.0.2.9]\n`),
      input: PATCH,
      reasons: [
        'a patch named in overlay/kustomization.yaml may change how the Service is reached: move both by hand [PATCHED]',
        'the patch replaces the `externalIPs` of its base (base/service.yaml): move both by hand [PATCHED]',
      ],
    },
    'a base whose externalIPs an operation takes away': {
      path: 'base/service.yaml',
      files: {
        'base/kustomization.yaml': 'resources: [service.yaml]\n',
        'overlay/kustomization.yaml': `
          resources: [../base]
          patches:
            - target: {kind: Service, name: web}
              patch: |
                - op: remove
                  path: /spec/externalIPs
        `,
      },
      input: `${BASE}    externalIPs: [192.0.2.9]\n`,
      reasons: ['a patch named in overlay/kustomization.yaml may change how the Service is reached: move both by hand [PATCHED]'],
    },
    'a patch of a HelmRelease': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        spec:
          postRenderers:
            - kustomize:
                patchesJson6902:
                  - target: {version: v1, kind: Service, name: web}
                    patch:
                      - op: add
                        path: /spec/externalIPs
                        value: [192.0.2.4]
      `,
      reasons: [
        'the type of the Service is not known: the chart of HelmRelease (input.yaml) renders the Service that it patches, and no file shows it: ask for the address in the values of the chart, and remove `externalIPs` from the patch [BASE_UNKNOWN]',
      ],
    },
    'operations on the list in the values alone, and on values that another one writes': {
      path: 'overlay/kustomization.yaml',
      input: `
        patches:
          - target: {kind: HelmRelease, name: web}
            patch: |
              - {op: add, path: /spec/values/web/service/externalIPs, value: [192.0.2.4]}
              - op: add
                path: /spec/values/service
                value: {externalIPs: [192.0.2.5]}
              - {op: add, path: /spec/values/service/type, value: NodePort}
      `,
      reasons: [
        'the operation sets the list alone, and the request has to stand beside it: move the list to the values of HelmRelease `web` first [PARTIAL_OP]',
        '`add /spec/values/service/type` writes the same values: join the operations first [PARTIAL_OP]',
      ],
    },
    'what Kyverno generates once, and a resource of a Composition that its patches write into': {
      input: `
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        spec:
          rules:
            - generate:
                apiVersion: v1
                kind: Service
                name: web
                data:
                  metadata: {labels: {app: web}}
                  spec: {externalIPs: [192.0.2.4]}
        ---
        apiVersion: apiextensions.crossplane.io/v1
        kind: Composition
        spec:
          resources:
            - base:
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {externalIPs: [192.0.2.5]}
              patches:
                - fromFieldPath: spec.address
                  toFieldPath: spec.externalIPs[0]
      `,
      reasons: [
        'the policy makes the Service once and leaves it as it is then: set `synchronize: true` first, so that the change reaches the cluster [MERGED]',
        'a patch of the Composition writes `externalIPs` of this resource as well: move both by hand [PATCHED]',
      ],
    },
    'a base that an object of Flux patches': {
      path: 'apps/web/service.yaml',
      files: {
        'apps/web/kustomization.yaml': 'resources: [service.yaml]\n',
        'clusters/web.yaml': `
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          metadata: {name: web}
          spec:
            path: ./apps/web
            patches:
              - target: {kind: Service, name: web}
                patch: |
                  - op: remove
                    path: /spec/externalIPs
        `,
      },
      input: `${BASE}    externalIPs: [192.0.2.9]\n`,
      reasons: [
        'a patch named in Kustomization `web` (clusters/web.yaml) may change how the Service is reached: move both by hand [PATCHED]',
      ],
    },
    'a patch of Flux for what another repository holds': {
      input: `
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: web}
        spec:
          path: ./deploy
          patches:
            - patch: |
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {externalIPs: [192.0.2.4]}
      `,
      reasons: [
        'the type of the Service is not known: the Service that Kustomization `web` (input.yaml) patches is not found in the repository: move the address where the manifest of the Service is, and remove `externalIPs` from the patch [BASE_UNKNOWN]',
      ],
    },
    'a list of operations that no kustomization names': {
      input: '[{"op": "add", "path": "/spec/externalIPs", "value": ["192.0.2.4"]}]\n',
      path: 'patch.json',
      reasons: ['the type of the Service is not known: no kustomization of the repository names the patch [BASE_UNKNOWN]'],
    },
    'operations on one entry, and two on one list': {
      path,
      files: tree(ANNOTATED, TARGETED),
      input: `
        - {op: add, path: /spec/externalIPs/-, value: 192.0.2.4}
        - {op: replace, path: /spec/externalIPs/0, value: 192.0.2.5}
        - {op: test, path: /spec/externalIPs, value: [192.0.2.6]}
        - {op: add, path: /spec/externalIPs, value: [192.0.2.7]}
      `,
      reasons: [
        'the operation changes a part of a list that is written elsewhere: write the whole list in one operation on `/spec/externalIPs` first [PARTIAL_OP]',
        'the operation changes a part of a list that is written elsewhere: write the whole list in one operation on `/spec/externalIPs` first [PARTIAL_OP]',
        '`add /spec/externalIPs/-` is about the same list, or all around it [PARTIAL_OP]',
      ],
    },
    'operations whose order counts': {
      path,
      files: tree(ANNOTATED, TARGETED),
      input: `
        - {op: test, path: /spec/type, value: ClusterIP}
        - {op: add, path: /spec/externalIPs, value: [192.0.2.4]}
      `,
      reasons: ['`test /spec/type` depends on the order of operations [PARTIAL_OP]'],
    },
    'a patch that replaces the whole spec': {
      path,
      files: tree(),
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          $patch: replace
          externalIPs: [192.0.2.4]
      `,
      reasons: ['a directive, as `$patch`, says how the patch is applied: move it by hand [PATCHED]'],
    },
    'a Service that may have annotations when the patch is applied': {
      path,
      files: tree(
        BASE,
        `
        resources: [../base]
        commonAnnotations: {team: edge}
        patches:
          - path: web.yaml
            target: {kind: Service, name: web}
      `,
      ),
      input: '- {op: add, path: /spec/externalIPs, value: [192.0.2.4]}\n',
      reasons: ['whether the Service has annotations when the patch is applied is not known [BASE_UNKNOWN]'],
    },
    'a placeholder for a whole list': {
      path,
      files: tree(ANNOTATED, TARGETED),
      input: '- {op: add, path: /spec/externalIPs, value: "${ADDRESSES}"}\n',
      reasons: ['`"${ADDRESSES}"` stands for a whole list [NOT_LITERAL]'],
    },
    'a task of Ansible that merges': {
      input: `
        - name: expose web
          k8s:
            definition:
              apiVersion: v1
              kind: Service
              metadata: {name: web}
              spec:
                externalIPs: [192.0.2.4]
      `,
      reasons: [
        'the task merges its definition into the object in the cluster, where stays what is left out here: set `apply: true` first [MERGED]',
      ],
    },
    'a Service of an operator whose type is not written down': {
      input: `
        apiVersion: grafana.integreatly.org/v1beta1
        kind: Grafana
        metadata: {name: main}
        spec:
          service:
            spec:
              externalIPs: [192.0.2.4]
      `,
      reasons: ['the type of the Service is not known: what the operator of Grafana sets by itself is written in no file [TYPE_UNKNOWN]'],
    },
  },
});
