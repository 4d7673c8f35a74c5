import type { Severity } from '../src/core/diagnostic.ts';
import { defineRule } from '../src/core/rule.ts';
import { formatVersion, isAtLeast } from '../src/core/version.ts';
import { isSet, type KubeApiServer } from '../src/kubernetes/kube-api-server.ts';
import { API_SERVER_WORDS, kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { MIXED_VERSION_PROXY_SINCE, runsMixedVersionProxy } from '../src/kubernetes/mixed-version-proxy.ts';
import { asItRuns, runs } from '../src/kubernetes/runs.ts';

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
      The order is: upgrade every API server to 1.36 or later, then add the flag, on one server of a staging cluster first. A server of 1.35 or older that
      reads a shared configuration with the flag does not start; where that must be shared during an upgrade, wait.

      The CA is the one that issued the serving certificates of the API servers, which must hold the name \`kubernetes.default.svc\`: \`ca.crt\` in
      kubeadm's \`certificatesDir\`, not the front-proxy CA and not etcd's. A change of kubeadm's configuration reaches the API servers with the next
      \`kubeadm upgrade\`, or with \`kubeadm init phase control-plane apiserver\` on each node.

      To check in a live cluster that it works:

      - The flag is there: \`kubectl -n kube-system get pods -l component=kube-apiserver -o yaml | grep peer-ca-file\`.
      - Discovery shows the APIs of all servers, each asked by itself:
        \`curl --cacert … --cert … --key … -H 'Accept: application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' https://192.0.2.10:6443/apis\`.
        With \`;profile=nopeer\` at the end of that header a server answers for itself alone. While versions are mixed the two answers differ; where they
        do not, nothing is merged. Only \`/apis\` is merged, not \`/api\`.
      - A request for an API that only the other version has is answered, with the header \`x-kubernetes-peer-proxied: true\` (\`curl -i\`).
      - The metrics: \`apiserver_rerouted_request_total\` counts what was handed on. \`apiserver_peer_proxy_errors_total\` and
        \`apiserver_peer_discovery_sync_errors_total\` stay at zero; errors of TLS there mean the wrong CA. The first requests for discovery show in
        \`aggregator_discovery_peer_aggregated_cache_misses_total\`, later ones in \`…_hits_total\`, and those for one server alone in
        \`aggregator_discovery_nopeer_requests_total\`.
    `,
    fixSafety: `
      Unsafe: it restarts kube-apiserver with a new flag. Written only where the version that runs is known to be 1.36 or later and nothing
      turns the gate off.
    `,
    references: [
      'https://kep.k8s.io/4020',
      'https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/',
      'https://kubernetes.io/docs/reference/instrumentation/metrics/',
      // kubeadm is to set the flag once the gate is locked, which no release does yet.
      'https://github.com/kubernetes/kubeadm/issues/3301',
    ],
  },

  settings: [runs],
  query: kubeApiServers,

  check(found, { target, document, settings, report }) {
    const server = asItRuns(found, settings);
    if (!isAtLeast(target, MIXED_VERSION_PROXY_SINCE) || server.isPartial || !server.takesPeers || isSet(server, 'peer-ca-file')) return;
    const {
      at,
      resource,
      highAvailability: { because },
    } = server;
    report({
      at,
      severity: severityOf(server),
      message: 'kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing',
      label: 'requests for an API that this server does not know yet get 404 while the control plane is upgraded',
      related: because
        ? [{ file: document.file, range: because.keyRange ?? because.range, text: 'tells that several API servers share the work' }]
        : [],
      help: helpFor(server),
      resource,
    });
  },
});

const severityOf = (server: KubeApiServer): Severity =>
  runsMixedVersionProxy(server) && server.highAvailability.answer === 'yes' ? 'warning' : 'info';

function helpFor({ version, highAvailability: { answer } }: KubeApiServer): string | undefined {
  if (version && !isAtLeast(version, MIXED_VERSION_PROXY_SINCE))
    return `upgrade every kube-apiserver to 1.36 first: ${formatVersion(version)} does not start with the flag`;
  if (!version) return 'add it once every kube-apiserver runs 1.36 or later: an older one does not start with it';
  return answer === 'no' ? 'nothing is lost while there is one kube-apiserver: it has no peers' : undefined;
}
