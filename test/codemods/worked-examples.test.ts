import cilium from '../../codemods/external-ips-to-cilium.ts';
import gateway from '../../codemods/external-ips-to-gateway.ts';
import kubeVip from '../../codemods/external-ips-to-kube-vip.ts';
import loadBalancer from '../../codemods/external-ips-to-load-balancer.ts';
import metallb from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

/** A pool that holds the addresses of the examples, and what announces it. */
const EDGE = {
  'metallb/pool.yaml': `
    apiVersion: metallb.io/v1beta1
    kind: IPAddressPool
    metadata: {name: edge, namespace: metallb-system}
    spec: {addresses: [192.0.2.0/26, "2001:db8::/120"]}
    ---
    apiVersion: metallb.io/v1beta1
    kind: L2Advertisement
    metadata: {name: edge, namespace: metallb-system}
  `,
};

/** A dump of a cluster in which the Service of E16 has its addresses. */
const STATUS = JSON.stringify({
  kind: 'List',
  items: [
    {
      kind: 'Service',
      metadata: { name: 'edge', namespace: 'ingress' },
      spec: { type: 'LoadBalancer' },
      status: { loadBalancer: { ingress: [{ ip: '198.51.100.11' }, { ip: '198.51.100.12' }] } },
    },
  ],
});

const BASE = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, annotations: {example.com/owner: netops}}\nspec: {ports: [{port: 80}]}\n',
  'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: web.yaml}]\n',
};
const E3_INPUT = `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
        labels:
          app: smtp
      spec:
        type: ClusterIP
        externalTrafficPolicy: Local # keep client IPs for SPF
        selector:
          app: smtp
        ports:
          - name: smtp
            port: 25
        externalIPs:
          # primary MX
          - 192.0.2.10
          - 192.0.2.11 # backup MX
          - 192.0.2.12 # partner only
    `;

const E1_INPUT = `
      # Edge web
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
        externalIPs:
          - 192.0.2.4 # office uplink
    `;

const E1_OUTPUT = `
      # Edge web
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
    `;

