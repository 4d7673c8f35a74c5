import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

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
