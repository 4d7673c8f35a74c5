import { parseArgs, type ParseArgsConfig } from 'node:util';
import { codemods } from '../../codemods/index.ts';
import { rules } from '../../rules/index.ts';
import { mayBeAsked, targetsOf } from '../core/codemod.ts';
import { SEVERITIES, type Severity } from '../core/diagnostic.ts';
import { readVersion, type KubernetesVersion } from '../core/version.ts';
import { nearest } from '../config/nearest.ts';
import { isRefused, readSetting, settingsByKey, type SettingValues } from '../config/settings.ts';
import type { Refusal } from '../core/document.ts';
import type { Setting } from '../core/setting.ts';
import { reporters, type Format } from '../reporters/index.ts';

/** Where a report goes: standard output, or a file. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

export type Command =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'rules'; readonly json: boolean }
  | { readonly command: 'explain'; readonly id: string }
  | { readonly command: 'completion'; readonly shell: Shell }
  | ({ readonly command: 'merge'; readonly files: readonly string[] } & ReportOptions)
  | ({ readonly command: 'lint' } & LintOptions);

/** Where reports go and what they show. */
export interface ReportOptions {
  readonly outputs: readonly Output[];
  readonly failOn: Severity | 'never';
  readonly minSeverity: Severity | undefined;
  readonly quiet: boolean;
  readonly color: 'auto' | 'always' | 'never';
}

export interface LintOptions extends ReportOptions {
  readonly paths: readonly string[];
  readonly stdinFilename: string | undefined;
  readonly fix: boolean;
  readonly diff: boolean;
  /** The one codemod to run, by `kubemend codemod`. */
  readonly codemod: string | undefined;
  readonly unsafe: boolean;
  readonly to: string | undefined;
  /** Nothing where the configuration, or else the newest release, is to say it. */
  readonly target: KubernetesVersion | undefined;
  readonly settings: SettingValues;
  readonly rules: ReadonlySet<string> | undefined;
  readonly skipRules: ReadonlySet<string>;
  readonly stats: boolean;
  /** The configuration: a file that was named, the nearest one, or none at all. */
  readonly config: { readonly file: string } | 'nearest' | 'none';
  /** Whether `ignore` of the configuration holds. */
  readonly ignore: boolean;
  /** Whether comments and annotations may hide findings. */
  readonly inlineIgnores: boolean;
  /** What to do with the baseline: take it into account, leave it, or write it. */
  readonly baseline: 'read' | 'none' | 'write';
}

/** A command line that cannot be followed; the message says why and what would be right. */
export class UsageError extends Error {}

