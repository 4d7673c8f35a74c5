import { defineFact } from '../core/fact.ts';
import { textOf } from '../kubernetes/object.ts';

/** A chart of the repository. */
export interface ChartFolder {
  readonly name: string;
  /** Relative to the working directory, with a `/` at its end; empty for the working directory itself. */
  readonly folder: string;
}

/** The charts of the repository: folders with a `Chart.yaml`. */
export const chartFolders = defineFact<ChartFolder>({
  id: 'chart-folders',
  words: ['name'],
  rare: false,
  paths: path => /(?:^|\/)Chart\.ya?ml$/.test(path),
  *read({ file, root }) {
    const name = textOf(root?.get('name'));
    if (root && name !== undefined) yield { value: { name, folder: file.path.replace(/[^/]*$/, '') }, file, range: root.range };
  },
});
