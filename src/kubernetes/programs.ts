import { isRefusal, type Document, type Node, type Path, type Refusal } from '../core/document.ts';
import type { ModelOp, NewValue } from '../core/model.ts';
import { isBelow } from '../core/model.ts';
import { nodesAt, textOf, type Pattern } from './nodes.ts';

/** The call of a program that makes an object. */
export interface ProgramCall {
  readonly node: Node;
  readonly family: Family;
  /** What fields of a `spec` are called there, where that is not what the API calls them. */
  readonly names: Readonly<Record<string, string>>;
}

/** What a call of a program makes an object of. */
export interface Made {
  readonly node: Node;
  readonly call: ProgramCall;
  /** What the class says, and the object does not. */
  readonly around?: { readonly apiVersion: string; readonly kind: string; readonly name?: string | undefined };
}

/** A family of classes: how another object of it is made. */
type Family = 'cdk8s' | 'pulumi';

/** How classes are given what they make an object of. */
interface ClassTable {
  readonly family: Family;
  /** The package, or the file that holds what `cdk8s import` wrote. */
  readonly from: RegExp;
  /** The class within it; its groups are what `around` is told. */
  readonly name: RegExp;
  /** From the arguments: whole objects. */
  readonly objects: readonly Pattern[];
  readonly around?: (groups: readonly string[], call: Node) => Made['around'];
  readonly names?: Readonly<Record<string, string>>;
}

/** The groups of the kinds that have a class of their own. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  v1: ['ConfigMap', 'Namespace', 'Pod', 'ReplicationController', 'Secret', 'Service', 'ServiceAccount', 'ServiceList'],
  'apps/v1': ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
};

/** Where the group of the API is not what the namespace of `@pulumi/kubernetes` is called. */
const PULUMI_GROUPS: Readonly<Record<string, string>> = { core: '', networking: 'networking.k8s.io' };

const TABLES: readonly ClassTable[] = [
  // https://cdk8s.io/docs/latest/basics/api-objects/
  { family: 'cdk8s', from: /^cdk8s$/, name: /^ApiObject$/, objects: [['2']] },
  // https://cdk8s.io/docs/latest/cli/import/: the properties are those of the API, in camel case
  {
    family: 'cdk8s',
    from: /./,
    name: /^(?:k8s\.)?Kube([A-Z]\w*)$/,
    objects: [['2']],
    around: ([kind = '']) => known(kind),
    names: { clusterIP: 'clusterIp', loadBalancerIP: 'loadBalancerIp' },
  },
  // https://cdk8s.io/docs/latest/plus/: these two have the fields of the API
  {
    family: 'cdk8s',
    from: /^cdk8s-plus(?:-\d+)?$/,
    name: /^(ConfigMap|Secret|Service)$/,
    objects: [['2']],
    around: ([kind = '']) => known(kind),
  },
  // https://cdk8s.io/docs/latest/basics/helm/
  {
    family: 'cdk8s',
    from: /^cdk8s$/,
    name: /^Helm$/,
    objects: [['2']],
    around: (_, call) => ({ apiVersion: 'cdk8s.io/v1', kind: 'Helm', name: textOf(call.get('arguments', 2, 'releaseName')) }),
  },
  // https://www.pulumi.com/registry/packages/kubernetes/api-docs/: one class a kind, in namespaces by group and version
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^(\w+)\.(v\d\w*)\.([A-Z]\w*?)$/,
    objects: [['1']],
    around: ([group = '', version = '', kind = '']) =>
      group === 'helm' || group === 'yaml' || kind.endsWith('Patch')
        ? undefined
        : { apiVersion: [PULUMI_GROUPS[group] ?? group, version].filter(part => part !== '').join('/'), kind },
  },
  { family: 'pulumi', from: /^@pulumi\/kubernetes/, name: /^apiextensions\.CustomResource$/, objects: [['1']] },
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^yaml\.(?:v2\.)?ConfigGroup$/,
    objects: [
      ['1', 'objs'],
      ['1', 'objs', '*'],
    ],
  },
  {
    family: 'pulumi',
    from: /^@pulumi\/kubernetes/,
    name: /^helm\.(v[34])\.(Chart|Release)$/,
    objects: [['1']],
    around: ([version = '', kind = ''], call) => ({ apiVersion: `helm.sh/${version}`, kind, name: textOf(call.get('arguments', 0)) }),
  },
];

/** Where calls hold manifests in strings: https://www.pulumi.com/registry/packages/kubernetes/api-docs/yaml/configgroup/. */
const MANIFESTS: readonly { readonly from: RegExp; readonly name: RegExp; readonly places: readonly Pattern[] }[] = [
  {
    from: /^@pulumi\/kubernetes/,
    name: /^yaml\.(?:v2\.)?ConfigGroup$/,
    places: [
      ['1', 'yaml'],
      ['1', 'yaml', '*'],
    ],
  },
  { from: /^@pulumi\/kubernetes/, name: /^yaml\.(?:parse|parseYamlDocument)$/, places: [['0'], ['0', 'yaml'], ['0', 'yaml', '*']] },
];

/** Whether a document is a program that makes manifests, as what it imports and calls. */
export const isProgram = ({ root, within }: Document): boolean =>
  !within && root?.get('calls')?.kind === 'list' && root.get('imports')?.kind === 'map';

