import cilium from '../../codemods/external-ips-to-cilium.ts';
import gateway from '../../codemods/external-ips-to-gateway.ts';
import loadBalancer from '../../codemods/external-ips-to-load-balancer.ts';
import metallb from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from './tester.ts';

/** A Service that still has externalIPs. */
const service = (name: string, port: number, spec = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec:\n  ports: [{port: ${port}}]\n${spec}  externalIPs: [192.0.2.4]\n`;

/** A Service that a load balancer serves, with these annotations in a map. */
const moved = (name: string, port: number, annotations: string, spec = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop, annotations: {${annotations}}}\nspec: {type: LoadBalancer, ports: [{port: ${port}}]${spec}}\n`;

const REQUEST = 'metallb.io/loadBalancerIPs: 192.0.2.4';
const KEY = 'metallb.io/allow-shared-ip: edge';

testCodemod(metallb, {
  rewrites: {
    'a Service joins those that an earlier run moved, with their key': {
      input: service('web', 80),
      files: { 'mail.yaml': moved('mail', 25, `${REQUEST}, ${KEY}`) },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, annotations: {metallb.io/allow-shared-ip: edge, metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
      `,
    },
    'a Service that is a copy for another cluster holds nothing': {
      input: service('web', 80),
      files: { 'other/web.yaml': moved('web', 80, REQUEST) },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
      `,
    },
    'a Service of another type asks in vain, and holds nothing': {
      input: service('web', 80),
      files: { 'mail.yaml': moved('mail', 80, REQUEST).replace('LoadBalancer', 'ClusterIP') },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
      `,
    },
    'values join them as well': {
      path: 'values.yaml',
      input: 'service:\n  type: ClusterIP\n  externalIPs: [192.0.2.4]\n',
      files: { 'mail.yaml': moved('mail', 25, `${REQUEST}, ${KEY}`) },
      output: `
        service:
          type: LoadBalancer
          annotations:
            metallb.io/allow-shared-ip: edge
            metallb.io/loadBalancerIPs: 192.0.2.4
      `,
      assumes: ['no two Services at one address listen on one port and protocol: `192.0.2.4`'],
    },
  },
  skips: {
    'a port that a load balancer serves at the address already': {
      input: service('web', 80),
      files: { 'old.yaml': moved('old', 80, `${REQUEST}, ${KEY}`) },
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `old` (old.yaml), which asks a load balancer for it: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
    'the address of a Service that does not share it': {
      input: service('web', 80),
      files: { 'mail.yaml': moved('mail', 25, '', ', loadBalancerIP: 192.0.2.4') },
      reasons: [
        'Service `mail` (mail.yaml) has the address from a load balancer already, and does not share it: give it the annotation `metallb.io/allow-shared-ip: external-192.0.2.4` first [SHARED_GROUP]',
      ],
    },
    'another traffic policy': {
      input: service('web', 80, '  externalTrafficPolicy: Local\n'),
      files: { 'mail.yaml': moved('mail', 25, `${REQUEST}, ${KEY}`) },
      reasons: [
        'it and Service `mail` (mail.yaml), which has the address from a load balancer already, differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address [SHARING_RULES]',
      ],
    },
    'another key': {
      input: service('web', 80).replace('namespace: shop', 'namespace: shop, annotations: {metallb.io/allow-shared-ip: web}'),
      files: { 'mail.yaml': moved('mail', 25, `${REQUEST}, ${KEY}`) },
      reasons: ['Services at the address have different keys to share it, `web` and `edge`: give all the same one [SHARING_RULES]'],
    },
  },
});

testCodemod(cilium, {
  rewrites: {
    'a Service joins one of another namespace that lets it in': {
      input: service('web', 80),
      files: {
        'mail.yaml': moved(
          'mail',
          25,
          'lbipam.cilium.io/ips: 192.0.2.4, lbipam.cilium.io/sharing-key: edge, lbipam.cilium.io/sharing-cross-namespace: shop',
        ).replace('namespace: shop', 'namespace: mail'),
      },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop, annotations: {lbipam.cilium.io/sharing-key: edge, lbipam.cilium.io/sharing-cross-namespace: mail, lbipam.cilium.io/ips: "192.0.2.4"}}
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
      `,
    },
  },
  skips: {
    'a port number of both, whatever the protocol': {
      input: service('web', 53),
      files: {
        'dns.yaml': moved('dns', 53, 'lbipam.cilium.io/ips: 192.0.2.4, lbipam.cilium.io/sharing-key: edge').replace(
          'port: 53',
          'port: 53, protocol: UDP',
        ),
      },
      reasons: [
        'it and Service `dns` (dns.yaml), which has the address from a load balancer already, listen on port 53, and Cilium does not tell them apart by protocol [SHARING_RULES]',
      ],
    },
    'one of another namespace that lets nobody in': {
      input: service('web', 80),
      files: {
        'mail.yaml': moved('mail', 25, 'lbipam.cilium.io/ips: 192.0.2.4, lbipam.cilium.io/sharing-key: edge').replace(
          'namespace: shop',
          'namespace: mail',
        ),
      },
      reasons: [
        'Service `mail` (mail.yaml) has the address from a load balancer already, and shares it within its namespace only: give it the annotation `lbipam.cilium.io/sharing-cross-namespace` with the other namespaces first [SHARED_GROUP]',
      ],
    },
  },
});

testCodemod(loadBalancer, {
  rewrites: {
    'kube-proxy serves ports of two Services at one address, whoever assigned it': {
      input: service('web', 80),
      files: { 'mail.yaml': moved('mail', 25, REQUEST) },
      output: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec:
          type: LoadBalancer
          # no controller may serve this class: the IPs are written to .status by hand
          loadBalancerClass: non-existent-class
          allocateLoadBalancerNodePorts: false
          ports: [{port: 80}]
          externalIPs: [192.0.2.4]
      `,
    },
  },
  skips: {
    'a port that a load balancer serves at the address already': {
      input: service('web', 80),
      files: { 'old.yaml': moved('old', 80, REQUEST) },
      reasons: [
        '`192.0.2.4:80/TCP` is claimed by Service `old` (old.yaml), which asks a load balancer for it: which of the two gets the traffic is undefined [PORT_CONFLICT]',
      ],
    },
  },
});

testCodemod(gateway, {
  rewrites: {},
  skips: {
    'an address that a load balancer gives to another Service': {
      input: service('web', 80),
      files: { 'mail.yaml': moved('mail', 25, `${REQUEST}, ${KEY}`) },
      reasons: [
        'Service `mail` (mail.yaml) asks a load balancer for the address already, and a Gateway would be a second owner: move both to the same target [REQUESTED]',
      ],
    },
  },
});
