import type { Plain } from '../src/core/document.ts';
import { defineRule } from '../src/core/rule.ts';
import { argsOf, extraArgs, KUBEADM_WORDS } from '../src/kubernetes/kubeadm.ts';

export default defineRule({
  id: 'kubeadm-extra-args-type',
  severity: 'error',
  fixable: 'sometimes',
  words: KUBEADM_WORDS,

  docs: {
    summary: 'An extra argument for kubeadm whose value is not a string',
    why: `
      Every value of \`extraArgs\` and \`kubeletExtraArgs\` is a string. \`v: 5\` or \`profiling: false\` without quotes, and \`yes\` or \`on\` too, is
      an error in \`kubeadm init\`, \`join\` and \`upgrade\`: "cannot unmarshal number into Go struct field … of type string".
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: ClusterConfiguration
          controllerManager:
            extraArgs:
              v: 5
              profiling: false
        `,
      },
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: InitConfiguration
          nodeRegistration:
            kubeletExtraArgs:
              - name: rotate-server-certificates
                value: yes
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          controllerManager:
            extraArgs:
              - name: v
                value: "5"
        `,
      },
    ],
    fixSafety: 'Safe: today kubeadm rejects the file. The quotes go around the value as it is written.',
    references: ['https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/'],
  },

  query: extraArgs,

  check({ node, name: place, kubeadm: { apiVersion, kind } }, { document, report }) {
    for (const { name, value } of argsOf(node)) {
      const type = typeName(value.value);
      if (type === undefined) continue;
      report({
        at: value.range,
        message: `\`${name}\` in \`${place}\` is ${type}, and kubeadm takes only strings`,
        label: `kubeadm rejects this ${kind}`,
        resource: { apiVersion, kind, path: value.path, form: 'kubeadm' },
        fix:
          value.kind === 'scalar'
            ? {
                title: `quote \`${value.source}\``,
                applicability: 'safe',
                plan: { changes: [{ document, ops: [{ op: 'set', path: value.path, value: value.source }] }] },
              }
            : { refused: `what ${type} means as an argument is not known` },
      });
    }
  },
});

/** Nothing for a string, and for null, which kubeadm reads as an empty string. */
function typeName(value: Plain): string | undefined {
  if (value === null || typeof value === 'string') return undefined;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return `a ${typeof value}`;
}