/** What the calls of a program make objects of. */
export function* madeBy(document: Document): Generator<Made> {
  for (const { node, from, name } of callsOf(document)) {
    for (const { family, from: packages, name: pattern, objects, around, names = {} } of TABLES) {
      const groups = packages.test(from) ? pattern.exec(name) : null;
      if (!groups) continue;
      const said = around?.(groups.slice(1), node);
      if (around && !said) continue;
      for (const place of objects)
        for (const made of nodesAt(node.get('arguments'), place))
          if (made.kind === 'map') yield { node: made, call: { node, family, names }, ...(said && { around: said }) };
      break;
    }
  }
}

/** The strings that hold manifests. */
export function* manifestsInCalls(document: Document): Generator<Node> {
  for (const { node, from, name } of callsOf(document))
    for (const { places } of MANIFESTS.filter(table => table.from.test(from) && table.name.test(name)))
      for (const place of places) for (const text of nodesAt(node.get('arguments'), place)) if (textOf(text) !== undefined) yield text;
}

/** A path without the call of the program that leads to it: the one within the object. */
export const pathInObject = (path: Path): Path => (path[0] === 'calls' && path[2] === 'arguments' ? path.slice(4) : path);

/** How a program makes another object, after the statement that makes the one which holds a node. */
export function making(neighbour: Node): ((manifest: NewValue) => readonly ModelOp[]) | Refusal {
  const { document, path } = neighbour;
  const made = [...madeBy(document)].find(({ call }) => isBelow(path, call.node.path));
  if (!made) return { refused: 'no call that is known to make an object holds it' };
  const { node: call, family } = made.call;
  const { package: from, name, given } = FAMILIES[family];
  const begun = given(call);
  if (isRefusal(begun)) return begun;
  const [space = name] = name.split('.');
  const names = [...(document.root?.get('imports', from)?.entries() ?? [])].map(([, node]) => node.value);
  const isImported = ['*', 'default', space].some(known => names.includes(known));
  return manifest => [
    ...(isImported ? [] : [{ op: 'set' as const, path: ['imports', from, space], value: space }]),
    {
      op: 'insert',
      path: ['calls'],
      place: { after: Number(call.path[1]) },
      value: { from, new: name, block: call.get('block')?.value as number, arguments: begun(manifest) },
    },
  ];
}

/** What the class of any object is given, in each family. */
const FAMILIES: Readonly<
  Record<
    Family,
    {
      readonly package: string;
      readonly name: string;
      readonly given: (call: Node) => ((manifest: NewValue) => readonly NewValue[]) | Refusal;
    }
  >
> = {
  cdk8s: {
    package: 'cdk8s',
    name: 'ApiObject',
    given: call => {
      const scope = call.get('arguments', 0);
      if (!scope) return { refused: 'the call has no scope' };
      return manifest => [{ copyOf: scope }, constructId(manifest), manifest];
    },
  },
  pulumi: {
    package: '@pulumi/kubernetes',
    name: 'apiextensions.CustomResource',
    given: call => {
      const options = optionsOf(call.get('arguments', 2));
      return isRefusal(options) ? options : manifest => [nameOf(manifest), manifest, ...options];
    },
  },
};

/** What decides where a resource goes: the provider, and the parent that may have one. */
function optionsOf(node: Node | undefined): readonly NewValue[] | Refusal {
  if (!node) return [];
  if (node.kind === 'scalar') return [{ copyOf: node }];
  const kept = [...node.entries()].filter(([key]) => key === 'provider' || key === 'parent');
  if (kept.some(([, value]) => value.kind !== 'scalar'))
    return { refused: 'its provider or parent is made in the call itself: give it a name first' };
  return kept.length === 0 ? [] : [Object.fromEntries(kept.map(([key, value]) => [key, { copyOf: value }]))];
}

/** An id that is unlike those of the other new objects of the scope: `external-ips-pool`. */
const constructId = (manifest: NewValue): string =>
  `${nameOf(manifest)}-${/[A-Z][a-z]+$/.exec(kindOf(manifest))?.[0].toLowerCase() ?? 'object'}`;

const kindOf = (manifest: NewValue): string => (manifest as { readonly kind: string }).kind;

const nameOf = (manifest: NewValue): string => (manifest as { readonly metadata: { readonly name: string } }).metadata.name;

function known(kind: string): Made['around'] {
  const apiVersion = Object.keys(GROUPS).find(group => GROUPS[group]!.includes(kind));
  return apiVersion === undefined ? undefined : { apiVersion, kind };
}

/** The calls of a program, with the names of what they call: those of a file of `@pulumi/kubernetes` as if it were the whole package. */
function* callsOf(document: Document): Generator<{ readonly node: Node; readonly from: string; readonly name: string }> {
  if (!isProgram(document)) return;
  for (const node of document.root?.get('calls')?.items() ?? []) {
    const from = textOf(node.get('from'));
    const name = textOf(node.get('new')) ?? textOf(node.get('call'));
    if (from === undefined || name === undefined) continue;
    const inside = /^@pulumi\/kubernetes\/(.+?)(?:\/index(?:\.js)?)?$/.exec(from)?.[1]?.replaceAll('/', '.');
    yield { node, from, name: inside === undefined ? name : name === '*' ? inside : `${inside}.${name}` };
  }
}
