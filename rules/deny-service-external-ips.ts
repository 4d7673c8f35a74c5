import type { Fix } from '../src/core/diagnostic.ts';
import { isRefusal, type Refusal } from '../src/core/document.ts';
import { defineRule, type RuleContext } from '../src/core/rule.ts';
import { isAtLeast } from '../src/core/version.ts';
import type { Flag } from '../src/kubernetes/flags.ts';
import { flagOf, type KubeApiServer } from '../src/kubernetes/kube-api-server.ts';
import { API_SERVER_WORDS, kubeApiServers } from '../src/kubernetes/kube-api-servers.ts';

const PLUGIN = 'DenyServiceExternalIPs';

/** The release that removes the plugin, by the plan of KEP 5707. */
const GONE_SINCE = 46;

const [ENABLE, DISABLE] = ['enable-admission-plugins', 'disable-admission-plugins'] as const;

export default defineRule({
  id: 'deny-service-external-ips',
  default: 'off',
  severity: 'warning',
  fixable: 'sometimes',
  words: API_SERVER_WORDS,

  docs: {
    summary: 'A kube-apiserver without the admission plugin that refuses new `externalIPs`',
    why: `
      Whoever may create a Service may claim any address through \`externalIPs\`, and so read what others send there (CVE-2020-8554). The admission
      plugin \`DenyServiceExternalIPs\` refuses new ones. It is off by default, since it stops manifests that still use the field from being
      created anew, as in a new cluster or after a loss.

      \`--enable-admission-plugins\` has a trap: kubeadm passes \`NodeRestriction\`, and a value of one's own takes the place of that. A list without
      \`NodeRestriction\` lets a node change the objects of others.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs: []
        `,
      },
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: enable-admission-plugins
                value: DenyServiceExternalIPs
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
              - name: enable-admission-plugins
                value: NodeRestriction,DenyServiceExternalIPs
        `,
      },
    ],
    fixSafety: 'Unsafe: requests that work today are refused. It keeps what is enabled, by hand or by the tool.',
    references: [
      'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
      'https://kep.k8s.io/5707',
    ],
  },

  query: kubeApiServers,

  check(server, context) {
    const written = flagOf(server, ENABLE);
    if (server.isPartial || isAtLeast(context.target, GONE_SINCE) || (written && /[${]/.test(written.value))) return;
    const lost = written ? (server.tool.admissionPlugins ?? []).filter(name => !pluginsOf(server, ENABLE).includes(name)) : [];
    if (!pluginsOf(server, ENABLE).includes(PLUGIN) || pluginsOf(server, DISABLE).includes(PLUGIN))
      reportMissing(server, { written, lost }, context);
    else if (lost.length > 0 && written)
      context.report({
        at: written.at,
        message: `\`${ENABLE}\` takes the place of ${server.tool.name ?? 'the tool'}'s own list, and ${lost.map(name => `\`${name}\``).join(', ')} is not in it`,
        label: 'turns off what the tool enables',
        help: `add ${lost.map(name => `\`${name}\``).join(', ')}`,
        resource: { ...server.resource, path: written.node.path },
        fix: fixFor(server, [...lost, ...listed(written.value)]),
      });
  },
});

function reportMissing(
  server: KubeApiServer,
  { written, lost }: { readonly written: Flag | undefined; readonly lost: readonly string[] },
  { report }: RuleContext,
): void {
  const { tool, at, resource } = server;
  const disabled = server.flags.find(({ name, value }) => name === DISABLE && listed(value).includes(PLUGIN));
  report({
    at: disabled?.at ?? written?.at ?? at,
    message: `kube-apiserver does not enable the admission plugin \`${PLUGIN}\``,
    label: 'whoever may create a Service may claim any address through `externalIPs`',
    help:
      lost.length > 0
        ? `${lost.map(name => `\`${name}\``).join(', ')}, which ${tool.name ?? 'the tool'} enables by itself, is not in the list either: a value of one's own replaces it`
        : undefined,
    resource,
    fix: disabled
      ? { refused: `\`${DISABLE}\` turns it off: take it out there` }
      : !written && !tool.admissionPlugins
        ? { refused: "which plugins the tool enables by itself is not known, and a value of one's own replaces them" }
        : fixFor(server, [...(written ? listed(written.value) : (tool.admissionPlugins ?? [])), PLUGIN]),
  });
}

function fixFor(server: KubeApiServer, plugins: readonly string[]): Fix | Refusal {
  const { document, at } = server;
  const changes = server.plan({ [ENABLE]: plugins.join(',') });
  if (isRefusal(changes)) return changes;
  const place = { file: document.file, range: at.keyRange ?? at.range, text: ENABLE };
  return {
    title: `enable ${plugins.map(name => `\`${name}\``).join(', ')}`,
    applicability: 'unsafe',
    plan: { changes, assumes: [{ at: place, text: 'no Service that uses `externalIPs` has to be created anew: what is there stays' }] },
  };
}

/** All plugins that the flags of a name list: given several times they add up. */
const pluginsOf = ({ flags }: KubeApiServer, name: string): readonly string[] =>
  flags.filter(flag => flag.name === name).flatMap(({ value }) => listed(value));

const listed = (value: string): readonly string[] => value.split(',').flatMap(part => part.trim() || []);
