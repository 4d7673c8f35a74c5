import rule from '../../rules/shared-peer-advertise-ip.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['`--peer-advertise-ip` is `192.0.2.10` for every kube-apiserver that reads this configuration'];

testRule(rule, {
  valid: {
    'a placeholder':
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {peer-advertise-ip: "${IP}"}}\n',
    'a Pod, which is one': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{image: kube-apiserver, command: [kube-apiserver, --peer-advertise-ip=192.0.2.10]}]}
    `,
    'a control plane of one': `
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlane
      spec: {replicas: 1, kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {peer-advertise-ip: 192.0.2.10}}}}}
    `,
  },
  invalid: {
    kubeadm: {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {«peer-advertise-ip»: 192.0.2.10, peer-advertise-port: "6443"}}\n',
      messages: MESSAGES,
      severity: 'warning',
    },
    'operations of a ClusterClass and of kind, one flag each': {
      input: `
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: ClusterClass
        spec:
          patches:
            - definitions:
                - selector: {kind: KubeadmControlPlaneTemplate}
                  jsonPatches:
                    - op: add
                      path: «/spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/peer-advertise-ip»
                      value: 192.0.2.10
                    - op: add
                      path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/v
                      valueFrom: {variable: v}
                - selector: {kind: KubeadmControlPlaneTemplate}
                  jsonPatches:
                    - op: add
                      path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/-
                      value: {name: «peer-advertise-ip», value: 192.0.2.10}
                - selector: {kind: KubeadmControlPlaneTemplate}
                  jsonPatches:
                    - op: add
                      path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration
                      value: {apiServer: {extraArgs: {«peer-advertise-ip»: 192.0.2.10}}}
        ---
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{role: control-plane}, {role: control-plane}]
        kubeadmConfigPatchesJSON6902:
          - group: kubeadm.k8s.io
            version: v1beta4
            kind: ClusterConfiguration
            patch: |
              - op: replace
                path: /apiServer/extraArgs
                value: [{name: «peer-advertise-ip», value: 192.0.2.10}]
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES, ...MESSAGES],
    },
    'a Deployment of several replicas': {
      input: `
        apiVersion: apps/v1
        kind: Deployment
        spec:
          replicas: 3
          template: {spec: {containers: [{image: kube-apiserver, command: [kube-apiserver, «--peer-advertise-ip», 192.0.2.10]}]}}
      `,
      messages: MESSAGES,
    },
  },
});
