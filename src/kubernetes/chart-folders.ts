import { posix } from 'node:path';
import { defineFact, wholeRepository, type Facts, type Located } from '../core/fact.ts';
import { textOf } from './object.ts';

/** A chart of the repository. */
export interface ChartFolder {
  readonly name: string;
  /** Relative to the working directory; empty for the working directory itself. */
  readonly folder: string;
  readonly dependencies: readonly ChartDependency[];
  /** Whether it holds nothing but helpers for other charts. */
  readonly isLibrary: boolean;
}

/** A chart that another one brings along: https://helm.sh/docs/topics/charts/#chart-dependencies */
interface ChartDependency {
  readonly name: string;
  /** The key of the values that are for it. */
  readonly key: string;
  /** Where it is, if it is taken from a folder. */
  readonly folder: string | undefined;
}

/** The charts of the repository: folders with a `Chart.yaml`. */
export const chartFolders = defineFact<ChartFolder>({
  id: 'chart-folders',
  words: ['name'],
  paths: path => /(?:^|\/)Chart\.ya?ml$/.test(path),
  strings: false,
  *read({ file, root }) {
    const name = textOf(root?.get('name'));
    if (!root || name === undefined) return;
    const folder = folderOf(file.path);
    const dependencies = (root.get('dependencies')?.items() ?? []).flatMap((item): readonly ChartDependency[] => {
      const dependency = textOf(item.get('name'));
      const path = /^file:\/\/(.*)$/.exec(textOf(item.get('repository')) ?? '')?.[1];
      if (dependency === undefined) return [];
      const key = textOf(item.get('alias')) ?? dependency;
      return [{ name: dependency, key, folder: path === undefined ? undefined : posix.join(folder, path).replace(/\/$/, '') }];
    });
    yield { value: { name, folder, dependencies, isLibrary: root.get('type')?.value === 'library' }, file, range: root.range };
  },
});

/** The charts of the repository by what is asked of them for every file of values. */
export interface Charts {
  readonly byFolder: ReadonlyMap<string, ChartFolder>;
  /** Those that stand in the `charts` of a folder: Helm takes them along without being told to. */
  readonly unpackedIn: ReadonlyMap<string, readonly ChartFolder[]>;
}

/** By what was read: what is read again after a change is another list. */
const indexes = new WeakMap<readonly Located<ChartFolder>[], Charts>();

/** The charts of the repository. */
export function chartsOf(facts: Facts): Charts {
  const located = facts.all(chartFolders, wholeRepository);
  const known = indexes.get(located);
  if (known) return known;
  const all = located.map(({ value }) => value);
  const unpackedIn = new Map<string, ChartFolder[]>();
  for (const chart of all) {
    const parent = /^(?:(.*)\/)?charts\/[^/]+$/.exec(chart.folder);
    if (parent) unpackedIn.set(parent[1] ?? '', [...(unpackedIn.get(parent[1] ?? '') ?? []), chart]);
  }
  const charts: Charts = { byFolder: new Map(all.map(chart => [chart.folder, chart])), unpackedIn };
  indexes.set(located, charts);
  return charts;
}

/** The charts that one brings along, with the key of the values that are for each: what it names, and what is unpacked in its `charts`. */
export function* subcharts(
  { folder, dependencies }: ChartFolder,
  { byFolder, unpackedIn }: Charts,
): Generator<{ readonly key: string; readonly chart: ChartFolder }> {
  for (const dependency of dependencies) {
    const chart = dependency.folder === undefined ? undefined : byFolder.get(dependency.folder);
    if (chart) yield { key: dependency.key, chart };
  }
  for (const chart of unpackedIn.get(folder) ?? []) {
    const keys = dependencies.filter(({ name }) => name === chart.name).map(({ key }) => key);
    for (const key of keys.length > 0 ? keys : [chart.name]) yield { key, chart };
  }
}

/** Whether a chart stands for itself: it brings no other one along, and no other one brings it. */
export const standsAlone = ({ folder, dependencies }: ChartFolder, { byFolder, unpackedIn }: Charts): boolean =>
  dependencies.length === 0 &&
  !unpackedIn.has(folder) &&
  ![...unpackedIn].some(([above, charts]) => byFolder.has(above) && charts.some(chart => chart.folder === folder)) &&
  ![...byFolder.values()].some(other => other.dependencies.some(dependency => dependency.folder === folder));

const folderOf = (path: string): string => (path.includes('/') ? posix.dirname(path) : '');
