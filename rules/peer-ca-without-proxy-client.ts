import { defineRule } from '../src/core/rule.ts';
import { flagOf } from '../src/kubernetes/kube-api-server.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { missingProxyClientFlags, PEER_WORDS } from '../src/kubernetes/mixed-version-proxy.ts';

export default defineRule({
  id: 'peer-ca-without-proxy-client',
  severity: 'error',
  fixable: 'never',
  words: PEER_WORDS,

  docs: {
    summary: '`--peer-ca-file` without the certificate and key that the proxy shows to a peer: kube-apiserver does not start',
    why: `
      The proxy shows a peer the client certificate of \`--proxy-client-cert-file\` and \`--proxy-client-key-file\`. With \`--peer-ca-file\` and without
      one of them kube-apiserver exits: "error building peer proxy handler, proxy-cert-file not specified". kubeadm and what builds on it set both; a
      Pod that is written by hand often does not.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Pod
          metadata:
            name: kube-apiserver
          spec:
            containers:
              - image: registry.k8s.io/kube-apiserver:v1.36.1
                command:
                  - kube-apiserver
                  - --peer-ca-file=/etc/kubernetes/pki/ca.crt
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Pod
          metadata:
            name: kube-apiserver
          spec:
            containers:
              - image: registry.k8s.io/kube-apiserver:v1.36.1
                command:
                  - kube-apiserver
                  - --peer-ca-file=/etc/kubernetes/pki/ca.crt
                  - --proxy-client-cert-file=/etc/kubernetes/pki/front-proxy-client.crt
                  - --proxy-client-key-file=/etc/kubernetes/pki/front-proxy-client.key
        `,
      },
    ],
    references: [
      'https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/controlplane/apiserver/peer.go',
    ],
  },

  query: kubeApiServers,

  check(server, { report }) {
    const flag = flagOf(server, 'peer-ca-file');
    const missing = server.isPartial || !flag || flag.value === '' ? [] : missingProxyClientFlags(server);
    if (!flag || missing.length === 0) return;
    const words = missing.map(name => `\`--${name}\``).join(' and ');
    report({
      at: flag.at,
      message: `kube-apiserver does not start with \`--peer-ca-file\` and without ${words}`,
      label: 'keeps it from starting',
      help: `add ${words}, with what \`--requestheader-client-ca-file\` of the other servers verifies`,
      resource: { ...server.resource, path: flag.node.path },
    });
  },
});
