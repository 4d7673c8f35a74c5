import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { codemods as allCodemods } from '../codemods/index.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Codemod } from './core/codemod.ts';
import { inReadingOrder, type Diagnostic } from './core/diagnostic.ts';
import type { Policy } from './config/policy.ts';
import type { StringLanguage } from './core/document.ts';
import { UNUSED_IGNORE, type Rule } from './core/rule.ts';
import type { SourceFile } from './core/text.ts';
import { discover, type Discovery, type FoundFile } from './discover/discover.ts';
import { isReadable } from './discover/kinds.ts';
import { pathFrom } from './discover/path-from.ts';
import { workTreeRoot } from './discover/work-tree.ts';
import { codemodsFor, isAsked, type Asked } from './fix/fix.ts';
import { writeFiles, type Write } from './fix/write.ts';
import { compare, unusedEntries, type Baseline, type BaselineEntry } from './lint/baseline.ts';
import { loadLanguages } from './languages/index.ts';
import type { Report, SkippedFile } from './reporters/report.ts';
import type { Stats } from './reporters/stats.ts';
import { Session, type FixOutcome } from './session.ts';
import { WorkTree } from './work-tree.ts';

/** What a run is to do. */
export interface RunOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Stands for the only file of the run. */
  readonly stdin?: SourceFile;
  /** What the command line and the configuration say. */
  readonly policy: Policy;
  /** Whether comments and annotations of the files may hide findings; they may where not given. */
  readonly inlineIgnores?: boolean;
  /** Findings that were there before: they are mended, and not reported. */
  readonly baseline?: Baseline | undefined;
  /** Rules to run; all that are on by default where not given. */
  readonly rules?: ReadonlySet<string>;
  readonly skipRules?: ReadonlySet<string>;
  readonly fix: 'no' | 'plan' | 'write';
  /** Unsafe fixes of warnings and errors as well. */
  readonly unsafe: boolean;
  /** The one codemod to run, and nothing else. */
  readonly codemod?: string | undefined;
  readonly tool: Report['tool'];
}

/** What a run did. */
export interface RunResult {
  readonly report: Report;
  /** What the fixes make of the files, written or not. */
  readonly changes: readonly Write[];
  /** Entries of the baseline that this run would have met, and did not. */
  readonly goneEntries: readonly BaselineEntry[];
  /** Sentences for standard error. */
  readonly notes: readonly string[];
  /** Sentences about what could not be done; any of them makes the exit status 2. */
  readonly errors: readonly string[];
  readonly stats: Omit<Stats, 'skipped'>;
}

/** The whole program, without the process around it: discover, scan, parse and lint, fix. Reporting is the caller's. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { cwd, policy } = options;
  const stdin = options.stdin && !policy.isIgnored(options.stdin.path) ? options.stdin : undefined;
  const clock = new Clock();
  const rules = allRules.filter(
    rule =>
      (options.rules?.has(rule.id) ?? (rule.default !== 'off' || policy.turnsOn(rule.id))) && options.skipRules?.has(rule.id) !== true,
  );
  const chosen =
    options.codemod === undefined ? codemodsFor(allCodemods, policy.migrations) : allCodemods.filter(({ id }) => id === options.codemod);
  const codemods = chosen.filter(({ resolves }) => rules.some(({ id }) => resolves.includes(id)));
  const asked: Asked = {
    unsafe: options.unsafe,
    rules: options.rules ?? new Set(),
    byName: new Set(rules.filter(rule => rule.default === 'off').map(({ id }) => id)),
    codemods: new Set(codemods.filter(({ id, askedBy }) => id === options.codemod || askedBy !== 'unsafe').map(({ id }) => id)),
    nothingElse: options.codemod !== undefined,
  };

  const found = options.stdin ? { files: [], errors: [], unmatched: [] } : await filesOf(options);
  clock.stage('list');

  const root = workTreeRoot(cwd);
  const tree = new WorkTree({ cwd, root, words: wordsOf(rules) });
  const scanned = stdin ? takeStdin(stdin, tree) : readFiles(found.files, tree);
  clock.stage('read and scan');

  if (scanned.files.length > 0) tree.use(await loadLanguages(languagesFor(rules, tree)));
  clock.stage('load');

  const session = new Session({
    tree,
    rules,
    codemods,
    policy,
    inlineIgnores: options.inlineIgnores !== false,
    knownRules: new Set(allRules.map(({ id }) => id)),
  });
  for (const file of scanned.files) session.lint(file);
  const keys = session.moreKeys();
  if (keys.size > 0) for (const file of tree.scanForKeys(found.files, keys)) session.lint(file);
  const first = session.findings();
  clock.stage('parse and lint');

  const outcome: FixOutcome = options.fix === 'no' ? { writes: [], units: [], fixed: [], restless: [] } : session.fix(asked);
  const isWritten = options.fix === 'write' && !stdin;
  const { written, failed } = isWritten
    ? writeFiles(outcome.units, { cwd, root })
    : { written: outcome.writes.map(({ path }) => path), failed: [] };
  const left = options.fix === 'write' ? session.findings() : first;
  clock.stage('fix');

  const isLinted = stdin ? (path: string) => path === stdin.path : isCovered(options, new Set(found.files.map(({ path }) => path)));
  const { diagnostics, known, gone } = comparedWith(options.baseline, first.diagnostics, left.diagnostics, {
    rules,
    isJudged: (id, path) => isLinted(path) && rules.some(rule => rule.id === id && policy.runs(rule, path)),
  });

  const offered = first.diagnostics.filter(diagnostic => isAsked(diagnostic, asked) && diagnostic.fix?.codemod !== undefined);
  const mended = options.fix === 'no' ? offered : outcome.fixed;
  // What several files hang on is told once.
  const skipped = new Map(session.files.flatMap(file => file.skipped).map(one => [`${one.path}\0${one.reason}`, one])).values();
  const { stats } = tree;
  return {
    report: {
      tool: options.tool,
      target: policy.targetAt(),
      diagnostics,
      edits: left.edits,
      files: stdin ? 1 : stats.files,
      parsed: session.files.filter(({ isParsed }) => isParsed).length,
      fixed: outcome.fixed.length,
      suppressed: left.suppressed.length + known,
      skipped: [...scanned.skipped, ...skipped].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      written: written.toSorted(),
      assumptions: assumptionsOf(mended),
      handovers: handoversOf(codemods, asked, mended, diagnostics),
      scopes: new Map(diagnostics.map(({ primary: { file } }) => [file.path, session.scopesOf(file)])),
    },
    changes: outcome.writes,
    goneEntries: gone,
    notes: found.unmatched.map(({ message }) => message),
    errors: [
      ...found.errors.map(({ message }) => message),
      ...scanned.errors,
      ...session.files
        .flatMap(({ failures }) => failures)
        .map(
          ({ rule, path, error }) =>
            `rule \`${rule}\` failed on \`${path}\`: ${error instanceof Error ? error.message : String(error)}; this is a bug`,
        ),
      ...outcome.restless.map(path => `the fixes of \`${path}\` never came to rest, and nothing was written: this is a bug`),
      ...failed.map(({ path, reason }) => `\`${path}\` was not written: ${reason}`),
    ],
    stats: {
      found: stdin ? 1 : found.files.length,
      read: stats.files,
      bytes: stats.bytes,
      hits: stats.hits,
      documents: stats.documents,
      parsed: stats.parsed,
      stages: clock.stages,
    },
  };
}

/** The files to lint. What the configuration ignores is ignored if it was named, too: hooks name whatever was changed. */
async function filesOf({ paths, cwd, policy, baseline }: RunOptions): Promise<Discovery> {
  const found = await discover(paths, { cwd });
  return { ...found, files: found.files.filter(({ path }) => !policy.isIgnored(path) && path !== baseline?.document.file.path) };
}

