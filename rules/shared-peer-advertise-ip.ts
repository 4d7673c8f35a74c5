import { defineRule } from '../src/core/rule.ts';
import { readAddress } from '../src/kubernetes/address.ts';
import { flagOf } from '../src/kubernetes/kube-api-server.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { PEER_WORDS } from '../src/kubernetes/mixed-version-proxy.ts';

export default defineRule({
  id: 'shared-peer-advertise-ip',
  severity: 'warning',
  fixable: 'never',
  words: PEER_WORDS,

  docs: {
    summary: 'A fixed `--peer-advertise-ip` in a configuration that several nodes share',
    why: `
      \`--peer-advertise-ip\` is the address at which the peers of one kube-apiserver reach it. A ClusterConfiguration, or a control plane of Cluster API, is
      the same for all nodes: with a fixed address in it every server says that it is the same one, and requests for a peer go to that.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          controlPlaneEndpoint: api.example.com:6443
          apiServer:
            extraArgs:
              - name: peer-advertise-ip
                value: 192.0.2.10
              - name: peer-advertise-port
                value: "6443"
        `,
      },
    ],
    good: [
      {
        path: 'patches/kube-apiserver0+json.yaml',
        text: `
          - op: add
            path: /spec/containers/0/command/-
            value: --peer-advertise-ip=192.0.2.10
          - op: add
            path: /spec/containers/0/command/-
            value: --peer-advertise-port=6443
        `,
      },
    ],
    advice: `
      Leave both flags out: each server then tells its peers its own public address and secure port. Where that is not reachable, give each node its own
      patch, as \`kube-apiserver0+json.yaml\` in the folder that \`patches.directory\` of InitConfiguration and JoinConfiguration names.
    `,
    references: [
      'https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/',
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/control-plane-flags/#patches',
    ],
  },

  query: kubeApiServers,

  check(server, { report }) {
    const flag = flagOf(server, 'peer-advertise-ip');
    if (!flag || !server.isShared || server.highAvailability.answer === 'no' || readAddress(flag.node, flag.value).kind !== 'ip') return;
    report({
      at: flag.at,
      message: `\`--peer-advertise-ip\` is \`${flag.value}\` for every kube-apiserver that reads this configuration`,
      label: 'peers of all servers are sent to this one',
      help: 'leave it out, or give each node its own, in a patch of kubeadm for that node',
      resource: { ...server.resource, path: flag.node.path },
    });
  },
});
