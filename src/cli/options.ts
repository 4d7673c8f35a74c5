import { catalog } from '../catalog/index.ts';
import { targetsOf } from '../core/codemod.ts';
import { SEVERITIES } from '../core/diagnostic.ts';
import { readVersion, type KubernetesVersion } from '../core/version.ts';
import { nearest } from '../config/nearest.ts';
import { isRefused, type SettingValues } from '../config/settings.ts';
import type { Refusal } from '../core/document.ts';
import { reporters, type Format } from '../reporters/index.ts';
import { SHELLS, UsageError, type Command, type Output, type ReportOptions, type Shell } from './commands.ts';
import { COLORS, parse } from './option-table.ts';
import { selectionIn } from './selection-options.ts';

/** What the arguments depend on besides themselves. */
export interface Surroundings {
  /** Whether the run is a step of GitHub Actions. */
  readonly inActions: boolean;
  /** The text of a file that an option names. */
  readonly readText: (path: string) => string | Refusal;
}

/** Reads the arguments after the program's name. */
export async function readArguments(args: readonly string[], { inActions, readText }: Surroundings): Promise<Command> {
  const { values, positionals: words } = parse(args);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [first, ...rest] = words;
  if (first === 'explain') return { command: 'explain', id: explained(rest) };
  if (first === 'rules') return { command: 'rules', json: wantsJson(rest, values.format) };
  if (first === 'init') return { command: nothingElse('init', rest, values) };
  if (first === 'completion') return { command: 'completion', shell: oneShell(rest) };
  if (first === 'merge') return { command: 'merge', files: reportFiles(rest, values), ...reportOptions(values, inActions) };
  const isBaseline = first === 'baseline';
  if (isBaseline && (values.fix === true || values.diff === true || values['no-baseline'] === true || rest.includes('-')))
    throw new UsageError('`kubemend baseline` writes down what is found in files: leave out `--fix`, `--diff`, `--no-baseline` and `-`');
  const codemod = first === 'codemod' ? codemodId(rest[0]) : undefined;
  const positionals = codemod !== undefined ? rest.slice(1) : isBaseline ? rest : words;
  if (codemod !== undefined && (values.to !== undefined || values.unsafe === true))
    throw new UsageError('`kubemend codemod` runs one codemod and nothing else: leave out `--to` and `--unsafe`');

  const diff = values.diff === true;
  const shown = reportOptions(values, inActions);
  const printed = shown.outputs.filter(({ file }) => file === undefined);
  if (diff && printed.length > 0 && !printed.some(({ format }) => format === 'text'))
    throw new UsageError('`--diff` prints the patch on standard output: give the format a file, as in `--format json=report.json`');
  if (positionals.includes('-') && (positionals.length > 1 || values['stdin-filename'] === undefined))
    throw new UsageError('`-` reads one file from standard input: give its name with `--stdin-filename`, and no other path');
  if (values['stdin-filename'] !== undefined && !positionals.includes('-'))
    throw new UsageError('`--stdin-filename` goes with the path `-`');
  if (values.unsafe === true && values.fix !== true && !diff) throw new UsageError('`--unsafe` goes with `--fix` or `--diff`');
  if (values.config !== undefined && values['no-config'] === true) throw new UsageError('`--config` and `--no-config` exclude each other');
  if (values.config === '') throw new UsageError('`--config` names no file');
  return {
    command: 'lint',
    paths: positionals,
    selection: selectionIn(values, { isBaseline, isStdin: positionals.includes('-') }),
    stdinFilename: values['stdin-filename'],
    fix: (values.fix === true || codemod !== undefined) && !diff,
    diff,
    codemod,
    unsafe: values.unsafe === true,
    to: values.to === undefined ? undefined : oneOf('--to', values.to, targetsOf(catalog.codemods)),
    target: targetOf(values['kubernetes-version']),
    settings: await settingsIn(values, readText),
    rules: values.rule && new Set(values.rule.map(ruleId)),
    skipRules: new Set((values['skip-rule'] ?? []).map(ruleId)),
    stats: values.stats === true,
    strict: values.strict === true,
    ...shown,
    config: values['no-config'] === true ? 'none' : values.config === undefined ? 'nearest' : { file: values.config },
    ignore: values['no-ignore'] !== true,
    baseline: isBaseline ? 'write' : values['no-baseline'] === true ? 'none' : 'read',
    inlineIgnores: values['no-inline-ignores'] !== true,
  };
}

function reportOptions(values: ReturnType<typeof parse>['values'], inActions: boolean): ReportOptions {
  return {
    outputs: outputsOf(values.format, inActions),
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'warning', [...SEVERITIES, 'never'] as const),
    minSeverity: values['min-severity'] === undefined ? undefined : oneOf('--min-severity', values['min-severity'], SEVERITIES),
    quiet: values.quiet === true,
    color: oneOf('--color', values.color ?? 'auto', COLORS),
  };
}

