import rule from '../../rules/service-external-ips.ts';
import { dedent } from '../../src/core/dedent.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const taken = (title: string): string => `${title} takes addresses through the deprecated \`externalIPs\``;

/** A HelmRelease with some values. */
const release = (values: string): string =>
  [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata:',
    '  name: web',
    'spec:',
    '  values:',
    indented(values, 4),
  ].join('\n');

const indented = (text: string, by: number): string =>
  dedent(text)
    .trimEnd()
    .split('\n')
    .map(line => ' '.repeat(by) + line)
    .join('\n');

testRule(rule, {
  valid: {
    'addresses that Kafka advertises': release(`
      externalAccess:
        service:
          type: LoadBalancer
          externalIPs: [192.0.2.4]
    `),
    'addresses of a router': release(`
      service:
        managedRouter:
          externalIPs: [192.0.2.4]
    `),
    'a CIDR that is announced': release(`
      service:
        externalIPs: 192.0.2.0/24
      services:
        externalIPs: [192.0.2.4, "\${NETWORK}/24"]
      calico:
        bgp:
          externalIPs: [192.0.2.4]
    `),
    'a toggle': release(`
      service:
        externalIPs:
          enabled: true
    `),
    'empty defaults': release(`
      service:
        externalIPs: []
      guiService:
        externalIPs: {}
      udpService:
        externalIPs: ""
      tcpService:
        externalIPs:
      lastService:
        externalIPs: [null]
    `),
    'a key with no word of a Service around it': release(`
      externalIPs: [192.0.2.4]
      network:
        enabled: true
        port: 80
        externalIPs: [192.0.2.4]
    `),
    'a key that belongs to something of the Service': release(`
      serviceAccount:
        externalIPs: [192.0.2.4]
      service:
        pods:
          network:
            externalIPs: [192.0.2.4]
    `),
    'a type that no Service has': release(`
      network:
        type: bridge
        externalIPs: [192.0.2.4]
    `),
    'a list of more than addresses': release(`
      service:
        externalIPs:
          - ip: 192.0.2.4
    `),
    'the same map in a file that holds no values': `
      service:
        externalIPs: [192.0.2.4]
    `,
    'values that the test of a chart sets': {
      path: 'chart/tests/service_test.yaml',
      input: `
        suite: service
        tests:
          - set:
              service:
                externalIPs: [192.0.2.4]
      `,
    },
    'a schema of values': {
      path: 'chart/values.schema.json',
      input: '{"properties": {"service": {"properties": {"type": "object", "externalIPs": ["192.0.2.4"]}}}}\n',
    },
    'an object whose file has the name of values': {
      path: 'values.yaml',
      input: `
        apiVersion: example.com/v1
        kind: Thing
        service:
          externalIPs: [192.0.2.4]
      `,
    },
    'a HelmRelease of another API': `
      apiVersion: example.com/v1
      kind: HelmRelease
      metadata: {name: web}
      spec:
        values:
          service:
            externalIPs: [192.0.2.4]
    `,
    'the same words beside the values': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: web}
      spec:
        chart:
          service:
            externalIPs: [192.0.2.4]
    `,
    'values that are a string, a list, nothing': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: web}
      spec:
        values: externalIPs
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        values: [externalIPs]
      ---
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      spec:
        values: # externalIPs
    `,
    'a parameter of something else, or empty': `
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: web}
      spec:
        source:
          helm:
            parameters:
              - name: network.externalIPs[0]
                value: 192.0.2.4
              - name: service.externalIPs
                value: "{}"
              - name: service.externalIPs[0].name
                value: 192.0.2.4
              - name: service.externalIPs[0]
                value: 192.0.2.0/24
              - name: service.externalIPs[1]
    `,
    'a chart of another name than the table has': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: dns}
      spec:
        chart: {spec: {chart: bound}}
        values:
          externalIP: 192.0.2.4
    `,
  },

  invalid: {
    'the values of a HelmRelease': {
      input: release(`
        service:
          type: LoadBalancer
          «externalIPs»:
          - \${LB_WEB}
      `),
      messages: [taken('HelmRelease `web` (`service`)')],
      severity: 'warning',
    },
    'a HelmRelease of Flux 1, without a name': {
      input: `
        apiVersion: helm.fluxcd.io/v1
        kind: HelmRelease
        spec:
          values:
            service: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [taken('a HelmRelease (`service`)')],
    },
    'a patch of a HelmRelease': {
      input: `
        kind: HelmRelease
        metadata: {name: web}
        spec:
          values:
            service:
              «externalIPs»: [192.0.2.4]
      `,
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'every name of a Service': {
      input: release(`
        service:
          main:
            «externalIPs»: [192.0.2.4]
          spec:
            «externalIPs»: [192.0.2.4]
          additionalServices:
            - «externalIPs»: [192.0.2.4]
        serviceTCP:
          «externalIPs»: [192.0.2.4]
        guiService:
          «externalIPs»: [192.0.2.4]
        udp-service:
          «externalIPs»: [192.0.2.4]
        svc:
          «externalIPs»: [192.0.2.4]
        services:
          web:
            spec:
              «externalIPs»: [192.0.2.4]
        controller:
          service:
            internal:
              «externalIPs»: [192.0.2.4]
      `),
      messages: [
        'service.main',
        'service',
        'service.additionalServices[0]',
        'serviceTCP',
        'guiService',
        'udp-service',
        'svc',
        'services.web',
        'controller.service.internal',
      ].map(path => taken(`HelmRelease \`web\` (\`${path}\`)`)),
    },
    'neighbours that only a Service has': {
      input: release(`
        web:
          externalTrafficPolicy: Local
          «externalIPs»: [192.0.2.4]
        dns:
          type: ClusterIP
          «externalIPs»: [192.0.2.4]
      `),
      messages: [taken('HelmRelease `web` (`web`)'), taken('HelmRelease `web` (`dns`)')],
    },
    'a Service that is switched off here': {
      input: release(`
        service:
          enabled: false
          «externalIPs»: [192.0.2.4]
      `),
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'a placeholder or an address for the whole list': {
      input: release(`
        service:
          «externalIPs»: \${ADDRESSES}
        dnsService:
          «externalIPs»: 192.0.2.4
      `),
      messages: [taken('HelmRelease `web` (`service`)'), taken('HelmRelease `web` (`dnsService`)')],
    },
    'an anchor is reported once, where a Service takes it': {
      input: release(`
        common: &common
          «externalIPs»: [192.0.2.4]
        service: *common
        guiService: *common
      `),
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'a merge key': {
      input: release(`
        common: &common
          «externalIPs»: [192.0.2.4]
        service:
          <<: *common
          port: 80
      `),
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'an Application, with one source and with several': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            helm:
              valuesObject:
                service:
                  «externalIPs»: [192.0.2.4]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: dns}
        spec:
          sources:
            - path: base
            - helm:
                valuesObject:
                  service:
                    «externalIPs»: [192.0.2.5]
      `,
      messages: [taken('Application `web` (`service`)'), taken('Application `dns` (`service`)')],
    },
    'an ApplicationSet': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: ApplicationSet
        metadata: {name: web}
        spec:
          template:
            spec:
              source:
                helm:
                  valuesObject:
                    service:
                      «externalIPs»: [192.0.2.4]
      `,
      messages: [taken('ApplicationSet `web` (`service`)')],
    },
    'a string of values': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            helm:
              values: |
                service:
                  «externalIPs»:
                    - 192.0.2.4
        ---
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: {name: dns}
        spec:
          valuesContent: |-
            service:
              «externalIPs»: [192.0.2.5]
      `,
      messages: [taken('Application `web` (`service`)'), taken('HelmChart `dns` (`service`)')],
    },
    'values in a ConfigMap, which know no release': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web}
        data:
          values.yaml: |
            service:
              «externalIPs»: [192.0.2.4]
          notes.yaml: |
            service:
              externalIPs: [192.0.2.4]
      `,
      messages: [taken('values `service`')],
    },
    'parameters, those of one list together': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            helm:
              parameters:
                - «name»: service.externalIPs[0]
                  value: 192.0.2.4
                - name: service.externalIPs[1]
                  value: 192.0.2.5
                - «name»: dns\\.example.service.externalIPs
                  value: "{192.0.2.6,192.0.2.7}"
      `,
      messages: [taken('Application `web` (`service`)'), taken('Application `web` (`["dns.example"].service`)')],
    },
    'what k3s and Crossplane set': {
      input: `
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: {name: web}
        spec:
          set:
            «service.externalIPs[0]»: 192.0.2.4
        ---
        apiVersion: helm.crossplane.io/v1beta1
        kind: Release
        metadata: {name: dns}
        spec:
          forProvider:
            values:
              service:
                «externalIPs»: [192.0.2.5]
            set:
              - «name»: guiService.externalIPs[0]
                value: 192.0.2.6
      `,
      messages: [taken('HelmChart `web` (`service`)'), taken('Release `dns` (`service`)'), taken('Release `dns` (`guiService`)')],
    },
    'a Bundle of Fleet': {
      input: `
        apiVersion: fleet.cattle.io/v1alpha1
        kind: Bundle
        metadata: {name: web}
        spec:
          helm:
            values:
              service: {«externalIPs»: [192.0.2.4]}
          targets:
            - helm:
                values:
                  service: {«externalIPs»: [192.0.2.5]}
      `,
      messages: [taken('Bundle `web` (`service`)'), taken('Bundle `web` (`service`)')],
    },
    'a fleet.yaml': {
      path: 'web/fleet.yaml',
      input: `
        helm:
          releaseName: web
          values:
            service: {«externalIPs»: [192.0.2.4]}
        targetCustomizations:
          - helm:
              values:
                service: {«externalIPs»: [192.0.2.5]}
      `,
      messages: [taken('release `web` (`service`)'), taken('values `service`')],
    },
    'a chart of a kustomization': {
      path: 'web/kustomization.yaml',
      input: `
        helmCharts:
          - name: traefik
            releaseName: edge
            valuesInline:
              service: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [taken('release `edge` (`service`)')],
    },
    'the releases of a helmfile, whatever file of its folder they are in': {
      path: 'helmfile.d/10-web.yaml',
      input: `
        releases:
          - name: web
            chart: stable/web
            values:
              - web.yaml
              - service: {«externalIPs»: [192.0.2.4]}
            set:
              - «name»: guiService.externalIPs[0]
                value: 192.0.2.5
      `,
      messages: [taken('release `web` (`service`)'), taken('release `web` (`guiService`)')],
    },
    'a Package of Cozystack, and the key of its platform': {
      input: `
        apiVersion: cozystack.io/v1alpha1
        kind: Package
        metadata: {name: cozystack}
        spec:
          components:
            platform:
              values:
                publishing:
                  «externalIPs»: [192.0.2.4]
            web:
              values:
                publishing:
                  externalIPs: [192.0.2.4]
                service: {«externalIPs»: [192.0.2.4]}
      `,
      messages: [taken('Package `cozystack` (`publishing`)'), taken('Package `cozystack` (`service`)')],
    },
    'a key that the chart beside shows to reach a Service': {
      path: 'charts/vpn/values.yaml',
      input: `
        «externalIPs»: [192.0.2.4]
        «address»: 192.0.2.5
        network: {externalIPs: [192.0.2.6]}
      `,
      files: {
        'charts/vpn/templates/service.yaml': `
          apiVersion: v1
          kind: Service
          metadata: {name: vpn}
          spec:
            {{- with .Values.externalIPs }}
            externalIPs:
              {{- toYaml . | nindent 4 }}
            {{- end }}
            type: {{ .Values.type }}
          ---
          apiVersion: v1
          kind: Service
          metadata: {name: dns}
          spec:
            externalIPs:
              - {{ .Values.address }}
            type: {{ .Values.network.externalIPs }}
        `,
      },
      messages: [taken('a values file'), taken('a values file')],
    },
    'a HelmRelease of a chart in the repository': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: vpn}
        spec:
          chart: {spec: {chart: ./charts/vpn}}
          values:
            «externalIPs»: [192.0.2.4]
      `,
      files: {
        'charts/vpn/templates/service.yaml':
          'apiVersion: v1\nkind: Service\nspec:\n  externalIPs: {{ toYaml .Values.externalIPs | nindent 4 }}\n',
      },
      messages: [taken('HelmRelease `vpn`')],
    },
    'a file of values': {
      path: 'charts/web/values.yaml',
      input: `
        service:
          «externalIPs»:
            - 192.0.2.4
      `,
      messages: [taken('values `service`')],
    },
    'a file of values that says a kind': {
      path: 'web/prod.values.yml',
      input: `
        kind: DaemonSet
        service:
          «externalIPs»: [192.0.2.4]
      `,
      messages: [taken('values `service`')],
    },
    'a file in a folder of values': {
      path: 'clusters/home/values/web.yaml',
      input: `
        traefik:
          service:
            «externalIPs»: [192.0.2.4]
      `,
      messages: [taken('values `traefik.service`')],
    },
  },
});
