import rule from '../../rules/ccm-watch-based-routes.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';
const IMAGE = 'registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0';

/** A DaemonSet with one container, whose key of arguments may be marked. */
const daemonSet = (args: string, image = IMAGE, key = 'args'): string =>
  `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: m}\nspec: {template: {spec: {containers: [{name: m, image: "${image}", ${key}: ${args}}]}}}\n`;

const inDaemonSet = 'the cloud controller manager of DaemonSet `m` reconciles routes at a fixed interval, and could watch nodes instead';

const WHEN_BUILT = `set \`--feature-gates=${GATE}=true\` once its image is built with k8s.io/cloud-provider 1.35 or later: an older one does not start with it`;

testRule(rule, {
  valid: {
    'the gate is set, or turned off on purpose': `${daemonSet(`[--cluster-cidr=10.244.0.0/16, '--feature-gates=${GATE}=true']`)}---\n${daemonSet(`[--cluster-cidr=10.244.0.0/16, --feature-gates, '${GATE}=false']`)}`,
    'every alpha gate is on': daemonSet('[--cluster-cidr=10.244.0.0/16, --feature-gates=AllAlpha=true]'),
    'no route controller runs': `${daemonSet('[--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=false]')}---\n${daemonSet('[--v=2]')}---\n${daemonSet('[--cluster-cidr=10.244.0.0/16, "--controllers=*,-route"]')}`,
    'the image is too old': daemonSet('[--cluster-cidr=10.244.0.0/16]', 'registry.k8s.io/provider-aws/cloud-controller-manager:v1.34.0'),
    'a placeholder decides': `${daemonSet('[--cluster-cidr=10.244.0.0/16, "--feature-gates=${GATES}"]')}---\n${daemonSet('[--cluster-cidr=10.244.0.0/16, "${EXTRA_ARGS}"]')}---\n${daemonSet('[--cluster-cidr=10.244.0.0/16, "--configure-cloud-routes=${ROUTES}"]')}`,
    'a template may add the gate': {
      path: 'chart/templates/daemonset.yaml',
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: {{ .Release.Name }}
        spec:
          template:
            spec:
              containers:
                - name: openstack-cloud-controller-manager
                  image: ${IMAGE}
                  args:
                    - --cluster-cidr=10.244.0.0/16
                    {{- range .Values.extraArgs }}
                    - {{ . }}
                    {{- end }}
      `,
    },
    'a patch, whose base may set it':
      'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: m}\nspec: {template: {spec: {containers: [{name: aws-cloud-controller-manager, args: [--cloud-provider=aws, --cluster-cidr=10.244.0.0/16]}]}}}\n',
    'a patch sets it': {
      input: daemonSet('[--cluster-cidr=10.244.0.0/16]'),
      files: {
        'kustomization.yaml': `resources: [input.yaml]\npatches:\n  - target: {kind: DaemonSet, name: m}\n    patch: |\n      - {op: add, path: /spec/template/spec/containers/0/args/-, value: --feature-gates=${GATE}=true}\n`,
      },
    },
    'arguments that cannot be read': `${daemonSet('"--cluster-cidr=10.244.0.0/16"')}---\n${daemonSet('5')}---\n${daemonSet('~')}`,
    'the chart of hcloud turns it on': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: m}
      spec:
        chart: {spec: {chart: hcloud-cloud-controller-manager}}
        values: {networking: {enabled: true, clusterCIDR: 10.244.0.0/16}}
    `,
    'a chart that has no value for the gate': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: m}
      spec:
        chart: {spec: {chart: cloud-provider-azure}}
        values: {cloudControllerManager: {imageTag: v1.36.0, clusterCIDR: 10.244.0.0/16, configureCloudRoutes: "true"}}
    `,
    'another component': `
      apiVersion: v1
      kind: Pod
      metadata: {name: kube-controller-manager}
      spec: {containers: [{name: c, command: [kube-controller-manager, --cluster-cidr=10.244.0.0/16, --cloud-provider=external]}]}
    `,
    'a word in prose': '# cluster-cidr of the cloud-controller-manager\nkey: [--cluster-cidr=10.244.0.0/16]\n',
  },

  invalid: {
    'the route controller runs, and the image knows the gate': {
      input: daemonSet('[--cluster-cidr=10.244.0.0/16]', IMAGE, '«args»'),
      messages: [inDaemonSet],
      severity: 'info',
      help: `set \`--feature-gates=${GATE}=true\`, after alerts on a steady rate of route syncs are changed`,
    },
    'another gate is set': {
      input: daemonSet('[--cluster-cidr=10.244.0.0/16, --feature-gates=ContextualLogging=true]', IMAGE, '«args»'),
      messages: [inDaemonSet],
    },
    'a cloud that is not known, but is told to configure routes': {
      input: daemonSet(
        '[--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=true]',
        'example.com/own-cloud-controller-manager:v4',
        '«args»',
      ),
      messages: [inDaemonSet],
      help: WHEN_BUILT,
    },
    'an image whose tag is a placeholder': {
      input: daemonSet('[--cluster-cidr=10.244.0.0/16]', 'registry.k8s.io/provider-aws/cloud-controller-manager:${TAG:-v1.36.0}', '«args»'),
      messages: [inDaemonSet],
      help: WHEN_BUILT,
    },
    'one line for a shell': {
      input: daemonSet('[/bin/sh, -c, "exec /bin/m --cluster-cidr=10.244.0.0/16"]', IMAGE, '«command»'),
      messages: [inDaemonSet],
    },
    'values of a chart': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: aws
        spec:
          chart: {spec: {chart: aws-cloud-controller-manager}}
          values:
            image: {tag: v1.35.0}
            «args»:
              - --cloud-provider=aws
              - --cluster-cidr=10.244.0.0/16
      `,
      messages: ['the cloud controller manager of HelmRelease `aws` reconciles routes at a fixed interval, and could watch nodes instead'],
    },
    'a DaemonSet that a ClusterResourceSet applies': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons
        data:
          manager.yaml: |
            apiVersion: apps/v1
            kind: DaemonSet
            metadata:
              name: m
            spec:
              template:
                spec:
                  containers:
                    - image: ${IMAGE}
                      «args»:
                        - --cluster-cidr=10.244.0.0/16
      `,
      messages: [inDaemonSet],
    },
  },
});
