import codemod from '../../codemods/enable-watch-based-routes.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';
const IMAGE = 'registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0';

/** A Deployment whose container ends with some lines. */
const deployment = (lines: string, image = IMAGE): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: m\nspec:\n  template:\n    spec:\n      containers:\n        - name: m\n          image: ${image}\n${lines.replace(/^(?=.)/gm, '          ')}`;

const unknown = (image: string): readonly string[] => [
  `what \`${image}\` is built with is not known, and before k8s.io/cloud-provider 1.35 the manager does not start with the gate [VERSION]`,
];

testCodemod(codemod, {
  rewrites: {
    'an argument after the others': {
      input: deployment(
        'args:\n  # Pods\n  - --cluster-cidr=10.244.0.0/16 # as kubeadm has it\n  - --v=2\n# not for long\nresources: {}\n',
      ),
      output: deployment(
        `args:\n  # Pods\n  - --cluster-cidr=10.244.0.0/16 # as kubeadm has it\n  - --v=2\n  - --feature-gates=${GATE}=true\n# not for long\nresources: {}\n`,
      ),
      assumes: [
        'nothing but the cloud controller manager changes the routes of the cloud: one that is deleted by hand comes back only after 12 to 24 hours',
        'no alert takes a low rate of `route_controller_route_sync_total` for a fault: near zero is normal from then on',
        `\`${IMAGE}\` is the release of k8s.io/cloud-provider that its tag says`,
      ],
    },
    'where the flags are, in `command`, in a list that is not indented': {
      input: deployment('command:\n- /bin/openstack-cloud-controller-manager\n- --cluster-cidr=10.244.0.0/16\n'),
      output: deployment(
        `command:\n- /bin/openstack-cloud-controller-manager\n- --cluster-cidr=10.244.0.0/16\n- --feature-gates=${GATE}=true\n`,
      ),
    },
    'gates that are there stay, in quotes and in two words': {
      input: deployment('args: [--cluster-cidr, 10.244.0.0/16, --feature-gates, "A=true"]\n'),
      output: deployment(`args: [--cluster-cidr, 10.244.0.0/16, --feature-gates, "A=true,${GATE}=true"]\n`),
    },
    'the last of several flags is joined': {
      input: deployment("args:\n  - --feature-gates=A=true\n  - --cluster-cidr=10.244.0.0/16\n  - '--feature_gates=B=true'\n"),
      output: deployment(
        `args:\n  - --feature-gates=A=true\n  - --cluster-cidr=10.244.0.0/16\n  - '--feature_gates=B=true,${GATE}=true'\n`,
      ),
    },
    'a flag without gates': {
      input: deployment('args:\n  - --cluster-cidr=10.244.0.0/16\n  - --feature-gates=\n'),
      output: deployment(`args:\n  - --cluster-cidr=10.244.0.0/16\n  - --feature-gates=${GATE}=true\n`),
    },
    JSON: {
      path: 'input.json',
      input: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "m"}, "spec": {"containers": [{"image": "${IMAGE}", "args": ["--cluster-cidr=10.244.0.0/16"]}]}}\n`,
      output: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "m"}, "spec": {"containers": [{"image": "${IMAGE}", "args": ["--cluster-cidr=10.244.0.0/16", "--feature-gates=${GATE}=true"]}]}}\n`,
    },
    'a DaemonSet in a ConfigMap': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons
        data:
          manager.yaml: |
            apiVersion: apps/v1
            kind: DaemonSet
            spec:
              template:
                spec:
                  containers:
                    - image: ${IMAGE}
                      args:
                        - --cluster-cidr=10.244.0.0/16
            ---
            apiVersion: v1
            kind: ServiceAccount
      `,
      output: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: addons
        data:
          manager.yaml: |
            apiVersion: apps/v1
            kind: DaemonSet
            spec:
              template:
                spec:
                  containers:
                    - image: ${IMAGE}
                      args:
                        - --cluster-cidr=10.244.0.0/16
                        - --feature-gates=${GATE}=true
            ---
            apiVersion: v1
            kind: ServiceAccount
      `,
    },
    'values of AWS, and the lines of arguments of OpenStack': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: aws
        spec:
          chart: {spec: {chart: aws-cloud-controller-manager}}
          values:
            image:
              tag: v1.36.0
            args:
            - --cloud-provider=aws
            - --cluster-cidr=10.244.0.0/16
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: openstack
        spec:
          chart: {spec: {chart: openstack-cloud-controller-manager, version: 2.36.0}}
          values:
            controllerExtraArgs: |-
              - --cluster-cidr=10.244.0.0/16
              - --feature-gates=A=true
            logVerbosityLevel: 2
      `,
      output: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: aws
        spec:
          chart: {spec: {chart: aws-cloud-controller-manager}}
          values:
            image:
              tag: v1.36.0
            args:
            - --cloud-provider=aws
            - --cluster-cidr=10.244.0.0/16
            - --feature-gates=${GATE}=true
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: openstack
        spec:
          chart: {spec: {chart: openstack-cloud-controller-manager, version: 2.36.0}}
          values:
            controllerExtraArgs: |-
              - --cluster-cidr=10.244.0.0/16
              - "--feature-gates=A=true,${GATE}=true"
            logVerbosityLevel: 2
      `,
    },
    'a map of arguments of vSphere': {
      input: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: vsphere
        spec:
          source:
            chart: vsphere-cpi
            targetRevision: 1.36.0
            helm:
              values: |
                daemonset:
                  cmdline:
                    additionalParams:
                      cluster-cidr: 10.244.0.0/16
                      configure-cloud-routes: "true"
      `,
      output: `
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata:
          name: vsphere
        spec:
          source:
            chart: vsphere-cpi
            targetRevision: 1.36.0
            helm:
              values: |
                daemonset:
                  cmdline:
                    additionalParams:
                      cluster-cidr: 10.244.0.0/16
                      configure-cloud-routes: "true"
                      feature-gates: ${GATE}=true
      `,
    },
  },

  skips: {
    'an image of which nobody knows what it is built with': {
      input: deployment('args: [--cluster-cidr=10.244.0.0/16]\n', 'registry.k8s.io/provider-aws/cloud-controller-manager:latest'),
      reasons: unknown('registry.k8s.io/provider-aws/cloud-controller-manager:latest'),
    },
    'an image that a placeholder names': {
      input: deployment('args: [--cluster-cidr=10.244.0.0/16]\n', 'registry.k8s.io/provider-aws/cloud-controller-manager:${TAG}'),
      reasons: unknown('registry.k8s.io/provider-aws/cloud-controller-manager:${TAG}'),
    },
    'one line for a shell': {
      input: deployment('command: [/bin/sh, -c, "exec /bin/manager --cluster-cidr=10.244.0.0/16"]\n'),
      reasons: ['the arguments are written in one line for a shell, which is never changed [ARGUMENTS]'],
    },
  },
});
