import type { Codemod } from './core/codemod.ts';
import type { StringLanguage } from './core/document.ts';
import type { Rule } from './core/rule.ts';
import type { SourceFile } from './core/text.ts';
import type { FoundFile } from './discover/discover.ts';
import { isReadable } from './discover/kinds.ts';
import type { SkippedFile } from './reporters/report.ts';
import { commonFacts } from './repository/common-facts.ts';
import { TERRAFORM_WORDS } from './kubernetes/terraform/resources.ts';
import { isHcl } from './languages/hcl/path.ts';
import type { WorkTree } from './work-tree.ts';

/** Shorter words slow down the search for all others more than it takes to read the files once more for their sake. */
const SHORTEST_WORD = 6;

/** What files are linted for. */
export const wordsOf = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(rules.flatMap(({ words }) => (words === 'all-others' ? [] : words)));

/** What a scan looks for on its way, so that a fact which is asked for later costs no second look at the files. */
export const factWordsOf = (rules: readonly Rule[], codemods: readonly Codemod[]): ReadonlySet<string> =>
  new Set(
    [...commonFacts, ...[...rules, ...codemods].flatMap(({ facts = [] }) => facts)]
      .filter(({ words, paths }) => paths === undefined && words.every(({ length }) => length >= SHORTEST_WORD))
      .flatMap(({ words }) => words),
  );

/** The languages of strings that rules look into which have something to look at. */
export function languagesFor(rules: readonly Rule[], tree: WorkTree): ReadonlySet<StringLanguage> {
  return new Set(
    rules.flatMap(({ languages = [], words }) => (words !== 'all-others' && languages.length > 0 && tree.holds(words) ? languages : [])),
  );
}

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

/** Whether a file of HCL holds a word, or something that a finding elsewhere may hang on. */
export const needsHcl = (paths: readonly string[], tree: WorkTree): boolean => paths.some(isHcl) || tree.mentions(TERRAFORM_WORDS, isHcl);
