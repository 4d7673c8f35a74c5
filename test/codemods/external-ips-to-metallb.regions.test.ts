import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

testCodemod(codemod, {
  rewrites: {
    'a manifest in a literal block, with its comments, at its own indentation': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons # applied by a ClusterResourceSet
        data:
          web.yaml: |
            # web
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              ports:
                - port: 80

              externalIPs:
                - 192.0.2.4 # uplink
          other: |-
            untouched
      `,
      output: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons # applied by a ClusterResourceSet
        data:
          web.yaml: |
            # web
            apiVersion: v1
            kind: Service
            metadata:
              name: web
              annotations:
                metallb.io/loadBalancerIPs: 192.0.2.4 # uplink
            spec:
              type: LoadBalancer
              allocateLoadBalancerNodePorts: false
              ports:
                - port: 80

          other: |-
            untouched
      `,
    },
    'a block in a block, and a Service of the file itself beside it': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        data:
          outer.yaml: |
            apiVersion: v1
            kind: ConfigMap
            data:
              inner.yaml: |-
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec:
                  externalIPs: [192.0.2.4]
                  type: NodePort
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: api
        spec:
          externalIPs: [192.0.2.5]
      `,
      output: `
        apiVersion: v1
        kind: ConfigMap
        data:
          outer.yaml: |
            apiVersion: v1
            kind: ConfigMap
            data:
              inner.yaml: |-
                apiVersion: v1
                kind: Service
                metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
                spec:
                  type: LoadBalancer
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: api
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
      `,
    },
    'manifests of Ansible, Talos and RKE, copies of one Service': {
      input: `
        - kubernetes.core.k8s:
            apply: true
            definition: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: [192.0.2.4]
        ---
        cluster:
          inlineManifests:
            - name: web
              contents: |
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  externalIPs: [192.0.2.4]
        ---
        nodes: [{address: 192.0.2.1}]
        addons: |-
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.4]
      `,
      output: `
        - kubernetes.core.k8s:
            apply: true
            definition: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
                annotations:
                  metallb.io/loadBalancerIPs: 192.0.2.4
              spec:
                type: LoadBalancer
                allocateLoadBalancerNodePorts: false
        ---
        cluster:
          inlineManifests:
            - name: web
              contents: |
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                  annotations:
                    metallb.io/loadBalancerIPs: 192.0.2.4
                spec:
                  type: LoadBalancer
                  allocateLoadBalancerNodePorts: false
        ---
        nodes: [{address: 192.0.2.1}]
        addons: |-
          ---
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
  },
  skips: {
    'a string of a task that merges': {
      input: `
        - kubernetes.core.k8s:
            definition: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: [192.0.2.4]
      `,
      reasons: [
        'the task merges its definition into the object in the cluster, where stays what is left out here: set `apply: true` first [MERGED]',
      ],
    },
    'a manifest in quotes': {
      input: `
        apiVersion: v1
        kind: Secret
        stringData:
          a.yaml: "apiVersion: v1\\nkind: Service\\nmetadata: {name: web}\\nspec: {externalIPs: [192.0.2.4]}\\n"
      `,
      reasons: ['it is written in text in quotes or in folded text, which is never written: write that text with `|` first [SYNTAX]'],
    },
  },
});
