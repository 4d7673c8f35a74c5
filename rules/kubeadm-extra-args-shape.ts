import type { Document } from '../src/core/document.ts';
import type { Facts } from '../src/core/fact.ts';
import { defineRule } from '../src/core/rule.ts';
import { peerFlagObstacle } from '../src/kubernetes/kube-api-server.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { argsOf, extraArgs, KUBEADM_WORDS, type ExtraArgs, type ExtraArgsShape } from '../src/kubernetes/kubeadm.ts';

const WORDS: Readonly<Record<ExtraArgsShape, string>> = { map: 'a map of names to values', list: 'a list of `name` and `value`' };

export default defineRule({
  id: 'kubeadm-extra-args-shape',
  severity: 'error',
  fixable: 'sometimes',
  words: KUBEADM_WORDS,

  docs: {
    summary: 'Extra arguments as a map where kubeadm wants a list, or the reverse',
    why: `
      Up to \`v1beta3\` kubeadm reads \`extraArgs\` and \`kubeletExtraArgs\` as a map of names to values; \`v1beta4\` reads a list of \`name\` and
      \`value\`. The other form is an error in \`kubeadm init\`, \`join\` and \`upgrade\`: "cannot unmarshal object into Go struct field … of type
      []v1beta4.Arg". A widely copied sample that sets \`peer-ca-file\` has a map under \`v1beta4\`.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              peer-ca-file: "/etc/kubernetes/pki/ca.crt"
        `,
      },
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: JoinConfiguration
          nodeRegistration:
            kubeletExtraArgs:
              - name: v
                value: "4"
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: "/etc/kubernetes/pki/ca.crt"
        `,
      },
    ],
    fixSafety: `
      Safe: today kubeadm rejects the file. If a \`peer-…\` flag is among the arguments, the fix would make it take effect: then it is unsafe where the
      version that runs is known to be 1.36 or later, and else only shown.
    `,
    references: [
      'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
      'https://github.com/kubernetes/kubeadm/issues/3067',
    ],
  },

  query: extraArgs,

  check(args, { document, facts, report }) {
    const {
      node,
      name,
      kubeadm: { apiVersion, kind, extraArgsShape, root },
    } = args;
    if (!extraArgsShape || node.value === null || node.kind === extraArgsShape) return;
    const obstacle = peerFlagObstacleIn(args, document, facts);
    report({
      at: node,
      message: `\`${name}\` is ${node.kind === 'scalar' ? 'a single value' : `a ${node.kind}`}, and \`${apiVersion}\` wants ${WORDS[extraArgsShape]}`,
      label: `kubeadm rejects this ${kind}`,
      related: [{ file: document.file, range: root.get('apiVersion')?.range ?? node.range, text: `wants ${WORDS[extraArgsShape]}` }],
      help: obstacle && `with the right shape the \`peer-…\` flag takes effect: ${obstacle}`,
      resource: { apiVersion, kind, path: node.path, form: 'kubeadm' },
      fix:
        node.kind === 'scalar'
          ? { refused: 'what the single value means is not known' }
          : {
              title: `write it as ${WORDS[extraArgsShape]}`,
              applicability: obstacle !== undefined ? 'manual' : holdsPeerFlag(args) ? 'unsafe' : 'safe',
              plan: { changes: [{ document, ops: [{ op: 'reshape', path: node.path, to: extraArgsShape, key: 'name', value: 'value' }] }] },
            },
    });
  },
});

const holdsPeerFlag = ({ node, name }: ExtraArgs): boolean =>
  name === 'apiServer.extraArgs' && argsOf(node).some(({ name }) => name.startsWith('peer-'));

/** Why a `peer-…` flag among the arguments must not take effect yet. */
function peerFlagObstacleIn(args: ExtraArgs, document: Document, facts: Facts): string | undefined {
  const [server] = holdsPeerFlag(args) ? kubeApiServers(document, facts) : [];
  return server && peerFlagObstacle(server)?.reason;
}
