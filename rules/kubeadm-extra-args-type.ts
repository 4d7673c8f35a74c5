import { wordFor, type Node, type Plain } from '../src/core/document.ts';
import { defineRule } from '../src/core/rule.ts';
import { argumentText, extraArgs, EXTRA_ARGS_WORDS } from '../src/kubernetes/extra-args.ts';

export default defineRule({
  id: 'kubeadm-extra-args-type',
  severity: 'error',
  fixable: 'sometimes',
  words: EXTRA_ARGS_WORDS,

  docs: {
    summary: 'An extra argument for kubeadm whose value is not a string, in its own files, in Cluster API or kind',
    why: `
      Every value of \`extraArgs\` and \`kubeletExtraArgs\` is a string. \`v: 5\` or \`profiling: false\` without quotes, and \`yes\` or \`on\` too, is
      an error in \`kubeadm init\`, \`join\` and \`upgrade\`: "cannot unmarshal number into Go struct field … of type string". Where Cluster API hands
      the arguments to kubeadm, the API server rejects the object.
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
    fixSafety: 'Safe: today the file is rejected. The quotes go around the value as it is written, or as the anchor of an alias says it.',
    references: ['https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/'],
  },

  query: extraArgs,

  check({ node, name: place, reader, whole, resource }, { document, report }) {
    for (const { subject, scalar } of textsOf(node)) {
      const type = typeName(scalar.value);
      if (type === undefined) continue;
      report({
        at: scalar.range,
        message: `${subject} in \`${place}\` is ${type}, and ${reader} takes only strings`,
        label: whole,
        resource: { ...resource, path: scalar.path },
        fix:
          scalar.kind === 'scalar'
            ? {
                title: `quote \`${argumentText(scalar)}\``,
                applicability: 'safe',
                plan: { changes: [{ document, ops: [{ op: 'set', path: scalar.path, value: argumentText(scalar) }] }] },
              }
            : { refused: `what ${type} means as an argument is not known` },
      });
    }
  },
});

/** Everything that is to be a string, with what a sentence calls it. */
function* textsOf(node: Node): Generator<{ readonly subject: string; readonly scalar: Node }> {
  for (const [name, value] of node.entries()) yield { subject: `\`${name}\``, scalar: value };
  for (const item of node.items()) {
    const [name, value] = [item.get('name'), item.get('value')];
    if (name) yield { subject: `the name \`${name.source}\``, scalar: name };
    if (value) yield { subject: `\`${name ? wordFor(name.value) : 'value'}\``, scalar: value };
  }
}

/** Nothing for a string, and for null, which kubeadm reads as an empty string. */
function typeName(value: Plain): string | undefined {
  if (value === null || typeof value === 'string') return undefined;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return `a ${typeof value}`;
}
