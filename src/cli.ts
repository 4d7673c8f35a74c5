import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { codemods } from '../codemods/index.ts';
import { rules } from '../rules/index.ts';
import { readArguments, refuseUnused, UsageError, type LintOptions, type ReportOptions } from './cli/options.ts';
import { policyOf, ConfigurationError, type Policy } from './config/policy.ts';
import { mayBeAsked } from './core/codemod.ts';
import { isAsSevere } from './core/diagnostic.ts';
import type { Refusal } from './core/document.ts';
import type { SourceFile } from './core/text.ts';
import { nearestFile } from './discover/nearest-file.ts';
import { pathFrom } from './discover/path-from.ts';
import { workTreeRoot } from './discover/work-tree.ts';
import type { RunOptions, RunResult } from './main.ts';
import { reporters } from './reporters/index.ts';
import type { Report, ReporterOptions } from './reporters/report.ts';
import { decode } from './scan/decode.ts';
import { VERSION } from './version.ts';

/** Said in `git help apply`: "When running from a subdirectory in a repository, patched paths outside the directory are ignored." */
const LEFT_OUT = 'the patch changes files outside of this folder: apply it at the root of the work tree, as `git apply` ignores them here';

const CONFIGURATION = 'kubemend.yaml';
const BASELINE = '.kubemend-baseline.json';

/** Stands for all files: what holds for some only does not hold for it. */
const EVERY_FILE = { path: '', text: '' };

const tool = { name: 'kubemend', version: VERSION };

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads the report, as `head` does, may stop reading.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `kubemend: ${error instanceof UsageError || error instanceof ConfigurationError ? error.message : `this is a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`}\n`,
  );
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<number> {
  const command = readArguments(args, { inActions: process.env['GITHUB_ACTIONS'] === 'true', readText });
  switch (command.command) {
    case 'help':
      process.stdout.write((await import('./cli/help.ts')).help());
      return 0;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return 0;
    case 'rules':
      process.stdout.write((await import('./cli/rules.ts')).formatRules(rules, command.json));
      return 0;
    case 'explain':
      process.stdout.write(await explain(command.id));
      return 0;
    case 'completion':
      process.stdout.write((await import('./cli/completion.ts')).completion(command.shell));
      return 0;
    case 'merge':
      return merge(command);
    case 'lint':
      return lint(command);
  }
}

async function merge({ files, ...options }: ReportOptions & { readonly files: readonly string[] }): Promise<number> {
  const { mergeReports } = await import('./cli/merge.ts');
  const texts = new Map(
    files.map(file => {
      const text = readText(file);
      if (typeof text !== 'string') throw new UsageError(text.refused);
      return [file, text];
    }),
  );
  const report = mergeReports({
    texts,
    needsSources: options.outputs.some(({ format }) => format !== 'json'),
    read: path => {
      const text = existsSync(path) ? readText(path) : undefined;
      return typeof text === 'string' ? { path, text } : undefined;
    },
  });
  const asked = new Map(codemods.flatMap(({ id, askedBy }) => (askedBy === 'unsafe' ? [] : [[id, `--to ${askedBy.to}`] as const])));
  const errors = await writeReports(options, { fixing: report.written.length > 0, asked }, report, process.stdout);
  for (const error of errors) process.stderr.write(`kubemend: ${error}\n`);
  return errors.length > 0 ? 2 : statusOf(report, options);
}

async function explain(id: string): Promise<string> {
  const { explainCodemod, explainRule } = await import('./cli/explain.ts');
  const rule = rules.find(rule => rule.id === id);
  const codemod = codemods.find(codemod => codemod.id === id);
  return rule ? explainRule(rule) : codemod ? explainCodemod(codemod) : '';
}

async function lint(options: LintOptions): Promise<number> {
  const { run } = await import('./main.ts');
  const policy = await policyFor(options);
  const place = options.baseline === 'none' ? undefined : nearestFile(BASELINE, realpathSync(process.cwd()), workTreeRoot(process.cwd()));
  const baseline = place === undefined ? undefined : await (await import('./baseline.ts')).loadBaseline(place, realpathSync(process.cwd()));
  const stdin = options.stdinFilename === undefined ? undefined : await readStdin(options.stdinFilename);
  const runOptions: RunOptions = {
    cwd: process.cwd(),
    paths: options.paths,
    policy,
    inlineIgnores: options.inlineIgnores,
    baseline,
    fix: options.diff ? 'plan' : options.fix ? 'write' : 'no',
    unsafe: options.unsafe,
    codemod: options.codemod,
    skipRules: options.skipRules,
    tool,
    ...(options.rules && { rules: options.rules }),
    ...(stdin && { stdin: stdin.file }),
  };
  const result = await withTimeline(await run(runOptions), runOptions, options);

  if (options.baseline === 'write') {
    const cwd = realpathSync(process.cwd());
    const { writeBaseline } = await import('./baseline.ts');
    if (result.errors.length === 0)
      process.stdout.write(`${writeBaseline(place ?? join(workTreeRoot(cwd), BASELINE), cwd, baseline, result)}\n`);
    for (const error of result.errors) process.stderr.write(`kubemend: ${error}\n`);
    return result.errors.length > 0 ? 2 : 0;
  }
  if (options.diff) process.stdout.write(await patchOf(result));
  else if (options.fix && stdin) process.stdout.write(result.changes[0]?.after ?? stdin.bytes);
  const unreported = [
    ...handOver(options, policy, result),
    ...(await writeReports(
      options,
      { fixing: options.fix, asked: askedIn(options, policy) },
      result.report,
      options.diff || (options.fix && stdin !== undefined) ? process.stderr : process.stdout,
    )),
  ];

  const errors = [...result.errors, ...unreported];
  const notes = [...result.notes, ...(options.diff && result.changes.some(({ path }) => path.startsWith('../')) ? [LEFT_OUT] : [])];
  for (const note of notes) process.stderr.write(`kubemend: ${note}\n`);
  for (const error of errors) process.stderr.write(`kubemend: ${error}\n`);
  if (options.stats)
    process.stderr.write((await import('./reporters/stats.ts')).formatStats({ ...result.stats, skipped: result.report.skipped }));
  return errors.length > 0 ? 2 : statusOf(result.report, options);
}

