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
