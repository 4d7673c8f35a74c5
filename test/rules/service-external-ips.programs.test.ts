import rule from '../../rules/service-external-ips.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGE = 'Service `web` takes addresses through the deprecated `externalIPs`';
const UNNAMED = 'a Service takes addresses through the deprecated `externalIPs`';

testRule(rule, {
  valid: {
    'a program that makes no manifests is not read': {
      path: 'server.ts',
      input: `
        import { Service } from './service';
        export const web = new Service('web', { spec: { externalIPs: ['192.0.2.4'] } });
      `,
    },
    'types that say what a Service is made of make none': {
      path: 'imports/k8s.d.ts',
      input: `
        import { ApiObject } from 'cdk8s';
        export interface ServiceSpec { readonly externalIPs?: string[] }
      `,
    },
    'a class of the same name that is no class of the package is left alone': {
      path: 'index.ts',
      input: `
        import * as k8s from '@pulumi/kubernetes';
        class Service { constructor(readonly name: string, readonly args: object) {} }
        new Service('web', { spec: { externalIPs: ['192.0.2.4'] } });
      `,
    },
    'a list that is only handed on is no finding': {
      path: 'service.ts',
      input: `
        import { Construct } from 'constructs';
        import { KubeService } from './imports/k8s';
        export const service = (scope: Construct, props: { externalIPs?: string[] }) =>
          new KubeService(scope, 'web', { spec: { externalIPs: props.externalIPs } });
      `,
    },
    'a list that is not set is no finding': {
      path: 'service.ts',
      input: `
        import { KubeService } from './imports/k8s';
        new KubeService(scope, 'web', { spec: { externalIPs: undefined } });
      `,
    },
    'a headless Service of cdk8s takes none, whose field has another name there': {
      path: 'service.ts',
      input: `
        import { KubeService } from './imports/k8s';
        new KubeService(scope, 'web', { spec: { clusterIp: 'None', externalIPs: ['192.0.2.4'] } });
      `,
    },
    'an ExternalName Service of cdk8s-plus takes none': {
      path: 'service.ts',
      input: `
        import { Service, ServiceType } from 'cdk8s-plus-34';
        new Service(scope, 'web', { type: ServiceType.EXTERNAL_NAME, externalName: 'example.com', externalIPs: ['192.0.2.4'] });
      `,
    },
    'a comment hides it': {
      path: 'service.ts',
      input: `
        import { KubeService } from './imports/k8s';
        new KubeService(scope, 'web', {
          spec: {
            // kubemend-ignore[service-external-ips]: served by the router until the move
            externalIPs: ['192.0.2.4'],
          },
        });
      `,
    },
    'a comment above the statement hides what is in the object': {
      path: 'service.ts',
      input: `
        import { ApiObject } from 'cdk8s';
        // kubemend-ignore[service-external-ips]: served by the router until the move
        // Ask the network team.
        export const web = new ApiObject(scope, 'web', {
          apiVersion: 'v1',
          kind: 'Service',
          spec: { externalIPs: ['192.0.2.4'] },
        });
      `,
    },
    'words in a comment or a text are no object': {
      path: 'service.ts',
      input: `
        import { KubeService } from './imports/k8s';
        // new KubeService(scope, 'web', { spec: { externalIPs: ['192.0.2.4'] } });
        const help = "spec: { externalIPs: ['192.0.2.4'] }";
      `,
    },
  },

  invalid: {
    'KubeService of cdk8s': {
      path: 'chart.ts',
      input: `
        import { Chart } from 'cdk8s';
        import * as k8s from '../imports/k8s';

        export class Shop extends Chart {
          constructor(scope: Construct, id: string) {
            super(scope, id);
            new k8s.KubeService(this, 'web', {
              metadata: { name: 'web' },
              spec: { «externalIPs»: ['192.0.2.4'], ports: [{ port: 80 }] },
            });
          }
        }
      `,
      messages: [MESSAGE],
    },
    'ApiObject of cdk8s, its manifest a constant': {
      path: 'chart.mjs',
      input: `
        import { ApiObject } from 'cdk8s';
        const addresses = ['192.0.2.4'];
        const manifest = {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web' },
          spec: { «externalIPs»: addresses },
        };
        new ApiObject(chart, 'web', manifest);
      `,
      messages: [MESSAGE],
    },
    'Service of cdk8s-plus': {
      path: 'chart.ts',
      input: `
        import { Service } from 'cdk8s-plus-34';
        new Service(this, 'web', { metadata: { name: 'web' }, «externalIPs»: ['192.0.2.4'] });
      `,
      messages: [MESSAGE],
    },
    'core.v1.Service of Pulumi, in whatever way it is imported': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        import { core } from "@pulumi/kubernetes";
        import { v1 } from "@pulumi/kubernetes/core";
        import { Service as KubernetesService } from "@pulumi/kubernetes/core/v1";

        new k8s.core.v1.Service("a", { metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } });
        new core.v1.Service("b", { metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } });
        new v1.Service("c", { metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } });
        new KubernetesService("d", { metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } });
      `,
      messages: [MESSAGE, MESSAGE, MESSAGE, MESSAGE],
    },
    'a program in JavaScript that requires the package': {
      path: 'index.js',
      input: `
        const k8s = require('@pulumi/kubernetes');
        new k8s.core.v1.Service('web', { metadata: { name: 'web' }, spec: { «externalIPs»: ['192.0.2.4'] } });
      `,
      messages: [MESSAGE],
    },
    'spreads and functions that only return something are followed': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        const named = { name: "web" };
        const spec = () => ({ «externalIPs»: ["192.0.2.4"] });
        new k8s.core.v1.Service("web", { metadata: { ...named }, spec: spec() });
      `,
      messages: [MESSAGE],
    },
    'an address that the program works out is one all the same': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.core.v1.Service("web", { metadata: { name: "web" }, spec: { «externalIPs»: [config.require("address")] } });
      `,
      messages: [MESSAGE],
    },
    'objects of a ConfigGroup, and its manifests in strings': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.yaml.ConfigGroup("web", {
          objs: [{ apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } }],
          yaml: [\`
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: [192.0.2.4]
        \`],
        });
      `,
      messages: [MESSAGE, MESSAGE],
    },
    'a string with expressions, and one with escapes': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.yaml.v2.ConfigGroup("web", { yaml: \`
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          «externalIPs»: ["\${address}"]
        \` });
        new k8s.yaml.ConfigGroup("web", { yaml: "kind: Service\\napiVersion: v1\\nmetadata: {name: web}\\nspec: {«externalIPs»: [192.0.2.4]}" });
      `,
      messages: [MESSAGE, MESSAGE],
    },
    'an item of a list': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        new k8s.core.v1.ServiceList("all", { items: [{ metadata: { name: "web" }, spec: { «externalIPs»: ["192.0.2.4"] } }] });
      `,
      messages: [MESSAGE],
    },
    'values of an Argo CD Application in a string': {
      path: 'chart.ts',
      input: `
        import { ApiObject } from 'cdk8s';
        new ApiObject(this, 'edge', {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { name: 'edge' },
          spec: { source: { chart: 'edge', helm: { values: \`
        service:
          «externalIPs»: [192.0.2.4]
        \` } } },
        });
      `,
      messages: ['Application `edge` (`service`) takes addresses through the deprecated `externalIPs`'],
    },
    'an operation that cdk8s puts on a Service': {
      path: 'chart.ts',
      input: `
        import { ApiObject, JsonPatch } from 'cdk8s';
        ApiObject.of(service).addJsonPatch(JsonPatch.add('/spec/externalIPs', «['192.0.2.4']»));
        ApiObject.of(service).addJsonPatch(JsonPatch.replace('/spec/externalIPs/0', «'192.0.2.5'»), JsonPatch.add('/spec/externalName', 'example.com'));
      `,
      messages: [
        'a JSON Patch of a Service takes addresses through the deprecated `externalIPs`',
        'a JSON Patch of a Service takes addresses through the deprecated `externalIPs`',
      ],
    },
    'values of charts': {
      path: 'index.ts',
      input: `
        import * as k8s from "@pulumi/kubernetes";
        import { Helm } from "cdk8s";
        new k8s.helm.v3.Chart("edge", { chart: "edge", values: { controller: { service: { «externalIPs»: ["192.0.2.4"] } } } });
        new k8s.helm.v4.Chart("edge", { chart: "edge", values: { service: { «externalIPs»: ["192.0.2.5"] } } });
        new k8s.helm.v3.Release("edge", { chart: "edge", values: { service: { «externalIPs»: ["192.0.2.6"] } } });
        new Helm(this, "edge", { chart: "edge", releaseName: "edge", values: { service: { «externalIPs»: ["192.0.2.7"] } } });
      `,
      messages: [
        'Chart `edge` (`controller.service`) takes addresses through the deprecated `externalIPs`',
        'Chart `edge` (`service`) takes addresses through the deprecated `externalIPs`',
        'Release `edge` (`service`) takes addresses through the deprecated `externalIPs`',
        'Helm `edge` (`service`) takes addresses through the deprecated `externalIPs`',
      ],
    },
    'a Service without a name of its own': {
      path: 'index.cts',
      input: `
        import k8s = require("@pulumi/kubernetes");
        new k8s.core.v1.Service("web", { spec: { «externalIPs»: ["192.0.2.4"] } } as const);
      `,
      messages: [UNNAMED],
    },
  },
});
