import rule from '../../rules/ccm-unknown-route-gate.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

const daemonSet = (image: string, gates: string): string =>
  `apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: m}\nspec: {template: {spec: {containers: [{name: m, image: "${image}", args: [--cluster-cidr=10.244.0.0/16, "--feature-gates=${gates}"]}]}}}\n`;

const unknownTo = (image: string): readonly string[] => [`\`${image}\` does not know the gate \`${GATE}\`, and does not start with it`];

const OPENSTACK = 'registry.k8s.io/provider-os/openstack-cloud-controller-manager';

testRule(rule, {
  valid: {
    'an image of 1.35 or later': daemonSet(`${OPENSTACK}:v1.35.0`, `${GATE}=true`),
    'hcloud had the gate before its library': daemonSet('hetznercloud/hcloud-cloud-controller-manager:v1.27.0', `${GATE}=true`),
    'an image that is built with nobody knows what': `${daemonSet(`${OPENSTACK}:\${TAG}`, `${GATE}=true`)}---\n${daemonSet(`${OPENSTACK}@sha256:0123`, `${GATE}=true`)}---\n${daemonSet('example.com/fork/openstack-cloud-controller-manager-patched:v1.30.0', `${GATE}=true`)}`,
    'an old image without the gate': daemonSet(`${OPENSTACK}:v1.30.0`, 'AllAlpha=true,ContextualLogging=true'),
  },

  invalid: {
    'an image before 1.35': {
      input: daemonSet(`${OPENSTACK}:v1.34.1`, `«${GATE}=true»`),
      messages: unknownTo(`${OPENSTACK}:v1.34.1`),
      severity: 'error',
    },
    'the gate turned off stops it as well': {
      input: daemonSet('registry.k8s.io/cloud-provider-gcp/cloud-controller-manager:v33.1.1', `A=true,«${GATE}=false»`),
      messages: unknownTo('registry.k8s.io/cloud-provider-gcp/cloud-controller-manager:v33.1.1'),
    },
    'hcloud before 1.27': {
      input: daemonSet('hetznercloud/hcloud-cloud-controller-manager:v1.26.0', `«${GATE}=true»`),
      messages: unknownTo('hetznercloud/hcloud-cloud-controller-manager:v1.26.0'),
    },
    'a value that a placeholder fills in': {
      input: daemonSet(`${OPENSTACK}:v1.34.1`, `«${GATE}=\${WATCH}»`),
      messages: unknownTo(`${OPENSTACK}:v1.34.1`),
    },
    'a release of an old chart': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: m
        spec:
          source:
            chart: openstack-cloud-controller-manager
            targetRevision: 2.34.1
            helm:
              values: |
                controllerExtraArgs: |
                  - --feature-gates=«${GATE}=true»
      `,
      messages: unknownTo(`${OPENSTACK}:v1.34`),
    },
  },
});
