import { posix } from 'node:path';
import type { Assumption, Diagnostic, FileEdit, Severity } from '../core/diagnostic.ts';
import type { Handover } from '../core/codemod.ts';
import { isAsSevere } from '../core/diagnostic.ts';
import type { Rule } from '../core/rule.ts';
import type { KubernetesVersion } from '../core/version.ts';
import { fingerprints } from '../lint/fingerprint.ts';

/** A file that was found but not linted. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** What the same files would be told for another version. */
export interface TimelineEntry {
  readonly version: KubernetesVersion;
  readonly diagnostics: readonly Diagnostic[];
}

/** All that a run has to tell. */
export interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  /** The version moved to. */
  readonly target: KubernetesVersion;
  /** What is left after fixing, hidden findings included; sorted by file, offset, rule. */
  readonly diagnostics: readonly Diagnostic[];
  /** Edits of a proven fix, spelled; absent for a diagnostic without one. */
  readonly edits: ReadonlyMap<Diagnostic, readonly FileEdit[]>;
  /** Files linted. */
  readonly files: number;
  /** Files of which at least one document was parsed. */
  readonly parsed: number;
  /** Findings that are gone because `--fix` mended them, or would be, with `--diff`. */
  readonly fixed: number;
  /** Findings that stay although `--fix` wrote what it has for them: the second step of a migration takes them away. */
  readonly prepared?: number;
  readonly suppressed: number;
  readonly skipped: readonly SkippedFile[];
  /** Paths that `--fix` wrote, or would write, with `--diff`. */
  readonly written: readonly string[];
  readonly assumptions: readonly { readonly codemod: string; readonly assumption: Assumption }[];
  /** What codemods leave to do by hand. */
  readonly handovers: readonly { readonly codemod: string; readonly handover: Handover; readonly followUps: readonly string[] }[];
  /** Of a report that was read; others are worked out from the findings. */
  readonly fingerprints?: ReadonlyMap<Diagnostic, string>;
  /** The names of the scopes that files with findings belong to, by path. */
  readonly scopes?: ReadonlyMap<string, readonly string[]>;
  /** For formats that show it: one version after the other. */
  readonly timeline?: readonly TimelineEntry[];
}

export interface ReporterOptions {
  /** Findings below it are counted, not shown. */
  readonly minSeverity: Severity;
  readonly color: boolean;
  /** Whether the terminal takes links. */
  readonly links?: boolean;
  /** Errors only, whatever `minSeverity` says. */
  readonly quiet: boolean;
  /** Whether files were written: true with `--fix`, false with `--diff`. */
  readonly fixing: boolean;
  /** Codemods that this run asks for, with the options that ask for them, as `--to metallb`; none where the configuration asks. */
  readonly asked?: ReadonlyMap<string, string>;
  /** The rules of this run, for formats that tell what a rule is about. */
  readonly rules?: readonly Rule[];
  /** The way from the root of the repository to the working directory; empty where they are the same. */
  readonly folder?: string;
  /** Where there is no room for more; the gravest findings come first. */
  readonly maxBytes?: number;
}

/** Spells a report in one format. Pure: the same report and options give the same text. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** The mildest severity that is shown. */
export const shownSeverity = ({ quiet, minSeverity }: ReporterOptions): Severity => (quiet ? 'error' : minSeverity);

/** A path as hosts of repositories know files: from the root of the repository, without `./`. */
export const repositoryPath = (path: string, { folder = '' }: ReporterOptions): string => posix.join(folder, path);

/** The findings that are shown, in their order. */
export function shownDiagnostics(report: Report, options: ReporterOptions): readonly Diagnostic[] {
  const threshold = shownSeverity(options);
  return report.diagnostics.filter(({ severity }) => isAsSevere(severity, threshold));
}

/** What tells each finding from the others, whatever line it is on. */
export const fingerprintsOf = ({ fingerprints: known, diagnostics }: Report): ReadonlyMap<Diagnostic, string> =>
  known ?? fingerprints(diagnostics);

export function countBySeverity(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { info: 0, warning: 0, error: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}
