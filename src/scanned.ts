import { catalog } from './catalog/index.ts';
import type { SourceFile } from './core/text.ts';
import type { FoundFile } from './discover/discover.ts';
import { isReadable } from './discover/kinds.ts';
import type { Choice } from './lint-and-fix.ts';
import type { SkippedFile } from './reporters/report.ts';
import type { WorkTree } from './work-tree.ts';

/** What files are linted for, and what a scan looks for on its way. */
export const wordsOf = ({ rules, codemods }: Pick<Choice, 'rules' | 'codemods'>) => ({
  words: new Set(rules.flatMap(({ words }) => (words === 'all-others' ? [] : words))),
  factWords: new Set([...catalog.factWords, ...[...rules, ...codemods].flatMap(({ factWords }) => factWords)]),
});

/** What a run is about. */
export interface Scanned {
  /** Those with a word, sorted. */
  readonly paths: readonly string[];
  readonly skipped: readonly SkippedFile[];
  readonly errors: readonly string[];
}

/** A file that was named and cannot be read is an error; one that was found is skipped. */
export function readFiles(found: Iterable<FoundFile>, tree: WorkTree): Scanned {
  const paths: string[] = [];
  const skipped: SkippedFile[] = [];
  const errors: string[] = [];
  for (const result of tree.scan(found)) {
    if ('file' in result) paths.push(result.file.path);
    else if (result.named) errors.push(`\`${result.path}\` cannot be read: ${result.reason}`);
    else skipped.push({ path: result.path, reason: result.reason });
  }
  return { paths, skipped, errors };
}

/** What two scans gave. */
export const together = (some: Scanned, others: Scanned): Scanned => ({
  paths: [...some.paths, ...others.paths].toSorted((a, b) => (a < b ? -1 : 1)),
  skipped: [...some.skipped, ...others.skipped],
  errors: [...some.errors, ...others.errors],
});

export function takeStdin(file: SourceFile, tree: WorkTree): Scanned {
  if (!isReadable(file.path)) return { paths: [], skipped: [], errors: [`\`${file.path}\` is not a kind of file that kubemend reads`] };
  tree.change(file);
  return { paths: [file.path], skipped: [], errors: [] };
}
