import rule from '../../rules/unknown-peer-flag.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const unknown = (flag: string): string => `kube-apiserver has no flag \`--${flag}\``;

testRule(rule, {
  valid: {
    'all there are':
      'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer: {extraArgs: {peer-ca-file: a, peer-advertise-ip: b, peer-advertise-port: c}}\n',
    'flags of etcd, where etcd gets them': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{image: registry.k8s.io/etcd, command: [etcd, --peer-cert-file=/p/c]}, {image: kube-apiserver, command: [kube-apiserver]}]}
    `,
  },
  invalid: {
    'in vcluster, Kamaji, kubespray and Rancher': {
      input: `
        controlPlane: {distro: {k8s: {apiServer: {extraArgs: [«--peer-address»=192.0.2.1]}}}}
        ---
        apiVersion: kamaji.clastix.io/v1alpha1
        kind: TenantControlPlane
        spec: {controlPlane: {deployment: {extraArgs: {apiServer: [«--peer-address»=192.0.2.1]}}}}
        ---
        kube_kubeadm_apiserver_extra_args: {«peer-address»: 192.0.2.1}
        ---
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec: {rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: [«peer-address»=192.0.2.1]}}}
      `,
      messages: Array.from({ length: 4 }, () => unknown('peer-address')),
    },
    'a flag that is told of and does not exist': {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer: {extraArgs: [{name: «peer-advertise-address», value: 192.0.2.10}]}\n',
      messages: [unknown('peer-advertise-address')],
      severity: 'error',
      help: 'the flags for peers are `--peer-ca-file`, `--peer-advertise-ip`, `--peer-advertise-port`',
    },
    'a flag of etcd, given twice': {
      input: `
        apiVersion: v1
        kind: Pod
        spec: {containers: [{image: kube-apiserver, args: [«--peer-key-file»=/a, «--peer-key-file», /b]}]}
      `,
      messages: [unknown('peer-key-file'), unknown('peer-key-file')],
      help: 'this is a flag of etcd',
    },
    'patches for a node of kubeadm': {
      path: 'patches/kube-apiserver1+json.json',
      input: '[{"op": "add", "path": "/spec/containers/0/command/-", "value": "«--peer-port»=6443"}]\n',
      messages: [unknown('peer-port')],
    },
    'a strategic patch that says no kind': {
      path: 'patches/kube-apiserver+strategic.yaml',
      input: 'spec:\n  containers:\n    - name: kube-apiserver\n      command: [kube-apiserver, «--peer-port»=6443]\n',
      messages: [unknown('peer-port')],
    },
  },
});
