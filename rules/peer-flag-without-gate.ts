import { defineRule } from '../src/core/rule.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { PEER_FLAGS, PEER_WORDS, proxyGate } from '../src/kubernetes/mixed-version-proxy.ts';
import { asItRuns, runs } from '../src/kubernetes/runs.ts';

export default defineRule({
  id: 'peer-flag-without-gate',
  severity: 'error',
  fixable: 'never',
  words: PEER_WORDS,

  docs: {
    summary: 'A `--peer-…` flag where the gate of the Mixed Version Proxy is off: kube-apiserver does not start',
    why: `
      kube-apiserver checks its flags before anything else, and exits: "--peer-ca-file requires UnknownVersionInteroperabilityProxy feature to be turned
      on". The gate is off before 1.36 unless it is set, and it is off where \`feature-gates\` turns it or \`AllBeta\` off, or where \`emulated-version\`
      is below 1.36. Before 1.28 there is no such flag at all. A control plane that is changed node by node loses one API server after the other.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.35.1
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.1
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
        `,
      },
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.35.1
          apiServer:
            extraArgs:
              - name: feature-gates
                value: UnknownVersionInteroperabilityProxy=true
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
        `,
      },
    ],
    references: [
      'https://kep.k8s.io/4020',
      'https://github.com/kubernetes/kubernetes/blob/master/pkg/controlplane/apiserver/options/validation.go',
    ],
  },

  settings: [runs],
  query: kubeApiServers,

  check(found, { document, settings, report }) {
    const server = asItRuns(found, settings);
    const gate = proxyGate(server);
    // Of a part of a configuration the version tells nothing: the gate may be set in the rest.
    if (gate.state !== 'off' || (gate.by === 'version' && server.isPartial)) return;
    for (const flag of server.flags.filter(({ name, value }) => PEER_FLAGS.includes(name) && value !== '')) {
      report({
        at: flag.at,
        message: `kube-apiserver does not start with \`--${flag.name}\`: ${gate.because}`,
        label: 'keeps it from starting',
        related: gate.by === 'flag' ? [{ file: document.file, range: gate.flag.at, text: 'turns off the gate that the flag needs' }] : [],
        help:
          gate.by === 'flag'
            ? `leave out \`${gate.setting}\`, or the flag`
            : 'take the flag out until every kube-apiserver runs 1.36 or later',
        resource: { ...server.resource, path: flag.node.path },
      });
    }
  },
});
