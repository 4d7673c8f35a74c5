import codemod from '../../codemods/add-peer-ca-file.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const SERVER = 'registry.k8s.io/kube-apiserver:v1.36.1';

const MACHINES = 'the change rolls out new control plane machines';
const NEW_KIND = 'kind is 0.32 or later: an older one puts the flags in the place of its own';

testCodemod(codemod, {
  rewrites: {
    'kubeadm-config: the copy that kubeadm keeps in the cluster': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: kubeadm-config
          namespace: kube-system
        data:
          ClusterConfiguration: |
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            kubernetesVersion: v1.36.1
            apiServer:
              extraArgs:
              - name: v # loud
                value: "4"
      `,
      output: `
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: kubeadm-config
          namespace: kube-system
        data:
          ClusterConfiguration: |
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            kubernetesVersion: v1.36.1
            apiServer:
              extraArgs:
              - name: v # loud
                value: "4"
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
      `,
      assumes: ['`kubeadm upgrade` runs afterwards: a change of this ConfigMap restarts nothing'],
    },
    'kubeadm beside configurations of other groups': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        ---
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer:
          extraArgs:
            peer-ca-file: /etc/kubernetes/pki/ca.crt
        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        ---
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
      `,
    },
    'a KubeadmControlPlane of v1beta1, whose arguments are a map for every Kubernetes': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata:
          name: "\${CLUSTER_NAME}-control-plane"
        spec:
          replicas: 3
          version: v1.37.0
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs:
                  cloud-provider: external # by decree
      `,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata:
          name: "\${CLUSTER_NAME}-control-plane"
        spec:
          replicas: 3
          version: v1.37.0
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs:
                  cloud-provider: external # by decree
                  peer-ca-file: /etc/kubernetes/pki/ca.crt
      `,
      assumes: [MACHINES],
    },
    'placeholders that are no YAML before they are filled in': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          version: v1.36.0
          kubeadmConfigSpec:
            users: [{name: root, sshAuthorizedKeys: [\${KEYS}, \${MORE:=[]}]}] # \${WHO}
            clusterConfiguration:
              apiServer: {extraArgs: [{name: v, value: \${LEVEL:=2}}]}
      `,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          version: v1.36.0
          kubeadmConfigSpec:
            users: [{name: root, sshAuthorizedKeys: [\${KEYS}, \${MORE:=[]}]}] # \${WHO}
            clusterConfiguration:
              apiServer: {extraArgs: [{name: v, value: \${LEVEL:=2}}, {name: peer-ca-file, value: /etc/kubernetes/pki/ca.crt}]}
      `,
    },
    'a KubeadmControlPlane of v1beta2, whose arguments are a list': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: prod}
        spec:
          version: v1.36.2
          kubeadmConfigSpec:
            clusterConfiguration:
              certificatesDir: /srv/pki
              apiServer:
                certSANs: [api.example.com]
      `,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: prod}
        spec:
          version: v1.36.2
          kubeadmConfigSpec:
            clusterConfiguration:
              certificatesDir: /srv/pki
              apiServer:
                certSANs: [api.example.com]
                extraArgs:
                  - name: peer-ca-file
                    value: /srv/pki/ca.crt
      `,
    },
    'kind: a patch that does not say its version takes a map': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes:
          - {role: control-plane, image: "kindest/node:v1.36.1@sha256:0000"}
          - {role: control-plane, image: "kindest/node:v1.36.1"}
          - role: worker
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer:
              extraArgs:
                v: "4"
          - |
            kind: KubeletConfiguration
      `,
      output: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes:
          - {role: control-plane, image: "kindest/node:v1.36.1@sha256:0000"}
          - {role: control-plane, image: "kindest/node:v1.36.1"}
          - role: worker
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer:
              extraArgs:
                v: "4"
                peer-ca-file: /etc/kubernetes/pki/ca.crt
          - |
            kind: KubeletConfiguration
      `,
      assumes: [NEW_KIND],
    },
    'kind: a patch of a node, with its version': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes:
          - role: control-plane
            image: kindest/node:v1.37.0
            kubeadmConfigPatches:
              - |
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: ClusterConfiguration
                apiServer:
                  extraArgs:
                    - name: v
                      value: "4"
      `,
      output: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes:
          - role: control-plane
            image: kindest/node:v1.37.0
            kubeadmConfigPatches:
              - |
                apiVersion: kubeadm.k8s.io/v1beta4
                kind: ClusterConfiguration
                apiServer:
                  extraArgs:
                    - name: v
                      value: "4"
                    - name: peer-ca-file
                      value: /etc/kubernetes/pki/ca.crt
      `,
    },
    'a static Pod as kubeadm writes it': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver, namespace: kube-system}
        spec:
          containers:
          - command:
            - kube-apiserver
            - --client-ca-file=/etc/kubernetes/pki/ca.crt
            - --proxy-client-cert-file=/etc/kubernetes/pki/front-proxy-client.crt
            - --proxy-client-key-file=/etc/kubernetes/pki/front-proxy-client.key
            - --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
            image: ${SERVER}
            name: kube-apiserver
      `,
      output: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver, namespace: kube-system}
        spec:
          containers:
          - command:
            - kube-apiserver
            - --client-ca-file=/etc/kubernetes/pki/ca.crt
            - --proxy-client-cert-file=/etc/kubernetes/pki/front-proxy-client.crt
            - --proxy-client-key-file=/etc/kubernetes/pki/front-proxy-client.key
            - --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
            - --peer-ca-file=/etc/kubernetes/pki/ca.crt
            image: ${SERVER}
            name: kube-apiserver
      `,
    },
    'a DaemonSet with its flags in two words, in `args`': {
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: apiserver}
        spec:
          template:
            spec:
              containers:
                - name: server
                  image: ${SERVER}
                  command: [/usr/local/bin/kube-apiserver]
                  args:
                    - --client-ca-file
                    - /srv/ca.crt
                    - --tls-cert-file
                    - /srv/apiserver.crt
                    - --proxy-client-cert-file
                    - /srv/proxy.crt
                    - --proxy-client-key-file
                    - /srv/proxy.key # secret
      `,
      output: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: apiserver}
        spec:
          template:
            spec:
              containers:
                - name: server
                  image: ${SERVER}
                  command: [/usr/local/bin/kube-apiserver]
                  args:
                    - --client-ca-file
                    - /srv/ca.crt
                    - --tls-cert-file
                    - /srv/apiserver.crt
                    - --proxy-client-cert-file
                    - /srv/proxy.crt
                    - --proxy-client-key-file
                    - /srv/proxy.key # secret
                    - --peer-ca-file=/srv/ca.crt
      `,
    },
    'Talos: a machine configuration, whose values may be lists': {
      input: `
        version: v1alpha1
        machine: {type: controlplane}
        cluster:
          apiServer:
            image: registry.k8s.io/kube-apiserver:v1.36.0
            extraArgs:
              v: "2"
              service-account-issuer: [https://a.example.com, https://b.example.com] # both
      `,
      output: `
        version: v1alpha1
        machine: {type: controlplane}
        cluster:
          apiServer:
            image: registry.k8s.io/kube-apiserver:v1.36.0
            extraArgs:
              v: "2"
              service-account-issuer: [https://a.example.com, https://b.example.com] # both
              peer-ca-file: /system/secrets/kubernetes/kube-apiserver/ca.crt
      `,
      assumes: ['every machine that gets this configuration is one of the control plane'],
    },
    'Talos: a document about kube-apiserver': {
      input: `
        apiVersion: v1alpha1
        kind: KubeAPIServerConfig
        image: registry.k8s.io/kube-apiserver:v1.37.0
      `,
      output: `
        apiVersion: v1alpha1
        kind: KubeAPIServerConfig
        image: registry.k8s.io/kube-apiserver:v1.37.0
        extraArgs:
          peer-ca-file: /system/secrets/kubernetes/kube-apiserver/ca.crt
      `,
    },
    'k0sctl, which knows the version': {
      input: `
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        spec:
          hosts: [{role: controller}, {role: controller+worker}, {role: worker}]
          k0s:
            version: v1.36.1+k0s.0
            config:
              spec:
                api:
                  rawArgs: [--v=2]
      `,
      output: `
        apiVersion: k0sctl.k0sproject.io/v1beta1
        kind: Cluster
        spec:
          hosts: [{role: controller}, {role: controller+worker}, {role: worker}]
          k0s:
            version: v1.36.1+k0s.0
            config:
              spec:
                api:
                  rawArgs: [--v=2]
                  extraArgs:
                    peer-ca-file: /var/lib/k0s/pki/ca.crt
      `,
    },
    'a flag that is there without a value': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.1
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: ""
      `,
      output: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.1
        apiServer:
          extraArgs:
            - name: peer-ca-file
              value: "/etc/kubernetes/pki/ca.crt"
      `,
    },
  },
  skips: {
    'a template, since the version is that of a Cluster': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlaneTemplate
        metadata: {name: prod}
        spec: {template: {spec: {kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: [{name: v, value: "2"}]}}}}}}
      `,
      reasons: ['the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting [VERSION]'],
    },
    'a KubeadmConfig with a placeholder for the version': {
      input: `
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfig
        metadata: {name: cp-0}
        spec:
          initConfiguration: {}
          clusterConfiguration:
            apiServer: {certSANs: ["\${HOST:=localhost}"]}
      `,
      reasons: ['the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting [VERSION]'],
    },
    'kind: the gate is off for all components': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        featureGates: {AllBeta: false}
        nodes: [{role: control-plane, image: "kindest/node:v1.36.0"}]
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer: {extraArgs: {v: "4"}}
      `,
      reasons: ['`feature-gates` sets `AllBeta=false`, and with the gate off the flag keeps kube-apiserver from starting [GATE_OFF]'],
    },
    'kind: a patch for a version that is not written any more': {
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        nodes: [{role: control-plane, image: "kindest/node:v1.36.0"}]
        kubeadmConfigPatches:
          - |
            apiVersion: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
            apiServer: {extraArgs: {v: "4"}}
      `,
      reasons: [
        'the patch is for `kubeadm.k8s.io/v1beta3`, and for Kubernetes 1.36 kind writes `kubeadm.k8s.io/v1beta4`, so it is applied to nothing [SHAPE]',
      ],
    },
    'k3s, k0s and a patch of Talos, none of which knows the version': {
      input: `
        kube-apiserver-arg: ["v=2"]
        ---
        apiVersion: k0s.k0sproject.io/v1beta1
        kind: ClusterConfig
        spec: {api: {extraArgs: {v: "2"}}}
        ---
        cluster: {apiServer: {extraArgs: {v: "2"}}}
      `,
      reasons: Array.from(
        { length: 3 },
        () => 'the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting [VERSION]',
      ),
    },
    'a shell script': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver}
        spec:
          containers:
            - name: kube-apiserver
              image: ${SERVER}
              command:
                - /bin/sh
                - -c
                - exec kube-apiserver --client-ca-file=/p/ca.crt --tls-cert-file '/p/apiserver.crt' --proxy-client-cert-file=/p/c --proxy-client-key-file=/p/k >> /log 2>&1
      `,
      reasons: ['the flags are in a shell script: add the flag there by hand [SHAPE]'],
    },
    'a Pod that has no certificate for the proxy': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver}
        spec:
          containers:
            - image: ${SERVER}
              command: [kube-apiserver, --client-ca-file=/p/ca.crt, --tls-cert-file=/p/apiserver.crt, --proxy-client-cert-file=/p/c]
      `,
      reasons: ['`proxy-client-key-file` is not set, and without it the flag keeps kube-apiserver from starting [PROXY_CLIENT]'],
    },
    'a Pod whose certificate comes from elsewhere': {
      input: `
        apiVersion: v1
        kind: Pod
        metadata: {name: kube-apiserver}
        spec:
          containers:
            - image: ${SERVER}
              command: [kube-apiserver, --client-ca-file=/p/clients.crt, --tls-cert-file=/p/apiserver.crt]
      `,
      reasons: ['`tls-cert-file` is set to `/p/apiserver.crt`, and which CA issued that certificate is not known here [SERVING_CA]'],
    },
    'gates that are filled in later': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.36.0
        apiServer: {extraArgs: {feature-gates: "\${GATES}"}}
      `,
      reasons: [
        'what `feature-gates` says is filled in later, and if that turns the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
      ],
    },
    'an emulated version and a gate that mean nothing': {
      input: ['emulated-version: newest', 'feature-gates: UnknownVersionInteroperabilityProxy=maybe']
        .map(
          flag =>
            `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.0\napiServer: {extraArgs: {${flag}}}\n`,
        )
        .join('---\n'),
      reasons: [
        'what `emulated-version` means by `newest` is not known, and if that turns the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
        'what `feature-gates` means by `UnknownVersionInteroperabilityProxy=maybe` is not known, and if that turns the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
      ],
    },
    'a version of kubeadm that is not known': {
      input: 'apiVersion: kubeadm.k8s.io/v2\nkind: ClusterConfiguration\nkubernetesVersion: v1.36.0\n',
      reasons: ['how `kubeadm.k8s.io/v2` writes extra arguments is not known [SHAPE]'],
    },
  },
});
