import rule from '../../rules/ccm-ignored-route-period.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

const hcloud = (args: string, image = 'docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: m}\nspec: {template: {spec: {containers: [{name: hcloud-cloud-controller-manager, image: "${image}", args: [${args}]}]}}}\n`;

const MESSAGE = `\`--route-reconciliation-period\` is ignored, as \`${GATE}\` makes the route controller watch nodes`;

testRule(rule, {
  valid: {
    'the gate is not set, or off': `${hcloud('--route-reconciliation-period=30s')}---\n${hcloud(`--route-reconciliation-period=30s, --feature-gates=${GATE}=false`)}`,
    'a placeholder decides about the gate': hcloud('--route-reconciliation-period=30s, "--feature-gates=${GATES}"'),
    'the gate alone': hcloud(`--feature-gates=${GATE}=true`),
    'an image that does not start with the gate': hcloud(
      `--route-reconciliation-period=30s, --feature-gates=${GATE}=true`,
      'hetznercloud/hcloud-cloud-controller-manager:v1.26.0',
    ),
    'values of a chart whose version is not known': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: m}
      spec:
        chart: {spec: {chart: hcloud-cloud-controller-manager}}
        values: {args: {route-reconciliation-period: 30s}}
    `,
  },

  invalid: {
    'an argument': {
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: m
        spec:
          template:
            spec:
              containers:
                - image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0
                  args:
                    - --cluster-cidr=10.244.0.0/16
                    # not too often
                    - «--route-reconciliation-period=30s» # see the runbook
                    - --feature-gates=${GATE}=true
      `,
      messages: [MESSAGE],
      severity: 'info',
      output: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: m
        spec:
          template:
            spec:
              containers:
                - image: registry.k8s.io/provider-os/openstack-cloud-controller-manager:v1.36.0
                  args:
                    - --cluster-cidr=10.244.0.0/16
                    # not too often
                    # see the runbook
                    - --feature-gates=${GATE}=true
      `,
    },
    'two words, and every one of two flags': {
      input: hcloud(`--route-reconciliation-period, «30s», "--feature-gates=${GATE}=true", «--route_reconciliation_period=1m»`),
      messages: [MESSAGE, MESSAGE],
      output: hcloud(`"--feature-gates=${GATE}=true"`),
    },
    'one line for a shell is left alone': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: m}
        spec:
          containers:
            - name: m
              command:
                - /bin/sh
                - -c
                - «exec /bin/cloud-controller-manager --feature-gates=${GATE}=true --route-reconciliation-period=30s»
      `,
      messages: [MESSAGE],
      skip: 'the arguments are written in one line for a shell, which is never changed',
    },
    'values beside the gate': {
      path: 'hcloud-cloud-controller-manager/values.yaml',
      input: `
        args:
          «route-reconciliation-period»: 30s
          feature-gates: ${GATE}=true
      `,
      messages: [MESSAGE],
      output: `
        args:
          feature-gates: ${GATE}=true
      `,
    },
    'values of a chart that turns the gate on by itself': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: hcloud-cloud-controller-manager, version: 1.35.0}}
          values:
            args:
              «route-reconciliation-period»: 30s
              v: "4"
      `,
      messages: ['`--route-reconciliation-period` is ignored, as the chart makes the route controller watch nodes'],
      output: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: hcloud-cloud-controller-manager, version: 1.35.0}}
          values:
            args:
              v: "4"
      `,
    },
    'the lines of arguments of OpenStack': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: openstack-cloud-controller-manager}}
          values:
            controllerExtraArgs: |-
              - --cluster-cidr=10.244.0.0/16
              - «--route-reconciliation-period=30s»
              - --feature-gates=${GATE}=true
      `,
      messages: [MESSAGE],
      output: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: openstack-cloud-controller-manager}}
          values:
            controllerExtraArgs: |-
              - --cluster-cidr=10.244.0.0/16
              - --feature-gates=${GATE}=true
      `,
    },
    'a value of the chart of Linode': {
      input: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: ccm-linode}}
          values:
            routeController:
              vpcNames: web
              clusterCIDR: 10.0.0.0/8
              «routeReconciliationPeriod»: 1m
            extraArgs:
              - --feature-gates=${GATE}=true
      `,
      messages: [MESSAGE],
      output: `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: m}
        spec:
          chart: {spec: {chart: ccm-linode}}
          values:
            routeController:
              vpcNames: web
              clusterCIDR: 10.0.0.0/8
            extraArgs:
              - --feature-gates=${GATE}=true
      `,
    },
  },
});
