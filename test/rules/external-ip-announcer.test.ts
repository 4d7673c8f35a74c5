import rule from '../../rules/external-ip-announcer.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const only = (title: string): readonly string[] => [`${title} announces addresses of \`externalIPs\`, but none that a load balancer gave`];

const L2 = 'apiVersion: cilium.io/v2alpha1\nkind: CiliumL2AnnouncementPolicy\nmetadata: {name: a}\n';

testRule(rule, {
  valid: {
    'both are announced': `
      apiVersion: crd.projectcalico.org/v1
      kind: BGPConfiguration
      spec: {serviceExternalIPs: [{cidr: 192.0.2.0/26}], serviceLoadBalancerIPs: [{cidr: 192.0.2.0/26}]}
      ---
      apiVersion: cilium.io/v2alpha1
      kind: CiliumL2AnnouncementPolicy
      spec: {externalIPs: true, loadBalancerIPs: true}
      ---
      apiVersion: cilium.io/v2
      kind: CiliumBGPAdvertisement
      spec: {advertisements: [{advertisementType: Service, service: {addresses: [ExternalIP, LoadBalancerIP]}}]}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      spec: {template: {spec: {containers: [{args: [--advertise-external-ip=true, --advertise-loadbalancer-ip]}]}}}
    `,
    'none of externalIPs are': `
      apiVersion: projectcalico.org/v3
      kind: BGPConfiguration
      spec: {serviceExternalIPs: []}
      ---
      apiVersion: cilium.io/v2alpha1
      kind: CiliumL2AnnouncementPolicy
      spec: {externalIPs: false}
      ---
      apiVersion: cilium.io/v2
      kind: CiliumBGPAdvertisement
      spec: {advertisements: [{advertisementType: Service, service: {addresses: [ClusterIP]}}, {advertisementType: PodCIDR}]}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      spec: {template: {spec: {containers: [{args: [--advertise-external-ip=false]}, {args: [--run-router=true]}]}}}
    `,
    'a placeholder decides': `
      apiVersion: cilium.io/v2alpha1
      kind: CiliumL2AnnouncementPolicy
      spec: {externalIPs: true, loadBalancerIPs: "\${ANNOUNCE}"}
      ---
      apiVersion: projectcalico.org/v3
      kind: BGPConfiguration
      spec: {serviceExternalIPs: [{cidr: 192.0.2.0/26}], serviceLoadBalancerIPs: "\${NETWORKS}"}
      ---
      apiVersion: apps/v1
      kind: DaemonSet
      spec: {template: {spec: {containers: [{args: [--advertise-external-ip, "--advertise-loadbalancer-ip=\${ANNOUNCE}"]}]}}}
    `,
    'another policy of Cilium is for load balancers': {
      input: `${L2}spec: {externalIPs: true}\n`,
      files: { 'b.yaml': `${L2}spec: {loadBalancerIPs: true}\n` },
    },
    'a patch adds the other kind': {
      input: `${L2}spec: {externalIPs: true}\n`,
      files: {
        'kustomization.yaml':
          'resources: [input.yaml]\npatches:\n  - target: {kind: CiliumL2AnnouncementPolicy}\n    patch: |\n      - {op: add, path: /spec/loadBalancerIPs, value: true}\n',
      },
    },
    'a patch, whose base may say the other': {
      path: 'patch.yaml',
      input: `${L2}spec: {externalIPs: true}\n`,
      files: { 'kustomization.yaml': 'resources: [policy.yaml]\npatches: [{path: patch.yaml}]\n' },
    },
    'the same keys of others': `
      apiVersion: example.com/v1
      kind: BGPConfiguration
      spec: {serviceExternalIPs: [{cidr: 192.0.2.0/26}]}
      ---
      apiVersion: batch/v1
      kind: Job
      spec: {template: {spec: {containers: [{args: [--advertise-external-ip]}]}}}
    `,
  },

  invalid: {
    'Calico gets the same networks, as they are written': {
      unsafe: true,
      input: `
        apiVersion: projectcalico.org/v3
        kind: BGPConfiguration
        metadata:
          name: default
        spec:
          «serviceExternalIPs»:
            - cidr: 192.0.2.0/26 # edge
            - cidr: "\${MORE}"
          asNumber: 64512
      `,
      messages: only('BGPConfiguration `default`'),
      severity: 'warning',
      help: 'let Calico announce both while Services move',
      output: `
        apiVersion: projectcalico.org/v3
        kind: BGPConfiguration
        metadata:
          name: default
        spec:
          serviceExternalIPs:
            - cidr: 192.0.2.0/26 # edge
            - cidr: "\${MORE}"
          serviceLoadBalancerIPs:
            - cidr: 192.0.2.0/26
            - cidr: "\${MORE}"
          asNumber: 64512
      `,
    },
    'not without being asked': {
      input: `
        apiVersion: cilium.io/v2alpha1
        kind: CiliumL2AnnouncementPolicy
        spec: {«externalIPs»: true}
      `,
      messages: only('a CiliumL2AnnouncementPolicy'),
    },
    'Cilium on layer 2': {
      unsafe: true,
      input: `
        apiVersion: cilium.io/v2alpha1
        kind: CiliumL2AnnouncementPolicy
        metadata: {name: edge}
        spec:
          «externalIPs»: true # office
          loadBalancerIPs: false
      `,
      messages: only('CiliumL2AnnouncementPolicy `edge`'),
      output: `
        apiVersion: cilium.io/v2alpha1
        kind: CiliumL2AnnouncementPolicy
        metadata: {name: edge}
        spec:
          externalIPs: true # office
          loadBalancerIPs: true
      `,
    },
    'Cilium by BGP': {
      unsafe: true,
      input: `
        apiVersion: cilium.io/v2
        kind: CiliumBGPAdvertisement
        metadata: {name: edge}
        spec:
          advertisements:
            - advertisementType: Service
              service:
                addresses:
                  - «ExternalIP»
                  - ClusterIP
      `,
      messages: only('CiliumBGPAdvertisement `edge`'),
      output: `
        apiVersion: cilium.io/v2
        kind: CiliumBGPAdvertisement
        metadata: {name: edge}
        spec:
          advertisements:
            - advertisementType: Service
              service:
                addresses:
                  - ExternalIP
                  - LoadBalancerIP
                  - ClusterIP
      `,
    },
    'kube-router, which is given one flag': {
      unsafe: true,
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: kube-router}
        spec:
          template:
            spec:
              containers:
                - name: kube-router
                  args:
                    - --run-router=true
                    - «--advertise-external-ip=true»
      `,
      messages: only('DaemonSet `kube-router`'),
      output: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: kube-router}
        spec:
          template:
            spec:
              containers:
                - name: kube-router
                  args:
                    - --run-router=true
                    - --advertise-external-ip=true
                    - --advertise-loadbalancer-ip=true
      `,
    },
    'kube-router, which is told not to': {
      unsafe: true,
      input: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: kube-router}
        spec:
          template:
            spec:
              containers:
                - args: [«"--advertise-external-ip"», "--advertise-loadbalancer-ip=false"]
      `,
      messages: only('DaemonSet `kube-router`'),
      output: `
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: kube-router}
        spec:
          template:
            spec:
              containers:
                - args: ["--advertise-external-ip", "--advertise-loadbalancer-ip=true"]
      `,
    },
  },
});
