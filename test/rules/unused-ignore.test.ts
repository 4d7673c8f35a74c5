import rule from '../../rules/unused-ignore.ts';
import serviceExternalIps from '../../rules/service-external-ips.ts';
import externalIpConflict from '../../rules/external-ip-conflict.ts';
import { testRule } from '../../src/testing/test-rule.ts';

/** A Service with a comment above the field, and one at its end. */
const service = (above: string, beside = '', addresses = '[192.0.2.4]'): string =>
  `# a header\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n${above === '' ? '' : `  ${above}\n`}  externalIPs: ${addresses}${beside}\n`;

testRule(
  rule,
  {
    valid: {
      'one that hides something, above and beside': [
        service('# kubemend-ignore[service-external-ips]: kept'),
        service('', ' # kubemend-ignore[service-external-ips]: kept'),
      ].join('---\n'),
      'one that is spoken of': service('# see kubemend-ignore, and kubemend-ignored'),
      'an end that has not come': {
        input: service('# kubemend-ignore[service-external-ips] until 1.41: kept'),
        version: '1.40',
      },
      'a day that has not come': service('# kubemend-ignore[service-external-ips] until 9999-12-31: kept'),
    },
    invalid: {
      'a comment line goes whole, other comments stay': {
        input: service('# why\n  «# kubemend-ignore[service-external-ips]: moved»', ' # none', '[]'),
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: service('# why', ' # none', '[]'),
      },
      'comments at the end of a file': {
        input: service('', '\n«# kubemend-ignore[service-external-ips]: moved»\n# the end', '[]'),
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: service('', '\n# the end', '[]'),
      },
      'the first line of a program': {
        path: 'chart.ts',
        input: "«// kubemend-ignore[service-external-ips]: moved»\nimport { KubeService } from './imports/k8s';\n",
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: "import { KubeService } from './imports/k8s';\n",
      },
      'the first line of a file of Terraform': {
        path: 'main.tf',
        input: '«# kubemend-ignore[service-external-ips]: moved»\nresource "kubernetes_service" "web" {}\n',
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: 'resource "kubernetes_service" "web" {}\n',
      },
      'the last line of a manifest': {
        path: 'input.yaml',
        input: 'kind: A\n«# kubemend-ignore[service-external-ips]: moved»\n',
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: 'kind: A\n',
      },
      'the last line after block text': {
        input: 'kind: A\ntext: |\n  b\n«# kubemend-ignore[service-external-ips]: moved»\n---\nkind: B\n',
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: 'kind: A\ntext: |\n  b\n---\nkind: B\n',
      },
      'the last line of a program': {
        path: 'chart.ts',
        input: "import { KubeService } from './imports/k8s';\n«// kubemend-ignore[service-external-ips]: moved»\n",
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: "import { KubeService } from './imports/k8s';\n",
      },
      'the last line of a file of Terraform': {
        path: 'main.tf',
        input: 'locals {}\n«# kubemend-ignore[service-external-ips]: moved»\n',
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: 'locals {}\n',
      },
      'a comment at the end of a line goes with the spaces before it': {
        input: service('', '   «# kubemend-ignore[service-external-ips]: moved»', '[]'),
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: service('', '', '[]'),
      },
      'of several rules those stay that hide something': {
        input: service('', ' «# kubemend-ignore[external-ip-conflict, service-external-ips]: kept»'),
        messages: ['`kubemend-ignore` hides nothing of `external-ip-conflict`'],
        output: service('', ' # kubemend-ignore[service-external-ips]: kept'),
      },
      'several at once, in several documents': {
        input: [
          service('«# kubemend-ignore[service-external-ips]: a»', ' «# kubemend-ignore[service-external-ips]: b»', '[]'),
          service('«# kubemend-ignore[service-external-ips]: c»', '', '[]'),
        ].join('---\n'),
        messages: Array.from({ length: 3 }, () => '`kubemend-ignore` hides nothing of `service-external-ips`'),
        output: [service('', '', '[]'), service('', '', '[]')].join('---\n'),
      },
      'one for the file, and one of an annotation': {
        input: service('«# kubemend-ignore-file[service-external-ips]: a»', '', '[]').replace(
          '  name: web',
          '  name: web\n  annotations:\n    team: a\n    «kubemend/ignore»: "service-external-ips: b"',
        ),
        messages: [
          '`kubemend-ignore-file` hides nothing of `service-external-ips`',
          '`kubemend/ignore` hides nothing of `service-external-ips`',
        ],
        output: service('', '', '[]').replace('  name: web', '  name: web\n  annotations:\n    team: a'),
      },
      'a comment that is the last line of a file': {
        input: `${service('', '', '[]')}«# kubemend-ignore-file[service-external-ips]: moved»\n`,
        messages: ['`kubemend-ignore-file` hides nothing of `service-external-ips`'],
        output: service('', '', '[]'),
      },
      'a comment that is the last line of a file of Terraform': {
        path: 'main.tf',
        input: `
          resource "kubernetes_service" "web" {
            spec {
              external_ips = []
            }
          }
          «# kubemend-ignore-file[service-external-ips]: moved»
        `,
        messages: ['`kubemend-ignore-file` hides nothing of `service-external-ips`'],
        output: `
          resource "kubernetes_service" "web" {
            spec {
              external_ips = []
            }
          }
        `,
      },
      'a comment that is the last line of a program': {
        path: 'service.ts',
        input: `
          import { KubeService } from './imports/k8s';
          new KubeService(scope, 'web', { spec: { externalIPs: [] } });
          «// kubemend-ignore-file[service-external-ips]: moved»
        `,
        messages: ['`kubemend-ignore-file` hides nothing of `service-external-ips`'],
        output: `
          import { KubeService } from './imports/k8s';
          new KubeService(scope, 'web', { spec: { externalIPs: [] } });
        `,
      },
      'an end that has come': {
        input: service('«# kubemend-ignore[service-external-ips] until 1.40: kept»'),
        version: '1.40',
        messages: ['`kubemend-ignore` has ended with Kubernetes 1.40'],
        output: service(''),
      },
      'a day that has gone': {
        input: service('«# kubemend-ignore[service-external-ips] until 2020-02-29: kept»'),
        messages: ['`kubemend-ignore` has ended after 2020-02-29'],
        output: service(''),
      },
      'no reason': {
        input: service('«# kubemend-ignore[service-external-ips]»'),
        messages: ['`kubemend-ignore` gives no reason, so it hides nothing'],
        help: 'say why, after a colon',
      },
      'no rule': {
        input: service('«# kubemend-ignore: because»'),
        messages: ['`kubemend-ignore` is not understood, so it hides nothing'],
      },
      'an end that is neither a version nor a day': {
        input: service('«# kubemend-ignore[service-external-ips] until later: because»'),
        messages: ['`kubemend-ignore` is not understood, so it hides nothing'],
      },
      'an unknown rule': {
        input: service('«# kubemend-ignore[service-external-ip]: because»'),
        messages: ['`kubemend-ignore` names `service-external-ip`, which is no rule'],
        help: '`kubemend rules` lists the rules',
      },
      'in a string of a document': {
        input: `
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: manifests}
          data:
            web.yaml: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                «# kubemend-ignore[service-external-ips]: moved»
                externalIPs: []
        `,
        messages: ['`kubemend-ignore` hides nothing of `service-external-ips`'],
        output: `
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: manifests}
          data:
            web.yaml: |
              apiVersion: v1
              kind: Service
              metadata:
                name: web
              spec:
                externalIPs: []
        `,
      },
    },
  },
  [serviceExternalIps, externalIpConflict],
);
