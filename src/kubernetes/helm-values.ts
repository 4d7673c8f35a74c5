import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { isBelow } from '../core/model.ts';
import { nodesAt, objects, textOf, type KubernetesObject, type Pattern } from './object.ts';

/** What renders a chart with some values: an object, an entry of a helmfile. Each part as far as the file says. */
export interface Release {
  /** What the user calls it: "HelmRelease `web`"; nothing for a values file, which does not know its release. */
  readonly title: string | undefined;
  /** The object that holds the values. */
  readonly object: KubernetesObject | undefined;
  /** The same for all values of one release, and for nothing else. */
  readonly id: string | undefined;
  /** The name of the chart, without its repository. */
  readonly chart: string | undefined;
  /** Where the chart is, if it is in the repository. */
  readonly folders: readonly string[];
}

/** The values of a chart, or a part of them. */
export interface ChartValues {
  readonly release: Release;
  /** A map. */
  readonly root: Node;
}

/** A value that is given by its path, as `helm --set` takes it: `service.externalIPs[0]`. */
export interface ChartParameter {
  readonly release: Release;
  readonly name: string;
  /** Where the name is written: a value, or that which has the name for its key. */
  readonly at: Node;
  readonly value: Node;
}

/** Where an object, or a file of a certain name, keeps what it renders charts with. */
interface ReleaseTable {
  readonly kind?: RegExp;
  /** The groups of the apiVersion, without the version. */
  readonly groups?: readonly string[];
  /** Taken for the above by its name, or for what has no kind. */
  readonly file?: RegExp;
  /** Each place there that describes one release. */
  readonly releases: readonly Pattern[];
  /** From there: maps of values. */
  readonly values: readonly Pattern[];
  /** From there: a list of names and values, or a map from the one to the other. */
  readonly parameters?: Pattern;
  /** From there. */
  readonly chart?: readonly Pattern[];
  /** Charts have the names of the keys that releases stand at, and this before it. */
  readonly chartsBelow?: string;
  /** From there: the folder of a chart in the repository. */
  readonly folder?: Pattern;
  /** From there: the name of the release, where it is not the object's. */
  readonly name?: Pattern;
}

const TABLES: readonly ReleaseTable[] = [
  // https://fluxcd.io/flux/components/helm/helmreleases/#inline-values, and the same field of Flux 1
  {
    kind: /^HelmRelease$/,
    groups: ['helm.toolkit.fluxcd.io', 'helm.fluxcd.io', 'flux.weave.works'],
    releases: [[]],
    values: [['spec', 'values']],
    chart: [
      ['spec', 'chart', 'spec', 'chart'],
      ['spec', 'chart', 'name'],
    ],
    folder: ['spec', 'chart', 'spec', 'chart'],
  },
  // https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
  {
    kind: /^(?:Application|ApplicationSet)$/,
    groups: ['argoproj.io'],
    releases: [
      ['spec', 'source'],
      ['spec', 'sources', '*'],
      ['spec', 'template', 'spec', 'source'],
      ['spec', 'template', 'spec', 'sources', '*'],
    ],
    values: [['helm', 'valuesObject']],
    parameters: ['helm', 'parameters'],
    chart: [['chart']],
    folder: ['path'],
  },
  // https://docs.k3s.io/add-ons/helm; `values`: k3s-io/helm-controller pkg/apis/helm.cattle.io/v1
  {
    kind: /^(?:HelmChart|HelmChartConfig)$/,
    groups: ['helm.cattle.io'],
    releases: [['spec']],
    values: [['values']],
    parameters: ['set'],
    chart: [['chart']],
  },
  // crossplane-contrib/provider-helm examples/sample/release.yaml
  {
    kind: /^Release$/,
    groups: ['helm.crossplane.io', 'helm.m.crossplane.io'],
    releases: [['spec', 'forProvider']],
    values: [['values']],
    parameters: ['set'],
    chart: [['chart', 'name']],
  },
  // rancher/fleet pkg/apis/fleet.cattle.io/v1alpha1: bundle_types.go, fleetyaml.go
  {
    kind: /^Bundle$/,
    groups: ['fleet.cattle.io'],
    releases: [['spec'], ['spec', 'targets', '*']],
    values: [['helm', 'values']],
    chart: [['helm', 'chart']],
  },
  {
    file: /^fleet\.ya?ml$/,
    releases: [[], ['targetCustomizations', '*']],
    values: [['helm', 'values']],
    chart: [['helm', 'chart']],
    name: ['helm', 'releaseName'],
  },
  // https://cozystack.io/docs/v1/operations/configuration/platform-package/: a component is a chart
  { kind: /^Package$/, groups: ['cozystack.io'], releases: [['spec', 'components', '*']], values: [['values']], chartsBelow: 'cozystack' },
  // kubernetes-sigs/kustomize api/types/helmchartargs.go
  {
    kind: /^(?:Kustomization|Component)$/,
    groups: ['kustomize.config.k8s.io'],
    file: /^kustomization\.ya?ml$/,
    releases: [['helmCharts', '*']],
    values: [['valuesInline']],
    chart: [['name']],
    name: ['releaseName'],
  },
  // https://helmfile.readthedocs.io/en/latest/#configuration: of `values`, strings are names of files
  {
    file: /^(?:helmfile.*|.*\.helmfile)\.ya?ml$/,
    releases: [['releases', '*']],
    values: [['values', '*']],
    parameters: ['set'],
    chart: [['chart']],
    name: ['name'],
  },
];

