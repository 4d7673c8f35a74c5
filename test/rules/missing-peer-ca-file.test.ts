import rule from '../../rules/missing-peer-ca-file.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing'];

testRule(rule, {
  valid: {
    'a target before 1.36': {
      input: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.35.0\n',
      version: '1.35',
    },
    'the flag in a map': `
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          peer-ca-file: /etc/kubernetes/pki/ca.crt
    `,
    'the flag in a map where a list is wanted, which another rule reports': `
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      apiServer:
        extraArgs:
          peer-ca-file: /etc/kubernetes/pki/ca.crt
    `,
    'other documents of kubeadm':
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\n',
    'the kind of another group': 'apiVersion: example.com/v1\nkind: ClusterConfiguration\n',
  },
  invalid: {
    'several API servers of 1.36': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.1
        controlPlaneEndpoint: api.example.com:6443
        «apiServer»:
          extraArgs:
            - name: v
              value: "2"
      `,
      messages: MESSAGES,
      severity: 'warning',
      label: 'requests for an API that this server does not know yet get 404 while the control plane is upgraded',
      related: [['controlPlaneEndpoint', 'tells that several API servers share the work']],
    },
    'an unknown number of API servers is only worth knowing, and the kind stands for a block that is not there': {
      input: 'apiVersion: kubeadm.k8s.io/v1beta4\n«kind»: ClusterConfiguration\nkubernetesVersion: 1.37.0\n',
      messages: MESSAGES,
      severity: 'info',
      related: [],
      help: null,
    },
    'a version that is too old is told to upgrade first': {
      input:
        'apiVersion: kubeadm.k8s.io/v1beta3\n«kind»: ClusterConfiguration\nkubernetesVersion: v1.35.2\ncontrolPlaneEndpoint: api.example.com\n',
      messages: MESSAGES,
      severity: 'info',
      help: 'upgrade every kube-apiserver to 1.36 first: 1.35 does not start with the flag',
    },
    'a version that is a placeholder': {
      input: 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: ${KUBERNETES_VERSION}\n«apiServer»: {}\n',
      messages: MESSAGES,
      severity: 'info',
      help: 'add it once every kube-apiserver runs 1.36 or later: an older one does not start with it',
    },
    'a gate that is off': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.1
        controlPlaneEndpoint: api.example.com:6443
        «apiServer»:
          extraArgs:
            - name: feature-gates
              value: AllBeta=false
      `,
      messages: MESSAGES,
      severity: 'info',
    },
  },
});
