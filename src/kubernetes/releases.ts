import { posix } from 'node:path';
import type { Document, Node } from '../core/document.ts';
import { isBelow } from '../core/model.ts';
import { ansibleTasks } from './ansible.ts';
import { nodesAt, objects, textOf, type KubernetesObject } from './object.ts';
import { tableOf, tableOfFile, tableOfModule, tableOfResource, type ReleaseTable } from './release-tables.ts';
import { terraformResources } from './terraform/resources.ts';

/** What renders a chart with some values: an object, an entry of a helmfile, a task. Each part as far as the file says. */
export interface Release {
  /** What the user calls it: "HelmRelease `web`"; nothing for a values file that does not know its release. */
  readonly title: string | undefined;
  /** The object that holds the values. */
  readonly object: KubernetesObject | undefined;
  /** The same for all values of one release, and for nothing else. */
  readonly id: string | undefined;
  /** The name of the chart, without its repository. */
  readonly chart: string | undefined;
  /** The version of the chart as it is written: it may be a range, or the revision of a repository. */
  readonly version?: string | undefined;
  /** Where it is installed. */
  readonly namespace?: string | undefined;
  /** Where the chart is, if it is in the repository; where that cannot be told from the file alone, all places it may be. */
  readonly folders: readonly string[];
}

/** A release where it is written. */
export interface FoundRelease {
  readonly table: ReleaseTable;
  readonly release: Release;
  readonly at: Node;
}

/** The releases that a document describes. */
export function* releasesOf(document: Document): Generator<FoundRelease> {
  const { root, within, file } = document;
  const found = [...objects(document)];
  for (const object of found) {
    const table = tableOf(object);
    for (const pattern of table?.releases ?? [])
      for (const at of nodesAt(object.node, pattern)) yield { table: table!, release: releaseAt(table!, at, object), at };
  }
  if (root?.kind === 'list') yield* releasesOfTasks(root);
  for (const { type, node: at } of terraformResources(document)) {
    const table = tableOfResource(type);
    if (table) yield { table, release: releaseAt(table, at, undefined), at };
  }
  const table = found.length > 0 || within || root?.kind !== 'map' ? undefined : tableOfFile(file.path);
  for (const pattern of table?.releases ?? [])
    for (const at of nodesAt(root, pattern)) yield { table: table!, release: releaseAt(table!, at, undefined), at };
}

/** The release that a string of values stands in. */
export function releaseAround(node: Node): Release {
  for (const { type, node: at } of terraformResources(node.document)) {
    const table = tableOfResource(type);
    if (table && isBelow(node.path, at.path)) return releaseAt(table, at, undefined);
  }
  const object = [...objects(node.document)].find(candidate => isBelow(node.path, candidate.node.path));
  const table = object && tableOf(object);
  for (const pattern of table?.releases ?? [])
    for (const at of nodesAt(object?.node, pattern)) if (isBelow(node.path, at.path)) return releaseAt(table!, at, object);
  return {
    title: object && titleOf(object),
    object,
    id: object && idOf(object),
    chart: undefined,
    version: undefined,
    namespace: undefined,
    folders: [],
  };
}

/** The places that a path from the root of the repository may mean: a run need not begin at that root. */
export function fromRoot(file: string, path: string): readonly string[] {
  const folders = posix.dirname(file).split('/');
  const roots = ['', ...folders.map((_, index) => folders.slice(0, index + 1).join('/'))];
  const way = path.replace(/^\/+/, '');
  return [...new Set(roots.map(root => plainPath(posix.join(root, way))))];
}

/** The place that a path from the folder of a file means. */
export const fromFile = (file: string, path: string): string => plainPath(posix.join(posix.dirname(file), path));

const plainPath = (path: string): string => path.replace(/(?<=.)\/$/, '');

function* releasesOfTasks(root: Node): Generator<FoundRelease> {
  for (const { module, arguments: at } of ansibleTasks(root)) {
    const table = tableOfModule(module);
    const isGone = ['state', 'release_state'].some(key => at.get(key)?.value === 'absent');
    if (table && !isGone) yield { table, release: releaseAt(table, at, undefined), at };
  }
}

function releaseAt(table: ReleaseTable, at: Node, object: KubernetesObject | undefined): Release {
  const first = (patterns: ReleaseTable['chart']): string | undefined =>
    patterns?.map(steps => textOf(at.get(...steps))).find(found => found !== undefined);
  const { path, document } = at;
  const name = first(table.name);
  const chart = table.chartsBelow === undefined ? first(table.chart)?.split('/').at(-1) : `${table.chartsBelow}/${path.at(-1) ?? ''}`;
  const place = {
    object,
    chart,
    version: first(table.version),
    namespace: first(table.namespace) ?? object?.namespace,
    folders: foldersOf(first(table.folder?.at), first(table.chart), table, document),
  };
  if (name !== undefined) return { title: `release \`${name}\``, id: [document.file.path, document.index, ...path].join(' '), ...place };
  const id = object && idOf(object);
  return {
    title: object && titleOf(object),
    id: id === undefined ? undefined : [id, ...path.slice(object?.node.path.length ?? 0)].join(' '),
    ...place,
  };
}

/** In a field that holds either, what has no slash is a chart of a repository of charts. */
function foldersOf(
  folder: string | undefined,
  chart: string | undefined,
  { folder: table }: ReleaseTable,
  { file }: Document,
): readonly string[] {
  if (folder === undefined || folder.includes('://') || (!folder.includes('/') && folder === chart)) return [];
  const path = table?.pathIn ? table.pathIn(folder) : folder;
  if (path === undefined) return [];
  return table?.from === 'file' ? [fromFile(file.path, path)] : fromRoot(file.path, path);
}

const idOf = ({ kind, namespace = '', name }: KubernetesObject): string | undefined =>
  name === undefined ? undefined : `${kind} ${namespace}/${name}`;

const titleOf = ({ kind, name }: KubernetesObject): string => (name === undefined ? `a ${kind}` : `${kind} \`${name}\``);
