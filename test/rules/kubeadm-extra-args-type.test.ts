import rule from '../../rules/kubeadm-extra-args-type.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(rule, {
  valid: {
    'strings, quoted and plain':
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - {name: v, value: "2"}\n    - {name: a, value: Node}\n',
    'null, which is an empty string to kubeadm':
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    profiling:\n',
  },
  invalid: {
    'numbers and booleans, of YAML 1.1 too': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controllerManager:
          extraArgs:
            v: «5» # loud
            profiling: «false»
            leader-elect: «on»
            concurrent-gc-syncs: «0x10»
      `,
      messages: [
        '`v` in `controllerManager.extraArgs` is a number, and kubeadm takes only strings',
        '`profiling` in `controllerManager.extraArgs` is a boolean, and kubeadm takes only strings',
        '`leader-elect` in `controllerManager.extraArgs` is a boolean, and kubeadm takes only strings',
        '`concurrent-gc-syncs` in `controllerManager.extraArgs` is a number, and kubeadm takes only strings',
      ],
      severity: 'error',
      output: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controllerManager:
          extraArgs:
            v: "5" # loud
            profiling: "false"
            leader-elect: "on"
            concurrent-gc-syncs: "0x10"
      `,
    },
    'an alias of a number says the number, and the anchor keeps its own': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer:
          timeoutForControlPlane: &five 5
          extraArgs:
            v: *five
            audit-log-maxage: &days «30»
        controllerManager:
          extraArgs: {v: *five}
      `.replaceAll(/\*five/g, '«*five»'),
      messages: [
        '`v` in `apiServer.extraArgs` is a number, and kubeadm takes only strings',
        '`audit-log-maxage` in `apiServer.extraArgs` is a number, and kubeadm takes only strings',
        '`v` in `controllerManager.extraArgs` is a number, and kubeadm takes only strings',
      ],
      output: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer:
          timeoutForControlPlane: &five 5
          extraArgs:
            v: "5"
            audit-log-maxage: &days "30"
        controllerManager:
          extraArgs: {v: "5"}
      `,
    },
    'values of a list': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            - name: v
              value: «2»
            - {name: fail-swap-on, value: «no»}
            - {name: «7», value: x}
      `,
      messages: [
        '`v` in `nodeRegistration.kubeletExtraArgs` is a number, and kubeadm takes only strings',
        '`fail-swap-on` in `nodeRegistration.kubeletExtraArgs` is a boolean, and kubeadm takes only strings',
        'the name `7` in `nodeRegistration.kubeletExtraArgs` is a number, and kubeadm takes only strings',
      ],
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            - name: v
              value: "2"
            - {name: fail-swap-on, value: "no"}
            - {name: "7", value: x}
      `,
    },
    'what Cluster API and kind hand to kubeadm': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {v: «4»}}}}}
        ---
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer: {extraArgs: {profiling: «no»}}
      `,
      messages: [
        '`v` in `apiServer.extraArgs` is a number, and Cluster API takes only strings',
        '`profiling` in `apiServer.extraArgs` is a boolean, and kubeadm takes only strings',
      ],
      severity: 'error',
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {v: "4"}}}}}
        ---
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer: {extraArgs: {profiling: "no"}}
      `,
    },
    'a list as a value': {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    feature-gates: «[A=true, B=false]»\n',
      messages: ['`feature-gates` in `apiServer.extraArgs` is a list, and kubeadm takes only strings'],
      skip: 'what a list means as an argument is not known',
    },
  },
});
