import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { catalog } from './catalog/index.ts';
import { UsageError, type LintOptions } from './cli/commands.ts';
import { stderr, stdout } from './cli/output.ts';
import { ProgressLine } from './cli/progress.ts';
import { statusOf, writeReport, writeReports } from './cli/write-reports.ts';
import { tell } from './cli/workflow-commands.ts';
import type { Policy } from './config/policy.ts';
import { Clock } from './core/clock.ts';
import type { CodemodEntry } from './catalog/entries.ts';
import { mayBeAsked } from './core/codemod.ts';
import { isRefusal } from './core/document.ts';
import type { SourceFile } from './core/text.ts';
import { nearestFile } from './discover/nearest-file.ts';
import { pathFrom } from './core/path.ts';
import type { SelectedFiles } from './discover/selection.ts';
import { folderInRepository, rootOfPaths, workTreeRoot } from './discover/work-tree.ts';
import { run, type RunOptions, type RunResult } from './main.ts';
import { policyFor } from './policy-of-run.ts';
import { reporters } from './reporters/index.ts';
import { visible, visibleLines } from './reporters/visible.ts';
import { decode } from './scan/decode.ts';
import { VERSION } from './version.ts';

/** Said in `git help apply`: "When running from a subdirectory in a repository, patched paths outside the directory are ignored." */
const LEFT_OUT = 'the patch changes files outside of this folder: apply it at the root of the work tree, as `git apply` ignores them here';

const BASELINE = '.kubemend-baseline.json';

/** Stands for all files: what holds for some only does not hold for it. */
const EVERY_FILE = { path: '', text: '' };

const tool = { name: 'kubemend', version: VERSION };

/** Lints, and fixes where that is asked for. Returns the exit status. */
export async function lint(options: LintOptions): Promise<number> {
  const policy = await policyFor(options);
  const place = options.baseline === 'none' ? undefined : nearestFile(BASELINE, realpathSync(process.cwd()), workTreeRoot(process.cwd()));
  const baseline = place === undefined ? undefined : await (await import('./baseline.ts')).loadBaseline(place, realpathSync(process.cwd()));
  const stdin = options.stdinFilename === undefined ? undefined : await readStdin(options.stdinFilename);
  const progress = new ProgressLine(options.quiet || process.env['TERM'] === 'dumb' ? { write: () => undefined } : stderr);
  const clock = new Clock();
  const runOptions: RunOptions = {
    clock,
    progress: progress.tell,
    cwd: process.cwd(),
    paths: options.paths,
    selected: await selectedBy(options),
    policy,
    inlineIgnores: options.inlineIgnores,
    baseline,
    fix: options.diff ? 'plan' : options.fix ? 'write' : 'no',
    unsafe: options.unsafe,
    strict: options.strict,
    codemod: options.codemod,
    skipRules: options.skipRules,
    tool,
    ...(options.rules && { rules: options.rules }),
    ...(stdin && { stdin: stdin.file }),
  };
  const result = await runWithTimeline(runOptions, options).finally(() => progress.clear());

  if (options.baseline === 'write') {
    const cwd = realpathSync(process.cwd());
    const { writeBaseline } = await import('./baseline.ts');
    if (result.errors.length === 0) stdout.write(`${writeBaseline(place ?? join(workTreeRoot(cwd), BASELINE), cwd, baseline, result)}\n`);
    for (const error of result.errors) tell(`kubemend: ${visible(error)}\n`);
    return result.errors.length > 0 ? 2 : 0;
  }
  if (options.diff) {
    const patch = await patchOf(result, options);
    // A program gets the bytes that `git apply` needs, and a terminal nothing that it would obey.
    stdout.write(stdout.isTTY ? visibleLines(patch) : patch);
  }
  if (options.fix && !options.diff && stdin) stdout.write(result.changes[0]?.after ?? stdin.bytes);
  const unreported = [
    ...handOver(options, policy, result),
    ...(await writeReports(
      options,
      { fixing: options.fix, asked: askedIn(options, policy), folder: folderInRepository(process.cwd()) },
      result.report,
      options.diff || (options.fix && stdin !== undefined) ? stderr : stdout,
    )),
  ];

  const errors = [...result.errors, ...unreported];
  const notes = [...result.notes, ...(options.diff && result.changes.some(({ path }) => path.startsWith('../')) ? [LEFT_OUT] : [])];
  for (const note of notes) tell(`kubemend: ${visible(note)}\n`);
  for (const error of errors) tell(`kubemend: ${visible(error)}\n`);
  if (options.stats)
    tell((await import('./reporters/stats.ts')).formatStats({ ...result.stats, skipped: result.report.skipped, stages: clock.stages }));
  return errors.length > 0 ? 2 : statusOf(result.report, options);
}

