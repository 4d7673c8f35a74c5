import { wordFor } from '../src/core/document.ts';
import { defineRule, type RuleContext } from '../src/core/rule.ts';
import { extraArgs, EXTRA_ARGS_WORDS, type ExtraArgs } from '../src/kubernetes/extra-args.ts';
import { isBelow } from '../src/core/model.ts';
import { kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';
import { argsOf, type ExtraArgsShape } from '../src/kubernetes/kubeadm.ts';
import { peerFlagObstacle } from '../src/kubernetes/mixed-version-proxy.ts';
import { asItRuns, runs } from '../src/kubernetes/runs.ts';

const WORDS: Readonly<Record<ExtraArgsShape, string>> = { map: 'a map of names to values', list: 'a list of `name` and `value`' };

export default defineRule({
  id: 'kubeadm-extra-args-shape',
  severity: 'error',
  fixable: 'sometimes',
  words: EXTRA_ARGS_WORDS,

  docs: {
    summary: 'Extra arguments as a map where kubeadm, Cluster API or kind want a list, or the reverse',
    why: `
      Up to \`v1beta3\` kubeadm reads \`extraArgs\` and \`kubeletExtraArgs\` as a map of names to values; \`v1beta4\` reads a list of \`name\` and
      \`value\`. The other form is an error in \`kubeadm init\`, \`join\` and \`upgrade\`: "cannot unmarshal object into Go struct field … of type
      []v1beta4.Arg". A widely copied sample that sets \`peer-ca-file\` has a map under \`v1beta4\`.

      Cluster API goes by its own version, whatever Kubernetes runs: a map up to \`v1beta1\`, a list from \`v1beta2\` on. kind drops a patch for
      \`v1beta4\` that has a map, without a word; a patch that does not say its version may have a map for every Kubernetes.

      In a list, an entry without a \`name\` is no argument at all; Cluster API moreover takes each name once.
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
      Safe where the file is rejected today. Unsafe where kind ignores it today, since then the arguments take effect. If a \`peer-…\` flag is among
      them, the fix would make it take effect: then it is unsafe where the version that runs is known to be 1.36 or later, and else only shown.
    `,
    references: [
      'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
      'https://github.com/kubernetes/kubeadm/issues/3067',
    ],
  },

  settings: [runs],
  query: extraArgs,

  check(args, context) {
    const { node, name, api, shape, failure, resource } = args;
    if (node.kind === 'list' && shape !== 'map') reportEntries(args, context);
    if (!shape || node.value === null || node.kind === shape) return;
    const { document, report } = context;
    const obstacle = peerFlagObstacleIn(args, context);
    report({
      at: node,
      message: `\`${name}\` is ${node.kind === 'scalar' ? 'a single value' : `a ${node.kind}`}, and \`${api.name}\` wants ${WORDS[shape]}`,
      label: failure.label,
      related: api.node ? [{ file: document.file, range: api.node.range, text: `wants ${WORDS[shape]}` }] : [],
      help: obstacle && `with the right shape the \`peer-…\` flag takes effect: ${obstacle}`,
      resource,
      fix:
        node.kind === 'scalar'
          ? { refused: 'what the single value means is not known' }
          : {
              title: `write it as ${WORDS[shape]}`,
              applicability: obstacle !== undefined ? 'manual' : failure.isIgnored || holdsPeerFlag(args) ? 'unsafe' : 'safe',
              plan: { changes: [{ document, ops: [{ op: 'reshape', path: node.path, to: shape, key: 'name', value: 'value' }] }] },
            },
    });
  },
});

/** Entries of a list that name no argument (kubernetes cmd/kubeadm/app/apis/kubeadm/validation, `ValidateExtraArgs`), or that of another entry. */
function reportEntries({ node, name: place, nameless, reader, repeats, whole, resource }: ExtraArgs, { report }: RuleContext): void {
  const seen = new Set<string>();
  for (const item of node.items()) {
    const name = item.get('name');
    const about = { resource: { ...resource, path: item.path } };
    if (!name || name.value === null || name.value === '') {
      report({
        ...about,
        at: item.range,
        message: `an entry of \`${place}\` has no \`name\``,
        label: nameless,
        help: 'write the argument as `name` and `value`, without leading dashes',
      });
      continue;
    }
    const word = wordFor(name.value);
    if (seen.has(word) && !repeats)
      report({
        ...about,
        at: name.range,
        message: `\`${place}\` has \`${word}\` twice, and ${reader} takes each name once`,
        label: whole,
        help: 'write one entry with all that is meant',
      });
    seen.add(word);
  }
}

const holdsPeerFlag = ({ node, name }: ExtraArgs): boolean =>
  name === 'apiServer.extraArgs' && argsOf(node).some(({ name }) => name.startsWith('peer-'));

/** Why a `peer-…` flag among the arguments must not take effect yet. */
function peerFlagObstacleIn(args: ExtraArgs, { document, facts, settings }: RuleContext): string | undefined {
  const servers = holdsPeerFlag(args) ? [...kubeApiServers(document, facts)] : [];
  const server = servers.find(({ flags }) => flags.some(flag => isBelow(flag.node.path, args.node.path)));
  return server && peerFlagObstacle(asItRuns(server, settings))?.reason;
}
