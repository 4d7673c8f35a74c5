import codemod from '../../codemods/external-ips-to-metallb.ts';
import { dedent } from '../../src/core/dedent.ts';
import { testCodemod } from './tester.ts';

const HEAD = `apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: web
      spec:
        values:`;

testCodemod(codemod, {
  rewrites: {
    'a new `annotations` stands where the addresses stood, with the placeholder as it was': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            externalIPs:
            - "\${LB_WEB}"
            externalTrafficPolicy: Local
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: "\${LB_WEB}"
            externalTrafficPolicy: Local
      `,
      assumes: [
        'the chart renders `annotations` of `service` into the Service',
        'each placeholder stands for one IP address of the family that its Service has; neither that nor its pool was checked: `${LB_WEB}`',
      ],
    },
    'comments above the first key go along, and empty defaults of a chart are none': {
      input: `
      ${HEAD}
          service:
            # the router forwards 80 and 443 here
            externalIPs:
              - 192.0.2.4
            loadBalancerClass: ""
            loadBalancerSourceRanges: []
      `,
      output: `
      ${HEAD}
          service:
            loadBalancerClass: ""
            loadBalancerSourceRanges: []
            type: LoadBalancer
            annotations:
              # the router forwards 80 and 443 here
              metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'a chart in the repository that takes its type and annotations in ways of its own': {
      path: 'charts/web/values.yaml',
      input: `
        service:
          externalIPs: [192.0.2.4]
      `,
      files: {
        'charts/web/templates/service.yaml': dedent(`
          apiVersion: v1
          kind: Service
          metadata: {{- include "web.metadata" . | nindent 2 }}
          spec:
            type: {{ include "web.kind" . }}
            externalIPs: {{- toYaml .Values.service.externalIPs | nindent 4 }}
            ports: [{port: 80}]
        `),
      },
      output: `
        service:
          type: LoadBalancer
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'a placeholder without quotes, in brackets': {
      input: `
      ${HEAD}
          service: {type: LoadBalancer, externalIPs: ["\${LB_WEB}"]}
      `,
      output: `
      ${HEAD}
          service: {type: LoadBalancer, annotations: {metallb.io/loadBalancerIPs: "\${LB_WEB}"}}
      `,
    },
    'a type that is not written is set, and that the chart renders it is said': {
      input: `
      ${HEAD}
          controller:
            service:
              externalIPs:
                - 192.0.2.4
              port: 80
      `,
      output: `
      ${HEAD}
          controller:
            service:
              type: LoadBalancer
              annotations:
                metallb.io/loadBalancerIPs: 192.0.2.4
              port: 80
      `,
      assumes: ['the chart renders `type` and `annotations` of `controller.service` into the Service'],
    },
    'another type is changed in place, and no node ports are spoken of': {
      input: `
      ${HEAD}
          service:
            externalIPs: [192.0.2.4]
            type: ClusterIP # for now
      `,
      output: `
      ${HEAD}
          service:
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
            type: LoadBalancer # for now
      `,
    },
    'a key that the values have is set': {
      input: `
      ${HEAD}
          service:
            type: ClusterIP
            allocateLoadBalancerNodePorts: true
            externalIPs: [192.0.2.4]
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'keys in order stay in order': {
      input: `
      ${HEAD}
          service:
            enabled: true
            externalIPs: [192.0.2.4]
            port: 80
      `,
      output: `
      ${HEAD}
          service:
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
            enabled: true
            port: 80
            type: LoadBalancer
      `,
    },
    'annotations that are there are added to': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            annotations:
              example.com/name: web
            externalIPs:
              - 192.0.2.4 # uplink
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            annotations:
              example.com/name: web
              metallb.io/loadBalancerIPs: 192.0.2.4 # uplink
      `,
    },
    'comments go along with the address': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            # of the office
            externalIPs:
              - 192.0.2.4 # uplink
            port: 80
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            port: 80
            annotations:
              # of the office
              metallb.io/loadBalancerIPs: 192.0.2.4 # uplink
      `,
    },
    'an empty `loadBalancerIP` stays empty: another values file may be laid over this one, and both at once are an error': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            loadBalancerIP: ""
            externalIPs:
              - \${LB_WEB}
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            loadBalancerIP: ""
            annotations:
              metallb.io/loadBalancerIPs: \${LB_WEB}
      `,
      assumes: ['the chart renders `annotations` of `service` into the Service'],
    },
    'type and annotations around a `spec`': {
      input: `
      ${HEAD}
          service:
            spec:
              externalIPs:
                - 192.0.2.4
              externalTrafficPolicy: Local
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
            spec:
              externalTrafficPolicy: Local
      `,
    },
    'a `serviceType` beside the map is the type, and `serviceAnnotations` the annotations': {
      input: `
      ${HEAD}
          serviceType: ClusterIP
          serviceAnnotations: {}
          service:
            externalIPs: [192.0.2.4]
            port: 53
      `,
      output: `
      ${HEAD}
          serviceType: LoadBalancer
          serviceAnnotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
          service:
            port: 53
      `,
    },
    'Services of one release share an address although their pods are not seen': {
      input: `
      ${HEAD}
          guiService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            externalIPs:
            - \${LB_WEB}
          stunService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            externalIPs:
            - \${LB_WEB}
      `,
      output: `
      ${HEAD}
          guiService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            annotations:
              metallb.io/allow-shared-ip: "external-\${LB_WEB}"
              metallb.io/loadBalancerIPs: \${LB_WEB}
          stunService:
            type: LoadBalancer
            externalTrafficPolicy: Local
            annotations:
              metallb.io/allow-shared-ip: "external-\${LB_WEB}"
              metallb.io/loadBalancerIPs: \${LB_WEB}
      `,
      assumes: [
        'the Services at `${LB_WEB}`, which have the traffic policy `Local`, select the same pods',
        'no two Services at one address listen on one port and protocol: `${LB_WEB}`',
      ],
    },
    'a values file': {
      path: 'values.yaml',
      input: `
        traefik:
          service:
            type: LoadBalancer
            externalIPs:
              - 192.0.2.4
      `,
      output: `
        traefik:
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
      `,
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
                  externalIPs:
                    - 192.0.2.4
      `,
      output: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            helm:
              values: |
                service:
                  type: LoadBalancer
                  annotations:
                    metallb.io/loadBalancerIPs: 192.0.2.4
      `,
    },
    'a base and its patch are one Service, and share nothing': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            port: {port: 80}
            externalIPs: [192.0.2.4]
      `,
      output: `
      ${HEAD}
          service:
            type: LoadBalancer
            port: {port: 80}
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      files: {
        'patch.yaml': `
      ${HEAD}
          service:
            port: {port: 80}
            externalIPs: [192.0.2.4]
        `,
      },
      outputs: {
        'patch.yaml': `
      ${HEAD}
          service:
            port: {port: 80}
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
        `,
      },
    },
  },

  skips: {
    'a placeholder for a whole list': {
      input: `
      ${HEAD}
          service:
            externalIPs: \${ADDRESSES}
      `,
      reasons: ['`${ADDRESSES}` stands for a whole list [NOT_LITERAL]'],
    },
    'a template': {
      input: `
      ${HEAD}
          service:
            externalIPs: ["{{ .Values.global.address }}"]
      `,
      reasons: ['`{{ .Values.global.address }}` is an expression: change the value that it takes [NOT_LITERAL]'],
    },
    'a type that is a placeholder': {
      input: `
      ${HEAD}
          service:
            type: \${TYPE}
            externalIPs: [192.0.2.4]
      `,
      reasons: ['the type of the Service is not known [TYPE_UNKNOWN]'],
    },
    'a class, which stays where the chart may make a LoadBalancer': {
      input: `
      ${HEAD}
          service:
            loadBalancerClass: example.com/class
            externalIPs: [192.0.2.4]
      `,
      reasons: ['`loadBalancerClass` is `example.com/class`, which cannot change on a LoadBalancer [CLASS_IMMUTABLE]'],
    },
    'a class and source ranges that wait for the Service to become a LoadBalancer': {
      input: `
      ${HEAD}
          web:
            service:
              type: ClusterIP
              loadBalancerClass: kube-vip.io/kube-vip-class
              externalIPs: [192.0.2.4]
          ssh:
            service:
              type: ClusterIP
              loadBalancerSourceRanges: [10.0.0.0/8]
              externalIPs: [192.0.2.5]
      `,
      reasons: [
        '`loadBalancerClass` is `kube-vip.io/kube-vip-class`, which decides who serves the Service once it is a LoadBalancer [CLASS_IMMUTABLE]',
        '`loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients outside of it would lose their way [SOURCE_RANGES_NARROW]',
      ],
    },
    'a chart in the repository that takes neither type nor annotations from its values': {
      path: 'charts/web/values.yaml',
      input: `
        service:
          type: ClusterIP
          externalIPs: [192.0.2.4]
      `,
      files: {
        'charts/web/templates/service.yaml': dedent(`
          apiVersion: v1
          kind: Service
          metadata:
            name: {{ .Release.Name }}
            labels: {{- include "web.labels" . | nindent 4 }}
          spec:
            type: ClusterIP
            externalIPs: {{- toYaml .Values.service.externalIPs | nindent 4 }}
            ports: [{port: 80}]
        `),
      },
      reasons: [
        'the template of the Service in charts/web/templates takes no `type` or `annotations` from the values: let it take them first [NO_LOAD_BALANCER]',
      ],
    },
    'a patch of a HelmRelease whose base has addresses as well: alone, it would bring those back': {
      path: 'prod/web.yaml',
      input: `
      ${HEAD}
          service:
            externalIPs: [192.0.2.4]
      `,
      files: {
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: web.yaml}]\n',
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': dedent(`
      ${HEAD}
          service:
            externalIPs: [192.0.2.5]
        `),
      },
      reasons: ['prod', 'base'].map(
        folder =>
          `\`service.externalIPs\` of the same HelmRelease is set in ${folder}/web.yaml as well, and kustomize lays one over the other: move both by hand [PATCHED]`,
      ),
    },
    'another address that is requested already': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            loadBalancerIP: 192.0.2.5
            externalIPs: [192.0.2.4]
      `,
      reasons: [
        'a Service gets one address of each family, and `192.0.2.5` and `192.0.2.4` are both IPv4: write a further Service by hand for each of the others [N_IPS_PER_FAMILY]',
      ],
    },
    'two families, where nothing says that there are two': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            externalIPs: [192.0.2.4, "2001:db8::4"]
      `,
      reasons: [
        'whether the Service is dual-stack is not known, and if it is not, only one of its addresses works today: remove the other, or set `ipFamilyPolicy` [HALF_DEAD]',
      ],
    },
    'the pods of two releases': {
      path: 'values.yaml',
      input: `
        service:
          externalTrafficPolicy: Local
          externalIPs: [192.0.2.4]
      `,
      files: { 'values-dns.yaml': '        service:\n          externalTrafficPolicy: Local\n          externalIPs: [192.0.2.4]\n' },
      reasons: Array.from(
        { length: 2 },
        () =>
          'Services that share the address differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address [SHARING_RULES]',
      ),
    },
    'one port of two Services of a release': {
      input: `
      ${HEAD}
          tcpService:
            port: {port: 53}
            externalIPs: [192.0.2.4]
          otherService:
            ports:
              dns: {port: 53, protocol: TCP}
            externalIPs: [192.0.2.4]
      `,
      reasons: ['otherService', 'tcpService'].map(
        other =>
          `\`192.0.2.4:53/TCP\` is claimed by HelmRelease \`web\` (\`${other}\`) (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]`,
      ),
    },
    'annotations that are no map': {
      input: `
      ${HEAD}
          service:
            type: LoadBalancer
            annotations: "{{ .Values.global }}"
            externalIPs: [192.0.2.4]
      `,
      reasons: ['`spec.values.service.annotations` is not a map [SYNTAX]'],
    },
    'a parameter': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: web}
        spec:
          source:
            helm:
              parameters:
                - name: service.externalIPs[0]
                  value: 192.0.2.4
      `,
      reasons: ['`service.externalIPs` is set as a parameter: move it to the values first [SYNTAX]'],
    },
    'a key that the chart takes nothing beside': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: dns}
        spec:
          chart: {spec: {chart: unbound}}
          values:
            externalIP: 192.0.2.4
      `,
      reasons: ["the chart takes `externalIP` without a Service's other fields: change the chart first [SYNTAX]"],
    },
    'what an anchor gives to two Services': {
      input: `
      ${HEAD}
          common: &common
            externalIPs: [192.0.2.4]
          service:
            <<: *common
            type: LoadBalancer
      `,
      reasons: [
        '`spec.values.service.externalIPs` comes from a merge key (`<<`), so a change there changes more than one place: write it out first [MERGE_KEY]',
      ],
    },
  },
});
