import { defineCodemod } from '../src/core/codemod.ts';
import { isRefusal } from '../src/core/document.ts';
import { KUBEADM_WORDS, kubeadmDocument } from '../src/kubernetes/kubeadm.ts';
import { apiVersionOf, isCurrent, migrationOf } from '../src/kubernetes/kubeadm/migration.ts';
import { streamOf } from '../src/kubernetes/kubeadm/stream.ts';
import { CURRENT_API } from '../src/kubernetes/kubeadm/versions.ts';
import { runs } from '../src/kubernetes/runs.ts';

export default defineCodemod({
  id: 'kubeadm-v1beta3-to-v1beta4',
  resolves: ['kubeadm-api-version'],
  askedBy: 'unsafe',
  words: KUBEADM_WORDS,
  settings: [runs],

  docs: {
    summary: 'Moves all kubeadm documents of a file to `v1beta4`, with their comments, order and quotes',
    before: `
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: InitConfiguration
      nodeRegistration:
        kubeletExtraArgs:
          node-ip: 192.0.2.10 # eth1
      ---
      apiVersion: kubeadm.k8s.io/v1beta3
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      apiServer:
        timeoutForControlPlane: 8m0s
        extraArgs:
          # what the auditors ask for
          audit-log-maxage: "30"
          profiling: false
    `,
    after: `
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: InitConfiguration
      nodeRegistration:
        kubeletExtraArgs:
          - name: node-ip
            value: 192.0.2.10 # eth1
      timeouts:
        controlPlaneComponentHealthCheck: 8m0s
      ---
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      apiServer:
        extraArgs:
          # what the auditors ask for
          - name: audit-log-maxage
            value: "30"
          - name: profiling
            value: "false"
    `,
    assumes: [
      'every kubeadm that reads the file is 1.31 or later, where neither the file nor `runs` of the configuration says the version',
      'control-plane nodes that join by another file say there how long to wait, if four minutes are too short',
    ],
    refuses: [
      'VERSION: `kubernetesVersion`, or `runs` of the configuration where the file does not say it, is before 1.31, and that kubeadm does not read `v1beta4`',
      'NO_HOME: `apiServer.timeoutForControlPlane` is not the usual four minutes, and no InitConfiguration or JoinConfiguration of a control plane stands in the file, where it would move to',
      'CONFLICT: two places say differently how long to wait for a control plane',
      'SHAPE: a field or an argument is not what any version takes: a single value for `extraArgs`, an entry without a name, a timeout that is no duration',
      'GONE: `dns.type` or `useHyperKubeImage` of `v1beta2` asks for what kubeadm cannot do any more',
      'KIND: a kind that `v1beta4` does not have, as ClusterStatus',
      'KIND_PATCH: a patch for kind, which chooses the version itself',
      'API_VERSION: a version before `v1beta1`, whose fields are others, or one that is not known',
    ],
    references: [
      'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
      'https://github.com/kubernetes/kubernetes/pull/125029',
      'https://github.com/kubernetes/kubernetes/pull/136016',
    ],
  },

  *query(document) {
    const kubeadm = kubeadmDocument(document);
    if (kubeadm) yield kubeadm;
  },

  title: () => `move to \`${CURRENT_API}\` with all that stands in the same file`,
  at: apiVersionOf,
  ties: ({ root }) => [streamOf(root.document)],

  rewrite(group, { settings }) {
    const [first] = group;
    if (!first || group.every(isCurrent)) return [];
    const migration = migrationOf(group, settings.of(runs, first.root.document.file));
    if (!isRefusal(migration)) return migration;
    const { code = 'SHAPE', refused } = migration;
    return group.map(document => ({ at: apiVersionOf(document), code, reason: refused }));
  },
});
