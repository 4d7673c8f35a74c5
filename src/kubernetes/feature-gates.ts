import type { Resource } from '../core/diagnostic.ts';
import { wordFor, type Node, type Query } from '../core/document.ts';
import type { TextRange } from '../core/text.ts';
import { kubeApiServers } from './kube-api-servers.ts';
import { argsOf, extraArgs, kubeadmDocument } from './kubeadm.ts';
import { nodesAt, objects, resourceOf, textOf, type KubernetesObject } from './object.ts';

/** The gate of kube-proxy that keeps externalIPs served (KEP 5707). */
export const EXTERNAL_IPS_GATE = 'AllowServiceExternalIPs';

/** A place where a gate is set for a component. */
export interface GateSetting {
  /** `kube-proxy`, `kube-apiserver`, `kubelet`; `kubeadm` for its own gates. */
  readonly component: string;
  /** As it is written: `true`, `1`, `f`, or something that is no boolean. */
  readonly value: string;
  readonly at: Node | TextRange;
  readonly resource: Resource;
}

/** Where a component is given arguments by kubeadm; its kube-apiserver is a view of its own. */
const COMPONENTS: Readonly<Record<string, string>> = {
  'controllerManager.extraArgs': 'kube-controller-manager',
  'scheduler.extraArgs': 'kube-scheduler',
  'nodeRegistration.kubeletExtraArgs': 'kubelet',
};

/** Configuration objects of components, which have a map of gates. */
const CONFIGURATIONS: readonly { readonly kind: string; readonly group: string; readonly component: string }[] = [
  { kind: 'KubeProxyConfiguration', group: 'kubeproxy.config.k8s.io', component: 'kube-proxy' },
  { kind: 'KubeletConfiguration', group: 'kubelet.config.k8s.io', component: 'kubelet' },
  // kubernetes cmd/kubeadm/app/features: it has gates of its own, and passes none on.
  { kind: 'ClusterConfiguration', group: 'kubeadm.k8s.io', component: 'kubeadm' },
];

/** Where workloads and Pods have their containers. */
const CONTAINERS = [
  ['spec', 'containers', '*'],
  ['spec', 'template', 'spec', 'containers', '*'],
];

/** The places of a document where one gate is set, each once. */
export const settingsOf = (gate: string): Query<GateSetting> =>
  function* (document, facts) {
    const seen = new Set<number>();
    const settings: readonly (() => Iterable<GateSetting>)[] = [
      () => [...objects(document)].flatMap(object => [...inConfiguration(object, gate), ...inContainers(object, gate)]),
      () =>
        [...extraArgs(document)].flatMap(({ node, name, kubeadm: { apiVersion, kind } }) => {
          const component = COMPONENTS[name];
          const flags = component === undefined ? [] : argsOf(node).filter(arg => arg.name === 'feature-gates');
          return flags.flatMap(({ value }) => [
            ...inFlag(value, textOf(value) ?? '', gate, {
              component: component!,
              resource: { apiVersion, kind, path: value.path, form: 'kubeadm' },
            }),
          ]);
        }),
      () =>
        [...kubeApiServers(document, facts)].flatMap(({ flags, resource }) =>
          flags
            .filter(({ name }) => name === 'feature-gates')
            .flatMap(({ node, value }) => [
              ...inFlag(node, value, gate, { component: 'kube-apiserver', resource: { ...resource, path: node.path } }),
            ]),
        ),
    ];
    for (const setting of settings.flatMap(read => [...read()])) {
      const { start } = 'range' in setting.at ? setting.at.range : setting.at;
      if (!seen.has(start)) yield setting;
      seen.add(start);
    }
  };

/** How `strconv.ParseBool` of Go reads a value; nothing for what it rejects. */
export const booleanOf = (text: string): boolean | undefined =>
  /^(?:1|t|T|TRUE|true|True)$/.test(text) ? true : /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;

function* inConfiguration({ apiVersion, kind, node }: KubernetesObject, gate: string): Generator<GateSetting> {
  const configuration = CONFIGURATIONS.find(candidate => candidate.kind === kind && apiVersion.startsWith(`${candidate.group}/`));
  const value = configuration && node.get('featureGates', gate);
  if (!value || (configuration.component === 'kubeadm' && !kubeadmDocument(node.document))) return;
  yield {
    component: configuration.component,
    value: wordFor(value.value),
    at: value,
    resource: { apiVersion, kind, path: value.path, form: 'component' },
  };
}

function* inContainers(object: KubernetesObject, gate: string): Generator<GateSetting> {
  for (const container of CONTAINERS.flatMap(pattern => [...nodesAt(object.node, pattern)])) {
    const words = ['command', 'args'].flatMap(key => container.get(key)?.items() ?? []);
    const component = componentOf(container, words[0]);
    for (const [index, word] of component === undefined ? [] : words.entries()) {
      const text = textOf(word) ?? '';
      const isBare = text === '--feature-gates';
      const holder = isBare ? words[index + 1] : text.startsWith('--feature-gates=') ? word : undefined;
      if (holder)
        yield* inFlag(holder, isBare ? (textOf(holder) ?? '') : text.slice('--feature-gates='.length), gate, {
          component: component!,
          resource: resourceOf(object, holder.path, 'container'),
        });
    }
  }
}

/** The component that a container runs: what it calls, else what its image is called. */
function componentOf(container: Node, command: Node | undefined): string | undefined {
  const names = [
    textOf(command),
    textOf(container.get('image'))
      ?.replace(/@.*$/, '')
      .replace(/:[^/]*$/, ''),
  ];
  return names
    .map(name => name?.split('/').at(-1))
    .find(name => /^(?:kubelet|kube-(?:proxy|apiserver|controller-manager|scheduler))$/.test(name ?? ''));
}

/** The settings of a gate in a flag: `A=true,B=false`; the last one counts. */
function* inFlag(node: Node, text: string, gate: string, about: Pick<GateSetting, 'component' | 'resource'>): Generator<GateSetting> {
  const setting = text
    .split(',')
    .map(part => part.trim())
    .findLast(part => part.startsWith(`${gate}=`));
  if (setting === undefined) return;
  const offset = node.source.indexOf(setting);
  const at = offset === -1 ? node.range : { start: node.range.start + offset, end: node.range.start + offset + setting.length };
  yield { ...about, value: setting.slice(gate.length + 1), at };
}
