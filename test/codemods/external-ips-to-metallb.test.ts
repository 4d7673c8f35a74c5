import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

testCodemod(codemod, {
  rewrites: {
    'the sample of the deprecation: a ClusterIP Service with one quoted address': {
      input: `
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
              port: 80
              targetPort: 8080
          externalIPs: ["192.0.2.4"]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: my-example-service
          annotations:
            metallb.io/loadBalancerIPs: "192.0.2.4"
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector:
            app.kubernetes.io/name: my-example-app
          ports:
            - protocol: TCP
              port: 80
              targetPort: 8080
      `,
      assumes: [
        'a pool outside this repository holds and announces `192.0.2.4`',
        'who announces `192.0.2.4` today must stop when MetalLB starts; in between there is no answer',
        'no node owns `192.0.2.4`: MetalLB would take an address away from the node that has it',
      ],
    },

    'a pool of the repository that holds the address is named': {
      files: {
        'infra/pool.yaml': `
          apiVersion: metallb.io/v1beta1
          kind: IPAddressPool
          metadata:
            name: edge
            namespace: metallb-system
          spec:
            addresses:
              - 198.51.100.1-198.51.100.9
              - 192.0.2.0/26
        `,
      },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports: [{port: 80}]
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
          ports: [{port: 80}]
      `,
      assumes: ['an advertisement outside this repository announces what pool `edge` holds: `192.0.2.4`'],
    },

    'comments around a single address go along with it': {
      input: `
        # Edge web
        apiVersion: v1
        kind: Service
        metadata:
          name: web # public
          annotations:
            team: "edge" # pager
        spec:
          type:  ClusterIP   # for now
          # the address of the office
          externalIPs: # uplink
            # primary
            - 192.0.2.4   # NET-12
          ports:
            - { port: 80, targetPort: 8080 }
      `,
      output: `
        # Edge web
        apiVersion: v1
        kind: Service
        metadata:
          name: web # public
          annotations:
            team: "edge" # pager
            # the address of the office
            # uplink
            # primary
            metallb.io/loadBalancerIPs: 192.0.2.4   # NET-12
        spec:
          type:  LoadBalancer   # for now
          allocateLoadBalancerNodePorts: false
          ports:
            - { port: 80, targetPort: 8080 }
      `,
    },

    'a dual-stack pair becomes one quoted list': {
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

    'a NodePort Service keeps its node ports': {
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

    'externalTrafficPolicy stays, since a LoadBalancer may have it': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp
        spec:
          externalTrafficPolicy: Local # client addresses for SPF
          selector:
            app: smtp
          ports:
            - port: 25
          externalIPs:
            - 192.0.2.25
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: smtp
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.25
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          externalTrafficPolicy: Local # client addresses for SPF
          selector:
            app: smtp
          ports:
            - port: 25
      `,
    },

    'a LoadBalancer without a request gives back the address it was assigned': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: unifi
        spec:
          type: LoadBalancer
          externalTrafficPolicy: Cluster
          externalIPs:
            - \${LB_UNIFI}
          ports:
            - port: 8443
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: unifi
          annotations:
            metallb.io/loadBalancerIPs: \${LB_UNIFI}
        spec:
          type: LoadBalancer
          externalTrafficPolicy: Cluster
          ports:
            - port: 8443
      `,
      assumes: [
        'the address that the load balancer assigned by itself so far is given back: whoever uses that one loses it',
        'each placeholder stands for one IP address of the family that its Service has; neither that nor its pool was checked: `${LB_UNIFI}`',
      ],
    },

    'a request of the other family joins the new one in the annotation': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          type: LoadBalancer
          loadBalancerIP: 192.0.2.6
          ipFamilyPolicy: PreferDualStack
          externalIPs: ["2001:db8::6"]
          ports: [{port: 80}]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: "192.0.2.6,2001:db8::6"
        spec:
          type: LoadBalancer
          ipFamilyPolicy: PreferDualStack
          ports: [{port: 80}]
      `,
    },

    'Services that share an address get one key, in flow style where the file has it': {
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

    'Services that share an address move together across files': {
      files: {
        'other.yaml': `
          apiVersion: v1
          kind: Service
          metadata:
            name: git
          spec:
            ports:
              - port: 22
            externalIPs:
              - 192.0.2.20
        `,
      },
      outputs: {
        'other.yaml': `
          apiVersion: v1
          kind: Service
          metadata:
            name: git
            annotations:
              metallb.io/allow-shared-ip: external-192.0.2.20
              metallb.io/loadBalancerIPs: 192.0.2.20
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports:
              - port: 22
        `,
      },
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports:
            - port: 443
          externalIPs:
            - 192.0.2.20
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/allow-shared-ip: external-192.0.2.20
            metallb.io/loadBalancerIPs: 192.0.2.20
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports:
            - port: 443
      `,
    },

    'the same Service for another cluster neither conflicts nor shares': {
      files: { 'clusters/staging/web.yaml': service('externalIPs: [192.0.2.4]\nports: [{port: 80}]') },
      outputs: {
        'clusters/staging/web.yaml': `
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports: [{port: 80}]
        `,
      },
      path: 'clusters/prod/web.yaml',
      input: service('externalIPs: [192.0.2.4]\nports: [{port: 80}]'),
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
          ports: [{port: 80}]
      `,
    },

    'an item of a List in flow style': {
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

    'items of a ServiceList need no kind, and the kind may stand below them': {
      input: `
        apiVersion: v1
        items:
        - metadata:
            name: web
          spec:
            ports:
            - port: 80
            externalIPs:
            - 192.0.2.4
        kind: ServiceList
      `,
      output: `
        apiVersion: v1
        items:
        - metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: 192.0.2.4
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports:
            - port: 80
        kind: ServiceList
      `,
    },

    'an alias is carried over as it is': {
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

    'an alias for the whole list is written out, and its home stays': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        x-addresses: &addresses
          - 192.0.2.4 # office
        spec:
          externalIPs: *addresses
          selector: {app: web}
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        x-addresses: &addresses
          - 192.0.2.4 # office
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          selector: {app: web}
      `,
    },

    'JSON over several lines': {
      path: 'web.json',
      input: `
        {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {
            "name": "web"
          },
          "spec": {
            "ports": [{ "port": 80 }],
            "externalIPs": [
              "192.0.2.4"
            ],
            "type": "ClusterIP"
          }
        }
      `,
      output: `
        {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {
            "name": "web",
            "annotations": {
              "metallb.io/loadBalancerIPs": "192.0.2.4"
            }
          },
          "spec": {
            "ports": [{ "port": 80 }],
            "type": "LoadBalancer",
            "allocateLoadBalancerNodePorts": false
          }
        }
      `,
    },

    'a single IPv6 address, whose family the Service does not say': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs:
            - 2001:db8::4
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 2001:db8::4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
      `,
      assumes: ['a Service that does not say its family gets IPv6 in this cluster, which it needs for `2001:db8::4`'],
    },
  },

  skips: {
    'two addresses of one family': {
      input: service('externalIPs: [192.0.2.4, 192.0.2.5]'),
      reasons: [
        'a Service gets one address of each family, and `192.0.2.4` and `192.0.2.5` are both IPv4: `--split` makes a further Service for each of the others [N_IPS_PER_FAMILY]',
      ],
    },
    'three addresses of one family': {
      input: service('externalIPs: [192.0.2.4, 192.0.2.5, 192.0.2.6]'),
      reasons: [
        'a Service gets one address of each family, and `192.0.2.4`, `192.0.2.5` and `192.0.2.6` are all IPv4: `--split` makes a further Service for each of the others [N_IPS_PER_FAMILY]',
      ],
    },
    'another address of the family is requested already': {
      input: service('type: LoadBalancer\nloadBalancerIP: 192.0.2.6\nexternalIPs: [192.0.2.7]'),
      reasons: [
        'a Service gets one address of each family, and `192.0.2.6` and `192.0.2.7` are both IPv4: `--split` makes a further Service for each of the others [N_IPS_PER_FAMILY]',
      ],
    },
    'the address is requested already': {
      input: service('type: LoadBalancer\nloadBalancerIP: 192.0.2.6\nexternalIPs: [192.0.2.6]'),
      reasons: [
        '`192.0.2.6` is requested from the load balancer already, and no file shows that it was assigned: give `--cluster-status` what `kubectl get services -A -o json` prints [STATUS_UNKNOWN]',
      ],
    },
    'both families on a Service that is not dual-stack': {
      input: service('externalIPs: [192.0.2.4, "2001:db8::4"]'),
      reasons: [
        'the Service is not dual-stack, so only one of its addresses works today: remove the other, or set `ipFamilyPolicy` [HALF_DEAD]',
      ],
    },
    'one address on a dual-stack Service': {
      input: service('ipFamilyPolicy: PreferDualStack\nexternalIPs: [192.0.2.4]'),
      reasons: [
        'the Service is dual-stack, and for a request of one family no address is assigned: request both, or set `ipFamilyPolicy: SingleStack` [FAMILY_MISMATCH]',
      ],
    },
    'an address of a family that the Service has not': {
      input: service('ipFamilies: [IPv6]\nexternalIPs: [192.0.2.4]'),
      reasons: ['the Service is IPv6 only, so `192.0.2.4` serves nothing today [DEAD_IP]'],
    },
    'source ranges': {
      input: service('type: LoadBalancer\nloadBalancerSourceRanges: [198.51.100.0/24]\nexternalIPs: [192.0.2.4]'),
      reasons: [
        '`loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients outside of it would lose their way [SOURCE_RANGES_NARROW]',
      ],
    },
    'a class': {
      input: service('type: LoadBalancer\nloadBalancerClass: example.com/edge\nexternalIPs: [192.0.2.4]'),
      reasons: ['`loadBalancerClass` is `example.com/edge`, which cannot change on a LoadBalancer [CLASS_IMMUTABLE]'],
    },
    'a type that is a placeholder': {
      input: service('type: ${SERVICE_TYPE}\nexternalIPs: [192.0.2.4]'),
      reasons: ['the type of the Service is not known [TYPE_UNKNOWN]'],
    },
    'a host name': {
      input: service('externalIPs: [web.example.com]'),
      reasons: ['`web.example.com` is not an IP address [NOT_LITERAL]'],
    },
    'an entry without an address': {
      input: service('externalIPs: [192.0.2.4, ""]'),
      reasons: ['an empty entry is not an IP address [NOT_LITERAL]'],
    },
    'an entry that is null': {
      input: service('externalIPs: [192.0.2.4, null]'),
      reasons: ['`null` is not an IP address [NOT_LITERAL]'],
    },
    'an address with leading zeros': {
      input: service('externalIPs: [192.0.2.04]'),
      reasons: ['`192.0.2.04` is not in its normal form, which is `192.0.2.4` [NOT_LITERAL]'],
    },
    'a template expression': {
      input: service('externalIPs: ["{{ .Values.ip }}"]'),
      reasons: ['`{{ .Values.ip }}` is an expression: change the value that it takes [NOT_LITERAL]'],
    },
    'two placeholders': {
      input: service('externalIPs: ["${IP_A}", "${IP_B}"]'),
      reasons: ['the families of `${IP_A}` and `${IP_B}` are not known [NOT_LITERAL]'],
    },
    'a placeholder for the whole list': {
      input: service('externalIPs: ${ADDRESSES}'),
      reasons: ['`${ADDRESSES}` stands for a whole list [NOT_LITERAL]'],
    },
    'one address, protocol and port on two Services': {
      input: `${service('externalIPs: [192.0.2.4]\nports: [{port: 80}]')}        ---\n${service('externalIPs: [192.0.2.4]\nports: [{port: 80}]', 'api')}`,
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `api` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
        '`192.0.2.4:80/TCP` is claimed by Service `web` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
    'Local and Cluster at one address': {
      input: `${service('externalIPs: [192.0.2.4]\nports: [{port: 80}]\nexternalTrafficPolicy: Local\nselector: {app: web}')}        ---\n${service('externalIPs: [192.0.2.4]\nports: [{port: 81}]', 'api')}`,
      reasons: Array<string>(2).fill(
        'Services that share the address differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address [SHARING_RULES]',
      ),
    },
    'another Service at the address cannot move': {
      input: `${service('externalIPs: [192.0.2.4]\nports: [{port: 80}]')}        ---\n${service('externalIPs: [192.0.2.4, 192.0.2.5]\nports: [{port: 81}]', 'api')}`,
      reasons: [
        'another Service at the same address stays: a Service gets one address of each family, and `192.0.2.4` and `192.0.2.5` are both IPv4 [SHARED_GROUP]',
        'a Service gets one address of each family, and `192.0.2.4` and `192.0.2.5` are both IPv4: `--split` makes a further Service for each of the others [N_IPS_PER_FAMILY]',
      ],
    },
    'a list whose anchor is used elsewhere': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs: &ips [192.0.2.4]
          loadBalancerSourceRanges: []
        copy: *ips
      `,
      reasons: ['`spec.externalIPs` holds the anchor `&ips`, which is used elsewhere: write its value out there first [ANCHOR_OWNED]'],
    },
    'a list that a merge key brings in': {
      input: `
        base: &base
          externalIPs: [192.0.2.4]
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          <<: *base
          selector: {app: web}
      `,
      reasons: [
        '`spec.externalIPs` comes from a merge key (`<<`), so a change there changes more than one place: write it out first [MERGE_KEY]',
      ],
    },
  },
});

/** A Service with some lines of `spec`. */
function service(spec: string, name = 'web'): string {
  return `
        apiVersion: v1
        kind: Service
        metadata:
          name: ${name}
        spec:
${spec.replace(/^/gm, '          ')}
`;
}
