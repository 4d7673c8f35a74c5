import codemod from '../../codemods/external-ips-to-cilium.ts';
import { testCodemod } from './tester.ts';

testCodemod(codemod, {
  rewrites: {
    'Services of two namespaces that share an address name each other': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a}
        spec:
          ports: [{port: 443}]
          externalIPs: [192.0.2.20]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b}
        spec:
          ports: [{port: 22}]
          externalIPs: [192.0.2.20]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: a, annotations: {lbipam.cilium.io/sharing-key: external-192.0.2.20, lbipam.cilium.io/sharing-cross-namespace: b, lbipam.cilium.io/ips: "192.0.2.20"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 443}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: git, namespace: b, annotations: {lbipam.cilium.io/sharing-key: external-192.0.2.20, lbipam.cilium.io/sharing-cross-namespace: a, lbipam.cilium.io/ips: "192.0.2.20"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 22}]
      `,
      assumes: ['a CiliumLoadBalancerIPPool outside this repository holds `192.0.2.20` and selects the Service'],
    },
    'several placeholders are carried over': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs: ["\${IP_A}", "\${IP_B}"]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            lbipam.cilium.io/ips: "\${IP_A},\${IP_B}"
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
      `,
    },
    'one address on a dual-stack Service, which Cilium serves': {
      input: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          ipFamilyPolicy: PreferDualStack
          externalIPs: [192.0.2.4]
      `,
      output: `
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            lbipam.cilium.io/ips: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ipFamilyPolicy: PreferDualStack
      `,
    },
  },
  skips: {
    'one port with two protocols on two Services': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: dns-udp}
        spec: {ports: [{port: 53, protocol: UDP}], externalIPs: [192.0.2.53]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: dns-tcp}
        spec: {ports: [{port: 53}], externalIPs: [192.0.2.53]}
      `,
      reasons: Array<string>(2).fill(
        'two Services that share the address listen on port 53, and Cilium does not tell them apart by protocol [SHARING_RULES]',
      ),
    },
    'an address of a family that the Service has not': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ipFamilies: [IPv4], externalIPs: ["2001:db8::4"]}
      `,
      reasons: ['the Service is IPv4 only, so `2001:db8::4` serves nothing today [DEAD_IP]'],
    },
  },
});