function statusOf({ diagnostics }: Report, { failOn }: ReportOptions): number {
  return failOn !== 'never' && diagnostics.some(({ severity }) => isAsSevere(severity, failOn)) ? 1 : 0;
}

/** What the options and the configuration say. */
async function policyFor(options: LintOptions): Promise<Policy> {
  const cwd = realpathSync(process.cwd());
  const root = workTreeRoot(cwd);
  // Of a text on standard input the folder of the file that it stands for counts.
  const from = options.stdinFilename === undefined ? cwd : existingFolder(dirname(resolve(cwd, options.stdinFilename)));
  const named = typeof options.config === 'object' ? resolve(cwd, options.config.file) : undefined;
  const place = named ?? (options.config === 'nearest' ? nearestFile(CONFIGURATION, from, root) : undefined);
  const read =
    place === undefined
      ? undefined
      : await (await import('./configuration.ts')).loadConfiguration({ place, named: named !== undefined, cwd, root });
  const configuration = read && !options.ignore ? { ...read, isIgnored: () => false } : read;
  const { target, to, settings, rules } = options;
  const policy = policyOf(
    { target, to, settings, rules, codemods: new Set(options.codemod === undefined ? [] : [options.codemod]) },
    configuration,
  );
  refuseUnused(settings, new Set([...policy.migrations, ...(options.codemod === undefined ? [] : [options.codemod])]));
  return policy;
}

function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : existingFolder(dirname(folder));
}

/** Looks at the other versions where a format shows them. */
async function withTimeline(result: RunResult, runOptions: RunOptions, { outputs }: LintOptions): Promise<RunResult> {
  if (!outputs.some(({ format }) => reporters[format].wantsTimeline)) return result;
  const { timelineOf } = await import('./timeline.ts');
  return { ...result, report: { ...result.report, timeline: await timelineOf(runOptions) } };
}

/** The text of a file that an option names. */
function readText(path: string): string | Refusal {
  try {
    const file = decode(path, readFileSync(path));
    return 'reason' in file ? { refused: `cannot take \`${path}\`: ${file.reason}` } : file.text;
  } catch (error) {
    return { refused: `cannot take \`${path}\`: ${error instanceof Error ? error.message : String(error)}` };
  }
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

/** The codemods that a run asks for, with the option that asks. */
function askedIn({ to }: LintOptions, { migrations }: Policy): ReadonlyMap<string, string> {
  return new Map(
    codemods.flatMap(codemod => (mayBeAsked(codemod, migrations) ? [[codemod.id, to === undefined ? '' : `--to ${to}`] as const] : [])),
  );
}

/** Writes each report to its file, or to `stream`. Answers with a sentence for each that could not be written. */
async function writeReports(
  options: ReportOptions,
  run: Pick<ReporterOptions, 'fixing' | 'asked'>,
  report: Report,
  stream: NodeJS.WriteStream,
): Promise<readonly string[]> {
  const here = realpathSync(process.cwd());
  const shared = { ...run, quiet: options.quiet, rules, folder: pathFrom(workTreeRoot(here), here) };
  const failures: string[] = [];
  for (const { format, file } of options.outputs) {
    const { defaultMinSeverity, load } = reporters[format];
    const minSeverity = options.minSeverity ?? defaultMinSeverity;
    const color = file === undefined && usesColor(options.color, stream);
    const links = color && stream.isTTY && (await import('./cli/links.ts')).takesLinks(process.env);
    const text = (await load())(report, { ...shared, minSeverity, color, links });
    const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
    if (file === undefined) stream.write(whole);
    else failures.push(...writeReport(file, whole));
    const summary = process.env['GITHUB_STEP_SUMMARY'];
    if (format === 'github' && file === undefined && summary) {
      const { addToStepSummary } = await import('./cli/step-summary.ts');
      failures.push(...(await addToStepSummary(summary, report, { ...shared, minSeverity, color })));
    }
  }
  return failures;
}

function writeReport(file: string, text: string): readonly string[] {
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [`the report cannot be written to \`${file}\`: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Each file by its real name: `git apply` does not follow links. */
async function patchOf({ changes }: RunResult): Promise<string> {
  const { formatPatch } = await import('./fix/patch.ts');
  const here = realpathSync(process.cwd());
  const root = workTreeRoot(here);
  const byPlace = new Map(
    changes.map(change => {
      const place = resolve(here, change.path);
      return [change.before === undefined || !existsSync(place) ? place : realpathSync(place), change];
    }),
  );
  const files = [...byPlace].map(([place, { before, after }]) => ({ path: pathFrom(root, place), before, after }));
  return formatPatch(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
}

/** `--color` beats the environment, and the environment beats the terminal. */
function usesColor(color: LintOptions['color'], stream: NodeJS.WriteStream): boolean {
  if (color !== 'auto') return color === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && stream.isTTY;
}
