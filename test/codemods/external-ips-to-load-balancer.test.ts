import codemod from '../../codemods/external-ips-to-load-balancer.ts';
import { testCodemod } from './tester.ts';

const PREPARED =
  'it has its class already: once its addresses are in its status, `--stage finish` with `--cluster-status` takes `externalIPs` away [PREPARED]';

const CLASSLESS =
  'it is a LoadBalancer without a class, and none can be added to one: choose another target, or delete the Service and make it anew [CLASS_IMMUTABLE]';

const edge = `
  apiVersion: v1
  kind: Service
  metadata:
    name: edge
    namespace: ingress
  spec:
    externalTrafficPolicy: Local
    selector: {app: edge}
    ports: [{name: http, port: 80}, {name: https, port: 443}]
    externalIPs:
      - 198.51.100.11 # node-a
      - 198.51.100.12 # node-b
`;

const edgePrepared = `
  apiVersion: v1
  kind: Service
  metadata:
    name: edge
    namespace: ingress
  spec:
    type: LoadBalancer
    # no controller may serve this class: the IPs are written to .status by hand
    loadBalancerClass: non-existent-class
    allocateLoadBalancerNodePorts: false
    externalTrafficPolicy: Local
    selector: {app: edge}
    ports: [{name: http, port: 80}, {name: https, port: 443}]
    externalIPs:
      - 198.51.100.11 # node-a
      - 198.51.100.12 # node-b
`;

const EDGE_COMMAND =
  'kubectl patch service edge -n ingress --subresource=status --type=merge ' +
  `-p '{"status":{"loadBalancer":{"ingress":[{"ip":"198.51.100.11"},{"ip":"198.51.100.12"}]}}}'`;

const command = (name: string, namespace: string, ip: string): string =>
  `kubectl patch service ${name} -n ${namespace} --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":[{"ip":"${ip}"}]}}}'`;

/** A dump of a cluster in which a Service has addresses. */
const dump = (namespace: string, name: string, ...ips: readonly string[]): string =>
  JSON.stringify({
    kind: 'List',
    items: [
      {
        kind: 'Service',
        metadata: { namespace, name },
        spec: { type: 'LoadBalancer' },
        status: { loadBalancer: { ingress: ips.map(ip => ({ ip, ipMode: 'VIP' })) } },
      },
    ],
  });

/** A Service with one address, written in one line. */
const small = (metadata: string, rest = ''): string => `
  apiVersion: v1
  kind: Service
  metadata: ${metadata}
  spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]${rest}}
`;

const smallPrepared = (metadata: string): string => `
  apiVersion: v1
  kind: Service
  metadata: ${metadata}
  spec: {type: LoadBalancer, loadBalancerClass: non-existent-class, allocateLoadBalancerNodePorts: false, ports: [{port: 80}], externalIPs: [192.0.2.4]}
`;