/** What settings are given. Rules and codemods say how each is read: they are loaded where one is given. */
async function settingsIn(values: Readonly<Record<string, unknown>>, readText: Surroundings['readText']): Promise<SettingValues> {
  const isGiven = values['set'] !== undefined || catalog.flags.some(({ flag }) => values[flag] !== undefined);
  return isGiven ? (await import('./setting-options.ts')).settingsIn(values, readText) : new Map();
}

/** The reports that `kubemend merge` joins, with options that say something about reports only. */
function reportFiles(files: readonly string[], values: Readonly<Record<string, unknown>>): readonly string[] {
  const other = Object.keys(values).find(name => !['format', 'fail-on', 'min-severity', 'quiet', 'color'].includes(name));
  if (other !== undefined) throw new UsageError(`\`kubemend merge\` joins reports and lints nothing: leave out \`--${other}\``);
  if (files.length === 0) throw new UsageError('`kubemend merge` takes JSON reports, as `--format json=report.json` writes them');
  return files;
}

/** A command without arguments. */
function nothingElse<T extends string>(command: T, words: readonly string[], values: Readonly<Record<string, unknown>>): T {
  const other = Object.keys(values).find(name => name !== 'color');
  if (other !== undefined || words.length > 0)
    throw new UsageError(
      `\`kubemend ${command}\` takes nothing else: leave out \`${other === undefined ? words[0]! : `--${other}`}\`; to lint a folder of that name write \`./${command}\``,
    );
  return command;
}

function oneShell(words: readonly string[]): Shell {
  const [shell = '', ...more] = words;
  if (more.length > 0 || shell === '')
    throw new UsageError(`\`kubemend completion\` takes one of ${SHELLS.map(name => `\`${name}\``).join(', ')}`);
  return oneOf('kubemend completion', shell, SHELLS);
}

function explained(rest: readonly string[]): string {
  const [id, ...more] = rest;
  const known = [...catalog.rules, ...catalog.codemods].map(({ id }) => id);
  if (id === undefined || more.length > 0)
    throw new UsageError('`kubemend explain` takes one rule or codemod; `kubemend rules` lists the rules');
  if (!known.includes(id))
    throw new UsageError(`there is no rule or codemod \`${id}\`${nearest(id, known)}; \`kubemend rules\` lists the rules`);
  return id;
}

function codemodId(id: string | undefined): string {
  const known = catalog.codemods.map(({ id }) => id);
  if (id === undefined || !known.includes(id))
    throw new UsageError(
      `\`kubemend codemod\` takes one of ${known.map(name => `\`${name}\``).join(', ')}${id === undefined ? '' : nearest(id, known)}`,
    );
  return id;
}

function wantsJson(rest: readonly string[], formats: readonly string[] = []): boolean {
  if (rest.length > 0) throw new UsageError('`kubemend rules` takes no path; to lint a folder of that name write `./rules`');
  return formats.some(format => oneOf('--format', format, ['text', 'json'] as const) === 'json');
}

/** In GitHub Actions annotations go with the text, whether that was asked for or is what there is without a wish. */
function outputsOf(formats: readonly string[] = ['text'], inActions: boolean): readonly Output[] {
  const outputs = formats.map((text): Output => {
    const [name = '', ...file] = text.split('=');
    const format = oneOf('--format', name, Object.keys(reporters) as Format[]);
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`\`--format ${text}\` names no file`);
    return { format, file: file.length > 0 ? file.join('=') : undefined };
  });
  const [shown, second] = outputs.filter(({ file }) => file === undefined);
  if (second) throw new UsageError('two formats cannot share standard output: give one a file, as in `--format json=report.json`');
  return [...(inActions && shown?.format === 'text' ? [{ format: 'github', file: undefined } as const] : []), ...outputs];
}

function targetOf(text: string | undefined): KubernetesVersion | undefined {
  if (text === undefined) return undefined;
  const version = readVersion(text);
  if (isRefused(version)) throw new UsageError(`\`--kubernetes-version\` ${version.refused}`);
  return version;
}

function ruleId(id: string): string {
  const known = catalog.rules.map(({ id }) => id);
  if (!known.includes(id)) throw new UsageError(`there is no rule \`${id}\`${nearest(id, known)}; \`kubemend rules\` lists them`);
  return id;
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(candidate => candidate === value);
  if (found === undefined)
    throw new UsageError(
      `\`${option}\` does not take \`${value}\`${nearest(value, allowed)}; it takes ${allowed.map(name => `\`${name}\``).join(', ')}`,
    );
  return found;
}
