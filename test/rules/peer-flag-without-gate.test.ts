import rule from '../../rules/peer-flag-without-gate.ts';
import { testRule } from '../../src/testing/test-rule.ts';

const doesNotStart = (flag: string, why: string): string => `kube-apiserver does not start with \`--${flag}\`: ${why}`;

testRule(rule, {
  valid: {
    'a version that is not known': configuration('apiServer: {extraArgs: {peer-ca-file: /p/ca.crt}}'),
    'a placeholder for the version': configuration('kubernetesVersion: ${V}\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt}}'),
    'the gate turned on by hand, whatever else is off': configuration(
      'kubernetesVersion: v1.34.0\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt, feature-gates: "UnknownVersionInteroperabilityProxy=true,AllBeta=false"}}',
    ),
    'all alpha gates, before it was beta': configuration(
      'kubernetesVersion: v1.34.0\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt, feature-gates: AllAlpha=true}}',
    ),
    'a newer version that is emulated': configuration(
      'kubernetesVersion: v1.37.0\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt, emulated-version: "1.36"}}',
    ),
    'gates that are filled in later': configuration(
      'kubernetesVersion: v1.36.0\napiServer: {extraArgs: {peer-ca-file: /p/ca.crt, feature-gates: "UnknownVersionInteroperabilityProxy=${ON}"}}',
    ),
    'a flag without a value, and flags of etcd': configuration(
      'kubernetesVersion: v1.35.0\napiServer: {extraArgs: {peer-ca-file: ""}}\netcd: {local: {extraArgs: {peer-ca-file: /p/ca.crt}}}',
    ),
    'a part of a cluster, where another part may set the gate': `
      apiVersion: kind.x-k8s.io/v1alpha4
      kind: Cluster
      nodes: [{image: "kindest/node:v1.35.0"}]
      kubeadmConfigPatches:
        - "{kind: ClusterConfiguration, apiServer: {extraArgs: {feature-gates: UnknownVersionInteroperabilityProxy=true}}}"
        - "{kind: ClusterConfiguration, apiServer: {extraArgs: {peer-ca-file: /p/ca.crt}}}"
    `,
  },
  invalid: {
    'an old version that the configuration says to run, where the file leaves it open': {
      settings: { runs: '1.35' },
      input: configuration('kubernetesVersion: ${V}\napiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt}}'),
      messages: [doesNotStart('peer-ca-file', '1.35 has the gate off by default')],
    },
    'RKE1, which ended before the gate was on': {
      input: `
        nodes: [{address: 192.0.2.10}]
        kubernetes_version: v1.32.8-rancher1-1
        services:
          kube-api:
            extra_args: {«peer-ca-file»: /etc/kubernetes/ssl/kube-ca.pem}
      `,
      messages: [doesNotStart('peer-ca-file', '1.32 has the gate off by default')],
    },
    'a version before 1.36': {
      input: configuration(
        'kubernetesVersion: v1.35.2\napiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt, «peer-advertise-port»: "6443"}}',
      ),
      messages: ['peer-ca-file', 'peer-advertise-port'].map(flag => doesNotStart(flag, '1.35 has the gate off by default')),
      severity: 'error',
      help: 'take the flag out until every kube-apiserver runs 1.36 or later',
    },
    'a version that does not know the flag, whatever the gate says': {
      input: configuration(
        'kubernetesVersion: v1.27.9\napiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt, feature-gates: UnknownVersionInteroperabilityProxy=true}}',
      ),
      messages: [doesNotStart('peer-ca-file', '1.27 does not know the flag')],
    },
    'the gate turned off, by its own name, for a component, or with all the others': {
      input: [
        'UnknownVersionInteroperabilityProxy=false',
        'A=true,kube:UnknownVersionInteroperabilityProxy=0',
        'AllBeta=false',
        'UnknownVersionInteroperabilityProxy=true,UnknownVersionInteroperabilityProxy=f',
      ]
        .map(gates => configuration(`apiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt, feature-gates: "${gates}"}}`))
        .join('---\n'),
      messages: [
        'UnknownVersionInteroperabilityProxy=false',
        'kube:UnknownVersionInteroperabilityProxy=0',
        'AllBeta=false',
        'UnknownVersionInteroperabilityProxy=f',
      ].map(gate => doesNotStart('peer-ca-file', `\`feature-gates\` sets \`${gate}\``)),
    },
    'the version that was set, where the file says none': {
      input: configuration('apiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt}}'),
      settings: { runs: '1.27' },
      messages: [doesNotStart('peer-ca-file', '1.27 does not know the flag')],
    },
    'an older version that is emulated': {
      input: configuration('kubernetesVersion: v1.37.0\napiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt, emulated-version: kube=1.35}}'),
      messages: [doesNotStart('peer-ca-file', '`emulated-version` is `kube=1.35`, which turns the gate off')],
      help: 'leave out `emulated-version`, or the flag',
    },
    'a Pod, Cluster API, and kind with its own gates': {
      input: `
        apiVersion: v1
        kind: Pod
        spec:
          containers:
            - image: registry.k8s.io/kube-apiserver:v1.35.0-rc.1
              command: [kube-apiserver, «--peer-ca-file»=/p/ca.crt]
        ---
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        spec:
          version: v1.35.0
          kubeadmConfigSpec: {clusterConfiguration: {apiServer: {extraArgs: [{name: «peer-ca-file», value: /p/ca.crt}]}}}
        ---
        apiVersion: kind.x-k8s.io/v1alpha4
        kind: Cluster
        featureGates: {AllBeta: false}
        kubeadmConfigPatches:
          - |
            kind: ClusterConfiguration
            apiServer: {extraArgs: {«peer-ca-file»: /p/ca.crt}}
      `,
      messages: [
        doesNotStart('peer-ca-file', '1.35 has the gate off by default'),
        doesNotStart('peer-ca-file', '1.35 has the gate off by default'),
        doesNotStart('peer-ca-file', '`feature-gates` sets `AllBeta=false`'),
      ],
    },
  },
});

function configuration(lines: string): string {
  return `apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n${lines}\n`;
}
