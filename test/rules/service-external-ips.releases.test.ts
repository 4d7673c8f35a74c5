import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const taken = (title: string): string => `${title} takes addresses through the deprecated \`externalIPs\``;

testRule(rule, {
  valid: {
    'a task that removes a release': `
      - name: web
        kubernetes.core.helm:
          name: web
          state: absent
          values:
            service: {externalIPs: [192.0.2.4]}
    `,
    'the same words in another module': `
      - name: web
        ansible.builtin.set_fact:
          values:
            service: {externalIPs: [192.0.2.4]}
    `,
    'a chart of another API than that of k0s': `
      apiVersion: example.com/v1
      kind: ClusterConfig
      spec:
        extensions:
          helm:
            charts:
              - name: web
                values: |
                  service: {externalIPs: [192.0.2.4]}
    `,
    'values for the templates of a helmfile, which reach no chart by themselves': {
      path: 'helmfile.yaml',
      input: `
        environments:
          prod:
            values:
              - service: {externalIPs: [192.0.2.4]}
      `,
    },
    'a template of a chart that hands on what it is given': {
      path: 'charts/apps/templates/web.yaml',
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web}
        spec:
          values:
            service:
              externalIPs: {{ toYaml .Values.web.addresses | nindent 8 }}
      `,
    },
  },

  invalid: {
    'tasks of Ansible, in a play and in a block': {
      input: `
        - hosts: localhost
          tasks:
            - block:
                - kubernetes.core.helm:
                    name: web
                    chart_ref: example/web
                    values:
                      service: {«externalIPs»: [192.0.2.4]}
            - kubernetes.core.helm:
                release_name: dns
                release_values:
                  service: {«externalIPs»: ["{{ dns_address }}"]}
      `,
      messages: [taken('release `web` (`service`)'), taken('release `dns` (`service`)')],
    },
    'a task that takes the name of a chart with a key of its own': {
      input: `
        - kubernetes.core.helm:
            name: dns
            chart_ref: stable/unbound
            values:
              «externalIP»: 192.0.2.4
      `,
      messages: [taken('release `dns`')],
    },
    'charts of k0s, in its configuration and as objects': {
      input: `
        apiVersion: k0s.k0sproject.io/v1beta1
        kind: ClusterConfig
        metadata: {name: k0s}
        spec:
          extensions:
            helm:
              charts:
                - name: web
                  chartname: example/web
                  values: |
                    service:
                      «externalIPs»: [192.0.2.4]
        ---
        apiVersion: helm.k0sproject.io/v1beta1
        kind: Chart
        metadata: {name: dns}
        spec:
          releaseName: dns
          values: |
            service:
              «externalIPs»: [192.0.2.5]
      `,
      messages: [taken('release `web` (`service`)'), taken('release `dns` (`service`)')],
    },
    'charts of Sveltos': {
      input: `
        apiVersion: config.projectsveltos.io/v1beta1
        kind: ClusterProfile
        metadata: {name: edge}
        spec:
          helmCharts:
            - chartName: example/web
              releaseName: web
              values: |
                service:
                  «externalIPs»:
                    - 192.0.2.4
      `,
      messages: [taken('release `web` (`service`)')],
    },
    'a HelmOp of Fleet': {
      input: `
        apiVersion: fleet.cattle.io/v1alpha1
        kind: HelmOp
        metadata: {name: web}
        spec:
          helm:
            values:
              service: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [taken('HelmOp `web` (`service`)')],
    },
    'lists and strings that a helmfile sets': {
      path: 'helmfile.yaml.gotmpl',
      input: `
        releases:
          - name: web
            namespace: {{ .Environment.Name }}
            set:
              - «name»: service.externalIPs
                values:
                  - 192.0.2.4
                  - 192.0.2.5
            setString:
              - «name»: guiService.externalIPs[0]
                value: 192.0.2.6
      `,
      messages: [taken('release `web` (`service`)'), taken('release `web` (`guiService`)')],
    },
    'a template of values: addresses, and an expression, behind which no other values stand': {
      path: 'apps/web/values.yaml.gotmpl',
      input: `
        replicas: {{ .Values.replicas }}
        service:
          «externalIPs»:
            - 192.0.2.4
        dnsService:
          «externalIPs»:
            - {{ .Values.address }}
      `,
      messages: [taken('values `service`'), taken('values `dnsService`')],
    },
    'templates of releases in a helmfile': {
      path: 'helmfile.yaml',
      input: `
        templates:
          web:
            values:
              - service: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [taken('values `service`')],
    },
  },
});
