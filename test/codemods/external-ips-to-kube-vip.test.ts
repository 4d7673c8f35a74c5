import codemod from '../../codemods/external-ips-to-kube-vip.ts';
import { testCodemod } from './tester.ts';

testCodemod(codemod, {
  rewrites: {
    'Services that share an address need no key': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ports: [{port: 443}]
          externalIPs:
          - "192.0.2.20" # edge
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: git
        spec:
          type: NodePort
          externalTrafficPolicy: Local
          ports: [{port: 22, nodePort: 30022}]
          externalIPs:
          - "192.0.2.20"
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            kube-vip.io/loadbalancerIPs: "192.0.2.20" # edge
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 443}]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: git
          annotations:
            kube-vip.io/loadbalancerIPs: "192.0.2.20"
        spec:
          type: LoadBalancer
          externalTrafficPolicy: Local
          ports: [{port: 22, nodePort: 30022}]
      `,
      assumes: ['who announces `192.0.2.20` today must stop when kube-vip starts; in between there is no answer'],
    },
  },
  skips: {
    'one address, protocol and port on two Services': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}
      `,
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `api` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
        '`192.0.2.4:80/TCP` is claimed by Service `web` (input.yaml) as well: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
  },
});
