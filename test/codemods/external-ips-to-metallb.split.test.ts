import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const SETTINGS = { 'metallb.split': true };

const POOL = `
  apiVersion: metallb.io/v1beta1
  kind: IPAddressPool
  metadata: {name: edge, namespace: metallb-system}
  spec: {addresses: [192.0.2.0/26, 2001:db8::/120]}
  ---
  apiVersion: metallb.io/v1beta1
  kind: L2Advertisement
  metadata: {name: edge, namespace: metallb-system}
`;

const FILES = { 'net/pool.yaml': POOL };

/** A Service with two addresses of one family. */
const two = (spec: string, name = 'web', selector = 'selector: {app: web}'): string =>
  `
  apiVersion: v1
  kind: Service
  metadata: {name: ${name}, namespace: shop}
  spec:
    ${selector}
    ports: [{port: 80}]
    externalIPs: [192.0.2.4, 192.0.2.5]
${spec === '' ? '' : `    ${spec}\n`}`;

const WAY_ON = ': `--split` makes a further Service for each of the others';

testCodemod(codemod, {
  rewrites: {
    'each further address gets a Service, with the comments that are about it': {
      settings: SETTINGS,
      files: FILES,
      input: `
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
            # since the move
            - 192.0.2.12 # partner only
      `,
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
            # since the move
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
      assumes: [
        'nothing has to find `smtp-ip2` by labels: a Service that is made for a further address has none, so that no monitor scrapes the pods twice',
      ],
    },
    'what only one Service can have is not copied, and the comment after the first address stays after it': {
      settings: SETTINGS,
      files: FILES,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            external-dns.alpha.kubernetes.io/hostname: www.example.com
            example.com/owner: shop
        spec:
          type: NodePort
          clusterIP: 10.96.0.20
          clusterIPs: [10.96.0.20]
          sessionAffinity: ClientIP
          publishNotReadyAddresses: true
          selector:
            app: web
            version: "1"
          ports:
            - port: 80
              targetPort: http
              nodePort: 30080
          externalIPs:
            - 192.0.2.4 # office
            - "192.0.2.5" # home
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            external-dns.alpha.kubernetes.io/hostname: www.example.com
            example.com/owner: shop
            metallb.io/loadBalancerIPs: 192.0.2.4 # office
        spec:
          type: LoadBalancer
          clusterIP: 10.96.0.20
          clusterIPs: [10.96.0.20]
          sessionAffinity: ClientIP
          publishNotReadyAddresses: true
          selector:
            app: web
            version: "1"
          ports:
            - port: 80
              targetPort: http
              nodePort: 30080
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web-ip2
          namespace: shop
          annotations:
            external-dns.alpha.kubernetes.io/hostname: www.example.com
            metallb.io/loadBalancerIPs: "192.0.2.5" # home
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          sessionAffinity: ClientIP
          publishNotReadyAddresses: true
          selector:
            app: web
            version: "1"
          ports:
            - port: 80
              targetPort: http
      `,
      assumes: [
        'nothing needs the annotations `example.com/owner` on `web-ip2`, made for further addresses',
        'no client has to reach the same pod through `web-ip2` as through the other addresses: each Service keeps clients to pods by itself',
      ],
    },
    'a dual-stack Service keeps one address of each family, and one family alone is SingleStack': {
      settings: SETTINGS,
      files: FILES,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
        spec:
          ipFamilyPolicy: RequireDualStack
          selector:
            app: web
          ports:
            - port: 80
          externalIPs: [192.0.2.4, "2001:db8::4", 192.0.2.5]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: "192.0.2.4,2001:db8::4"
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ipFamilyPolicy: RequireDualStack
          selector:
            app: web
          ports:
            - port: 80
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web-ip2
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ipFamilyPolicy: SingleStack
          ipFamilies:
            - IPv4
          selector:
            app: web
          ports:
            - port: 80
      `,
    },
    'what is requested already stays with the Service': {
      settings: SETTINGS,
      files: FILES,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          selector:
            app: web
          ports:
            - port: 80
          externalIPs:
            - 192.0.2.5 # the old way
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          selector:
            app: web
          ports:
            - port: 80
          # 192.0.2.5: the old way
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web-ip2
          namespace: shop
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector:
            app: web
          ports:
            - port: 80
      `,
    },
    'Services that share one of the addresses get one key, the new ones too': {
      settings: SETTINGS,
      files: FILES,
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
        spec:
          selector:
            app: web
          ports:
            - port: 80
          externalIPs:
            - 192.0.2.4
            - 192.0.2.5
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: api
          namespace: shop
        spec:
          selector:
            app: api
          ports:
            - port: 81
          externalIPs:
            - 192.0.2.5
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          namespace: shop
          annotations:
            metallb.io/allow-shared-ip: external-192.0.2.4
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector:
            app: web
          ports:
            - port: 80
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: api
          namespace: shop
          annotations:
            metallb.io/allow-shared-ip: external-192.0.2.4
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector:
            app: api
          ports:
            - port: 81
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web-ip2
          namespace: shop
          annotations:
            metallb.io/allow-shared-ip: external-192.0.2.4
            metallb.io/loadBalancerIPs: 192.0.2.5
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector:
            app: web
          ports:
            - port: 80
      `,
    },
    'one address moves as without it': {
      settings: SETTINGS,
      files: FILES,
      input: two('').replace('192.0.2.4, ', ''),
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, annotations: {metallb.io/loadBalancerIPs: "192.0.2.5"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector: {app: web}
          ports: [{port: 80}]
      `,
    },
  },

  skips: {
    'not without being asked': {
      files: FILES,
      input: two(''),
      reasons: [`a Service gets one address of each family, and \`192.0.2.4\` and \`192.0.2.5\` are both IPv4${WAY_ON} [N_IPS_PER_FAMILY]`],
    },
    'a name that is taken': {
      settings: SETTINGS,
      files: { ...FILES, 'other.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web-ip2, namespace: shop}\n' },
      input: two(''),
      reasons: ['there is a Service `web-ip2` already, which says something else (other.yaml): rename or remove it first [NAME]'],
    },
    'a name that would be too long': {
      settings: SETTINGS,
      files: FILES,
      input: two('', 'a'.repeat(60)),
      reasons: [`\`${'a'.repeat(60)}-ip2\` would be longer than the 63 characters that the name of a Service may have [NAME]`],
    },
    'a name that is filled in later': {
      settings: SETTINGS,
      files: FILES,
      input: two('', '"${APP}"'),
      reasons: ['the name of the Service is made when it is applied, so that further Services cannot be named after it [NAME]'],
    },
    'endpoints that are written by hand': {
      settings: SETTINGS,
      files: FILES,
      input: two('', 'web', 'type: ClusterIP'),
      reasons: [
        'the Service has no selector: its endpoints are written for its name, and a further Service would have none; write one by hand for each further address, with endpoints of its own [NO_SELECTOR]',
      ],
    },
    'a pool that chooses by labels': {
      settings: SETTINGS,
      files: {
        'net/pool.yaml': POOL.replace('/120]}', '/120], serviceAllocation: {serviceSelectors: [{matchLabels: {app: web}}]}}'),
      },
      input: two(''),
      reasons: [
        'pool `edge` (net/pool.yaml) serves Services by their labels, and `web-ip2` would have none: write it by hand, with labels that the pool selects and no monitor does [POOL_SELECTS]',
      ],
    },
    'names that a kustomization changes': {
      settings: SETTINGS,
      files: { ...FILES, 'kustomization.yaml': 'namePrefix: prod-\nresources: [input.yaml]\n' },
      input: two(''),
      reasons: [
        '`namePrefix` in kustomization.yaml gives the objects other names, and what refers to them is not changed along: write the new objects by hand [NAME]',
      ],
    },
    'a list': {
      settings: SETTINGS,
      files: FILES,
      input: `
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}], externalIPs: [192.0.2.4, 192.0.2.5]}
      `,
      reasons: [
        'further Services go behind this one as documents of its file, and a list, or JSON, takes none: write one by hand for each further address [PLACE]',
      ],
    },
    JSON: {
      settings: SETTINGS,
      path: 'web.json',
      files: FILES,
      input:
        '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}], "externalIPs": ["192.0.2.4", "192.0.2.5"]}}\n',
      reasons: [
        'further Services go behind this one as documents of its file, and a list, or JSON, takes none: write one by hand for each further address [PLACE]',
      ],
    },
    'the values of a chart': {
      settings: SETTINGS,
      path: 'values.yaml',
      files: FILES,
      input: 'service:\n  type: ClusterIP\n  externalIPs: [192.0.2.4, 192.0.2.5]\n',
      reasons: [
        'a Service gets one address of each family, and `--split` makes further ones only of a Service that is written out whole: write one by hand for each further address [N_IPS_PER_FAMILY]',
      ],
    },
    'in two steps': {
      settings: { ...SETTINGS, 'externalIPs.stage': 'prepare' },
      files: FILES,
      input: two(''),
      reasons: [
        'a Service gets one address of each family, and one that is split moves in one step, as its addresses would have two Services in between: use `--stage all` [N_IPS_PER_FAMILY]',
      ],
    },
    'an address that no load balancer may have': {
      settings: SETTINGS,
      files: FILES,
      input: two('').replace('192.0.2.5', '"{{ ip }}"'),
      reasons: ['`{{ ip }}` is an expression: change the value that it takes [NOT_LITERAL]'],
    },
    'the same address twice': {
      settings: SETTINGS,
      files: FILES,
      input: two('').replace('192.0.2.5', '192.0.2.4'),
      reasons: ['`192.0.2.4` is listed twice [NOT_LITERAL]'],
    },
  },
});
