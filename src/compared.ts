import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { inReadingOrder, type Diagnostic } from './core/diagnostic.ts';
import { UNUSED_IGNORE, type Rule } from './core/rule.ts';
import { pathFrom } from './core/path.ts';
import { compare, unusedEntries, type Baseline } from './lint/baseline.ts';

/** What a baseline leaves of findings, in reading order. An entry counts as met if it was met before the fixes. */
export function comparedWith(
  baseline: Baseline | undefined,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  { rules, isJudged }: { readonly rules: readonly Rule[]; readonly isJudged: (rule: string, path: string) => boolean },
): { readonly diagnostics: readonly Diagnostic[]; readonly known: number; readonly gone: Baseline['entries'] } {
  const sorted = after.toSorted(inReadingOrder);
  if (!baseline) return { diagnostics: sorted, known: 0, gone: [] };
  const { met } = compare(before.toSorted(inReadingOrder), baseline);
  const { fresh, known } = compare(sorted, baseline);
  const gone = baseline.entries.filter(({ rule, file, fingerprint }) => !met.has(fingerprint) && isJudged(rule, baseline.toPath(file)));
  const rule = rules.find(({ id }) => id === UNUSED_IGNORE);
  const unused = rule ? unusedEntries(gone, baseline, rule) : [];
  return { diagnostics: [...fresh, ...unused].toSorted(inReadingOrder), known: known.length, gone };
}

/** Whether a run looks at a path: a file that it found, or one that is gone from a folder that it was asked for. */
export function isCovered(
  { paths, cwd }: { readonly paths: readonly string[]; readonly cwd: string },
  found: ReadonlySet<string>,
): (path: string) => boolean {
  const folders = (paths.length === 0 ? ['.'] : paths).map(path => `${pathFrom(cwd, resolve(cwd, path))}/`.replace(/^\//, ''));
  return path => found.has(path) || (folders.some(folder => path.startsWith(folder)) && !existsSync(resolve(cwd, path)));
}

/** How many findings stay although they were mended: a migration in steps leaves them until its last one. */
export function stillThere(mended: readonly Diagnostic[], after: readonly Diagnostic[]): number {
  const keyOf = ({ rule, message, primary: { file } }: Diagnostic): string => [rule, file.path, message].join('\0');
  const left = new Map<string, number>();
  for (const diagnostic of after) left.set(keyOf(diagnostic), (left.get(keyOf(diagnostic)) ?? 0) + 1);
  let count = 0;
  for (const diagnostic of mended) {
    const times = left.get(keyOf(diagnostic)) ?? 0;
    if (times > 0) count += 1;
    left.set(keyOf(diagnostic), times - 1);
  }
  return count;
}
