import { isRefusal } from '../src/core/document.ts';
import { defineCodemod } from '../src/core/codemod.ts';
import { isSet } from '../src/kubernetes/kube-api-server.ts';
import { API_SERVER_WORDS, kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { peerFlagObstacle } from '../src/kubernetes/mixed-version-proxy.ts';
import { asItRuns, runs } from '../src/kubernetes/runs.ts';

export default defineCodemod({
  id: 'add-peer-ca-file',
  resolves: ['missing-peer-ca-file'],
  askedBy: 'unsafe',
  words: API_SERVER_WORDS,
  settings: [runs],

  docs: {
    summary: 'Adds `--peer-ca-file` to kube-apiserver, so that the Mixed Version Proxy works',
    before: `
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      controlPlaneEndpoint: api.example.com:6443
      apiServer:
        extraArgs:
          - name: authorization-mode # by hand
            value: Node,RBAC
    `,
    after: `
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      controlPlaneEndpoint: api.example.com:6443
      apiServer:
        extraArgs:
          - name: authorization-mode # by hand
            value: Node,RBAC
          - name: peer-ca-file
            value: /etc/kubernetes/pki/ca.crt
    `,
    assumes: [
      'every kube-apiserver that reads this configuration runs Kubernetes 1.36 or later',
      'the CA at that path issued the serving certificates of all kube-apiservers',
      'Cluster API: the change rolls out new control plane machines',
      'kind: kind is 0.32 or later where the patch does not say its version',
    ],
    refuses: [
      'VERSION: the version that runs is before 1.36, or neither the file nor `runs` of the configuration says it: kube-apiserver would not start',
      'GATE_OFF: `feature-gates` sets `UnknownVersionInteroperabilityProxy=false` or `AllBeta=false`, or `emulated-version` is below 1.36: kube-apiserver would not start',
      'SERVING_CA: `tls-cert-file` is set by hand, so the right CA is not known',
      'PROXY_CLIENT: `proxy-client-cert-file` or `proxy-client-key-file` is not set: kube-apiserver would not start',
      'SHAPE: the flags are not in the form that this API version wants, or in one that is not safe to write, as a shell script',
    ],
    references: ['https://kep.k8s.io/4020'],
  },

  query: kubeApiServers,
  title: server => `add \`peer-ca-file\`${typeof server.servingCA === 'string' ? ` with \`${server.servingCA}\`` : ''}`,
  at: ({ at }) => at,

  rewrite([found], { settings }) {
    const server = found && asItRuns(found, settings);
    if (!server || server.isPartial || !server.takesPeers || isSet(server, 'peer-ca-file')) return [];
    const { at, servingCA, assumes } = server;
    const obstacle = peerFlagObstacle(server);
    if (obstacle || typeof servingCA !== 'string') return obstacle ? [{ at, ...obstacle }] : [];
    const changes = server.plan({ 'peer-ca-file': servingCA });
    if (isRefusal(changes)) return [{ at, code: 'SHAPE', reason: changes.refused }];
    const place = { file: server.document.file, range: at.keyRange ?? at.range, text: 'peer-ca-file' };
    return {
      changes,
      assumes: [
        { at: place, text: 'every kube-apiserver that reads this configuration runs Kubernetes 1.36 or later' },
        { at: place, text: '{} issued the serving certificates of all kube-apiservers', subject: servingCA },
        ...assumes.map(text => ({ at: place, text })),
      ],
    };
  },
});
