import codemod from '../../codemods/external-ips-to-metallb.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const NO_NODES = { 'nodes.addresses': ['198.51.100.9'] };

testCodemod(codemod, {
  rewrites: {
    'a program whose first line tells how far it is indented': {
      path: 'chart.ts',
      input: `
            import { KubeService } from './imports/k8s';
        new KubeService(this, 'web', {
        metadata: {
        name: 'web',
        },
        spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.4'] },
        });
      `,
      output: `
            import { KubeService } from './imports/k8s';
        new KubeService(this, 'web', {
        metadata: {
        name: 'web',
        annotations: {
            'metallb.io/loadBalancerIPs': '192.0.2.4',
        },
        },
        spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{ port: 80 }] },
        });
      `,
    },
    'a Service of cdk8s, with comments that go along': {
      path: 'chart.ts',
      input: `
        import { KubeService } from './imports/k8s';

        new KubeService(this, 'web', {
          metadata: {
            name: 'web',
          },
          spec: {
            selector: { app: 'web' },
            ports: [{ port: 80 }],
            // announced by the router
            externalIPs: [
              '192.0.2.4', // office uplink
            ],
          },
        });
      `,
      output: `
        import { KubeService } from './imports/k8s';

        new KubeService(this, 'web', {
          metadata: {
            name: 'web',
            // announced by the router
            // office uplink
            annotations: {
              'metallb.io/loadBalancerIPs': '192.0.2.4',
            },
          },
          spec: {
            type: 'LoadBalancer',
            allocateLoadBalancerNodePorts: false,
            selector: { app: 'web' },
            ports: [{ port: 80 }],
          },
        });
      `,
    },
    'a Service of Pulumi without metadata, in double quotes, tabs and no trailing commas': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes"

        export const web = new k8s.core.v1.Service("web", {
        \tspec: {
        \t\tports: [{ port: 80 }],
        \t\texternalIPs: ["192.0.2.4"]
        \t}
        })
      `,
      output: `
        import * as k8s from "@pulumi/kubernetes"

        export const web = new k8s.core.v1.Service("web", {
        \tspec: {
        \t\ttype: "LoadBalancer",
        \t\tallocateLoadBalancerNodePorts: false,
        \t\tports: [{ port: 80 }]
        \t},
        \tmetadata: {
        \t\tannotations: {
        \t\t\t"metallb.io/loadBalancerIPs": "192.0.2.4"
        \t\t}
        \t}
        })
      `,
    },
    'a Service on one line': {
      path: 'index.js',
      input: `
        const k8s = require('@pulumi/kubernetes');
        new k8s.core.v1.Service('web', { metadata: {}, spec: { externalIPs: ['192.0.2.4'], type: 'ClusterIP' } });
      `,
      output: `
        const k8s = require('@pulumi/kubernetes');
        new k8s.core.v1.Service('web', { metadata: { annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.4' } }, spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false } });
      `,
    },
    'a Service of cdk8s-plus, whose type is one of an enumeration': {
      path: 'chart.ts',
      input: `
        import * as kplus from 'cdk8s-plus-34';

        new kplus.Service(this, 'web', {
          metadata: { name: 'web' },
          ports: [{ port: 53, protocol: kplus.Protocol.UDP }],
          externalIPs: ['192.0.2.4'],
        });
      `,
      output: `
        import * as kplus from 'cdk8s-plus-34';

        new kplus.Service(this, 'web', {
          type: kplus.ServiceType.LOAD_BALANCER,
          metadata: { name: 'web', annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.4' } },
          ports: [{ port: 53, protocol: kplus.Protocol.UDP }],
        });
      `,
    },
    'a Service of cdk8s-plus whose enumeration is imported by its name': {
      path: 'chart.ts',
      input: `
        import { Service, ServiceType } from 'cdk8s-plus-34';
        new Service(this, 'web', { metadata: { name: 'web' }, type: ServiceType.NODE_PORT, externalIPs: ['192.0.2.4'] });
      `,
      output: `
        import { Service, ServiceType } from 'cdk8s-plus-34';
        new Service(this, 'web', { metadata: { name: 'web', annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.4' } }, type: ServiceType.LOAD_BALANCER });
      `,
    },
    'a pool that is made before manifests in a string': {
      path: 'index.ts',
      settings: NO_NODES,
      input: `
        import { helm, yaml } from '@pulumi/kubernetes';

        new helm.v4.Chart('metallb', { chart: 'metallb', version: '0.15.2', namespace: 'metallb-system' });
        new yaml.ConfigGroup('web', {
          yaml: \`
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {externalIPs: [192.0.2.4]}
        \`,
        });
      `,
      output: `
        import { helm, yaml, apiextensions } from '@pulumi/kubernetes';

        new helm.v4.Chart('metallb', { chart: 'metallb', version: '0.15.2', namespace: 'metallb-system' });
        new apiextensions.CustomResource('external-ips', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'IPAddressPool',
          metadata: {
            name: 'external-ips',
            namespace: 'metallb-system',
          },
          spec: {
            autoAssign: false,
            addresses: ['192.0.2.4/32'],
          },
        });
        new apiextensions.CustomResource('external-ips', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'L2Advertisement',
          metadata: {
            name: 'external-ips',
            namespace: 'metallb-system',
          },
          spec: {
            ipAddressPools: ['external-ips'],
          },
        });
        new yaml.ConfigGroup('web', {
          yaml: \`
        apiVersion: v1
        kind: Service
        metadata: {name: web, annotations: {metallb.io/loadBalancerIPs: "192.0.2.4"}}
        spec: {type: LoadBalancer, allocateLoadBalancerNodePorts: false}
        \`,
        });
      `,
    },
    'values of a chart': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";

        new k8s.helm.v3.Release("edge", {
          chart: "edge",
          values: {
            service: {
              externalIPs: ["192.0.2.4"],
            },
          },
        });
      `,
      output: `
        import * as k8s from "@pulumi/kubernetes";

        new k8s.helm.v3.Release("edge", {
          chart: "edge",
          values: {
            service: {
              type: "LoadBalancer",
              annotations: {
                "metallb.io/loadBalancerIPs": "192.0.2.4",
              },
            },
          },
        });
      `,
    },
    'manifests in a string': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";

        new k8s.yaml.ConfigGroup("web", {
          yaml: \`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          externalIPs:
            - 192.0.2.4
        \`,
        });
      `,
      output: `
        import * as k8s from "@pulumi/kubernetes";

        new k8s.yaml.ConfigGroup("web", {
          yaml: \`
        apiVersion: v1
        kind: Service
        metadata:
          name: web
          annotations:
            metallb.io/loadBalancerIPs: 192.0.2.4
        spec:
          type: LoadBalancer
          allocateLoadBalancerNodePorts: false
        \`,
        });
      `,
    },
    'a constant that other code reads stays': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        const addresses = ["192.0.2.4"];
        new k8s.core.v1.Service("web", { metadata: {}, spec: { ports: [], externalIPs: addresses } });
        export const endpoint = addresses[0];
      `,
      output: `
        import * as k8s from "@pulumi/kubernetes";
        const addresses = ["192.0.2.4"];
        new k8s.core.v1.Service("web", { metadata: { annotations: { "metallb.io/loadBalancerIPs": "192.0.2.4" } }, spec: { type: "LoadBalancer", allocateLoadBalancerNodePorts: false, ports: [] } });
        export const endpoint = addresses[0];
      `,
    },
    'an address with a name is carried over by its name': {
      path: 'chart.ts',
      input: `
        import { KubeService } from './imports/k8s';

        new KubeService(this, 'web', {
          metadata: { name: 'web' },
          spec: { ports: [{ port: 80 }], externalIPs: [props.address] },
        });
      `,
      output: `
        import { KubeService } from './imports/k8s';

        new KubeService(this, 'web', {
          metadata: { name: 'web', annotations: { 'metallb.io/loadBalancerIPs': props.address } },
          spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{ port: 80 }] },
        });
      `,
    },
    'a pool is made beside the release of MetalLB, with its provider': {
      path: 'index.ts',
      settings: NO_NODES,
      input: `
        import * as k8s from "@pulumi/kubernetes";

        const metallb = new k8s.helm.v3.Release("metallb", {
          chart: "metallb",
          version: "0.15.2",
          namespace: "metallb-system",
          repositoryOpts: { repo: "https://metallb.github.io/metallb" },
        }, { provider: cluster.provider, protect: true });

        const web = new k8s.core.v1.Service("web", {
          metadata: { name: "web" },
          spec: { externalIPs: ["192.0.2.4"] },
        });
      `,
      output: `
        import * as k8s from "@pulumi/kubernetes";

        const metallb = new k8s.helm.v3.Release("metallb", {
          chart: "metallb",
          version: "0.15.2",
          namespace: "metallb-system",
          repositoryOpts: { repo: "https://metallb.github.io/metallb" },
        }, { provider: cluster.provider, protect: true });

        new k8s.apiextensions.CustomResource("external-ips", {
          apiVersion: "metallb.io/v1beta1",
          kind: "IPAddressPool",
          metadata: {
            name: "external-ips",
            namespace: "metallb-system",
          },
          spec: {
            autoAssign: false,
            addresses: ["192.0.2.4/32"],
          },
        }, { provider: cluster.provider });

        new k8s.apiextensions.CustomResource("external-ips", {
          apiVersion: "metallb.io/v1beta1",
          kind: "L2Advertisement",
          metadata: {
            name: "external-ips",
            namespace: "metallb-system",
          },
          spec: {
            ipAddressPools: ["external-ips"],
          },
        }, { provider: cluster.provider });

        const web = new k8s.core.v1.Service("web", {
          metadata: { name: "web", annotations: { "metallb.io/loadBalancerIPs": "192.0.2.4" } },
          spec: { type: "LoadBalancer", allocateLoadBalancerNodePorts: false },
        });
      `,
    },
    'a pool is made beside another one, and the class imported': {
      path: 'chart.ts',
      settings: NO_NODES,
      input: `
        import { Chart, Helm } from 'cdk8s';
        import { KubeService } from './imports/k8s';

        export class Edge extends Chart {
          constructor(scope: Construct, id: string) {
            super(scope, id);
            new Helm(this, 'metallb', { chart: 'metallb', repo: 'https://metallb.github.io/metallb', version: '0.15.2', namespace: 'metallb-system' });
            new KubeService(this, 'web', {
              metadata: { name: 'web' },
              spec: { externalIPs: ['192.0.2.4'] },
            });
          }
        }
      `,
      output: `
        import { Chart, Helm, ApiObject } from 'cdk8s';
        import { KubeService } from './imports/k8s';

        export class Edge extends Chart {
          constructor(scope: Construct, id: string) {
            super(scope, id);
            new Helm(this, 'metallb', { chart: 'metallb', repo: 'https://metallb.github.io/metallb', version: '0.15.2', namespace: 'metallb-system' });
            new ApiObject(this, 'external-ips-pool', {
              apiVersion: 'metallb.io/v1beta1',
              kind: 'IPAddressPool',
              metadata: {
                name: 'external-ips',
                namespace: 'metallb-system',
              },
              spec: {
                autoAssign: false,
                addresses: ['192.0.2.4/32'],
              },
            });
            new ApiObject(this, 'external-ips-advertisement', {
              apiVersion: 'metallb.io/v1beta1',
              kind: 'L2Advertisement',
              metadata: {
                name: 'external-ips',
                namespace: 'metallb-system',
              },
              spec: {
                ipAddressPools: ['external-ips'],
              },
            });
            new KubeService(this, 'web', {
              metadata: { name: 'web', annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.4' } },
              spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false },
            });
          }
        }
      `,
    },
    'a pool that an earlier run made is extended': {
      path: 'chart.ts',
      settings: NO_NODES,
      input: `
        import { ApiObject } from 'cdk8s';
        import { KubeService } from './imports/k8s';

        new ApiObject(chart, 'external-ips-pool', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'IPAddressPool',
          metadata: { name: 'external-ips', namespace: 'metallb-system' },
          spec: { autoAssign: false, addresses: ['192.0.2.4/32'] },
        });
        new ApiObject(chart, 'external-ips-advertisement', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'L2Advertisement',
          metadata: { name: 'external-ips', namespace: 'metallb-system' },
          spec: { ipAddressPools: ['external-ips'] },
        });
        new KubeService(chart, 'web', { metadata: { name: 'web' }, spec: { externalIPs: ['192.0.2.5'] } });
      `,
      output: `
        import { ApiObject } from 'cdk8s';
        import { KubeService } from './imports/k8s';

        new ApiObject(chart, 'external-ips-pool', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'IPAddressPool',
          metadata: { name: 'external-ips', namespace: 'metallb-system' },
          spec: { autoAssign: false, addresses: ['192.0.2.4/32', '192.0.2.5/32'] },
        });
        new ApiObject(chart, 'external-ips-advertisement', {
          apiVersion: 'metallb.io/v1beta1',
          kind: 'L2Advertisement',
          metadata: { name: 'external-ips', namespace: 'metallb-system' },
          spec: { ipAddressPools: ['external-ips'] },
        });
        new KubeService(chart, 'web', { metadata: { name: 'web', annotations: { 'metallb.io/loadBalancerIPs': '192.0.2.5' } }, spec: { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false } });
      `,
    },
  },

  skips: {
    'a constant that other code may read is left alone': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        const spec = { externalIPs: ["192.0.2.4"] };
        new k8s.core.v1.Service("web", { metadata: {}, spec });
      `,
      reasons: ['`spec` comes from `spec`, which other code may read: write it out where it is used first [ANCHOR_OWNED]'],
    },
    'a list of a name of its own is left alone where nothing else reads it': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        const addresses = ["192.0.2.4"];
        new k8s.core.v1.Service("web", { metadata: {}, spec: { externalIPs: addresses } });
      `,
      reasons: ['`spec.externalIPs` is all that reads `addresses`: write the value where it is used first [ANCHOR_OWNED]'],
    },
    'so is an address of a name of its own': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        const address = "192.0.2.4";
        new k8s.core.v1.Service("web", { metadata: {}, spec: { externalIPs: [address] } });
      `,
      reasons: ['`spec.externalIPs` is all that reads `address`: write the value where it is used first [ANCHOR_OWNED]'],
    },
    'a spread may bring what the file does not show': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.core.v1.Service("web", { metadata: {}, spec: { ...args.spec, externalIPs: ["192.0.2.4"] } });
      `,
      reasons: ['`...args.spec` in `spec` may bring more: write out what it does first [MERGE_KEY]'],
    },
    'an expression is written down once': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.core.v1.Service("web", { metadata: {}, spec: { externalIPs: [config.require("address")] } });
      `,
      reasons: [
        '`config.require("address")` is an expression: give what it yields a name first, so that it can stand in two places [SYNTAX]',
      ],
    },
    'a text with expressions is read only': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.yaml.ConfigGroup("web", { yaml: \`
        apiVersion: v1
        kind: Service
        metadata: {name: "\${name}"}
        spec:
          externalIPs: [192.0.2.4]
        \` });
      `,
      reasons: ['the text is never written, as it holds expressions, `${…}`: write it in backticks without them first [SYNTAX]'],
    },
    'a type of cdk8s-plus that is not imported': {
      path: 'chart.ts',
      input: `
        import { Service } from 'cdk8s-plus-34';
        new Service(this, 'web', { metadata: { name: 'web' }, externalIPs: ['192.0.2.4'] });
      `,
      reasons: ['`ServiceType` is not imported, which the type is one of: import it first [SYNTAX]'],
    },
  },
});
