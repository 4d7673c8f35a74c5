import { defineRule } from '../src/core/rule.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { PEER_FLAGS, PEER_WORDS } from '../src/kubernetes/mixed-version-proxy.ts';

/** https://etcd.io/docs/v3.6/op-guide/configuration/ */
const FLAGS_OF_ETCD: ReadonlySet<string> = new Set([
  'peer-auto-tls',
  'peer-cert-allowed-cn',
  'peer-cert-allowed-hostname',
  'peer-cert-file',
  'peer-client-cert-auth',
  'peer-client-cert-file',
  'peer-client-key-file',
  'peer-crl-file',
  'peer-key-file',
  'peer-trusted-ca-file',
]);

export default defineRule({
  id: 'unknown-peer-flag',
  severity: 'error',
  fixable: 'never',
  words: PEER_WORDS,

  docs: {
    summary: 'A `--peer-…` flag that kube-apiserver does not have: it does not start',
    why: `
      There are three: \`--peer-ca-file\`, \`--peer-advertise-ip\` and \`--peer-advertise-port\`. With any other kube-apiserver exits: "unknown flag". A
      \`--peer-advertise-address\` is told of here and there and does not exist; \`--peer-trusted-ca-file\` and its like are flags of etcd.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: peer-advertise-address
                value: 192.0.2.10
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          etcd:
            local:
              extraArgs:
                - name: peer-trusted-ca-file
                  value: /etc/kubernetes/pki/etcd/ca.crt
        `,
      },
    ],
    references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  },

  query: kubeApiServers,

  check(server, { report }) {
    for (const flag of server.flags.filter(({ name }) => name.startsWith('peer-') && !PEER_FLAGS.includes(name))) {
      report({
        at: flag.at,
        message: `kube-apiserver has no flag \`--${flag.name}\``,
        label: 'keeps it from starting',
        help: FLAGS_OF_ETCD.has(flag.name)
          ? 'this is a flag of etcd'
          : `the flags for peers are ${PEER_FLAGS.map(name => `\`--${name}\``).join(', ')}`,
        resource: { ...server.resource, path: flag.node.path },
      });
    }
  },
});
