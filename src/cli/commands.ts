import type { Severity } from '../core/diagnostic.ts';
import type { KubernetesVersion } from '../core/version.ts';
import type { SettingValues } from '../config/settings.ts';
import type { Selection } from '../discover/selection.ts';
import type { Format } from '../reporters/index.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Where a report goes: standard output, or a file. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

export type Command =
  | { readonly command: 'help' | 'version' | 'init' }
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
  readonly selection: Selection;
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
  /** Whether what cannot be read is an error, not something to tell. */
  readonly strict: boolean;
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