testCodemod(metallb, {
  rewrites: {
    'E1: a comment travels with its address': {
      files: EDGE,
      input: E1_INPUT,
      output: E1_OUTPUT,
    },
    'E2: a pool of its own, beside MetalLB': {
      path: 'shop/web.yaml',
      files: {
        'metallb/kustomization.yaml': 'resources: [release.yaml]\n',
        'metallb/release.yaml': `
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: {name: metallb, namespace: metallb-system}
          spec: {chart: {spec: {chart: metallb, version: 0.16.1}}}
        `,
      },
      settings: { 'nodes.addresses': [] },
      input: E1_INPUT,
      output: E1_OUTPUT,
      outputs: {
        'metallb/kustomization.yaml': 'resources: [release.yaml, external-ips-pool.yaml]\n',
        'metallb/external-ips-pool.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: external-ips
            namespace: metallb-system
          spec:
            autoAssign: false
            addresses:
              - 192.0.2.4/32
          ---
          apiVersion: metallb.io/v1beta1
          kind: L2Advertisement
          metadata:
            name: external-ips
            namespace: metallb-system
          spec:
            ipAddressPools:
              - external-ips
        `,
      },
    },

    'E20: a placeholder, as the policy has it: done, and what was not checked is listed': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports: [{port: 80}]
          externalIPs: ["\${INGRESS_VIP}"]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: "\${INGRESS_VIP}"
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
      `,
      assumes: [
        'each placeholder stands for one IP address of the family that its Service has; neither that nor its pool was checked: `${INGRESS_VIP}`',
      ],
    },

    'E3: a Service for each further address, with its comment': {
      files: EDGE,
      settings: { 'metallb.split': true },
      input: E3_INPUT,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp
          namespace: mail
          labels:
            app: smtp
          annotations:
            # primary MX
            metallb.io/loadBalancerIPs: 192.0.2.10
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local # keep client IPs for SPF
          selector:
            app: smtp
          ports:
            - name: smtp
              port: 25
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp-ip2
          namespace: mail
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.11 # backup MX
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local
          selector:
            app: smtp
          ports:
            - name: smtp
              port: 25
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp-ip3
          namespace: mail
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.12 # partner only
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local
          selector:
            app: smtp
          ports:
            - name: smtp
              port: 25
      `,
    },

    'E4: an address of each family': {
      files: EDGE,
      input: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          example.com/owner: netops
      spec:
        ipFamilyPolicy: RequireDualStack
        selector: {app: web}
        ports: [{port: 443, targetPort: 8443}]
        externalIPs:
          - 192.0.2.4
          - "2001:db8::4"
    `,
      output: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          example.com/owner: netops
          metallb.io/loadBalancerIPs: "192.0.2.4,2001:db8::4"
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        ipFamilyPolicy: RequireDualStack
        selector: {app: web}
        ports: [{port: 443, targetPort: 8443}]
    `,
    },
    'E5: a NodePort keeps its port': {
      files: EDGE,
      input: `
      apiVersion: v1
      kind: Service
      metadata:
        name: api
      spec:
        type: NodePort
        selector: {app: api}
        ports:
          - port: 8443
            nodePort: 30443
        externalIPs: [192.0.2.5]
    `,
      output: `
      apiVersion: v1
      kind: Service
      metadata:
        name: api
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.5
      spec:
        type: LoadBalancer
        selector: {app: api}
        ports:
          - port: 8443
            nodePort: 30443
    `,
    },
    'E6: what a load balancer was asked for already': {
      files: EDGE,
      settings: { 'externalIPs.stage': 'finish' },
      input: `
      apiVersion: v1
      kind: Service
      metadata:
        name: ingress
      spec:
        type: LoadBalancer
        loadBalancerIP: 192.0.2.6
        externalIPs:
          - 192.0.2.6
        selector: {app: ingress}
        ports: [{port: 80}]
    `,
      output: `
      apiVersion: v1
      kind: Service
      metadata:
        name: ingress
      spec:
        type: LoadBalancer
        loadBalancerIP: 192.0.2.6
        selector: {app: ingress}
        ports: [{port: 80}]
    `,
    },
    'E8: two Services at one address': {
      files: {},
      input: `
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: a}
      spec:
        selector: {app: web}
        ports: [{port: 443}]
        externalIPs: [192.0.2.20]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: git, namespace: b}
      spec:
        selector: {app: git}
        ports: [{port: 22}]
        externalIPs: [192.0.2.20]
    `,
      output: `
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: a, annotations: {metallb.io/allow-shared-ip: external-192.0.2.20, metallb.io/loadBalancerIPs: "192.0.2.20"}}
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports: [{port: 443}]
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: git, namespace: b, annotations: {metallb.io/allow-shared-ip: external-192.0.2.20, metallb.io/loadBalancerIPs: "192.0.2.20"}}
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: git}
        ports: [{port: 22}]
    `,
    },
    'E11: a patch': {
      path: 'overlay/web.yaml',
      files: { ...EDGE, ...BASE },
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
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
    `,
    },
    'E12: an operation of a JSON Patch': {
      path: 'overlay/web.yaml',
      files: {
        ...EDGE,
        ...BASE,
        'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: web.yaml, target: {kind: Service, name: web}}]\n',
      },
      input: `
      - op: add
        path: /spec/externalIPs
        value: ["192.0.2.4"] # dc1
    `,
      output: `
      - op: add
        path: /spec/type
        value: LoadBalancer
      - op: add
        path: /spec/allocateLoadBalancerNodePorts
        value: false
      - op: add
        path: /metadata/annotations/metallb.io~1loadBalancerIPs
        value: "192.0.2.4" # dc1
    `,
    },
    'E13: values of a chart, of which nothing shows that it knows other keys': {
      path: 'values.yaml',
      input: `
        controller:
          service:
            externalIPs: [192.0.2.80] # VIP, not a node
      `,
      output: `
        controller:
          service:
            type: LoadBalancer
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.80 # VIP, not a node
      `,
    },
    'E14: a list': {
      files: EDGE,
      input: `
      apiVersion: v1
      kind: List
      items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
        - apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec: {selector: {app: web}, ports: [{port: 80}], externalIPs: [192.0.2.4]}
    `,
      output: `
      apiVersion: v1
      kind: List
      items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}}
        - apiVersion: v1
          kind: Service
          metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
          spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false, selector: {app: web}, ports: [{port: 80}]}
    `,
    },
    'E15: an alias': {
      files: EDGE,
      input: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          example.com/ips: &vip 192.0.2.4
      spec:
        selector: {app: web}
        ports: [{port: 80}]
        externalIPs: [*vip]
    `,
      output: `
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        annotations:
          example.com/ips: &vip 192.0.2.4
          metallb.io/loadBalancerIPs: *vip
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports: [{port: 80}]
    `,
    },
  },
  skips: {
    'E20: an expression, which may yield anything': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{port: 80}], externalIPs: ["{{ .Values.ip }}"]}
      `,
      reasons: ['`{{ .Values.ip }}` is an expression: change the value that it takes [NOT_LITERAL]'],
    },
  },
});
testCodemod(cilium, {
  rewrites: {
    'E3: several addresses': {
      input: E3_INPUT,
      output: `
      apiVersion: v1
      kind: Service
      metadata:
        name: smtp
        namespace: mail
        labels:
          app: smtp
        annotations:
          # primary MX
          # 192.0.2.11: backup MX
          # 192.0.2.12: partner only
          lbipam.cilium.io/ips: "192.0.2.10,192.0.2.11,192.0.2.12"
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        externalTrafficPolicy: Local # keep client IPs for SPF
        selector:
          app: smtp
        ports:
          - name: smtp
            port: 25
    `,
    },
  },
  skips: {},
});
testCodemod(gateway, {
  rewrites: {
    'E7: both protocols': {
      settings: { 'gateway.class': 'nginx', 'gateway.implementation': 'cilium', 'gateway.bundle': '1.6', 'nodes.addresses': [] },
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
        gatewayClassName: nginx
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
    },
    'E17: HTTP': {
      settings: { 'gateway.class': 'cilium', 'gateway.implementation': 'cilium', 'gateway.bundle': '1.6', 'nodes.addresses': [] },
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
    },
  },
  skips: {},
});
testCodemod(loadBalancer, {
  rewrites: {
    'E16: prepare': {
      settings: { 'externalIPs.stage': 'prepare' },
      input: `
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
    `,
      output: `
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
    `,
    },
    'E16: finish': {
      settings: { 'externalIPs.stage': 'finish', 'externalIPs.clusterStatus': STATUS },
      input: `
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
    `,
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
    },
  },
  skips: {},
});
testCodemod(kubeVip, {
  rewrites: {
    'E18: E1 for kube-vip': {
      input: E1_INPUT,
      output: `
      # Edge web
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          kube-vip.io/loadbalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
    `,
    },
  },
  skips: {},
});
