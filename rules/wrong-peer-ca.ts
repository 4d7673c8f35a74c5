import { isRefusal, type Refusal } from '../src/core/document.ts';
import type { Fix } from '../src/core/diagnostic.ts';
import { defineRule } from '../src/core/rule.ts';
import { flagOf, type KubeApiServer } from '../src/kubernetes/kube-api-server.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { PEER_WORDS } from '../src/kubernetes/mixed-version-proxy.ts';

/** What a file is, by its path as the tools name theirs, or because another flag uses it as that. */
const KINDS: readonly { readonly what: string; readonly path: RegExp; readonly flags: readonly string[] }[] = [
  {
    what: 'a certificate of its own and no CA',
    path: /(?:^|\/)(?:kube-?)?apiserver(?:-(?![\w-]*ca\.)[\w-]+)?\.(?:crt|cert|pem)$|-client\.(?:crt|cert|pem)$|(?:^|\/)serving-kube-apiserver\.crt$/,
    flags: ['tls-cert-file', 'proxy-client-cert-file', 'kubelet-client-certificate', 'etcd-certfile'],
  },
  { what: 'a private key', path: /[.-]key(?:\.pem)?$/, flags: ['tls-private-key-file', 'proxy-client-key-file'] },
  {
    what: 'the CA of the front proxy',
    path: /\.(?:crt|cert|pem)$(?<=(?:front-?proxy|request-?header|aggregator)[\w-]*\.\w+)/,
    flags: ['requestheader-client-ca-file'],
  },
  { what: 'the CA of etcd', path: /(?:^|\/)etcd\/[^/]+$|(?:^|\/)etcd[\w-]*\.(?:crt|cert|pem)$/, flags: ['etcd-cafile'] },
];

export default defineRule({
  id: 'wrong-peer-ca',
  severity: 'warning',
  fixable: 'sometimes',
  words: PEER_WORDS,

  docs: {
    summary: 'The CA of the front proxy or of etcd, or no CA at all, as `--peer-ca-file`',
    why: `
      With \`--peer-ca-file\` a kube-apiserver verifies the serving certificate of its peer, so it must be the CA that issued the serving certificates. The CA of
      the front proxy verifies the other direction, and etcd's has nothing to do with it. With the wrong one kube-apiserver starts, and every request that
      it hands on fails.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              peer-ca-file: /etc/kubernetes/pki/front-proxy-ca.crt
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              peer-ca-file: /etc/kubernetes/pki/ca.crt
        `,
      },
    ],
    fixSafety: 'Unsafe: it restarts kube-apiserver with another CA. Offered where the tool behind the file tells the right one.',
    references: [
      'https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/',
      'https://kubernetes.io/docs/setup/best-practices/certificates/',
    ],
  },

  query: kubeApiServers,

  check(server, { document, report }) {
    const flag = flagOf(server, 'peer-ca-file');
    const { servingCA } = server;
    if (!flag || flag.value === servingCA) return;
    const by = (names: readonly string[]) =>
      names.map(name => flagOf(server, name)).find(other => other !== undefined && other.value === flag.value);
    // One CA for everything is no mistake that shows here.
    if (by(['client-ca-file'])) return;
    const kind = KINDS.find(({ path, flags }) => path.test(flag.value) || by(flags));
    if (!kind) return;
    const other = by(kind.flags);
    report({
      at: flag.node.range,
      message: `\`--peer-ca-file\` is \`${flag.value}\`, ${kind.what}, which verifies no peer`,
      label: 'requests that are handed to a peer fail',
      related: other ? [{ file: document.file, range: other.at, text: `uses the same file as ${kind.what}` }] : [],
      help: `name the CA that issued the serving certificates${typeof servingCA === 'string' ? `: \`${servingCA}\`` : ''}`,
      resource: { ...server.resource, path: flag.node.path },
      fix: fixFor(server),
    });
  },
});

function fixFor(server: KubeApiServer): Fix | Refusal {
  const { servingCA } = server;
  if (typeof servingCA !== 'string') return servingCA;
  const changes = server.plan({ 'peer-ca-file': servingCA });
  if (isRefusal(changes)) return changes;
  return { title: `name \`${servingCA}\``, applicability: 'unsafe', plan: { changes } };
}
