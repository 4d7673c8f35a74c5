import { catalog } from './catalog/index.ts';
import { counted, type Progress } from './cli/progress.ts';
import type { Policy } from './config/policy.ts';
import { Clock } from './core/clock.ts';
import { codemodsFor } from './core/codemod.ts';
import type { SourceFile } from './core/text.ts';
import { discover, type Discovery, type FoundFile } from './discover/discover.ts';
import type { SelectedFiles } from './discover/selection.ts';
import { Listing, rootOfPaths } from './discover/work-tree.ts';
import type { Asked } from './fix/fix.ts';
import { JOURNAL, leftBehind, noteStamp, tidyUp, type LeftBehind } from './fix/journal.ts';
import type { Write } from './fix/write.ts';
import type { Choice, LintAndFix } from './lint-and-fix.ts';
import type { Baseline, BaselineEntry } from './lint/baseline.ts';
import { plural } from './reporters/plural.ts';
import type { Report } from './reporters/report.ts';
import type { Stats } from './reporters/stats.ts';
import { readFiles, takeStdin, together, wordsOf, type Scanned } from './scanned.ts';
import { WorkTree } from './work-tree.ts';

/** What a run is to do. */
export interface RunOptions {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Which of the files there are meant; all where not given. */
  readonly selected?: SelectedFiles | undefined;
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
  /** Whether files that are skipped, and paths that lead to nothing, are errors. */
  readonly strict?: boolean;
  /** The one codemod to run, and nothing else. */
  readonly codemod?: string | undefined;
  readonly tool: Report['tool'];
  /** Takes the times of the run, and goes on after it. */
  readonly clock?: Clock;
  /** Is told how far the run is. */
  readonly progress?: Progress | undefined;
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
  readonly stats: Omit<Stats, 'skipped' | 'stages'>;
}

/** The whole program, without the process around it: discover, scan, parse and lint, fix. Reporting is the caller's. */
export async function run(options: RunOptions): Promise<RunResult> {
  const place = { cwd: options.cwd, root: rootOfPaths(options.stdin ? [] : options.paths, options.cwd) };
  const left = options.stdin ? undefined : leftBehind(place);
  if (left && options.fix === 'write') tidyUp(place, left);
  if (!left || left.begun.size === 0) return (await runOnce(options, place.root))!;
  const continued =
    options.fix === 'write' ? await runOnce({ ...options, selected: asBefore(options.selected, left) }, place.root, left) : undefined;
  const result = continued ?? (await runOnce(options, place.root))!;
  return { ...result, notes: [...result.notes, aboutLeft(left, continued !== undefined)] };
}

/** Nothing where the run does not come to what a killed run has written: on what was there before it, the same fixes make the same files. */
async function runOnce(options: RunOptions, root: string, killed?: LeftBehind, tries = 3): Promise<RunResult | undefined> {
  const { cwd, policy, selected } = options;
  const noted = noteStamp(root);
  const stdin = options.stdin && !policy.isIgnored(options.stdin.path) ? options.stdin : undefined;
  const { clock = new Clock() } = options;
  const chosen = choiceOf(options);

  clock.stage('list');
  const listing = new Listing(cwd);
  const first = options.stdin ? NOTHING : await filesOf(options, listing);
  const earlier = new Map(Array.from(killed?.begun ?? [], ([path, { before }]) => [path, before]));
  const tree = new WorkTree({ cwd, root, ...wordsOf(chosen), listing, clock, earlier });
  const look = (files: readonly FoundFile[]): Scanned => readFiles(counted(files, 'reading', options.progress), tree);
  const soon = stdin ? takeStdin(stdin, tree) : look(first.files);
  const later = await first.later;
  const found = { ...first, files: [...first.files, ...later] };
  const scanned = together(soon, look(later));

  clock.stage('load');
  const hasWork = scanned.paths.length > 0 || killed !== undefined || options.baseline !== undefined;
  const { lintAndFix } = hasWork ? await import('./lint-and-fix.ts') : NOTHING_TO_DO;
  const done = await lintAndFix({
    options,
    place: { cwd, root },
    stdin,
    chosen,
    tree,
    paths: scanned.paths,
    found: found.files,
    killed,
    clock,
    // Another run may have written while this one read, which then saw some files as they were and others as they are.
    isStale: () => tries > 0 && noteStamp(root) !== noted,
  });
  if (done === 'not that of the killed run') return undefined;
  if (done === 'stale') return runOnce(options, root, killed, tries - 1);
  clock.stage('report');

  const { stats } = tree;
  const skipped = [...scanned.skipped, ...done.skipped].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const unmatched = found.unmatched.map(({ message }) => message);
  return {
    report: { ...done.report, tool: options.tool, target: policy.targetAt(), files: stdin ? 1 : stats.files, skipped },
    changes: done.changes,
    goneEntries: done.goneEntries,
    notes: [...(options.strict === true ? [] : unmatched), ...(selected?.notes ?? [])],
    errors: [
      ...found.errors.map(({ message }) => message),
      ...(options.strict === true ? [...unmatched, ...skipped.map(({ path, reason }) => `\`${path}\` is skipped: ${reason}`)] : []),
      ...scanned.errors,
      ...done.errors,
    ],
    stats: {
      found: stdin ? 1 : found.files.length,
      read: stats.files,
      bytes: stats.bytes,
      hits: stats.hits,
      documents: stats.documents,
      parsed: stats.parsed,
    },
  };
}

