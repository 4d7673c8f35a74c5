import type { CodemodCases, RewriteCase, SkipCase } from '../../src/testing/test-codemod.ts';

const CILIUM = { 'gateway.class': 'cilium', 'gateway.implementation': 'cilium', 'gateway.bundle': '1.6', 'nodes.addresses': '' } as const;

/** A Service with some members of its `spec`, in brackets. */
const service = (spec: string, metadata = 'name: web, namespace: shop'): string => `
  apiVersion: v1
  kind: Service
  metadata: {${metadata}}
  spec: {${spec}}
`;

const WEB = service('ports: [{port: 80}], externalIPs: [192.0.2.4]');

/** A case that is left alone, whatever else is set. */
const skip = (input: string, reason: string, settings: Readonly<Record<string, string>> = {}): SkipCase => ({
  settings: { ...CILIUM, ...settings },
  input,
  reasons: [reason],
});

const CLASS_EDGE = (controller: string): string => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: GatewayClass
  metadata: {name: edge}
  spec: {controllerName: ${controller}}
`;

/** The Gateway of Service `web` in namespace `shop` at 192.0.2.4, listening for HTTP. */
const WEB_GATEWAY = `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        name: web-external
        namespace: shop
      spec:
        gatewayClassName: cilium
        addresses:
          - type: IPAddress
            value: 192.0.2.4
        listeners:
          - name: http-80
            protocol: HTTP
            port: 80`;

const WEB_ROUTE = `
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: web-http-80
        namespace: shop
      spec:
        parentRefs:
          - name: web-external
            sectionName: http-80
        rules:
          - backendRefs:
              - name: web
                port: 80`;

const PREPARED =
  'a Gateway of the repository serves it at its addresses already: once that is programmed in the cluster, `--stage finish` takes `externalIPs` away [PREPARED]';

const NOT_PREPARED =
  'no Gateway of the repository serves all its ports at its addresses yet: `--stage prepare` makes one, and keeps `externalIPs` meanwhile [NOT_PREPARED]';

/** One port of a Service, and the listener and route that it gets. */
function portCase(port: string, listener: string, route: string, settings: Readonly<Record<string, string>> = {}): RewriteCase {
  const protocol = listener.startsWith('tcp') ? 'TCP' : listener.startsWith('udp') ? 'UDP' : 'HTTP';
  const number = listener.split('-')[1]!;
  return {
    settings: { ...CILIUM, ...settings },
    input: service(`ports: [${port}], externalIPs: [192.0.2.4]`),
    output: `${service(`ports: [${port}]`).trimEnd()}
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata:
    name: web-external
    namespace: shop
  spec:
    gatewayClassName: cilium
    addresses:
      - type: IPAddress
        value: 192.0.2.4
    listeners:
      - name: ${listener}
        protocol: ${protocol}
        port: ${number}${
          protocol === 'HTTP'
            ? ''
            : `
        allowedRoutes:
          kinds:
            - kind: ${route}`
        }
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: ${route}
  metadata:
    name: web-${listener}
    namespace: shop
  spec:
    parentRefs:
      - name: web-external
        sectionName: ${listener}
    rules:
      - backendRefs:
          - name: web
            port: ${number}
