import codemod from '../../codemods/add-peer-ca-file.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';

const UNREACHABLE =
  'peers do not reach this kube-apiserver by itself: each server needs its own `peer-advertise-ip` and `peer-advertise-port` with the flag [SHAPE]';
const UNKNOWN_VERSION = 'the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting [VERSION]';

/** Tools that hand flags on to kube-apiserver. */
testCodemod(codemod, {
  rewrites: {
    'kubespray, whose certificates are where a variable says': {
      path: 'inventory/prod/group_vars/k8s_cluster/k8s-cluster.yml',
      input: `
        kube_version: 1.36.1
        # for all of them
        kube_kubeadm_apiserver_extra_args: {}
        kube_feature_gates: ["UnknownVersionInteroperabilityProxy=true"] # on purpose
      `,
      output: `
        kube_version: 1.36.1
        # for all of them
        kube_kubeadm_apiserver_extra_args:
          peer-ca-file: "{{ kube_cert_dir }}/ca.crt"
        kube_feature_gates: ["UnknownVersionInteroperabilityProxy=true"] # on purpose
      `,
      assumes: ['no other file of variables says more of kube-apiserver or its gates'],
    },
    'kubespray with flags': {
      input: `
        kube_version: v1.36.1
        kube_kubeadm_apiserver_extra_args:
          audit-log-maxage: "30" # days
      `,
      output: `
        kube_version: v1.36.1
        kube_kubeadm_apiserver_extra_args:
          audit-log-maxage: "30" # days
          peer-ca-file: "{{ kube_cert_dir }}/ca.crt"
      `,
    },
    KubeOne: {
      input: `
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        versions:
          kubernetes: "1.36.1"
        controlPlaneComponents:
          apiServer: # ours
            featureGates: {A: true}
      `,
      output: `
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        versions:
          kubernetes: "1.36.1"
        controlPlaneComponents:
          apiServer: # ours
            featureGates: {A: true}
            flags:
              peer-ca-file: /etc/kubernetes/pki/ca.crt
      `,
    },
    'k0smotron: k0s on machines of Cluster API': {
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0sControlPlane
        spec:
          version: v1.36.1+k0s.0
          k0sConfigSpec:
            k0s:
              spec:
                api:
                  extraArgs: {v: "2"}
      `,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0sControlPlane
        spec:
          version: v1.36.1+k0s.0
          k0sConfigSpec:
            k0s:
              spec:
                api:
                  extraArgs: {v: "2", peer-ca-file: /var/lib/k0s/pki/ca.crt}
      `,
      assumes: ['k0s keeps its data in `/var/lib/k0s`'],
    },
    'kubeadm in files of Butane, cloud-init and Cluster API': {
      input: `
        #cloud-config
        write_files:
          - path: /etc/kubeadm.yaml
            content: |
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: ClusterConfiguration
              kubernetesVersion: v1.36.1
        ---
        variant: flatcar
        version: 1.1.0
        storage:
          files:
            - path: /etc/kubeadm.yaml
              contents:
                inline: |
                  apiVersion: kubeadm.k8s.io/v1beta4
                  kind: ClusterConfiguration
                  kubernetesVersion: v1.36.1
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            files:
              - path: /etc/kubernetes/manifests/kube-apiserver.yaml
                content: |
                  apiVersion: v1
                  kind: Pod
                  spec:
                    containers:
                      - image: registry.k8s.io/kube-apiserver:v1.36.1
                        command: [kube-apiserver, --tls-cert-file=/p/apiserver.crt, --client-ca-file=/p/ca.crt, --proxy-client-cert-file=/p/a, --proxy-client-key-file=/p/b]
      `,
      output: `
        #cloud-config
        write_files:
          - path: /etc/kubeadm.yaml
            content: |
              apiVersion: kubeadm.k8s.io/v1beta4
              kind: ClusterConfiguration
              kubernetesVersion: v1.36.1
              apiServer:
                extraArgs:
                  - name: peer-ca-file
                    value: /etc/kubernetes/pki/ca.crt
        ---
        variant: flatcar
        version: 1.1.0
        storage:
          files:
            - path: /etc/kubeadm.yaml
              contents:
                inline: |
                  apiVersion: kubeadm.k8s.io/v1beta4
                  kind: ClusterConfiguration
                  kubernetesVersion: v1.36.1
                  apiServer:
                    extraArgs:
                      - name: peer-ca-file
                        value: /etc/kubernetes/pki/ca.crt
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          kubeadmConfigSpec:
            files:
              - path: /etc/kubernetes/manifests/kube-apiserver.yaml
                content: |
                  apiVersion: v1
                  kind: Pod
                  spec:
                    containers:
                      - image: registry.k8s.io/kube-apiserver:v1.36.1
                        command: [kube-apiserver, --tls-cert-file=/p/apiserver.crt, --client-ca-file=/p/ca.crt, --proxy-client-cert-file=/p/a, --proxy-client-key-file=/p/b, --peer-ca-file=/p/ca.crt]
      `,
    },
    'the configuration says what runs, where the file leaves it open': {
      settings: { runs: 'v1.36' },
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        spec:
          version: \${KUBERNETES_VERSION}
          kubeadmConfigSpec: {clusterConfiguration: {apiServer: {}}}
        ---
        cluster: {apiServer: {extraArgs: {v: "2"}}}
      `,
      output: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        spec:
          version: \${KUBERNETES_VERSION}
          kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: {peer-ca-file: /etc/kubernetes/pki/ca.crt}}}}
        ---
        cluster: {apiServer: {extraArgs: {v: "2", peer-ca-file: /system/secrets/kubernetes/kube-apiserver/ca.crt}}}
      `,
    },
  },
  skips: {
    'the file says that an older one runs, whatever the configuration says': {
      settings: { runs: '1.36' },
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.35.1
      `,
      reasons: ['kube-apiserver 1.35 does not start with the flag: upgrade to 1.36 first [VERSION]'],
    },
    'kubespray: the gate is off, or the version is said elsewhere': {
      input: `
        kube_version: 1.36.1
        kube_kubeadm_apiserver_extra_args: {}
        kube_apiserver_feature_gates: ["UnknownVersionInteroperabilityProxy=false"]
        ---
        kube_kubeadm_apiserver_extra_args: {v: "2"}
      `,
      reasons: [
        '`feature-gates` sets `UnknownVersionInteroperabilityProxy=false`, and with the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
        UNKNOWN_VERSION,
      ],
    },
    'KubeOne: the gate is off': {
      input: `
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        versions: {kubernetes: 1.36.1}
        controlPlaneComponents: {apiServer: {featureGates: {UnknownVersionInteroperabilityProxy: false}}}
      `,
      reasons: [
        '`feature-gates` sets `UnknownVersionInteroperabilityProxy=false`, and with the gate off the flag keeps kube-apiserver from starting [GATE_OFF]',
      ],
    },
    'Rancher: servers of k3s and RKE2 need more than the flag': {
      input: `
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec:
          kubernetesVersion: v1.36.1+rke2r1
          rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: [v=2]}}
        ---
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec:
          kubernetesVersion: v1.36.1+k3s1
          rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: v=2}}
        ---
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec:
          rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: v=2}}
      `,
      reasons: [UNREACHABLE, UNREACHABLE, '`kubernetesVersion` does not tell whether this is k3s or RKE2 [SERVING_CA]'],
    },
    'EKS Anywhere: where the CA is depends on the machines': {
      input: `
        apiVersion: anywhere.eks.amazonaws.com/v1alpha1
        kind: Cluster
        spec: {kubernetesVersion: "1.36", controlPlaneConfiguration: {apiServerExtraArgs: {v: "2"}}}
      `,
      reasons: [
        'the `osFamily` of the machines decides in which folder `ca.crt` is: add the flag by hand, with the path on your machines [SERVING_CA]',
      ],
    },
    'Kamaji and k0smotron: peers are behind one address': {
      input: `
        apiVersion: kamaji.clastix.io/v1alpha1
        kind: TenantControlPlane
        spec:
          kubernetes: {version: v1.36.0}
          controlPlane: {deployment: {extraArgs: {apiServer: [--v=2]}}}
        ---
        apiVersion: k0smotron.io/v1beta1
        kind: Cluster
        spec:
          version: v1.36.1-k0s.0
          k0sConfig: {spec: {api: {extraArgs: {v: "2"}}}}
      `,
      reasons: [
        'Kamaji tells peers the address of the Service in front of all replicas, so that a request for a peer may reach any of them: the flag is of no use there [SHAPE]',
        'the replicas are Pods behind one Service, so that a request for a peer may reach any of them: the flag is of no use there [SHAPE]',
      ],
    },
  },
});
