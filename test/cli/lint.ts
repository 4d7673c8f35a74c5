import { policyOf, type CommandLine, type Configuration } from '../../src/config/policy.ts';
import { parseVersion } from '../../src/core/version.ts';
import { run, type RunOptions, type RunResult } from '../../src/main.ts';

/** A run in this process: what the command does, but for arguments, streams and exit status. */
export function lint(
  cwd: string,
  options: Partial<Omit<RunOptions, 'cwd' | 'policy'>> &
    Pick<CommandLine, 'to' | 'settings'> & { readonly version?: string; readonly configuration?: Configuration } = {},
): Promise<RunResult> {
  const { version, to, settings, configuration, ...others } = options;
  const target = version === undefined ? undefined : parseVersion(version);
  const codemods = new Set(others.codemod === undefined ? [] : [others.codemod]);
  const policy = policyOf({ target, to, settings, rules: others.rules, codemods }, configuration);
  return run({ paths: [], fix: 'no', unsafe: false, tool: { name: 'kubemend', version: '0' }, ...others, cwd, policy });
}

/** Each finding as `file:line rule`. */
export const places = ({ report }: RunResult): readonly string[] =>
  report.diagnostics.map(
    ({ rule, primary: { file, range } }) => `${file.path}:${file.text.slice(0, range.start).split('\n').length} ${rule}`,
  );

/** Each skipped file with its reason. */
export const skipped = ({ report }: RunResult): readonly string[] => report.skipped.map(({ path, reason }) => `${path}: ${reason}`);
