import { codemods as allCodemods } from '../codemods/index.ts';
import { rules as allRules } from '../rules/index.ts';
import type { CodemodEntry, RuleEntry } from './catalog/entries.ts';
import { counted } from './cli/progress.ts';
import { comparedWith, isCovered, stillThere } from './compared.ts';
import { confirmed } from './confirmed.ts';
import type { Clock } from './core/clock.ts';
import type { StringLanguage } from './core/document.ts';
import type { Rule } from './core/rule.ts';
import type { SourceFile } from './core/text.ts';
import type { FoundFile } from './discover/discover.ts';
import type { SelectedFiles } from './discover/selection.ts';
import { isAsked, type Asked } from './fix/fix.ts';
import { isContinuedBy, type LeftBehind } from './fix/journal.ts';
import { writeSafely } from './fix/write-safely.ts';
import type { Place } from './fix/write.ts';
import { assumptionsOf, handoversOf } from './handovers.ts';
import { TERRAFORM_WORDS } from './kubernetes/terraform/resources.ts';
import { isHcl } from './languages/hcl/path.ts';
import { loadLanguages } from './languages/index.ts';
import type { RunOptions, RunResult } from './main.ts';
import { Narrowing } from './narrowing.ts';
import { parseFile } from './parse.ts';
import type { Report, SkippedFile } from './reporters/report.ts';
import { Session } from './session.ts';
import type { WorkTree } from './work-tree.ts';

/** The rules and codemods of a run, and which of their fixes it is to write. */
export interface Choice {
  readonly rules: readonly RuleEntry[];
  readonly codemods: readonly CodemodEntry[];
  readonly asked: Asked;
}

/** A run whose files were read, and hold words. */
interface Work {
  readonly options: RunOptions;
  readonly place: Place;
  readonly stdin: SourceFile | undefined;
  readonly chosen: Choice;
  readonly tree: WorkTree;
  /** Of the files that hold a word, sorted. */
  readonly paths: readonly string[];
  /** All files of the run. */
  readonly found: readonly FoundFile[];
  readonly killed: LeftBehind | undefined;
  readonly clock: Clock;
  /** Whether files were written by another run meanwhile. */
  readonly isStale: () => boolean;
}

/** What the findings and fixes of a run are. */
interface Done extends Pick<RunResult, 'changes' | 'goneEntries' | 'errors'> {
  readonly report: Omit<Report, 'tool' | 'target' | 'files' | 'skipped'>;
  /** What could not be read past a point. */
  readonly skipped: readonly SkippedFile[];
}

/** What is done with the files of a run. The words: another run came between, or a killed run had done something else. */
export type LintAndFix = (work: Work) => Promise<Done | 'not that of the killed run' | 'stale'>;

