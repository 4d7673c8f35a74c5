import { defineRule } from '../src/core/rule.ts';
import { flagOf } from '../src/kubernetes/kube-api-server.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { PEER_WORDS } from '../src/kubernetes/mixed-version-proxy.ts';

const PAIR = ['peer-advertise-ip', 'peer-advertise-port'] as const;

export default defineRule({
  id: 'incomplete-peer-advertise',
  severity: 'warning',
  fixable: 'never',
  words: PEER_WORDS,

  docs: {
    summary: 'Only one of `--peer-advertise-ip` and `--peer-advertise-port`, which is then ignored',
    why: `
      kube-apiserver tells its peers the address of these two flags only where both are set. With one alone it says nothing, and tells them its public
      address and secure port instead: peers then call a place that was not meant, and perhaps cannot be reached.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: peer-advertise-port
                value: "6443"
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
                command: [kube-apiserver, --peer-advertise-ip=192.0.2.10, --peer-advertise-port=6443]
        `,
      },
    ],
    references: ['https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/'],
  },

  query: kubeApiServers,

  check(server, { report }) {
    const [set, ...more] = PAIR.flatMap(name => flagOf(server, name) ?? []).filter(({ value }) => value !== '');
    if (server.isPartial || !set || more.length > 0) return;
    const other = PAIR.find(name => name !== set.name)!;
    report({
      at: set.at,
      message: `\`--${set.name}\` is set without \`--${other}\`, so kube-apiserver ignores it`,
      label: 'peers are told the public address and the secure port instead',
      help: `set \`--${other}\` as well, or leave this out`,
      resource: { ...server.resource, path: set.node.path },
    });
  },
});