/** The rules and codemods of a run, and which of their fixes it is to write. */
function choiceOf(options: RunOptions): Choice {
  const { policy } = options;
  const rules = catalog.rules.filter(
    rule =>
      (options.rules?.has(rule.id) ?? (rule.default !== 'off' || policy.turnsOn(rule.id))) && options.skipRules?.has(rule.id) !== true,
  );
  const chosen =
    options.codemod === undefined
      ? codemodsFor(catalog.codemods, policy.migrations)
      : catalog.codemods.filter(({ id }) => id === options.codemod);
  const codemods = chosen.filter(({ resolves }) => rules.some(({ id }) => resolves.includes(id)));
  const asked: Asked = {
    unsafe: options.unsafe,
    rules: options.rules ?? new Set(),
    byName: new Set(rules.filter(rule => rule.default === 'off').map(({ id }) => id)),
    codemods: new Set(codemods.filter(({ id, askedBy }) => id === options.codemod || askedBy !== 'unsafe').map(({ id }) => id)),
    nothingElse: options.codemod !== undefined,
  };
  return { rules, codemods, asked };
}

/** What a killed run was about: what it wrote itself counts as it was. */
function asBefore(selected: SelectedFiles | undefined, { begun }: LeftBehind): SelectedFiles | undefined {
  return (
    selected && {
      ...selected,
      has: path => (begun.has(path) ? selected.hasWith(path, begun.get(path)!.before) : selected.has(path)),
    }
  );
}

/** A sentence about what a killed run left. */
function aboutLeft({ begun, count }: LeftBehind, isContinued: boolean): string {
  const what = `a run that was killed had written ${begun.size} of ${plural(count, 'file')}`;
  if (isContinued) return `${what}, and this one wrote the rest`;
  return `${what}: \`--fix\` with the paths and options that it had finishes it; or take back what it wrote, and remove \`${JOURNAL}\``;
}

const NOTHING: Discovery = { files: [], later: Promise.resolve([]), errors: [], unmatched: [] };

/** What stands for `lint-and-fix.ts` in a run in which no file holds a word of a rule. */
const NOTHING_TO_DO: { readonly lintAndFix: LintAndFix } = {
  lintAndFix: () =>
    Promise.resolve({
      report: {
        diagnostics: [],
        edits: new Map(),
        parsed: 0,
        fixed: 0,
        suppressed: 0,
        written: [],
        assumptions: [],
        handovers: [],
        scopes: new Map(),
      },
      skipped: [],
      changes: [],
      goneEntries: [],
      errors: [],
    }),
};

/** The files to lint. What the configuration ignores is ignored if it was named, too: hooks name whatever was changed. */
async function filesOf({ paths, cwd, policy, baseline, selected }: RunOptions, listing: Listing): Promise<Discovery> {
  const found = await discover(paths, { cwd, listing });
  const isMeant = ({ path }: FoundFile): boolean =>
    !policy.isIgnored(path) && path !== baseline?.document.file.path && selected?.has(path) !== false;
  return { ...found, files: found.files.filter(isMeant), later: found.later.then(files => files.filter(isMeant)) };
}
