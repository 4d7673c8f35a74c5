import { NEWEST_KNOWN_VERSION, parseVersion } from '../../src/core/version.ts';
import { run, type RunOptions, type RunResult } from '../../src/main.ts';

/** A run in this process: what the command does, but for arguments, streams and exit status. */
export function lint(
  cwd: string,
  options: Partial<Omit<RunOptions, 'cwd' | 'target'>> & { readonly version?: string } = {},
): Promise<RunResult> {
  const { version, ...others } = options;
  const target = version === undefined ? NEWEST_KNOWN_VERSION : parseVersion(version)!;
  return run({ paths: [], fix: 'no', unsafe: false, tool: { name: 'kubemend', version: '0' }, ...others, cwd, target });
}

/** Each finding as `file:line rule`. */
export const places = ({ report }: RunResult): readonly string[] =>
  report.diagnostics.map(
    ({ rule, primary: { file, range } }) => `${file.path}:${file.text.slice(0, range.start).split('\n').length} ${rule}`,
  );

/** Each skipped file with its reason. */
export const skipped = ({ report }: RunResult): readonly string[] => report.skipped.map(({ path, reason }) => `${path}: ${reason}`);