const OPTIONS = {
  fix: { type: 'boolean' },
  diff: { type: 'boolean' },
  unsafe: { type: 'boolean' },
  to: { type: 'string' },
  set: { type: 'string', multiple: true },
  'kubernetes-version': { type: 'string' },
  format: { type: 'string', multiple: true },
  rule: { type: 'string', multiple: true },
  'skip-rule': { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'min-severity': { type: 'string' },
  'stdin-filename': { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'no-ignore': { type: 'boolean' },
  'no-baseline': { type: 'boolean' },
  'no-inline-ignores': { type: 'boolean' },
  stats: { type: 'boolean' },
  quiet: { type: 'boolean' },
  color: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies ParseArgsConfig['options'];

export const COLORS = ['auto', 'always', 'never'] as const;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

type Name = keyof typeof OPTIONS;

export const SETTINGS = settingsByKey([...rules, ...codemods]);

/** The settings that have an option of their own, by its name. */
const FLAGS = new Map([...SETTINGS.values()].flatMap(setting => (setting.flag === undefined ? [] : [[setting.flag, setting] as const])));

/** All options with what they take. */
export const ALL_OPTIONS: Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean; readonly short?: string }>
> = {
  ...OPTIONS,
  ...Object.fromEntries(Array.from(FLAGS, ([flag, { schema }]) => [flag, { type: schema['type'] === 'boolean' ? 'boolean' : 'string' }])),
};

/** What the arguments depend on besides themselves. */
export interface Surroundings {
  /** Whether the run is a step of GitHub Actions. */
  readonly inActions: boolean;
  /** The text of a file that an option names. */
  readonly readText: (path: string) => string | Refusal;
}

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[], { inActions, readText }: Surroundings): Command {
  const { values, positionals: words } = parse(args);
  if (values.help === true) return { command: 'help' };
  if (values.version === true) return { command: 'version' };
  const [first, ...rest] = words;
  if (first === 'explain') return { command: 'explain', id: explained(rest) };
  if (first === 'rules') return { command: 'rules', json: wantsJson(rest, values.format) };
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
  if (
    diff &&
    shown.outputs.some(({ format, file }) => file === undefined && format !== 'text' && !(inActions && values.format === undefined))
  )
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
    stdinFilename: values['stdin-filename'],
    fix: (values.fix === true || codemod !== undefined) && !diff,
    diff,
    codemod,
    unsafe: values.unsafe === true,
    to: values.to === undefined ? undefined : oneOf('--to', values.to, targetsOf(codemods)),
    target: targetOf(values['kubernetes-version']),
    settings: settingsIn(values, readText),
    rules: values.rule && new Set(values.rule.map(ruleId)),
    skipRules: new Set((values['skip-rule'] ?? []).map(ruleId)),
    stats: values.stats === true,
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

/** The reports that `kubemend merge` joins, with options that say something about reports only. */
function reportFiles(files: readonly string[], values: Readonly<Record<string, unknown>>): readonly string[] {
  const other = Object.keys(values).find(name => !['format', 'fail-on', 'min-severity', 'quiet', 'color'].includes(name));
  if (other !== undefined) throw new UsageError(`\`kubemend merge\` joins reports and lints nothing: leave out \`--${other}\``);
  if (files.length === 0) throw new UsageError('`kubemend merge` takes JSON reports, as `--format json=report.json` writes them');
  return files;
}

function oneShell(words: readonly string[]): Shell {
  const [shell = '', ...more] = words;
  if (more.length > 0 || shell === '')
    throw new UsageError(`\`kubemend completion\` takes one of ${SHELLS.map(name => `\`${name}\``).join(', ')}`);
  return oneOf('kubemend completion', shell, SHELLS);
}

function parse(args: readonly string[]) {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: ALL_OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const repeated = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(ALL_OPTIONS, token.name) ? ALL_OPTIONS[token.name] : undefined;
    if (!option || (token.rawName.length === 2 && !['-h', '-V'].includes(token.rawName)))
      throw noOption(token.rawName.length === 2 ? args[token.index]! : token.rawName);
    if (option.type === 'string' && (token.value === undefined || (!token.inlineValue && /^--?[a-z]/.test(token.value))))
      throw new UsageError(`\`${token.rawName}\` needs a value`);
    if (option.type === 'boolean' && token.value !== undefined) throw new UsageError(`\`${token.rawName}\` takes no value`);
    if (option.type === 'string' && option.multiple !== true && repeated.has(token.name))
      throw new UsageError(`\`${token.rawName}\` is given twice`);
    repeated.add(token.name);
  }
  return {
    values: values as Record<string, unknown> & {
      [N in Name]?: (typeof OPTIONS)[N] extends { multiple: true }
        ? string[]
        : (typeof OPTIONS)[N] extends { type: 'string' }
          ? string
          : boolean;
    },
    positionals,
  };
}

/** What `--set` and the options of settings say, each once. */
function settingsIn(values: Partial<Record<string, unknown>>, readText: Surroundings['readText']): SettingValues {
  const given = [
    ...Array.from(FLAGS, ([flag, setting]) => ({ option: `--${flag}`, setting, value: values[flag] })).filter(
      ({ value }) => value !== undefined,
    ),
    ...((values['set'] as readonly string[] | undefined) ?? []).map(assignment => assignmentOf(assignment)),
  ];
  const read = new Map<Setting<unknown>, unknown>();
  for (const { option, setting, value } of given) {
    if (read.has(setting)) throw new UsageError(`\`${setting.key}\` is set twice`);
    const result = readSetting(setting, value as string | boolean, readText);
    if (isRefused(result)) throw new UsageError(`\`${option}\` ${result.refused}`);
    read.set(setting, result);
  }
  return read;
}

