import rule from '../../rules/kubeadm-api-version.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(rule, {
  valid: {
    'JSON Patches for kind: of the right version, of every version, of both, and of what is filled in later': `
      kind: Cluster
      apiVersion: kind.x-k8s.io/v1alpha4
      kubeadmConfigPatchesJSON6902:
        - {group: kubeadm.k8s.io, version: v1beta4, kind: ClusterConfiguration, patch: "[]"}
        - {group: kubeadm.k8s.io, version: v1beta3, kind: ClusterConfiguration, patch: "[]"}
        - {kind: InitConfiguration, patch: "[]"}
        - {group: kubeadm.k8s.io, version: "\${VERSION}", kind: JoinConfiguration, patch: "[]"}
        - {group: kubelet.config.k8s.io, version: v1beta1, kind: KubeletConfiguration, patch: "[]"}
    `,
    'a version that is filled in later': 'apiVersion: kubeadm.k8s.io/${KUBEADM_API}\nkind: ClusterConfiguration\n',
    'the version that a kubeadm of the target writes': { version: '1.26', input: configuration('v1beta3') },
    'the word in another place': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {kubeadm.k8s.io/v1beta3: "x"}}\n',
    'configurations of components, which are none of kubeadm':
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n# kubeadm.k8s.io/v1beta3\n',
    'a control plane of Cluster API, which chooses the version itself':
      'apiVersion: controlplane.cluster.x-k8s.io/v1beta1\nkind: KubeadmControlPlane\nspec:\n  kubeadmConfigSpec:\n    clusterConfiguration:\n      apiVersion: kubeadm.k8s.io/v1beta3\n      kind: ClusterConfiguration\n',
    'a patch for kind that names no version': kind('kind: ClusterConfiguration\n# kubeadm.k8s.io/v1beta3'),
    'a patch for kind of the version that it writes': { version: '1.35', input: kind(configuration('v1beta3')) },
    'the one of two patches for kind that is not for this version': kind(configuration('v1beta3'), configuration('v1beta4')),
  },
  invalid: {
    'a JSON Patch that kind drops, for all nodes or for one': {
      input: `
        kind: Cluster
        apiVersion: kind.x-k8s.io/v1alpha4
        kubeadmConfigPatchesJSON6902:
          - group: kubeadm.k8s.io
            «version»: v1beta3
            kind: ClusterConfiguration
            patch: |
              - {op: add, path: /apiServer/certSANs/-, value: api.example.com}
        nodes:
          - role: control-plane
            kubeadmConfigPatchesJSON6902:
              - {«group»: kubeadm.k8s.io, kind: InitConfiguration, patch: "[]"}
      `,
      messages: [
        'kind drops this patch for Kubernetes 1.37, and does not say so',
        'kind drops this patch for Kubernetes 1.37, and does not say so',
      ],
      severity: 'warning',
      help: 'write `version: v1beta4`, and the paths as that version has them: extra arguments are a list from `v1beta4` on',
    },
    'what runs is too old for the new version, as the configuration says where the file does not': {
      settings: { runs: '1.30' },
      input: `
        «apiVersion»: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: \${VERSION}
      `,
      messages: ['kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta3`'],
      help: 'upgrade kubeadm to 1.31 first, which reads both; then move the whole file to `kubeadm.k8s.io/v1beta4`',
    },
    'what the file says comes before the configuration': {
      settings: { runs: '1.30' },
      input: `
        «apiVersion»: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: stable-1.35
      `,
      messages: ['kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta3`'],
      help: 'move the whole file to `kubeadm.k8s.io/v1beta4`, which kubeadm reads from 1.31 on',
    },
    'a version that is deprecated': {
      version: '1.36',
      input: '«apiVersion»: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\n',
      messages: ['`kubeadm.k8s.io/v1beta3` is deprecated, and kubeadm reads it no more from 1.37 on'],
      severity: 'warning',
      help: 'move the whole file to `kubeadm.k8s.io/v1beta4`, which kubeadm reads from 1.31 on',
    },
    'a version that is gone, in every document of a file but those of others': {
      input: `
        «apiVersion»: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        ---
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        ---
        kind: JoinConfiguration
        «apiVersion»: "kubeadm.k8s.io/v1beta2"
      `,
      messages: ['kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta3`', 'kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta2`'],
      severity: 'error',
    },
    'a version that is not there yet': {
      version: '1.30',
      input: '«apiVersion»: kubeadm.k8s.io/v1beta4\nkind: ResetConfiguration\n',
      messages: ['kubeadm 1.30 does not read `kubeadm.k8s.io/v1beta4`'],
      severity: 'error',
      help: 'use the version that this kubeadm writes, or upgrade first',
    },
    'versions that no kubeadm reads': {
      input:
        '«apiVersion»: kubeadm.k8s.io/v1beta9\nkind: ClusterConfiguration\n---\n«apiVersion»: kubeadm.k8s.io/v1\nkind: ClusterConfiguration\n',
      messages: ['kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta9`', 'kubeadm 1.37 does not read `kubeadm.k8s.io/v1`'],
      severity: 'error',
      help: 'the newest one is `kubeadm.k8s.io/v1beta4`',
    },
    'the configuration that kubeadm keeps in the cluster': {
      input: `
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: kubeadm-config, namespace: kube-system}
        data:
          ClusterConfiguration: |
            «apiVersion»: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
      `,
      messages: ['kubeadm 1.37 does not read `kubeadm.k8s.io/v1beta3`'],
    },
    'a patch that kind drops': {
      input: kind('«apiVersion»: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration'),
      messages: ['kind drops this patch for Kubernetes 1.37, and does not say so'],
      severity: 'warning',
      help: 'remove `apiVersion` from the patch: then it is applied whatever version kind writes',
    },
    'a patch that kind drops for older releases': {
      version: '1.35',
      input: kind('«apiVersion»: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration'),
      messages: ['kind drops this patch for Kubernetes 1.35, and does not say so'],
    },
  },
});

function configuration(version: string): string {
  return `apiVersion: kubeadm.k8s.io/${version}\nkind: ClusterConfiguration`;
}

function kind(...patches: readonly string[]): string {
  const items = patches.map(patch => `  - |\n${patch.replace(/^/gm, '    ')}\n`);
  return `kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nkubeadmConfigPatches:\n${items.join('')}`;
}
