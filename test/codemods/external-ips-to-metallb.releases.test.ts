import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

testCodemod(codemod, {
  rewrites: {
    'the values of a task': {
      input: `
        - kubernetes.core.helm:
            name: web
            values:
              service:
                externalIPs: [192.0.2.4]
      `,
      output: `
        - kubernetes.core.helm:
            name: web
            values:
              service:
                type: LoadBalancer
                annotations:
                  metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'the values of a chart of k0s': {
      input: `
        apiVersion: k0s.k0sproject.io/v1beta1
        kind: ClusterConfig
        spec:
          extensions:
            helm:
              charts:
                - name: web
                  values: |
                    service:
                      type: LoadBalancer
                      externalIPs:
                        - 192.0.2.4
      `,
      output: `
        apiVersion: k0s.k0sproject.io/v1beta1
        kind: ClusterConfig
        spec:
          extensions:
            helm:
              charts:
                - name: web
                  values: |
                    service:
                      type: LoadBalancer
                      annotations:
                        metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'a file that only its release names': {
      path: 'config/web.yaml',
      input: `
        service:
          externalIPs: [192.0.2.4]
      `,
      files: { 'helmfile.yaml': 'releases: [{name: web, values: [config/web.yaml]}]\n' },
      output: `
        service:
          type: LoadBalancer
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      assumes: ['the chart renders `type` and `annotations` of `service` into the Service'],
    },
    'Services in two files of one release, which share the pods and so the address': {
      path: 'config/web.yaml',
      input: `
        webService:
          type: LoadBalancer
          externalTrafficPolicy: Local
          externalIPs: [192.0.2.4]
      `,
      output: `
        webService:
          type: LoadBalancer
          externalTrafficPolicy: Local
          annotations:
            metallb.io/allow-shared-ip: external-192.0.2.4
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      files: {
        'helmfile.yaml': 'releases: [{name: web, values: [config/web.yaml, config/dns.yaml]}]\n',
        'config/dns.yaml': `
          dnsService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            externalIPs: [192.0.2.4]
        `,
      },
      outputs: {
        'config/dns.yaml': `
          dnsService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            annotations:
              metallb.io/allow-shared-ip: external-192.0.2.4
              metallb.io/loadBalancerIPs: 192.0.2.4
        `,
      },
    },
    'a key of a ConfigMap that only its release names': {
      path: 'web.yaml',
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data:
          overrides: |
            service:
              externalIPs: [192.0.2.4]
      `,
      files: {
        'release.yaml': `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: {name: web}
          spec: {valuesFrom: [{kind: ConfigMap, name: web, valuesKey: overrides}]}
        `,
      },
      output: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data:
          overrides: |
            service:
              type: LoadBalancer
              annotations:
                metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'two files of values that may feed one release': {
      path: 'web/values.yaml',
      input: `
        service:
          externalIPs: [192.0.2.4]
      `,
      files: {
        'web/values-prod.yaml': 'service: {type: ClusterIP}\n',
        'web/values-dns.yaml': 'dns: {type: ClusterIP}\nservice: {port: 80}\n',
        'dns/values.yaml': 'service: {type: ClusterIP}\n',
      },
      output: `
        service:
          type: LoadBalancer
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      assumes: [
        'where `web/values-prod.yaml` feeds the same release, it leaves `type` and `annotations` of the Service as they are set here',
      ],
    },
    'two files that one release names': {
      path: 'config/web.yaml',
      input: `
        service:
          type: LoadBalancer
          externalIPs: [192.0.2.4]
      `,
      files: {
        'helmfile.yaml': 'releases: [{name: web, values: [config/web.yaml, prod/web.yaml]}, {name: dns, values: [config/dns.yaml]}]\n',
        'prod/web.yaml': 'service: {annotations: {example.com/name: web}}\n',
        'config/dns.yaml': 'service: {annotations: {example.com/name: dns}}\n',
      },
      output: `
        service:
          type: LoadBalancer
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      assumes: ['where `prod/web.yaml` feeds the same release, it leaves `annotations` of the Service as they are set here'],
    },
  },

  skips: {
    'a list that a helmfile sets': {
      path: 'helmfile.yaml',
      input: `
        releases:
          - name: web
            set:
              - name: service.externalIPs
                values: [192.0.2.4]
      `,
      reasons: ['`service.externalIPs` is set as a parameter: move it to the values first [SYNTAX]'],
    },
    'a template of values': {
      path: 'values.yaml.gotmpl',
      input: `
        replicas: {{ .Values.replicas }}
        service:
          externalIPs:
            - 192.0.2.4
      `,
      reasons: ['templates are read but not written: ask the load balancer for the address beside `service.externalIPs` by hand [SYNTAX]'],
    },
  },
});
