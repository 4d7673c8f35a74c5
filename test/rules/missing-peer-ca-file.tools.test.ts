import rule from '../../rules/missing-peer-ca-file.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const MESSAGES = ['kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing'];

/** Tools that hand flags on to kube-apiserver, and what they do not let anybody set. */
testRule(rule, {
  valid: {
    'clusters that say nothing of their kube-apiserver': `
      apiVersion: provisioning.cattle.io/v1
      kind: Cluster
      spec: {rkeConfig: {machineGlobalConfig: {cni: calico}}} # kube-apiserver-arg
      ---
      apiVersion: kubeone.k8c.io/v1beta3
      kind: KubeOneCluster
      versions: {kubernetes: 1.36.0} # apiServer
      ---
      apiVersion: anywhere.eks.amazonaws.com/v1alpha1
      kind: Cluster
      spec: {controlPlaneConfiguration: {count: 3}} # apiServerExtraArgs
      ---
      apiVersion: kamaji.clastix.io/v1alpha1
      kind: TenantControlPlane
      spec: {controlPlane: {deployment: {replicas: 3}}} # apiServer
      ---
      apiVersion: k0smotron.io/v1beta1
      kind: Cluster
      spec: {k0sConfig: {spec: {network: {}}}}
      ---
      kube_version: 1.36.0
      kube_controller_feature_gates: [kube_apiserver_feature_gates]
    `,
    'the same kinds of other groups': `
      apiVersion: example.com/v1
      kind: Cluster
      spec:
        rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: [v=2]}}
        controlPlaneConfiguration: {apiServerExtraArgs: {v: "2"}}
        k0sConfig: {spec: {api: {}}}
        kubeAPIServer: {featureGates: {}}
      ---
      apiVersion: example.com/v1
      kind: KubeOneCluster
      controlPlaneComponents: {apiServer: {flags: {v: "2"}}}
      ---
      apiVersion: example.com/v1
      kind: TenantControlPlane
      spec: {controlPlane: {deployment: {extraArgs: {apiServer: [--v=2]}}}}
    `,
    'the flag in each of them': `
      apiVersion: provisioning.cattle.io/v1
      kind: Cluster
      spec: {rkeConfig: {machineGlobalConfig: {kube-apiserver-arg: [peer-ca-file=/var/lib/rancher/rke2/server/tls/server-ca.crt]}}}
      ---
      kube_kubeadm_apiserver_extra_args: {peer-ca-file: "{{ kube_cert_dir }}/ca.crt"}
      ---
      apiVersion: kubeone.k8c.io/v1beta3
      kind: KubeOneCluster
      controlPlaneComponents: {apiServer: {flags: {peer-ca-file: /etc/kubernetes/pki/ca.crt}}}
      ---
      apiVersion: anywhere.eks.amazonaws.com/v1alpha1
      kind: Cluster
      spec: {controlPlaneConfiguration: {apiServerExtraArgs: {peer-ca-file: /etc/kubernetes/pki/ca.crt}}}
      ---
      apiVersion: controlplane.cluster.x-k8s.io/v1beta1
      kind: K0sControlPlane
      spec: {k0sConfigSpec: {k0s: {spec: {api: {rawArgs: [--peer-ca-file=/var/lib/k0s/pki/ca.crt]}}}}}
      ---
      apiVersion: kamaji.clastix.io/v1alpha1
      kind: TenantControlPlane
      spec: {controlPlane: {deployment: {extraArgs: {apiServer: [--peer-ca-file=/etc/kubernetes/pki/ca.crt]}}}}
    `,
    'kOps and Gardener have no field for the flag': `
      apiVersion: kops.k8s.io/v1alpha2
      kind: Cluster
      spec: {kubernetesVersion: 1.36.0, kubeAPIServer: {featureGates: {A: "true"}}}
      ---
      apiVersion: core.gardener.cloud/v1beta1
      kind: Shoot
      spec: {kubernetes: {version: 1.36.0, kubeAPIServer: {featureGates: {A: true}}}}
    `,
    'vcluster binds its server to the loopback address, and RKE1 ended before 1.36': `
      controlPlane: {distro: {k8s: {version: v1.36.0, apiServer: {extraArgs: [--v=2]}}}}
      ---
      nodes: [{address: 192.0.2.10, role: [controlplane]}]
      kubernetes_version: v1.32.8-rancher1-1
      services: {kube-api: {extra_args: {v: "2"}}}
    `,
    'managed control planes, whose provider sets the flags': `
      apiVersion: controlplane.cluster.x-k8s.io/v1beta2
      kind: AWSManagedControlPlane
      spec: {version: v1.36.0, logging: {apiServer: true}}
      ---
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
      kind: AzureManagedControlPlane
      spec: {version: v1.36.0, apiServerAccessProfile: {enablePrivateCluster: true}} # kube-apiserver
      ---
      apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
      kind: GCPManagedControlPlane
      spec: {controlPlaneVersion: 1.36.0} # kube-apiserver
      ---
      apiVersion: eksctl.io/v1alpha5
      kind: ClusterConfig
      metadata: {name: prod, version: "1.36"}
      cloudWatch: {clusterLogging: {enableTypes: [api]}} # kube-apiserver
    `,
  },
  invalid: {
    'Rancher: what is said for all machines, and for some': {
      input: `
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        metadata: {name: prod}
        spec:
          kubernetesVersion: v1.36.1+rke2r1
          rkeConfig:
            machinePools:
              - {name: cp, controlPlaneRole: true, quantity: 3}
              - {name: workers, workerRole: true, quantity: 9}
            machineGlobalConfig:
              «kube-apiserver-arg»: [v=2]
            machineSelectorConfig:
              - machineLabelSelector: {matchLabels: {tier: one}}
                config:
                  «kube-apiserver-arg»: [v=4]
              - config: {protect-kernel-defaults: true}
      `,
      messages: [...MESSAGES, ...MESSAGES],
      severity: 'warning',
    },
    'kubespray: flags, or gates, or both': {
      path: 'inventory/prod/group_vars/k8s_cluster.yml',
      input: `
        kube_version: 1.36.1
        «kube_kubeadm_apiserver_extra_args»: {}
        kube_apiserver_feature_gates: [A=true]
        ---
        «kube_apiserver_feature_gates»: ["A=true"]
      `,
      messages: [...MESSAGES, ...MESSAGES],
      severity: 'info',
    },
    'KubeOne: three hosts': {
      input: `
        apiVersion: kubeone.k8c.io/v1beta3
        kind: KubeOneCluster
        versions: {kubernetes: v1.36.0}
        controlPlane:
          hosts: [{publicAddress: 192.0.2.1}, {publicAddress: 192.0.2.2}, {publicAddress: 192.0.2.3}]
        controlPlaneComponents:
          «apiServer»:
            featureGates: {A: true}
      `,
      messages: MESSAGES,
      severity: 'warning',
    },
    'EKS Anywhere and K0sControlPlane: several machines of 1.36': {
      input: `
        apiVersion: anywhere.eks.amazonaws.com/v1alpha1
        kind: Cluster
        spec:
          kubernetesVersion: "1.36"
          controlPlaneConfiguration:
            count: 3
            «apiServerExtraArgs»: {v: "2"}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0sControlPlane
        spec:
          replicas: 3
          version: v1.36.1+k0s.0
          k0sConfigSpec:
            k0s:
              apiVersion: k0s.k0sproject.io/v1beta1
              kind: ClusterConfig
              spec:
                «api»: {extraArgs: {v: "2"}}
      `,
      messages: [...MESSAGES, ...MESSAGES],
      severity: 'warning',
    },
    'control planes in Pods of another cluster, where it is good to know at most': {
      input: `
        apiVersion: kamaji.clastix.io/v1alpha1
        kind: TenantControlPlane
        spec:
          kubernetes: {version: v1.36.0}
          controlPlane:
            deployment:
              replicas: 3
              extraArgs:
                «apiServer»: [--v=2]
        ---
        apiVersion: k0smotron.io/v1beta1
        kind: Cluster
        spec:
          replicas: 3
          version: v1.36.1-k0s.0
          k0sConfig:
            spec:
              «api»: {sans: [api.example.com]}
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: K0smotronControlPlane
        spec:
          replicas: 3
          version: v1.36.1-k0s.0
          k0sConfig:
            spec:
              «api»: {sans: [api.example.com]}
      `,
      messages: [...MESSAGES, ...MESSAGES, ...MESSAGES],
      severity: 'info',
    },
    'the configuration says what runs, where the file does not': {
      settings: { runs: '1.36' },
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          replicas: 3
          version: \${KUBERNETES_VERSION}
          kubeadmConfigSpec:
            clusterConfiguration:
              «apiServer»: {}
      `,
      messages: MESSAGES,
      severity: 'warning',
    },
    'what the file says of the version comes before the configuration': {
      settings: { runs: '1.36' },
      input: `
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          replicas: 3
          version: v1.35.3
          kubeadmConfigSpec:
            clusterConfiguration:
              «apiServer»: {}
      `,
      messages: MESSAGES,
      severity: 'info',
      help: 'upgrade every kube-apiserver to 1.36 first: 1.35 does not start with the flag',
    },
  },
});