/** Refuses settings of the command line that mean nothing, as nothing asks for the codemods that they are for. `asked`: codemods and targets. */
export function refuseUnused(settings: SettingValues, asked: ReadonlySet<string>): void {
  for (const setting of settings.keys()) {
    const users = codemods.filter(codemod => codemod.settings?.includes(setting) === true);
    const isUsed =
      rules.some(rule => rule.settings?.includes(setting) === true) ||
      users.some(codemod => asked.has(codemod.id) || codemod.askedBy === 'unsafe' || mayBeAsked(codemod, asked));
    const option = setting.flag === undefined ? `--set ${setting.key}` : `--${setting.flag}`;
    if (!isUsed)
      throw new UsageError(`\`${option}\` is for ${users.map(({ id }) => `\`${id}\``).join(', ')}, which this run does not ask for`);
  }
}

/** `metallb.pools=create`. */
function assignmentOf(assignment: string): { readonly option: string; readonly setting: Setting<unknown>; readonly value: string } {
  const at = assignment.indexOf('=');
  if (at === -1) throw new UsageError(`\`--set\` takes \`key=value\`, not \`${assignment}\``);
  const key = assignment.slice(0, at);
  const setting = SETTINGS.get(key);
  if (!setting)
    throw new UsageError(
      `there is no setting \`${key}\`${nearest(key, [...SETTINGS.keys()])}; there are ${[...SETTINGS.keys()].map(name => `\`${name}\``).join(', ')}`,
    );
  return { option: `--set ${key}`, setting, value: assignment.slice(at + 1) };
}

/** `written`: with its dashes. One dash begins a group of short options, or the name of a file. */
function noOption(written: string): UsageError {
  const name = written.replace(/^-+/, '');
  const advice =
    nearest(name, Object.keys(ALL_OPTIONS), '--') ||
    (!written.startsWith('--') && name.includes('.') ? `; a file of that name is \`./${written}\`` : '');
  return new UsageError(`\`${written}\` is no option${advice}; \`kubemend --help\` lists them`);
}

function explained(rest: readonly string[]): string {
  const [id, ...more] = rest;
  const known = [...rules, ...codemods].map(({ id }) => id);
  if (id === undefined || more.length > 0)
    throw new UsageError('`kubemend explain` takes one rule or codemod; `kubemend rules` lists the rules');
  if (!known.includes(id))
    throw new UsageError(`there is no rule or codemod \`${id}\`${nearest(id, known)}; \`kubemend rules\` lists the rules`);
  return id;
}

function codemodId(id: string | undefined): string {
  const known = codemods.map(({ id }) => id);
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

function outputsOf(formats: readonly string[] | undefined, inActions: boolean): readonly Output[] {
  if (!formats) return [...(inActions ? [{ format: 'github', file: undefined } as const] : []), { format: 'text', file: undefined }];
  const outputs = formats.map((text): Output => {
    const [name = '', ...file] = text.split('=');
    const format = oneOf('--format', name, Object.keys(reporters) as Format[]);
    if (file.length > 0 && file.join('=') === '') throw new UsageError(`\`--format ${text}\` names no file`);
    return { format, file: file.length > 0 ? file.join('=') : undefined };
  });
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UsageError('two formats cannot share standard output: give one a file, as in `--format json=report.json`');
  return outputs;
}

function targetOf(text: string | undefined): KubernetesVersion | undefined {
  if (text === undefined) return undefined;
  const version = readVersion(text);
  if (isRefused(version)) throw new UsageError(`\`--kubernetes-version\` ${version.refused}`);
  return version;
}

function ruleId(id: string): string {
  const known = rules.map(({ id }) => id);
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