/** A helmfile may be cut into files of any name in this folder. */
const HELMFILE_FOLDER = /(?:^|\/)helmfile\.d\/[^/]+$/;

/** `values.yaml`, `values-prod.yml`, `web.values.yaml`, `default_values.yaml`; a schema of values is none. */
const VALUES_NAME = /^(?!.*\.schema\.json$)(?:.*[-._])?values(?:[-._].*)?\.(?:ya?ml|json)$/i;

const VALUES_FOLDER = /(?:^|\/)(?:[^/]+[-_.])?values\/(?!.*\.schema\.json$)/i;

/** The values of charts in a document. */
export function* chartValues(document: Document): Generator<ChartValues> {
  const own = ownValues(document);
  if (own) yield own;
  for (const { table, release, at } of releasesOf(document))
    for (const pattern of table.values) for (const root of nodesAt(at, pattern)) if (root.kind === 'map') yield { release, root };
}

/** The values that a document gives to charts one by one. */
export function* chartParameters(document: Document): Generator<ChartParameter> {
  for (const { table, release, at } of releasesOf(document)) {
    const parameters = table.parameters && at.get(...table.parameters);
    for (const item of parameters?.items() ?? []) {
      const [name, value] = [item.get('name'), item.get('value')];
      const text = textOf(name);
      if (name && text !== undefined && value) yield { release, name: text, at: name, value };
    }
    for (const [name, value] of parameters?.entries() ?? []) yield { release, name, at: value, value };
  }
}

/** A document that is values itself: a file, or a string that is known to hold some. */
function ownValues(document: Document): ChartValues | undefined {
  const { root, within, file, index } = document;
  if (root?.kind !== 'map' || (root.get('kind')?.kind === 'scalar' && root.get('apiVersion')?.kind === 'scalar')) return undefined;
  if (within?.holds === 'helm-values') return { root, release: releaseOfString(within.node) };
  if (within ? !(within.holds === 'file' && VALUES_NAME.test(String(within.node.path.at(-1)))) : !isValuesFile(file.path)) return undefined;
  const id = [file.path, index, ...(within ? [...within.node.path, within.part] : [])].join(' ');
  return {
    root,
    release: { title: undefined, object: undefined, id, chart: undefined, folders: within ? [] : [posix.dirname(file.path)] },
  };
}

/** The release that a string of values is for. */
function releaseOfString(node: Node): Release {
  const object = [...objects(node.document)].find(candidate => isBelow(node.path, candidate.node.path));
  const table = object && TABLES.find(candidate => isOf(candidate, object));
  for (const pattern of table?.releases ?? [])
    for (const at of nodesAt(object?.node, pattern)) if (isBelow(node.path, at.path)) return releaseAt(table!, at, object);
  return { title: object && titleOf(object), object, id: object && idOf(object), chart: undefined, folders: [] };
}

const isValuesFile = (path: string): boolean => VALUES_NAME.test(nameOf(path)) || VALUES_FOLDER.test(path);

interface FoundRelease {
  readonly table: ReleaseTable;
  readonly release: Release;
  readonly at: Node;
}

function* releasesOf(document: Document): Generator<FoundRelease> {
  const { root, within, file } = document;
  const found = [...objects(document)];
  for (const object of found) {
    const table = TABLES.find(candidate => isOf(candidate, object));
    for (const pattern of table?.releases ?? [])
      for (const at of nodesAt(object.node, pattern)) yield { table: table!, release: releaseAt(table!, at, object), at };
  }
  if (found.length > 0 || within || root?.kind !== 'map') return;
  const name = HELMFILE_FOLDER.test(file.path) ? 'helmfile.yaml' : nameOf(file.path);
  for (const table of TABLES.filter(candidate => candidate.file?.test(name)))
    for (const pattern of table.releases)
      for (const at of nodesAt(root, pattern)) yield { table, release: releaseAt(table, at, undefined), at };
}

function releaseAt(table: ReleaseTable, at: Node, object: KubernetesObject | undefined): Release {
  const name = table.name && textOf(at.get(...table.name));
  const { path, document } = at;
  const named = table.chart
    ?.map(steps => textOf(at.get(...steps)))
    .find(found => found !== undefined)
    ?.split('/')
    .at(-1);
  const chart = table.chartsBelow === undefined ? named : `${table.chartsBelow}/${path.at(-1) ?? ''}`;
  const folder = table.folder && textOf(at.get(...table.folder));
  // A name without a slash is a chart of a repository of charts.
  const folders = folder === undefined || !folder.includes('/') ? [] : [posix.join(folder, '.').replace(/\/$/, '')];
  if (name !== undefined)
    return { title: `release \`${name}\``, object, id: [document.file.path, document.index, ...path].join(' '), chart, folders };
  const id = object && idOf(object);
  return {
    title: object && titleOf(object),
    object,
    id: id === undefined ? undefined : [id, ...path.slice(object?.node.path.length ?? 0)].join(' '),
    chart,
    folders,
  };
}

/** A patch of an object may leave its apiVersion out. */
const isOf = ({ kind, groups }: ReleaseTable, object: KubernetesObject): boolean =>
  kind?.test(object.kind) === true &&
  (groups?.includes(object.apiVersion.split('/')[0] ?? '') === true || (object.apiVersion === '' && object.kind === 'HelmRelease'));

const idOf = ({ kind, namespace = '', name }: KubernetesObject): string | undefined =>
  name === undefined ? undefined : `${kind} ${namespace}/${name}`;

const titleOf = ({ kind, name }: KubernetesObject): string => (name === undefined ? `a ${kind}` : `${kind} \`${name}\``);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
