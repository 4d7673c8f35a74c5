import rule from '../../rules/kubeadm-extra-args-shape.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const WANTS_LIST = 'is a map, and `kubeadm.k8s.io/v1beta4` wants a list of `name` and `value`';

testRule(rule, {
  valid: {
    'a map in v1beta3': 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\napiServer:\n  extraArgs: {v: "2"}\n',
    'nothing at all': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n',
    'a version that is not known': 'apiVersion: kubeadm.k8s.io/v2\nkind: ClusterConfiguration\napiServer:\n  extraArgs: {v: "2"}\n',
    'the same field of another kind': 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ResetConfiguration\napiServer:\n  extraArgs: {v: "2"}\n',
    'Cluster API goes by its own version': `
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: KubeadmControlPlane
      spec: {version: v1.37.0, kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {v: "2"}}}}}
      ---
      apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
      kind: KubeadmConfigTemplate
      spec: {template: {spec: {joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: v, value: "2"}]}}}}}
    `,
    'kind: a patch that does not say its version has a map for every Kubernetes, and a list where kind writes lists': `
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      nodes: [{image: "kindest/node:v1.36.0"}]
      kubeadmConfigPatches:
        - "{kind: ClusterConfiguration, apiServer: {extraArgs: {v: '2'}}}"
        - "{kind: ClusterConfiguration, apiServer: {extraArgs: [{name: v, value: '2'}]}}"
        - "{kind: ClusterConfiguration, apiVersion: kubeadm.k8s.io/v1beta3, apiServer: {extraArgs: [{name: v, value: '2'}]}}" # applied to nothing
    `,
    'a list that names one argument twice, which kubeadm passes twice':
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs: [{name: a, value: b}, {name: a, value: c}]\n',
  },
  invalid: {
    'the widely copied sample, whose fix waits for the version that runs': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          «extraArgs»:
            peer-ca-file: "/etc/kubernetes/pki/ca.crt"
      `,
      messages: [`\`apiServer.extraArgs\` ${WANTS_LIST}`],
      severity: 'error',
      help: 'with the right shape the `peer-…` flag takes effect: the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting',
      unsafe: true,
    },
    'the same where the configuration says what runs': {
      settings: { runs: '1.36' },
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          «extraArgs»:
            peer-ca-file: "/etc/kubernetes/pki/ca.crt"
      `,
      messages: [`\`apiServer.extraArgs\` ${WANTS_LIST}`],
      unsafe: true,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: "/etc/kubernetes/pki/ca.crt"
      `,
    },
    'the same where the version that runs is known': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          «extraArgs»:
            peer-ca-file: "/etc/kubernetes/pki/ca.crt"
      `,
      messages: [`\`apiServer.extraArgs\` ${WANTS_LIST}`],
      unsafe: true,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: "/etc/kubernetes/pki/ca.crt"
      `,
    },
    'maps of every component, with their comments, order and quotes': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          «extraArgs»:
            # by decree
            authorization-mode: Node,RBAC # both
            'audit-log-path': "/var/log/audit"
        controllerManager:
          «extraArgs»: {bind-address: 0.0.0.0, "v": "4"}
        scheduler: {«extraArgs»: {}}
        etcd:
          local:
            «extraArgs»:
              quota-backend-bytes: "8589934592"
      `,
      messages: ['apiServer', 'controllerManager', 'scheduler', 'etcd.local'].map(name => `\`${name}.extraArgs\` ${WANTS_LIST}`),
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            # by decree
            - name: authorization-mode
              value: Node,RBAC # both
            - name: 'audit-log-path'
              value: "/var/log/audit"
        controllerManager:
          extraArgs: [{name: bind-address, value: 0.0.0.0}, {name: "v", value: "4"}]
        scheduler: {extraArgs: []}
        etcd:
          local:
            extraArgs:
              - name: quota-backend-bytes
                value: "8589934592"
      `,
    },
    'a list in v1beta3, which is indented so that it does not fall out of its key': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: JoinConfiguration
        nodeRegistration:
          «kubeletExtraArgs»:
          # the node's own
          - name: node-ip
            value: 192.0.2.11 # eth0
          - {name: v, value: "2"}
          name: node-a
      `,
      messages: ['`nodeRegistration.kubeletExtraArgs` is a list, and `kubeadm.k8s.io/v1beta3` wants a map of names to values'],
      output: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: JoinConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            # the node's own
            node-ip: 192.0.2.11 # eth0
            v: "2"
          name: node-a
      `,
    },
    'a list that names one argument twice': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer:
          «extraArgs»:
            - {name: feature-gates, value: A=true}
            - {name: feature-gates, value: B=true}
      `,
      messages: ['`apiServer.extraArgs` is a list, and `kubeadm.k8s.io/v1beta3` wants a map of names to values'],
    },
    'entries without a name': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs: [«{value: a}», «{name: "", value: b}», «v», «null», «{name: , value: c}»]
      `,
      messages: Array.from({ length: 5 }, () => 'an entry of `apiServer.extraArgs` has no `name`'),
      severity: 'error',
    },
    'Cluster API: a list up to v1beta1, and a map and a name twice from v1beta2 on': {
      input: `
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfig
        spec:
          joinConfiguration:
            nodeRegistration:
              «kubeletExtraArgs»:
                - name: v
                  value: "2" # loud
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            clusterConfiguration:
              controllerManager:
                «extraArgs»: {v: "2"}
              scheduler:
                extraArgs: [{name: v, value: "2"}, {name: «v», value: "4"}]
      `,
      messages: [
        '`nodeRegistration.kubeletExtraArgs` is a list, and `bootstrap.cluster.x-k8s.io/v1beta1` wants a map of names to values',
        '`controllerManager.extraArgs` is a map, and `controlplane.cluster.x-k8s.io/v1beta2` wants a list of `name` and `value`',
        '`scheduler.extraArgs` has `v` twice, and Cluster API takes each name once',
      ],
      output: `
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfig
        spec:
          joinConfiguration:
            nodeRegistration:
              kubeletExtraArgs:
                v: "2" # loud
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            clusterConfiguration:
              controllerManager:
                extraArgs: [{name: v, value: "2"}]
              scheduler:
                extraArgs: [{name: v, value: "2"}, {name: v, value: "4"}]
      `,
    },
    'kind leaves a map out where the patch says v1beta4, and takes it only when asked': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{image: "kindest/node:v1.36.0"}]
        kubeadmConfigPatches:
          - |
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            apiServer:
              «extraArgs»:
                peer-ca-file: /etc/kubernetes/pki/ca.crt
      `,
      messages: [`\`apiServer.extraArgs\` ${WANTS_LIST}`],
      unsafe: true,
      output: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{image: "kindest/node:v1.36.0"}]
        kubeadmConfigPatches:
          - |
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            apiServer:
              extraArgs:
                - name: peer-ca-file
                  value: /etc/kubernetes/pki/ca.crt
      `,
    },
    'so it does with other arguments': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        kubeadmConfigPatches:
          - |
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            scheduler: {«extraArgs»: {v: "2"}}
      `,
      messages: [`\`scheduler.extraArgs\` ${WANTS_LIST}`],
    },
    'kind hands a list on where kubeadm wants a map': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{image: "kindest/node:v1.35.0"}]
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            scheduler:
              «extraArgs»:
                - name: v
                  value: "2"
      `,
      messages: ['`scheduler.extraArgs` is a list, and `kind before Kubernetes 1.36` wants a map of names to values'],
      output: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{image: "kindest/node:v1.35.0"}]
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            scheduler:
              extraArgs:
                v: "2"
      `,
    },
    'a single value': {
      input: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  «extraArgs»: --v=2\n',
      messages: ['`apiServer.extraArgs` is a single value, and `kubeadm.k8s.io/v1beta4` wants a list of `name` and `value`'],
      skip: 'what the single value means is not known',
    },
  },
});
