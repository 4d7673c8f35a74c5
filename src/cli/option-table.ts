import { parseArgs, type ParseArgsConfig } from 'node:util';
import { catalog } from '../catalog/index.ts';
import { nearest } from '../config/nearest.ts';
import { UsageError } from './commands.ts';

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
  changed: { type: 'boolean' },
  staged: { type: 'boolean' },
  'changed-lines': { type: 'boolean' },
  shard: { type: 'string' },
  config: { type: 'string' },
  'no-config': { type: 'boolean' },
  'no-ignore': { type: 'boolean' },
  'no-baseline': { type: 'boolean' },
  'no-inline-ignores': { type: 'boolean' },
  stats: { type: 'boolean' },
  strict: { type: 'boolean' },
  quiet: { type: 'boolean' },
  color: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies ParseArgsConfig['options'];

export const COLORS = ['auto', 'always', 'never'] as const;

/** Options without a value that may be given one, behind `=` only. */
const MAY_TAKE_A_VALUE: ReadonlySet<string> = new Set(['changed']);

/** All options with what they take. */
export const ALL_OPTIONS: Readonly<
  Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean; readonly short?: string }>
> = {
  ...OPTIONS,
  ...Object.fromEntries(catalog.flags.map(({ flag, type }) => [flag, { type }])),
};

/** The values of options, each checked for its form, and the other words. */
export function parse(args: readonly string[]) {
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
    if (option.type === 'boolean' && token.value !== undefined && !MAY_TAKE_A_VALUE.has(token.name))
      throw new UsageError(`\`${token.rawName}\` takes no value`);
    if (option.multiple !== true && (option.type === 'string' || token.value !== undefined) && repeated.has(token.name))
      throw new UsageError(`\`${token.rawName}\` is given twice`);
    repeated.add(token.name);
  }
  return {
    values: values as Record<string, unknown> & {
      [N in keyof typeof OPTIONS]?: (typeof OPTIONS)[N] extends { multiple: true }
        ? string[]
        : (typeof OPTIONS)[N] extends { type: 'string' }
          ? string
          : boolean;
    } & { readonly changed?: boolean | string },
    positionals,
  };
}

/** `written`: with its dashes. One dash begins a group of short options, or the name of a file. */
function noOption(written: string): UsageError {
  const name = written.replace(/^-+/, '');
  const advice =
    nearest(name, Object.keys(ALL_OPTIONS), '--') ||
    (!written.startsWith('--') && name.includes('.') ? `; a file of that name is \`./${written}\`` : '');
  return new UsageError(`\`${written}\` is no option${advice}; \`kubemend --help\` lists them`);
}
