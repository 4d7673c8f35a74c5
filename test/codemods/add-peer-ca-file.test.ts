import codemod from '../../codemods/add-peer-ca-file.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

testCodemod(codemod, {
  rewrites: {
    'a map of v1beta3': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs: # ours
            authorization-mode: Node,RBAC # both
            # the rest is kubeadm's
          timeoutForControlPlane: 4m0s
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs: # ours
            authorization-mode: Node,RBAC # both
            peer-ca-file: /etc/kubernetes/pki/ca.crt
            # the rest is kubeadm's
          timeoutForControlPlane: 4m0s
      `,
      assumes: [
        'every kube-apiserver that reads this configuration runs Kubernetes 1.36 or later',
        '`/etc/kubernetes/pki/ca.crt` issued the serving certificates of all kube-apiservers',
      ],
    },
    'a configuration that has no `apiServer`, and another folder of certificates': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        certificatesDir: /srv/pki/
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        certificatesDir: /srv/pki/
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: /srv/pki/ca.crt
      `,
    },
    'a list that is not indented under its key': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: 1.37.1
        apiServer:
          certSANs:
          - api.example.com
          extraArgs:
          - name: v
            value: "2"
        clusterName: prod
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: 1.37.1
        apiServer:
          certSANs:
          - api.example.com
          extraArgs:
          - name: v
            value: "2"
          - name: peer-ca-file
            value: /etc/kubernetes/pki/ca.crt
        clusterName: prod
      `,
    },
    'flow style': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer: {extraArgs: [{name: v, value: "2"}]}
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer: {extraArgs: [{name: v, value: "2"}, {name: peer-ca-file, value: /etc/kubernetes/pki/ca.crt}]}
      `,
    },
    'an empty list with a comment': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs: [] # none yet
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs: # none yet
            - name: peer-ca-file
              value: /etc/kubernetes/pki/ca.crt
      `,
    },
    'the version that was set, where the file says none': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs: []
      `,
      settings: { runs: '1.36' },
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: /etc/kubernetes/pki/ca.crt
      `,
    },
  },
  skips: {
    'a version that does not know the flag': {
      input: configuration('kubernetesVersion: v1.35.9'),
      reasons: ['kube-apiserver 1.35 does not start with the flag: upgrade to 1.36 first [VERSION]'],
    },
    'an older version that was set, where the file says none': {
      input: configuration('clusterName: prod'),
      settings: { runs: '1.35' },
      reasons: ['kube-apiserver 1.35 does not start with the flag: upgrade to 1.36 first [VERSION]'],
    },
    'no version': {
      input: configuration('clusterName: prod'),
      reasons: ['the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting [VERSION]'],
    },
    'the gate among others': {
      input: configuration(
        'kubernetesVersion: v1.36.0\napiServer:\n  extraArgs:\n    - name: feature-gates\n      value: A=true, UnknownVersionInteroperabilityProxy=false',
      ),
      reasons: [
        '`feature-gates` sets `UnknownVersionInteroperabilityProxy=false`, and with the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
      ],
    },
    'all beta features off': {
      input: configuration('kubernetesVersion: v1.36.0\napiServer:\n  extraArgs: [{name: feature-gates, value: AllBeta=false}]'),
      reasons: ['`feature-gates` sets `AllBeta=false`, and with the gate off the flag keeps kube-apiserver from starting [GATE_OFF]'],
    },
    'an emulated version': {
      input: configuration('kubernetesVersion: v1.37.0\napiServer:\n  extraArgs: [{name: emulated-version, value: "kube=1.35"}]'),
      reasons: [
        '`emulated-version` is `kube=1.35`, which turns the gate off, and then the flag keeps kube-apiserver from starting [GATE_OFF]',
      ],
    },
    'a serving certificate of another CA': {
      input: configuration('kubernetesVersion: v1.36.0\napiServer:\n  extraArgs: [{name: tls-cert-file, value: /srv/api.crt}]'),
      reasons: ['`tls-cert-file` is set to `/srv/api.crt`, and which CA issued that certificate is not known here [SERVING_CA]'],
    },
    'arguments of the wrong shape': {
      input: configuration('kubernetesVersion: v1.36.0\napiServer:\n  extraArgs: {v: "2"}'),
      reasons: ['`extraArgs` is not the list that `kubeadm.k8s.io/v1beta4` wants: mend that first [SHAPE]'],
    },
    'arguments that an alias stands for': {
      input: `x: &args [{name: v, value: "2"}]\n${configuration('kubernetesVersion: v1.36.0\napiServer:\n  extraArgs: *args')}`,
      reasons: [
        '`apiServer.extraArgs` is an alias (`*args`), so a change there changes more than one place: write it out first [ANCHOR_OWNED]',
      ],
    },
  },
});

function configuration(lines: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${lines}\n`;
}