/** The files that `--changed`, `--staged` and `--shard` leave; nothing where none of them is given. */
async function selectedBy({ selection, paths }: LintOptions): Promise<SelectedFiles | undefined> {
  if (selection.changed === 'all' && !selection.shard) return undefined;
  const { select } = await import('./discover/selection.ts');
  const selected = select(selection, process.cwd(), rootOfPaths(paths, process.cwd()));
  if (isRefusal(selected)) throw new UsageError(selected.refused);
  return selected;
}

/** Looks at the other versions as well where a format shows them. */
async function runWithTimeline(runOptions: RunOptions, { outputs }: LintOptions): Promise<RunResult> {
  const result = await run(runOptions);
  if (!outputs.some(({ format }) => reporters[format].wantsTimeline)) return result;
  const { timelineOf } = await import('./timeline.ts');
  return { ...result, report: { ...result.report, timeline: await timelineOf(runOptions) } };
}

/** Writes what is left to do by hand to the files that options name. Answers with a sentence for each that could not be written. */
function handOver({ settings, fix }: LintOptions, policy: Policy, { report }: RunResult): readonly string[] {
  return report.handovers.flatMap(({ handover, followUps }) => {
    // What a configuration names is written where files are written; a lint run writes what was asked for on the command line only.
    const file = settings.get(handover.file) ?? (fix ? policy.settings.of(handover.file, EVERY_FILE) : undefined);
    return typeof file === 'string' ? writeReport(file, handover.compose(followUps)) : [];
  });
}

/** What standard input holds. Not at once: a pipe that has nothing to read yet would be an error. */
async function readStdin(name: string): Promise<{ readonly bytes: Buffer; readonly file: SourceFile }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const here = realpathSync(process.cwd());
  const file = decode(pathFrom(here, resolve(here, name)), bytes);
  if ('reason' in file) throw new UsageError(`standard input cannot be read: ${file.reason}`);
  return { bytes, file };
}

/** The codemods that a run asks for, with the options that ask: the same again, or a later run would do something else. */
function askedIn({ to, settings }: LintOptions, { migrations }: Policy): ReadonlyMap<string, string> {
  const optionsOf = ({ settings: own }: CodemodEntry): string =>
    Array.from(settings, ([setting, value]) =>
      own.includes(setting.key) && setting.flag !== undefined && setting.schema['enum'] !== undefined
        ? ` --${setting.flag} ${String(value)}`
        : '',
    ).join('');
  return new Map(
    catalog.codemods
      .filter(codemod => mayBeAsked(codemod, migrations))
      .map(codemod => [codemod.id, to === undefined ? '' : `--to ${to}${optionsOf(codemod)}`]),
  );
}

/** Each file by its real name: `git apply` does not follow links. */
async function patchOf({ changes }: RunResult, { paths, stdinFilename }: LintOptions): Promise<string> {
  const { formatPatch } = await import('./fix/patch.ts');
  const here = realpathSync(process.cwd());
  const root = rootOfPaths(stdinFilename === undefined ? paths : [], here);
  const byPlace = new Map(
    changes.map(change => {
      const place = resolve(here, change.path);
      return [change.before === undefined || !existsSync(place) ? place : realpathSync(place), change];
    }),
  );
  const files = [...byPlace].map(([place, { before, after }]) => ({ path: pathFrom(root, place), before, after }));
  return formatPatch(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
}
