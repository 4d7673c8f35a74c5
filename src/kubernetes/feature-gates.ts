import type { Resource } from '../core/diagnostic.ts';
import { wordFor, type Document, type Node, type Query } from '../core/document.ts';
import type { TextRange } from '../core/text.ts';
import type { KubeApiServer } from './kube-api-server.ts';
import { kubeApiServers } from './kube-api-servers.ts';
import { kubeProxies } from './kube-proxies.ts';
import { componentCommand, containersOf } from './commands.ts';
import { extraArgs } from './extra-args.ts';
import { rangeIn } from './flags.ts';
import { argsOf, kubeadmDocument } from './kubeadm.ts';
import { objects, resourceOf, textOf, type KubernetesObject } from './object.ts';

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
  /** The kube-apiserver whose flag it is. */
  readonly server?: KubeApiServer;
}

/** Where a component is given arguments by kubeadm; its kube-apiserver is a view of its own. */
const COMPONENTS: Readonly<Record<string, string>> = {
  'controllerManager.extraArgs': 'kube-controller-manager',
  'scheduler.extraArgs': 'kube-scheduler',
  'nodeRegistration.kubeletExtraArgs': 'kubelet',
};

/** Configuration objects of components, which have a map of gates. */
const CONFIGURATIONS: readonly { readonly kind: string; readonly group: string; readonly component?: string }[] = [
  { kind: 'KubeProxyConfiguration', group: 'kubeproxy.config.k8s.io', component: 'kube-proxy' },
  { kind: 'KubeletConfiguration', group: 'kubelet.config.k8s.io', component: 'kubelet' },
  // kubernetes cmd/kubeadm/app/features: it has gates of its own, and passes none on.
  { kind: 'ClusterConfiguration', group: 'kubeadm.k8s.io', component: 'kubeadm' },
  // https://kind.sigs.k8s.io/docs/user/configuration/#feature-gates: for every component.
  { kind: 'Cluster', group: 'kind.x-k8s.io' },
];

/** The places of a document where one gate is set, each once. `owner`: the component that looks at it, which counts where a tool hands gates to all. */
export const settingsOf = (gate: string, owner: string): Query<GateSetting> =>
  function* (document, facts) {
    const seen = new Set<number>();
    const settings: readonly (() => Iterable<GateSetting>)[] = [
      () => [...objects(document)].flatMap(object => [...inConfiguration(object, gate, owner), ...inContainers(object, gate)]),
      () =>
        [...extraArgs(document)].flatMap(({ node, name, resource }) => {
          const component = COMPONENTS[name];
          const flags = component === undefined ? [] : argsOf(node).filter(arg => arg.name === 'feature-gates');
          return flags.flatMap(({ value }) => [
            ...inFlag(value, textOf(value) ?? '', gate, {
              component: component!,
              resource: { ...resource, path: value.path },
            }),
          ]);
        }),
      () =>
        [...kubeApiServers(document, facts)].flatMap(server => [
          ...inFlags(server, gate, { component: 'kube-apiserver', server }, document),
        ]),
      () => [...kubeProxies(document)].flatMap(proxy => [...inFlags(proxy, gate, { component: 'kube-proxy' }, document)]),
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

/** The part of a flag that sets a gate: `A=true,B=false`; the last one counts. */
export const settingIn = (text: string, gate: string): string | undefined =>
  text
    .split(',')
    .map(part => part.trim())
    .findLast(part => part.startsWith(`${gate}=`));

function* inConfiguration({ apiVersion, kind, node }: KubernetesObject, gate: string, owner: string): Generator<GateSetting> {
  const configuration = CONFIGURATIONS.find(candidate => candidate.kind === kind && apiVersion.startsWith(`${candidate.group}/`));
  const value = configuration && node.get('featureGates', gate);
  if (!value || (configuration.component === 'kubeadm' && !kubeadmDocument(node.document))) return;
  yield {
    component: configuration.component ?? owner,
    value: wordFor(value.value),
    at: value,
    resource: { apiVersion, kind, path: value.path, form: 'component' },
  };
}

function* inContainers(object: KubernetesObject, gate: string): Generator<GateSetting> {
  for (const container of containersOf(object.node)) {
    const { program: component, flags } = componentCommand(container) ?? {};
    for (const { name, node, value } of component === undefined ? [] : flags!.all)
      if (name === 'feature-gates')
        yield* inFlag(node, value, gate, { component: component!, resource: resourceOf(object, node.path, 'container') });
  }
}

/** `document`: a server may have flags that another one says. */
function* inFlags(
  { flags, resource }: Pick<KubeApiServer, 'flags' | 'resource'>,
  gate: string,
  about: Pick<GateSetting, 'component' | 'server'>,
  document: Document,
): Generator<GateSetting> {
  for (const { name, node, value } of flags)
    if (name === 'feature-gates' && node.document === document)
      yield* inFlag(node, value, gate, { ...about, resource: { ...resource, path: node.path } });
}

function* inFlag(node: Node, text: string, gate: string, about: Omit<GateSetting, 'value' | 'at'>): Generator<GateSetting> {
  const setting = settingIn(text, gate);
  if (setting === undefined) return;
  yield { ...about, value: setting.slice(gate.length + 1), at: rangeIn(node, setting) };
}
