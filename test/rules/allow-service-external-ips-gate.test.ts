import rule from '../../rules/allow-service-external-ips-gate.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const WEB = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalIPs: [192.0.2.4]}\n';
const DNS = 'apiVersion: v1\nkind: Service\nmetadata: {name: dns}\nspec: {externalIPs: [192.0.2.5]}\n';
const HEADLESS = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, externalIPs: [192.0.2.6]}\n';

const setFor = (component: string): string => `\`AllowServiceExternalIPs\` is set for ${component}, and only kube-proxy looks at this gate`;
const OFF = '`AllowServiceExternalIPs` is turned off, and Service `web` still takes addresses through `externalIPs`';

testRule(rule, {
  valid: {
    'kube-proxy of k3s, Talos and kOps opts back in': {
      version: '1.42',
      files: { 'web.yaml': WEB },
      input: `
        kube-proxy-arg: [proxy-mode=iptables, feature-gates=AllowServiceExternalIPs=true]
        ---
        cluster: {proxy: {extraArgs: {feature-gates: "A=false,AllowServiceExternalIPs=true"}}}
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        spec: {kubeProxy: {featureGates: {AllowServiceExternalIPs: "true"}}}
      `,
    },
    'values of a chart, and clusters of other groups': {
      version: '1.42',
      files: { 'web.yaml': WEB },
      input: `
        cluster: {proxy: {extraArgs: {feature-gates: AllowServiceExternalIPs=false}}}
        image: {}
        ---
        apiVersion: example.com/v1
        kind: Cluster
        spec: {kubeProxy: {featureGates: {AllowServiceExternalIPs: "false"}}}
      `,
    },
    'kube-proxy opts back in': {
      version: '1.42',
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {AllowServiceExternalIPs: true}
      `,
    },
    'off, where no Service uses the field, or only one on which it does nothing': {
      files: { 'db.yaml': HEADLESS },
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {AllowServiceExternalIPs: false}
      `,
    },
    'off where it is locked to that': {
      version: '1.43',
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {AllowServiceExternalIPs: false}
      `,
    },
    'a placeholder, of which nothing is known': {
      version: '1.44',
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {AllowServiceExternalIPs: "\${SERVE}"}
      `,
    },
    'a gate of OpenShift, other gates, and prose': `
      apiVersion: config.openshift.io/v1
      kind: FeatureGate
      metadata: {annotations: {about: AllowServiceExternalIPs}}
      spec: {customNoUpgrade: {enabled: [AllowServiceExternalIPs]}}
      ---
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates: {NotAllowServiceExternalIPs: true} # AllowServiceExternalIPs
      ---
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      featureGates: {AllowServiceExternalIPs: true}
    `,
    'arguments of something else': `
      apiVersion: apps/v1
      kind: Deployment
      spec:
        template:
          spec:
            containers:
              - image: example.com/operator:1.2
                args: [--feature-gates=AllowServiceExternalIPs=true]
    `,
  },

  invalid: {
    'kube-apiserver of kOps and Gardener, which do not look at it': {
      version: '1.37',
      input: `
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        spec: {kubeAPIServer: {featureGates: {AllowServiceExternalIPs: «"true"»}}}
        ---
        apiVersion: core.gardener.cloud/v1beta1
        kind: Shoot
        spec: {kubernetes: {kubeAPIServer: {featureGates: {AllowServiceExternalIPs: «true»}}}}
      `,
      messages: [setFor('kube-apiserver'), setFor('kube-apiserver')],
      severity: 'warning',
    },
    'kube-proxy of k3s, Rancher, Talos and kOps, where Services still use the field': {
      version: '1.37',
      files: { 'web.yaml': WEB },
      input: `
        kube-proxy-arg:
          - feature-gates=A=true,«AllowServiceExternalIPs=false»
        ---
        kube-proxy-arg+: feature-gates=«AllowServiceExternalIPs=false»
        ---
        apiVersion: provisioning.cattle.io/v1
        kind: Cluster
        spec:
          rkeConfig:
            machineGlobalConfig: {kube-proxy-arg: [feature-gates=«AllowServiceExternalIPs=false»]}
            machineSelectorConfig: [{config: {kube-proxy-arg: [feature-gates=«AllowServiceExternalIPs=false»]}}]
        ---
        machine: {type: worker}
        cluster: {proxy: {extraArgs: {feature-gates: «AllowServiceExternalIPs=false»}}}
        ---
        apiVersion: kops.k8s.io/v1alpha2
        kind: Cluster
        spec: {kubeProxy: {featureGates: {AllowServiceExternalIPs: «"false"»}}}
      `,
      messages: [OFF, OFF, OFF, OFF, OFF, OFF],
      severity: 'warning',
    },
    'kube-proxy of k3s does not start once the gate is locked': {
      version: '1.43',
      input: 'kube-proxy-arg: [feature-gates=«AllowServiceExternalIPs=true»]\n',
      messages: ['kube-proxy does not start in Kubernetes 1.43 with `AllowServiceExternalIPs`: the gate is locked to false from 1.43 on'],
      severity: 'error',
    },
    'kubeadm hands it to three components that have no use for it': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            - name: feature-gates
              value: "Other=true,«AllowServiceExternalIPs=true»"
        controllerManager:
          extraArgs: [{name: feature-gates, value: «AllowServiceExternalIPs=true»}]
        scheduler:
          extraArgs: [{name: feature-gates, value: «AllowServiceExternalIPs=true»}]
      `,
      messages: ['kube-controller-manager', 'kube-scheduler', 'kube-apiserver'].map(setFor),
      severity: 'warning',
      help: 'set it in `featureGates` of a KubeProxyConfiguration',
    },
    'to a kubelet, in the map of older versions and in its configuration': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: JoinConfiguration
        nodeRegistration:
          kubeletExtraArgs:
            feature-gates: «AllowServiceExternalIPs=false»
        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        featureGates:
          «AllowServiceExternalIPs»: false
      `,
      messages: ['kubelet', 'kubelet'].map(setFor),
      help: 'leave it out',
    },
    'a kube-apiserver before 1.36 would not start': {
      version: '1.35',
      input: `
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer:
          extraArgs:
            feature-gates: «AllowServiceExternalIPs=true»
      `,
      messages: [setFor('kube-apiserver')],
      severity: 'error',
    },
    'a gate of kubeadm itself': {
      input: `
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        featureGates:
          «AllowServiceExternalIPs»: true
      `,
      messages: ['`AllowServiceExternalIPs` is set among the gates of kubeadm, and only kube-proxy has this gate'],
      severity: 'error',
    },
    'turned off while a Service uses the field': {
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates:
          «AllowServiceExternalIPs»: false
      `,
      messages: [OFF],
      severity: 'warning',
      help: 'move the Services to a load balancer first: `kubemend --diff --to metallb`',
    },
    'copies of one Service count once, others each': {
      files: { 'prod/web.yaml': WEB, 'test/web.yaml': WEB, 'dns.yaml': DNS },
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {«AllowServiceExternalIPs»: false}
      `,
      messages: ['`AllowServiceExternalIPs` is turned off, and 2 Services still take addresses through `externalIPs`'],
    },
    'turned off in the arguments of kube-proxy, in one word or two': {
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: kube-proxy}
        spec:
          template:
            spec:
              containers:
                - image: registry.k8s.io/kube-proxy:v1.37.0@sha256:0000
                  args:
                    - --feature-gates=«AllowServiceExternalIPs=false»,Other=true
                - image: example.com/node:5000
                  command: [/usr/local/bin/kube-proxy, --feature-gates, "«AllowServiceExternalIPs=0»"]
      `,
      messages: [OFF, OFF],
    },
    'in the gates that kind passes to every component, and in a shell script': {
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        featureGates: {«AllowServiceExternalIPs»: false}
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration # AllowServiceExternalIPs
            apiServer: {}
          - |
            kind: KubeProxyConfiguration
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            featureGates: {«AllowServiceExternalIPs»: false}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        spec:
          template:
            spec:
              containers:
                - command: [sh, -c, 'exec kube-proxy --feature-gates="«AllowServiceExternalIPs=false»,A=true" >>/log']
      `,
      messages: [OFF, OFF, OFF],
    },
    'in a configuration that a ConfigMap holds': {
      files: { 'web.yaml': WEB },
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kube-proxy}
        data:
          config.conf: |
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            featureGates:
              «AllowServiceExternalIPs»: false
      `,
      messages: [OFF],
    },
    'turned on where it is locked to false': {
      version: '1.43',
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {«AllowServiceExternalIPs»: true}
      `,
      messages: ['kube-proxy does not start in Kubernetes 1.43 with `AllowServiceExternalIPs`: the gate is locked to false from 1.43 on'],
      severity: 'error',
    },
    'set to anything where it is gone': {
      version: '1.46',
      input: `
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        featureGates: {«AllowServiceExternalIPs»: false}
      `,
      messages: ['kube-proxy does not start in Kubernetes 1.46 with `AllowServiceExternalIPs`: the gate does not exist from 1.46 on'],
      severity: 'error',
    },
    'set where it does not exist yet': {
      version: '1.35',
      input: `
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - command: [kube-proxy]
              args: [--feature-gates=«AllowServiceExternalIPs=true»]
      `,
      messages: ['kube-proxy does not start in Kubernetes 1.35 with `AllowServiceExternalIPs`: the gate does not exist before 1.36'],
      severity: 'error',
    },
  },
});