`,
  };
}

/** Told apart from the test so that what comes out of them can be asked for more. */
export const gatewayCases: CodemodCases = {
  rewrites: {
    'a Service with TCP and UDP on one port gets a listener and a route for each': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: dns
          namespace: infra
        spec:
          selector: {app: dns}
          ports:
            - {name: dns-udp, protocol: UDP, port: 53, targetPort: 5353}
            - {name: dns-tcp, protocol: TCP, port: 53, targetPort: 5353}
          externalIPs:
            - 192.0.2.53 # anycast
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: dns
          namespace: infra
        spec:
          selector: {app: dns}
          ports:
            - {name: dns-udp, protocol: UDP, port: 53, targetPort: 5353}
            - {name: dns-tcp, protocol: TCP, port: 53, targetPort: 5353}
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata:
          name: dns-external
          namespace: infra
        spec:
          gatewayClassName: cilium
          addresses:
            - type: IPAddress
              value: 192.0.2.53 # anycast
          listeners:
            - name: udp-53
              protocol: UDP
              port: 53
              allowedRoutes:
                kinds:
                  - kind: UDPRoute
            - name: tcp-53
              protocol: TCP
              port: 53
              allowedRoutes:
                kinds:
                  - kind: TCPRoute
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: UDPRoute
        metadata:
          name: dns-udp-53
          namespace: infra
        spec:
          parentRefs:
            - name: dns-external
              sectionName: udp-53
          rules:
            - backendRefs:
                - name: dns
                  port: 53
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: TCPRoute
        metadata:
          name: dns-tcp-53
          namespace: infra
        spec:
          parentRefs:
            - name: dns-external
              sectionName: tcp-53
          rules:
            - backendRefs:
                - name: dns
                  port: 53
      `,
      assumes: [
        'the GatewayClass `cilium` is in the cluster, and Cilium serves it',
        'Cilium 1.20 or later runs in the cluster: an older one leaves the Gateway without its addresses or routes',
        'the Gateway API 1.6 or later is installed in the cluster',
        'who announces `192.0.2.53` today must stop when the Gateway takes over; in between there is no answer',
        'the Gateway listens on TCP and on UDP at once for `dns`, which is left to implementations',
      ],
    },
    'a port of HTTP gets an HTTPRoute, the address keeps its quotes, and the traffic policy of a ClusterIP goes': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: my-example-service
        spec:
          type: ClusterIP
          externalTrafficPolicy: Cluster
          selector:
            app.kubernetes.io/name: my-example-app
          ports:
            - protocol: TCP
              appProtocol: http
              port: 80
              targetPort: 8080
          externalIPs:
            - "192.0.2.4"
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: my-example-service
        spec:
          type: ClusterIP
          selector:
            app.kubernetes.io/name: my-example-app
          ports:
            - protocol: TCP
              appProtocol: http
              port: 80
              targetPort: 8080
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata:
          name: my-example-service-external
        spec:
          gatewayClassName: cilium
          addresses:
            - type: IPAddress
              value: "192.0.2.4"
          listeners:
            - name: http-80
              protocol: HTTP
              port: 80
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata:
          name: my-example-service-http-80
        spec:
          parentRefs:
            - name: my-example-service-external
              sectionName: http-80
          rules:
            - backendRefs:
                - name: my-example-service
                  port: 80
      `,
      assumes: ['clients speak HTTP without TLS at `my-example-service:80`: the Gateway passes on nothing else there'],
    },

    'a port of gRPC': portCase('{port: 50051, appProtocol: grpc}', 'grpc-50051', 'GRPCRoute'),
    'a port of HTTP/2 without TLS': portCase('{port: 8080, appProtocol: kubernetes.io/h2c}', 'http-8080', 'HTTPRoute'),
    'a port of WebSocket': portCase('{port: 8080, appProtocol: kubernetes.io/ws}', 'http-8080', 'HTTPRoute'),
    'a port that is named after HTTP': portCase('{port: 8080, name: http-alt}', 'http-8080', 'HTTPRoute'),
    'port 80 without a name': portCase('{port: 80}', 'http-80', 'HTTPRoute'),
    'a port of TLS goes on as it is': portCase('{port: 443, name: https}', 'tcp-443', 'TCPRoute'),
    'a port of TLS, whatever its number': portCase('{port: 80, name: https}', 'tcp-80', 'TCPRoute'),
    'what a port says of its protocol counts before its name': portCase(
      '{port: 80, name: http, appProtocol: kubernetes.io/wss}',
      'tcp-80',
      'TCPRoute',
    ),
    'any other port of TCP': portCase('{port: 5432, name: postgres}', 'tcp-5432', 'TCPRoute'),
    'a port of UDP': portCase('{port: 443, name: http3, protocol: UDP}', 'udp-443', 'UDPRoute'),
    'where it is asked for, HTTP goes on as TCP': portCase('{port: 80, appProtocol: http}', 'tcp-80', 'TCPRoute', {
      'gateway.routes': 'l4',
    }),
    'routes of HTTP need no release of the Gateway API in particular': portCase('{port: 80}', 'http-80', 'HTTPRoute', {
      'gateway.bundle': '1.0',
    }),

    'both families of a dual-stack Service, one in its quotes': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          ipFamilyPolicy: RequireDualStack
          ports: [{port: 80}]
          externalIPs: [192.0.2.4, '2001:db8::4']
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          ipFamilyPolicy: RequireDualStack
          ports: [{port: 80}]
        ---${WEB_GATEWAY.replace('value: 192.0.2.4', "value: 192.0.2.4\n          - type: IPAddress\n            value: '2001:db8::4'").replaceAll('\n', '\n  ')}
        ---${WEB_ROUTE.replaceAll('\n', '\n  ')}
      `,
    },
    'a placeholder is carried over with its quotes, and what cannot be checked is said': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          ports: [{port: 80}]
          externalIPs:
            - "\${WEB_VIP}"
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          ports: [{port: 80}]
        ---${WEB_GATEWAY.replace('192.0.2.4', '"${WEB_VIP}"').replaceAll('\n', '\n  ')}
        ---${WEB_ROUTE.replaceAll('\n', '\n  ')}
      `,
      assumes: ['`${WEB_VIP}` stands for one IP address; whether it is one of a node, or another Gateway has it, was not checked'],
    },
    'Services of one namespace at one address stand behind one Gateway, each with its routes beside it': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
      `,
      files: { 'git.yaml': service('ports: [{port: 22}], externalIPs: [192.0.2.4]', 'name: git, namespace: shop') },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{port: 80}]}
        ---${WEB_ROUTE.replaceAll('\n', '\n  ').replaceAll('web-external', 'git-external')}
      `,
      outputs: {
        'git.yaml': `
          apiVersion: v1
          kind: Service
          metadata: {name: git, namespace: shop}
          spec: {ports: [{port: 22}]}
          ---
          apiVersion: gateway.networking.k8s.io/v1
          kind: Gateway
          metadata:
            name: git-external
            namespace: shop
          spec:
            gatewayClassName: cilium
            addresses:
              - type: IPAddress
                value: 192.0.2.4
            listeners:
              - name: tcp-22
                protocol: TCP
                port: 22
                allowedRoutes:
                  kinds:
                    - kind: TCPRoute
              - name: http-80
                protocol: HTTP
                port: 80
          ---
          apiVersion: gateway.networking.k8s.io/v1
          kind: TCPRoute
          metadata:
            name: git-tcp-22
            namespace: shop
          spec:
            parentRefs:
              - name: git-external
                sectionName: tcp-22
            rules:
              - backendRefs:
                  - name: git
                    port: 22
        `,
      },
    },
    'a LoadBalancer and a NodePort keep their type and traffic policy': {
      settings: CILIUM,
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {type: NodePort, externalTrafficPolicy: Cluster, ports: [{port: 80, nodePort: 30080}], externalIPs: [192.0.2.4]}
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {type: NodePort, externalTrafficPolicy: Cluster, ports: [{port: 80, nodePort: 30080}]}
        ---${WEB_GATEWAY.replaceAll('\n', '\n  ')}
        ---${WEB_ROUTE.replaceAll('\n', '\n  ')}
      `,
    },
    'the loss of client addresses is accepted: what is not valid without externalIPs goes too': {
      settings: { ...CILIUM, 'gateway.acceptClientIPLoss': true },
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          externalTrafficPolicy: Local # for the logs
          healthCheckNodePort: 31000
          sessionAffinity: ClientIP
          ports: [{port: 80}]
          externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          # for the logs
          sessionAffinity: ClientIP
          ports: [{port: 80}]
        ---${WEB_GATEWAY.replaceAll('\n', '\n  ')}
        ---${WEB_ROUTE.replaceAll('\n', '\n  ')}
      `,
    },
    'of JSON, Gateway and routes are a file of their own, listed after it with comments kept': {
      settings: CILIUM,
      path: 'web/service.json',
      input: `
        {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {"name": "web", "namespace": "shop"},
          "spec": {
            "ports": [{"port": 80}],
            "externalIPs": ["192.0.2.4"]
          }
        }
      `,
      files: {
        'web/kustomization.yaml': `
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources:
            - service.json # the Service
            # the rest
            - deployment.yaml
        `,
      },
      output: `
        {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {"name": "web", "namespace": "shop"},
          "spec": {
            "ports": [{"port": 80}]
          }
        }
      `,
      outputs: {
        'web/kustomization.yaml': `
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources:
            - service.json # the Service
            - web-gateway.yaml
            # the rest
            - deployment.yaml
        `,
        'web/web-gateway.yaml': `${WEB_GATEWAY.replace('192.0.2.4', '"192.0.2.4"')}\n      ---${WEB_ROUTE}\n`,
      },
    },
    'beside a patch, in the kustomization that names it, and in the namespace of the base': {
      settings: CILIUM,
      path: 'prod/web.yaml',
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs:
            - 192.0.2.4
      `,
      files: {
        'base/kustomization.yaml': `
          resources: [web.yaml]
        `,
        'base/web.yaml': service('ports: [{port: 80}]'),
        'prod/kustomization.yaml': `
          resources:
            - ../base
          patches:
            - path: web.yaml
        `,
      },
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec: {}
      `,
      outputs: {
        'prod/kustomization.yaml': `
          resources:
            - ../base
            - web-gateway.yaml
          patches:
            - path: web.yaml
        `,
        'prod/web-gateway.yaml': `${WEB_GATEWAY}\n      ---${WEB_ROUTE}\n`,
      },
    },
    'the only GatewayClass of the repository is taken, and what it says of itself': {
      input: service('ports: [{port: 443}], externalIPs: [192.0.2.4]'),
      files: {
        'class.yaml': CLASS_EDGE('io.cilium/gateway-controller'),
        'cilium.yaml': `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: {name: cilium}
          spec: {chart: {spec: {chart: cilium, version: 1.20.1}}}
        `,
        'crds/kustomization.yaml': `
          resources:
            - https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml
        `,
      },
      output: portCase('{port: 443}', 'tcp-443', 'TCPRoute').output.replace('gatewayClassName: cilium', 'gatewayClassName: edge'),
      assumes: ['no node owns `192.0.2.4`: the Gateway would take it away from that node'],
    },
    'a NetworkPolicy in front of the pods is an assumption': {
      settings: CILIUM,
      input: service('selector: {app: web}, ports: [{port: 80}], externalIPs: [192.0.2.4]'),
      files: {
        'policy.yaml': `
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: office-only, namespace: shop}
          spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]}
        `,
      },
      output: portCase('{port: 80}', 'http-80', 'HTTPRoute').output.replace('spec: {ports', 'spec: {selector: {app: web}, ports'),
      assumes: ['the NetworkPolicy `office-only` lets the gateway reach the pods, which do not see the address of the client any more'],
    },

    'prepare adds Gateway and routes, and keeps externalIPs': {
      settings: { ...CILIUM, 'externalIPs.stage': 'prepare' },
      input: WEB,
      output: portCase('{port: 80}', 'http-80', 'HTTPRoute').output.replace(
        '{ports: [{port: 80}]}',
        '{ports: [{port: 80}], externalIPs: [192.0.2.4]}',
      ),
      assumes: [
        'two own `192.0.2.4` until `--stage finish`: kube-proxy answers for it on every node, so the Gateway gets its traffic only then',
      ],
      left: [PREPARED],
    },
    'finish takes externalIPs away where Gateway and routes are in place, wherever in the repository': {
      settings: { 'externalIPs.stage': 'finish' },
      input: service('externalTrafficPolicy: Cluster, ports: [{port: 80}], externalIPs: [192.0.2.4]'),
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE },
      output: service('ports: [{port: 80}]'),
      assumes: ['the Gateway is programmed in the cluster and answers at `192.0.2.4`: without `externalIPs` nothing else does'],
    },
    'the Gateway of a copy for another cluster is not its own': {
      settings: CILIUM,
      path: 'staging/web.yaml',
      input: WEB,
      files: {
        'prod/web.yaml': service('ports: [{port: 80}]'),
        'prod/gateway.yaml': WEB_GATEWAY,
        'prod/route.yaml': WEB_ROUTE,
      },
      output: portCase('{port: 80}', 'http-80', 'HTTPRoute').output,
    },
    'all does what is left to do: a route is missing': {
      settings: CILIUM,
      input: WEB,
      files: { 'gateway.yaml': WEB_GATEWAY },
      output: `${service('ports: [{port: 80}]').trimEnd()}\n  ---${WEB_ROUTE.replaceAll('\n    ', '\n')}\n`,
    },
  },

  skips: {
    'no class is named, and there is none': {
      input: WEB,
      reasons: ['no GatewayClass is in the repository: name that of the cluster with `--gateway-class` [NO_CLASS]'],
    },
    'no class is named, and there are two': {
      input: WEB,
      files: {
        'edge.yaml': CLASS_EDGE('io.cilium/gateway-controller'),
        'inner.yaml': CLASS_EDGE('io.cilium/gateway-controller').replace('edge', 'inner'),
      },
      reasons: ['the repository has several GatewayClasses, `edge`, `inner`: choose one with `--gateway-class` [NO_CLASS]'],
    },
    'nothing shows what serves the class: its name alone does not': {
      settings: { 'gateway.class': 'cilium' },
      input: WEB,
      reasons: [
        'no file shows what serves the GatewayClass `cilium`, and not all give a Gateway the addresses it asks for: say it with `--set gateway.implementation=` [IMPLEMENTATION_UNKNOWN]',
      ],
    },
    'what serves the class is not known': {
      input: WEB,
      files: { 'class.yaml': CLASS_EDGE('example.com/gateways') },
      reasons: [
        'whether `example.com/gateways`, which serves the GatewayClass `edge`, gives a Gateway the addresses it asks for is not known: choose another class, or a load balancer [IMPLEMENTATION_UNKNOWN]',
      ],
    },
    'Envoy Gateway, by its class': {
      input: WEB,
      files: { 'class.yaml': CLASS_EDGE('gateway.envoyproxy.io/gatewayclass-controller') },
      reasons: [
        'Envoy Gateway writes the addresses of a Gateway into `externalIPs` of its own Service: give that one the address with `envoyService` of an EnvoyProxy, or choose a load balancer [EG_EXTERNALIPS]',
      ],
    },
    'NGINX Gateway Fabric, by the chart that makes the class': {
      settings: { 'gateway.class': 'nginx' },
      input: WEB,
      files: {
        'application.yaml': `
          apiVersion: argoproj.io/v1alpha1
          kind: Application
          metadata: {name: gateway}
          spec: {source: {repoURL: ghcr.io/nginx/charts, chart: nginx-gateway-fabric, targetRevision: 2.7.0}}
        `,
      },
      reasons: [
        'NGINX Gateway Fabric writes the addresses of a Gateway into `externalIPs` of its own Service, in all releases but 2.7.0, which breaks load balancers: choose another class, or a load balancer [NGF_EXTERNALIPS]',
      ],
    },
    'Istio takes one address': skip(
      service('ipFamilyPolicy: RequireDualStack, ports: [{port: 80}], externalIPs: [192.0.2.4, "2001:db8::4"]'),
      'Istio makes no gateway at all for a Gateway with more than one address: give the Service one address, or one Service for each [ISTIO_MULTI_ADDR]',
      { 'gateway.implementation': 'istio' },
    ),
    'Traefik gives a Gateway no addresses': skip(
      WEB,
      'Traefik does not give a Gateway the addresses it asks for: its own Service must have them, so move that one to a load balancer [ADDR_UNSUPPORTED]',
      { 'gateway.implementation': 'traefik' },
    ),
    'an installed release gives a Gateway no addresses yet': {
      settings: { 'gateway.class': 'kgateway' },
      input: WEB,
      files: {
        'release.yaml': `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: {name: kgateway}
          spec: {chart: {spec: {chart: kgateway, version: v2.2.1}}}
        `,
      },
      reasons: [
        'kgateway gives a Gateway the addresses it asks for from 2.3 on, and v2.2.1 is installed: upgrade it first [ADDR_UNSUPPORTED]',
      ],
    },

    'a route of TCP, and nothing shows the release of the Gateway API': {
      settings: { 'gateway.class': 'cilium', 'gateway.implementation': 'cilium' },
      input: service('ports: [{port: 443}], externalIPs: [192.0.2.4]'),
      reasons: [
        'port 443 needs a TCPRoute, which the Gateway API has from 1.6 on, and no file shows which release is installed: say it with `--set gateway.bundle=1.6` [NO_L4_ROUTE]',
      ],
    },
    'a route of UDP, and an older Gateway API': skip(
      service('ports: [{port: 53, protocol: UDP}], externalIPs: [192.0.2.4]'),
      'port 53 needs a UDPRoute, which the Gateway API has from 1.6 on, and 1.5 is installed: upgrade it first [NO_L4_ROUTE]',
      { 'gateway.bundle': 'v1.5.1' },
    ),
    'a route of gRPC, and the first Gateway API': skip(
      service('ports: [{port: 80, appProtocol: grpc}], externalIPs: [192.0.2.4]'),
      'port 80 needs a GRPCRoute, which the Gateway API has from 1.1 on, and 1.0 is installed: upgrade it first [NO_L4_ROUTE]',
      { 'gateway.bundle': '1.0' },
    ),
    'a route of UDP, and Istio': skip(
      service('ports: [{port: 53, protocol: UDP}], externalIPs: [192.0.2.4]'),
      'port 53 needs a UDPRoute, which Istio does not serve: choose another class, or a load balancer [NO_L4_ROUTE]',
      { 'gateway.implementation': 'istio' },
    ),
    'a route of TCP, and an older Cilium': {
      ...skip(
        service('ports: [{port: 443}], externalIPs: [192.0.2.4]'),
        'port 443 needs a TCPRoute, which Cilium serves from 1.20 on, and 1.19.4 is installed: upgrade it first [NO_L4_ROUTE]',
      ),
      files: {
        'cilium.yaml': `
          apiVersion: helm.cattle.io/v1
          kind: HelmChart
          metadata: {name: cilium}
          spec: {chart: cilium, version: 1.19.4}
        `,
      },
    },

    'the traffic policy keeps the address of the client': skip(
      service('externalTrafficPolicy: Local, ports: [{port: 80}], externalIPs: [192.0.2.4]'),
      '`externalTrafficPolicy: Local` needs the address of the client, which a gateway hides from the pods: choose a load balancer, or accept it with `--set gateway.acceptClientIPLoss=true` [CLIENT_IP_LOST]',
    ),
    'a session belongs to the address of the client': skip(
      service('sessionAffinity: ClientIP, ports: [{port: 80}], externalIPs: [192.0.2.4]'),
      '`sessionAffinity: ClientIP` needs the address of the client, which a gateway hides from the pods: choose a load balancer, or accept it with `--set gateway.acceptClientIPLoss=true` [CLIENT_IP_LOST]',
    ),
    SCTP: skip(
      service('ports: [{port: 80}, {port: 2905, protocol: SCTP}], externalIPs: [192.0.2.4]'),
      'a Gateway has no listener for SCTP: move the Service to a load balancer [SCTP]',
    ),
    'no ports': skip(
      service('externalIPs: [192.0.2.4]'),
      'the ports of the Service are not known, and each needs a listener of its own [PORTS_UNKNOWN]',
    ),
    'a port that is filled in later': skip(
      service('ports: [{port: "${PORT}"}], externalIPs: [192.0.2.4]'),
      'the port `${PORT}` of protocol `TCP` is none that a Gateway can listen on [PORTS_UNKNOWN]',
    ),
    'more addresses than a Gateway takes': skip(
      service(`ports: [{port: 80}], externalIPs: [${Array.from({ length: 17 }, (_, index) => `192.0.2.${index + 1}`).join(', ')}]`),
      'a Gateway takes 16 addresses, and the Service has 17: spread them over several Services [ADDR_MAX]',
    ),
    'more ports than a Gateway listens on': skip(
      service(`ports: [${Array.from({ length: 65 }, (_, index) => `{port: ${index + 1000}}`).join(', ')}], externalIPs: [192.0.2.4]`),
      'a Gateway takes 64 listeners, and the ports of the Services are 65: spread them over several addresses [LISTENER_MAX]',
    ),
    'an address of a node': skip(
      WEB,
      '`192.0.2.4` is the address of a node (`nodes.addresses`), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      { 'nodes.addresses': '198.51.100.7,192.0.2.0/28' },
    ),
    'an IPv6 address of a node, by itself': skip(
      service('ipFamilies: [IPv6], ports: [{port: 80}], externalIPs: ["2001:db8::4"]'),
      '`2001:db8::4` is the address of a node (`nodes.addresses`), and whoever announces it takes it away from that node: `--to load-balancer` leaves the way of its packets as it is [NODE_IP]',
      { 'nodes.addresses': '2001:db8::4' },
    ),
    'an address that a load balancer is asked for': skip(
      service(
        'type: LoadBalancer, ports: [{port: 80}], externalIPs: [192.0.2.4]',
        'name: web, namespace: shop, annotations: {metallb.io/loadBalancerIPs: 192.0.2.4}',
      ),
      '`192.0.2.4` is requested from a load balancer already, and a Gateway would be a second owner: finish that move with its own target, or take the request away first [REQUESTED]',
    ),
    'an address that serves nothing today': skip(
      service('ipFamilies: [IPv4], ports: [{port: 80}], externalIPs: ["2001:db8::4"]'),
      'the Service is IPv4 only, so `2001:db8::4` serves nothing today [DEAD_IP]',
    ),
    'two families on a Service that is not dual-stack': skip(
      service('ports: [{port: 80}], externalIPs: [192.0.2.4, "2001:db8::4"]'),
      'the Service is not dual-stack, so only one of its addresses works today: remove the other, or set `ipFamilyPolicy` [HALF_DEAD]',
    ),
    'an address in another spelling': skip(
      service('ports: [{port: 80}], externalIPs: ["192.000.2.4"]'),
      '`192.000.2.4` is not in its normal form, which is `192.0.2.4` [NOT_LITERAL]',
    ),
    'a name that is filled in later': skip(
      service('ports: [{port: 80}], externalIPs: [192.0.2.4]', 'name: "${NAME}"'),
      '`${NAME}` is not what the Service is called in the cluster, and a route must name it: write Gateway and routes by hand [NAME]',
    ),
    'names that get too long': skip(
      service('ports: [{port: 80}], externalIPs: [192.0.2.4]', 'name: a-service-with-a-name-that-is-close-to-the-limit'),
      '`a-service-with-a-name-that-is-close-to-the-limit-external-cilium` is too long for what is made of the Gateway: write it by hand with a shorter name [NAME]',
    ),
    'a name that another Gateway has': {
      ...skip(WEB, 'there is a Gateway `web-external` already, which says something else (gateway.yaml): rename or remove it first [NAME]'),
      files: { 'gateway.yaml': WEB_GATEWAY.replace('192.0.2.4', '192.0.2.5') },
    },
    'an address that another Gateway has': {
      ...skip(
        WEB,
        'the Gateway `edge` (gateway.yaml) has the address already: add a listener and a route for the Service there [IP_SPANS_GATEWAYS]',
      ),
      files: { 'gateway.yaml': WEB_GATEWAY.replace('web-external', 'edge') },
    },
    'values of a chart, which decides what the Service is called': skip(
      `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: web}
        spec:
          values:
            service: {type: ClusterIP, port: 80, externalIPs: [192.0.2.4]}
      `,
      'what the Service is called is not written here, and a route must name it: move it to a load balancer, or write Gateway and routes by hand [NAME]',
    ),
    'a custom resource, whose operator names the Service': skip(
      `
        apiVersion: grafana.integreatly.org/v1beta1
        kind: Grafana
        metadata: {name: grafana}
        spec: {service: {spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}}}
      `,
      'what the Service is called is not written here, and a route must name it: move it to a load balancer, or write Gateway and routes by hand [NAME]',
    ),
    'a patch of a Service that is not in the repository': {
      ...skip(WEB, 'the Service that it patches is not found in the repository [BASE_UNKNOWN]'),
      files: { 'kustomization.yaml': 'patches: [{path: input.yaml}]\n' },
    },
    'a patch that would have to take away what its base sets': {
      ...skip(service('externalIPs: [192.0.2.4]'), '`externalTrafficPolicy` would have to go as well, and it is set elsewhere [SYNTAX]'),
      files: {
        'kustomization.yaml': 'resources: [base.yaml]\npatches: [{path: input.yaml}]\n',
        'base.yaml': service('externalTrafficPolicy: Cluster, ports: [{port: 80}]'),
      },
    },
    'a kustomization that gives its objects other names': {
      ...skip(
        WEB,
        '`namePrefix` in kustomization.yaml gives the objects other names, and what refers to them is not changed along: write the new objects by hand [NAME]',
      ),
      files: { 'kustomization.yaml': 'namePrefix: prod-\nresources: [input.yaml]\n' },
    },
    'a string of a ConfigMap, which somebody else applies': skip(
      `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: manifests}
        data:
          web.yaml: |
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
      `,
      'new objects have no place beside it, as it is written in a string, and what is written beside that goes elsewhere: write them by hand [PLACE]',
    ),
    'a template': skip(
      `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: {{ .Values.type }}
          ports: [{port: 80}]
          externalIPs: [192.0.2.4]
      `,
      'the type of the Service is not known [TYPE_UNKNOWN]',
    ),

    'two Services claim one port': {
      settings: CILIUM,
      input: `${WEB}  ---${service('ports: [{port: 80}], externalIPs: [192.0.2.4]', 'name: shop, namespace: shop')}`,
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `shop` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
        '`192.0.2.4:80/TCP` is claimed by Service `web` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
    'Services of two namespaces at one address': {
      settings: CILIUM,
      input: `${WEB}  ---${service('ports: [{port: 22}], externalIPs: [192.0.2.4]', 'name: git, namespace: git')}`,
      reasons: Array<string>(2).fill(
        'Services of several namespaces share its address, and a Gateway for all of them is for people to plan: move them to a load balancer, or write it by hand [IP_SPANS_GATEWAYS]',
      ),
    },
    'Services that share one of several addresses': {
      settings: CILIUM,
      input: `${WEB}  ---${service('ports: [{port: 22}], externalIPs: [192.0.2.4, 192.0.2.5]', 'name: git, namespace: shop')}`,
      reasons: Array<string>(2).fill(
        'Services that share an address have others besides that they do not share, and a Gateway listens at all of its addresses: give all the same ones, or move them to a load balancer [IP_SPANS_GATEWAYS]',
      ),
    },
    'Services in two folders at one address that do not say their namespace': {
      settings: CILIUM,
      input: service('ports: [{port: 80}], externalIPs: [192.0.2.4]', 'name: web'),
      files: { 'git/service.yaml': service('ports: [{port: 22}], externalIPs: [192.0.2.4]', 'name: git') },
      reasons: Array<string>(2).fill(
        'Services in several folders share its address, and none says its namespace: say it in their manifests, or move them to a load balancer [IP_SPANS_GATEWAYS]',
      ),
    },
    'another Service at the address stays': {
      settings: CILIUM,
      input: `${WEB}  ---${service('externalTrafficPolicy: Local, ports: [{port: 22}], externalIPs: [192.0.2.4]', 'name: git, namespace: shop')}`,
      reasons: [
        'another Service at the same address stays: `externalTrafficPolicy: Local` needs the address of the client, which a gateway hides from the pods: choose a load balancer, or accept it with `--set gateway.acceptClientIPLoss=true` [SHARED_GROUP]',
        '`externalTrafficPolicy: Local` needs the address of the client, which a gateway hides from the pods: choose a load balancer, or accept it with `--set gateway.acceptClientIPLoss=true` [CLIENT_IP_LOST]',
      ],
    },

    'prepared already': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: WEB,
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE },
      reasons: [PREPARED],
    },
    'finish, and the Gateway is not at all addresses': {
      settings: { 'externalIPs.stage': 'finish' },
      input: service('ipFamilyPolicy: RequireDualStack, ports: [{port: 80}], externalIPs: [192.0.2.4, "2001:db8::4"]'),
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE },
      reasons: [NOT_PREPARED],
    },
    'finish, and a port has no listener': {
      settings: { 'externalIPs.stage': 'finish' },
      input: service('ports: [{port: 80}, {port: 443}], externalIPs: [192.0.2.4]'),
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE },
      reasons: [NOT_PREPARED],
    },
    'finish, and only a copy for another cluster has its Gateway': {
      settings: { 'externalIPs.stage': 'finish' },
      path: 'staging/web.yaml',
      input: WEB,
      files: {
        'prod/web.yaml': service('ports: [{port: 80}]'),
        'prod/gateway.yaml': WEB_GATEWAY,
        'prod/route.yaml': WEB_ROUTE,
      },
      reasons: [NOT_PREPARED],
    },
    'finish, and the route leads to another Service': {
      settings: { 'externalIPs.stage': 'finish' },
      input: WEB,
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE.replace('- name: web\n', '- name: shop\n') },
      reasons: [NOT_PREPARED],
    },
    'finish, and the route hangs at another listener': {
      settings: { 'externalIPs.stage': 'finish' },
      input: WEB,
      files: { 'gateway.yaml': WEB_GATEWAY, 'route.yaml': WEB_ROUTE.replace('sectionName: http-80', 'sectionName: http-8080') },
      reasons: [NOT_PREPARED],
    },
  },
};
