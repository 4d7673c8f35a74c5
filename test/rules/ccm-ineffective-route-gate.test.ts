import rule from '../../rules/ccm-ineffective-route-gate.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const GATE = 'CloudControllerManagerWatchBasedRoutesReconciliation';

const hcloud = (args: string, image = 'docker.io/hetznercloud/hcloud-cloud-controller-manager:v1.35.0'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: m}\nspec: {template: {spec: {containers: [{name: hcloud-cloud-controller-manager, image: "${image}", args: [${args}]}]}}}\n`;

const because = (why: string): readonly string[] => [`\`${GATE}\` does nothing here, as the route controller does not run: ${why}`];

testRule(rule, {
  valid: {
    'the route controller runs': hcloud(`--cluster-cidr=10.244.0.0/16, --feature-gates=${GATE}=true`),
    'the gate is off, or only named by AllAlpha': `${hcloud(`--feature-gates=${GATE}=false`)}---\n${hcloud('--feature-gates=AllAlpha=true')}`,
    'a placeholder decides': `${hcloud(`"--configure-cloud-routes=\${ROUTES}", --feature-gates=${GATE}=true`)}---\n${hcloud(`--configure-cloud-routes=false, "--feature-gates=${GATE}=\${WATCH}"`)}---\n${hcloud(`"\${EXTRA_ARGS}", --feature-gates=${GATE}=true`)}`,
    'the image does not even start': hcloud(
      `--configure-cloud-routes=false, --feature-gates=${GATE}=true`,
      'hetznercloud/hcloud-cloud-controller-manager:v1.26.0',
    ),
    'values that leave the network to the chart or to other values': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: m}
      spec:
        chart: {spec: {chart: hcloud-cloud-controller-manager, version: 1.35.0}}
        values: {args: {feature-gates: ${GATE}=true}}
    `,
  },

  invalid: {
    'routes are turned off': {
      input: hcloud(`--cluster-cidr=10.244.0.0/16, --configure-cloud-routes=false, --feature-gates=«${GATE}=true»`),
      messages: because('`--configure-cloud-routes` is false'),
      severity: 'warning',
      help: 'leave the gate out',
    },
    'the controller is left out': {
      input: hcloud(`--cluster-cidr=10.244.0.0/16, "--controllers=*,-route", "--feature-gates=A=true,«${GATE}=true»"`),
      messages: because('`--controllers` leaves it out'),
      severity: 'warning',
    },
    'a cloud without routes': {
      input: hcloud(
        `--cluster-cidr=10.244.0.0/16, --feature-gates=«${GATE}=true»`,
        'digitalocean/digitalocean-cloud-controller-manager:v0.1.60',
      ),
      messages: because('the cloud provider `digitalocean` has no routes'),
      severity: 'warning',
    },
    'the gate given twice is reported where it counts': {
      input: hcloud(`--configure-cloud-routes=false, --feature-gates=${GATE}=false, --feature-gates=«${GATE}=true»`),
      messages: because('`--configure-cloud-routes` is false'),
    },
    'a manifest for clusters without routes, as the cloud publishes it': {
      input: hcloud(`--cloud-provider=hcloud, --feature-gates=«${GATE}=true»`),
      messages: because('`--cluster-cidr` is not set'),
      severity: 'info',
    },
    'the name and value of the flag in two words': {
      input: hcloud(`--configure-cloud-routes=false, --feature-gates, «${GATE}=true»`),
      messages: because('`--configure-cloud-routes` is false'),
    },
    'values without a network': {
      input: `
        networking:
          enabled: false
        args:
          cloud-provider: hcloud
          feature-gates: «${GATE}=true»
      `,
      path: 'hcloud-cloud-controller-manager/values.yaml',
      messages: because('`networking.enabled` is false'),
      severity: 'info',
    },
    'a template': {
      path: 'addon.yaml',
      input: `
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: m
        spec:
          template:
            spec:
              containers:
                - name: hcloud-cloud-controller-manager
                  image: {{ .Image }}
                  args:
                    - --cluster-name={{ .Name }}
                    - --configure-cloud-routes=false
                    - --feature-gates=«${GATE}=true»
                    {{- with .Syncs }}
                    - --concurrent-service-syncs={{ . }}
                    {{- end }}
      `,
      messages: because('`--configure-cloud-routes` is false'),
    },
    'components that run no route controller': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-controller-manager}
        spec: {containers: [{name: c, command: [kube-controller-manager, --feature-gates=«${GATE}=true»]}]}
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controllerManager:
          extraArgs:
            - name: feature-gates
              value: «${GATE}=true»
      `,
      messages: [
        `\`${GATE}\` is set for kube-controller-manager, and only a cloud controller manager looks at it`,
        `\`${GATE}\` is set for kube-controller-manager, and only a cloud controller manager looks at it`,
      ],
      severity: 'warning',
      help: 'set it in the `--feature-gates` of the cloud controller manager',
    },
    "kubeadm's own gates": {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        featureGates:
          «${GATE}»: true
      `,
      messages: [`\`${GATE}\` is set among the gates of kubeadm, and only a cloud controller manager looks at it`],
      severity: 'error',
    },
  },
});
