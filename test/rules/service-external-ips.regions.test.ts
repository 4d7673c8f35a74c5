import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['Service `web` takes addresses through the deprecated `externalIPs`'];

testRule(rule, {
  valid: {
    'a file in a ConfigMap that is no YAML': `
      apiVersion: v1
      kind: ConfigMap
      data:
        run.sh: |
          # externalIPs: [192.0.2.4]
          kubectl get services -o jsonpath='{.spec.externalIPs}' | grep -v '\\[\\]'
          if [ $? -eq 0 ]; then echo: "yes" fi
        notes.txt: "externalIPs: are gone: soon"
    `,
    'a string of another kind': `
      apiVersion: example.com/v1
      kind: Thing
      data:
        web.yaml: |
          apiVersion: v1
          kind: Service
          spec:
            externalIPs: [192.0.2.4]
    `,
    'a string of a task that deletes, and keys that only look like those of Talos and RKE': `
      - kubernetes.core.k8s:
          state: absent
          definition: |
            apiVersion: v1
            kind: Service
            spec: {externalIPs: [192.0.2.4]}
      - kubernetes.core.k8s:
          definition: "{{ lookup('template', 'externalIPs.yml') }}"
      ---
      addons: |
        apiVersion: v1
        kind: Service
        spec: {externalIPs: [192.0.2.4]}
      ---
      kind: Thing
      cluster:
        inlineManifests:
          - contents: |
              apiVersion: v1
              kind: Service
              spec: {externalIPs: [192.0.2.4]}
      ---
      apiVersion: fleet.cattle.io/v1alpha1
      kind: Bundle
      spec:
        resources:
          - {name: externalIPs.yaml, encoding: base64+gz, content: H4sIAAAAAAAA}
    `,
    'what kubectl wrote down, in a ConfigMap': `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: |
            {"apiVersion":"v1","kind":"Service","spec":{"externalIPs":["192.0.2.4"]}}
    `,
    'a template in a ConfigMap': `
      apiVersion: v1
      kind: ConfigMap
      data:
        web.yaml: |
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec:
            externalIPs: {{ .ips }}
    `,
  },
  invalid: {
    'a manifest in a literal block of a ConfigMap, and the second document of another': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons
        data:
          web.yaml: |
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              «externalIPs»:
                - 192.0.2.4
          more: |2-
            kind: Namespace
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {«externalIPs»: [192.0.2.5]}
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'strings in quotes and folded strings of a Secret': {
      input: `
        apiVersion: v1
        kind: Secret
        stringData:
          a.yaml: "apiVersion: v1\\nkind: Service\\nmetadata: {name: web}\\nspec: {«externalIPs»: [192.0.2.4]}\\n"
          b.yaml: >-
            apiVersion: v1

            kind: Service

            metadata: {name: web}

            spec: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'a ConfigMap in a ConfigMap': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        data:
          outer.yaml: |
            apiVersion: v1
            kind: ConfigMap
            data:
              inner.yaml: |
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  «externalIPs»: [192.0.2.4]
      `,
      messages: MESSAGES,
    },
    'manifests in a task of Ansible, as a string of several documents': {
      input: `
        - hosts: localhost
          tasks:
            - kubernetes.core.k8s:
                definition: |
                  apiVersion: v1
                  kind: Namespace
                  metadata: {name: shop}
                  ---
                  apiVersion: v1
                  kind: Service
                  metadata:
                    name: web
                  spec:
                    «externalIPs»: [192.0.2.4]
            - k8s:
                resource_definition:
                  - |
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: web
                    spec:
                      «externalIPs»: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'inline manifests of Talos, add-ons of RKE, and manifests that Rancher adds': {
      input: `
        machine: {type: controlplane}
        cluster:
          inlineManifests:
            - name: web
              contents: |
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  «externalIPs»: [192.0.2.4]
        ---
        nodes:
          - {address: 192.0.2.1, role: [controlplane]}
        addons: |-
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            «externalIPs»: [192.0.2.4]
        ---
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec:
          rkeConfig:
            additionalManifest: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                «externalIPs»: [192.0.2.4]
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'manifests in a Bundle of Fleet and in the template of a ResourceSet': {
      input: `
        apiVersion: fleet.cattle.io/v1alpha1
        kind: Bundle
        spec:
          resources:
            - name: web.yaml
              content: |
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                spec:
                  «externalIPs»: [192.0.2.4]
        ---
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        spec:
          resourcesTemplate: |
            apiVersion: v1
            kind: Service
            metadata:
              name: web
            spec:
              «externalIPs»: [<< inputs.address | quote >>]
      `,
      messages: [...MESSAGES, ...MESSAGES],
    },
    'a file that cloud-init writes': {
      input: `
        #cloud-config
        write_files:
          - path: /var/lib/web.yaml
            content: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                «externalIPs»: [192.0.2.4]
      `,
      messages: MESSAGES,
    },
  },
});
