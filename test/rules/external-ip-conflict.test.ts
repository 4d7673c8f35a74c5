import rule from '../../rules/external-ip-conflict.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const service = (name: string, spec: string, namespace?: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: {${spec}}\n`;

const PORT_80 = 'ports: [{port: 80}], externalIPs: [192.0.2.4]';
const MESSAGES = [
  '`192.0.2.4:80/TCP` of Service `web` is claimed by Service `api` as well, and which of them gets the traffic is undefined',
];

const WEB = `
  apiVersion: v1
  kind: Service
  metadata:
    name: web
  spec:
    ports:
      - port: 80
    externalIPs:
      - «192.0.2.4»
`;

const quiet = WEB.replace(/[«»]/g, '');

testRule(rule, {
  valid: {
    'another address, port or protocol': {
      input: quiet,
      files: {
        'a.yaml': service('a', 'ports: [{port: 80}], externalIPs: [192.0.2.5]'),
        'b.yaml': service('b', 'ports: [{port: 443}], externalIPs: [192.0.2.4]'),
        'c.yaml': service('c', 'ports: [{port: 80, protocol: UDP}], externalIPs: [192.0.2.4]'),
      },
    },
    'copies of one Service for several clusters, with and without a namespace': {
      input: quiet,
      files: { 'prod/web.yaml': service('web', PORT_80), 'test/web.yaml': service('web', PORT_80, 'shop') },
    },
    'a Service on which the field does nothing': {
      input: quiet,
      files: { 'db.yaml': service('db', `clusterIP: None, ${PORT_80}`), 'old.yaml': service('old', `type: ExternalName, ${PORT_80}`) },
    },
    'addresses or ports that are not written out': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{port: 80}], externalIPs: ["\${ADDRESS}"]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: dns}
        spec: {ports: [{port: "\${PORT}"}], externalIPs: [192.0.2.4]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: mail}
        spec: {externalIPs: [192.0.2.4]}
      `,
      files: {
        'a.yaml': service('a', 'ports: [{port: 80}], externalIPs: ["${ADDRESS}"]'),
        'b.yaml': service('b', 'ports: [{port: "${PORT}"}], externalIPs: [192.0.2.4]'),
      },
    },
    'a Service without a name, which may be the same': {
      input: quiet,
      files: { 'a.yaml': 'apiVersion: v1\nkind: Service\nspec: {ports: [{port: 80}], externalIPs: [192.0.2.4]}\n' },
    },
    'values files, which do not say of which release they are': {
      path: 'values-prod.yaml',
      input: 'service:\n  ports: {http: {port: 80}}\n  externalIPs: [192.0.2.4]\n',
      files: { 'values-test.yaml': 'service:\n  ports: {http: {port: 80}}\n  externalIPs: [192.0.2.4]\n', 'a.yaml': service('a', PORT_80) },
    },
    'a base and its patch': {
      path: 'prod/web.yaml',
      files: {
        'base/web.yaml': service('web', PORT_80),
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: web.yaml}]\n',
      },
      input: quiet,
    },
  },

  invalid: {
    'a Service in another file': {
      input: WEB,
      files: { 'api.yaml': service('api', PORT_80) },
      messages: MESSAGES,
      severity: 'warning',
      help: 'give one of the two another address or port',
    },
    'both of one file, each at its address': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {ports: [{port: 443}, {port: 80}], externalIPs: [192.0.2.9, «192.0.2.4»]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: blog}
        spec: {ports: [{port: 80}], externalIPs: ["192.0.2.8", «"192.0.2.4"»]}
      `,
      messages: ['web', 'web'].map(
        name =>
          `\`192.0.2.4:80/TCP\` of Service \`${name}\` is claimed by Service \`web\` as well, and which of them gets the traffic is undefined`,
      ),
    },
    'two spellings of one IPv6 address': {
      input: `
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {ports: [{port: 53, protocol: UDP}], externalIPs: [«"2001:db8:0::4"»]}
      `,
      files: { 'api.yaml': service('api', 'ports: [{port: 53, protocol: UDP}], externalIPs: ["2001:db8::4"]') },
      messages: [
        '`[2001:db8::4]:53/UDP` of Service `web` is claimed by Service `api` as well, and which of them gets the traffic is undefined',
      ],
    },
    'two Services of one release': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app}
        spec:
          values:
            service:
              main: {ports: {http: {port: 80}}, externalIPs: [«192.0.2.4»]}
              other: {ports: {http: {port: 80}}, externalIPs: [«192.0.2.4»]}
      `,
      messages: [
        '`192.0.2.4:80/TCP` of HelmRelease `app` (`service.main`) is claimed by HelmRelease `app` (`service.other`) as well, and which of them gets the traffic is undefined',
        '`192.0.2.4:80/TCP` of HelmRelease `app` (`service.other`) is claimed by HelmRelease `app` (`service.main`) as well, and which of them gets the traffic is undefined',
      ],
    },
  },
});