/** Lints files, and mends and writes them where that is asked for. Apart from the rest of a run, so that one without a word in any file loads no rule. */
export const lintAndFix: LintAndFix = async work => {
  const { options, place, stdin, chosen, tree, paths, found, killed, clock } = work;
  const { policy, selected } = options;
  const { asked } = chosen;
  const rules = loaded(allRules, chosen.rules);
  const codemods = loaded(allCodemods, chosen.codemods);
  tree.use(await loadLanguages(languagesFor(rules, tree), needsHcl(paths, tree)), parseFile);

  clock.stage('rules');
  const session = new Session({
    tree,
    rules,
    codemods,
    policy,
    inlineIgnores: options.inlineIgnores !== false,
    knownRules: new Set(allRules.map(({ id }) => id)),
    ...(selected && { narrowing: narrowingTo(selected, found) }),
  });
  for (const path of counted(paths, 'linting', options.progress)) {
    const file = tree.read(path);
    if (file) session.lint(file);
  }
  const keys = session.moreKeys();
  if (keys.size > 0) for (const file of tree.scanForKeys(found, keys)) session.lint(file);
  const before = session.findings();

  clock.stage('fix');
  const { outcome, doubted } = await confirmed(
    options.fix === 'no' ? { writes: [], units: [], fixed: [], restless: [] } : session.fix(asked),
    tree,
  );
  if (killed && !isContinuedBy(killed, outcome.writes)) return 'not that of the killed run';
  const isWritten = options.fix === 'write' && !stdin;
  if (isWritten && work.isStale()) return 'stale';
  const { written, failed } = isWritten
    ? await writeSafely(outcome.units, place)
    : { written: outcome.writes.map(({ path }) => path), failed: [] };
  const after = options.fix === 'no' ? before : session.findings();
  const left = options.fix === 'write' ? after : before;
  const prepared = stillThere(outcome.fixed, after.diagnostics);

  clock.stage('report');
  const isLinted = stdin ? (path: string) => path === stdin.path : isCovered(options, new Set(found.map(({ path }) => path)));
  const { diagnostics, known, gone } = comparedWith(options.baseline, before.diagnostics, left.diagnostics, {
    rules,
    // Of a file of which only some lines count, not all findings were met.
    isJudged: (id, path) =>
      !selected?.hasPlace &&
      selected?.has(path) !== false &&
      isLinted(path) &&
      rules.some(rule => rule.id === id && policy.runs(rule, path)),
  });

  const offered = before.diagnostics.filter(diagnostic => isAsked(diagnostic, asked) && diagnostic.fix?.codemod !== undefined);
  const mended = options.fix === 'no' ? offered : outcome.fixed;
  return {
    report: {
      diagnostics,
      edits: left.edits,
      parsed: session.files.filter(({ isParsed }) => isParsed).length,
      fixed: outcome.fixed.length - prepared,
      ...(prepared > 0 && { prepared }),
      suppressed: left.suppressed.length + known,
      written: written.toSorted(),
      assumptions: assumptionsOf(mended),
      handovers: handoversOf(codemods, asked, mended, diagnostics),
      scopes: new Map(diagnostics.map(({ primary: { file } }) => [file.path, session.scopesOf(file)])),
    },
    // What several files hang on is told once.
    skipped: [...new Map(session.files.flatMap(file => file.skipped).map(one => [`${one.path}\0${one.reason}`, one])).values()],
    changes: outcome.writes,
    goneEntries: gone,
    errors: [
      ...session.failures.map(
        ({ of, id, path, error }) =>
          `${of} \`${id}\` failed on \`${path}\`: ${error instanceof Error ? error.message : String(error)}; this is a bug`,
      ),
      ...outcome.restless.map(path => `the fixes of \`${path}\` never came to rest, and nothing was written: this is a bug`),
      ...[...doubted, ...failed].map(({ path, reason }) => `\`${path}\` was not written: ${reason}`),
    ],
  };
};

/** What some entries of the catalog stand for. */
function loaded<T extends { readonly id: string }>(all: readonly T[], entries: readonly { readonly id: string }[]): readonly T[] {
  const ids = new Set(entries.map(({ id }) => id));
  return all.filter(({ id }) => ids.has(id));
}

const narrowingTo = ({ hasPlace, isClosed }: SelectedFiles, found: readonly FoundFile[]): Narrowing =>
  new Narrowing({ hasPlace, writable: isClosed ? new Set(found.map(({ path }) => path)) : undefined });

/** The languages of strings that rules look into which have something to look at. */
function languagesFor(rules: readonly Rule[], tree: WorkTree): ReadonlySet<StringLanguage> {
  return new Set(
    rules.flatMap(({ languages = [], words }) => (words !== 'all-others' && languages.length > 0 && tree.holds(words) ? languages : [])),
  );
}

/** Whether a file of HCL holds a word, or something that a finding elsewhere may hang on. */
const needsHcl = (paths: readonly string[], tree: WorkTree): boolean => paths.some(isHcl) || tree.mentions(TERRAFORM_WORDS, isHcl);
