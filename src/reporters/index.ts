import type { Severity } from '../core/diagnostic.ts';
import type { Reporter } from './report.ts';
import { formatText } from './text.ts';

/** A value of `--format`. */
export type Format = 'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit' | 'rdjson' | 'markdown' | 'html';

export interface ReporterEntry {
  /** What is shown where `--min-severity` is not given. */
  readonly defaultMinSeverity: Severity;
  /** Shows what other versions bring, which takes a run for each. */
  readonly wantsTimeline?: true;
  /** Loads the reporter, so that a run pays only for the formats it writes. */
  readonly load: () => Promise<Reporter>;
}

export const reporters: Readonly<Record<Format, ReporterEntry>> = {
  // Most runs write it, and a file of its own takes longer to find than to read.
  text: { defaultMinSeverity: 'warning', load: () => Promise.resolve(formatText) },
  json: { defaultMinSeverity: 'info', load: async () => (await import('./json.ts')).formatJson },
  sarif: { defaultMinSeverity: 'info', load: async () => (await import('./sarif.ts')).formatSarif },
  github: { defaultMinSeverity: 'warning', load: async () => (await import('./github.ts')).formatGithub },
  gitlab: { defaultMinSeverity: 'info', load: async () => (await import('./gitlab.ts')).formatGitlab },
  junit: { defaultMinSeverity: 'info', load: async () => (await import('./junit.ts')).formatJunit },
  rdjson: { defaultMinSeverity: 'info', load: async () => (await import('./rdjson.ts')).formatRdjson },
  markdown: { defaultMinSeverity: 'info', load: async () => (await import('./markdown.ts')).formatMarkdown },
  html: { defaultMinSeverity: 'info', wantsTimeline: true, load: async () => (await import('./html.ts')).formatHtml },
};
