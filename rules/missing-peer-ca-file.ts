import type { Severity } from '../src/core/diagnostic.ts';
import { defineRule } from '../src/core/rule.ts';
import { formatVersion, isAtLeast } from '../src/core/version.ts';
import { flagOf, MIXED_VERSION_PROXY_SINCE, peerFlagObstacle, type KubeApiServer } from '../src/kubernetes/kube-api-server.ts';
import { API_SERVER_WORDS, kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';

export default defineRule({
  id: 'missing-peer-ca-file',
  severity: 'by-version',
  severities: 'warning where several API servers run 1.36 or later, else info; nothing before 1.36',
  fixable: 'sometimes',
  words: API_SERVER_WORDS,

  docs: {
    summary: 'A kube-apiserver without `--peer-ca-file`, so that the Mixed Version Proxy does nothing',
    why: `
      While a control plane is upgraded, its API servers serve different sets of APIs, and a request that reaches the wrong one gets 404.
      From 1.36 on the Mixed Version Proxy is on by default and hands such requests to a peer, but only where \`--peer-ca-file\` tells it how
      to verify that peer. Without the flag nothing is proxied, and nothing is logged.

      The flag at the wrong time does harm: kube-apiserver before 1.36 does not start with it, unless the gate
      \`UnknownVersionInteroperabilityProxy\` is set. So the order is: upgrade every API server, then add the flag.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          controlPlaneEndpoint: api.example.com:6443
          apiServer:
            extraArgs:
              - name: authorization-mode
                value: Node,RBAC
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          controlPlaneEndpoint: api.example.com:6443
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
        `,
      },
      {
        version: '1.35',
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.35.4
        `,
      },
    ],
    advice: `
      The CA is the one that issued the serving certificates of the API servers: \`ca.crt\` in kubeadm's \`certificatesDir\`, not the front-proxy CA
      and not etcd's. A change of kubeadm's configuration reaches the API servers with the next \`kubeadm upgrade\`, or with
      \`kubeadm init phase control-plane apiserver\` on each node.

      To check that it works: a proxied response carries the header \`x-kubernetes-peer-proxied: true\`, and \`apiserver_rerouted_request_total\` counts it.
    `,
    fixSafety: `
      Unsafe: it restarts kube-apiserver with a new flag. Written only where the version that runs is known to be 1.36 or later and nothing
      turns the gate off.
    `,
    references: ['https://kep.k8s.io/4020', 'https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/'],
  },

  query: kubeApiServers,

  check(server, { target, document, report }) {
    if (!isAtLeast(target, MIXED_VERSION_PROXY_SINCE) || flagOf(server, 'peer-ca-file')) return;
    const {
      highAvailability: { because },
    } = server;
    report({
      at: server.at,
      severity: severityOf(server),
      message: 'kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing',
      label: 'requests for an API that this server does not know yet get 404 while the control plane is upgraded',
      related: because
        ? [{ file: document.file, range: because.keyRange ?? because.range, text: 'tells that several API servers share the work' }]
        : [],
      help: helpFor(server),
      resource: server.resource,
    });
  },
});

function severityOf(server: KubeApiServer): Severity {
  const runsProxy = server.version !== undefined && !peerFlagObstacle(server);
  return runsProxy && server.highAvailability.answer === 'yes' ? 'warning' : 'info';
}

function helpFor({ version }: KubeApiServer): string | undefined {
  if (version && !isAtLeast(version, MIXED_VERSION_PROXY_SINCE))
    return `upgrade every kube-apiserver to 1.36 first: ${formatVersion(version)} does not start with the flag`;
  if (!version) return 'add it once every kube-apiserver runs 1.36 or later: an older one does not start with it';
  return undefined;
}
