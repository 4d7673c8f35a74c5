import { posix } from 'node:path';
import { defineFact, type Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
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
  rare: false,
  paths: path => /(?:^|\/)Chart\.ya?ml$/.test(path),
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

/** The charts that are known around a file, by their folders. */
export function chartsAround(file: SourceFile, facts: Facts): ReadonlyMap<string, ChartFolder> {
  const charts = facts.scopesOf(file).flatMap(scope => facts.all(chartFolders, scope));
  return new Map(charts.map(({ value }) => [value.folder, value]));
}

/** The charts that one brings along, with the key of the values that are for each: what it names, and what is unpacked in its `charts`. */
export function* subcharts(
  { folder, dependencies }: ChartFolder,
  charts: ReadonlyMap<string, ChartFolder>,
): Generator<{ readonly key: string; readonly chart: ChartFolder }> {
  for (const dependency of dependencies) {
    const chart = dependency.folder === undefined ? undefined : charts.get(dependency.folder);
    if (chart) yield { key: dependency.key, chart };
  }
  for (const chart of charts.values()) {
    if (posix.dirname(chart.folder) !== posix.join(folder, 'charts')) continue;
    const keys = dependencies.filter(({ name }) => name === chart.name).map(({ key }) => key);
    for (const key of keys.length > 0 ? keys : [chart.name]) yield { key, chart };
  }
}

const folderOf = (path: string): string => (path.includes('/') ? posix.dirname(path) : '');
