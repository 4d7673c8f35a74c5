import rule from '../../rules/ccm-route-gate-overridden.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';
const MESSAGE = `\`feature-gates\` replaces the value of the chart, which turns \`${GATE}\` on, so the gate is off`;

const release = (values: string, version = '1.35.0', chart = 'hcloud-cloud-controller-manager'): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: m}\nspec: {chart: {spec: {chart: ${chart}, version: ${version}}}, values: {${values}}}\n`;

testRule(rule, {
  valid: {
    'the gate is among those that are written, or turned off on purpose': `${release(`args: {feature-gates: "A=true,${GATE}=true"}`)}---\n${release(`args: {feature-gates: "${GATE}=false"}`)}---\n${release('args: {feature-gates: ~}')}---\n${release('args: {feature-gates: AllAlpha=true}')}`,
    'no gates are written': release('args: {v: "4"}'),
    'a placeholder decides': release('args: {feature-gates: "${GATES}"}'),
    'a chart that does not turn it on': `${release('args: {feature-gates: A=true}', '1.26.0')}---\n${release('args: {feature-gates: A=true}', '1.35.0', 'example')}---\n${release('args: [--feature-gates=A=true]', '0.0.9', 'aws-cloud-controller-manager')}`,
    'no routes are wanted': `${release('args: {feature-gates: A=true}, networking: {enabled: false}')}---\n${release('args: {feature-gates: A=true, configure-cloud-routes: "false"}')}`,
    'a manifest has no chart to override': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{image: "hetznercloud/hcloud-cloud-controller-manager:v1.35.0", args: [--feature-gates=A=true]}]}
    `,
  },

  invalid: {
    'another gate takes its place': {
      input: release('args: {«feature-gates»: A=true}, networking: {enabled: true}'),
      messages: [MESSAGE],
      severity: 'warning',
    },
    'a version of the chart that is not known': {
      input: release('args: {«feature-gates»: A=true}', '">=1"'),
      messages: [MESSAGE],
    },
    'an empty string': {
      input: release('args: {«feature-gates»: ""}'),
      messages: [MESSAGE],
    },
    'values in a string of an Application': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: m
        spec:
          source:
            chart: hcloud-cloud-controller-manager
            targetRevision: 1.35.0
            helm:
              values: |
                args:
                  «feature-gates»: ContextualLogging=true
      `,
      messages: [MESSAGE],
    },
    'values of a chart that has it for a dependency': {
      path: 'platform/values.yaml',
      input: `
        hcloud-cloud-controller-manager:
          args:
            «feature-gates»: ContextualLogging=true
      `,
      messages: [MESSAGE],
      help: `write \`${GATE}=true\` here as well, or \`${GATE}=false\` where that is meant`,
    },
  },
});
