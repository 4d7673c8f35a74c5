import rule from '../../rules/service-external-ips.ts';
import { dedent } from '../../src/core/dedent.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const taken = (title: string): string => `${title} takes addresses through the deprecated \`externalIPs\``;

const VALUES = 'service:\n  externalIPs: [192.0.2.4]\n';
const FOUND = 'service:\n  «externalIPs»: [192.0.2.4]\n';

/** An Application of Argo CD with some sources. */
const application = (sources: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web}\nspec:\n  sources: ${sources}\n`;

/** A HelmRelease with some `spec`. */
const release = (spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web, namespace: shop}\nspec: ${spec}\n`;

/** A ConfigMap that holds values under a name of its own. */
const configMap = (name: string, externalIPs: string): string => `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: ${name}, namespace: shop}
  data:
    overrides: |
      service:
        ${externalIPs}: [192.0.2.4]
`;

/** Charts below each other, each of which brings the next one along twice: more ways down than are followed. */
const LAYERS = 12;

testRule(rule, {
  valid: {
    'a value that the chart beside makes nothing of': {
      path: 'charts/web/values.yaml',
      input: VALUES,
      files: {
        'charts/web/Chart.yaml': 'name: web\n',
        'charts/web/templates/service.yaml': 'kind: Service\nspec:\n  type: {{ .Values.service.type }}\n',
      },
    },
    'a file that nothing names': { path: 'config/web.yaml', input: VALUES, files: { 'helmfile.yaml': 'releases: [{name: web}]\n' } },
    'a file of the same name elsewhere': {
      path: 'other/web.yaml',
      input: VALUES,
      files: { 'helmfile.yaml': 'releases: [{name: web, values: [config/web.yaml]}]\n' },
    },
    'values of the environments of a helmfile': {
      path: 'config/web.yaml',
      input: VALUES,
      files: { 'helmfile.yaml': 'environments: {prod: {values: [config/web.yaml]}}\nreleases: [{name: web}]\n' },
    },
    'a file that is far away, or outside': {
      path: 'web.yaml',
      input: VALUES,
      files: {
        'helmfile.yaml':
          'releases: [{name: web, values: ["https://example.com/web.yaml", "git::https://example.com/web.git@web.yaml", ../web.yaml, /web.yaml]}]\n',
      },
    },
    'a relative file of a chart that is not in the repository': {
      path: 'web.yaml',
      input: VALUES,
      files: { 'app.yaml': application('[{chart: web, repoURL: https://example.com, helm: {valueFiles: [web.yaml]}}]') },
    },
    'a path that is filled in as a whole': {
      path: 'config/web.yaml',
      input: VALUES,
      files: { 'app.yaml': application('[{path: charts/web, helm: {valueFiles: ["$values/{{path}}.yaml"]}}]') },
    },
    'a ConfigMap in another namespace, or another key of it': {
      path: 'web.yaml',
      input: configMap('web', 'externalIPs'),
      files: {
        'release.yaml': `${release('{valuesFrom: [{kind: ConfigMap, name: web}]}')}---\n${release(
          '{valuesFrom: [{kind: ConfigMap, name: web, valuesKey: overrides}]}',
        ).replace('shop', 'other')}`,
      },
    },
    'a key with one value for a path': {
      path: 'web.yaml',
      input: configMap('web', 'externalIPs'),
      files: { 'release.yaml': release('{valuesFrom: [{kind: ConfigMap, name: web, valuesKey: overrides, targetPath: web}]}') },
    },
    'a file that becomes a ConfigMap which nobody takes for values': {
      path: 'web.yaml',
      input: VALUES,
      files: { 'kustomization.yaml': 'configMapGenerator: [{name: web, files: [overrides=web.yaml]}]\n' },
    },
    'a template of a chart': {
      path: 'charts/web/templates/service.yaml',
      input: VALUES,
      files: { 'helmfile.yaml': 'releases: [{name: web, values: [charts/web/templates/service.yaml]}]\n' },
    },
  },

  invalid: {
    'a value of a map that the chart beside takes as a whole': {
      path: 'charts/web/values.yaml',
      input: FOUND,
      files: {
        'charts/web/Chart.yaml': 'name: web\n',
        'charts/web/templates/service.yaml':
          'kind: Service\nspec:\n  type: {{ .Values.service.type }}\n  {{- toYaml .Values.service | nindent 2 }}\n',
      },
      messages: [taken('values `service`')],
    },
    'values for a chart that is brought along, by its own name for them and under an alias': {
      path: 'charts/umbrella/values.yaml',
      input: `
        web: {«vips»: [192.0.2.4]}
        edge: {«vips»: [192.0.2.5]}
        unpacked: {«address»: 192.0.2.6}
        global: {«vip»: 192.0.2.7}
        other: {vips: [192.0.2.8]}
        vips: [192.0.2.9]
      `,
      files: {
        'charts/umbrella/Chart.yaml': `
          name: umbrella
          dependencies:
            - {name: web, repository: file://../web}
            - {name: web, alias: edge, repository: file://../web}
            - {name: remote, repository: https://charts.example.com}
        `,
        'charts/web/Chart.yaml': 'name: web\n',
        'charts/web/templates/service.yaml':
          'kind: Service\nspec:\n  externalIPs: {{ toYaml .Values.vips | nindent 4 }}\n---\nkind: Service\nspec:\n  externalIPs: [{{ .Values.global.vip }}]\n',
        'charts/umbrella/charts/unpacked/Chart.yaml': 'name: unpacked\n',
        'charts/umbrella/charts/unpacked/templates/service.yaml':
          'kind: Service\nspec:\n  {{- with .Values }}\n  externalIPs:\n    - {{ .Values.address }}\n  {{- end }}\n',
      },
      messages: ['values `web`', 'values `global`', 'values `edge`', 'values `unpacked`'].map(taken),
    },
    'values below a chart that brings along thousands of others without a Service': {
      path: 'c0/values.yaml',
      input: 'other: {vips: [192.0.2.8]}\nedge: {«vips»: [192.0.2.4]}\n',
      files: {
        ...Object.fromEntries(
          Array.from({ length: LAYERS }, (_, layer) => [
            `c${layer}/Chart.yaml`,
            `name: c${layer}\ndependencies:\n` +
              (layer === LAYERS - 1
                ? ''
                : ['a', 'b'].map(alias => `  - {name: c${layer + 1}, alias: ${alias}, repository: file://../c${layer + 1}}\n`).join('')) +
              (layer === 0 ? '  - {name: edge, repository: file://../edge}\n' : ''),
          ]),
        ),
        'edge/Chart.yaml': 'name: edge\n',
        'edge/templates/service.yaml': 'kind: Service\nspec:\n  externalIPs: {{ toYaml .Values.vips | nindent 4 }}\n',
      },
      messages: [taken('values `edge`')],
    },
    'the member of what a template makes its dot': {
      path: 'charts/web/values.yaml',
      input: `
        edge:
          vips: {«ipv4»: [192.0.2.4]}
      `,
      files: {
        'charts/web/templates/service.yaml':
          'kind: Service\nspec:\n  {{- with .Values.edge.vips }}\n  externalIPs: {{- toYaml .ipv4 | nindent 4 }}\n  {{- end }}\n',
      },
      messages: [taken('values `edge.vips`')],
    },
    'a file of a release of a helmfile': {
      path: 'config/web.yaml',
      input: FOUND,
      files: { 'helmfile.yaml': 'releases: [{name: web, chart: example/web, values: [config/web.yaml]}]\n' },
      messages: [taken('release `web` (`service`)')],
    },
    'a template of values that a helmfile names': {
      path: 'apps/web/web.yaml.gotmpl',
      input: 'replicas: {{ .Values.replicas }}\nservice:\n  «externalIPs»:\n    - 192.0.2.4\n',
      files: { 'apps/helmfile.d/10-web.yaml': 'releases: [{name: web, values: [../web/web.yaml.gotmpl]}]\n' },
      messages: [taken('release `web` (`service`)')],
    },
    'a file for every environment of a helmfile': {
      path: 'config/prod.yaml',
      input: FOUND,
      files: { 'helmfile.yaml.gotmpl': 'releases:\n  - name: web\n    values:\n      - config/{{ .Environment.Name }}.yaml\n' },
      messages: [taken('release `web` (`service`)')],
    },
    'a file that two releases take': {
      path: 'config/common.yaml',
      input: FOUND,
      files: { 'helmfile.yaml': 'releases: [{name: web, values: [config/common.yaml]}, {name: dns, values: [config/common.yaml]}]\n' },
      messages: [taken('values `service`')],
    },
    'a file of an Application, relative to its chart': {
      path: 'charts/web/overrides.yaml',
      input: FOUND,
      files: { 'apps/web.yaml': application('[{path: charts/web, helm: {valueFiles: [overrides.yaml]}}]') },
      messages: [taken('Application `web` (`service`)')],
    },
    'a file of an Application, from the root of its repository': {
      path: 'config/web.yaml',
      input: FOUND,
      files: { 'apps/web.yaml': application('[{path: charts/web, helm: {valueFiles: [/config/web.yaml]}}]') },
      messages: [taken('Application `web` (`service`)')],
    },
    'a file of another source of an Application': {
      path: 'config/web.yaml',
      input: FOUND,
      files: {
        'apps/web.yaml': application(
          '[{chart: web, repoURL: https://charts.example.com, helm: {valueFiles: [$config/config/web.yaml]}}, {ref: config, repoURL: https://git.example.com/ops}]',
        ),
      },
      messages: [taken('Application `web` (`service`)')],
    },
    'a file for every cluster of an ApplicationSet': {
      path: 'clusters/a/web.yaml',
      input: FOUND,
      files: {
        'apps/web.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: web}\nspec: {template: {spec: {source: {path: charts/web, helm: {valueFiles: ["../../clusters/{{.name}}/web.yaml"]}}}}}\n',
      },
      messages: [taken('ApplicationSet `web` (`service`)')],
    },
    'files of the charts of a kustomization': {
      path: 'web/more.yaml',
      input: FOUND,
      files: {
        'web/kustomization.yaml':
          'helmCharts: [{name: web, releaseName: web, valuesFile: web.yaml, additionalValuesFiles: [./more.yaml]}]\n',
      },
      messages: [taken('release `web` (`service`)')],
    },
    'a file of a fleet.yaml': {
      path: 'web/prod.yaml',
      input: FOUND,
      files: { 'web/fleet.yaml': 'helm: {releaseName: web, valuesFiles: [prod.yaml]}\n' },
      messages: [taken('release `web` (`service`)')],
    },
    'a file of a HelmRelease, in a repository that stands in a folder': {
      path: 'ops/charts/web/prod.yaml',
      input: FOUND,
      files: { 'ops/apps/web.yaml': release('{chart: {spec: {chart: ./charts/web, valuesFiles: [charts/web/prod.yaml]}}}') },
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'the key of a chart that only the release knows': {
      path: 'config/dns.yaml',
      input: '«externalIP»: 192.0.2.4\n',
      files: { 'helmfile.yaml': 'releases: [{name: dns, chart: stable/unbound, values: [config/dns.yaml]}]\n' },
      messages: [taken('release `dns`')],
    },
    'a key of a ConfigMap that a HelmRelease names': {
      path: 'web.yaml',
      input: configMap('web', '«externalIPs»'),
      files: { 'release.yaml': release('{valuesFrom: [{kind: ConfigMap, name: web, valuesKey: overrides}]}') },
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'a key of a Secret that k3s, Crossplane or Sveltos takes': {
      path: 'web.yaml',
      input: ['a', 'b', 'c']
        .map(name => dedent(configMap(name, '«externalIPs»').replace('ConfigMap', 'Secret').replace('  data:', '  stringData:')))
        .join('---\n'),
      files: {
        'k3s.yaml':
          'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: k3s}\nspec: {valuesSecrets: [{name: a, keys: [overrides]}]}\n',
        'crossplane.yaml':
          'apiVersion: helm.m.crossplane.io/v1beta1\nkind: Release\nmetadata: {name: crossplane}\nspec: {forProvider: {valuesFrom: [{secretKeyRef: {name: b, key: overrides}}]}}\n',
        'sveltos.yaml':
          'apiVersion: config.projectsveltos.io/v1beta1\nkind: ClusterProfile\nmetadata: {name: sveltos}\nspec: {helmCharts: [{releaseName: web, valuesFrom: [{kind: Secret, name: c}]}]}\n',
      },
      messages: [taken('HelmChart `k3s` (`service`)'), taken('Release `crossplane` (`service`)'), taken('release `web` (`service`)')],
    },
    'a file that kustomize makes the values of a HelmRelease': {
      path: 'web/overrides.yaml',
      input: FOUND,
      files: {
        'web/kustomization.yaml': 'namespace: shop\nconfigMapGenerator: [{name: web, files: [custom=overrides.yaml]}]\n',
        'web/release.yaml': release('{valuesFrom: [{kind: ConfigMap, name: web, valuesKey: custom}]}'),
      },
      messages: [taken('HelmRelease `web` (`service`)')],
    },
    'a file that kustomize gives the name of values': {
      path: 'web/overrides.yaml',
      input: FOUND,
      files: { 'web/kustomization.yaml': 'secretGenerator: [{name: web, files: [values.yaml=overrides.yaml]}]\n' },
      messages: [taken('values `service`')],
    },
  },
});
