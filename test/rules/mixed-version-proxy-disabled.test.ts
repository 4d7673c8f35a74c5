import rule from '../../rules/mixed-version-proxy-disabled.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const OFF = '`UnknownVersionInteroperabilityProxy` is turned off, so kube-apiserver hands no request to a peer of another version';
const DEFAULT = '`UnknownVersionInteroperabilityProxy` is set to what it is by default from 1.36 on';

testRule(rule, {
  valid: {
    'kOps and Gardener, where the flag that the proxy needs cannot be set': `
      apiVersion: kops.k8s.io/v1alpha2
      kind: Cluster
      spec: {kubeAPIServer: {featureGates: {UnknownVersionInteroperabilityProxy: "false"}}}
      ---
      apiVersion: core.gardener.cloud/v1beta1
      kind: Shoot
      spec: {kubernetes: {kubeAPIServer: {featureGates: {UnknownVersionInteroperabilityProxy: false}}}}
    `,
    'before 1.36': { version: '1.35', input: configuration('UnknownVersionInteroperabilityProxy=false') },
    'a placeholder, and a gate of another name': configuration(
      'UnknownVersionInteroperabilityProxy=${ON},NotUnknownVersionInteroperabilityProxy=false',
    ),
    'a component that has no use for it': `
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates: {UnknownVersionInteroperabilityProxy: false}
    `,
  },
  invalid: {
    'off, in kubespray and KubeOne': {
      input: `
        kube_feature_gates: [UnknownVersionInteroperabilityProxy=true]
        kube_apiserver_feature_gates: [A=true, «UnknownVersionInteroperabilityProxy=false»]
        ---
        kube_kubeadm_apiserver_extra_args: {}
        kube_apiserver_feature_gates: []
        kube_feature_gates: [«UnknownVersionInteroperabilityProxy=false»]
        ---
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        controlPlaneComponents: {apiServer: {featureGates: {UnknownVersionInteroperabilityProxy: «false»}}}
      `,
      messages: Array.from(
        { length: 3 },
        () => '`UnknownVersionInteroperabilityProxy` is turned off, so kube-apiserver hands no request to a peer of another version',
      ),
      severity: 'warning',
    },
    'off, in all forms': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer: {extraArgs: {feature-gates: "A=true,«UnknownVersionInteroperabilityProxy=false»"}}
        ---
        apiVersion: v1
        kind: Pod
        spec: {containers: [{image: kube-apiserver, command: [kube-apiserver, --feature-gates, «UnknownVersionInteroperabilityProxy=f»]}]}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer: {extraArgs: [{name: feature-gates, value: «UnknownVersionInteroperabilityProxy=0»}]}
        ---
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        featureGates: {«UnknownVersionInteroperabilityProxy»: false}
        kubeadmConfigPatches:
          - "{kind: ClusterConfiguration, apiServer: {extraArgs: {v: '2'}}} # UnknownVersionInteroperabilityProxy"
      `,
      messages: [OFF, OFF, OFF, OFF],
      severity: 'warning',
    },
    'on, which is the default': {
      input: configuration('«UnknownVersionInteroperabilityProxy=true»'),
      messages: [DEFAULT],
      severity: 'info',
    },
  },
});

function configuration(gates: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: feature-gates, value: "${gates}"}]}\n`;
}