testCodemod(codemod, {
  rewrites: {
    'addresses of nodes too get a class that nothing serves, beside externalIPs': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: edge,
      output: edgePrepared,
      assumes: ['nothing in the cluster serves Services of the class `non-existent-class`'],
      followUps: [EDGE_COMMAND],
      left: [PREPARED],
    },
    'all does no more than prepare, since no file holds a status': {
      input: edge,
      output: edgePrepared,
      followUps: [EDGE_COMMAND],
      left: [PREPARED],
    },
    'finish takes externalIPs away where the status has all of them': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('ingress', 'edge', '198.51.100.11', '198.51.100.12') },
      input: edgePrepared,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: edge
          namespace: ingress
        spec:
          type: LoadBalancer
          # no controller may serve this class: the IPs 198.51.100.11 and 198.51.100.12 are written to .status by hand
          loadBalancerClass: non-existent-class
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local
          selector: {app: edge}
          ports: [{name: http, port: 80}, {name: https, port: 443}]
          # 198.51.100.11: node-a
          # 198.51.100.12: node-b
      `,
      followUps: [],
    },
    'the class is that of the configuration, and a NodePort keeps its ports': {
      settings: { 'loadBalancer.class': 'example.com/by-hand' },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: NodePort
          ports: [{port: 80, nodePort: 30080}]
          externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: LoadBalancer
          # no controller may serve this class: the IPs are written to .status by hand
          loadBalancerClass: example.com/by-hand
          ports: [{port: 80, nodePort: 30080}]
          externalIPs: [192.0.2.4]
      `,
      followUps: [command('web', 'shop', '192.0.2.4')],
    },
    'Services share an address without a key, and each has a command': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b}
        spec: {ports: [{port: 22}], externalIPs: [192.0.2.4]}
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec: {type: LoadBalancer, loadBalancerClass: non-existent-class, allocateLoadBalancerNodePorts: false, ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b}
        spec: {type: LoadBalancer, loadBalancerClass: non-existent-class, allocateLoadBalancerNodePorts: false, ports: [{port: 22}], externalIPs: [192.0.2.4]}
      `,
      followUps: [command('web', 'a', '192.0.2.4'), command('git', 'b', '192.0.2.4')],
    },
    'an IPv6 address of a Service that does not say its family': {
      input: small('{name: web, namespace: shop}').replace('192.0.2.4', '"2001:db8::4"'),
      output: smallPrepared('{name: web, namespace: shop}').replace('192.0.2.4', '"2001:db8::4"'),
      assumes: ['a Service that does not say its family gets IPv6 in this cluster, which it needs for `2001:db8::4`'],
      followUps: [command('web', 'shop', '2001:db8::4')],
    },
    'a namespace that no file tells is to be filled in': {
      path: 'apps/web.yaml',
      input: small('{name: web}'),
      output: smallPrepared('{name: web}'),
      followUps: [`# Service \`web\` (apps/web.yaml), fill in NAMESPACE: ${command('web', 'NAMESPACE', '192.0.2.4')}`],
    },
    'the namespace is that of the kustomization above': {
      path: 'apps/web.yaml',
      files: {
        'apps/kustomization.yaml': 'resources: [web.yaml]\n',
        'clusters/prod/kustomization.yaml': 'namespace: shop\nresources: [../../apps]\n',
      },
      input: small('{name: web, namespace: default}'),
      output: smallPrepared('{name: web, namespace: default}'),
      followUps: [command('web', 'shop', '192.0.2.4')],
    },
    'the namespace is that of the Kustomization of Flux': {
      path: 'apps/web.yaml',
      files: {
        'clusters/prod/apps.yaml': `
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          metadata: {name: apps, namespace: flux-system}
          spec: {path: ./apps, targetNamespace: shop}
        `,
        'apps/kustomization.yaml': 'resources: [web.yaml]\n',
      },
      input: small('{name: web}'),
      output: smallPrepared('{name: web}'),
      followUps: [command('web', 'shop', '192.0.2.4')],
    },
    'a name that a kustomization changes, and a namespace for each cluster, are to be filled in': {
      path: 'apps/web.yaml',
      files: {
        'apps/kustomization.yaml': 'resources: [web.yaml]\n',
        'clusters/prod/kustomization.yaml': 'namespace: shop\nnamePrefix: a-\nresources: [../../apps]\n',
        'clusters/test/kustomization.yaml': 'namespace: shop-test\nresources: [../../apps]\n',
      },
      input: small('{name: web}'),
      output: smallPrepared('{name: web}'),
      followUps: [`# Service \`web\` (apps/web.yaml), fill in NAME and NAMESPACE: ${command('NAME', 'NAMESPACE', '192.0.2.4')}`],
    },
    'nothing of a hostile name reaches the shell': {
      path: 'web.yaml',
      input: small(`{name: "x'; rm -rf $HOME\\nreboot #", namespace: "\${NS}"}`),
      output: smallPrepared(`{name: "x'; rm -rf $HOME\\nreboot #", namespace: "\${NS}"}`),
      followUps: [
        `# Service \`x'; rm -rf $HOME reboot #\` (web.yaml), fill in NAME and NAMESPACE: ${command('NAME', 'NAMESPACE', '192.0.2.4')}`,
      ],
    },
    'an address that is filled in later is one to fill in': {
      path: 'web.yaml',
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          externalIPs: ["\${IP}"]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: LoadBalancer
          # no controller may serve this class: the IPs are written to .status by hand
          loadBalancerClass: non-existent-class
          allocateLoadBalancerNodePorts: false
          externalIPs: ["\${IP}"]
      `,
      followUps: [`# Service \`web\` (web.yaml), fill in \${IP}: ${command('web', 'shop', '${IP}')}`],
    },
    'a patch of a Service whose type is known from its base': {
      path: 'prod/patch.yaml',
      files: {
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml': `
          apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec: {ports: [{port: 80}]}
        `,
        'prod/kustomization.yaml': 'namespace: shop\nresources: [../base]\npatches: [{path: patch.yaml}]\n',
      },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs:
            - 192.0.2.4
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          type: LoadBalancer
          # no controller may serve this class: the IPs are written to .status by hand
          loadBalancerClass: non-existent-class
          allocateLoadBalancerNodePorts: false
          externalIPs:
            - 192.0.2.4
      `,
      followUps: [command('web', 'shop', '192.0.2.4')],
    },
    'values of a chart whose template takes the class': {
      path: 'web/values.yaml',
      files: {
        'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
        'web/templates/service.yaml': `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            type: {{ .Values.service.type }}
            {{- with .Values.service.loadBalancerClass }}
            loadBalancerClass: {{ . }}
            {{- end }}
            externalIPs: {{ toYaml .Values.service.externalIPs | nindent 4 }}
        `,
      },
      input: `
        service:
          type: ClusterIP
          externalIPs: [192.0.2.4]
      `,
      output: `
        service:
          type: LoadBalancer
          loadBalancerClass: non-existent-class
          externalIPs: [192.0.2.4]
      `,
      assumes: ['the chart renders `type` of `service` into the Service'],
    },
    'values that have the class already take the type': {
      path: 'values.yaml',
      input: `
        controller:
          service:
            type: ClusterIP
            loadBalancerClass: non-existent-class
            externalIPs: [192.0.2.4]
      `,
      output: `
        controller:
          service:
            type: LoadBalancer
            loadBalancerClass: non-existent-class
            externalIPs: [192.0.2.4]
      `,
      followUps: [
        `# values \`controller.service\` (values.yaml), fill in NAME and NAMESPACE: ${command('NAME', 'NAMESPACE', '192.0.2.4')}`,
      ],
    },
    'k3s whose ServiceLB is switched off': {
      path: 'apps/web.yaml',
      files: {
        'charts/web.yaml': `
          apiVersion: helm.cattle.io/v1
          kind: HelmChart
          metadata: {name: web, namespace: kube-system}
          spec: {chart: web}
        `,
        'hosts/vars.yml': 'extra_server_args: "--flannel-backend none --disable traefik,servicelb"\n',
      },
      input: small('{name: web, namespace: shop}'),
      output: smallPrepared('{name: web, namespace: shop}'),
    },
    'RKE2 has no ServiceLB unless it is asked to': {
      path: 'apps/web.yaml',
      files: {
        'rke2/nginx.yaml': `
          apiVersion: helm.cattle.io/v1
          kind: HelmChartConfig
          metadata: {name: rke2-ingress-nginx, namespace: kube-system}
          spec: {valuesContent: ""}
        `,
      },
      input: small('{name: web, namespace: shop}'),
      output: smallPrepared('{name: web, namespace: shop}'),
    },
  },
  skips: {
    'a Service that has its class already': { input: edgePrepared, reasons: [PREPARED] },
    'finish before prepare': {
      settings: { 'externalIPs.stage': 'finish' },
      input: edge,
      reasons: [
        'it is no LoadBalancer of a class that nothing serves yet: `--stage prepare` makes it one, and keeps `externalIPs` meanwhile [NOT_PREPARED]',
      ],
    },
    'finish without a dump of the cluster': {
      settings: { 'externalIPs.stage': 'finish' },
      input: edgePrepared,
      reasons: [
        'the addresses are in the status of the Service, which no file shows: give `--cluster-status` what `kubectl get services -A -o json` prints [STATUS_UNKNOWN]',
      ],
    },
    'finish where one of two addresses is missing in the status': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': dump('ingress', 'edge', '198.51.100.11') },
      input: edgePrepared,
      reasons: [
        '`198.51.100.12` is not in the status of the Service, as `--cluster-status` shows it: run the command of the runbook first [STATUS_UNKNOWN]',
      ],
    },
    'a LoadBalancer without a class': { input: small('{name: web}', ', type: LoadBalancer'), reasons: [CLASSLESS] },
    'a LoadBalancer with another class': {
      input: small('{name: web}', ', type: LoadBalancer, loadBalancerClass: example.com/lb'),
      reasons: [
        'its class is `example.com/lb`, which cannot change: name that in `loadBalancer.class` if nothing serves it [CLASS_IMMUTABLE]',
      ],
    },
    'source ranges, which do not hold for externalIPs': {
      input: small('{name: web}', ', loadBalancerSourceRanges: [198.51.100.0/24]'),
      reasons: [
        '`loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients outside of it would lose their way [SOURCE_RANGES_NARROW]',
      ],
    },
    'two Services at one port': {
      path: 'a.yaml',
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
      `,
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `git` (a.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
        '`192.0.2.4:80/TCP` is claimed by Service `web` (a.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
    'values whose type the chart decides': {
      path: 'values.yaml',
      input: `
        controller:
          service:
            externalIPs: [192.0.2.4]
      `,
      reasons: [
        'whether the chart makes a LoadBalancer of it already is not known, and to one no class can be added: write its `type` beside `externalIPs` [TYPE_UNKNOWN]',
      ],
    },
    'values of a chart that is not known to take the class': {
      path: 'values.yaml',
      input: `
        controller:
          service:
            type: ClusterIP
            externalIPs: [192.0.2.4]
      `,
      reasons: [
        'no chart in the repository shows that it takes `controller.service.loadBalancerClass`: if yours does, write `loadBalancerClass: non-existent-class` there and run this again [NO_LOAD_BALANCER]',
      ],
    },
    'an operator that knows no class': {
      input: `
        apiVersion: install.istio.io/v1alpha1
        kind: IstioOperator
        metadata: {name: istio}
        spec:
          components:
            ingressGateways:
              - name: edge
                k8s:
                  service:
                    type: ClusterIP
                    externalIPs: [192.0.2.4]
      `,
      reasons: ['the operator behind it has no `loadBalancerClass` for the Service [NO_LOAD_BALANCER]'],
    },
    'k3s, whose ServiceLB overwrites every status': {
      path: 'apps/web.yaml',
      files: {
        'charts/traefik.yaml': `
          apiVersion: helm.cattle.io/v1
          kind: HelmChartConfig
          metadata: {name: traefik, namespace: kube-system}
          spec: {valuesContent: ""}
        `,
      },
      input: small('{name: web, namespace: shop}'),
      reasons: [
        'ServiceLB of k3s (charts/traefik.yaml) overwrites the status of every LoadBalancer, whatever its class: switch it off with `--disable servicelb` first, where a file of this repository shows it [SERVICE_LB]',
      ],
    },
  },
});
