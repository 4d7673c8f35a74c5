import type { StringLanguage } from './core/document.ts';
import type { Rule } from './core/rule.ts';
import type { SourceFile } from './core/text.ts';
import type { FoundFile } from './discover/discover.ts';
import { isReadable } from './discover/kinds.ts';
import type { SkippedFile } from './reporters/report.ts';
import { TERRAFORM_WORDS } from './kubernetes/terraform/resources.ts';
import { isHcl } from './languages/hcl/path.ts';
import type { WorkTree } from './work-tree.ts';

/** Everything a scan must look for: the words of the rules, and of those facts that are rare enough to be looked for on the way. */
export function wordsOf(rules: readonly Rule[]): ReadonlySet<string> {
  const words = rules.flatMap(({ words }) => (words === 'all-others' ? [] : words));
  const facts = rules
    .flatMap(({ facts = [] }) => facts)
    .filter(({ rare }) => rare)
    .flatMap(({ words }) => words);
  return new Set([...words, ...facts]);
}

/** The languages of strings that rules look into which have something to look at. */
export function languagesFor(rules: readonly Rule[], tree: WorkTree): ReadonlySet<StringLanguage> {
  return new Set(
    rules.flatMap(({ languages = [], words }) => (words !== 'all-others' && languages.length > 0 && tree.holds(words) ? languages : [])),
  );
}

/** What a run is about. */
export interface Scanned {
  /** Those with a word. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
  readonly errors: readonly string[];
}

/** A file that was named and cannot be read is an error; one that was found is skipped. */
export function readFiles(found: Iterable<FoundFile>, tree: WorkTree): Scanned {
  const files: SourceFile[] = [];
  const skipped: SkippedFile[] = [];
  const errors: string[] = [];
  for (const result of tree.scan(found)) {
    if ('file' in result) files.push(result.file);
    else if (result.named) errors.push(`\`${result.path}\` cannot be read: ${result.reason}`);
    else skipped.push({ path: result.path, reason: result.reason });
  }
  return { files, skipped, errors };
}

export function takeStdin(file: SourceFile, tree: WorkTree): Scanned {
  if (!isReadable(file.path)) return { files: [], skipped: [], errors: [`\`${file.path}\` is not a kind of file that kubemend reads`] };
  tree.change(file);
  return { files: [file], skipped: [], errors: [] };
}

/** Whether a file of HCL holds a word, or something that a finding elsewhere may hang on. */
export const needsHcl = (files: readonly SourceFile[], tree: WorkTree): boolean =>
  files.some(({ path }) => isHcl(path)) || tree.mentions(TERRAFORM_WORDS, isHcl);
