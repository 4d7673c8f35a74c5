import toCilium from '../../codemods/external-ips-to-cilium.ts';
import toGateway from '../../codemods/external-ips-to-gateway.ts';
import toKubeVip from '../../codemods/external-ips-to-kube-vip.ts';
import toLoadBalancer from '../../codemods/external-ips-to-load-balancer.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const GATEWAY = {
  'gateway.class': 'cilium',
  'gateway.implementation': 'cilium',
  'gateway.bundle': '1.6',
  'nodes.addresses': '',
} as const;

/** A Service with some metadata and some more of its spec. */
const service = (metadata: string, spec: string): string => `
  import * as k8s from "@pulumi/kubernetes";

  export const web = new k8s.core.v1.Service("web", {
    metadata: { ${metadata} },
    spec: {
      ${spec}
    },
  });
`;

const [METADATA, WEB] = ['name: "web", namespace: "shop"', 'ports: [{ port: 80 }],'];

testCodemod(toCilium, {
  rewrites: {
    'a Service of a program asks Cilium': {
      path: 'index.ts',
      input: service(METADATA, `${WEB}\n      externalIPs: ["192.0.2.4"],`),
      output: service(
        `${METADATA}, annotations: { "lbipam.cilium.io/ips": "192.0.2.4" }`,
        `type: "LoadBalancer",\n      allocateLoadBalancerNodePorts: false,\n      ${WEB}`,
      ),
    },
  },
  skips: {},
});

testCodemod(toKubeVip, {
  rewrites: {
    'a Service of a program asks kube-vip': {
      path: 'index.ts',
      input: service(METADATA, `${WEB}\n      externalIPs: ["192.0.2.4"],`),
      output: service(
        `${METADATA}, annotations: { "kube-vip.io/loadbalancerIPs": "192.0.2.4" }`,
        `type: "LoadBalancer",\n      allocateLoadBalancerNodePorts: false,\n      ${WEB}`,
      ),
    },
  },
  skips: {},
});

testCodemod(toLoadBalancer, {
  rewrites: {
    'a Service of a program becomes a load balancer whose status somebody writes': {
      path: 'index.ts',
      input: service(METADATA, `${WEB}\n      externalIPs: ["192.0.2.4"],`),
      output: service(
        METADATA,
        `type: "LoadBalancer",\n      loadBalancerClass: "non-existent-class",\n      allocateLoadBalancerNodePorts: false,\n      ${WEB}\n      externalIPs: ["192.0.2.4"],`,
      ),
      left: [
        'it has its class already: once its addresses are in its status, `--stage finish` with `--cluster-status` takes `externalIPs` away [PREPARED]',
      ],
    },
  },
  skips: {},
});

/** What is made of that Service. */
const GATEWAY_AND_ROUTE = `

  new k8s.apiextensions.CustomResource("web-external", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: {
      name: "web-external",
      namespace: "shop",
    },
    spec: {
      gatewayClassName: "cilium",
      addresses: [
        {
          type: "IPAddress",
          value: "192.0.2.4",
        },
      ],
      listeners: [
        {
          name: "http-80",
          protocol: "HTTP",
          port: 80,
        },
      ],
    },
  });

  new k8s.apiextensions.CustomResource("web-http-80", {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: {
      name: "web-http-80",
      namespace: "shop",
    },
    spec: {
      parentRefs: [
        {
          name: "web-external",
          sectionName: "http-80",
        },
      ],
      rules: [
        {
          backendRefs: [
            {
              name: "web",
              port: 80,
            },
          ],
        },
      ],
    },
  });
`;

testCodemod(toGateway, {
  rewrites: {
    'Gateway and routes follow the statement of the Service': {
      path: 'index.ts',
      settings: GATEWAY,
      input: service(METADATA, `${WEB}\n      externalIPs: ["192.0.2.4"],`),
      output: `${service(METADATA, WEB).trimEnd()}${GATEWAY_AND_ROUTE}`,
    },
    'a namespace that has a name is the same expression': {
      path: 'index.ts',
      settings: GATEWAY,
      input: service('name: "web", namespace: args.namespace', `${WEB}\n      externalIPs: ["192.0.2.4"],`),
      output: `${service('name: "web", namespace: args.namespace', WEB).trimEnd()}${GATEWAY_AND_ROUTE.replaceAll('"shop"', 'args.namespace')}`,
    },
  },
  skips: {
    'a namespace that is worked out': {
      path: 'index.ts',
      settings: GATEWAY,
      input: `
        import { core, apiextensions } from '@pulumi/kubernetes';
        new core.v1.Service('web', { metadata: { name: 'web', namespace: \`\${stack}-shop\` }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] } });
      `,
      reasons: ['`${stack}-shop` holds an expression, which is written nowhere else: give it a name first [SYNTAX]'],
    },
    'a name that is worked out': {
      path: 'index.ts',
      settings: GATEWAY,
      input: `
        import { core, apiextensions } from '@pulumi/kubernetes';
        new core.v1.Service('web', { metadata: { name: args.name }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] } });
      `,
      reasons: [
        '`${args.name}` is not what the Service is called in the cluster, and a route must name it: write Gateway and routes by hand [NAME]',
      ],
    },
    'a Service in a loop': {
      path: 'index.ts',
      settings: GATEWAY,
      input: `
        import { core } from '@pulumi/kubernetes';
        for (const zone of zones) {
          new core.v1.Service(zone, { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] } });
        }
      `,
      reasons: ['the call stands in a loop, where a new object would be made several times [SYNTAX]'],
    },
    'a Service that is returned, or a member of a class': {
      path: 'index.ts',
      settings: GATEWAY,
      input: `
        import { core } from '@pulumi/kubernetes';
        function make(name: string) {
          return new core.v1.Service(name, { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] } });
        }
        class Shop {
          readonly api = new core.v1.Service('api', { metadata: { name: 'api' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.5'] } });
        }
      `,
      reasons: [
        'the call is returned, and what follows it would never run: give the result a name first [SYNTAX]',
        'the call is no statement of its own, so that nothing can be written after it: give the result a name first [SYNTAX]',
      ],
    },
    'a provider that is made in the call': {
      path: 'index.ts',
      settings: GATEWAY,
      input: `
        import * as k8s from '@pulumi/kubernetes';
        new k8s.core.v1.Service('web', { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] } }, { provider: providerOf('edge') });
      `,
      reasons: ["`providerOf('edge')` is an expression: give what it yields a name first, so that it can stand in two places [SYNTAX]"],
    },
  },
});