/** What a baseline leaves of findings, in reading order. An entry counts as met if it was met before the fixes. */
function comparedWith(
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
function isCovered({ paths, cwd }: RunOptions, found: ReadonlySet<string>): (path: string) => boolean {
  const folders = (paths.length === 0 ? ['.'] : paths).map(path => `${pathFrom(cwd, resolve(cwd, path))}/`.replace(/^\//, ''));
  return path => found.has(path) || (folders.some(folder => path.startsWith(folder)) && !existsSync(resolve(cwd, path)));
}

/** Everything a scan must look for: the words of the rules, and of those facts that are rare enough to be looked for on the way. */
function wordsOf(rules: readonly Rule[]): ReadonlySet<string> {
  const words = rules.flatMap(({ words }) => (words === 'all-others' ? [] : words));
  const facts = rules
    .flatMap(({ facts = [] }) => facts)
    .filter(({ rare }) => rare)
    .flatMap(({ words }) => words);
  return new Set([...words, ...facts]);
}

/** The languages of strings that rules look into which have something to look at. */
function languagesFor(rules: readonly Rule[], tree: WorkTree): ReadonlySet<StringLanguage> {
  return new Set(
    rules.flatMap(({ languages = [], words }) => (words !== 'all-others' && languages.length > 0 && tree.holds(words) ? languages : [])),
  );
}

interface Scanned {
  /** Those with a word. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
  readonly errors: readonly string[];
}

/** A file that was named and cannot be read is an error; one that was found is skipped. */
function readFiles(found: readonly FoundFile[], tree: WorkTree): Scanned {
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

function takeStdin(file: SourceFile, tree: WorkTree): Scanned {
  if (!isReadable(file.path)) return { files: [], skipped: [], errors: [`\`${file.path}\` is not a kind of file that kubemend reads`] };
  tree.change(file);
  return { files: [file], skipped: [], errors: [] };
}

/** The assumptions of each plan, once. */
function assumptionsOf(diagnostics: readonly Diagnostic[]): Report['assumptions'] {
  const plans = new Map(diagnostics.flatMap(({ fix }) => (fix ? [[fix.plan, fix.codemod ?? ''] as const] : [])));
  return [...plans].flatMap(([{ assumes = [] }, codemod]) => assumes.map(assumption => ({ codemod, assumption })));
}

/** What the codemods that were asked for leave to do by hand, where they mended something and where they had nothing to write. */
function handoversOf(
  codemods: readonly Codemod[],
  asked: Asked,
  mended: readonly Diagnostic[],
  left: readonly Diagnostic[],
): Report['handovers'] {
  return codemods.flatMap(({ id, handover }) => {
    if (!handover) return [];
    const plans = new Set(mended.flatMap(({ fix }) => (fix?.codemod === id ? [fix.plan] : [])));
    const items = [
      ...[...plans].flatMap(({ followUps = [] }) => followUps),
      ...(asked.codemods.has(id) ? left : []).flatMap(({ followUps }) => (followUps?.codemod === id ? followUps.items : [])),
    ];
    return items.length > 0 ? [{ codemod: id, handover, followUps: [...new Set(items)] }] : [];
  });
}

/** Takes the time of each stage. */
class Clock {
  readonly stages: { readonly name: string; readonly milliseconds: number }[] = [];
  #since = performance.now();

  stage(name: string): void {
    const now = performance.now();
    this.stages.push({ name, milliseconds: now - this.#since });
    this.#since = now;
  }
}
