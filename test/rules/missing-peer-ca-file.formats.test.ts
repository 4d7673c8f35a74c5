import rule from '../../rules/missing-peer-ca-file.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing'];

testRule(rule, {
  valid: {
    'a KubeadmControlPlane that configures no kube-apiserver': `
      apiVersion: controlplane.cluster.x-k8s.io/v1beta2
      kind: KubeadmControlPlane
      spec: {replicas: 3, version: v1.36.0, kubeadmConfigSpec: {initConfiguration: {}}}
    `,
    'a reference to one': `
      apiVersion: cluster.x-k8s.io/v1beta2
      kind: Cluster
      spec: {controlPlaneRef: {kind: KubeadmControlPlane, name: clusterConfiguration}}
    `,
    'workers, which read no ClusterConfiguration when they join': `
      apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
      kind: KubeadmConfigTemplate
      spec:
        template:
          spec:
            joinConfiguration: {}
            clusterConfiguration: {apiServer: {extraArgs: {v: "4"}}}
    `,
    'the kind of another group': `
      apiVersion: example.com/v1beta1
      kind: KubeadmControlPlane
      spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {}}}}
    `,
    'the flag in a list of Cluster API': `
      apiVersion: controlplane.cluster.x-k8s.io/v1beta2
      kind: KubeadmControlPlane
      spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: [{name: peer-ca-file, value: /p/ca.crt}]}}}}
    `,
    'the flag in another patch of a kind cluster': `
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      kubeadmConfigPatches:
        - |
          kind: ClusterConfiguration
          apiServer: {extraArgs: {v: "4"}}
        - |
          kind: ClusterConfiguration
          apiServer: {extraArgs: {peer-ca-file: /etc/kubernetes/pki/ca.crt}}
    `,
    'a kind cluster with patches of something else': `
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      kubeadmConfigPatches:
        - |
          kind: InitConfiguration
          nodeRegistration: {kubeletExtraArgs: {v: "4"}} # no ClusterConfiguration
    `,
    'the flag as one word, as two, and in a shell script': `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - {image: kube-apiserver, command: [kube-apiserver, --peer-ca-file=/p/ca.crt]}
          - {image: kube-apiserver, command: [kube-apiserver], args: [--v, "2", --peer-ca-file, /p/ca.crt]}
          - {image: kube-apiserver, command: [sh, -ec, "sleep 1 && kube-apiserver --peer-ca-file='/p/ca.crt' --v=2; true"]}
    `,
    'a shell script that cannot be told apart': `
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - {image: kube-apiserver, command: [sh, -c, "kube-apiserver --advertise-address=$(hostname -i)"]}
    `,
    'patches of a Pod, of which the rest is elsewhere': {
      path: 'patches/kube-apiserver0+merge.yaml',
      input: `
        spec:
          containers:
            - name: kube-apiserver
              command: [kube-apiserver, --v=4]
      `,
    },
    'operations for a Pod': {
      path: 'patches/kube-apiserver+json.yaml',
      input: `
        - op: add # kube-apiserver
          path: /spec/containers/0/command/-
          value: --v=4
      `,
    },
    'a ClusterClass, whose templates hold the rest': `
      apiVersion: cluster.x-k8s.io/v1beta2
      kind: ClusterClass
      spec:
        patches:
          - name: audit
            definitions:
              - selector: {apiVersion: controlplane.cluster.x-k8s.io/v1beta2, kind: KubeadmControlPlaneTemplate}
                jsonPatches:
                  - op: add
                    path: /spec/template/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs
                    value: [{name: v, value: "4"}]
    `,
    'a policy that names the entity, a Role, and a rule of Prometheus': `
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      spec: {egress: [{toEntities: [kube-apiserver]}]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      rules: [{resourceNames: [kube-apiserver]}]
      ---
      groups: [{rules: [{expr: 'up{job="kube-apiserver"}'}]}]
    `,
    'a container that only watches': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{name: kube-apiserver-check, image: example.com/check, args: [--url=https://kube-apiserver]}]}
    `,
    'a configuration that OpenShift keeps elsewhere': `
      apiVersion: v1
      kind: Pod
      spec: {containers: [{name: kube-apiserver, image: "\${IMAGE}", command: [hyperkube, kube-apiserver, --openshift-config=/c.yaml]}]}
    `,
    'the flag in k3s, k0s and Talos': `
      kube-apiserver-arg: [v=2, peer-ca-file=/var/lib/rancher/k3s/server/tls/server-ca.crt]
      ---
      kube-apiserver-arg+: peer-ca-file=/var/lib/rancher/k3s/server/tls/server-ca.crt
      ---
      apiVersion: k0s.k0sproject.io/v1beta1
      kind: ClusterConfig
      spec: {api: {rawArgs: [--peer-ca-file=/var/lib/k0s/pki/ca.crt]}}
      ---
      cluster: {apiServer: {extraArgs: {peer-ca-file: [/a, /b]}}}
    `,
    'k0s that says nothing of its API server, values of a chart, and machines that only work': `
      apiVersion: k0s.k0sproject.io/v1beta1
      kind: ClusterConfig
      spec: {network: {}}
      ---
      cluster: {apiServer: {extraArgs: {v: "2"}}}
      addons: {}
      ---
      machine: {type: worker}
      cluster: {discovery: {}} # apiServer
    `,
    'kOps, Gardener and vcluster, where the flag cannot be set or does harm': `
      apiVersion: kops.k8s.io/v1alpha2
      kind: Cluster
      spec: {kubeAPIServer: {featureGates: {A: "true"}}} # kube-apiserver
      ---
      apiVersion: core.gardener.cloud/v1beta1
      kind: Shoot
      spec: {kubernetes: {kubeAPIServer: {featureGates: {A: true}}}} # kube-apiserver
      ---
      controlPlane: {distro: {k8s: {apiServer: {extraArgs: [--v=2]}}}} # kube-apiserver
    `,
  },
  invalid: {
    'Cluster API: several replicas of 1.36': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: prod}
        spec:
          replicas: 3
          version: v1.36.0
          kubeadmConfigSpec:
            clusterConfiguration:
              «apiServer»:
                extraArgs: {v: "4"}
      `,
      messages: MESSAGES,
      severity: 'warning',
    },
    'Cluster API: one replica has no peers': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          replicas: 1
          version: v1.36.0
          kubeadmConfigSpec:
            «clusterConfiguration»:
              networking: {}
      `,
      messages: MESSAGES,
      severity: 'info',
      help: 'nothing is lost while there is one kube-apiserver: it has no peers',
    },
    'Cluster API: templates, and placeholders that no YAML parser likes': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlaneTemplate
        spec:
          template:
            spec:
              kubeadmConfigSpec:
                clusterConfiguration:
                  «apiServer»:
                    certSANs: [localhost]
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        spec:
          replicas: \${CONTROL_PLANE_MACHINE_COUNT:=3}
          version: \${KUBERNETES_VERSION}
          kubeadmConfigSpec:
            clusterConfiguration:
              «apiServer»: {}
        ---
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfig
        spec:
          clusterConfiguration:
            «apiServer»: {}
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
      severity: 'info',
      help: 'add it once every kube-apiserver runs 1.36 or later: an older one does not start with it',
    },
    'kind: several nodes of the control plane, whichever patch is about the server': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{role: control-plane, image: "kindest/node:v1.36.0"}, {role: control-plane, image: "kindest/node:v1.36.0"}]
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            networking: {}
          - |
            kind: ClusterConfiguration
            «apiServer»:
              extraArgs: {v: "4"}
      `,
      messages: MESSAGES,
      severity: 'warning',
    },
    'kind: one node': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes:
          - image: kindest/node:v1.36.0
            kubeadmConfigPatches:
              - |
                «kind»: ClusterConfiguration
                scheduler: {}
      `,
      messages: MESSAGES,
      severity: 'info',
    },
    'static Pods: of one word each, of two, in a script, and in a manifest within a ConfigMap': {
      input: `
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: registry.k8s.io/kube-apiserver:v1.36.0
              «command»: [kube-apiserver, --v=2]
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - name: kube-apiserver
              image: example.com/mirror/apiserver
              «args»: [--v, "2"]
        ---
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: example.com/server
              «command»:
                - /bin/sh
                - -c
                - |
                  # starts it
                  mkdir -p /var/log/kube-apiserver
                  exec /usr/bin/kube-apiserver --v=2 \\
                    --address "127.0.0.1" >> /var/log/kube-apiserver.log 2>&1
        ---
        apiVersion: v1
        kind: ConfigMap
        data:
          server.yaml: |
            apiVersion: apps/v1
            kind: Deployment
            spec:
              template:
                spec:
                  containers:
                    - image: registry.k8s.io/kube-apiserver:v1.36.0
                      «command»: [kube-apiserver]
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES, ...MESSAGES],
      severity: 'info',
    },
    'a Deployment of several replicas': {
      input: `
        apiVersion: apps/v1
        kind: Deployment
        spec:
          replicas: 2
          template:
            spec:
              containers:
                - image: registry.k8s.io/kube-apiserver:v1.36.0
                  «command»: [kube-apiserver]
      `,
      messages: MESSAGES,
      severity: 'warning',
    },
    'k3s and RKE2, as a list and as a text, k0s, and Talos': {
      path: 'etc/rke2/config.yaml',
      input: `
        «kube-apiserver-arg»:
          - v=2
        ---
        «kube-apiserver-arg»: v=2
        ---
        apiVersion: k0s.k0sproject.io/v1beta1
        kind: ClusterConfig
        spec:
          «api»: {sans: [api.example.com]}
        ---
        machine: {}
        cluster:
          «apiServer»: {certSANs: [api.example.com]}
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES, ...MESSAGES],
      severity: 'info',
    },
    'extra arguments that are a text, and null': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        «apiServer»: {extraArgs: --v=2}
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        «apiServer»: {extraArgs: }
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        «apiServer»: {extraArgs: [value, {value: /p/ca.crt}, {name: }, {name: 7, value: [a]}]}
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
      severity: 'info',
    },
  },
});
